"""Lines that say by their words what they are: 附件, 注：, 抄送：, a date, a quarter, an organ."""

import re

from generator.day import parse_day

_N = "[0-9０-９一二三四五六七八九十]"
_MONTH = r"(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])"
# 附件, 附件1, 附件 1：, 附件二：title
ATTACHMENT = re.compile(rf"附\s*件\s*(?P<n>{_N}{{0,3}})\s*(?:[：:]\s*(?P<title>\S.*)?|\s(?P<spaced>\S.*))?", re.DOTALL)
NOTE = re.compile(r"(?:备\s*)?注\s*[0-9]{0,2}[：:]")
ANNOTATION = re.compile(r"[（(](?=[^（）()]*(?:公开|此件|本件|发至|发布|登载|联系人|联系电话))[^。]*[）)]", re.DOTALL)
_COLOPHON = re.compile(r"(?:[抄分报主]\s*送|抄\s*报|主\s*题\s*词)\s*[：:]|[（(]?共印\s*[0-9]+\s*份")
_PRINTED = re.compile(r"(?:.{0,60}?\s*)(?:\d{4}|[〇○零一二三四五六七八九]{4})\s*年.{1,4}月.{1,4}日\s*印\s*发?[。.]?")
_PERIOD = re.compile(
    rf"(?:\d{{4}}年)?(?:第?[一二三四1-4](?:[、—－\-~至][一二三四1-4])?季度|[上下]半年|(?:{_MONTH}[-—－~～至、])?{_MONTH}月份?)"
    r"(?:工作|重点|主要|活动|安排|计划|任务|要点|内容){0,4}[：:]?"
)
_ORGAN_END = re.compile(r"[会室局厅部委府办心校院组处科所站社盟队署司行园团校店企]$|公司$|(?:单位|部门|学校|组织)$")
_ADDRESSED = re.compile(r"(?:各|市|区|县|全)|.*(?:单位|部门|学校|组织|同志|老师)[：:]$")
_SENTENCE = re.compile("[。；;！？!?，,：:、《》]")


def is_colophon(text: str) -> bool:
    """A line of the 版记: 抄送：…, 主题词：…, …办公室 2013年3月5日印发 (GB/T 9704-2012 7.4), or with 发 lost."""
    return len(text) < 400 and bool(_COLOPHON.match(text) or is_printed(text))


def is_printed(text: str) -> bool:
    """印发机关和印发日期, or the date alone with 印发 (7.4.3)."""
    return len(text) < 120 and bool(_PRINTED.fullmatch(text))


def is_period(text: str) -> bool:
    """A narrow heading of a calendar: 一季度, 上半年, 三月份, 3月."""
    return len(text) < 24 and bool(_PERIOD.fullmatch(text))


def is_date(text: str) -> bool:
    """A whole paragraph that is a date, at least to the month."""
    if len(text) > 24 or (not text[:1].isnumeric() and text[:1] not in "〇○零Ｏ"):
        return False
    day = parse_day(text)
    return day is not None and bool(day.month)


def is_organ(text: str) -> bool:
    """A short line that can be the name of an organ: no punctuation, and it ends like one."""
    return 3 < len(text) <= 40 and bool(_ORGAN_END.search(text)) and not _SENTENCE.search(text)


def is_signed(text: str) -> bool:
    """An organ and a date with a blank between them, on one line."""
    organ, blank, day = text.rpartition(" ") if " " in text else text.rpartition("\u3000")
    return bool(blank) and is_date(day) and is_organ(organ.strip())


def is_name_line(text: str) -> bool:
    """A short line without punctuation: above a date it is a signature (署名)."""
    return 1 < len(text) <= 40 and text[0].isalpha() and not _SENTENCE.search(text)


def is_recipients(text: str) -> bool:
    """主送机关: names of organs and a colon after the last (7.3.2), not a sentence that announces a list."""
    if not 3 < len(text) <= 400 or text[-1] not in "：:" or "。" in text:
        return False
    if re.search("如下|以下|下列|通知|现将|做好|要求|是", text):
        return False
    first = re.split("[，、,；;]|[（(].*?[）)]", text[:-1])[0]
    return bool(_ADDRESSED.match(text) or _ORGAN_END.search(first))


def stands_alone(text: str) -> bool:
    """A line that is a paragraph of its own, whatever stands next to it without a blank line."""
    if len(text) > 30:
        return False
    found = ATTACHMENT.fullmatch(text)
    return bool(found and not found["title"] and not found["spaced"]) or is_period(text) or is_date(text)
