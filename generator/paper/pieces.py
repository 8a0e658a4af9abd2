"""The text of a plan piece by piece, from the HTML of its page: what a form that is no web page lays out.

A piece is a paragraph, a heading, a table, a list or a picture with runs of text; a run has one look. The text of the
runs is what stands in the HTML, character by character: printed numbers are content.
"""

from collections.abc import Iterator, Sequence

import msgspec
from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.plan import Block

_LOOKS = {"strong": "bold", "b": "bold", "em": "italic", "i": "italic", "sup": "sup", "sub": "sub", "u": "under"}
_BREAK = "\n"
_WIDE = 8  # columns from which a table is turned by a quarter
_DENSE = 60  # characters of its widest cells side by side, from which it is turned too if it has many columns


class Run(msgspec.Struct, frozen=True, omit_defaults=True):
    """Text of one look. `looks` are of bold, italic, sup, sub, under, lead (a heading that runs in) and label.

    `link` is the target of a link, `cites` the 文号 of the document cited. A run with `picture` is a picture, `text`
    what it shows in words. A line break is the text of a single newline.
    """

    text: str
    looks: tuple[str, ...] = ()
    link: str = ""
    cites: str = ""
    picture: str = ""


class Cell(msgspec.Struct, frozen=True, omit_defaults=True):
    """One cell of a table, with the columns and rows that it spans."""

    runs: tuple[Run, ...]
    across: int = 1
    down: int = 1


class Table(msgspec.Struct, frozen=True):
    """A table: its rows, how many of them at the top are its head, how many columns; turned where it is wide.

    `caption` stands above it, where the table has one of its own.
    """

    rows: tuple[tuple[Cell, ...], ...]
    head: int
    columns: int
    turned: bool
    widths: tuple[int, ...]
    caption: tuple[Run, ...] = ()


class Piece(msgspec.Struct, frozen=True, omit_defaults=True):
    """One piece: `kind` as of its Block (a picture alone is "picture", an item of a list "entry" with its `depth`).

    `rank` is its place in the outline, from 1 for a part of the document down with none skipped, 0 for none; `name` is
    its entry there. `lines` are those of a title on several.
    """

    kind: str
    runs: tuple[Run, ...] = ()
    anchor: str = ""
    rank: int = 0
    name: str = ""
    lines: tuple[str, ...] = ()
    depth: int = 0
    table: Table | None = None

    @property
    def text(self) -> str:
        """All that the piece says."""
        return "".join(run.text for run in self.runs)


def pieces_of(html: str, blocks: Sequence[Block]) -> tuple[Piece, ...]:
    """The pieces of a text, from its HTML and its blocks, of which each is one element of the HTML."""
    body = LexborHTMLParser(html).body
    elements = list(body.iter()) if body else []
    ranks = _ranks(blocks)
    found: list[Piece] = []
    for n, element in enumerate(elements):
        block = blocks[n] if n < len(blocks) else None
        for piece in _pieces(element, block):
            if block and ranks[n] and not piece.rank:
                piece = msgspec.structs.replace(piece, rank=ranks[n], name=_name(block))
            found.append(piece)
    return tuple(found)


def _ranks(blocks: Sequence[Block]) -> list[int]:
    """The rank of each block in the outline. A level may be skipped in print (一、 then 1.), a rank never is."""
    ranks: list[int] = []
    levels: list[int] = []  # the levels of the headings that a block stands below
    for block in blocks:
        level = {"document": -1, "attachment": -1}.get(block.kind, block.level if block.level <= 2 else 0)
        if not level or not block.lead:
            ranks.append(0)
            continue
        while levels and levels[-1] >= level:
            levels.pop()
        levels.append(level)
        ranks.append(len(levels) + (0 if levels[0] < 0 else 1))
    return ranks


def _name(block: Block) -> str:
    return (block.number + block.lead if block.number not in block.lead else block.lead).strip()


def _pieces(element: LexborNode, block: Block | None) -> Iterator[Piece]:
    kind = block.kind if block else "paragraph"
    anchor = element.attributes.get("id") or ""
    table = element if element.tag == "table" else element.css_first("table")
    if table is not None:
        yield Piece("table", anchor=anchor, table=_table(table), name=_label(element))
    elif element.tag in ("ul", "ol"):
        yield from _entries(element, 1)
    elif element.tag == "blockquote":
        for child in element.iter():
            yield from (msgspec.structs.replace(p, kind="quote") for p in _pieces(child, None))
    elif element.tag == "hr":
        yield Piece("rule")
    else:
        runs = tuple(_joined(_runs(element)))
        pictures = [run for run in runs if run.picture]
        if pictures and all(run.picture or not run.text.strip() for run in runs):
            yield from (Piece("picture", (picture,)) for picture in pictures)
        elif runs:
            yield Piece(kind, runs, anchor)


