"""Which element of a page holds the document: where the sentences, the markers and the dates of a document stand.

A block weighs as many characters as speak for a document. From the page inwards, the element with most of the weight is
taken for as long as what is left outside is the site's. Names of elements (TRS_Editor, v_news_content) only help where
the weight alone doesn't decide: each content system has its own, and they come and go.
"""

import re

import msgspec

from generator.gongwen.labels import ATTACHMENT, is_colophon, is_date, is_recipients
from generator.gongwen.markers import read_marker
from generator.importer.recognise.words import NOTICE_TITLE, PLAN_TITLE, is_organ
from generator.importer.web.blocks import Block, Box
from generator.importer.web.furniture import outside_furniture
from generator.importer.web.looks import AMONG

_PUNCTUATION = re.compile("[，。；：、！？,;]")
_KNOWN = re.compile(
    r"trs_|vsb_content|v_news|wp_articlecontent|js_content|rich_media_content|zoom|ueditor|article-?_?(?:content|body|text|con)"
    r"|(?:news|detail|main|text|doc|info|show|view|page|con)_?-?(?:content|text|body|con)|content|article|zhengwen|neirong|endtext|wordsection"
)
_PLAIN = frozenset("p li h1 h2 h3 h4 h5 h6 dd dt pre blockquote".split())  # noqa: SIM905
_ENOUGH, _ENOUGH_IF_KNOWN = 0.6, 0.4
_NEARLY_ALL = 0.95
_FEW_BLOCKS = 5
_CUT = 3  # lines of the site one after the other
_LONG_LINK = 60  # characters: a sentence that is longer is text, whatever unclosed <a> is around it
EVIDENCE = 12.0  # the least weight of a line that only a document has
OPENING = 25  # the least weight, and length, of a paragraph that the text may begin with
_SAYING = 24.0
_BELOW_LINK = 0.4  # a sentence right below a link is the abstract of another page


class Weights(msgspec.Struct, frozen=True):
    """The weight of each block, and their sums up to each place; the same for the lines that are the site's."""

    each: list[float]
    sums: list[float]
    others: list[int]

    def of(self, box: Box) -> float:
        """The weight of all blocks in a box."""
        return self.sums[box.end] - self.sums[box.first]

    def others_of(self, box: Box) -> int:
        """How many blocks of a box are the site's."""
        return self.others[box.end] - self.others[box.first]


def weigh(blocks: list[Block], sites: list[bool]) -> Weights:
    """The weights of the blocks; `sites` tells of each whether its words already say that it is the site's."""
    each: list[float] = []
    sums, others = [0.0], [0]
    below_link = False
    for i, (block, site) in enumerate(zip(blocks, sites, strict=True)):
        value = 0.0 if site else weight(block)
        if 0 < value < EVIDENCE and signs(blocks, i):
            value = _SAYING
        if below_link and value > OPENING and not read_marker(block.tight):
            value *= _BELOW_LINK
        each.append(value)
        sums.append(sums[-1] + value)
        inline = block.kind == "image" or block.why in AMONG  # noise hidden among the words cuts nothing
        others.append(others[-1] + int(not inline and (site or is_link(block))))
        below_link = is_link(block) if block.text else below_link
    return Weights(each, sums, others)


def weight(block: Block) -> float:
    """How many characters of the block speak for a document."""
    tight = block.tight
    size = len(tight)
    if block.why or not size:
        return 0.0
    if block.kind == "table":
        return min(size, 800) * 0.5 if block.linked < size * 0.5 else 0.0
    if is_link(block) or outside_furniture(tight):
        return 0.0
    own = size - block.linked
    if size > 4 and read_marker(tight):
        return own + 10.0
    if says_document(block.text, tight):
        return OPENING if is_recipients(tight) else _SAYING
    if (size >= OPENING and _PUNCTUATION.search(tight)) or (size >= EVIDENCE and tight[-1] in "。；"):
        return float(own)
    return min(own, 20) * 0.1


def opens(block: Block) -> bool:
    """Whether the text of a document may begin with this block: 主送, a numbered item, a sentence; no title or date."""
    return weight(block) >= OPENING or (bool(block.tight) and read_marker(block.tight) is not None)


