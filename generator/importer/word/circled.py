"""Circled numbers made with a field (带圈字符): EQ \\o\\ac(○,1) prints ①, and its code is all that there is of it."""

import re
from xml.etree.ElementTree import Element

from generator.importer.word.names import FIELD_CHAR, INSTR_TEXT, T, W
from generator.importer.word.number_formats import printed

_CIRCLED = re.compile(r"\s*eq\s*\\o\s*(?:\\a[clr]\s*)?\(\s*[○〇◯]\s*[,，;]\s*(\w{1,2})\s*\)\s*", re.IGNORECASE)
_NOTHING = f"{W}proofErr"


def print_circled(root: Element) -> None:
    """Put the sign, as text, in the place of each such field of a part."""
    if not any("\\" in (code.text or "") for code in root.iter(INSTR_TEXT)):
        return
    fields: list[list[Element]] = []
    for element in [e for e in root.iter() if e.tag in (FIELD_CHAR, INSTR_TEXT)]:
        kind = element.get(f"{W}fldCharType", "")
        if kind == "begin":
            fields.append([])
        if fields:
            fields[-1].append(element)
        if fields and kind == "end":
            _settle(fields.pop())


def _settle(field: list[Element]) -> None:
    codes = [element for element in field if element.tag == INSTR_TEXT]
    found = _CIRCLED.fullmatch("".join(code.text or "" for code in codes))
    if not found or len(field) != len(codes) + 2:
        return
    for element in field:
        element.tag = _NOTHING
    inside = found[1]
    codes[0].tag = T
    codes[0].text = printed(int(inside), "decimalEnclosedCircle") if inside.isdecimal() else f"({inside})"
