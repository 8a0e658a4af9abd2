"""Printed lines into paragraphs, by where they stand: indents, full lines, distances, and page breaks between them."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

import msgspec

from generator.gongwen.labels import is_colophon, is_recipients, stands_alone
from generator.importer.original import Paragraph
from generator.importer.pdf.lines import PdfLine
from generator.importer.pdf.tables import Numbered
from generator.importer.text.joining import broken, glued, is_open, joined, starts_anew


class Measure(msgspec.Struct, frozen=True, gc=False):
    """How the body is set, in points: left and right edge by page and column, size of type, distance of lines.

    `indented` says that paragraphs begin with an indent.
    """

    edges: dict[tuple[int, int], tuple[float, float]]
    size: float
    pitch: float
    indented: bool


def measure_of(lines: Sequence[PdfLine]) -> Measure:
    """How the lines of a document's body are set."""
    weights: Counter[float] = Counter()
    for line in lines:
        weights[round(line.size)] += len(line.text)
    size = float(max(weights, key=lambda s: (weights[s], s), default=10)) or 10
    body = [line for line in lines if abs(line.size - size) <= 0.12 * size + 0.5] or list(lines)
    whole = _edges(body, size)
    blocks: dict[tuple[int, int], list[PdfLine]] = {}
    for line in body:
        blocks.setdefault(_block(line), []).append(line)
    edges = {block: _edges(part, size) if block[1] or len(part) >= 8 else whole for block, part in blocks.items()}
    for line in lines:
        edges.setdefault(_block(line), whole)
    steps = [a.y - b.y for a, b in pairwise(body) if a.page == b.page and 0.9 * size < a.y - b.y < 4 * size]
    inset = sum(1.2 * size < line.left - edges[_block(line)][0] < 3.2 * size for line in body)
    return Measure(edges, size, median(steps) if steps else 1.5 * size, inset >= max(2, 0.12 * len(body)))


def paragraphs_of(lines: Sequence[Numbered], measure: Measure) -> list[Paragraph]:
    """The paragraphs that these lines make up; every line is in one of them, in order."""
    groups: list[list[Numbered]] = []
    text = ""
    for line in lines:
        if groups and _goes_on(groups[-1], text, line.line, measure):
            groups[-1].append(line)
            text = glued(text, line.line.text)
        else:
            groups.append([line])
            text = line.line.text
    return [_paragraph(group, measure) for group in groups]


def _block(line: PdfLine) -> tuple[int, int]:
    return line.page, line.column


def _edges(lines: Sequence[PdfLine], size: float) -> tuple[float, float]:
    """Left and right edge of the body: the leftmost and the rightmost place where several lines begin and end."""
    lefts, rights = Counter(round(line.left / 3) for line in lines), Counter(round(line.right / 4) for line in lines)
    left = min(
        (place * 3 for place, count in lefts.items() if count > 1), default=min((x.left for x in lines), default=0)
    )
    common = [place * 4 for place, count in rights.items() if count > 1]
    right = max(common) if common else max((line.right for line in lines), default=0)
    longest = max((line.right for line in lines), default=0)
    return left, longest if 0 < longest - right < 1.5 * size else right


def _goes_on(group: Sequence[Numbered], text: str, line: PdfLine, measure: Measure) -> bool:
    first, last = group[0].line, group[-1].line
    if abs(last.size - line.size) > 0.13 * max(last.size, line.size) or last.red != line.red:
        return False
    left, right = measure.edges[_block(last)]
    indent = line.left - measure.edges[_block(line)][0]
    turned = _block(line) != _block(last) or line.y > last.y
    token = re.match(r"[!-~]*", line.text)
    slack = 2.3 * last.size + 0.55 * last.size * min(len(token[0]) if token else 0, 24)
    full = last.right >= right - slack
    if _is_centred(last, left, right, measure.size) or last.size > 1.15 * measure.size:
        return False
    if not full:
        return turned and broken(text, line.text, {}, new_page=False) and indent < 1.2 * line.size
    if not turned and last.y - line.y > 1.55 * measure.pitch and last.y - line.y > 2.2 * last.size:
        return broken(text, line.text, {}) and indent < 1.2 * line.size
    return _flows(group, text, line, indent, measure, first)


def _flows(
    group: Sequence[Numbered], text: str, line: PdfLine, indent: float, measure: Measure, first: PdfLine
) -> bool:
    """Whether a line below a full one is more of the same paragraph."""
    size, last = line.size, group[-1].line
    if is_colophon(line.text) or stands_alone(line.text):
        return False
    short = line.right < measure.edges[_block(line)][1] - 2.3 * size
    if not is_open(text) and is_open(line.text) and short and (indent > 3.2 * size or not measure.indented):
        return False
    if is_recipients(line.text) and not (is_open(text) and re.search("[，、,]", text) and "《" not in text):
        return False
    shift = (
        line.left - last.left if _block(line) == _block(last) else indent - (last.left - measure.edges[_block(last)][0])
    )
    if indent < 1.2 * size:
        return measure.indented or not starts_anew(line.text) or is_recipients(line.text)
    if len(group) > 1 and abs(shift) < 0.6 * size and not starts_anew(line.text):
        return True  # a paragraph that hangs, or is set in as a whole
    hangs = shift > 0.8 * size and starts_anew(first.text)
    return (hangs or abs(shift) < 0.6 * size) and is_open(text) and not starts_anew(line.text)


def _is_centred(line: PdfLine, left: float, right: float, size: float) -> bool:
    before, after = line.left - left, right - line.right
    return before > 2.6 * size and abs(before - after) < 1.6 * size


def _paragraph(group: Sequence[Numbered], measure: Measure) -> Paragraph:
    line = group[0].line
    left, right = measure.edges[_block(line)]
    align = ""
    if len(group) == 1 and right > left:
        before, after = line.left - left, right - line.right
        larger = line.size > 1.15 * measure.size
        if _is_centred(line, left, right, measure.size) or (
            larger and abs(before - after) < 3 * line.size and before > 0.5 * line.size
        ):
            align = "center"
        elif before > (0.35 if after < 5 * line.size else 0.48) * (right - left):
            align = "right"
    return Paragraph(
        joined([item.line.text for item in group]),
        tuple(item.n for item in group),
        align=align,
        size=round(line.size, 1),
        bold=all(item.line.bold for item in group),
        red=line.red,
    )
