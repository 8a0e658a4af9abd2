"""The anatomy of a document: which rows are its head, title, recipients, text and end, and which are a site's.

Only looks; what each part says becomes fields in filling.py.
"""

import re

import msgspec

from generator.gongwen.labels import ATTACHMENT, is_recipients
from generator.gongwen.markers import read_marker
from generator.importer.recognise.attachments import read_label
from generator.importer.recognise.carried import Carried, find_carried
from generator.importer.recognise.chrome import is_contact, is_meta, is_post, is_site
from generator.importer.recognise.dates import Dated
from generator.importer.recognise.heading import Heading, read_heading
from generator.importer.recognise.imprint import Imprint, read_imprint
from generator.importer.recognise.masthead import Masthead, read_masthead, read_number, red_head
from generator.importer.recognise.rows import Row
from generator.importer.recognise.signatures import Signature, find_signatures, lone_signature
from generator.importer.recognise.titles import Title, choose, find_titles
from generator.importer.recognise.told import is_told
from generator.importer.recognise.words import NOTICE_TITLE, PLAN_TITLE, is_organ

_HEAD_REACH = 14
_MOST_ORGANS = 3
_MARKS = str.maketrans("〈〉", "《》")
_PAGE = re.compile(r"第?\d{1,3}页[,，/]?共\d{1,3}页|第\d{1,3}页|[-—–]{1,2}\d{1,3}[-—–]{1,2}")


