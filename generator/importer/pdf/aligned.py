"""Which lines stand in the middle and which to the right; a full line of a centred title by its neighbours."""

import re
from collections.abc import Sequence

from generator.importer.pdf.lines import PdfLine
from generator.importer.pdf.measure import Measure, block_of
from generator.importer.text.joining import is_open, starts_anew

_SENTENCE = re.compile("[，。；]")


def is_centred(line: PdfLine, measure: Measure) -> bool:
    """Whether a line stands in the middle, room on both sides; a forgotten indent may have moved it."""
    left, right = measure.edges_of(line)
    before, after, size = line.left - left, right - line.right, measure.size
    off = before - after
    if before <= 2.6 * size:
        return False
    if measure.indented and before < 3.7 * size and not measure.is_large(line):  # set in as paragraphs are
        return abs(off) < 0.5 * size and not _SENTENCE.search(line.text)
    return abs(off) < 1.6 * size or (after > 1.6 * size and 1.7 * line.size < off < 2.3 * line.size)


def aligns_of(lines: Sequence[PdfLine], measure: Measure) -> list[str]:
    """For each line center, right or empty.

    A line that fills the width stands in the middle as well as at the left: it goes with the next of the same size.
    """
    aligns = [_alone(line, measure) for line in lines]
    for i in reversed(range(len(lines))):
        if not aligns[i] and _fills(lines[i], measure):
            above = i > 0 and together(lines[i - 1], lines[i], measure)
            below = i + 1 < len(lines) and together(lines[i], lines[i + 1], measure)
            if measure.is_large(lines[i]):
                beside = [*([i - 1] if above else []), *([i + 1] if below else [])]
                if all(aligns[j] == "center" or _fills(lines[j], measure) for j in beside):
                    aligns[i] = "center"
            elif below and aligns[i + 1] == "center" and _may_be_title(lines, i, measure):
                aligns[i] = "center"
    return aligns


def together(above: PdfLine, below: PdfLine, measure: Measure) -> bool:
    """Whether two neighbours are set alike, one right below the other."""
    if block_of(above) != block_of(below) or above.red != below.red:
        return False
    size = measure.sizes[above.size]
    return size == measure.sizes[below.size] and 0 < above.y - below.y < max(2.2 * size, 1.2 * measure.pitch)


def _alone(line: PdfLine, measure: Measure) -> str:
    left, right = measure.edges[block_of(line)]
    before, after = line.left - left, right - line.right
    if right <= left:
        return ""
    larger = measure.is_large(line) and before > 0.5 * line.size and abs(before - after) < 3 * line.size
    if is_centred(line, measure) or larger:
        return "center"
    flush = after < 0.6 * line.size and before > 3.5 * line.size
    share = 0.2 if flush else 0.35 if after < 5 * line.size else 0.48
    return "right" if before > share * (right - left) else ""


def _fills(line: PdfLine, measure: Measure) -> bool:
    """Whether a line goes from edge to edge."""
    left, right = measure.edges_of(line)
    return line.left - left < 1.2 * line.size and right - line.right < 2.6 * line.size


def _may_be_title(lines: Sequence[PdfLine], i: int, measure: Measure) -> bool:
    """Whether a full line in the size of the body is the first of a title: no sentence ends in it, none leads to it."""
    line = lines[i]
    if not is_open(line.text) or starts_anew(line.text) or "。" in line.text:
        return False
    return i == 0 or not together(lines[i - 1], line, measure) or not _fills(lines[i - 1], measure)
