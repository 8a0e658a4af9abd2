"""Tables of a web page: those that hold data become Markdown, or HTML where cells are merged.

Until about 2010 pages were laid out with tables: one with a single column, a single row, menus, or one cell that holds
nearly all of the text is no table, and its cells are read as blocks.
"""

import html
from typing import Any

import msgspec

from generator.gongwen.labels import is_colophon
from generator.gongwen.markers import read_marker
from generator.importer.escaping import inline
from generator.importer.web.breaks import words
from generator.importer.web.looks import HIDDEN, Look, look_of
from generator.importer.web.nodes import BLOCKS, NO_TEXT
from generator.importer.web.numbers import Items

_LAYOUT_TAGS = frozenset("table h1 h2 form nav article section footer aside select textarea iframe".split())  # noqa: SIM905
_MOST_SPAN = 100
_LONG_CELL = 500


class Cell(msgspec.Struct):
    """A cell while it is read: the raw text of its paragraphs, and how many characters of it are links.

    `numbers` are those that a list prints before paragraphs, by the place of the paragraph; `block` is the element that
    the last one stands in.
    """

    head: bool = False
    colspan: int = 1
    rowspan: int = 1
    paragraphs: list[str] = msgspec.field(default_factory=lambda: [""])
    linked: int = 0
    lines: list[int] = msgspec.field(default_factory=list)
    numbers: dict[int, str] = msgspec.field(default_factory=dict)
    block: int = 0

    @property
    def numbered(self) -> list[tuple[str, str]]:
        """Its paragraphs, without empty ones, each with the number that a list prints before it."""
        texts = [(self.numbers.get(i, ""), words(raw)) for i, raw in enumerate(self.paragraphs)]
        return [("" if number and read_marker(text) else number, text) for number, text in texts if text]

    @property
    def texts(self) -> list[str]:
        """Its paragraphs as printed."""
        return [number + text for number, text in self.numbered]


class Table(msgspec.Struct, frozen=True):
    """A table of data: rows of cells, its caption, which stands above it as text, and the hidden text inside it."""

    rows: tuple[tuple[Cell, ...], ...]
    caption: Cell
    hidden: tuple[tuple[int, str], ...]

    @property
    def lines(self) -> tuple[int, ...]:
        """The lines of the page that it came from."""
        return tuple(sorted({n for row in self.rows for cell in row for n in cell.lines}))

    @property
    def text(self) -> str:
        """The cells with a tab between two and the rows with \\n."""
        return _laid_out([[cell.texts for cell in row] for row in self.rows])

    @property
    def bare(self) -> str:
        """The same without the numbers of lists."""
        return _laid_out([[[text for _, text in cell.numbered] for cell in row] for row in self.rows])

    @property
    def printed(self) -> str:
        """The numbers of lists in its cells, which no text of the page says."""
        return " ".join(number for row in self.rows for cell in row for number, _ in cell.numbered if number)


def _laid_out(rows: list[list[list[str]]]) -> str:
    lines = ("\t".join(" ".join(cell) for cell in row) for row in rows)
    return "\n".join(line for line in lines if line.strip())


def read_table(table: Any, line_of: dict[int, int], look: Look, hidden_by: frozenset[str]) -> Table | None:
    """The table of data that the element is; None where it only lays out the page."""
    rows: list[list[Cell]] = []
    caption = Cell()
    hidden: list[tuple[int, str]] = []
    cell_of: dict[int, Cell] = {}
    looks: dict[int, Look] = {table.mem_id: look}
    block_of: dict[int, int] = {}
    items = Items()
    for node in table.traverse(include_text=True):
        tag = node.tag
        if node.mem_id == table.mem_id:
            continue
        above = node.parent.mem_id
        if tag == "-text":
            if above in looks and node.mem_id in line_of:
                cell = cell_of.get(above, caption)
                if block_of.get(above) != cell.block:
                    cell.paragraphs.append("")
                    cell.block = block_of.get(above, 0)
                if cell is not caption and looks[above].why != HIDDEN and words(node.text_content or ""):
                    cell.numbers.setdefault(len(cell.paragraphs) - 1, items.take(above))
                _take(node, cell, looks[above], line_of[node.mem_id], hidden)
        elif tag in _LAYOUT_TAGS:
            return None
        elif tag and tag[0] not in "-!" and tag not in NO_TEXT and above in looks:
            attributes = node.attributes
            looks[node.mem_id] = look_of(tag, attributes, looks[above], hidden_by)
            items.enter(node.mem_id, above, tag, attributes, looks[node.mem_id].list_style)
            if tag == "tr":
                rows.append([])
            elif tag in ("td", "th") and rows:
                rows[-1].append(_cell(tag, attributes))
            if tag in ("td", "th", "caption"):
                cell_of[node.mem_id] = rows[-1][-1] if tag != "caption" and rows else caption
            elif above in cell_of:
                cell_of[node.mem_id] = cell_of[above]
                if tag == "br":
                    cell_of[above].paragraphs.append("")
            block_of[node.mem_id] = node.mem_id if tag in BLOCKS else block_of.get(above, 0)
    kept = tuple(tuple(row) for row in rows if row)
    return Table(kept, caption, tuple(hidden)) if _holds_data(kept) else None


