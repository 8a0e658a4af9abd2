"""The printed lines of a page: characters on one base line, with the blanks that mean something."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

import msgspec

from generator.gongwen.joins import is_chinese
from generator.importer.pdf.glyphs import Glyph

_FULL = "，。、；：！？（）〔〕《》【】"  # as wide as a Han character
_FEWEST_SPLIT = 8  # lines cut by the same gutter that make two columns


class PdfLine(msgspec.Struct, frozen=True, gc=False):
    """One printed line: its text, left and right edge, base line and size in points, page (from 0).

    `first` is the place of its first character among those of the page, `extra` are characters printed twice at one
    place (a way to fake bold), `column` is 1 or 2 where the page has two.
    """

    text: str
    left: float
    right: float
    y: float
    size: float
    page: int
    first: int
    extra: str = ""
    red: bool = False
    bold: bool = False
    column: int = 0


def lines_of(glyphs: Sequence[Glyph], page: int) -> list[PdfLine]:
    """The lines of a page, or of a cell, in reading order: from the top; one column after the other."""
    return set_lines(base_lines(glyphs), page)


def set_lines(rows: Sequence[Sequence[Glyph]], page: int) -> list[PdfLine]:
    """The same, of characters that are already parted by their base lines."""
    gutter = _gutter(rows)
    if not gutter:
        return [_line(row, page) for row in rows]
    lines: list[PdfLine] = []
    left: list[PdfLine] = []
    right: list[PdfLine] = []
    for row in rows:
        before, after = [g for g in row if g.x1 <= gutter], [g for g in row if g.x0 >= gutter]
        if len(before) + len(after) < len(row):  # a line across both columns ends them
            lines += [*left, *right, _line(row, page)]
            left, right = [], []
            continue
        left += [_line(before, page, 1)] if before else []
        right += [_line(after, page, 2)] if after else []
    return [*lines, *left, *right]


def size_of(row: Sequence[Glyph]) -> float:
    """The size of the type: a Han character is as wide as it is high."""
    wide = sorted(g.x1 - g.x0 for g in row if "\u3400" <= g.text <= "\u9fff")
    wide = wide or [g.x1 - g.x0 for g in row if g.text in _FULL]
    return round(wide[len(wide) * 3 // 4] if wide else 0.85 * median(g.height for g in row), 1) or 1


def base_lines(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Characters by base line from the top, each row from left to right. Raised figures stay on their line."""
    rows: list[list[Glyph]] = []
    base = 0.0
    for glyph in sorted(glyphs, key=lambda g: (-g.y, g.x0)):
        if rows and base - glyph.y < 0.42 * max(glyph.height, rows[-1][0].height if len(rows[-1]) < 3 else 0, 4):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
        base = glyph.y if len(rows[-1]) == 1 else max(glyph.y, base - 0.1 * glyph.height)
    for row in rows:
        row.sort(key=lambda g: (g.x0, g.index))
    return rows


def _line(row: Sequence[Glyph], page: int, column: int = 0) -> PdfLine:
    size = size_of(row)
    single: list[Glyph] = []
    extra = ""
    for glyph in row:
        if any(g.text == glyph.text and abs(g.x0 - glyph.x0) < 0.2 * size for g in single[-2:]):
            extra += glyph.text
        else:
            single.append(glyph)
    first = min(g.index for g in single)
    text = _with_blanks(single, size)
    right, y = max(g.x1 for g in single), median(g.y for g in single)
    return PdfLine(text, single[0].x0, right, y, size, page, first, extra, column=column)


def _with_blanks(row: Sequence[Glyph], size: float) -> str:
    """The text of a line. Between Han a blank stays only where it divides words, not where letters are spaced out."""
    gaps = [b.x0 - a.x1 for a, b in pairwise(row)]
    usual = max(sorted(gaps)[len(gaps) // 2], 0) if gaps else 0
    wide = [gap - usual > 0.75 * size for gap in gaps]
    parts = [row[0].text]
    for i, gap in enumerate(gaps):
        a, b = row[i].text, row[i + 1].text
        if is_chinese(a[-1]) and is_chinese(b[0]):
            alone = (i == 0 or wide[i - 1]) or (i + 1 == len(gaps) or wide[i + 1])
            blank = wide[i] and (not alone or gap > 3 * size)
        elif is_chinese(a[-1]) or is_chinese(b[0]):
            blank = wide[i] or (row[i + 1].spaced and gap > 0.15 * size)
        else:
            blank = gap - usual > 0.22 * size or (row[i + 1].spaced and gap > 0.12 * size)
        parts.append(" " + b if blank else b)
    return "".join(parts)


def _gutter(rows: Sequence[Sequence[Glyph]]) -> float:
    """Where the gutter of two columns runs; 0 for one column."""
    if len(rows) < _FEWEST_SPLIT:
        return 0
    size = median(size_of(row) for row in rows)
    gaps = [gap for row in rows for a, b in pairwise(row) if 1.2 * size < (gap := (a.x1, b.x0))[1] - gap[0] < 5 * size]
    if len(gaps) < _FEWEST_SPLIT:
        return 0
    left, right = min(row[0].x0 for row in rows), max(row[-1].x1 for row in rows)
    places = [left + (right - left) * step / 100 for step in range(35, 66)]
    split, place = max((sum(start <= x <= end for start, end in gaps), x) for x in places)
    crossing = sum(any(g.x0 < place < g.x1 for g in row) for row in rows)
    return place if split >= max(_FEWEST_SPLIT, 0.5 * len(rows)) and crossing <= 0.4 * len(rows) else 0
