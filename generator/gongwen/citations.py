"""Documents that the text cites: 《title》（文号）, a 文号 alone, and a 《title》 that is named like a document.

Text stays as typed; <cite data-cites="normal form"> goes around what has a number, for a later layer to link.
"""

import re
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from generator import docnumber
from generator.gongwen.context import PLAIN, Unit, context, plain_text
from generator.gongwen.spans import Range, wrap
from generator.gongwen.titles import Title, find_titles
from generator.plan import Citation

_NUMBER = re.compile(r"\s*[（(](?P<inner>(?:[^（）()\n]|[（(][^（）()\n]{0,20}[）)]){2,120})[）)]")
_NEAR = 2  # blanks between 》 and a number without brackets
_DOCUMENT = re.compile(
    "(?:意见|通知|要点|纲要|方案|规划|计划|办法|条例|规定|决定|规则|要求|细则|通报|决议|公告|通告|批复|章程|准则|制度|标准|指南|规程|函)"
    "(?:[（(].{1,8}[）)])?$"
)
_SHORTEST = 5  # 《意见》 and 《实施意见》 are short names that the text defines


def citations(state: StateCore) -> None:
    """Collect the citations of all units, in order, and mark the numbered ones."""
    found = context(state.env)
    cited: dict[Citation, None] = {}
    for part in found.parts:
        near = ""
        for unit in found.units[part.start : part.end]:
            near = unit.anchor or near
            _unit(unit, near, cited)
    own = set(re.findall("《(.+)》", found.title)) | {found.title}
    found.citations = [c for c in cited if c.number or c.title not in own]


def _unit(unit: Unit, anchor: str, cited: dict[Citation, None]) -> None:
    if not _may_cite(unit.text):
        return
    if unit.tokens[0].type == "html_table":
        for citation, _ in cite(unit.text, anchor):
            cited[citation] = None
        return
    for token in unit.tokens:
        if token.type == PLAIN or (token.type == "inline" and token.children):
            _inline(token, anchor, cited)


def _inline(token: Token, anchor: str, cited: dict[Citation, None]) -> None:
    text = token.content if token.type == PLAIN else plain_text(token.children)
    if not _may_cite(text):
        return
    ranges: list[Range] = []
    for citation, (start, end) in cite(text, anchor):
        cited[citation] = None
        if citation.number:
            ranges.append((start, end, {"data-cites": citation.number}))
    if ranges:
        token.children = wrap(token.children or [Token("text", "", 0, content=text)], "cite", ranges)


def _may_cite(text: str) -> bool:
    return "《" in text or "号" in text or "號" in text


def cite(text: str, anchor: str) -> list[tuple[Citation, tuple[int, int]]]:
    """The citations of a text with their places, in order, not overlapping."""
    found: list[tuple[Citation, tuple[int, int]]] = []
    titles = find_titles(text)
    numbers = docnumber.find(text) if _has_others(text, titles) else []
    numbers.reverse()
    done = 0
    for title in titles:
        while numbers and numbers[-1].end <= title.start:
            done = _bare(numbers.pop(), anchor, done, found)
        while numbers and numbers[-1].start < title.end:
            numbers.pop()
        citation, end, others = _titled(text, title, anchor, numbers[-1] if numbers else None)
        if citation:
            found.append((citation, (title.start, end)))
        found += ((other, (end, end)) for other in others)
        done = end
        while numbers and numbers[-1].start < end:
            numbers.pop()
    while numbers:
        done = _bare(numbers.pop(), anchor, done, found)
    return found


def _has_others(text: str, titles: list[Title]) -> bool:
    """Whether there may be a number anywhere but in the brackets after the titles, which are looked into anyway."""
    others = text.count("号") + text.count("號")
    done = 0
    for title in titles if others else ():
        bracket = _NUMBER.match(text, title.end) if title.start >= done else None
        if bracket and _inside(bracket["inner"])[0]:
            others -= bracket[0].count("号") + bracket[0].count("號")
            done = bracket.end()
    return others > 0


def _bare(number: docnumber.Found, anchor: str, done: int, found: list[tuple[Citation, tuple[int, int]]]) -> int:
    if number.start < done:
        return done
    found.append((Citation("", str(number.number), anchor, number.sure), (number.start, number.end)))
    return number.end


def _titled(
    text: str, title: Title, anchor: str, near: docnumber.Found | None
) -> tuple[Citation | None, int, list[Citation]]:
    """The citation that begins with a title, where it ends, and further numbers inside its brackets."""
    name = text[title.start + 1 : title.end - 1]
    bracket = _NUMBER.match(text, title.end)
    if bracket:
        number, sure, others = _inside(bracket["inner"])
        if number:
            further = [Citation("", str(o.number), anchor, o.sure) for o in others]
            return Citation(name, number, anchor, sure), bracket.end(), further
    elif near and near.start - title.end <= _NEAR and not text[title.end : near.start].strip():
        return Citation(name, str(near.number), anchor, near.sure), near.end, []
    if len(name) >= _SHORTEST and _DOCUMENT.search(name):
        return Citation(name, "", anchor), title.end, []
    return None, title.end, []


@lru_cache(maxsize=1024)  # asked twice of each, and plans cite the same documents
def _inside(inner: str) -> tuple[str, bool, tuple[docnumber.Found, ...]]:
    """The number inside the brackets after a title, whether it is sure, and the numbers after it."""
    parsed = docnumber.parse(inner)
    if isinstance(parsed, docnumber.DocNumber):
        return str(parsed), bool(parsed.code), ()
    numbers = docnumber.find(inner)
    if numbers:
        return str(numbers[0].number), numbers[0].sure, tuple(numbers[1:])
    if parsed and parsed.candidate:
        return str(parsed.candidate), False, ()
    return docnumber.parse_weak(inner) or "", False, ()


def citations_plugin(md: MarkdownIt) -> None:
    """Run when anchors are known."""
    md.core.ruler.push("gongwen_citations", citations)
