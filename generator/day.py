"""Dates of documents: a day, a month or a year, as precisely as the document says.

成文日期 is printed in Arabic digits without leading zeros (GB/T 9704-2012 7.3.5.4); documents of before 2012
print it in Han digits (二〇〇九年三月五日). Webmasters also type 2020-03-25, 2020/3/25 and 2020.3.25.
"""

import calendar
import re

import msgspec

HAN_DIGITS = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | dict.fromkeys("○零Ｏ", "0")
_NARROW = str.maketrans("０１２３４５６７８９", "0123456789")
_YEAR = r"(?P<y>\d{4}|[〇○零Ｏ0一二三四五六七八九]{4})"
_NUMBER = r"(\d{1,2}|[一二三四五六七八九十]{1,3})"
_WRITTEN = re.compile(rf"{_YEAR}\s*年(?:\s*(?P<m>{_NUMBER})\s*月(?:份|\s*(?P<d>{_NUMBER})\s*[日号])?)?")
_TYPED = re.compile(r"(?P<y>\d{4})(?:[-/.．－](?P<m>\d{1,2})(?:[-/.．－](?P<d>\d{1,2}))?)?")


class Day(msgspec.Struct, frozen=True, order=True, array_like=True, gc=False):
    """A date with its precision: `month` and `day` are 0 where the document does not say them."""

    year: int
    month: int = 0
    day: int = 0

    @property
    def iso(self) -> str:
        """2020-03-25, 2019-12 or 2019."""
        if self.month and self.day:
            return f"{self.year:04}-{self.month:02}-{self.day:02}"
        return "-".join([f"{self.year:04}"] + [f"{n:02}" for n in (self.month, self.day) if n])

    @property
    def chinese(self) -> str:
        """2020年3月25日, 2019年12月 or 2019年: no leading zeros (GB/T 9704-2012 7.3.5.4)."""
        month = f"{self.month}月" if self.month else ""
        return f"{self.year}年{month}" + (f"{self.day}日" if self.day else "")

    @property
    def exists(self) -> bool:
        """Whether the calendar has this date, between 1900 and 2199."""
        if not 1900 <= self.year < 2200 or self.month > 12:
            return False
        return not self.day or 1 <= self.day <= calendar.monthrange(self.year, self.month)[1]


def parse_day(text: str) -> Day | None:
    """The date that `text` is, wholly: any spelling above; None where it is no date.

    The date may be one that the calendar lacks (2020-02-30): ask `exists`.
    """
    compact = re.sub(r"\s+", "", text).translate(_NARROW)
    found = _WRITTEN.fullmatch(compact) or _TYPED.fullmatch(compact)
    if not found:
        return None
    year, month, day = found["y"], found["m"], found["d"]
    if (month is not None and not han_number(month)) or (day is not None and not han_number(day)):
        return Day(_digits(year), 13, 99)  # a month or day of zero: a date that the calendar lacks
    return Day(_digits(year), han_number(month) if month else 0, han_number(day) if day else 0)


def _digits(text: str) -> int:
    return int("".join(HAN_DIGITS.get(c, c) for c in text))


def han_number(text: str) -> int:
    """The value of a numeral up to 99, in Arabic or Han digits (12, 十二, 二十五); 0 where it is none."""
    if text.isascii():
        return int(text) if text.isdigit() else 0
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return int(HAN_DIGITS[text]) if len(text) == 1 and text in HAN_DIGITS else 0
    if (tens and tens not in HAN_DIGITS) or (ones and ones not in HAN_DIGITS):
        return 0
    return (int(HAN_DIGITS[tens]) if tens else 1) * 10 + (int(HAN_DIGITS[ones]) if ones else 0)
