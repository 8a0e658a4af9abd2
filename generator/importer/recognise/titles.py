"""Titles (标题) among the rows: put together from their lines, and the one that is the document's chosen."""

import re

import msgspec

from generator.gongwen.labels import is_recipients
from generator.gongwen.markers import read_marker
from generator.importer.recognise.chrome import is_meta
from generator.importer.recognise.names import parted
from generator.importer.recognise.places import place_in_name
from generator.importer.recognise.rows import Row, joined
from generator.importer.recognise.told import is_told
from generator.importer.recognise.words import (
    ABOUT,
    NOTICE_TAIL,
    NOTICE_TITLE,
    NUMBER_LINE,
    OTHER_TITLE,
    PLAN_TITLE,
    REPORTED_PLAN,
    YEAR,
    YEARS,
    is_nameless,
    is_organ,
    is_piece,
    organs_of,
)

_MOST_LINES = 6
_LONGEST = 150
_LARGE = 18  # points; the text is 16
_ENDS = tuple("点划排算路作案见知报函复定批告请示法规决标务单话辞言结汇要讯息启书综纪》）)】]〕号表议")
_WORDS = ("要点", "计划", "规划", "安排", "打算", "思路", "方案", "通知", "意见", "报告", "总结")
_YEAR = re.compile(YEAR)
_BARE_KIND = re.compile(
    r"(?:年?度?重点工作(?:安排)?|年?度?工?作?要点|年?度?工?作?计划|的?通知|工作安排|工作(?:总结|思路|方案)|实施方案)$"
)
_BEFORE_NAME = re.compile("(?:[印下转颁]发|发布|印发了|关于[^《》]{0,12})$")
_UNFINISHED = re.compile(
    r"(?:[的和与及、“《]|关心下一代|工作|委员会|教育|年|年度|学年|学期|关于|印发|转发|下达|开展|做好)$"
)
_NUMBER_BEFORE = re.compile(r"^[^\W\d]{2,14}[〔\[［【（(](?:19|20)\d\d[〕\]］】）)]第?\d{1,5}号(?=.{8})")
_CATEGORY = re.compile(
    r"^[\[【［](?:通知|公告|通告|文件|计划|转载|转帖|原创|分享|置顶|推荐|公文|工作[^\W\d]{2})[\]】］](?=.{6})"
)
_PAGE_TAIL = re.compile(r"[_|｜]|\s[-—–]\s|\s*[\[（(]?(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}")
_NAMED = re.compile("[^《》]{4,30}?关于")
_HANDED = re.compile("印发|下发|颁发|转发|下达|发布")
_TAIL = re.compile(
    r"[（(【](?:[^）)】]*稿|草案|试行|暂行|[^）)】]*年度|摘要|节选|代拟|修订|.{0,6}[—-].{0,6}年?)[）)】]"
)
_NO_TITLE = re.compile(
    "当前位置|您的位置|所在位置|>>|^附件|^附[:：]|^抄送|^主题词|^根据|^按照|^现将|^为了|^请|上一[篇条页]|下一[篇条页]|^来源|^标题|特此通知|此通知$|(?:要点|计划)[/／]|[一二三四五六七八九]是"
)


class Title(msgspec.Struct, frozen=True, gc=False):
    """A title over rows[start:end]: its words; kind is notice, plan, other or plain.

    `score` is how much speaks for it; `addressed` whether 主送 stands below it.
    """

    start: int
    end: int
    text: str
    kind: str
    score: int = 0
    addressed: bool = False

    @property
    def tight(self) -> str:
        """The title without blanks."""
        return "".join(self.text.split())


def find_titles(rows: list[Row], page_title: str = "") -> list[Title]:
    """All that may be titles, in their order, none inside another."""
    found: list[Title] = []
    said = "".join(page_title.split())
    sentences = 0
    for n, row in enumerate(rows):
        if len(row.tight) > _LONGEST or not row.plain:
            sentences += len(row.tight) > 60
            continue
        ends = row.tight.endswith(_ENDS) and (len(row.tight) > 1 or _widow(rows, n))
        title = _ending_at(rows, n) if ends else None
        title = title or _page_heading(row, said)
        if title is None:
            sentences += "。" in row.tight and len(row.tight) > 40
            continue
        if found and found[-1].end > title.start:
            found.pop()
        score = _score(rows, title, said) - 4 * min(sentences, 6)
        addressed = any(is_recipients(row.text) for row in rows[title.end : title.end + 4])
        found.append(msgspec.structs.replace(title, score=score + 5 * addressed, addressed=addressed))
    return found


