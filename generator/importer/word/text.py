"""The text of one paragraph of a Word document: what is printed, what isn't and why, and what hangs on it.

Printed are runs, insertions, links, results of fields and text of formulas; not printed, and told with the reason,
are deletions, hidden text, codes of fields and the reading aids of ruby.
"""

from collections.abc import Iterable
from xml.etree.ElementTree import Element

import msgspec

from generator.importer.word.lines import Notes, chosen, reference, sign
from generator.importer.word.names import (
    ALTERNATE,
    BLIP,
    BOX_TEXT,
    BREAK,
    CHART,
    DEL_TEXT,
    DELETED,
    DRAWINGS,
    DRAWN_PARAGRAPH,
    FIELD_CHAR,
    MATH_TEXT,
    NOTE_MARKS,
    NOTE_REFERENCES,
    OLE_OBJECT,
    R_,
    R_PR,
    RETURN,
    RUBY_TEXT,
    VML_PICTURE,
    WITHOUT_TEXT,
    WORD_ART,
    T,
    W,
)
from generator.importer.word.styles import Look, Styles

HIDDEN = "隐藏的文字"
REVISED = "修订中已删除的文字"
_CODE = "域代码，不印出来"
_READING = "文字上方的注音"
_PICTURES = frozenset((BLIP, VML_PICTURE, OLE_OBJECT, CHART))


_TEXT = frozenset((T, DEL_TEXT))


class Piece(msgspec.Struct):
    """The text of a paragraph between two manual breaks; how many characters have each look; what isn't printed."""

    texts: list[str] = msgspec.field(default_factory=list)
    looks: dict[Look, int] = msgspec.field(default_factory=dict)
    dropped: list[tuple[str, str]] = msgspec.field(default_factory=list)

    def add(self, text: str, look: Look, why: str) -> None:
        """Printed text, or with `why` text that isn't."""
        if not why:
            self.texts.append(text)
            self.looks[look] = self.looks.get(look, 0) + len(text)
        elif self.dropped and self.dropped[-1][1] == why:
            self.dropped[-1] = self.dropped[-1][0] + text, why
        else:
            self.dropped.append((text, why))


class Content(msgspec.Struct):
    """What a paragraph holds: its pieces; text boxes and word art, with the reason where they aren't printed; pictures
    and embedded objects; whether it has a formula."""

    pieces: list[Piece] = msgspec.field(default_factory=lambda: [Piece()])
    boxes: list[tuple[Element, str]] = msgspec.field(default_factory=list)
    pictures: list[Element] = msgspec.field(default_factory=list)
    formula: bool = False


class Texts:
    """Reads the paragraphs of one part, in order: fields may begin in one and end in another."""

    def __init__(self, styles: Styles, notes: Notes) -> None:
        self._styles, self._notes = styles, notes
        self._fields: list[bool] = []  # of each open field, whether its result has begun
        self.mark = ""  # what the footnote at hand is marked with

    def content(self, paragraph: Element, base: Look, why: str = "") -> Content:
        """What a paragraph holds; `why` all of it isn't printed, if so."""
        content = Content()
        self._inline(paragraph, base, why, content)
        # The code of a field ends with its paragraph, or a broken field would swallow the document.
        self._fields = [True for result in self._fields if result]
        return content

    def _inline(self, parent: Iterable[Element], base: Look, why: str, content: Content) -> None:
        for child in parent:
            tag = child.tag
            if tag == R_:
                self._run(child, base, why, content)
            elif tag in WITHOUT_TEXT:
                continue
            elif tag in DELETED:
                self._inline(child, base, why or REVISED, content)
            elif tag == ALTERNATE:
                self._inline(chosen(child), base, why, content)
            elif tag == RUBY_TEXT:
                self._inline(child, base, why or _READING, content)
            elif tag == MATH_TEXT:
                content.formula = True
                content.pieces[-1].add(child.text or "", base, why)
            elif tag in DRAWINGS:
                _drawing(child, why, content)
            elif len(child):
                self._inline(child, base, why, content)

    def _run(self, run: Iterable[Element], base: Look, why: str, content: Content) -> None:
        look = base
        for child in run:
            tag = child.tag
            if tag in _TEXT:
                reason = why or (REVISED if tag == DEL_TEXT else _CODE if False in self._fields else "")
                content.pieces[-1].add(child.text or "", look, reason or (HIDDEN if look.hidden else ""))
            elif tag == R_PR:
                look = self._styles.look(child, base)
            elif tag == FIELD_CHAR:
                self._field(child.get(f"{W}fldCharType", ""))
            elif tag in (BREAK, RETURN):
                content.pieces.append(Piece())
            elif tag in NOTE_REFERENCES:
                content.pieces[-1].add(reference(child, self._notes), look, why)
            elif tag in NOTE_MARKS:
                content.pieces[-1].add(self.mark, look, why)
            elif tag in DRAWINGS:
                _drawing(child, why or (HIDDEN if look.hidden else ""), content)
            elif tag == ALTERNATE:
                self._run(chosen(child), look, why, content)
            elif len(child):
                self._inline(child, look, why, content)
            elif text := sign(child):
                content.pieces[-1].add(text, look, why or (HIDDEN if look.hidden else ""))

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif self._fields and kind == "separate":
            self._fields[-1] = True
        elif self._fields and kind == "end":
            self._fields.pop()


def _drawing(element: Element, why: str, content: Content) -> None:
    """Take the boxes of text, the drawn text and the pictures of a drawing, in order."""
    stack = [element]
    while stack:
        inner = stack.pop()
        tag = inner.tag
        if tag in (BOX_TEXT, WORD_ART, DRAWN_PARAGRAPH):
            content.boxes.append((inner, why))
            continue
        if tag in _PICTURES and not why:
            content.pictures.append(inner)
        stack.extend(reversed(chosen(inner) if tag == ALTERNATE else list(inner)))
