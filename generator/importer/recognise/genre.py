"""What isn't a plan: news, navigation pages, lists of links, speeches, several documents in one file."""

import re

import msgspec

from generator.gongwen.markers import read_marker
from generator.importer.recognise.chrome import is_site
from generator.importer.recognise.rows import Row
from generator.importer.recognise.titles import Title
from generator.importer.recognise.words import YEARS
from generator.problem import Problem, error, warning

_REPORTER = re.compile(
    r"本报讯|本网讯|讯[（(]|^.{0,12}讯\s|[（(](?:通讯员|记者)|记者\s?\S{2,4}[）)]?\s?报道|(?:图|文)[/／:：]|供稿[:：]|通讯员[:：]?\s?\S{2,4}"
)
_HELD = re.compile(
    r"(?:\d{1,2}月\d{1,2}日|近日|日前|上午|下午|昨日|昨天|今天)[^。]{0,40}?(?:召开|举行|举办|开展|走进|来到|组织|参加|赴|启动|落下帷幕)了?[^。]{0,60}"
)
_PAST = re.compile(
    "(?:召开|举行|举办|开展|组织|参加|进行|完成|取得|荣获|参观|走访|慰问)了|出席(?:会议|活动)|会议(?:指出|强调|要求|认为)|会上"
)
_BULLETIN = re.compile(r".{0,24}(?:简报|动态|信息|专报|快报|通讯).{0,8}第[\d一二三四五六七八九十]{1,4}期.{0,20}")
_SPEECH = re.compile("^(?:同志们|各位领导|各位来宾|各位老师|尊敬的)")
_COLLECTED = re.compile(
    r"(?:精选|汇总|通用|合集|集锦|大全|优秀|推荐|必备|最新|共|范文|模板|热门|实用|参考)[^\W\d]{0,4}(?:\d{1,2}|[一二三四五六七八九十]{1,2})篇|范文(?:大全|精选|模板|参考)?$"
)
_LINKED = re.compile(
    r"(?:\[?(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?\]?$|^\[?(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}\]?\s)"
)
_OTHER = {
    "总结": "工作总结",
    "汇报": "工作汇报",
    "报告": "报告",
    "讲话": "讲话",
    "发言": "发言",
    "简报": "简报",
    "信息": "工作信息",
    "纪要": "会议纪要",
}
_OTHER_NOTICE = re.compile(
    "召开|举办|举行|会议|培训班|表彰|任命|公示|招聘|放假|报名|评选|申报|征集|推荐|调研|征文|比赛|竞赛|缴纳|征订|开展.{2,20}活动"
)
_EVENT = re.compile(
    "(?:评选|推荐|表彰|申报|征集|招聘|公示|报名|征订|征文|比赛|竞赛|缴纳|任命|放假|调研|培训班?|会议)(?:工作|活动)?的(?:预备|紧急)?通知$"
)
_ASKED = re.compile("关于(?:认真|切实)?(?:做好|组织|开展)?(?:报送|上报|填报|提交|报备|征求|征集).*(?:通知|函)$")
_PLANNED = re.compile("要点|计划|安排|方案|工作的?(?:意见|通知)|重点工作")
_PARTS = re.compile("总结|[及和暨]")  # a title that announces more than one part
_OCCASION = re.compile("活动(?:实施|策划)?方案$|活动(?:安排|计划)$")
_WHEN, _WHERE = re.compile("(?:活动|举办)?时间"), re.compile("(?:活动|举办)?地点")
_SHORTEST = 60
_CONFIRM = "先作为草稿导入；确实要收进文库的，核对后删掉“draft: true”这一行"
_FORCE = "如果它确实是工作要点，请加 --force 再导入一次"


