"""Lines into paragraphs: whether a line goes on with the next one, by what the lines say and how wide they are.

Most texts copied from Word or from the web hold one paragraph a line. Others are wrapped by hand, at one width; and in
every text a page break may have cut a sentence. What can't be told stays apart: a person joins two lines easily.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from generator import docnumber
from generator.gongwen.joins import is_chinese
from generator.gongwen.labels import NOTE, is_colophon, is_date, is_organ, is_recipients, is_signed, stands_alone
from generator.gongwen.markers import read_marker

SLACK = 6  # half-widths by which a full line may be short of the width: punctuation and Western words don't break
_NARROWEST, _WIDEST = 24, 160
_FEWEST = 56  # half-widths of a line that may be a wrapped one where there are only few
_ENDS = "。！？!?；;：:…"
_CLOSERS = "”’」』）)】〕〉》\"'"
_GOES_ON = "，。、；：！？）》〉”’】〕」』,;:!?)%％的"
_PAIRS = {"》": "《", "〉": "〈", "”": "“", "）": "（", "〕": "〔", ")": "("}
_SENTENCE = re.compile("[。；！？]")
_PAUSE, _PROSE, _CLOSER = re.compile("[，、,]"), re.compile("[，。；、,]"), re.compile("[》〉”）〕)]")
_TOKEN = re.compile("[!-~]*")  # a number or a Western word, which isn't broken
_LABELLED = re.compile(
    r"附\s*件\s*[0-9一二三四五六七八九十]*\s*(?:[：:]|$)|第[一二三四五六七八九十][，,、]|(?:联系人|联系电话|签发人|责任编辑)[：:]"
)
_BULLETS = "•●◆■★▲◇□○※|#*-+>"


class Row(msgspec.Struct, frozen=True, gc=False):
    """A line with text: its number, its text without blanks at the ends, and what stood around it.

    `indent` is in half-widths (a Han character is 2), `gap` the number of blank lines before it; `new_page` says that a
    form feed or a page number stood before it.
    """

    n: int
    text: str
    indent: int = 0
    gap: int = 0
    new_page: bool = False


class Shape(msgspec.Struct, frozen=True, gc=False):
    """How a text is set. `width` is where its lines are wrapped, in half-widths; 0 where lines are paragraphs.

    `indented` says that its paragraphs begin with an indent, `gap` how many blank lines stand between any two lines,
    `closed` which kinds of paragraph (by marker, "" for none) end with a full stop as a rule.
    """

    width: int
    indented: bool
    gap: int
    closed: Mapping[str, bool]


def shape_of(rows: Sequence[Row]) -> Shape:
    """How the text of these lines is set: most of its longer lines end at one width, in mid sentence, or they don't."""
    closed = _closed_kinds(rows)
    extents = [row.indent + width_of(row.text) for row in rows]
    width = _common_width([extent for extent in extents if extent > _NARROWEST - SLACK])
    full = [i for i, extent in enumerate(extents[:-1]) if width and abs(extent - width) <= SLACK]
    if len(full) < 3:
        return Shape(_width_of_few(rows, extents), True, 0, closed)
    going_on = [i for i in full if is_open(rows[i].text) and not starts_anew(rows[i + 1].text)]
    prose = sum(bool(_PROSE.search(rows[i].text)) for i in full)
    if 2 * len(going_on) < len(full) or 2 * prose < len(full):
        return Shape(0, False, 0, closed)
    gaps = Counter(rows[i + 1].gap for i in going_on)
    after_short = [rows[i + 1] for i, extent in enumerate(extents[:-1]) if extent < width - SLACK]
    indented = (
        sum(row.indent >= 3 for row in after_short) * 2 > len(after_short) or sum(r.indent >= 3 for r in rows) > 3
    )
    straight = sum(rows[i + 1].indent < 2 for i in going_on) * 5 >= 4 * len(going_on)
    return Shape(width, indented and straight, gaps.most_common(1)[0][0] if gaps else 0, closed)


def _width_of_few(rows: Sequence[Row], extents: Sequence[int]) -> int:
    """The width of a text of which only few paragraphs are longer than a line; 0 where its lines are paragraphs.

    Paragraphs have an indent there, and each of the longest lines goes on, in mid sentence, in one without.
    """
    text = [i for i in range(len(rows) - 1) if rows[i].indent <= 8]
    width = max((extents[i] for i in text), default=0)
    full = [i for i in text if width - extents[i] <= SLACK]
    if not full or not _FEWEST <= width <= _WIDEST or sum(3 <= rows[i].indent <= 8 for i in text) < 4:
        return 0
    if len(full) == 1 and rows[full[0]].indent < 3:
        return 0
    wrapped = (is_open(rows[i].text) and rows[i + 1].indent < 2 and not rows[i + 1].gap for i in full)
    return width if all(wrapped) and not any(starts_anew(rows[i + 1].text) for i in full) else 0


def grouped(rows: Sequence[Row], shape: Shape) -> list[list[Row]]:
    """The lines of each paragraph, in order; every line is in one of them."""
    groups: list[list[Row]] = []
    text = ""
    for row in rows:
        if groups and _goes_on(text, groups[-1][-1], row, shape):
            groups[-1].append(row)
            text = glued(text, row.text)
        else:
            groups.append([row])
            text = row.text
    return groups


def text_of(group: Sequence[Row]) -> str:
    """The text of one paragraph: no blank at a line's end beside Chinese, one between Western words."""
    return joined([row.text for row in group])


def joined(lines: Sequence[str]) -> str:
    """Lines as one text."""
    text = lines[0]
    for line in lines[1:]:
        text = glued(text, line)
    return text


