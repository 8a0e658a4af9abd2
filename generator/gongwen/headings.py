"""Which paragraphs are headings, and which only begin with one (a run-in heading, 段首标题).

一、 and （一） on a short line without a full stop are headings; 1. and （1） are so only where they head something.
Any other marker begins its paragraph with a heading: the first sentence.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

from generator.gongwen.context import Part, Unit, context

LONGEST_HEADING = 120
LONGEST_LEAD = 60
_STOP = re.compile("[。；;！？]")
_SENTENCE_END = re.compile("[。！？][”’」』）)]*")
_CLAUSE_END = re.compile("[，；：,;:]")
_BRACKETED = re.compile(r"[（(].*[）)]", re.DOTALL)
_TEXT = frozenset(("paragraph", "table", "list", "quote"))


def headings(state: StateCore) -> None:
    """Decide, and find the lead of each marked unit."""
    found = context(state.env)
    for part in found.parts:
        sectioned = False
        for i in range(part.start, part.end):
            unit = found.units[i]
            if unit.marker:
                _marked(found.units, i, part)
                sectioned = sectioned or unit.level == 1
            elif unit.kind == "heading":
                unit.heading, unit.lead = True, unit.text.rstrip("：:")
                unit.level = max(1, unit.hashes - 1) if unit.hashes else 2 if sectioned else 1


def _marked(units: list[Unit], i: int, part: Part) -> None:
    unit = units[i]
    marker = unit.marker
    if not marker:
        return
    unit.level = marker.level
    begin = len(marker.number)
    end = _sentence(unit.text)
    unit.heading = bool(unit.hashes) or _is_heading(units, i, part)
    rest = unit.text[begin:end].strip()
    if unit.heading:
        unit.lead = unit.text[begin:].strip().rstrip("：:")
        return
    unit.lead = _short(rest.rstrip("。！？"))
    if unit.level <= 2:
        unit.lead_end = end if end <= LONGEST_HEADING else 0
    elif end < len(unit.text) and end <= LONGEST_LEAD + begin:
        unit.lead_end = end


def _is_heading(units: list[Unit], i: int, part: Part) -> bool:
    unit = units[i]
    if len(unit.text) > LONGEST_HEADING or _STOP.search(unit.text) or unit.level > 4:
        return False
    if unit.level <= 2:
        return True
    if i + 1 >= part.end or len(unit.text) > LONGEST_LEAD:
        return False
    below = units[i + 1]
    if below.marker:
        return below.marker.level > unit.level
    return below.kind in _TEXT and not (below.kind == "paragraph" and _BRACKETED.fullmatch(below.text))


def _sentence(text: str) -> int:
    """Where the first sentence ends: after its full stop, which doesn't count inside “ ” or 《 》."""
    first = 0
    for stop in _SENTENCE_END.finditer(text):
        first = first or stop.end()
        before = text[: stop.start()]
        if "“" not in before and "《" not in before:
            return stop.end()
        if before.count("“") <= before.count("”") + stop[0].count("”") and before.count("《") <= before.count("》"):
            return stop.end()
        if stop.end() > 4 * LONGEST_HEADING:
            break
    return first or len(text)


def _short(lead: str) -> str:
    """A lead for the outline: whole where it is short, else its first clauses, else cut with an ellipsis."""
    if len(lead) <= LONGEST_LEAD:
        return lead
    for clause in reversed([found.start() for found in _CLAUSE_END.finditer(lead, 8, LONGEST_LEAD)]):
        if all(lead.count(a, 0, clause) == lead.count(b, 0, clause) for a, b in ("《》", "“”", "（）")):
            return lead[:clause]
    return lead[: LONGEST_LEAD - 1] + "…"


def headings_plugin(md: MarkdownIt) -> None:
    """Run when signatures and labels are known, for they head nothing and end a part."""
    md.core.ruler.push("gongwen_headings", headings)