class Counted(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """What rows there are: characters, sentences, numbered rows, tables, lines of a site, dated links."""

    letters: int
    long: int
    marked: int
    tables: int
    site: int
    linked: int


Verdict = tuple[str, list[Problem]]


def judge(
    rows: list[Row], title: Title | None, titles: list[Title], carried: Title | None, *, addressed: bool = False
) -> Verdict:
    """The verdict (plan, doubtful or refused) on the rows of the body, with the reasons.

    `addressed` is whether the document has 主送, which no report of an event has.
    """
    texts = [row for row in rows if row.text]
    if not texts:
        hint = "请打开原件看看是不是选错了；扫描件要先做文字识别（OCR）"
        return "refused", [error("import-empty", "只有页码、按钮一类，没有正文", hint)]
    counted = _count(texts)
    return (
        _no_document(counted, len(titles))
        or _by_kind(texts, title, counted, addressed=addressed)
        or _by_parts(rows, title, titles, carried, counted)
        or ("plan", [])
    )


def _count(texts: list[Row]) -> Counted:
    plain = [row for row in texts if row.plain]
    return Counted(
        letters=sum(len(row.tight) for row in texts),
        long=sum(len(row.tight) > 40 and "。" in row.tight for row in texts),
        marked=sum(read_marker(row.text) is not None for row in plain),
        tables=len(texts) - len(plain),
        site=sum(is_site(row) for row in plain),
        linked=sum(len(row.tight) < 70 and bool(_LINKED.search(row.text)) for row in plain),
    )


def _no_document(counted: Counted, titles: int) -> Verdict | None:
    """A navigation page or a list of links."""
    bodies = counted.long + counted.marked
    listed = (counted.linked >= 3 and counted.linked >= 2 * bodies) or (
        titles > 3 and not bodies and not counted.tables
    )
    if listed or (counted.site >= 3 and bodies < 3 and not counted.tables and counted.letters < 3000):
        hint = f"请点开要的那份文件，保存那一页再导入；{_FORCE}"
        return "refused", [error("import-links", "这是网站的栏目页或链接列表，不是一份文件", hint)]
    return None


def _by_kind(texts: list[Row], title: Title | None, counted: Counted, *, addressed: bool) -> Verdict | None:
    """News, and documents of other kinds: a summary, a speech, a notice of a meeting."""
    if title is not None and title.kind != "notice" and any(_SPEECH.match(row.text) for row in texts[:6]):
        return "doubtful", [warning("import-genre", "开头是称呼，像讲话稿，不像工作要点", _CONFIRM)]
    news = _news(texts)
    if news and not addressed and (title is None or title.kind in ("other", "plain")):
        return "refused", [error("import-news", f"这像是一篇新闻报道（{news}），不是工作要点", _FORCE)]
    if news and counted.marked < 3 and sum(len(_PAST.findall(row.text)) for row in texts[:40]) > 1:
        return "doubtful", [warning("import-news", "正文像新闻报道，请核对是不是工作要点", _CONFIRM)]
    if title is not None and title.kind == "other":
        kind = next((name for word, name in _OTHER.items() if word in title.text[-12:]), "其他文件")
        return "doubtful", [warning("import-genre", f"从标题看这是{kind}，不是工作要点", _CONFIRM)]
    if title is not None and _COLLECTED.search(title.tight.rstrip("）)】]")):
        return "doubtful", [warning("import-genre", "这像是几篇范文的汇编，不是一个单位的工作要点", _CONFIRM)]
    if any(_BULLETIN.fullmatch(tight) for tight in [title.tight if title else "", *(row.tight for row in texts[:8])]):
        return "doubtful", [warning("import-genre", "这像是一期简报，不是工作要点", _CONFIRM)]
    if any(_SPEECH.match(row.text) for row in texts[:6]):
        return "doubtful", [warning("import-genre", "开头是称呼，像讲话稿，不像工作要点", _CONFIRM)]
    if title is not None and _OCCASION.search(title.tight) and _has_time_and_place(texts):
        return "doubtful", [warning("import-genre", "这像是一次活动的方案，不是年度工作要点", _CONFIRM)]
    if title is None:
        hint = "先作为草稿导入；请在 title 一行写上标题，核对后删掉“draft: true”这一行"
        return "doubtful", [warning("import-no-title", "找不到文件的标题", hint)]
    return None


def _has_time_and_place(texts: list[Row]) -> bool:
    """Whether a plan has a heading for its time and one for its place, as that of a single event has."""
    marked = ((row, read_marker(row.text)) for row in texts if row.plain)
    heads = [row.tight[len("".join(marker.number.split())) :] for row, marker in marked if marker]
    return all(any(pattern.match(head) for head in heads) for pattern in (_WHEN, _WHERE))


def _by_parts(
    rows: list[Row], title: Title | None, titles: list[Title], carried: Title | None, counted: Counted
) -> Verdict | None:
    """Several documents in one, only a part of one, or next to nothing."""
    if several := _several(rows, titles, title, carried):
        printed = next((row.printed for row in rows if row.n == several.start), several.text)
        message = f"文件里可能有不止一份文件：还有“{printed}”"
        hint = "先作为草稿导入；请把它们分成几个文件再导入，其实是一份的，核对后删掉“draft: true”这一行"
        return "doubtful", [warning("import-several", message, hint)]
    if title and title.kind == "notice" and carried is None:
        event = _EVENT.search(title.tight) or not _PLANNED.search(title.text)
        if event and _OTHER_NOTICE.search(title.text):
            message = "这份通知布置的是一次活动或会议，不像年度工作要点"
            return "doubtful", [warning("import-genre", message, _CONFIRM)]
        if _ASKED.search(title.tight):
            message = "这份通知是要求各单位报送材料，不是工作要点"
            return "doubtful", [warning("import-genre", message, _CONFIRM)]
        if not counted.marked and counted.long < 2:
            hint = "先作为草稿导入；请补上正文，工作要点在附件里的，请导入附件"
            return "doubtful", [warning("import-no-plan", "只有通知，没有找到它印发的工作要点正文", hint)]
    if counted.letters < _SHORTEST and not counted.tables:
        message = f"正文只有 {counted.letters} 个字，不像一份完整的文件"
        return "refused", [error("import-too-short", message, f"请看看原件是不是完整；{_FORCE}")]
    if counted.tables and not counted.long and not counted.marked:
        hint = "先作为草稿导入；请核对表格是否完整，核对后删掉“draft: true”这一行"
        return "doubtful", [warning("import-only-table", "正文只有表格", hint)]
    return None


def _news(texts: list[Row]) -> str:
    """What makes the text a report of an event; empty where nothing does."""
    for row in texts[:6] + texts[-3:]:
        if found := _REPORTER.search(row.text[:160] if row in texts[:6] else row.text[-60:]):
            return f"“{found[0].strip()}”"
    for row in texts[:4]:
        if found := _HELD.search(row.text):
            return f"“{found[0][:20]}”"
    return ""


def _annexed(rows: list[Row], title: Title) -> bool:
    """Whether 附件 stands just above a title."""
    return any(
        row.text.startswith("附") and len(row.tight) < 8 for row in rows if title.start - 2 <= row.n < title.start
    )


def _several(rows: list[Row], titles: list[Title], title: Title | None, carried: Title | None) -> Title | None:
    """Another notice with its own 主送 below the document's, or another plan that nothing carries."""
    for other in titles:
        if title is None or other.start < title.end or (carried and other.start <= carried.end):
            continue
        if other.tight == title.tight or _annexed(rows, other):
            continue
        if other.kind == "notice" and other.addressed:
            return other
        mine, its = YEARS.findall(title.text), YEARS.findall(other.text)
        if other.kind != "plan" or carried or len(other.tight) <= 10:
            continue
        if (mine and its and set(mine).isdisjoint(its)) or (title.kind == "plan" and _begins_again(rows, title, other)):
            return other
    return None


def _begins_again(rows: list[Row], title: Title, other: Title) -> bool:
    """Whether another plan's title has sections of its own, from 一、 on, as has the document's above it."""
    if not YEARS.search(other.text) or _PARTS.search(title.text):
        return False
    above = _sections(rows, title.end, other.start)
    below = _sections(rows, other.end, rows[-1].n + 1)
    return above[:2] == [1, 2] and below[:2] == [1, 2]


def _sections(rows: list[Row], start: int, end: int) -> list[int]:
    """The numbers of the sections (一、) from row to row."""
    markers = (read_marker(row.text) for row in rows if row.plain and start <= row.n < end)
    return [marker.value for marker in markers if marker and marker.kind == "section"]
