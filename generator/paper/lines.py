"""Where the lines of a text end: broken as office programs break the Word document, so that both show the same lines.

A cell is 15.75 points, a 28th of 156 mm (GB/T 9704-2012 5.2.3). Every sign fills one; none is squeezed. A stop or comma
that no longer fits hangs beyond the edge, where it may end a line; a fifth of a character stands between Han and other
letters or figures. These are the rules of LibreOffice, and the settings that Word has of itself.

Where LibreOffice asks for the language at the end of a line, that is the one of the last letter or figure: after Han
characters only its two lists of signs count, after others the classes of UAX 14.
"""

from collections.abc import Iterator, Sequence, Set
from itertools import groupby
from unicodedata import category

import msgspec

from generator.paper.fonts import Faces, advance
from generator.paper.pieces import Piece, Run
from generator.paper.sheets import Paper

CELL = 315  # twips, as are all lengths here: a 28th of 156 mm, by which indents are counted
ROOM = 8820  # 28 of them: LibreOffice leaves what no cell of the grid fills
_SIZE = 320  # 3号
_TIGHTER = 6  # the characters stand this much closer than they are wide
_GAP = _SIZE // 5  # between Han and other letters or figures
_HANGING = frozenset("!,.:;?、。！，．：；？")
_NEVER_FIRST = frozenset(
    ":!),.:;?]}¢'\"、。〉》」』】〕〗〞︰︱︳﹐､﹒﹔﹕﹖﹗﹚﹜﹞！），．：；？｜｝︴︶︸︺︼︾﹀﹂﹄﹏～￠々‖•·ˇˉ―-′’”"
)
_NEVER_LAST = frozenset("([{£¥'\"‵〈《「『【〔〖（［｛￡￥〝︵︷︹︻︽︿﹁﹃﹙﹛﹝“‘")
_PAIRS = frozenset("—…")  # two are one sign, which is never parted (GB/T 15834-2011 5.1)
_HAN, _OTHER = "han", "other"
_FACES = {"section": "hei", "heading": "hei", "chapter": "hei", "subsection": "kai"}

# UAX 14, as far as it is asked for next to figures and Latin letters.
_CLASSES: dict[str, str] = {}
for _name, _of in {
    "open": "([{“‘《〈「『【〔〖（［｛",
    "close": ")]}”’》〉」』】〕〗）］｝",
    "stop": "、。，．：；！？,.:;!?",
    "percent": "%℃‰％",
    "plus": "+$＋",
}.items():
    _CLASSES |= dict.fromkeys(_of, _name)
_CLASSES |= {"-": "hyphen", "/": "slash", "…": "dots", "—": "dash", " ": "blank", '"': "quote", "'": "quote"}


class _Sign(msgspec.Struct, frozen=True):
    """A character, how wide it is, which script's it is, and which run it stands in."""

    text: str
    wide: float
    script: str
    run: int


def broken(paper: Paper, faces: Faces) -> Paper:
    """The paper with its lines ended in the text. 主送机关 and 附件 beside the text become pieces of it.

    A run of a newline ends a line: its looks are "soft", for it is not the text's own, and "even" where the line is as
    long as any. The runs of a line with a sign too many are "tight", an empty one "beyond" stands behind that sign if
    it has an empty half. What holds pictures, or raised and lowered signs, is left as it is, and so are tables.
    """
    pieces = list(paper.pieces)
    if paper.recipients:
        pieces.insert(0, Piece("recipients", (Run(f"{paper.recipients}："),)))
    several = len(paper.files) > 1
    for n, name in enumerate(paper.files):
        shown = ("附件：" if n == 0 else "") + (f"{n + 1}." if several else "") + name
        pieces.append(Piece("attachment-note", (Run(shown),)))
    kinds = ["", *(piece.kind for piece in pieces), ""]
    made = (_ended(piece, kinds[n], kinds[n + 2], faces) for n, piece in enumerate(pieces))
    return msgspec.structs.replace(paper, recipients="", files=(), pieces=tuple(made))


def _ended(piece: Piece, before: str, after: str, faces: Faces) -> Piece:
    if piece.table or piece.lines or any(run.picture or {"sup", "sub"} & {*run.looks} for run in piece.runs):
        return piece
    indents = _indents(piece, before, after)
    if indents is None:
        return piece
    looks = ("soft",) if piece.kind == "attachment-note" else ("soft", "even")
    return msgspec.structs.replace(piece, runs=tuple(_runs(piece, indents, looks, faces)))


def _indents(piece: Piece, before: str, after: str) -> tuple[int, int] | None:
    """How far the first line and the others are indented, None for what isn't set in lines of the text."""
    kind = piece.kind
    if kind in ("document", "attachment", "attachment-title", "signature", "date", "picture", "rule", "colophon"):
        return None
    if kind == "recipients":
        return 0, 0
    if kind == "attachment-note":
        follows = before == kind
        return (5 if follows else 2) * CELL, (6 if follows or after == kind else 5) * CELL
    if kind == "entry":
        return (2 * piece.depth + 1) * CELL, (2 * piece.depth + 1) * CELL
    return (4 * CELL, 2 * CELL) if kind == "quote" else (2 * CELL, 0)


def _runs(piece: Piece, indents: tuple[int, int], looks: tuple[str, ...], faces: Faces) -> Iterator[Run]:
    """The runs with those between that end lines. A newline of the text itself ends one, too."""
    part: list[int] = []
    own, later = indents
    for n, run in enumerate((*piece.runs, None)):
        if run and run.text != "\n":
            part.append(n)
            continue
        signs = list(_signs(piece, part, faces))
        start = 0
        hanging = frozenset() if piece.kind == "entry" else _HANGING
        for end, hangs in _ends(signs, ROOM - own, ROOM - later, hanging).items():
            yield from _line(piece, signs[start:end], hangs)
            if end < len(signs):
                yield Run("\n", (*looks, *_lead(piece.runs[signs[end - 1].run])))
            start = end
        yield from _line(piece, signs[start:], False)
        if run:
            yield run
        part, own = [], later