def _take(node: Any, cell: Cell, look: Look, line: int, hidden: list[tuple[int, str]]) -> None:
    text = node.text_content or ""
    if look.why == HIDDEN:
        if words(text):
            hidden.append((line, words(text)))
        return
    cell.paragraphs[-1] += text
    if text.strip():
        cell.linked += len("".join(text.split())) if look.href else 0
        cell.lines.append(line)


def _cell(tag: str, attributes: dict[str, str | None]) -> Cell:
    return Cell(tag == "th", _span(attributes.get("colspan")), _span(attributes.get("rowspan")))


def _span(value: str | None) -> int:
    value = (value or "").strip()
    return max(1, min(_MOST_SPAN, int(value))) if value.isascii() and value.isdigit() and len(value) < 9 else 1


def _holds_data(rows: tuple[tuple[Cell, ...], ...]) -> bool:
    filled = [row for row in rows if any(cell.texts for cell in row)]
    if _wide_rows(filled) < 2:
        return False
    if any(is_colophon(text) for row in filled for cell in row for text in cell.texts):
        return False  # 版记 between lines
    sizes = [(sum(len(text) for text in cell.texts), len(cell.texts)) for row in filled for cell in row]
    total = sum(size for size, _ in sizes)
    linked = sum(cell.linked for row in filled for cell in row)
    largest, paragraphs = max(sizes)
    if total < 4 or linked > total * 0.5:
        return False
    return not (largest > total * 0.6 and (largest > _LONG_CELL or paragraphs >= 4))


def _wide_rows(rows: list[tuple[Cell, ...]]) -> int:
    """How many rows have more than one cell, those that reach down from rows above among them."""
    wide = 0
    reaching: list[int] = []
    for row in rows:
        reaching = [left - 1 for left in reaching if left > 1]
        wide += sum(bool(cell.texts) for cell in row) + len(reaching) > 1
        reaching += [cell.rowspan for cell in row if cell.texts]
    return wide


def markup(table: Table) -> str:
    """The table as Markdown with pipes, its first row the head; as HTML where cells are merged."""
    if any(cell.colspan > 1 or cell.rowspan > 1 for row in table.rows for cell in row):
        return _as_html(table)
    width = max(len(row) for row in table.rows)
    rows = [[_piped(cell) for cell in row] + [""] * (width - len(row)) for row in table.rows]
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * width)
    return "\n".join(lines)


def _piped(cell: Cell) -> str:
    return "<br>".join(inline(text).replace("|", "\\|") for text in cell.texts)


def _as_html(table: Table) -> str:
    rows = ("<tr>" + "".join(_html_cell(cell) for cell in row) + "</tr>" for row in table.rows)
    return "\n".join(["<table>", *rows, "</table>"])


def _html_cell(cell: Cell) -> str:
    tag = "th" if cell.head else "td"
    spans = "".join(
        f' {name}="{value}"' for name, value in (("colspan", cell.colspan), ("rowspan", cell.rowspan)) if value > 1
    )
    text = "<br>".join(html.escape(text, quote=False) for text in cell.texts)
    return f"<{tag}{spans}>{text}</{tag}>"
