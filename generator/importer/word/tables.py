"""Tables of a Word document: data becomes Markdown, or HTML where cells are merged; layout becomes paragraphs.

Red heads, the line of 文号 and 签发人, and the 版记 (GB/T 9704-2012 7.2, 7.4) are often set as a table but are none.
"""

import html
import re
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

import msgspec

from generator import docnumber
from generator.importer.escaping import inline
from generator.importer.original import Paragraph
from generator.importer.word.names import SDT, SDT_CONTENT, TC, TR, VAL, W
from generator.importer.word.styles import Styles, draws, whole
from generator.importer.word.text import REVISED

_MOST_SPAN = 60
_WRAPPERS = frozenset((SDT, SDT_CONTENT, f"{W}customXml", f"{W}ins"))
_COLOPHON = re.compile(
    r"(?:抄送|抄报|报送|分送|主送|主题词)(?:机关|单位)?[：:]|.*\d年\d{1,2}月\d{1,2}日印发?$|.{1,30}[室厅处局会部委校]印发$"
)
_SIGNER = re.compile(r"签发人?[：:]")
_MOST_COLOPHON_ROWS, _MOST_HEAD_ROWS, _MOST_LAID_OUT_ROWS = 8, 4, 3
_MOST_CELL_PARAGRAPHS = 8
_HEAD_SIZE = 22


class Cell(msgspec.Struct):
    """A cell: its paragraphs, images among them, the column where it begins, and how many columns and rows it takes."""

    paragraphs: list[Paragraph]
    column: int
    colspan: int = 1
    rowspan: int = 1

    @property
    def texts(self) -> list[str]:
        """Its paragraphs as text; a table inside it row by row."""
        return [line.replace("\t", " ") for p in self.paragraphs if p.kind != "image" for line in p.text.split("\n")]

    @property
    def tight(self) -> str:
        """Its text without blanks."""
        return "".join("".join(self.texts).split())


class Table(msgspec.Struct, frozen=True):
    """A table as it stands: rows of cells, how many rows are its head, and whether lines are drawn."""

    rows: list[list[Cell]]
    head: int
    lined: bool


def read_table(table: Element, styles: Styles, read: Callable[[Element, str], list[Paragraph]]) -> Table:
    """The table; `read` makes the paragraphs of a cell, with the reason where its row was deleted."""
    rows: list[list[Cell]] = []
    open_cells: dict[int, Cell] = {}  # by column, what a cell that goes on below would belong to
    head = 0
    for row in _inside(table, TR):
        properties = row.find(f"{W}trPr")
        why = REVISED if properties is not None and properties.find(f"{W}del") is not None else ""
        column = 0 if properties is None else whole(properties.find(f"{W}gridBefore"))
        cells: list[Cell] = [Cell([], 0, min(column, _MOST_SPAN))] if column else []
        for element in _inside(row, TC):
            cell = _cell(element, column, read(element, why))
            column += cell.colspan
            above = open_cells.get(cell.column)
            merged = element.find(f"{W}tcPr/{W}vMerge")
            goes_on = merged is not None and merged.get(VAL, "continue") == "continue"
            if goes_on and above is not None and above.colspan == cell.colspan:
                above.rowspan += 1
                above.paragraphs.extend(cell.paragraphs)
                continue
            open_cells.pop(cell.column, None)
            if merged is not None:
                open_cells[cell.column] = cell
            cells.append(cell)
        head += head == len(rows) and properties is not None and properties.find(f"{W}tblHeader") is not None
        rows.append(cells)
    return Table(rows, head, _is_lined(table, styles))


def _cell(element: Element, column: int, paragraphs: list[Paragraph]) -> Cell:
    span = whole(element.find(f"{W}tcPr/{W}gridSpan"), 1)
    return Cell(paragraphs, column, max(1, min(span, _MOST_SPAN)))


def _inside(parent: Element, tag: str) -> Iterator[Element]:
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _inside(child, tag)


def _is_lined(table: Element, styles: Styles) -> bool:
    own = table.find(f"{W}tblPr/{W}tblBorders")
    style = table.find(f"{W}tblPr/{W}tblStyle")
    if own is not None and draws(own):
        return True
    if own is None and style is not None and styles.has_borders(style.get(VAL, "")):
        return True
    return any(draws(borders) for borders in table.iter(f"{W}tcBorders"))


