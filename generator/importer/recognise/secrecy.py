"""Classified marks (密级和保密期限, GB/T 9704-2012 7.2.2) and marks that keep a document inside its organ."""

import re

from generator.gongwen.labels import ANNOTATION
from generator.importer.recognise.rows import Row

_GRADE = "(?:绝\\s*密|机\\s*密|秘\\s*密)"
_PERIOD = r"(?:[★☆*＊·]?\s*(?:长期|启用前|解密前|\d{1,2}年|\d{1,2}个月|[一二三四五六七八九十]{1,3}年)?)"
_MARK = re.compile(rf"(?:\d{{4,7}})?(?:密级[:：]?)?{_GRADE}(?:级)?{_PERIOD}(?:特急|加急|急件)?")
_STARRED = re.compile(rf"(?:^|\s){_GRADE}\s*[★☆]")
_INSIDE = re.compile(
    "内部(?:资料|文件|材料|刊物|使用|发行|传阅)|注意保存|不得外传|请勿外传|严禁外传|不得翻印|(?:不予|不得|不宜|不|免予)公开(?:发布)?[）)]?$|依申请公开"
)
_MOST_HEAD = 14


def classified(rows: list[Row], title: int) -> Row | None:
    """The row with a classified mark in the head; None where there is none. The word inside a sentence is no mark."""
    for row in rows[max(0, title - _MOST_HEAD) : title + 4]:
        if row.plain and len(row.tight) <= 30 and (_MARK.fullmatch(row.tight) or _STARRED.search(row.text)):
            return row
    return None


def inside_only(rows: list[Row], title: int) -> Row | None:
    """The row that keeps a document inside its organ (内部资料 注意保存, （此件不公开）); None where there is none."""
    for row in rows[max(0, title - _MOST_HEAD) : title + 4]:
        if row.plain and len(row.tight) <= 24 and _INSIDE.search(row.tight) and not re.search("[，。]", row.tight):
            return row
    for row in rows[-12:]:
        if row.plain and row.tight[:1] in "（(" and ANNOTATION.fullmatch(row.text) and _INSIDE.search(row.tight):
            return row
    return None
