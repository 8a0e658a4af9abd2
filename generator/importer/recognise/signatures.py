"""Signatures (署名) and the dates below them (成文日期, GB/T 9704-2012 7.3.5)."""

import re

import msgspec

from generator.gongwen.labels import ANNOTATION, ATTACHMENT
from generator.importer.recognise.dates import Dated, date_at_end, read_date
from generator.importer.recognise.names import is_name, is_part, joined_names, parted
from generator.importer.recognise.places import place_in_name
from generator.importer.recognise.rows import Row
from generator.importer.recognise.words import is_organ, organs_of

_MOST_ORGANS = 10
_LONGEST_LINE = 30
_SEAL = re.compile(r"[（(]?(?:盖章|公章|印章|章|代章|签章|印)[）)]?$")
_NOT_SIGNED = re.compile("截止|起|前$|至|到|时间|于$|自|从|在$|日期|发布|更新")


class Signature(msgspec.Struct, frozen=True, gc=False):
    """The organs that signed, with their rows, and the date; either may be missing, not both."""

    first: int
    last: int
    organs: tuple[str, ...] = ()
    organ_row: int = -1
    dated: Dated | None = None
    date_row: int = -1


def find_signatures(rows: list[Row], start: int, end: int) -> list[Signature]:
    """All signatures in rows[start:end], in order: dates on lines of their own, with the organs next to them."""
    found: list[Signature] = []
    for n in range(start, end):
        row = rows[n]
        if not row.plain or not 5 <= len(row.tight) <= 70 or "。" in row.tight[:-1]:
            continue
        if (dated := read_date(row.tight)) is not None:
            organs, first = _organs_above(rows, n, start)
            last = n
            if not organs and n + 1 < end and is_organ(_unsealed(rows[n + 1])):
                organs, last = (_unsealed(rows[n + 1]),), n + 1
            found.append(Signature(first, last, organs, first if organs else -1, dated, n))
        elif (signed := date_at_end(row.tight)) is not None:
            organ = _SEAL.sub("", signed[0]).strip("（(，,：:")
            if is_name(organ) and not _NOT_SIGNED.search(organ):
                found.append(Signature(n, n, (organ,), n, signed[1], n))
    return found


def lone_signature(rows: list[Row], start: int, end: int) -> Signature | None:
    """An organ alone at the end of rows[start:end], below a sentence or a list of attachments."""
    n = end - 1
    while n > start and (not rows[n].tight or ANNOTATION.fullmatch(rows[n].text)):
        n -= 1
    if n <= start or not rows[n].plain or not is_organ(_unsealed(rows[n])):
        return None
    above = rows[n - 1]
    if (
        above.tight.endswith(("。", "！", "”", "）"))
        or ATTACHMENT.match(above.text)
        or rows[n].paragraph.align == "right"
    ):
        return Signature(n, n, (_unsealed(rows[n]),), n)
    return None


def _organs_above(rows: list[Row], date_row: int, start: int) -> tuple[tuple[str, ...], int]:
    """The organs on the lines above a date, and the first of their rows (the date's, where there is none)."""
    names: list[str] = []
    n = date_row - 1
    while n >= start and len(names) < _MOST_ORGANS and rows[n].plain:
        name = _unsealed(rows[n])
        begun = bool(names) and names[-1].startswith("工作委员会") and name.endswith("关心下一代")
        if not is_organ(name) and not begun and not (not names and is_name(name)):
            break
        if names and _is_text_end(rows[n].tight):
            break
        names.append(name)
        n -= 1
    names.reverse()
    if names and n >= start and is_part(names[0]) and _begins_name(rows[n], names[0]):
        joint = [rows[n].tight + names[0], *names[1:]]
        return joined_names(joint), n
    lines = [
        one for line in range(n + 1, date_row) for name in organs_of(_unsealed_text(rows[line])) for one in parted(name)
    ]
    return joined_names(lines), n + 1


def _begins_name(row: Row, rest: str) -> bool:
    """Whether a row is the first line of a name that goes on with `rest`: 江苏省盐城市响水县 / 教育局."""
    if not row.plain or len(row.tight) > _LONGEST_LINE or not row.tight.isalpha():
        return False
    place = place_in_name(row.tight + rest)
    return place is not None and place.sure and is_organ(row.tight + rest)


def _is_text_end(tight: str) -> bool:
    return tight.endswith(("工作", "活动"))


def _unsealed(row: Row) -> str:
    return _SEAL.sub("", row.tight) if row.tight.endswith(("）", ")", "章")) else row.tight


def _unsealed_text(row: Row) -> str:
    return _SEAL.sub("", row.text) if row.text.endswith(("）", ")", "章")) else row.text
