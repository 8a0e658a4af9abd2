"""A link to itself at the end of every section and item, so that one can be pointed to: 第7条的链接.

The link has no text of its own, only a name for those who listen and a mark from the style sheet: what is copied from
the page is the document alone.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from markupsafe import escape

from generator.plan import Block

_BEGINS = re.compile(r"<(p|h[1-6])\b[^>]*\bid=\"([^\"]+)\"[^>]*>")
_SECTION = re.compile(r"([零〇一二三四五六七八九十百]+)、")
_ITEM = re.compile(r"第?(\d+|[零〇一二三四五六七八九十百]+)条?[.．、]?")


def with_permalinks(html: str, blocks: Iterable[Block]) -> str:
    """The HTML of a text in which every paragraph and heading that has an address ends in a link to it."""
    numbered = {block.anchor: block for block in blocks if block.anchor}
    parts: list[str] = []
    done = end = 0
    while begins := _BEGINS.search(html, end):
        end = html.find(f"</{begins[1]}>", begins.end())
        if end < 0:  # no end: markup that no text of ours has
            end = begins.end()
        elif block := numbered.get(begins[2]):
            parts += (html[done:end], _link(block.anchor, block.kind, block.number.strip()))
            done = end
    return "".join((*parts, html[done:]))


@lru_cache(maxsize=2000)  # most documents have a 第一部分 and a 第7条
def _link(anchor: str, kind: str, number: str) -> str:
    name = _name(kind, number)
    return f'<a class="permalink" href="#{anchor}" aria-label="{escape(name)}的链接"></a>'


def _name(kind: str, number: str) -> str:
    """What one calls the part of the document: 第一部分, （二）, 第7条; 这里 where it has no number."""
    if kind == "section" and (found := _SECTION.fullmatch(number)):
        return f"第{found[1]}部分"
    if kind == "item" and (found := _ITEM.fullmatch(number)):
        return f"第{found[1]}条"
    return number or "这里"
