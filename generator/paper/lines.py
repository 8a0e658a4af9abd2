"""A paper with the ends of its lines in the text, so that the PDF has the lines that office programs make of the Word
document. A full line has 28 characters of 15.7 points (GB/T 9704-2012 5.2.3), drawn apart to the edges.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

import msgspec

from generator.paper.breaking import HAN, PAIRS, SIZE, TIGHTER, Sign, ends, script_of
from generator.paper.fonts import Faces, widths
from generator.paper.pieces import Piece, Run
from generator.paper.sheets import Paper

CELL = 315  # twips, as are all lengths here: a 28th of 156 mm, by which indents are counted
ROOM = 8820  # 28 of them: LibreOffice leaves what no cell of the grid fills
_FACES = {"section": "hei", "heading": "hei", "chapter": "hei", "subsection": "kai"}


def broken(paper: Paper, faces: Faces) -> Paper:
    """The paper with its lines ended in the text. 主送机关 and 附件 beside the text become pieces of it.

    A run of a newline ends a line: its looks are "soft", for it is not the text's own, and "even" where the line is as
    long as any. What holds pictures, or raised and lowered signs, is left as it is, and so are tables.
    """
    pieces = list(paper.pieces)
    if paper.recipients:
        pieces.insert(0, Piece("recipients", (Run(f"{paper.recipients}："),)))
    pieces += [Piece("attachment-note", (Run(note),)) for note in paper.notes]
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
        for end in ends(signs, ROOM - own, ROOM - later):
            yield from _line(piece, signs[start:end])
            yield Run("\n", (*looks, *_lead(piece.runs[signs[end - 1].run])))
            start = end
        yield from _line(piece, signs[start:])
        if run:
            yield run
        part, own = [], later


def _line(piece: Piece, signs: Sequence[Sign]) -> Iterator[Run]:
    for n, same in groupby(signs, key=lambda sign: sign.run):
        yield msgspec.structs.replace(piece.runs[n], text="".join(sign.text for sign in same))


def _lead(run: Run) -> tuple[str, ...]:
    """What leads a paragraph is set before all else in it, and its lines' ends with it."""
    return ("lead",) if "lead" in run.looks else ()


def _signs(piece: Piece, part: Sequence[int], faces: Faces) -> Iterator[Sign]:
    texts = [(n, piece.runs[n].text) for n in part]
    script = next((found for _, text in texts for c in text if (found := script_of(c))), HAN)
    whole = "".join(text for _, text in texts)
    place = 0
    for n, text in texts:
        known = widths(faces.roles[_role(piece, piece.runs[n])])
        for char in text:
            script = script_of(char) or script
            pair = char in PAIRS and char in (whole[place - 1 : place], whole[place + 1 : place + 2])
            wide = SIZE if pair else known[char] * SIZE
            yield Sign(char, wide - TIGHTER if wide else 0, script, n)
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
