"""The title that a page prints above a document, often outside the element that holds the text."""

import re
from collections.abc import Iterator

from generator.docnumber import find as find_numbers
from generator.gongwen.labels import ATTACHMENT, is_recipients
from generator.importer.recognise.words import NOTICE_TITLE, PLAN_TITLE, YEARS, is_organ, is_piece
from generator.importer.web.blocks import Block, Box
from generator.importer.web.core import is_link
from generator.importer.web.furniture import outside_furniture
from generator.importer.web.head import Head, title_parts

REPEATED = "网页的标题（正文里已有）"
_ABOVE, _BELOW = 40, 8
_ENOUGH = 2.5
_LONGEST = 120
_FEWEST, _SURE = 4, 8  # characters
_MOST_LINES = 5
_ANNOUNCES = re.compile(
    "现(?:将|印发|转发|下发)|.{0,200}(?:印发|转发|下发)给?你们|.{0,200}请.{0,40}(?:执行|落实|实施)。$"
)
_NAMES = re.compile(r"tit|biaoti|\bbt\b|subject|headline|activity-name|\bh[123]\b|heading")
_OTHER_KINDS = re.compile(
    "(?:总结|报告|讲话|名单|简报|办法|规定|细则|决定|意见|函|公告|通告|通报|纪要|倡议书|预案|章程|制度)$"
)
_RED_HEAD = re.compile(r".{2,60}(?:文件|委员会|办公室|厅|局|部|会|党委|工委)$")


def find_title(blocks: list[Block], boxes: list[Box], head: Head, start: int, sites: list[bool]) -> range | None:
    """The blocks that are the page's title, near `start`, where the core begins; None where none is sure.

    A title may be printed on some lines. Behind 主送, 附件：… or 现将… only that of a carried plan can stand.
    """
    parts = ["".join(part.split()) for part in [head.title, *title_parts(head.tab)] if part]
    best, best_score = None, _ENOUGH
    for i in range(max(0, start - _ABOVE), min(len(blocks), start + _BELOW)):
        block = blocks[i]
        if block.why or sites[i] or block.kind != "text":
            continue
        if i >= start and _is_below_title(block):
            break
        for lines, tight in _printed(blocks, boxes, i, sites, parts):
            score = _score(block, tight, boxes, parts) - 0.03 * abs(start - i)
            if score > best_score:
                best = title_group(blocks, i, sites) if len(lines) == 1 else lines
                best_score = score
    return best


def begins_notice(block: Block) -> bool:
    """A line that begins a document and no page: 文号, a notice's title, 主送, 现将…, 附件：…."""
    if block.kind != "text" or block.why or is_link(block):
        return False
    return is_number_line(block) or bool(NOTICE_TITLE.fullmatch(block.tight)) or _is_below_title(block)


def _is_below_title(block: Block) -> bool:
    attachment = ATTACHMENT.fullmatch(block.text)
    named = attachment is not None and attachment["title"] is not None
    return (named or is_recipients(block.tight) or announces(block.text)) and not is_link(block)


def announces(text: str) -> bool:
    """A sentence by which a notice carries a plan: 现将《…》印发给你们，请结合实际执行。"""
    return 10 < len(text) < 400 and _ANNOUNCES.match(text) is not None


def _printed(
    blocks: list[Block], boxes: list[Box], i: int, sites: list[bool], parts: list[str]
) -> Iterator[tuple[range, str]]:
    """The line at `i`, and what it says together with the lines below where that is a title and it alone is none."""
    tight = blocks[i].tight
    if ATTACHMENT.fullmatch(blocks[i].text) or not 2 <= len(tight) <= _LONGEST:
        return
    if len(tight) >= _FEWEST:
        yield range(i, i + 1), tight
    named = is_head_line(blocks[i]) or (is_organ(tight) and not YEARS.search(tight))
    for last in range(i + 1, min(i + _MOST_LINES, len(blocks))):
        block = blocks[last]
        if block.why or sites[last] or block.kind != "text" or not is_piece(block.tight) or _is_title(tight):
            return
        if is_link(block) or is_link(blocks[i]):
            return
        tight += block.tight
        if tight in parts or (_is_title(tight) and not named and are_alike(blocks, boxes, i, last)):
            yield range(i, last + 1), tight
            return