def glued(left: str, right: str) -> str:
    """Two lines as one."""
    if not left or not right or is_chinese(left[-1]) or is_chinese(right[0]):
        return left + right
    words = left[-1].isalnum() and right[0].isalnum() and not (left[-1].isdigit() and right[0].isdigit())
    return f"{left} {right}" if words or (left[-1] in ",.;" and right[0].isalpha()) else left + right


def width_of(text: str) -> int:
    """The width of a line in half-widths: what takes three bytes of UTF-8 is as wide as a Han character."""
    if text.isascii():
        return len(text)
    return len(text) + (len(text.encode("utf-8", "replace")) - len(text)) // 2


_STAMP = re.compile(r"(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}\s+\d{1,2}:\d{2}")  # when a page was put online


def is_open(text: str) -> bool:
    """Whether the sentence isn't finished at the end of `text`."""
    bare = text.rstrip(_CLOSERS)
    if not bare or bare[-1] in _ENDS:
        return False
    return not (bare[-1] == "." and len(bare) > 1 and is_chinese(bare[-2]))


def starts_anew(text: str) -> bool:
    """Whether a line begins a paragraph by what it says: 一、, 抄送：, 附件, a date, 各学校：…"""
    if text[0] in _BULLETS or read_marker(text) or _LABELLED.match(text) or NOTE.match(text) or _STAMP.match(text):
        return True
    if is_colophon(text) or is_date(text) or is_signed(text) or is_recipients(text):
        return True
    return stands_alone(text) or (text[-1] == "号" and len(text) < 40 and docnumber.parse(text) is not None)


def broken(before: str, after: str, closed: Mapping[str, bool], *, new_page: bool = False) -> bool:
    """Whether `after` goes on with the sentence that `before` left unfinished, where lines are paragraphs.

    A heading has no full stop either; so `before` must show that it is running text, and `after` that it is more of it.
    """
    if not before or starts_anew(after):
        return False
    if after[0] in _GOES_ON and len(before) > 1 and is_chinese(before[-1]) and before[-1] not in "。：":
        return True
    if not is_open(before):
        return False
    if _SENTENCE.search(before):
        return _more_text(after) or _closes(before, after) or before[-1] in "，、," or (new_page and len(after) > 2)
    if not _PAUSE.search(before) or len(before) < 12 or is_organ(after):
        return False
    if before[-1] in "，、,":
        return True
    usual = closed.get(_kind(before), False) and len(before) >= 30
    return (usual or (new_page and len(before) >= 20)) and (_more_text(after) or _closes(before, after))


def _goes_on(text: str, last: Row, row: Row, shape: Shape) -> bool:
    """Whether `row` belongs to the paragraph `text`, whose last line is `last`."""
    if not shape.width:
        return broken(text, row.text, shape.closed, new_page=row.new_page)
    extent = last.indent + width_of(last.text)
    token = _TOKEN.match(row.text)
    room = token.end() if token else 0
    if extent + max(SLACK, min(room, 40)) < shape.width or extent > shape.width + 2 * SLACK:
        return last.indent <= 8 and broken(text, row.text, shape.closed, new_page=row.new_page)
    if row.gap > shape.gap or row.new_page:
        if row.new_page:
            return row.indent < 3 and is_open(text) and not starts_anew(row.text)
        return row.indent < 3 and broken(text, row.text, shape.closed)
    short = row.indent + width_of(row.text) + SLACK < shape.width
    if (last.indent > 8 and row.indent > 2) or (short and not is_open(text) and is_open(row.text)):
        return False
    if is_recipients(row.text) and not (is_open(text) and _PAUSE.search(text) and "《" not in text):
        return False
    if shape.indented:
        return row.indent < 3 and not _labelled(row.text)
    marker = read_marker(row.text)
    within = marker is not None and marker.kind in ("enumeration", "circled") and text[-1] != "。"
    return within or is_recipients(row.text) or not starts_anew(row.text)


def _labelled(text: str) -> bool:
    """Lines that have no indent and begin a paragraph all the same."""
    return is_colophon(text) or stands_alone(text) or bool(_LABELLED.match(text) or _STAMP.match(text))


def _more_text(after: str) -> bool:
    return bool(_SENTENCE.search(after)) or (len(after) > 40 and "，" in after)


def _closes(before: str, after: str) -> bool:
    """Whether `after` closes a bracket or a quotation that `before` left open."""
    found = _CLOSER.search(after)
    if not found:
        return False
    opener = _PAIRS[found[0]]
    return before.count(opener) > before.count(found[0]) and opener not in after[: found.start()]


def _kind(text: str) -> str:
    marker = read_marker(text)
    return marker.kind if marker else ""


def _closed_kinds(rows: Sequence[Row]) -> dict[str, bool]:
    """Of the longer paragraphs of each kind, whether at least two, and most, end with a full stop."""
    counts: dict[str, list[int]] = {}
    for row in rows:
        if len(row.text) >= 20:
            count = counts.setdefault(_kind(row.text), [0, 0])
            count[is_open(row.text)] += 1
    return {kind: done >= 2 and done >= 2 * unfinished for kind, (done, unfinished) in counts.items()}


def _common_width(extents: Sequence[int]) -> int:
    """The greatest width of the commonest ones, where enough lines have it and hardly one is longer; else 0."""
    counts = Counter(extents)
    places = sorted(counts)
    near: dict[int, int] = {}
    low = total = 0
    for place in places:
        total += counts[place]
        while places[low] < place - SLACK:
            total -= counts[places[low]]
            low += 1
        if _NARROWEST <= place <= _WIDEST:
            near[place] = total
    if not near:
        return 0
    width = max(near, key=lambda e: (near[e], counts[e]))
    longer = sum(1 for extent in extents if extent > width + 2)
    return width if near[width] >= max(3, 0.35 * len(extents)) and longer <= 0.15 * len(extents) else 0
