"""The common case in one step: a line of plain text between blank lines, and text without any markup.

Nine in ten paragraphs of a document are so: one token each, PLAIN, where markdown-it has four. Its HTML is what
markdown-it's own would be (`renderer`); whatever could be markup is left to those.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from generator.gongwen.blanks import INDENT
from generator.gongwen.context import PLAIN

# What may begin a block, or be a part of a table; and what an inline rule may react to, with the ends of a line.
_BLOCK = re.compile(rf"[#>*+\-_<|`~=:![\t \\{INDENT}]")
_INLINE = re.compile(r"[\n!#$%&*+\-:<=>@\[\]\\^_`{}~|]")
_SPACES = (" ", "\t")


def plain_paragraphs(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Paragraphs of one line each at the outermost level that no other rule could want, up to the first other one."""
    if silent or state.level or state.blkIndent:
        return False
    line = start
    while line < end and _plain_paragraph(state, line, end):
        state.line = line + 1
        line = state.skipEmptyLines(state.line)
    return line > start


def _plain_paragraph(state: StateBlock, line: int, end: int) -> bool:
    begin, stop = state.bMarks[line], state.eMarks[line]
    if begin >= stop or state.tShift[line] or _BLOCK.match(state.src, begin):
        return False
    if line + 1 < end and not state.isEmpty(line + 1):
        return False
    text = state.src[begin:stop].strip()
    if "|" in text:
        return False
    place = [line, line + 1]
    if _INLINE.search(text):
        state.tokens += (
            Token("paragraph_open", "p", 1, map=place, level=0, block=True),
            Token("inline", "", 0, map=place, level=1, children=[], content=text, block=True),
            Token("paragraph_close", "p", -1, level=0, block=True),
        )
    elif text:
        state.tokens.append(Token(PLAIN, "p", 0, map=place, content=text, block=True))
    return True


def plain_text(state: StateCore) -> None:
    """markdown-it's `inline`, but for text that has nothing to find."""
    for token in state.tokens:
        if token.type == "inline":
            text = token.content
            if _INLINE.search(text) or text.startswith(_SPACES) or text.endswith(_SPACES):
                token.children = []
                state.md.inline.parse(text, state.md, state.env, token.children)
            else:
                token.children = [Token("text", "", 0, content=text)] if text else []


def plain_plugin(md: MarkdownIt) -> None:
    """Before all other rules of blocks, and in place of the one that cuts text."""
    md.block.ruler.before("table", "gongwen_plain", plain_paragraphs)
    md.core.ruler.at("inline", plain_text)
