"""A link to itself at the end of every section and item, so that one can be pointed to: 第7条的链接.

The link has no text of its own, only a name for those who listen and a mark from the style sheet: what is copied from
the page is the document alone.
"""

import re
from collections.abc import Iterable

from markupsafe import escape

from generator.plan import Block

_NUMBERED = re.compile(r"<(p|h[1-6])\b[^>]*\bid=\"([^\"]+)\"[^>]*>.*?(?=</\1>)", re.DOTALL)
_SECTION = re.compile(r"([零〇一二三四五六七八九十百]+)、")
_ITEM = re.compile(r"第?(\d+|[零〇一二三四五六七八九十百]+)条?[.．、]?")


def with_permalinks(html: str, blocks: Iterable[Block]) -> str:
    """The HTML of a text in which every paragraph and heading that has an address ends in a link to it."""
    names = {block.anchor: _name(block) for block in blocks if block.anchor}

    def linked(found: re.Match[str]) -> str:
        name = names.get(found[2])
        link = f'<a class="permalink" href="#{found[2]}" aria-label="{escape(name)}的链接"></a>' if name else ""
        return found[0] + link

    return _NUMBERED.sub(linked, html)


def _name(block: Block) -> str:
    """What one calls the part of the document: 第一部分, （二）, 第7条; 这里 where it has no number."""
    number = block.number.strip()
    if block.kind == "section" and (found := _SECTION.fullmatch(number)):
        return f"第{found[1]}部分"
    if block.kind == "item" and (found := _ITEM.fullmatch(number)):
        return f"第{found[1]}条"
    return number or "这里"
