"""Pictures as an e-book holds them: told by their bytes, for a name may lie, and named after them, so none is twice."""

import hashlib
from collections.abc import Iterable, Mapping
from urllib.parse import unquote

import msgspec

from generator.paper.sheets import Paper
from generator.problem import Problem, warning

_KINDS = (  # how a file begins; what each core media type of EPUB 3.3 (3.2) is called
    (b"\x89PNG\r\n\x1a\n", "png", "image/png"),
    (b"\xff\xd8\xff", "jpg", "image/jpeg"),
    (b"GIF87a", "gif", "image/gif"),
    (b"GIF89a", "gif", "image/gif"),
)


class Picture(msgspec.Struct, frozen=True):
    """A picture: the name of its file, its media type and its bytes."""

    name: str
    kind: str
    data: bytes


def picture_of(data: bytes) -> Picture | None:
    """The picture that these bytes are; None for what an e-book can't hold."""
    found = next(((ending, kind) for begin, ending, kind in _KINDS if data.startswith(begin)), None)
    if not found and data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        found = ("webp", "image/webp")
    if not found:
        return None
    return Picture(f"{hashlib.sha256(data).hexdigest()[:16]}.{found[0]}", found[1], data)


def names_of(paper: Paper) -> list[str]:
    """The pictures of a paper, by their names in the text, each once."""
    runs = [run for piece in paper.pieces for run in piece.runs]
    runs += [r for p in paper.pieces if p.table for row in p.table.rows for cell in row for r in cell.runs]
    return list(dict.fromkeys(run.picture for run in runs if run.picture))


def lost(names: Iterable[str], pictures: Mapping[str, Picture]) -> list[Problem]:
    """A warning of each picture that can't be taken along: in its place stands what it shows, in words."""
    hint = "请把图片存成 PNG 或 JPEG，和文件放在一起；网页不受影响"
    return [
        warning("volume-picture", f"汇编本里放不进这张图片：{unquote(name)}", hint)
        for name in names
        if name not in pictures
    ]
