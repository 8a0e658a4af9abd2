"""The paragraphs of a part of a Word document, in order, each with its look and its printed number."""

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element

from generator.importer.original import Dropped, Paragraph
from generator.importer.word.lines import NO_WIDTH, Lines, Notes, chosen
from generator.importer.word.media import Media
from generator.importer.word.names import (
    ALTERNATE,
    BOX_TEXT,
    DELETED,
    DRAWN_TEXT,
    MATH_TEXT,
    P_PR,
    R_,
    R_PR,
    SDT,
    SDT_CONTENT,
    SDT_PR,
    TBL,
    VAL,
    WITHOUT_TEXT,
    WORD_ART,
    M,
    P,
    T,
    W,
)
from generator.importer.word.numbering import Numbering
from generator.importer.word.styles import Look, Manner, Styles
from generator.importer.word.tables import as_paragraph, is_layout, laid_out, read_table
from generator.importer.word.text import REVISED, Content, Piece, Texts

_CONTENTS = "目录（Word 自动生成）"
_CONTENTS_STYLE = re.compile(r"(?:toc|目录)\s*[1-9]$")
_BLANKS = re.compile(r"[\s\u3000]+")
_LEADING = re.compile(r"[\s\u3000]*")
_TOP = 6  # paragraphs: a red head begins above
_LINE = 442.0  # points: 156 mm, GB/T 9704-2012 5.2.1
_USUAL_SIZE = 10.5
_MOST_OFF_CENTRE = 36.0
_PLACED = frozenset(("center", "right"))
_LEAST_START = 100.0


class Body:
    """Reads the blocks of a part. Ask in the order of the text: numbers are counted on the way."""

    def __init__(self, styles: Styles, numbering: Numbering, lines: Lines, notes: Notes, media: Media) -> None:
        self._styles, self._numbering, self._lines, self._media = styles, numbering, lines, media
        self._texts = Texts(styles, notes)
        self._taken = 0
        self.dropped: list[Dropped] = []

    def blocks(self, parent: Iterable[Element], why: str = "", cell: bool = False) -> list[Paragraph]:
        """The paragraphs, tables and images inside `parent`; `why` none of them is kept, if so. In a `cell` a number
        that Word prints stands for itself, without text."""
        found: list[Paragraph] = []
        for child in parent:
            tag = child.tag
            if tag == P:
                found += self._paragraph(child, why, cell)
            elif tag == TBL:
                found += self._table(child, why)
            elif tag == SDT:
                content = child.find(SDT_CONTENT)
                found += self.blocks(() if content is None else content, why or _gallery(child), cell)
            elif tag == ALTERNATE:
                found += self.blocks(chosen(child), why, cell)
            elif tag == f"{W}altChunk":
                self._media.warn(
                    "docx-chunk", "原件里插入了另一个文件，没有导入", "请在 Word 里打开原件，重新保存一次，再导入"
                )
            elif tag == R_ or tag.startswith(M):
                found += _loose(child)
            elif tag not in WITHOUT_TEXT and len(child):
                found += self.blocks(child, why or (REVISED if tag in DELETED else ""), cell)
        return found

    def note(self, element: Element, mark: str) -> list[Paragraph]:
        """The paragraphs of a footnote or endnote with its mark."""
        self._texts.mark = mark
        return self.blocks(element)

    def drawn(self, element: Element, why: str) -> list[Paragraph]:
        """The paragraph that drawn text or word art makes."""
        lines = tuple(n for n in self._lines.of.get(element, ()) if n)
        text = element.get("string", "") if element.tag == WORD_ART else ""
        text = clean(text or "".join(t.text or "" for t in element.iter(DRAWN_TEXT)))
        if why and text:
            self.dropped += [Dropped(n, text, why) for n in lines[:1]]
        return [Paragraph(text, lines)] if text and not why else []

    def _paragraph(self, element: Element, why: str, cell: bool) -> list[Paragraph]:
        p_pr = element.find(P_PR)
        manner = self._styles.manner(p_pr)
        if _CONTENTS_STYLE.match(manner.name):
            why = why or _CONTENTS
        content = self._texts.content(element, manner.look, why)
        found: list[Paragraph] = []
        for box, reason in content.boxes:
            inside = box.tag == BOX_TEXT
            found += self.blocks(box, why or reason, cell) if inside else self.drawn(box, why or reason)
        numbers = self._lines.of.get(element, [])
        label = self._label(manner, p_pr, content, why)
        for n, piece in enumerate(content.pieces):
            line = numbers[n] if n < len(numbers) else 0
            self.dropped += [Dropped(line, text, reason) for text, reason in piece.dropped if clean(text)]
            text = clean("".join(piece.texts))
            if text or (label and cell):
                found.append(self._made(text, line, label, manner, piece))
                label = ""
        if content.formula:
            self._media.warn("docx-formula", "原件里有公式，只导入了它的字符", "请对照原件核对公式")
        found += self._media.paragraphs(content.pictures)
        self._taken += bool(found)
        return found

    def _made(self, text: str, line: int, label: str, manner: Manner, piece: Piece) -> Paragraph:
        look = max(piece.looks, key=piece.looks.__getitem__, default=manner.look)
        gap = self._numbering.gap(manner.number, self._level(manner), label, text) if text else ""
        return Paragraph(
            text=label + gap + text,
            lines=(line,) if line else (),
            printed=label,
            align=manner.align if label or manner.align in _PLACED else _typed_align(text, manner, look, piece),
            size=look.size,
            bold=look.bold,
            red=look.red,
            heading=manner.heading,
        )

    def _level(self, manner: Manner) -> int:
        return self._numbering.level_of_style(manner.number, manner.linked, manner.level)

    def _label(self, manner: Manner, p_pr: Element | None, content: Content, why: str) -> str:
        """What Word prints before the paragraph; a paragraph that was deleted is not counted."""
        if why or manner.number in ("", "0"):
            return ""
        gone = p_pr is not None and p_pr.find(f"{R_PR}/{W}del") is not None
        if gone and not any(clean("".join(piece.texts)) for piece in content.pieces):
            return ""
        return self._numbering.label(manner.number, self._level(manner))

    def _table(self, element: Element, why: str) -> list[Paragraph]:
        at_top = self._taken < _TOP
        table = read_table(element, self._styles, lambda inside, deleted: self.blocks(inside, why or deleted, True))
        if is_layout(table, at_top):
            return laid_out(table)
        images = [p for row in table.rows for c in row for p in c.paragraphs if p.kind == "image"]
        paragraph = as_paragraph(table)
        return [paragraph, *images] if paragraph.text.strip() else images


