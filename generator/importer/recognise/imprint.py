"""版记 (GB/T 9704-2012 7.4): 抄送, a 主送 that was moved there, 印发机关 and 印发日期."""

import re

import msgspec

from generator.fields import split_items
from generator.importer.recognise.dates import DATE, read_date
from generator.importer.recognise.rows import Row
from generator.importer.recognise.words import is_organ

_COPIES = r"[（(]?共?印(?:发|制)?\d{1,5}份[）)]?[。.]?"
_SENT = re.compile(
    r"(?P<label>主送|抄送|抄报|抄发|分送|报送|发送|呈报|呈送|副本(?:抄送)?|送|报|发)(?:单位|机关)?[：:](?P<organs>.*)"
)
_PRINTED = re.compile(
    rf"(?P<organ>[^：:，。]{{0,45}}?)[，,]?(?P<date>{DATE}|(?:19|20)\d\d[-./]\d{{1,2}}[-./]\d{{1,2}})(?P<mark>印发|印制|印|翻印|发)?(?P<copies>{_COPIES})?[。.]?"
)
_ALONE = re.compile(_COPIES)
_COLLECTIVE = re.compile(
    "各(?:省|地|市|县|区|州|镇|乡|旗|盟|直属|自治区|直辖市|计划单列市|街道|社区|中学|高校|（[^）]{1,8}）)(?:[（(][^）)]{1,8}[）)])?"
    "(?:、(?:自治区|直辖市|计划单列市|街道|社区|学校|企业|[省地市县区州旗盟镇乡村])(?:[（(][^）)]{1,8}[）)])?(?=、))*、[^，；、]*"
)
_HELD = "\x00"
_RULE = re.compile(r"[-_—–─━=＿]{3,}")
_REACH = 14
_MOST_LINES = 8


class Imprint(msgspec.Struct, frozen=True, gc=False):
    """The 版记: each value with its row, and the rows that it takes with the field that they go to."""

    cc: tuple[str, ...] = ()
    cc_row: int = -1
    recipients: str = ""
    recipients_row: int = -1
    office: str = ""
    office_row: int = -1
    date: str = ""
    date_row: int = -1
    date_text: str = ""
    taken: dict[int, str] = {}

    @property
    def first(self) -> int:
        """The first of its rows; -1 where there is none."""
        return min(self.taken, default=-1)


def read_imprint(rows: list[Row], start: int, end: int) -> Imprint:
    """The 版记 in rows[start:end], looked for from the end backwards."""
    printed = _printed_row(rows, start, end)
    taken: dict[int, str] = {}
    office, office_row, date, date_text = "", -1, "", ""
    stop = end
    if printed >= 0:
        found = _PRINTED.fullmatch(rows[printed].tight)
        dated = read_date(found["date"]) if found else None
        if found and dated and dated.day:
            office, office_row, date, date_text = found["organ"], printed, dated.day.iso, found["date"]
            taken[printed] = "已写入“印发机关”“印发日期”" if office else "已写入“印发日期”"
            if not office and printed > start and is_organ(rows[printed - 1].tight):
                office, office_row = rows[printed - 1].tight, printed - 1
                taken[printed - 1] = "已写入“印发机关”"
            stop = printed + 1
    sent = _sent(rows, max(start, stop - _REACH), stop, anchored=printed >= 0)
    return Imprint(
        sent.cc,
        sent.cc_row,
        sent.recipients,
        sent.recipients_row,
        office,
        office_row,
        date,
        printed,
        date_text,
        taken | sent.taken | _small(rows, taken | sent.taken, end),
    )


def _printed_row(rows: list[Row], start: int, end: int) -> int:
    for n in range(end - 1, max(start, end - 40) - 1, -1):
        row = rows[n]
        if not row.plain or not 9 <= len(row.tight) <= 90 or not ("印" in row.tight or "年" in row.tight):
            continue
        found = _PRINTED.fullmatch(row.tight)
        if not found:
            continue
        above = rows[n - 1] if n else None
        office = found["organ"] or (above.tight if above else "")
        if found["mark"] and found["mark"] != "发" and (not found["organ"] or is_organ(found["organ"])):
            return n
        if (office.endswith(("办公室", "办公厅", "秘书处")) or found["mark"]) and n > start and _sends(rows, n, start):
            return n
    return -1


