"""Tables: those of the text, with merged cells, and the 版记 at the foot of the last page (GB/T 9704-2012 7.4, 8)."""

from collections.abc import Mapping, Sequence
from math import ceil

import msgspec

from generator.paper.pieces import Cell, Table
from generator.paper.titles import width
from generator.paper.word.markup import LEFT, LINE, WIDTH, Para, element, flag, mm
from generator.paper.word.package import Package
from generator.paper.word.text import plain, runs
from generator.sheet import ImprintLine

TURNED = mm(225)  # the width of a turned table: the 版心 lies on its side
_ON_ONE_PAGE = 200 * 72 / 25.4  # points: a table that is no higher is not parted
_DATE = 3400  # twips: 2024年12月25日印发 in 14 points, with its margins


class _Look(msgspec.Struct, frozen=True):
    """How the paragraphs of a row look."""

    style: str
    own: dict[str, str]


def table(package: Package, found: Table, cites: Mapping[str, str]) -> str:
    """A table of the text. Where it is wide, it stands on a turned page of its own."""
    wanted = [max(width + 1, 4) for width in found.widths]
    room = TURNED if found.turned else WIDTH
    widths = [room * width // sum(wanted) for width in wanted]
    rows = []
    if found.caption:
        rows.append(_caption(package, found, sum(widths), cites))
    goes_on: dict[int, tuple[int, Cell]] = {}  # columns that a cell of a row above fills, and for how many rows more
    whole = _high(found, widths) < _ON_ONE_PAGE
    for n, row in enumerate(found.rows):
        kept = {"keepNext": flag("keepNext")} if whole and n + 1 < len(found.rows) else {}
        look = _Look("CellHead" if n < found.head else "Cell", kept)
        cells, goes_on = _row(package, row, goes_on, widths, cites, look)
        told = element("cantSplit") + (element("tblHeader") if n < found.head else "")
        rows.append(f"<w:tr><w:trPr>{told}</w:trPr>{cells}</w:tr>")
    return _table("Grid", widths, "".join(rows))


def _caption(package: Package, found: Table, room: int, cites: Mapping[str, str]) -> str:
    """The caption as a row without lines, so that it goes wherever the table goes."""
    edges = "".join(element(side, val="nil") for side in ("top", "left", "right"))
    told = element("tcW", w=room, type="dxa") + element("gridSpan", val=found.columns)
    cell = f"<w:tcPr>{told}<w:tcBorders>{edges}</w:tcBorders></w:tcPr>"
    shown = Para("Caption", runs(package, found.caption, cites))
    return f"<w:tr><w:trPr>{element('cantSplit')}{element('tblHeader')}</w:trPr><w:tc>{cell}{shown}</w:tc></w:tr>"


def _row(
    package: Package,
    row: Sequence[Cell],
    above: Mapping[int, tuple[int, Cell]],
    widths: Sequence[int],
    cites: Mapping[str, str],
    look: _Look,
) -> tuple[str, dict[int, tuple[int, Cell]]]:
    """The cells of a row, and what of them and of those above goes on below."""
    made, below = [], {}
    left = list(row)
    column = 0
    while column < len(widths):
        if column in above:
            rest, cell = above[column]
            merge, text = element("vMerge"), ""
            if rest > 1:
                below[column] = (rest - 1, cell)
        else:
            cell = left.pop(0) if left else Cell(())
            merge = element("vMerge", val="restart") if cell.down > 1 else ""
            text = runs(package, cell.runs, cites)
            if cell.down > 1:
                below[column] = (cell.down - 1, cell)
        across = _fitting(cell.across, column, above, len(widths))
        span = element("gridSpan", val=across) if across > 1 else ""
        told = (
            element("tcW", w=sum(widths[column : column + across]), type="dxa")
            + span
            + merge
            + element("vAlign", val="center")
        )
        made.append(f"<w:tc><w:tcPr>{told}</w:tcPr>{Para(look.style, text, look.own)}</w:tc>")
        column += across
    return "".join(made), below


def _high(found: Table, widths: Sequence[int]) -> float:
    """About how high a table is, in points."""
    high = 0.0
    for row in found.rows:
        lines, column = 1, 0
        for cell in row:
            room = max(sum(widths[column : column + cell.across]) / 20 - 8.5, 12)
            texts = "".join(run.text for run in cell.runs).split("\n")
            if cell.down == 1:
                lines = max(lines, sum(max(1, ceil(width(text) * 12 / room)) for text in texts))
            column += cell.across
        high += lines * 17.4 + 4.5
    return high


def _fitting(across: int, column: int, above: Mapping[int, tuple[int, Cell]], columns: int) -> int:
    """How many columns a cell may take from `column` on: none that another goes on in, none beyond the last."""
    stop = min((start for start in above if start > column), default=columns)
    return max(1, min(across, stop - column, columns - column))


def imprint(lines: Sequence[ImprintLine], *, ruled: bool) -> str:
    """The 版记, its last line the lower edge of the 版心: a table that floats there, above what it is anchored to."""
    widths = [WIDTH - _DATE, _DATE]
    rows = []
    for n, line in enumerate(lines):
        both = bool(line.right) and n > 0 and bool(lines[n - 1].right)
        edge = f"<w:tcBorders>{element('top', val='nil')}</w:tcBorders>" if both and ruled else ""
        if line.right:
            parts = [(1, "Imprint", line.left), (1, "Printed", line.right)]
        else:
            parts = [(2, "Copies" if "：" in line.text[:8] else "Imprint", line.text)]
        cells = "".join(
            f"<w:tc><w:tcPr>{element('tcW', w=sum(widths[-span:]) if span > 1 else widths[m], type='dxa')}"
            f"{element('gridSpan', val=span) if span > 1 else ''}{edge}</w:tcPr>{Para(style, plain(text))}</w:tc>"
            for m, (span, style, text) in enumerate(parts)
        )
        rows.append(f"<w:tr><w:trPr>{element('cantSplit')}</w:trPr>{cells}</w:tr>")
    place = element(
        "tblpPr",
        topFromText=LINE,
        vertAnchor="margin",
        horzAnchor="page",
        tblpX=LEFT,
        tblpYSpec="bottom",
    )
    return _table("ImprintLines" if ruled else "ImprintPlain", widths, "".join(rows), place)


def _table(style: str, widths: Sequence[int], rows: str, place: str = "") -> str:
    told = element("tblStyle", val=style) + place + (element("tblOverlap", val="never") if place else "")
    told += element("tblW", w=sum(widths), type="dxa") + element("jc", val="center") * (not place)
    told += element("tblLayout", type="fixed")
    grid = "".join(element("gridCol", w=width) for width in widths)
    return f"<w:tbl><w:tblPr>{told}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