def _loose(element: Element) -> list[Paragraph]:
    """Text outside of any paragraph: a formula on its own."""
    text = clean("".join(child.text or "" for child in element.iter() if child.tag in (T, MATH_TEXT)))
    return [Paragraph(text, ())] if text else []


def clean(text: str) -> str:
    """Text without what has no width, and with one blank where there were several: a single one stays as typed."""
    text = NO_WIDTH.sub("", text)
    if text.isspace():
        return ""
    return _BLANKS.sub(lambda run: "\u3000" if run[0] == "\u3000" else " ", text).strip()


def _gallery(sdt: Element) -> str:
    """Why a content control isn't kept: it holds the table of contents, whose page numbers mean nothing here."""
    part = sdt.find(f"{SDT_PR}/{W}docPartObj/{W}docPartGallery")
    return _CONTENTS if part is not None and part.get(VAL) == "Table of Contents" else ""


def _typed_align(text: str, manner: Manner, look: Look, piece: Piece) -> str:
    """Where blanks, tabs or an indent place a line: signatures and titles are often placed so. `manner` says left."""
    size = look.size or _USUAL_SIZE
    blank = _LEADING.match("".join(piece.texts))
    start = manner.indent / 20
    for sign in blank[0] if blank else "":
        start += size if sign == "\u3000" else 2 * _USUAL_SIZE if sign == "\t" else size / 2
    middle = start + len(text) * size / 2
    # The second line of a list of attachments (附件：1.…) begins five characters in, and is no title.
    if start < _LEAST_START or middle + len(text) * size / 2 > _LINE + 4 * size:
        return manner.align
    if abs(middle - _LINE / 2) <= _MOST_OFF_CENTRE:
        return "center"
    return "right" if start > 10 * size and middle > _LINE / 2 else manner.align
