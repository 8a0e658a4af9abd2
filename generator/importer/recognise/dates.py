"""Dates (成文日期) as lines print them, whole and damaged."""

import re

import msgspec

from generator.day import Day, parse_day

_HAN = "〇○零Ｏ0OoО一二三四五六七八九"
# A date inside a longer line, at least to the month.
_DIGITS = "[一二三四五六七八九十元廿卅]"
DATE = (
    rf"(?:(?:19|20)\d\d|[{_HAN}]{{4}})\s*年\s*(?:\d{{1,2}}|{_DIGITS}{{1,3}})\s*月"
    rf"(?:\s*(?:\d{{1,2}}|{_DIGITS}{{1,3}})\s*[日号])?"
)
_AT_END = re.compile(rf"(?P<date>{DATE}|(?:19|20)\d\d[-./]\d{{1,2}}(?:[-./]\d{{1,2}})?)[。.]?$")
_BRACKETED = re.compile(r"[（(【\[]\s*(?P<inner>[^（）()]{4,40}?)\s*[）)】\]]")
_ADOPTED = re.compile(rf"^(?:于)?(?P<date>{DATE})")
_DAMAGED = (
    re.compile(r"(?P<y>(?:19|20)\d\d)年?(?P<m>0[1-9]|1[0-2]|[1-9])月?(?P<d>0[1-9]|[12]\d|3[01]|[1-9])?日?"),
    re.compile(r"(?P<y>(?:19|20)\d\d)年(?P<m>\d{1,2})(?P<d>\d\d)日?"),
)
_SHAPE = re.compile(r"(?:19|20)\d{2}[年月日\d]{1,8}")
_LETTERS = str.maketrans("OoО", "〇〇〇")


class Dated(msgspec.Struct, frozen=True, gc=False):
    """A date as a line has it. `day` is None where only a damaged one is there; `proposals` are what it may be."""

    text: str
    day: Day | None
    proposals: tuple[Day, ...] = ()


def read_date(tight: str) -> Dated | None:
    """The date that a line is, wholly, at least to the month: 2020年3月5日, 二○○八年三月, 201912 (damaged)."""
    if not 5 <= len(tight) <= 24 or not (tight[0].isnumeric() or tight[0] in "〇○零ＯOo"):
        return None
    day = parse_day(_plainly(tight.rstrip("。.").translate(_LETTERS)))
    if day is not None and day.month:
        return Dated(tight, day) if day.exists else Dated(tight, None)
    if not _SHAPE.fullmatch(tight):
        return None
    return Dated(tight, None, tuple(_guesses(tight)))


def _plainly(text: str) -> str:
    """A date with the numerals of the calendar (元月, 廿八日) in common ones."""
    if "元" not in text and "廿" not in text and "卅" not in text:
        return text
    text = text.replace("年元月", "年一月")
    return text.replace("廿日", "二十日").replace("卅日", "三十日").replace("廿", "二十").replace("卅", "三十")


def date_at_end(tight: str) -> tuple[str, Dated] | None:
    """The words before a date that ends a line, and the date: ××县教育局2019年3月5日."""
    found = _AT_END.search(tight)
    if found is None or not found.start():
        return None
    dated = read_date(found["date"])
    return (tight[: found.start()], dated) if dated is not None else None


def date_in_brackets(tight: str) -> Dated | None:
    """The date below a title: （2020年3月5日）, （2019年3月5日经…通过）."""
    found = _BRACKETED.fullmatch(tight)
    if found is None:
        return None
    whole = read_date(found["inner"])
    if whole is not None:
        return whole
    adopted = _ADOPTED.match(found["inner"])
    return read_date(adopted["date"]) if adopted else None


def _guesses(text: str) -> list[Day]:
    """What a date with lost characters may have been: 201912 is 2019-12, or 2019-01-02."""
    guesses = []
    digits = "".join(c for c in text if c.isdigit())
    for pattern in _DAMAGED:
        found = pattern.fullmatch(text)
        if found:
            guesses.append(Day(int(found["y"]), int(found["m"]), int(found["d"] or 0)))
    year, rest = int(digits[:4]), digits[4:]
    for cut in (len(rest), *range(1, len(rest))):
        month, day = int(rest[:cut] or 0), int(rest[cut:] or 0)
        if month and (day or cut == len(rest)):
            guesses.append(Day(year, month, day))
    return list(dict.fromkeys(guess for guess in guesses if guess.exists))
