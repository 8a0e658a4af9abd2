"""Every line of a part of a Word document, as a plain walk over its text nodes finds them.

It knows nothing of how paragraphs are made, of revisions, fields or tables, so that the sum of the characters is a
check of those and not of itself. It and the paragraphs share one thing: what a sign without text stands for.
"""

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element

from generator.importer.original import Line
from generator.importer.word.names import (
    ALTERNATE,
    BREAK,
    CHOICE,
    DEL_TEXT,
    DRAWN_PARAGRAPH,
    DRAWN_TEXT,
    FALLBACK,
    MATH_TEXT,
    NO_BREAK_HYPHEN,
    NOTE_MARKS,
    NOTE_REFERENCES,
    POSITIONED_TAB,
    RETURN,
    SYMBOL,
    TAB,
    WITHOUT_TEXT,
    WORD_ART,
    P,
    T,
    W,
)

_TEXT = frozenset((T, DEL_TEXT, MATH_TEXT, DRAWN_TEXT))
_HOLDERS = frozenset((P, DRAWN_PARAGRAPH, WORD_ART))
_SYMBOLS = dict(
    zip(
        (
            0x6C,
            0x6E,
            0x75,
            0x76,
            0x6F,
            0x71,
            0x72,
            0xA1,
            0xA8,
            0xD8,
            0xE0,
            0xF0,
            0xFB,
            0xFC,
            0xFD,
            0xFE,
            0x52,
            0x50,
            0x54,
        ),
        "●■◆❖□□□○□➢→⇨✗✓☒☑☑✓☒",
        strict=True,
    )
)
_SYMBOLS |= {0x80 + n: chr(0x2460 + n - 1) for n in range(1, 11)} | {
    0x8B + n: chr(0x2776 + n - 1) for n in range(1, 11)
}
_UNKNOWN = "〓"
NO_WIDTH = re.compile("[\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


class Notes:
    """The marks of footnotes and endnotes, [1] [2] …, in the order in which the text refers to them."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str], int] = {}

    def mark(self, kind: str, id_: str) -> str:
        """The mark of a footnote or endnote by its id."""
        return f"[{self._numbers.setdefault((kind, id_), len(self._numbers) + 1)}]"


class Lines:
    """The lines as they are collected; `of` tells the numbers of the lines of an element, one for each of its pieces
    between manual breaks, 0 for a blank one."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.of: dict[Element, list[int]] = {}

    def collect(self, root: Element, notes: Notes) -> range:
        """Take the lines of a part; which of `lines` they are."""
        before = len(self.lines)
        for holder, pieces in _pieces(root, notes):
            numbers = []
            for piece in pieces:
                kept = bool(NO_WIDTH.sub("", piece).strip())
                if kept:
                    self.lines.append(Line(len(self.lines) + 1, piece))
                numbers.append(len(self.lines) if kept else 0)
            self.of[holder] = numbers
        return range(before, len(self.lines))


def _pieces(root: Element, notes: Notes) -> Iterable[tuple[Element, list[str]]]:
    """What holds text, in order, each with its text split at manual breaks."""
    found = [(root, [""])]
    mark = ""
    stack = [(root, found[0][1])]
    while stack:
        element, pieces = stack.pop()
        tag = element.tag
        if tag in _TEXT:
            pieces[-1] += element.text or ""
            continue
        if tag in WITHOUT_TEXT:
            continue
        if tag in _HOLDERS:
            pieces = [element.get("string", "") if tag == WORD_ART else ""]
            found.append((element, pieces))
        elif tag in (BREAK, RETURN):
            pieces.append("")
        elif tag in NOTE_REFERENCES:
            pieces[-1] += reference(element, notes)
        elif (kind := _NOTES.get(tag)) is not None:
            mark = notes.mark(kind, element.get(f"{W}id", "")) if is_note(element) else ""
        elif tag in NOTE_MARKS:
            pieces[-1] += mark
        else:
            pieces[-1] += sign(element)
        inside = chosen(element) if tag == ALTERNATE else element
        stack.extend((child, pieces) for child in reversed(inside))
    return found


_NOTES = {f"{W}footnote": "footnote", f"{W}endnote": "endnote"}


def is_note(element: Element) -> bool:
    """Whether w:footnote or w:endnote is a note, and not the line above the notes."""
    return element.get(f"{W}type", "normal") == "normal"


def reference(element: Element, notes: Notes) -> str:
    """The mark that a reference to a note prints; its own one stands in the text beside it."""
    if element.get(f"{W}customMarkFollows", "0") in ("1", "true", "on"):
        return ""
    return notes.mark(NOTE_REFERENCES[element.tag], element.get(f"{W}id", ""))


def chosen(element: Element) -> list[Element]:
    """The children of the alternative that counts (mc:AlternateContent): the same text stands in each of them.

    A choice of w16se is a coloured sign (😊); the text of it stands in the fallback.
    """
    choices = [child for child in element if child.tag == CHOICE and len(child) and child.get("Requires") != "w16se"]
    return list(next(iter(choices or element.findall(FALLBACK)), ()))


def sign(element: Element) -> str:
    """The text of an element that stands for a sign; empty for all others."""
    tag = element.tag
    if tag in (TAB, POSITIONED_TAB):
        return "\t"
    if tag == NO_BREAK_HYPHEN:
        return "-"
    if tag == SYMBOL:
        return _symbol(element.get(f"{W}char", ""))
    return ""


def _symbol(code: str) -> str:
    """A sign of a font of signs (Wingdings) as the character nearest to it; 〓, as printers do, where none is known."""
    try:
        number = int(code, 16)
    except ValueError:
        return _UNKNOWN
    if 0xF000 <= number < 0xF100:
        return _SYMBOLS.get(number - 0xF000, _UNKNOWN)
    return chr(number) if 0x20 < number < 0xD800 else _UNKNOWN