def choose(titles: list[Title]) -> Title | None:
    """The title of the document: what most speaks for, the first of equals; None where nothing speaks for any.

    A plan whose notice stands above it, with 主送 and naming it, is what the document carries: the notice is the title.
    """
    best = max(titles, key=lambda title: (title.score, -title.start), default=None)
    if best is None or best.score <= 0:
        return None
    if best.kind == "plan":
        carriers = (t for t in titles if t.end <= best.start and t.kind == "notice" and t.addressed and t.score > 0)
        return next((notice for notice in carriers if _hands_on(notice.tight, best.tight)), best)
    return best


def _hands_on(notice: str, plan: str) -> bool:
    """Whether a notice is the one of a plan: it names it, or hands on (印发) something of the same year and kind."""
    if plan.strip("《》") in notice:
        return True
    years = [set(_YEAR.findall(text)) for text in (notice, plan)]
    return bool(_HANDED.search(notice)) and bool(years[0] & years[1]) and plan[-2:] in notice


def _widow(rows: list[Row], n: int) -> bool:
    """Whether a line of one character is the end of the word that the line above it, set alike, begins: 计 / 划."""
    above = rows[n - 1] if n else None
    if above is None or (above.tight[-1:] + rows[n].tight) not in _WORDS:
        return False
    one, two = above.paragraph, rows[n].paragraph
    return (one.align, one.size) == (two.align, two.size) and len(above.tight) > 10


def _page_heading(row: Row, said: str) -> Title | None:
    """The page's own heading with more behind it: the name of the site, or the day of putting it online."""
    if not said or row.tight[:6] != said[:6]:
        return None
    found = _PAGE_TAIL.search(row.text)
    text = row.text[: found.start()].rstrip() if found else ""
    tight = "".join(text.split())
    if len(tight) < 6 or not said.startswith(tight) or not _may_be_line(row):
        return None
    bare = _unwrapped(tight)
    kind = _kind(bare)
    return Title(row.n, row.n + 1, bare if bare != tight else text, kind) if kind else None


def _ending_at(rows: list[Row], last: int) -> Title | None:
    """The title whose last line is rows[last]; None where it is something else."""
    if not _may_be_line(rows[last]):
        return None
    first = last
    text = rows[last].tight
    while last - first + 1 < _MOST_LINES and first and _goes_on_above(text, rows[first], rows[first - 1]):
        first -= 1
        text = rows[first].tight + text
    bare = _unwrapped(text)
    kind = _kind(bare)
    if not kind or (kind == "other" and len(text) < 6):
        return None
    end = last + 1
    lines = [row.text for row in rows[first:end]]
    if end < len(rows) and _TAIL.fullmatch(rows[end].tight):
        lines.append(rows[end].text)
        end += 1
    whole = joined(lines)
    return Title(first, end, _unwrapped(whole) if bare != text else whole, kind)


def _unwrapped(text: str) -> str:
    """A title without its own 文号 or a forum's category in front and without 《》 around all of it.

    What stood in 〈〉 only for standing inside of 《》 stands in 《》 again (GB/T 15834).
    """
    text = _CATEGORY.sub("", _NUMBER_BEFORE.sub("", text))
    inner = text[1:-1]
    if text[:1] == "《" and text[-1:] == "》" and "《" not in inner and "》" not in inner:
        return inner.replace("〈", "《").replace("〉", "》")
    return text


def _may_be_line(row: Row) -> bool:
    if not row.plain or len(row.tight) > _LONGEST or _NO_TITLE.search(row.tight) or read_marker(row.text):
        return False
    if NUMBER_LINE.fullmatch(row.tight):
        return False
    return not (("：" in row.text or ":" in row.text) and (is_told(row) or is_meta(row)))