def _is_title(tight: str) -> bool:
    return len(tight) >= _SURE and bool(PLAN_TITLE.fullmatch(tight) or NOTICE_TITLE.fullmatch(tight))


def _score(block: Block, tight: str, boxes: list[Box], parts: list[str]) -> float:
    if outside_furniture(tight):
        return 0.0
    score = 0.0
    if parts and tight in parts:
        score += 3.0 if len(tight) >= _SURE else 1.5
    elif len(tight) >= _SURE and any(tight in part or (len(part) >= _SURE and part in tight) for part in parts):
        score += 2.0
    if _is_title(tight):
        score += _ENOUGH + 0.5
    elif len(tight) >= _SURE and _OTHER_KINDS.search(tight):
        score += 1.0
    if block.look.heading:
        score += 2.0 if block.look.heading <= 2 or len(tight) >= _SURE else 1.0
    if _NAMES.search(boxes[block.box].names):
        score += 1.5
    if block.look.align == "center" or block.bold or block.look.size >= 14:
        score += 1.0
    if is_organ(tight):  # the name of the site
        score -= 4.0
    if "，" in tight and tight[-1:] in "。；":
        score -= 3.0
    return score - (3.0 if is_link(block) else 0.0)


def are_alike(blocks: list[Block], boxes: list[Box], i: int, k: int) -> bool:
    """Whether two lines are set as parts of one: between breaks of one element, or as neighbours with one alignment."""
    one, other = blocks[i], blocks[k]
    near = boxes[one.box].above == boxes[other.box].above and one.tag == other.tag and one.tag not in ("td", "li")
    return one.box == other.box or (near and one.look.align == other.look.align)


def title_group(blocks: list[Block], title: int, sites: list[bool]) -> range:
    """The blocks of a title that <br> breaks into lines: neighbours in the same heading."""
    first = last = title
    if blocks[title].look.heading or blocks[title].look.align == "center":
        while first > 0 and _same(blocks, first - 1, title, sites):
            first -= 1
        while last + 1 < len(blocks) and _same(blocks, last + 1, title, sites):
            last += 1
    return range(first, last + 1)


def _same(blocks: list[Block], i: int, title: int, sites: list[bool]) -> bool:
    block = blocks[i]
    return (
        block.box == blocks[title].box
        and block.kind == "text"
        and not sites[i]
        and not block.why
        and len(block.tight) < 60
    )


def repeats(blocks: list[Block], group: range, after: list[int]) -> bool:
    """Whether the document itself says the title again, on one line or over some, among its first blocks."""
    title = "".join(blocks[i].tight for i in group)
    lines = [blocks[i].tight for i in after[:10]]
    for first in range(len(lines)):
        joined = ""
        for line in lines[first : first + 5]:
            joined += line
            if joined == title:
                return True
            if len(joined) > len(title):
                break
    return False


def is_head_line(block: Block) -> bool:
    """A line that may stand above a title: 发文字号, 发文机关标志, 密级, 份号."""
    tight = block.tight
    if block.kind != "text" or block.why or is_link(block) or not 2 <= len(tight) <= 60:
        return False
    if is_number_line(block):
        return True
    if block.red or block.look.size >= 20:
        return _RED_HEAD.fullmatch(tight) is not None
    return tight.endswith("文件") and len(tight) > 6


def is_number_line(block: Block) -> bool:
    """A line with a 发文字号 and little else."""
    return len(block.tight) < 40 and bool(find_numbers(block.text))


def page_title(blocks: list[Block], group: range | None, head: Head) -> str:
    """The title of the page without the name of the site: as printed, else as the head says."""
    if group is not None:
        return "".join(blocks[i].text for i in group)
    if head.title:
        return head.title
    parts = title_parts(head.tab)
    named = [part for part in parts[1:] if PLAN_TITLE.fullmatch(part) or NOTICE_TITLE.fullmatch(part)]
    return max(named or parts[1:2] or parts or [""], key=len)
