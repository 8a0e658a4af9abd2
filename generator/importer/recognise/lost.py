"""Headings that lost their numeral (.以党建带关建): what the number may have been, never put in by itself."""

import re

from generator.gongwen.markers import read_marker
from generator.importer.draft import Mark
from generator.importer.recognise.rows import Row

_BARE = re.compile(r"^(?P<sign>[.．、])\s*(?P<rest>[\u4e00-\u9fff“《].*)")
_EMPTY = re.compile(r"^[（(]\s*[）)]\s*(?P<rest>[\u4e00-\u9fff“《].*)")
_DIGITS = "零一二三四五六七八九十"
_NOTE = "标题前的序号在原件里丢失，请对照原件补上"


def lost_numerals(rows: list[Row]) -> tuple[Mark, ...]:
    """The rows that begin with a sign whose numeral is gone, each with the number that the others leave for it."""
    marks: list[Mark] = []
    sections = subsections = items = 0
    bare = [row for row in rows if row.plain and _BARE.match(row.text)]
    as_items = bool(bare) and not any(_is(row, "item") for row in rows) and _complete(rows)
    for row in rows:
        if not row.plain or not row.text:
            continue
        if found := _BARE.match(row.printed):
            if as_items:
                items += 1
                marks.append(Mark(row.line, row.printed, f"{items}.{found['rest']}", _NOTE))
            else:
                sections += 1
                subsections = 0
                marks.append(Mark(row.line, row.printed, f"{_han(sections)}、{found['rest']}", _NOTE))
        elif found := _EMPTY.match(row.printed):
            subsections += 1
            marks.append(Mark(row.line, row.printed, f"（{_han(subsections)}）{found['rest']}", _NOTE))
        elif marker := read_marker(row.text):
            if marker.kind == "section":
                sections, subsections = marker.value or sections + 1, 0
            elif marker.kind == "subsection":
                subsections = marker.value or subsections + 1
            elif marker.kind == "item":
                items = marker.value
    return tuple(marks)


def _complete(rows: list[Row]) -> bool:
    """Whether the sections are numbered without a gap, so that what is lost can only be an item."""
    markers = (read_marker(row.text) for row in rows if row.plain)
    values = [marker.value for marker in markers if marker and marker.kind == "section"]
    return bool(values) and values == list(range(1, len(values) + 1))


def _is(row: Row, kind: str) -> bool:
    marker = read_marker(row.text) if row.plain else None
    return marker is not None and marker.kind == kind


def _han(number: int) -> str:
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")