def _line(piece: Piece, signs: Sequence[_Sign], hangs: bool) -> Iterator[Run]:
    for n, same in groupby(signs, key=lambda sign: sign.run):
        run = piece.runs[n]
        text = "".join(sign.text for sign in same)
        yield msgspec.structs.replace(run, text=text, looks=(*run.looks, "tight") if hangs else run.looks)
    if hangs and signs[-1].script == _HAN:
        yield Run("", ("soft", "beyond", *_lead(piece.runs[signs[-1].run])))


def _lead(run: Run) -> tuple[str, ...]:
    """What leads a paragraph is set before all else in it, and its lines' ends with it."""
    return ("lead",) if "lead" in run.looks else ()


def _signs(piece: Piece, part: Sequence[int], faces: Faces) -> Iterator[_Sign]:
    texts = [(n, piece.runs[n].text) for n in part]
    script = next((found for _, text in texts for c in text if (found := _script(c))), _HAN)
    whole = "".join(text for _, text in texts)
    place = 0
    for n, text in texts:
        faces_of = faces.roles[_role(piece, piece.runs[n])]
        for char in text:
            script = _script(char) or script
            pair = char in _PAIRS and char in (whole[place - 1 : place], whole[place + 1 : place + 2])
            wide = _SIZE if pair else advance(char, faces_of) * _SIZE
            yield _Sign(char, wide - _TIGHTER if wide else 0, script, n)
            place += 1


def _role(piece: Piece, run: Run) -> str:
    """The face of a run, as the layout has it: that of a heading for what leads its paragraph, or for all of it."""
    if "label" in run.looks:
        return "hei"
    own = _FACES.get(piece.kind, "fangsong")
    if "lead" in run.looks:
        return own
    whole = piece.rank and not any("lead" in other.looks for other in piece.runs)
    return own if whole else "fangsong"


def _script(char: str) -> str:
    """Of whose script a character is; "" for signs of both, which go with what stands before them."""
    if char < "\u2000":
        return "" if char in " \xa0" else _OTHER
    return _HAN if char >= "\u2e80" else ""


def _ends(signs: Sequence[_Sign], first: float, others: float, hanging: Set[str] = _HANGING) -> dict[int, bool]:
    """The signs that begin a line, but for the first, by their place, and whether the one before hangs beyond the edge.

    `hanging` are those that may. Where the last sign of all hangs, its end is there too.
    """
    found: dict[int, bool] = {}
    start, room = 0, first
    while (full := _full(signs, start, room)) < len(signs):
        last = next((n for n in range(full, start, -1) if _spoken(signs[n].text)), start)
        end = (
            _after_other(signs, start, full)
            if signs[last].script == _OTHER
            else _after_han(signs, start, full, hanging)
        )
        hangs = end > full
        while not hangs and end < len(signs) and signs[end].text == " ":
            end += 1  # behind a sign that hangs, a blank begins the next line
        if hangs or end < len(signs):
            found[end] = hangs
        start, room = end, others
    return found


def _full(signs: Sequence[_Sign], start: int, room: float) -> int:
    """The first sign that has no room on the line."""
    wide: float = 0
    for n in range(start, len(signs)):
        one, before = signs[n], signs[n - 1]
        if n > start and one.script != before.script:
            wide += _TIGHTER + (_GAP if _spoken(one.text) and _spoken(before.text) else 0)
        elif n > start and one.run != before.run:
            wide += _TIGHTER
        if wide + one.wide + _TIGHTER > room:
            return max(n, start + 1)
        wide += one.wide
    return len(signs)


def _spoken(char: str) -> bool:
    return category(char)[0] in "LN"


def _after_han(signs: Sequence[_Sign], start: int, full: int, hanging: Set[str]) -> int:
    end = full + 1 if signs[full].text in hanging else full
    at = end
    while start < at < len(signs) and not _parts_han(signs[at - 1].text, signs[at].text):
        at -= 1
    return at if at > start else end


def _parts_han(before: str, after: str) -> bool:
    return not (after in _NEVER_FIRST or before in _NEVER_LAST or (before == after and after in _PAIRS))


def _after_other(signs: Sequence[_Sign], start: int, full: int) -> int:
    at = full
    while at > start and not _parts_other(signs, at):
        at -= 1
    return at if at > start else full


def _class(char: str) -> str:
    if found := _CLASSES.get(char):
        return found
    if char.isascii():
        return "figure" if char.isdigit() else "letter"
    return "letter" if char < "\u2e80" else "han"


_WORDS = frozenset(("figure", "letter"))
_BOUND_AFTER = frozenset(("close", "stop", "slash", "hyphen", "blank", "dots", "quote"))  # never first


def _parts_other(signs: Sequence[_Sign], at: int) -> bool:
    """Whether a line may end before this sign, after UAX 14 as LibreOffice has it."""
    before, after = _class(signs[at - 1].text), _class(signs[at].text)
    if after in _BOUND_AFTER or before in ("open", "quote"):
        return False
    if before == "slash":
        return after != "figure"
    if before in _WORDS:
        return after not in _WORDS and after not in ("open", "percent", "plus")
    if before == "stop" and after in _WORDS:
        return signs[at - 1].script == _HAN and at > 1 and _class(signs[at - 2].text) not in _WORDS
    if before == "close":
        return after not in _WORDS
    if before == "plus":
        return after not in (*_WORDS, "han")
    if before == "percent":
        return after not in _WORDS
    return not (before == after == "dash")
