"""Which lines between two <br> are paragraphs of their own, and how the words of a paragraph join.

Old editors set a whole document as one paragraph with <br> at the end of each; others break a long line by hand.
"""

import re
from itertools import pairwise

from generator.gongwen.labels import is_colophon, is_date, is_recipients, stands_alone
from generator.gongwen.markers import read_marker
from generator.importer.web.furniture import furniture, furniture_around

_HAN = "\u2e80-\u2fff\u3001-\u303f\u3400-\u9fff\uf900-\ufaff\uff01-\uffef“”‘’—…〇"
# A line break of the source between two Han characters is the editor's, not the author's.
_WRAP = re.compile(rf"(?<=[{_HAN}])[ \t]*[\r\n][ \t\r\n]*(?=[{_HAN}])")
_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_INDENT = re.compile("[ \t\r\n]*(?:\u3000|[\xa0\u2002\u2003] ?){2}")
_WRAPPED = 15  # characters: less is no line that had to be broken
_LONG, _FEWEST_LINES = 200, 4  # characters and line breaks of a text whose breaks may be the author's
_GOES_ON = "，、,"
_ENDS = "。！？：；.!?:;”）)》"
_HAN_END = re.compile(rf"[{_HAN}]$")
_HAN_START = re.compile(rf"[{_HAN}]")


def words(raw: str) -> str:
    """The text of a paragraph as read: blanks of the source's line breaks between Han gone, other runs one blank."""
    if "\n" in raw or "\r" in raw:
        raw = _WRAP.sub("", raw)
    return " ".join(_INVISIBLE.sub("", raw).split())


def begins_paragraph(before: str, raw: str, align: str) -> bool:
    """Whether `raw`, a line after a <br>, begins a paragraph of its own after the paragraph `before`.

    It does where it is indented, begins with a marker or says what it is; after the end of a sentence or a short line;
    and wherever the text is centred or right-aligned, as titles and signatures are. What is left is a long line that
    someone broke by hand, or a marker with its text on the next line.
    """
    text = words(raw)
    if not before or not text or align in ("center", "right") or _INDENT.match(raw):
        return True
    if before[-1] in _ENDS or read_marker(text) or _is_of_its_own(text) or _is_of_its_own(before):
        return True
    marker = read_marker(before)
    return len(before) < _WRAPPED and before[-1] not in _GOES_ON and not (marker and marker.number == before)


def is_set_by_lines(text: str) -> bool:
    """Whether the line breaks in a text are the author's: a style sheet, which may not be at hand, shows them
    (white-space: pre-wrap). A program that wraps its source breaks sentences; here nearly every line ends one."""
    if len(text) < _LONG or text.count("\n") < _FEWEST_LINES:
        return False
    lines = [line for line in text.split("\n") if line.strip()]
    begun = sum(begins_paragraph(words(before), line, "") for before, line in pairwise(lines))
    longest = max(map(len, lines), default=0)
    return len(lines) > _FEWEST_LINES and longest > 2 * _WRAPPED and begun >= 0.8 * (len(lines) - 1)


def _is_of_its_own(text: str) -> bool:
    if is_date(text) or is_colophon(text) or is_recipients(text) or stands_alone(text):
        return True
    return is_furniture(text)


def is_furniture(text: str) -> bool:
    """Whether a line is the site's by its words, as 【打印】 and 上一篇 are."""
    tight = "".join(text.split())
    return furniture(tight) is not None or furniture_around(text, tight) is not None


def glued(before: str, after: str) -> str:
    """Two lines of one paragraph as one: a blank between them only where a word of letters would run into another."""
    if not before or not after or _HAN_END.search(before) or _HAN_START.match(after):
        return before + after
    return f"{before} {after}"
