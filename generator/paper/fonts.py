"""Which fonts set a document: those of offices where they are installed, else free ones, and never a missing glyph.

A role is a use that GB/T 9704-2012 names a face for. Its faces stand in the order of preference; a character that the
first lacks (仿宋_GB2312 has 6,763 Han characters, 镕 and 喆 are not among them) is taken from the next that has it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from struct import unpack_from
from typing import Protocol
from unicodedata import category

import msgspec

from generator.paper.sheets import Paper

_SONG: tuple[str, ...] = (
    "SimSun",
    "宋体",
    "NSimSun",
    "Songti SC",
    "STSong",
    "Noto Serif CJK SC",
    "Noto Serif SC",
    "Source Han Serif SC",
)
_SONG += ("FandolSong", "AR PL SungtiL GB")
_HEI: tuple[str, ...] = (
    "SimHei",
    "黑体",
    "Heiti SC",
    "STHeiti",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "FandolHei",
)
_HEI += ("Microsoft YaHei", "PingFang SC", "WenQuanYi Zen Hei")
_FANGSONG: tuple[str, ...] = (
    "FangSong_GB2312",
    "仿宋_GB2312",
    "FangSong",
    "仿宋",
    "STFangsong",
    "华文仿宋",
    "FZFangSong-Z02S",
)
_FANGSONG += ("Zhuque Fangsong (technical preview)", "Zhuque Fangsong", "FandolFang R", "FandolFang")
_KAI: tuple[str, ...] = (
    "KaiTi_GB2312",
    "楷体_GB2312",
    "KaiTi",
    "楷体",
    "Kaiti SC",
    "STKaiti",
    "FZKai-Z03S",
    "LXGW WenKai",
    "FandolKai",
)
_KAI += ("AR PL KaitiM GB",)
_BIAOSONG = ("FZXiaoBiaoSong-B05S", "方正小标宋简体", "FZXiaoBiaoSong-B05", "方正小标宋_GBK", "方正小标宋_GB18030")
_BOLD = ("Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "FandolSong")

# Families by role, as the typesetter calls them, the office's first; the second list takes their place where none is
# installed. AR PL UKai and UMing are in neither: what is set with them has its commas in the middle, as in Taiwan.
_ROLES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "biaosong": (_BIAOSONG, (*_BOLD, *_SONG)),
    "fangsong": (_FANGSONG, _SONG),
    "kai": (_KAI, (*_FANGSONG, *_SONG)),
    "hei": (_HEI, ()),
    "song": (_SONG, ()),
}
NAMES = {"biaosong": "小标宋", "fangsong": "仿宋", "kai": "楷体", "hei": "黑体", "song": "宋体"}
_MARKS = "— 0123456789"
_UNSEEN = ("Cc", "Cf", "Zs", "Zl", "Zp")  # categories of characters that need no glyph


class Installed(Protocol):
    """A font as the typesetter lists it."""

    family: str
    path: str | None
    index: int


class Face(msgspec.Struct, frozen=True):
    """One installed family, and the file that one of its faces is in."""

    family: str
    path: str
    index: int


class Faces(msgspec.Struct, frozen=True):
    """The faces of each role in the order of preference; `wanting` are the roles whose own face is not installed."""

    roles: dict[str, tuple[Face, ...]]
    wanting: tuple[str, ...]

    def families(self) -> dict[str, list[str]]:
        """The names of the faces of each role, as the layouts take them."""
        return {role: [face.family for face in faces] for role, faces in self.roles.items()}


class Missing(msgspec.Struct, frozen=True):
    """A character that the first face of a role lacks; `instead` is the family that has it, "" for none."""

    character: str
    family: str
    instead: str


def choose(installed: Iterable[Installed]) -> Faces | None:
    """The faces for each role among the installed fonts, None where there is no Chinese font at all."""
    there: dict[str, Face] = {}
    for font in installed:
        if font.path:
            there.setdefault(font.family.casefold(), Face(font.family, font.path, font.index))
    roles: dict[str, tuple[Face, ...]] = {}
    wanting = []
    for role, (own, others) in _ROLES.items():
        found = [there[name.casefold()] for name in own if name.casefold() in there]
        if not found:
            wanting.append(role)
        names = (*others, *_SONG, *_HEI)
        found += [there[name.casefold()] for name in names if name.casefold() in there]
        roles[role] = tuple(dict.fromkeys(found))
    return Faces(roles, tuple(wanting)) if all(roles.values()) else None


def missing(paper: Paper, faces: Faces) -> list[Missing]:
    """The characters of a paper that the first face of their role lacks, in the order of the roles."""
    found = []
    for role, characters in characters_of(paper).items():
        first, *others = faces.roles[role]
        for char in sorted(characters - covered(first)):
            instead = next((face.family for face in others if char in covered(face)), "")
            found.append(Missing(char, first.family, instead))
    return found


def characters_of(paper: Paper) -> Mapping[str, set[str]]:
    """The characters that each role has to set."""
    used: dict[str, set[str]] = {role: set() for role in _ROLES}
    for role, text in _texts(paper):
        used[role].update(text)
    return {role: {c for c in chars if category(c) not in _UNSEEN} for role, chars in used.items()}


def _texts(paper: Paper) -> Iterator[tuple[str, str]]:
    yield from (("biaosong", line) for line in (*paper.mark, *paper.lines))
    yield from (("hei", notice) for notice in paper.notices)
    yield from (("fangsong", text) for text in (paper.number, paper.recipients, *paper.files, "附件：（）图片"))
    yield from (("fangsong", line.text) for line in paper.imprint)
    yield ("kai" if paper.form == "digest" else "fangsong", paper.issuer)
    yield "song", _MARKS
    for piece in paper.pieces:
        role = _role(piece.kind)
        yield role, piece.text
        if role in ("hei", "kai"):
            yield "fangsong", piece.text
        if piece.table:
            yield from (("hei", run.text) for run in piece.table.caption)
            yield from (("fangsong", run.text) for row in piece.table.rows for cell in row for run in cell.runs)


def _role(kind: str) -> str:
    if kind in ("section", "heading", "chapter", "attachment"):
        return "hei"
    return {"subsection": "kai", "document": "biaosong", "attachment-title": "biaosong"}.get(kind, "fangsong")


class Widths(dict[str, float]):
    """How wide each character is in the first of some faces that has it, as a part of the size; filled when asked."""

    def __init__(self, faces: Sequence[Face]) -> None:
        super().__init__()
        self._faces = faces

    def __missing__(self, char: str) -> float:
        face = next((face for face in self._faces if char in covered(face)), None)
        wide: float = _read(face)[1].get(char, 1) if face else category(char) not in _UNSEEN
        self[char] = wide
        return wide


@lru_cache(maxsize=16)
def widths(faces: tuple[Face, ...]) -> Widths:
    """The widths of characters in these faces, in the order of preference."""
    return Widths(faces)


def covered(face: Face) -> frozenset[str]:
    """The characters that a face has a glyph for."""
    return _read(face)[0]


@lru_cache(maxsize=64)
def _read(face: Face) -> tuple[frozenset[str], dict[str, float]]:
    """The characters of a face, and the widths of those that are not as wide as high: of few, in a Chinese font."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped,unused-ignore] # only where something is set

    with TTFont(face.path, fontNumber=face.index, lazy=True) as font:
        glyphs = font.getBestCmap() or {}
        whole, count, table = font["head"].unitsPerEm, font["hhea"].numberOfHMetrics, font.reader["hmtx"]
        number = font.getGlyphID  # the table itself: taken apart, it would be some 60,000 pairs
        found = ((code, unpack_from(">H", table, 4 * min(number(name), count - 1))[0]) for code, name in glyphs.items())
        return frozenset(map(chr, glyphs)), {chr(code): wide / whole for code, wide in found if wide != whole}