def _kind(tight: str) -> str:
    if NOTICE_TITLE.fullmatch(tight) or REPORTED_PLAN.fullmatch(tight):
        return "notice"
    if PLAN_TITLE.fullmatch(tight) and len(tight) > 5:
        return "plan"
    return "other" if OTHER_TITLE.fullmatch(tight) else ""


def _goes_on_above(text: str, row: Row, above: Row) -> bool:
    """Whether the line above belongs to the title that so far is `text`."""
    if not above.plain or not is_piece(above.tight) or not _may_be_line(above):
        return False
    if {row.paragraph.align, above.paragraph.align} in ({"left", "center"}, {"left", "right"}):
        return False
    if above.tight.endswith(("文件", "号")) and not above.tight.endswith("《"):
        return False
    if len(text) == 1 or text.count("》") > text.count("《") or text.startswith(("》", "的", "》的")):
        return True
    if NOTICE_TAIL.fullmatch(text) and not ABOUT.search(text) and not PLAN_TITLE.fullmatch(text):
        return bool(ABOUT.search(above.tight)) or bool(_UNFINISHED.search(above.tight))
    if _NAMED.match(text) and above.tight not in text and _several_organs(above):
        return True  # the first of several organs that issue it together
    if ABOUT.match(text):
        return above.tight.endswith("关于") and not text.startswith("关于")
    if text.startswith("《"):
        return bool(_BEFORE_NAME.search(above.tight))
    if text.startswith("—"):
        return True
    if "关于" in above.tight and "关于" not in text:
        return "《" in above.tight or not is_organ(above.tight)
    if _cut(text, row, above):
        return True
    if not is_nameless(text) or (is_organ(above.tight) and above.tight in text):
        return False
    if is_organ(above.tight):
        return len(above.tight) > 3 and not text.startswith(above.tight)
    bare = bool(_BARE_KIND.fullmatch(text))
    return len(above.tight) > 4 and bool(_UNFINISHED.search(above.tight) or (bare and _YEAR.search(above.tight)))


def _several_organs(row: Row) -> bool:
    """Whether a line names more than one organ; the blank between them is lost in a PDF."""
    return len(organs_of(row.text)) > 1 or len(parted(row.tight)) > 1


def _cut(text: str, row: Row, above: Row) -> bool:
    """Whether a title was cut in the middle of a name: the line above is set like it, or begins with the place."""
    if is_organ(above.tight) or len(above.tight) < 6 or above.tight in text:
        return False
    large = row.paragraph.size >= _LARGE and above.paragraph.size == row.paragraph.size
    if large and row.paragraph.align == above.paragraph.align == "center":
        return True
    place, own = place_in_name(above.tight), place_in_name(text)
    return bool(place and place.sure and own is None and not YEARS.search(above.tight)) and len(above.tight) < 30


def _score(rows: list[Row], title: Title, said: str) -> int:
    score = {"notice": 8, "plan": 7, "other": 3}[title.kind]
    tight = title.tight
    if said and len(tight) > 5 and (said.startswith(tight) or tight in said):
        score += 6
    if _YEAR.search(tight):
        score += 2
    if "关工委" in tight or "关心下一代" in tight or "工作要点" in tight:
        score += 1
    if rows[title.start].centred:
        score += 3
    if rows[title.start].paragraph.size >= 18:
        score += 2
    below = rows[title.end : title.end + 8]
    if any(len(row.tight) > 50 or not row.plain for row in below):
        score += 4
    elif not any(read_marker(row.text) for row in below):
        score -= 6
    around = (rows[title.start - 1 : title.start] if title.start else []) + below[:1]
    if any(_looks_listed(row) for row in around):
        score -= 5
    if title.kind == "notice" and title.start and is_organ(rows[title.start - 1].tight):
        score += 1
    return score


def _looks_listed(row: Row) -> bool:
    """A neighbour that is one more entry of a list of links."""
    return bool(
        re.search(
            r"(?:通知|要点|计划|方案|公告|总结)[.…]*[\[（(]?\s?(?:(?:19|20)\d\d[-/.])?\d\d[-/.]\d\d[\])）]?$", row.tight
        )
    )
