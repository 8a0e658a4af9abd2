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

# Sizes of type by which a full line may be measured short of the edge.
_EXACT, _SURE, _LIKELY = 0.1, 0.8, 1.5
_HANGING = 6.5  # the same for the second line of 附件：1.…


def paragraphs_of(lines: Sequence[Numbered], measure: Measure) -> list[Paragraph]:
    """The paragraphs that these lines make up; every line is in one of them, in order."""
    aligns = aligns_of([line.line for line in lines], measure)
    groups: list[list[Numbered]] = []
    starts: list[int] = []
    text = ""
    for i, line in enumerate(lines):
        aside = groups and len(groups[-1]) == 1 and aligns[i - 1] == "right"  # a signature or a date
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
    if abs(last.size - line.size) > 0.13 * max(last.size, line.size) or last.red != line.red:
        return False
    if measure.is_large(last):
        return _wraps(last, text, line, measure)
    room = (measure.edges_of(last)[1] - last.right) / last.size - first_unit(line.text)
    if is_centred(last, measure):
        return False
    indent = line.left - measure.edges[block_of(line)][0]
    turned = block_of(line) != block_of(last) or line.y > last.y
    if room >= _LIKELY:
        return turned and broken(text, line.text, {}, new_page=False) and indent < 1.2 * line.size
    if room >= _SURE and not (indent < 1.2 * line.size and is_open(text) and not starts_anew(line.text)):
        return False
    if not turned and last.y - line.y > 1.55 * measure.pitch and last.y - line.y > 2.2 * last.size:
        return broken(text, line.text, {}) and indent < 1.2 * line.size
    return _flows(group, text, line, indent, measure, first)


def _wraps(last: PdfLine, text: str, line: PdfLine, measure: Measure) -> bool:
    """Whether a program broke a large line because it was full: below it the rest, at the left or in the middle."""
    left, right = measure.edges_of(last)
    room = (right - left - (last.right - last.left)) / last.size
    if room > first_unit(line.text) + _EXACT or not together(last, line, measure):
        return False
    if not is_open(text) or starts_anew(line.text):
        return False
    if line.left - left < 0.6 * line.size:
        return last.left - left < 2.6 * line.size
    stacked = line.red and is_organ(text) and len(line.text) > len("文件")  # names of organs, one below the other
    return is_centred(line, measure) and not stacked


def _flows(
    group: Sequence[Numbered], text: str, line: PdfLine, indent: float, measure: Measure, first: PdfLine
) -> bool:
    """Whether a line below a full one is more of the same paragraph."""
    size, last = line.size, group[-1].line
    if is_colophon(line.text) or stands_alone(line.text):
        return False
    short = line.right < measure.edges[block_of(line)][1] - 2.3 * size
    if not is_open(text) and is_open(line.text) and short and (indent > 3.2 * size or not measure.indented):
        return False
    if is_recipients(line.text) and not (is_open(text) and re.search("[，、,]", text) and "《" not in text):
        return False
    shift = (
        line.left - last.left
        if block_of(line) == block_of(last)
        else indent - (last.left - measure.edges[block_of(last)][0])
    )
    if indent < 1.2 * size:
        return measure.indented or not starts_anew(line.text) or is_recipients(line.text)
    if len(group) > 1 and abs(shift) < 0.6 * size and not starts_anew(line.text):
        return True  # a paragraph that hangs, or is set in as a whole
    hangs = 0.8 * size < shift < _HANGING * size and starts_anew(first.text)
    return (hangs or abs(shift) < 0.6 * size) and is_open(text) and not starts_anew(line.text)


def _paragraph(group: Sequence[Numbered], aligns: Sequence[str], measure: Measure) -> Paragraph:
    line = group[0].line
    whole = len(group) == 1 or measure.is_large(line)
    return Paragraph(
        joined([item.line.text for item in group]),
        tuple(item.n for item in group),
        align=aligns[0] if whole and len(set(aligns)) == 1 else "",
        size=round(measure.sizes[line.size], 1),
        bold=all(item.line.bold for item in group),
        red=line.red,
    )
