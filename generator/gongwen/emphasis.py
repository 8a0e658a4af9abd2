"""Emphasis next to Chinese punctuation: **《意见》**精神, 要求**“四个意识”**，.

CommonMark asks for a blank between ** and a word where punctuation stands on the other side; Chinese has no blanks.
So a Chinese character, also its punctuation, never keeps ** from opening or closing, and excuses Western punctuation
on the other side of it. All else is CommonMark, and what does not pair stays as typed.
"""

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

from generator.gongwen.joins import is_chinese


def emphasis(state: StateInline, silent: bool) -> bool:
    """Push each * or _ of a run as a text token, with what it may do; markdown-it pairs them later."""
    start, marker = state.pos, state.src[state.pos]
    if silent or marker not in "*_":
        return False
    end = start
    while end < state.posMax and state.src[end] == marker:
        end += 1
    before = state.src[start - 1] if start else " "
    after = state.src[end] if end < state.posMax else " "
    opens, closes = _flanks(before, after), _flanks(after, before)
    if marker == "_":
        opens, closes = (
            opens and (not closes or _is_punctuation(before)),
            closes and (not opens or _is_punctuation(after)),
        )
    for _ in range(end - start):
        state.push("text", "", 0).content = marker
        token = len(state.tokens) - 1
        state.delimiters.append(Delimiter(ord(marker), end - start, token, -1, opens, closes))
    state.pos = end
    return True


def _flanks(outside: str, inside: str) -> bool:
    """Whether a run may open, read from left to right (or close, from right to left)."""
    if isWhiteSpace(ord(inside)):
        return False
    if is_chinese(inside) or not _is_punctuation(inside):
        return True
    return isWhiteSpace(ord(outside)) or is_chinese(outside) or _is_punctuation(outside)


def _is_punctuation(character: str) -> bool:
    return isMdAsciiPunct(ord(character)) or isPunctChar(character)


def emphasis_plugin(md: MarkdownIt) -> None:
    """Replace the rule that cuts the runs; pairing stays markdown-it's."""
    md.inline.ruler.at("emphasis", emphasis)
