"""What stands between the title and the text: 文号, date, byline, a page's own line, and 主送 (7.3.2)."""

import re

import msgspec

from generator.gongwen.labels import is_recipients
from generator.importer.recognise.chrome import is_meta, is_site
from generator.importer.recognise.dates import Dated, date_in_brackets, read_date
from generator.importer.recognise.masthead import Numbered, read_number, red_head, small_print
from generator.importer.recognise.rows import Row
from generator.importer.recognise.titles import Title
from generator.importer.recognise.told import is_told
from generator.importer.recognise.words import ORGAN_END, is_organ

_MOST_ROWS = 24
_MOST_LINES = 4
_FARTHEST = 160
_TITLE_END = re.compile("(?:通知|意见|要点|计划|安排|方案)$")
_BRACKETS = re.compile(r"[（(][^）)]*[）)]")


class Heading(msgspec.Struct, frozen=True, gc=False):
    """The rows below the title up to `end`, where the text begins.

    A 主送 may share its paragraph with the text: then `split` is where the text begins in that paragraph.
    """

    end: int
    numbered: Numbered | None = None
    dated: Dated | None = None
    dated_row: int = -1
    red: str = ""
    red_row: int = -1
    organ: str = ""
    organ_row: int = -1
    recipients: str = ""
    recipients_row: int = -1
    split: int = 0
    taken: dict[int, str] = {}


def read_heading(rows: list[Row], start: int, title: Title | None) -> Heading:
    """The rows from `start` on that are not yet the text."""
    taken: dict[int, str] = {}
    numbered: Numbered | None = None
    dated: Dated | None = None
    dated_row, red, red_row, organ, organ_row = -1, "", -1, "", -1
    n = start
    while n < min(start + _MOST_ROWS, len(rows)):
        row = rows[n]
        if not row.tight and row.plain:
            n += 1
            continue
        if is_told(row):
            taken[n] = "网页的信息栏"
        elif (found := read_number(row)) and numbered is None:
            numbered, taken[n] = found, "已写入“文号”"
        elif found and numbered and found.number == numbered.number:
            taken[n] = "重复的文号"
        elif (found_date := _date(row)) and dated is None:
            dated, dated_row, taken[n] = found_date, n, "已写入“date”"
        elif why := small_print(row):
            taken[n] = why
        elif not red and (red := red_head(row)):
            red_row, taken[n] = n, "已写入“issuer”（红头）"
        elif is_meta(row) or (is_site(row) and len(row.tight) < 100):
            taken[n] = "网页的发布信息"
        elif title and (again := _title_again(rows, n, title)) >= 0:
            taken |= dict.fromkeys(range(n, again + 1), "重复的标题")
            n = again
        elif not organ and is_organ(row.tight) and n > start - 1 and _byline(rows, n):
            organ, organ_row, taken[n] = row.tight, n, "已写入“issuer”"
        elif not red and is_organ(row.tight) and _heads_number(rows, n):
            organ, organ_row = organ or row.tight, n if organ_row < 0 else organ_row
            taken[n] = "已写入“issuer”"
        elif red and is_organ(row.tight) and taken.get(n - 1, "").startswith("已写入“issuer”"):
            taken[n] = "已写入“issuer”"  # a joint red head goes on below the name with 文件
        else:
            break
        n += 1
    heading = Heading(n, numbered, dated, dated_row, red, red_row, organ, organ_row, taken=taken)
    return _with_recipients(rows, heading)


def _date(row: Row) -> Dated | None:
    """（2020年3月5日）, or the same without brackets; 2020-03-05 there is the page's."""
    if not row.plain:
        return None
    found = date_in_brackets(row.tight)
    if found is None and "年" in row.tight and "年0" not in row.tight and "月0" not in row.tight:
        found = read_date(row.tight)
    return found


def _title_again(rows: list[Row], n: int, title: Title) -> int:
    """The last of the rows from rows[n] on that print the title once more, its organ on a line of its own; else -1."""
    text = ""
    for last in range(n, min(n + _MOST_LINES, len(rows))):
        text += rows[last].tight
        if text == title.tight or (text.startswith("关于") and title.tight.endswith(text)):
            return last
        if not rows[last].plain or not title.tight.startswith(text):
            break
    return -1


def _byline(rows: list[Row], n: int) -> bool:
    """Whether an organ below the title is its author: no other organ follows, but a date, 主送 or text."""
    below = rows[n + 1] if n + 1 < len(rows) else None
    return below is not None and (not below.plain or not is_organ(below.tight) or bool(_date(below)))


def _heads_number(rows: list[Row], n: int) -> bool:
    """Whether the organs from rows[n] on, each on its line, are a head: the 文号 stands below them."""
    last = n
    while last < min(n + _MOST_LINES, len(rows)) and rows[last].plain and is_organ(rows[last].tight):
        last += 1
    return last < len(rows) and read_number(rows[last]) is not None


def _with_recipients(rows: list[Row], heading: Heading) -> Heading:
    n = heading.end
    if n >= len(rows) or not rows[n].plain:
        return heading
    text = ""
    for last in range(n, min(n + _MOST_LINES, len(rows))):
        row = rows[last]
        if not row.plain or "。" in row.text.split("：")[0]:
            break
        text += row.text
        if row.text.endswith(("：", ":")):
            if not is_recipients(text):
                break
            taken = heading.taken | dict.fromkeys(range(n, last + 1), "已写入“主送”")
            return msgspec.structs.replace(
                heading, end=last + 1, recipients=text[:-1].strip(), recipients_row=n, taken=taken
            )
        if not row.text.endswith(("，", "、", ",", "；")) and (len(row.text) < 20 or _TITLE_END.search(row.tight)):
            break
    return _unended(rows, heading) or _shared(rows[n], heading)


def _unended(rows: list[Row], heading: Heading) -> Heading | None:
    """主送 that lost its colon: 各… and the names of organs, right below it the sentence that hands something on."""
    n = heading.end
    text = rows[n].text
    below = rows[n + 1].text if n + 1 < len(rows) and rows[n + 1].plain else ""
    if not text.startswith("各") or len(text) > _FARTHEST or not ORGAN_END.search(_BRACKETS.sub("", rows[n].tight)):
        return None
    if not is_recipients(f"{text}：") or not below.startswith(("现", "经", "为", "根据", "按照")) or "。" not in below:
        return None
    taken = heading.taken | {n: "已写入“主送”"}
    return msgspec.structs.replace(heading, end=n + 1, recipients=text, recipients_row=n, taken=taken)


def _shared(row: Row, heading: Heading) -> Heading:
    """主送 and the beginning of the text in one paragraph."""
    text = row.whole
    places = [place for place in (text.find("：", 0, _FARTHEST), text.find(":", 0, _FARTHEST)) if place > 0]
    place = min(places, default=0)
    if not place or not text[place + 1 :].strip() or not is_recipients(" ".join(text[: place + 1].split())):
        return heading
    if (
        not text[place + 1 :]
        .lstrip()
        .startswith(("现", "为", "根据", "按", "经", "近", "今", "20", "你", "我", "在", "《", "以", "依"))
    ):
        return heading
    recipients = " ".join(text[:place].split())
    return msgspec.structs.replace(heading, recipients=recipients, recipients_row=row.n, split=place + 1)
