"""Ruled tables of a PDF as Markdown or HTML; a table that goes on overleaf is one table."""

from collections.abc import Sequence
from html import escape

import msgspec

from generator.importer.original import Dropped, Paragraph
from generator.importer.pdf.glyphs import Glyph
from generator.importer.pdf.lines import PdfLine, lines_of
from generator.importer.pdf.rules import Cell, Grid
from generator.importer.text import joining, pipes

REPEATED = "跨页重复的表头"
_MOST_COMPARED = 5_000_000  # cells times characters
_SAME = 4.0  # points by which the columns of a table may differ from one page to the next


class Numbered(msgspec.Struct, frozen=True, gc=False):
    """A printed line with its number in the document."""

    n: int
    line: PdfLine


class Drawn(msgspec.Struct, frozen=True, gc=False):
    """A table on one page: its grid, and the lines in each of its cells."""

    grid: Grid
    cells: tuple[tuple[Numbered, ...], ...]


def cells_of(grid: Grid, glyphs: Sequence[Glyph], page: int) -> list[list[PdfLine]] | None:
    """The lines of each cell; None where the ruled lines are a frame around text and no table."""
    if len(grid.cells) * len(glyphs) > _MOST_COMPARED:
        return None
    held: list[list[Glyph]] = [[] for _ in grid.cells]
    for glyph in glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, glyph.y + glyph.height * 0.3
        inside = (i for i, cell in enumerate(grid.cells) if cell.x0 <= x <= cell.x1 and cell.y0 <= y <= cell.y1)
        place = next(inside, None)
        if place is None:
            return None
        held[place].append(glyph)
    if sum(1 for part in held if part) < 3:
        return None
    return [lines_of(part, page) if part else [] for part in held]


def table(parts: Sequence[Drawn]) -> tuple[Paragraph, list[Dropped]]:
    """The table that the parts on neighbouring pages make up, and the heads that were printed again."""
    rows: list[list[tuple[Cell, list[str]]]] = []
    dropped: list[Dropped] = []
    numbers: list[int] = []
    head: list[list[str]] = []
    for k, part in enumerate(parts):
        drawn = _rows(part)
        if k and [cell for _, cell, _ in drawn[0]] == head:
            dropped += [Dropped(line.n, line.line.text, REPEATED) for _, _, lines in drawn[0] for line in lines]
            drawn = drawn[1:]
        elif not k:
            head = [cell for _, cell, _ in drawn[0]]
        if k and drawn and not any(text for _, text, _ in drawn[0]):
            drawn = drawn[1:]  # what the end of the page left of a row whose text is above it
        numbers += [line.n for row in drawn for _, _, lines in row for line in lines]
        fresh = [[(cell, text) for cell, text, _ in row] for row in drawn]
        if k and fresh and _goes_on(rows[-1], fresh[0]):
            rows[-1] = [(cell, _one(a, b)) for (cell, a), (_, b) in zip(rows[-1], fresh[0], strict=True)]
            fresh = fresh[1:]
        rows += fresh
    found = tuple(sorted(numbers))
    if all(cell.rows == cell.columns == 1 for row in rows for cell, _ in row):
        return pipes.table([[text or [""] for _, text in row] for row in rows], found), dropped
    text = "\n".join("\t".join(" ".join(text) for _, text in row) for row in rows)
    return Paragraph(text, found, kind="table", markup=_html(rows)), dropped


def continues(before: Drawn, after: Drawn) -> bool:
    """Whether two tables, one at the foot of a page and one at the head of the next, are one: the same columns."""
    a, b = before.grid.xs, after.grid.xs
    return len(a) == len(b) and all(abs((x - a[0]) - (y - b[0])) <= _SAME for x, y in zip(a, b, strict=True))


def _rows(part: Drawn) -> list[list[tuple[Cell, list[str], tuple[Numbered, ...]]]]:
    rows: dict[int, list[tuple[Cell, list[str], tuple[Numbered, ...]]]] = {}
    for cell, lines in zip(part.grid.cells, part.cells, strict=True):
        rows.setdefault(cell.row, []).append((cell, _paragraphs(cell, [line.line for line in lines]), lines))
    return list(rows.values())


def _paragraphs(cell: Cell, lines: Sequence[PdfLine]) -> list[str]:
    """The text of a cell: lines that fill it go on, others end a paragraph."""
    texts: list[str] = []
    full = False
    for line in lines:
        goes_on = full and not joining.starts_anew(line.text)
        if texts and (goes_on or cell.x1 - cell.x0 < 3 * line.size):
            texts[-1] = joining.glued(texts[-1], line.text)
        else:
            texts.append(line.text)
        full = line.right - line.left > cell.x1 - cell.x0 - 2.2 * line.size - 6
    return texts


def _goes_on(last: Sequence[tuple[Cell, list[str]]], first: Sequence[tuple[Cell, list[str]]]) -> bool:
    """Whether the end of the page cut a row: its first cell has nothing more, and another was left unfinished."""
    if len(last) != len(first) or first[0][1] or not any(text for _, text in first):
        return False
    return any(a and b and joining.is_open(a[-1]) for (_, a), (_, b) in zip(last, first, strict=True))


def _one(before: list[str], after: list[str]) -> list[str]:
    if before and after and joining.is_open(before[-1]) and not joining.starts_anew(after[0]):
        return [*before[:-1], joining.glued(before[-1], after[0]), *after[1:]]
    return before + after


def _html(rows: Sequence[Sequence[tuple[Cell, list[str]]]]) -> str:
    drawn = ["<table>"]
    for i, row in enumerate(rows):
        tag = "td" if i else "th"
        cells = "".join(f"<{tag}{_spans(cell)}>{'<br>'.join(map(escape, text))}</{tag}>" for cell, text in row)
        part = ("<thead>", "</thead><tbody>") if not i else ("", "")
        drawn.append(f"{part[0]}<tr>{cells}</tr>{part[1]}")
    return "\n".join([*drawn, "</tbody></table>"])


def _spans(cell: Cell) -> str:
    return "".join(f' {name}="{n}"' for name, n in (("rowspan", cell.rows), ("colspan", cell.columns)) if n > 1)
