"""The markers (序数) that begin a paragraph, and the depth that each kind means.

一、 → （一） → 1. → （1） are the levels of GB/T 9704-2012 7.3.3; ① and 一是 go deeper by custom (GB/T 33476.2-2016
7.2.3 leaves the form beyond four levels free); 章, 节 and 条 belong to rules. Depth is a matter of the kind alone.
"""

import re
import unicodedata
from functools import lru_cache

import msgspec

from generator.day import han_number

LEVELS = {"section": 1, "subsection": 2, "item": 3, "point": 4, "circled": 5, "enumeration": 6}

_HAN = "一二三四五六七八九十百〇零"
_DIGIT = "0-9０-９"
# Each form, by the kind that it means. What a marker is not: 1.5亿, 3.15, 2020.3, 一、二、三等奖, 1、2、3号楼.
_FORMS = (
    ("chapter", rf"第[{_HAN}{_DIGIT}]{{1,4}}[编章](?=\s|$)"),
    ("part", rf"第[{_HAN}{_DIGIT}]{{1,4}}节(?=\s|$)"),
    ("article", rf"第[{_HAN}{_DIGIT}]{{1,5}}条(?=\s|$)"),
    ("section", rf"[{_HAN}]{{1,3}}[、．.](?![{_HAN}]{{1,3}}(?:、|[年级线等]))"),
    ("subsection", rf"[（(]\s?[{_HAN}]{{1,3}}\s?[）)]|[㈠-㈩]"),
    (
        "item",
        rf"[{_DIGIT}]{{1,3}}(?:[.．](?![{_DIGIT}])|[.．](?=(?:19|20)\d\d年)|、(?![{_DIGIT}]{{1,3}}(?:[、和号班]|年级)))|[⒈-⒛]",
    ),
    ("point", rf"[（(]\s?[{_DIGIT}]{{1,3}}\s?[）)]|[{_DIGIT}]{{1,3}}[）)]|[⑴-⒇]"),
    ("circled", "[①-⑳㉑-㉟㊱-㊿]"),
    ("enumeration", "[一二三四五六七八九十]是(?!否)"),
)
_MARKER = re.compile("|".join(f"(?P<{kind}>{form})" for kind, form in _FORMS))
_KINDS = {"chapter": "section", "part": "subsection", "article": "item"}
# 2 按照…: a list only where its neighbours say so; 15 所学校 and 3 月 never.
_BARE = re.compile(
    rf"(?P<number>[{_DIGIT}]{{1,2}})[ \u3000\t]+(?=[\u4e00-\u9fff“《（‘])"
    "(?![年月日号时分所个名项万亿元人次家周天岁级位条])"
)
# ① to ⒛, ㈠ to ㈩, ㉑ to ㉟, ㊱ to ㊿
_SIGNS = (range(0x2460, 0x249C), range(0x3220, 0x322A), range(0x3251, 0x3260), range(0x32B1, 0x32C0))
_FIRST = frozenset(_HAN + "第（(0123456789０１２３４５６７８９") | {chr(code) for signs in _SIGNS for code in signs}


class Marker(msgspec.Struct, frozen=True, gc=False):
    """A printed marker: its kind, `number` as typed (一、 or 7.), and its value, 0 where that can't be told."""

    kind: str
    number: str
    value: int

    @property
    def level(self) -> int:
        """The depth, from 1."""
        return LEVELS[self.kind]


def read_marker(text: str) -> Marker | None:
    """The marker that `text` begins with; None where it begins with none."""
    if not text or text[0] not in _FIRST:
        return None
    found = _MARKER.match(text)
    if not found or not found.lastgroup:
        return None
    return _marker(found.lastgroup, found[0])


@lru_cache(maxsize=1024)  # the same few begin most paragraphs
def _marker(form: str, number: str) -> Marker:
    return Marker(_KINDS.get(form, form), number, _value(number))


def read_bare_marker(text: str) -> Marker | None:
    """The number without a dot that `text` begins with (2 按照…): an item only if its neighbours are items."""
    found = _BARE.match(text) if text and text[0] in _FIRST else None
    return Marker("item", found["number"], int(found["number"])) if found else None


def _value(number: str) -> int:
    """The value of a marker as typed: 十二、 is 12, ⑶ is 3, 二是 is 2."""
    core = number.strip("第编章节条（()）、．.是 \u3000")
    if len(core) == 1 and not core.isdecimal():
        value = unicodedata.numeric(core, 0)
        return int(value) if value < 100 else 0
    return int(core) if core.isdecimal() else han_number(core)
