"""Elements of WordprocessingML as text, and the lengths of the sheet. Lengths in the file are twips, 1/20 point."""

import re
from collections.abc import Mapping

import msgspec

LINE = 579  # 225 mm in 22 lines, 28.95 pt each (GB/T 9704-2012 5.2.3)
LEFT = 1587  # the margin, 28 mm (5.2.2)
WIDTH, HEIGHT = 8845, 12756  # the 版心, 156 by 225 mm (5.2.2)
CHAR = 15.75  # points from one character of 16 points to the next: a 28th of 156 mm
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
# The order in which the schema wants the properties of a paragraph and of a run.
PARAGRAPH = """
    pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr pBdr tabs kinsoku overflowPunct autoSpaceDE
    autoSpaceDN snapToGrid spacing ind contextualSpacing jc outlineLvl sectPr
""".split()  # noqa: SIM905 -- a table that is read
RUN = "rStyle rFonts b i color spacing w sz szCs u vertAlign lang".split()  # noqa: SIM905
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPECIAL = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def twips(points: float) -> int:
    """Points as twips."""
    return round(points * 20)


def mm(length: float) -> int:
    """Millimetres as twips."""
    return round(length * 1440 / 25.4)


def escaped(text: str) -> str:
    """Text for an element or an attribute, without the signs that XML can't hold."""
    return _UNPRINTABLE.sub("", text).translate(_SPECIAL)


def element(name: str, **attributes: str | int) -> str:
    """An empty element of the main name space: element("ind", left=0) is <w:ind w:left="0"/>."""
    told = "".join(f' w:{key}="{escaped(str(value))}"' for key, value in attributes.items())
    return f"<w:{name}{told}/>"


def flag(name: str, on: bool = True) -> str:
    """A property that is on or off."""
    return element(name) if on else element(name, val=0)


def properties(order: list[str], found: Mapping[str, str]) -> str:
    """Properties, by their names, in the order of the schema."""
    return "".join(found[name] for name in order if found.get(name))


class Para(msgspec.Struct, frozen=True):
    """A paragraph: its style, its runs as XML, and what stands in no style: a few properties by their names."""

    style: str
    runs: str = ""
    own: dict[str, str] = {}

    def __str__(self) -> str:
        """The paragraph as XML."""
        told = properties(PARAGRAPH, {"pStyle": element("pStyle", val=self.style), **self.own})
        return f"<w:p><w:pPr>{told}</w:pPr>{self.runs}</w:p>"