def says_document(text: str, tight: str) -> bool:
    """A short line of a kind that documents have and pages have not: a date, 主送, 附件, 抄送, a title of a plan."""
    if is_date(tight):
        return "年" in tight
    if is_colophon(tight) or is_recipients(tight) or ATTACHMENT.fullmatch(text):
        return True
    return 8 < len(tight) <= 90 and bool(NOTICE_TITLE.fullmatch(tight) or PLAN_TITLE.fullmatch(tight))


def is_link(block: Block) -> bool:
    """Whether most of the block is a link, and not to a file that belongs to the document."""
    if not block.linked or is_file_link(block) or (len(block.tight) > _LONG_LINK and "。" in block.tight):
        return False
    return block.linked > len(_LIST_DATE.sub("", block.tight)) * 0.5


def is_file_link(block: Block) -> bool:
    """A link to a document, an archive or a table, as 附件 are."""
    return any(_FILE.search(target) for target in block.targets)


_LIST_DATE = re.compile(r"[\[(（【]?(?:(?:19|20)\d\d[-/.年])?\d{1,2}[-/.月]\d{1,2}日?[\])）】]?")
_FILE = re.compile(
    r"\.(?:docx?|xlsx?|pptx?|pdf|wps|et|dps|rar|zip|7z|ofd|txt|rtf|ceb|jpe?g|png)\b|download", re.IGNORECASE
)


def core_box(boxes: list[Box], weights: Weights) -> int:
    """The number of the box that holds the document."""
    inner: list[list[int]] = [[] for _ in boxes]
    for i, box in enumerate(boxes):
        if box.above >= 0 and weights.of(box) > 0:
            inner[box.above].append(i)
    here = 0
    while inner[here] and weights.others_of(boxes[here]):
        best = max(inner[here], key=lambda i: weights.of(boxes[i]))
        total, weight_there = weights.of(boxes[here]), weights.of(boxes[best])
        if boxes[best].tag in _PLAIN and (
            weight_there < _NEARLY_ALL * total or boxes[best].end - boxes[best].first < _FEW_BLOCKS
        ):
            break
        clean = weights.others_of(boxes[here]) == weights.others_of(boxes[best])
        left = total - weight_there
        if clean and left >= EVIDENCE:
            break
        if weight_there < (_ENOUGH_IF_KNOWN if _holds_known(boxes, best) else _ENOUGH) * total:
            break
        here = best
    return here


def best_stretch(blocks: list[Block], core: Box, weights: Weights) -> tuple[int, int]:
    """The part of the core with the most weight that no run of the site's lines cuts through: first place, end."""
    stretches: list[tuple[int, int]] = []
    first = end = core.first
    others = 0
    for i in range(core.first, core.end):
        if weights.others[i + 1] > weights.others[i]:
            others += 1
        elif blocks[i].text and blocks[i].why not in AMONG:
            if others >= _CUT and weights.sums[i] > weights.sums[first]:
                stretches.append((first, end))
                first = i
            elif others >= _CUT:
                first = i
            end, others = i + 1, 0
    stretches.append((first, end))
    best = max(stretches, key=lambda stretch: weights.sums[stretch[1]] - weights.sums[stretch[0]])
    return (core.first, core.end) if len(stretches) == 1 and first == core.first else best


def _holds_known(boxes: list[Box], best: int) -> bool:
    """Whether the box, or one right inside it, has a name that content systems give to the text."""
    end = boxes[best].end
    for box in boxes[best : best + 6]:
        if box.first >= end:
            break
        if _KNOWN.search(box.names):
            return True
    return False


def signs(blocks: list[Block], i: int) -> bool:
    """Whether the block is an organ above a date, or the date below it; 2019-03-18 alone is a list's or a page's."""
    tight = blocks[i].tight
    before = blocks[i - 1].tight if i else ""
    after = blocks[i + 1].tight if i + 1 < len(blocks) else ""
    if is_date(tight):
        return "年" in tight or is_organ(before)
    return is_organ(tight) and is_date(after)
