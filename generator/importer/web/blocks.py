"""A web page as blocks in reading order: runs of text between the tags that break lines, tables and pictures.

Each block knows its box, the element of the page that it stands in, so that the document can be told from the page.
"""

from typing import Any

import msgspec

from generator.gongwen.markers import read_marker
from generator.importer.web.breaks import is_set_by_lines, words
from generator.importer.web.looks import Look, breaks_lines, hidden_selectors, look_of
from generator.importer.web.nodes import NO_TEXT, VERBATIM, Page, pieces
from generator.importer.web.numbers import printed_number, whole
from generator.importer.web.paragraphs import Run, Segment, paragraphs
from generator.importer.web.tables import Table, markup, read_table


class Box(msgspec.Struct):
    """An element that holds blocks: the box around it, its tag, class and id, and its blocks from `first` to `end`."""

    above: int
    tag: str
    names: str
    first: int
    end: int = 0


class Block(msgspec.Struct, frozen=True):
    """A paragraph, table or image of the page. `linked` counts the characters that are links, `targets` are their aims;
    `why` says why it is no part of the document, empty while it may be; `tight` is the text without blanks, `bare`
    that without what is `printed`. The other fields are those of a Paragraph.
    """

    text: str
    lines: tuple[int, ...]
    box: int
    tag: str
    look: Look
    kind: str = "text"
    markup: str = ""
    printed: str = ""
    linked: int = 0
    targets: tuple[str, ...] = ()
    bold: bool = False
    red: bool = False
    why: str = ""
    tight: str = ""
    bare: str = ""


class _Counter(msgspec.Struct):
    value: int


def read_blocks(page: Page) -> tuple[list[Block], list[Box]]:
    """All blocks of the page in order, and the boxes that they stand in; box 0 is the page."""
    root = page.tree.root
    if root is None:
        return [], []
    styles = [node.text(deep=True) for node in page.tree.css("style")]
    reader = _Reader(page.line_of, hidden_selectors(styles))
    reader.walk(root)
    return reader.blocks, reader.boxes


class _Reader:
    """Walks the tree once, without recursion: a page may be nested deeper than the stack of calls."""

    def __init__(self, line_of: dict[int, int], hidden: frozenset[str]) -> None:
        self.line_of, self.hidden = line_of, hidden
        self.blocks: list[Block] = []
        self.boxes: list[Box] = [Box(-1, "html", "", 0)]
        self._box, self._tag = 0, "html"
        self._segments: list[Segment] = [[]]
        self._images: list[Block] = []
        self._number = ""

    def walk(self, root: Any) -> None:
        """Take down the blocks below `root`."""
        todo: list[tuple[Any, Look, _Counter | None]] = [(root, Look(), None)]
        while todo:
            node, look, counter = todo.pop()
            if node is None:
                self._leave()
                continue
            tag = node.tag
            if tag == "-text":
                self._text(node, look)
            elif tag == "br":
                self._segments.append([])
            elif tag == "img":
                self._image(node.attributes, look)
            elif tag and tag[0] not in "-!" and tag not in NO_TEXT:
                attributes = node.attributes
                inner = look_of(tag, attributes, look, self.hidden)
                if tag == "table" and (table := read_table(node, self.line_of, inner, self.hidden)):
                    self._table(table, inner)
                    continue
                if breaks_lines(tag, attributes):
                    self._enter(tag, attributes)
                    todo.append((None, look, None))
                    if tag == "li" and counter is not None:
                        self._count(counter, attributes, inner)
                    counter = (
                        _Counter(whole(attributes.get("start"), 1)) if tag == "ol" else None if tag != "li" else counter
                    )
                child = node.last_child
                while child is not None:
                    todo.append((child, inner, counter))
                    child = child.prev
        self._flush()
        self.boxes[0].end = len(self.blocks)

    def _enter(self, tag: str, attributes: dict[str, str | None]) -> None:
        self._flush()
        names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".strip().lower()
        self.boxes.append(Box(self._box, tag, names, len(self.blocks)))
        self._box, self._tag = len(self.boxes) - 1, tag

    def _leave(self) -> None:
        self._flush()
        box = self.boxes[self._box]
        box.end = len(self.blocks)
        self._box = box.above
        self._tag = self.boxes[box.above].tag

    def _count(self, counter: _Counter, attributes: dict[str, str | None], look: Look) -> None:
        value = whole(attributes.get("value"), counter.value)
        counter.value = value + 1
        self._number = printed_number(value, look.list_style)

    def _text(self, node: Any, look: Look) -> None:
        line, text = self.line_of.get(node.mem_id, 0), node.text_content or ""
        raws = pieces(text, self._tag)
        apart = len(raws) == 1 and is_set_by_lines(text)
        for i, raw in enumerate(text.split("\n") if apart else raws):
            if i:
                self._segments.append([])
            self._segments[-1].append(Run(raw.strip() if look.numeral else raw, line, look))
            line += 1 if words(raw) and not apart else 0

    def _flush(self) -> None:
        """Make blocks of what was read since the last block began."""
        segments, self._segments = self._segments, [[]]
        if len(segments) > 1 or segments[0]:
            for text, runs in paragraphs(segments, verbatim=self._tag in VERBATIM):
                self._paragraph(text, [run for run in runs if run.raw.strip()])
        self.blocks.extend(self._images)
        self._images = []

    def _paragraph(self, text: str, runs: list[Run]) -> None:
        printed, self._number = self._number, ""
        if read_marker(text):
            printed = ""
        self._block(
            printed + text,
            tuple(sorted({run.line for run in runs})),
            runs[0].look,
            printed=printed,
            bare=text,
            linked=sum(len("".join(run.raw.split())) for run in runs if run.look.href),
            targets=tuple(dict.fromkeys(run.look.href for run in runs if run.look.href)),
            bold=all(run.look.bold for run in runs),
            red=all(run.look.red for run in runs),
            why=runs[0].look.why,
        )

    def _block(self, text: str, lines: tuple[int, ...], look: Look, **more: Any) -> None:
        more.setdefault("bare", text)
        self.blocks.append(Block(text, lines, self._box, self._tag, look, tight="".join(text.split()), **more))

    def _table(self, table: Table, look: Look) -> None:
        self._flush()
        for line, text in table.hidden:
            self._block(text, (line,), look, why="隐藏文字")
        if caption := " ".join(table.caption.texts):
            self._block(caption, tuple(sorted(set(table.caption.lines))), msgspec.structs.replace(look, align="center"))
        linked = sum(cell.linked for row in table.rows for cell in row)
        self._block(
            table.text,
            table.lines,
            look,
            kind="table",
            markup=markup(table),
            printed=table.printed,
            bare=table.bare,
            linked=linked,
            why=look.why,
        )

    def _image(self, attributes: dict[str, str | None], look: Look) -> None:
        source = (attributes.get("src") or attributes.get("data-src") or "").strip()
        if source and not look.why:
            image = Block("", (), self._box, self._tag, look, kind="image", targets=(source,))
            self._images.append(image)  # after the paragraph that it stands in, which goes on behind it
