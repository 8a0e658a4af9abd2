"""Bullet lists and quotations, as in Markdown; ordered lists are off, for their numbers are text here.

A list or a quotation that is nested too deep is taken as typed. markdown-it would drop it without a word.
"""

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, blockquote, list_block

_DEEPEST = 12


def bullets(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A list with - or *; + stands as typed."""
    if state.level >= _DEEPEST or state.src[state.bMarks[start] + state.tShift[start]] not in "-*":
        return False
    return list_block(state, start, end, silent)


def quotes(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A quotation with >."""
    return state.level < _DEEPEST and blockquote(state, start, end, silent)


def containers_plugin(md: MarkdownIt) -> None:
    """Replace both rules of markdown-it."""
    md.block.ruler.at("list", bullets, {"alt": ["paragraph", "reference", "blockquote"]})
    md.block.ruler.at("blockquote", quotes, {"alt": ["paragraph", "reference", "blockquote", "list"]})
