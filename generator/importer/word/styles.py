"""How a paragraph and its runs look: styles.xml with what they inherit, and what is set directly.

Only what the recognition asks for: alignment, indent, size, weight, red, hidden, level of heading, numbering.
"""

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element

import msgspec

from generator.importer.word.names import P_PR, R_PR, VAL, W

_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])$", re.IGNORECASE)
_DECIMAL = re.compile(r"-?[0-9]{1,7}(?:\.[0-9]{1,3})?")
_ALIGNS = {"center": "center", "right": "right", "end": "right", "left": "left", "start": "left", "both": "left"}
_OFF = frozenset(("0", "false", "off", "none"))
_DEEPEST = 20
_CHARACTER = 210  # twips: 五号, where an indent is told in hundredths of a character
_INDENTS = {"left": 1.0, "start": 1.0, "firstLine": 1.0, "hanging": -1.0}


class Look(msgspec.Struct, frozen=True, gc=False):
    """The look of a run; `size` in points, 0 for unknown."""

    size: float = 0
    bold: bool = False
    red: bool = False
    hidden: bool = False


class Manner(msgspec.Struct, frozen=True, gc=False):
    """The manner of a paragraph: `indent` of its first line in twips; `number` is numId, 0 or empty for none, `level`
    its ilvl and `linked` the style that it comes from, empty where the paragraph says it; `name` is the name of its
    style, in lower case."""

    look: Look = Look()
    align: str = ""
    indent: float = 0
    heading: int = 0
    number: str = ""
    level: int = 0
    linked: str = ""
    name: str = ""


class Styles:
    """The styles of a document, resolved as they are asked for."""

    def __init__(self, root: Element | None) -> None:
        """`root` is w:styles; without it everything looks plain."""
        elements = [] if root is None else root.findall(f"{W}style")
        self._elements = {style.get(f"{W}styleId", ""): style for style in elements}
        self._manners: dict[str, Manner] = {}
        defaults = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault/{R_PR}")
        self._plain = Manner(look=Look() if defaults is None else look_of(defaults, Look()))
        self._usual = next((key for key, e in self._elements.items() if is_default(e, "paragraph")), "")

    def manner(self, p_pr: Element | None) -> Manner:
        """The manner of the paragraph with these properties."""
        named = None if p_pr is None else p_pr.find(f"{W}pStyle")
        style = self._usual if named is None else named.get(VAL, "")
        manner = self._manners.get(style)
        if manner is None:
            manner = self._manners[style] = self._of_style(style)
        return manner if p_pr is None else with_properties(manner, p_pr)

    def look(self, r_pr: Element, base: Look) -> Look:
        """The look of a run in a paragraph that looks like `base`."""
        named = r_pr.find(f"{W}rStyle")
        for style in self._chain("" if named is None else named.get(VAL, "")):
            inherited = style.find(R_PR)
            base = base if inherited is None else look_of(inherited, base)
        return look_of(r_pr, base)

    def has_borders(self, style: str) -> bool:
        """Whether a table style draws lines."""
        return any(draws(borders) for s in self._chain(style) for borders in s.iter(f"{W}tblBorders"))

    def _chain(self, style: str) -> list[Element]:
        """A style and what it is based on, the farthest first."""
        found: list[Element] = []
        while style in self._elements and len(found) < _DEEPEST:
            found.append(self._elements[style])
            based = found[-1].find(f"{W}basedOn")
            style = "" if based is None else based.get(VAL, "")
        return found[::-1]

    def _of_style(self, style: str) -> Manner:
        manner = self._plain
        for element in self._chain(style):
            p_pr, r_pr = element.find(P_PR), element.find(R_PR)
            manner = manner if p_pr is None else with_properties(manner, p_pr, element.get(f"{W}styleId", ""))
            look = manner.look if r_pr is None else look_of(r_pr, manner.look)
            named = element.find(f"{W}name")
            name = "" if named is None else named.get(VAL, "").lower()
            heading = _HEADING.match(name)
            level = int(heading[1]) if heading else manner.heading
            manner = msgspec.structs.replace(manner, look=look, name=name, heading=level)
        return manner


def with_properties(manner: Manner, p_pr: Element, style: str = "") -> Manner:
    """The manner changed by w:pPr, that of `style` or of a paragraph."""
    align, indent, heading = manner.align, manner.indent, manner.heading
    number, level, linked = manner.number, manner.level, manner.linked
    for child in p_pr:
        tag = child.tag
        if tag == f"{W}jc":
            align = _ALIGNS.get(child.get(VAL, ""), "")
        elif tag == f"{W}ind":
            indent = _indent(child)
        elif tag == f"{W}outlineLvl":
            outline = whole(child, 9)
            heading = outline + 1 if outline < 9 else 0
        elif tag == f"{W}numPr":
            found, ilvl = child.find(f"{W}numId"), child.find(f"{W}ilvl")
            number = number if found is None else found.get(VAL, "")
            level = level if ilvl is None else whole(ilvl)
            linked = linked if not style and ilvl is None else style
    return Manner(manner.look, align, indent, heading, number, level, linked, manner.name)


def look_of(r_pr: Element, base: Look) -> Look:
    """The look changed by w:rPr."""
    size, bold, red, hidden = base.size, base.bold, base.red, base.hidden
    for child in r_pr:
        tag = child.tag
        if tag == f"{W}sz":
            size = _points(child.get(VAL, ""), size)
        elif tag == f"{W}b":
            bold = is_on(child)
        elif tag == f"{W}color":
            red = _is_red(child.get(VAL, ""))
        elif tag == f"{W}vanish":
            hidden = is_on(child)
    return Look(size, bold, red, hidden)


def is_on(element: Element) -> bool:
    """Whether a property that is on or off is on."""
    return element.get(VAL, "1") not in _OFF


def whole(element: Element | None, otherwise: int = 0, key: str = VAL) -> int:
    """The value of a property that is a number; `otherwise` where there is none."""
    value = "" if element is None else element.get(key, "")
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 9 else otherwise


def is_default(style: Element, kind: str) -> bool:
    """Whether a style is the one of its kind for what names none."""
    return style.get(f"{W}type") == kind and style.get(f"{W}default", "0") not in _OFF


def draws(borders: Iterable[Element]) -> bool:
    """Whether one of these borders is a line."""
    return any(side.get(VAL, "nil") not in ("nil", "none") for side in borders)


def _points(half_points: str, otherwise: float) -> float:
    size = _decimal(half_points.removesuffix("pt"))
    return otherwise if size <= 0 else size if half_points.endswith("pt") else size / 2


def _is_red(colour: str) -> bool:
    """GB/T 9704-2012 6.2 asks for Y80 M80; in Word it is FF0000, C00000 or near."""
    try:
        red, green, blue = bytes.fromhex(colour)
    except ValueError:
        return False
    return red >= 0xB0 and green <= 0x60 and blue <= 0x60


def _indent(element: Element) -> float:
    """How far the first line stands from the margin, in twips."""
    total = 0.0
    for name, sign in _INDENTS.items():
        characters = _decimal(element.get(f"{W}{name}Chars", "0"))
        twips = characters / 100 * _CHARACTER if characters else _decimal(element.get(f"{W}{name}", "0"))
        total += sign * twips
    return total


def _decimal(text: str) -> float:
    """The number, 0 for what is none."""
    return float(text) if _DECIMAL.fullmatch(text) else 0.0
