"""Line breaks inside a paragraph: none between Chinese characters, a blank between Western words.

A wrapped line of Chinese goes on without a blank (用好\\n“三个倡导”), also where a figure or a Western word stands at
one side of the break. Two blanks or a backslash before the break ask for a real one, as in Markdown.
"""

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from generator.gongwen.blanks import INDENT

_SKIPPED = " \t*_\n" + INDENT


def is_chinese(character: str) -> bool:
    """A Han character, Chinese punctuation, or a sign that Chinese sets full width (“ ” ‘ ’ — … ·)."""
    code = ord(character)
    if code < 0x2E80:
        return character in "“”‘’—…·①②③④⑤⑥⑦⑧⑨⑩"
    return code <= 0xA4CF or 0xF900 <= code <= 0xFAFF or 0xFE30 <= code <= 0xFFE6 or 0x20000 <= code <= 0x3FFFF


def joins(state: StateInline, silent: bool) -> bool:
    """Turn a line break into nothing, a blank or <br>."""
    source, position = state.src, state.pos
    if source[position] != "\n":
        return False
    after = position + 1
    while after < state.posMax and source[after] in " \t" + INDENT:
        after += 1
    if not silent:
        text = state.pending
        state.pending = text.rstrip(" \t")
        if text.endswith("  "):
            state.push("hardbreak", "br", 0)
        elif not _touches_chinese(source, position, after, state.posMax):
            state.append_pending(" ")
    state.pos = after
    return True


def _touches_chinese(source: str, before: int, after: int, end: int) -> bool:
    """Whether a Chinese character stands on either side of the break, emphasis left aside."""
    left, right = before - 1, after
    while left >= 0 and source[left] in _SKIPPED:
        left -= 1
    while right < end and source[right] in _SKIPPED:
        right += 1
    return (left >= 0 and is_chinese(source[left])) or (right < end and is_chinese(source[right]))


def joins_plugin(md: MarkdownIt) -> None:
    """Replace the rule of markdown-it."""
    md.inline.ruler.at("newline", joins)
