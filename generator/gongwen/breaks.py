"""Where a new paragraph begins without a blank line before it.

Pasted text often has none. A strong marker (一、 （一） 1. 第一条) at the start of a line always begins a paragraph. A
weak one (（1） ① 一是) may as well be a line of running text that was wrapped there, so the line before it must end
something, or begin with the marker before it. Labels, dates and signatures begin paragraphs too, and so does a line
below one that is too long to have been wrapped.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from generator.gongwen.blanks import INDENT
from generator.gongwen.labels import ATTACHMENT, NOTE, is_colophon, is_date, is_organ, stands_alone
from generator.gongwen.markers import LEVELS, Marker, read_bare_marker, read_marker

_ENDS = re.compile("[。；：;:！？!?][”’」』]*$")
_PAUSES = re.compile("[。；：;:！？]|[，、,—“（《]$")
_SHORT_LINE = 22  # a line of a printed page holds 28 characters (GB/T 9704-2012 5.2.3), of a paragraph's first 26
_LONG_LINE = 60  # nobody wraps lines as late as this: where one ends, its paragraph does
_BLOCK_TAG = re.compile(r"</?(?:p|div|h[1-6]|ul|ol|li|section|article|center|blockquote)\b", re.IGNORECASE)
_MOST_ORGANS = 6
_MARKUP = " \t*_" + INDENT


def breaks(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Whether line `start` ends the paragraph above it; never makes a block of its own."""
    if not silent or start == 0:
        return False
    raw = _line(state, start)
    if raw.startswith(INDENT) or (raw.startswith("<") and _BLOCK_TAG.match(raw)):
        return True
    text, above = _bare(raw), _bare(_line(state, start - 1))
    if len(above) > _LONG_LINE and _ENDS.search(above, len(above) - 3):
        return True
    marker = read_marker(text) or read_bare_marker(text)
    if marker:
        return _marker_begins(marker, above)
    if stands_alone(text) or stands_alone(above) or _labelled(text) or _below_heading(text, above):
        return True
    return _signs(state, start, end, text)


def _marker_begins(marker: Marker, above: str) -> bool:
    if LEVELS[marker.kind] <= LEVELS["item"] and not marker.number[-1].isdecimal():
        return True
    if _ENDS.search(above) or stands_alone(above):
        return True
    if marker.kind == "enumeration" or above.endswith(("，", "、", ",")):
        return False
    before = read_marker(above) or read_bare_marker(above)
    return before is not None and before.kind == marker.kind and before.value == marker.value - 1


def _below_heading(text: str, above: str) -> bool:
    """A sentence below a 一、 or （一） that is too short to have been wrapped and has no full stop: its text."""
    if "。" not in text or len(above) > _SHORT_LINE or _PAUSES.search(above):
        return False
    marker = read_marker(above)
    return marker is not None and marker.level <= 2


def _labelled(text: str) -> bool:
    found = ATTACHMENT.fullmatch(text)
    return bool(found and found["title"]) or bool(NOTE.match(text)) or is_colophon(text)


def _signs(state: StateBlock, line: int, end: int, text: str) -> bool:
    """An organ with a date below it, or with another such organ (a joint signature)."""
    for below in range(line + 1, min(line + 1 + _MOST_ORGANS, end)):
        if not is_organ(text):
            return False
        text = _bare(_line(state, below))
        if is_date(text):
            return True
    return False


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _bare(line: str) -> str:
    """The line without emphasis, indent and escapes around its marker."""
    text = line.strip(_MARKUP)
    return text[:8].replace("\\", "") + text[8:] if "\\" in text[:8] else text


def breaks_plugin(md: MarkdownIt) -> None:
    """End paragraphs, also those of quotations, where the next one begins."""
    md.block.ruler.before("paragraph", "gongwen_breaks", breaks, {"alt": ["paragraph", "blockquote"]})