def is_layout(table: Table, at_top: bool) -> bool:
    """Whether the table only places text. `at_top`: nothing but a red head may stand before it."""
    count = len(table.rows)
    filled = [cells for row in table.rows if (cells := [cell for cell in row if cell.tight])]
    if max((len(cells) for cells in filled), default=0) < 2:
        return True
    cells = [cell for row in filled for cell in row]
    if count <= _MOST_COLOPHON_ROWS and any(_COLOPHON.match(cell.tight) for cell in cells):
        return True
    if count <= _MOST_HEAD_ROWS and any(_is_head(cell, at_top) for cell in cells):
        return True
    if count <= _MOST_LAID_OUT_ROWS and any(len(cell.texts) >= _MOST_CELL_PARAGRAPHS for cell in cells):
        return True
    width = max(len(row) for row in table.rows)
    return not table.lined and (count == 1 or (count == 2 and width == 2))


def _is_head(cell: Cell, at_top: bool) -> bool:
    """A part of the 版头: the mark of the organ, its number, who signs."""
    text = cell.tight
    if text.endswith("文件") and len(text) < 50:
        large = any(p.red or p.size >= _HEAD_SIZE for p in cell.paragraphs)
        return large or (at_top and text == "文件")
    return at_top and (bool(_SIGNER.match(text)) or docnumber.parse(text) is not None)


def laid_out(table: Table) -> list[Paragraph]:
    """The paragraphs of a table that only places text; what stands on one line of a 版头 or 版记 stays on one line."""
    found: list[Paragraph] = []
    for row in table.rows:
        filled = [cell for cell in row if cell.tight]
        single = [
            cell.paragraphs[0] for cell in filled if len(cell.paragraphs) == 1 and cell.paragraphs[0].kind == "text"
        ]
        on_a_line = any(_COLOPHON.match(cell.tight) or _is_head(cell, at_top=True) for cell in filled)
        if len(single) == len(filled) > 1 and on_a_line and not any(cell.tight == "文件" for cell in filled):
            found.append(_joined(single))
        else:
            found.extend(p for cell in row for p in cell.paragraphs)
    return found


def _joined(paragraphs: list[Paragraph]) -> Paragraph:
    return msgspec.structs.replace(
        paragraphs[0],
        text=" ".join(p.text for p in paragraphs),
        lines=tuple(n for p in paragraphs for n in p.lines),
        printed="".join(p.printed for p in paragraphs),
    )


def as_paragraph(table: Table) -> Paragraph:
    """A table of data as one paragraph; `printed` holds the numbers of all cells that Word numbers."""
    cells = [cell for row in table.rows for cell in row]
    merged = any(cell.colspan > 1 or cell.rowspan > 1 for cell in cells)
    ragged = len({len(row) for row in table.rows}) > 1
    return Paragraph(
        text="\n".join("\t".join(" ".join(cell.texts) for cell in row) for row in table.rows),
        lines=tuple(sorted({n for cell in cells for p in cell.paragraphs for n in p.lines})),
        kind="table",
        markup=_as_html(table) if merged or ragged else _as_pipes(table),
        printed="".join(p.printed for cell in cells for p in cell.paragraphs),
    )


def _as_pipes(table: Table) -> str:
    rows = ["| " + " | ".join("<br>".join(map(_piped, cell.texts)) for cell in row) + " |" for row in table.rows]
    return "\n".join([rows[0], "|" + " --- |" * len(table.rows[0]), *rows[1:]])


def _piped(text: str) -> str:
    return inline(text).replace("|", "\\|")


def _as_html(table: Table) -> str:
    """The head goes as far down as the cells of the first row reach."""
    rows = table.rows
    head = min(max([table.head, 1, *(cell.rowspan for cell in rows[0])]), len(rows))
    out = ["<table>", "<thead>"]
    for n, row in enumerate(rows):
        if n == head:
            out += ["</thead>", "<tbody>"]
        out.append("<tr>" + "".join(_html_cell(cell, "th" if n < head else "td") for cell in row) + "</tr>")
    return "\n".join([*out, "</tbody>" if len(rows) > head else "</thead>", "</table>"])


def _html_cell(cell: Cell, tag: str) -> str:
    spans = "".join(f' {name}="{n}"' for name, n in (("colspan", cell.colspan), ("rowspan", cell.rowspan)) if n > 1)
    return f"<{tag}{spans}>{'<br>'.join(html.escape(text, quote=False) for text in cell.texts)}</{tag}>"