def _sends(rows: list[Row], n: int, start: int) -> bool:
    """Whether 抄送 or the like stands just above."""
    return any(_SENT.match(row.tight) or row.tight.startswith("主题词") for row in rows[max(start, n - 5) : n])


def _sent(rows: list[Row], start: int, end: int, *, anchored: bool) -> Imprint:
    """抄送, 抄报, 送 … and 主送 in rows[start:end]; the short labels only where a 版记 is sure."""
    cc: list[str] = []
    cc_row, recipients, recipients_row = -1, "", -1
    taken: dict[int, str] = {}
    n = start
    while n < end:
        row = rows[n]
        found = _SENT.match(row.tight) if row.plain and row.tight[:1] in tuple("主抄分报发呈副送") else None
        sure = anchored or (bool(found) and n > start and (n - 1 in taken or _ends_text(rows[n - 1])))
        if not found or (found["label"] in ("报", "发", "送", "报送", "发送", "分送") and not sure):
            n += 1
            continue
        lines, last = _lines(rows, n, end, found["organs"])
        text = "".join(lines)
        if not text or len(text) > 900 or text.count("。") > 1:
            n += 1
            continue
        if found["label"] == "主送":
            recipients, recipients_row = text.strip("。.；;"), n
        else:
            cc += _organs(text)
            cc_row = n if cc_row < 0 else cc_row
        taken |= dict.fromkeys(range(n, last + 1), "已写入“主送”" if found["label"] == "主送" else "已写入“抄送”")
        n = last + 1
    return Imprint(tuple(cc), cc_row, recipients, recipients_row, taken=taken)


def _ends_text(row: Row) -> bool:
    """Whether a row is the date of a signature or the 主题词: below them only the 版记 stands."""
    return row.plain and (row.tight.startswith(("主题词：", "主题词:")) or bool(read_date(row.tight)))


def _organs(text: str) -> list[str]:
    """The organs of a list; 各市、区关工委 is one."""
    held = _COLLECTIVE.sub(lambda found: found[0].replace("、", _HELD), text)
    items: list[str] = []
    for item in split_items(held):
        if len(item) == 1 and items:  # 各部、委、办、局
            items[-1] += f"、{item}"
        else:
            items.append(item)
    return [item.replace(_HELD, "、") for item in items]


def _lines(rows: list[Row], first: int, end: int, organs: str) -> tuple[list[str], int]:
    """The organs of one label over its lines, and the last of its rows."""
    lines, last = [organs], first
    while last + 1 < end and last - first < _MOST_LINES and not lines[-1].endswith(("。", ".")):
        row = rows[last + 1]
        ends_open = lines[-1].endswith(("，", "、", ",", "；", ";")) or not lines[-1]
        if not row.plain or _SENT.match(row.tight) or _PRINTED.fullmatch(row.tight) or _ALONE.fullmatch(row.tight):
            break
        if not ends_open and (is_organ(row.tight) or _RULE.fullmatch(row.tight) or "，" not in row.tight):
            break
        lines.append(row.tight)
        last += 1
    return lines, last


def _small(rows: list[Row], taken: dict[int, str], end: int) -> dict[int, str]:
    """Rules and the number of copies among the rows of the 版记."""
    if not taken:
        return {}
    rest = {}
    for n in range(min(taken), min(end, max(taken) + 3)):
        if n not in taken and rows[n].plain:
            if _ALONE.fullmatch(rows[n].tight):
                rest[n] = "印发份数（归档文件不需要）"
            elif _RULE.fullmatch(rows[n].tight):
                rest[n] = "版记的分隔线"
    return rest
