"""Printed lines into paragraphs, by where they stand: indents, full lines, distances, and page breaks between them."""

import re
from collections.abc import Sequence

from generator.gongwen.labels import is_colophon, is_organ, is_recipients, stands_alone
from generator.importer.original import Paragraph
from generator.importer.pdf.aligned import aligns_of, is_centred, together
from generator.importer.pdf.breaking import first_unit
from generator.importer.pdf.lines import PdfLine
from generator.importer.pdf.measure import Measure, block_of
from generator.importer.pdf.tables import Numbered
from generator.importer.text.joining import broken, glued, is_open, joined, starts_anew

# Sizes of type by which a full line may be short of the edge: _LIKELY where the sentence isn't finished, _UNFINISHED
# where the next line has no indent besides, though paragraphs have one.
_EXACT, _SURE, _LIKELY, _UNFINISHED = 0.1, 0.8, 1.5, 4.0
_HANGING = 6.5  # sizes of type by which the second line of 附件：1.… may be set in further than the first
_REST = 2  # characters that nobody puts on a line of their own: 文件, 要点 cut to 点
_WHOLE = ("中共", "共青团", "中国", "全国")  # how a whole name of an organ begins
_ATTACHED = re.compile(r"附\s*件\s*\d{0,2}\s*[：:]")
_PUSHED = 5  # characters of a name that typed blanks pushed over the edge
_PAUSE = re.compile("[，、,]")


def paragraphs_of(lines: Sequence[Numbered], measure: Measure) -> list[Paragraph]:
    """The paragraphs that these lines make up; every line is in one of them, in order."""
    aligns = aligns_of([line.line for line in lines], measure)
    groups: list[list[Numbered]] = []
    starts: list[int] = []
    text = ""
    for i, line in enumerate(lines):
        aside = groups and len(groups[-1]) == 1 and aligns[i - 1] == "right"  # a signature or a date
        if aside and _pushed_over(groups[-1][0].line, line.line, measure):
            aside = False
        if groups and not aside and _goes_on(groups[-1], text, line.line, measure):
            groups[-1].append(line)
            text = glued(text, line.line.text)
        else:
            groups.append([line])
            starts.append(i)
            text = line.line.text
    return [
        _paragraph(group, aligns[start : start + len(group)], measure)
        for group, start in zip(groups, starts, strict=True)
    ]


def _goes_on(group: Sequence[Numbered], text: str, line: PdfLine, measure: Measure) -> bool:
    first, last = group[0].line, group[-1].line
    near = 0.13 if len(line.text) > _REST + 1 else 0.2  # a few characters are a bad measure
    if abs(last.size - line.size) > near * max(last.size, line.size) or last.red != line.red:
        return False
    if measure.is_large(last):
        return _wraps(last, text, line, measure)
    if is_centred(last, measure):
        return False
    if len(group) == 1 and len(line.text) <= _REST and is_centred(line, measure):
        return _wraps(last, text, line, measure)
    indent = line.left - measure.edges[block_of(line)][0]
    room = (measure.edges_of(last)[1] - last.right) / last.size - first_unit(line.text)
    turned = block_of(line) != block_of(last) or line.y > last.y
    inside = measure.indented and (len(group) > 1 or last.left - measure.edges_of(last)[0] > 1.2 * last.size)
    if room >= (_UNFINISHED if inside else _SURE if measure.indented else _LIKELY):
        return turned and broken(text, line.text, {}, new_page=False) and indent < 1.2 * line.size
    if room >= _SURE and not (indent < 1.2 * line.size and is_open(text) and not _begins(line.text)):
        return False
    if not turned and last.y - line.y > 1.55 * measure.pitch and last.y - line.y > 2.2 * last.size:
        return broken(text, line.text, {}) and indent < 1.2 * line.size
    return _flows(group, text, line, indent, measure, first)


def _pushed_over(last: PdfLine, line: PdfLine, measure: Measure) -> bool:
    """Whether typed blanks pushed the end of an organ's name over the edge: …工作委 / 员会 at the left."""
    left, right = measure.edges_of(last)
    rest = not is_organ(line.text) or line.text.endswith(("委员会", "办公室"))
    short = len(line.text) <= _PUSHED and line.left - left < 1.2 * line.size
    return short and rest and right - last.right < 1.2 * last.size and is_organ(last.text + line.text)


def _begins(text: str) -> bool:
    return starts_anew(text) or is_organ(text)


def _wraps(last: PdfLine, text: str, line: PdfLine, measure: Measure) -> bool:
    """Whether a program broke a large line because it was full: below it the rest, at the left or in the middle."""
    if not together(last, line, measure) or not is_open(text) or starts_anew(line.text):
        return False
    left, right = measure.edges_of(last)
    before, after = (last.left - left) / last.size, (right - last.right) / last.size
    needed = first_unit(line.text) + _EXACT
    from_left = after < needed and (before < 0.6 or 1.7 < before < 2.4)
    if line.left - left < 0.6 * line.size:
        return from_left
    return (from_left or before + after < needed) and is_centred(line, measure) and not _stacked(text, line)


def _stacked(text: str, line: PdfLine) -> bool:
    """Whether two lines of a red head are the names of two organs, one below the other, the second with its place."""
    return line.red and is_organ(text) and (line.text[:2] in text or line.text.startswith(_WHOLE))


def _flows(
    group: Sequence[Numbered], text: str, line: PdfLine, indent: float, measure: Measure, first: PdfLine
) -> bool:
    """Whether a line below a full one is more of the same paragraph."""
    size, last = line.size, group[-1].line
    if is_colophon(line.text) or stands_alone(line.text):
        return False
    if not is_open(text) and _ATTACHED.match(line.text):
        return False
    short = line.right < measure.edges[block_of(line)][1] - 2.3 * size
    if not is_open(text) and is_open(line.text) and short and (indent > 3.2 * size or not measure.indented):
        return False
    if is_recipients(line.text) and not (is_open(text) and _PAUSE.search(text) and "《" not in text):
        return False
    shift = indent - (last.left - measure.edges[block_of(last)][0])
    if indent < 1.2 * size:
        return measure.indented or not starts_anew(line.text) or is_recipients(line.text)
    if len(group) > 1 and abs(shift) < 0.6 * size and not starts_anew(line.text):
        return True  # a paragraph that hangs, or is set in as a whole
    hangs = 0.8 * size < shift < _HANGING * size and starts_anew(first.text)
    return (hangs or abs(shift) < 0.6 * size) and is_open(text) and not starts_anew(line.text)


def _paragraph(group: Sequence[Numbered], aligns: Sequence[str], measure: Measure) -> Paragraph:
    line = group[0].line
    title = measure.is_large(line) or (len(group) == 2 and len(group[1].line.text) <= _REST)
    align = aligns[-1] if len(group) == 1 or (title and aligns[-1] == "center") else ""
    return Paragraph(
        joined([item.line.text for item in group]),
        tuple(item.n for item in group),
        align=align,
        size=round(measure.sizes[line.size], 1),
        bold=all(item.line.bold for item in group),
        red=line.red,
    )
