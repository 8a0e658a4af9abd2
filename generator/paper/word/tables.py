"""Tables: those of the text, with merged cells, and the 版记 at the foot of the last page (GB/T 9704-2012 7.4, 8)."""

from collections.abc import Mapping, Sequence

from generator.paper.pieces import Cell, Table
from generator.paper.word.markup import LEFT, LINE, WIDTH, Para, element, mm
from generator.paper.word.package import Package
from generator.paper.word.text import plain, runs
from generator.sheet import ImprintLine

TURNED = mm(225)  # the width of a turned table: the 版心 lies on its side
_DATE = 3400  # twips: 2024年12月25日印发 in 14 points, with its margins


def table(package: Package, found: Table, cites: Mapping[str, str]) -> str:
    """A table of the text. Where it is wide, it stands on a turned page of its own."""
    wanted = [max(width + 1, 4) for width in found.widths]
    room = TURNED if found.turned else WIDTH
    widths = [room * width // sum(wanted) for width in wanted]
    rows = []
    open_cells: dict[
        int, tuple[int, Cell]
    ] = {}  # columns at which a cell of a row above goes on, and for how many rows
    for n, row in enumerate(found.rows):
        cells, open_cells = _row(package, row, open_cells, widths, cites, head=n < found.head)
        told = element("cantSplit") + (element("tblHeader") if n < found.head else "")
        rows.append(f"<w:tr><w:trPr>{told}</w:trPr>{cells}</w:tr>")
    return _table("Grid", widths, "".join(rows))


def _row(
    package: Package,
    row: Sequence[Cell],
    above: Mapping[int, tuple[int, Cell]],
    widths: Sequence[int],
    cites: Mapping[str, str],
    *,
    head: bool,
) -> tuple[str, dict[int, tuple[int, Cell]]]:
    """The cells of a row, and what of them and of those above goes on below."""
    made, below = [], {}
    left = list(row)
    column = 0
    while column < len(widths):
        if column in above:
            rest, cell = above[column]
            merge, text, style = element("vMerge"), "", "Cell"
            if rest > 1:
                below[column] = (rest - 1, cell)
        else:
            cell = left.pop(0) if left else Cell(())
            merge = element("vMerge", val="restart") if cell.down > 1 else ""
            text, style = runs(package, cell.runs, cites), "CellHead" if head else "Cell"
            if cell.down > 1:
                below[column] = (cell.down - 1, cell)
        across = _fitting(cell.across, column, above, len(widths))
        width = sum(widths[column : column + across])
        span = element("gridSpan", val=across) if across > 1 else ""
        told = element("tcW", w=width, type="dxa") + span + merge + element("vAlign", val="center")
        made.append(f"<w:tc><w:tcPr>{told}</w:tcPr>{Para(style, text)}</w:tc>")
        column += across
    return "".join(made), below


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