class Anatomy(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """The parts of one document. `left` are the rows that leave the body, each with the reason."""

    rows: list[Row]
    titles: list[Title]
    title: Title | None
    masthead: Masthead
    head_organs: tuple[int, ...]
    heading: Heading
    carried: Carried | None
    signature: Signature | None
    imprint: Imprint
    start: int
    end: int
    foot: tuple[int, ...]
    left: dict[int, str]


def dissect(rows: list[Row], page_title: str) -> Anatomy:
    """Take the document apart; `page_title` is what a web page calls itself."""
    titles = find_titles(rows, page_title)
    title = _printed_last(rows, titles, choose(titles)) or _page_title(page_title) or _plain_title(rows)
    headless = _headless(rows, title, page_title)
    plan, title = (title, headless) if headless else (None, title)
    top = title.start if title else 0
    head_start = max(0, top - _HEAD_REACH)
    masthead = read_masthead(rows, head_start, top)
    head_organs = _head_organs(rows, title, masthead, head_start)
    heading = read_heading(rows, title.end if title else 0, title)
    start = heading.end
    carried = Carried(plan) if plan else find_carried(rows, titles, title, start)
    end, foot = _end(rows, start)
    imprint = read_imprint(rows, start, end)
    signature = _signature(rows, start, imprint.first if imprint.first >= 0 else end, carried)
    left = masthead.rest | {row.n: "页码" for row in rows if len(row.tight) < 16 and _PAGE.fullmatch(row.tight)}
    left |= dict.fromkeys(masthead.organ_rows, "已写入“issuer”（红头）") | dict.fromkeys(head_organs, "已写入“issuer”")
    if masthead.numbered:
        left[masthead.numbered.row] = "已写入“文号”"
    if title:
        left |= dict.fromkeys(range(title.start, title.end), "已写入“title”")
    left |= heading.taken | imprint.taken | dict.fromkeys(foot, "网站页脚")
    left |= _before(rows, top, left, title, carried, site=bool(foot))
    headline = "".join(page_title.split())
    for row in rows[:top]:
        if row.n not in left and row.tight == headline and not NOTICE_TITLE.fullmatch(headline):
            left[row.n] = "网页自己的标题"
    if carried and not carried.annexed:
        left = {n: why for n, why in left.items() if not carried.start <= n < carried.end}
    return Anatomy(
        rows=rows, titles=titles, title=title, masthead=masthead, head_organs=head_organs, heading=heading,
        carried=carried, signature=signature, imprint=imprint, start=start, end=end, foot=foot, left=left,
    )  # fmt: skip


def _printed_last(rows: list[Row], titles: list[Title], title: Title | None) -> Title | None:
    """Where a page prints the title as its own heading and again in the document, the document's.

    The heading may be the plan's name alone, and the document the notice that carries it.
    """
    for other in titles:
        near = title is not None and title.end <= other.start < title.end + 2 * _HEAD_REACH
        if near and title and (_bare(other) == _bare(title).removeprefix("转发") or _carries(other, title)):
            between = rows[title.end : other.start]
            return title if any("。" in row.tight for row in between) else other
    return title


def _bare(title: Title) -> str:
    return title.tight.translate(_MARKS)


def _carries(notice: Title, plan: Title) -> bool:
    """Whether a notice that has 主送 carries the plan of which another title is the name."""
    return notice.kind == "notice" and notice.addressed and plan.kind == "plan" and f"《{plan.tight}》" in notice.tight


def _page_title(said: str) -> Title | None:
    """The title that only the page tells: an empty range at the top."""
    words = "".join(re.split(r"[_|｜]|\s[-—–]\s", said.strip())[0].split())
    if NOTICE_TITLE.fullmatch(words) or PLAN_TITLE.fullmatch(words):
        return Title(0, 0, words, "notice" if NOTICE_TITLE.fullmatch(words) else "plan")
    return None


def _headless(rows: list[Row], title: Title | None, page_title: str) -> Title | None:
    """A notice that has lost its title, above the plan that it carries: an empty range where the notice begins."""
    if title is None or title.kind != "plan":
        return None
    for row in rows[: title.start]:
        if row.plain and (is_recipients(row.text) or ("印发给你们" in row.tight and "。" in row.tight)):
            said = page_title.strip()
            notice = bool(NOTICE_TITLE.fullmatch("".join(said.split())))
            return Title(row.n, row.n, said if notice else title.text, "notice" if notice else "plan", title.score)
    return None


def _plain_title(rows: list[Row]) -> Title | None:
    """Without the words of a title anywhere: the first heading or centred line, else the first short line."""
    long = next((row.n for row in rows if _is_text(row)), len(rows))
    first = [row for row in rows[:long] if _is_short(row) and not is_site(row) and not is_meta(row)]
    marked = [row for row in rows[:40] if _is_short(row) and row.centred and not is_organ(row.tight)]
    for row in marked or first[:1]:
        if not row.tight.endswith(("。", "：", ":", "；", "，")) and not ATTACHMENT.fullmatch(row.text):
            return Title(row.n, row.n + 1, row.text, "plain")
    return None


def _is_short(row: Row) -> bool:
    """A line that may be a title, and no red head and no 文号."""
    return row.plain and 3 < len(row.tight) <= 60 and not red_head(row) and read_number(row) is None


def _head_organs(rows: list[Row], title: Title | None, masthead: Masthead, start: int) -> tuple[int, ...]:
    """The lines of an issuer alone above the title (中共××委员会 / 关于印发…), or above its number (信函)."""
    if title is None:
        return ()
    small = {*masthead.rest, *masthead.organ_rows} | ({masthead.numbered.row} if masthead.numbered else set())
    found: list[int] = []
    n = title.start - 1
    while n >= start and rows[n].plain and (n in small or is_organ(rows[n].tight)):
        if n not in small:
            found.append(n)
        n -= 1
    official = n < start or not small.isdisjoint(range(n + 1, title.start))
    if len(found) > _MOST_ORGANS and not official:
        return ()  # a menu
    centred = title.start > 0 and rows[title.start].centred and rows[title.start - 1].centred
    return tuple(reversed(found)) if official or centred or title.kind == "notice" else ()


def _before(
    rows: list[Row], top: int, left: dict[int, str], title: Title | None, carried: Carried | None, *, site: bool
) -> dict[int, str]:
    """The rows above the title that are not the document's, with the reasons."""
    others = [row for row in rows[:top] if row.n not in left and row.tight]
    site = site or any(is_site(row) or is_meta(row) for row in others)
    again = any(_repeats(row, title) for row in others)  # a page's heading, or a cover with the organ and the date
    text = next((row.n for row in rows[:top] if _is_text(row)), top)  # what is below is the document's, if it may be
    gone: dict[int, str] = {}
    for row in others:
        short = row.n < text and row.plain and len(row.tight) <= 60 and "。" not in row.tight
        if is_told(row):
            gone[row.n] = "网页的信息栏"
        elif is_site(row) or is_meta(row):
            gone[row.n] = "网站导航"
        elif _repeats(row, title) or (carried and _repeats(row, carried.title)):
            gone[row.n] = "网页重复的标题"
        elif row.plain and ATTACHMENT.fullmatch(row.text):
            gone[row.n] = "原件开头的“附件”字样"
        elif short and (site or (again and not is_organ(row.tight) and "年" not in row.tight)):
            gone[row.n] = "网站导航（标题之前）"
    return gone


def _repeats(row: Row, title: Title | None) -> bool:
    """Whether a row is the title once more, with or without a few characters around it."""
    if title is None:
        return False
    if f"《{row.tight}》" in title.tight and row.paragraph.heading == 1:
        return True  # the page's heading is the name of what the notice carries
    return _bare(title) in row.tight.translate(_MARKS) and len(row.tight) <= len(title.tight) + 24


def _end(rows: list[Row], start: int) -> tuple[int, tuple[int, ...]]:
    """Where the document ends, and the rows of a site below its end."""
    last = start
    dated = [s.last for s in find_signatures(rows, start, len(rows))]
    for row in rows[start:]:
        if dated and row.n > dated[0] and is_post(row):
            break  # an answer to what was posted
        if _is_text(row):
            last = row.n
    printed = read_imprint(rows, start, len(rows)).taken
    done = max([*dated, *printed], default=-1)
    after = max(done, last)
    first = next((row.n for row in rows[after + 1 :] if is_site(row) or is_meta(row)), -1)
    if first < 0:
        return len(rows), ()
    while first - 1 > after and is_contact(rows[first - 1]):
        first -= 1
    if first - 1 > after and any(map(is_post, rows[first : first + 6])) and len(rows[first - 1].tight) < 12:
        first -= 1  # who answers
    foot = tuple(
        row.n for row in rows[first:] if row.plain and row.tight and (is_site(row) or not row.text.startswith("附件"))
    )
    return first, foot


def _is_text(row: Row) -> bool:
    """A row that only the document has: a table, a sentence, a numbered paragraph."""
    if not row.plain:
        return True
    if len(row.tight) > 24 and row.tight.endswith(("。", "！", "”", "；")):
        return not is_site(row)
    return len(row.tight) > 12 and read_marker(row.text) is not None and not is_site(row)


def _signature(rows: list[Row], start: int, end: int, carried: Carried | None) -> Signature | None:
    """The document's own signature: the notice's, where it carries a plan; else the last before the attachments."""
    label = next((n for n in range(start, end) if rows[n].plain and _is_label(rows[n])), end)
    parts = [(start, carried.title.start), (carried.title.end, end)] if carried else [(start, label), (label, end)]
    for first, last in parts:
        found = find_signatures(rows, first, last)
        best = [s for s in found if s.organs] or found
        if best:
            return best[0] if carried and first == start else best[-1]
        if lone := lone_signature(rows, first, last):
            return lone
    return None


def _is_label(row: Row) -> bool:
    found = read_label(row.text)
    return bool(found and not found["title"] and not found["spaced"])


def dated_of(anatomy: Anatomy) -> Dated | None:
    """The date of the signature, if there is one."""
    return anatomy.signature.dated if anatomy.signature else None
