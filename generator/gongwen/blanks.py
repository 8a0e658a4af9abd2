"""Blanks that come with pasted text: full-width indents, blank lines that are not empty, control characters.

The indent of a paragraph (首行缩进) is the business of the style sheet. Two full-width blanks at the start of a line
say that a paragraph begins there, so one of them stays for the rule `breaks` to see; all others go.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore, normalize

_WIDE = "\u3000\xa0\u2000-\u200d\u202f\u205f\u2060\ufeff"
# Each run of blanks is tried once, from its start and without a way back: lines of a million blanks are read as well.
_EDGES = re.compile(rf"^[ \t]*+[{_WIDE}][{_WIDE} \t]*+|(?<![{_WIDE} \t])[ \t]*+[{_WIDE}][{_WIDE} \t]*+$", re.MULTILINE)
_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff"
_CONTROL = re.compile(f"[{_CONTROLS}]")
_ANY = re.compile(f"[{_CONTROLS}{_WIDE}]")
INDENT = "\u3000"


def line_ends(state: StateCore) -> None:
    """markdown-it's own rule, where there is something for it to do."""
    if "\r" in state.src or "\0" in state.src:
        normalize(state)


def blanks(state: StateCore) -> None:
    """Take wide blanks from both ends of each line; leave one INDENT before a paragraph that had two."""
    if _ANY.search(state.src):
        state.src = _EDGES.sub(_edge, _CONTROL.sub(" ", state.src))


def _edge(found: re.Match[str]) -> str:
    follows = found.string[found.end() : found.end() + 1]
    if found[0].count(INDENT) < 2 or follows in "\n#|<>*-+" or _at_end(found):
        return ""
    return INDENT


def _at_end(found: re.Match[str]) -> bool:
    return found.start() > 0 and found.string[found.start() - 1] != "\n"


def blanks_plugin(md: MarkdownIt) -> None:
    """Clean the source before markdown-it cuts it into blocks."""
    md.core.ruler.at("normalize", line_ends)
    md.core.ruler.after("normalize", "gongwen_blanks", blanks)