def _label(element: LexborNode) -> str:
    return (element.attributes.get("aria-label") or "表格").removeprefix("表格：")


def _entries(element: LexborNode, depth: int) -> Iterator[Piece]:
    for item in element.css("li") if depth == 0 else [n for n in element.iter() if n.tag == "li"]:
        own = tuple(_joined(run for run in _runs(item, stop=("ul", "ol"))))
        yield Piece("entry", own, depth=depth)
        for below in item.iter():
            if below.tag in ("ul", "ol"):
                yield from _entries(below, depth + 1)


def _runs(
    node: LexborNode, looks: tuple[str, ...] = (), link: str = "", cites: str = "", stop: tuple[str, ...] = ()
) -> Iterator[Run]:
    for child in node.iter(include_text=True):
        tag = child.tag
        if tag == "-text":
            yield Run((child.text_content or "").replace("\n", ""), looks, link, cites)
        elif tag == "br":
            yield Run(_BREAK)
        elif tag == "img":
            yield Run(child.attributes.get("alt") or "", picture=child.attributes.get("src") or "")
        elif tag in stop:
            continue
        else:
            attributes = child.attributes
            look = "lead" if attributes.get("class") == "lead" else _LOOKS.get(tag or "", "")
            more = (*looks, look) if look and look not in looks else looks
            yield from _runs(child, more, attributes.get("href") or link, attributes.get("data-cites") or cites, stop)
            if tag in ("p", "div"):
                yield Run(_BREAK)


def _joined(runs: Iterator[Run]) -> Iterator[Run]:
    """The runs with neighbours of one look made one, without empty ones and without a break at the end."""
    last: Run | None = None
    breaks: list[Run] = []
    for run in runs:
        if not run.text and not run.picture:
            continue
        if run.text == _BREAK:
            if last:
                breaks.append(run)
            continue
        same = last and not breaks and not (run.picture or last.picture)
        if last and same and (run.looks, run.link, run.cites) == (last.looks, last.link, last.cites):
            last = msgspec.structs.replace(last, text=last.text + run.text)
            continue
        if last:
            yield last
        yield from breaks
        last, breaks = run, []
    if last:
        yield last


def _table(table: LexborNode) -> Table:
    rows: list[tuple[Cell, ...]] = []
    head = 0
    for row in table.css("tr"):
        cells = [cell for cell in row.iter() if cell.tag in ("td", "th")]
        if not cells:
            continue
        if len(rows) == head and row.parent is not None and row.parent.tag == "thead":
            head += 1
        rows.append(
            tuple(Cell(tuple(_joined(_runs(cell))), _span(cell, "colspan"), _span(cell, "rowspan")) for cell in cells)
        )
    widths = _widths(rows)
    turned = len(widths) >= _WIDE or (len(widths) >= _WIDE - 2 and sum(widths) >= _DENSE * 2)
    caption = table.css_first("caption")
    named = tuple(_joined(_runs(caption))) if caption is not None else ()
    return Table(tuple(rows), head, len(widths), turned, tuple(widths), named)


def _span(cell: LexborNode, name: str) -> int:
    value = cell.attributes.get(name) or ""
    return max(1, min(int(value), 1000)) if value.isascii() and value.isdigit() else 1


def _widths(rows: Sequence[Sequence[Cell]]) -> list[int]:
    """How wide each column wants to be, in characters: its widest cell that spans no other, at least 2, at most 30."""
    widths: list[int] = []
    below: dict[int, int] = {}  # columns that a cell of a row above still fills, for how many rows
    for row in rows:
        column = 0
        filled = dict(below)
        below = {c: n - 1 for c, n in filled.items() if n > 1}
        for cell in row:
            while column in filled:
                column += 1
            last = column + cell.across
            widths += [2] * (last - len(widths))
            if cell.across == 1:
                longest = max((len(line) for line in "".join(run.text for run in cell.runs).split(_BREAK)), default=0)
                widths[column] = max(widths[column], min(longest, 30))
            if cell.down > 1:
                below |= dict.fromkeys(range(column, last), cell.down - 1)
            column = last
        widths += [2] * (max(filled, default=-1) + 1 - len(widths))
    return widths
