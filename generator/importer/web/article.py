"""Which blocks of a page are the document, and why the others are not.

The core is the element with the document's weight; from there the document grows over what a page sets apart (the title
above, the signature and the date below), and loses what a content system sets among it (buttons, counters, neighbours).
"""

import msgspec

from generator.day import Day
from generator.importer.web import furniture as site
from generator.importer.web.blocks import Block, Box
from generator.importer.web.choice import Choice
from generator.importer.web.core import EVIDENCE, core_box, weigh
from generator.importer.web.head import Head
from generator.importer.web.labels import pairs, says_web_date, web_date
from generator.importer.web.looks import HIDDEN
from generator.importer.web.records import RECORD, Told, find_records
from generator.importer.web.title import find_title, page_title

_MANY_LINKS = 3  # of the site's lines: a page without a document has them, a fragment has none


class Article(msgspec.Struct, frozen=True):
    """The choice: for each block why it is dropped, empty for what is the document's, and what the page says of it."""

    why: list[str]
    title: str
    day: Day | None
    told: list[Told]
    more_pages: bool = False


def choose(blocks: list[Block], boxes: list[Box], head: Head) -> Article:
    """The document of the page."""
    blocks = _unhidden(blocks)
    records, told = find_records(blocks, boxes)
    rules = [None if block.why or block.kind != "text" else site.furniture(block.tight) for block in blocks]
    around = [
        rule or (None if block.why or block.kind != "text" else site.furniture_around(block.text, block.tight))
        for block, rule in zip(blocks, rules, strict=True)
    ]
    sites = [
        bool(rule) or bool(block.why) or i in records
        for i, (block, rule) in enumerate(zip(blocks, around, strict=True))
    ]
    weights = weigh(blocks, sites)
    core = boxes[core_box(boxes, weights)]
    choice = Choice(blocks, boxes, weights, rules, around, sites)
    first, end = choice.grown(core)
    if weights.sums[end] - weights.sums[first] < EVIDENCE and weights.others[-1] >= _MANY_LINKS:
        first = end = 0  # a page of links
    group = find_title(blocks, boxes, head, first, sites)
    why = choice.reasons(first, end, group)
    for i in records:
        why[i] = why[i] if blocks[i].why else RECORD
    meta = [
        pair
        for i, rule in enumerate(around)
        if rule is not None and rule.why == site.META
        for pair in _named(blocks[i])
    ]
    return Article(
        why=why,
        title=page_title(blocks, group, head),
        day=head.day or _web_day([*meta, *told]) or _stamped_day(blocks, why),
        told=[*told, *(entry for entry in meta if entry[1])],
        more_pages=_goes_on(blocks, rules, first, end),
    )


def _unhidden(blocks: list[Block]) -> list[Block]:
    """The blocks, shown again where a page hides most of its text until a script shows it."""
    hidden = sum(len(block.tight) for block in blocks if block.why == HIDDEN)
    shown = sum(len(block.tight) for block in blocks if not block.why)
    if hidden <= max(200, shown):
        return blocks
    return [msgspec.structs.replace(block, why="") if block.why == HIDDEN else block for block in blocks]


def _named(block: Block) -> list[Told]:
    line = block.lines[0] if block.lines else 0
    return [(pair.label, pair.value, line) for pair in pairs(block.text)] or [("发布时间", block.text, line)]


def _web_day(told: list[Told]) -> Day | None:
    return next((day for label, value, _ in told if says_web_date(label) and (day := web_date(value))), None)


def _stamped_day(blocks: list[Block], why: list[str]) -> Day | None:
    stamps = (block.text for block, reason in zip(blocks, why, strict=True) if reason == site.META)
    return next((day for text in stamps if (day := web_date(text))), None)


def _goes_on(blocks: list[Block], rules: list[site.Rule | None], first: int, end: int) -> bool:
    """Whether the text has a link to its next page, within it or right below."""
    for i in range(first, min(len(blocks), end + 3)):
        rule = rules[i]
        if (
            rule is not None
            and rule.why == site.PAGER
            and blocks[i].targets
            and "下" in blocks[i].tight + "下" * ("余下" in blocks[i].tight)
        ):
            return True
    return False
