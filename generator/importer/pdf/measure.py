"""How the body of a document is set: its edges, its size of type, the distance of its lines."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import median

import msgspec

from generator.importer.pdf.lines import PdfLine

Block = tuple[int, int]
_EVEN = 1.5  # sizes of type by which the margins on the left and on the right may differ
_ENDS = tuple("。；：！？")
_FEWEST = 8  # lines of a page that show its edges
_ALIKE = 0.03  # share by which lines of one size of type may be measured differently


class Measure(msgspec.Struct, frozen=True, gc=False):
    """How the body is set, in points: left and right edge by page and column, size of type, distance of lines.

    `far` is the right edge of the lines that are larger than the body, where they go beyond it. `indented` says that
    paragraphs begin with an indent, `sizes` which size of type a measured one stands for.
    """

    edges: Mapping[Block, tuple[float, float]]
    far: Mapping[Block, float]
    size: float
    pitch: float
    indented: bool
    sizes: Mapping[float, float]

    def is_large(self, line: PdfLine) -> bool:
        """Whether a line is larger than the body, as titles and red heads are."""
        return line.size > 1.15 * self.size

    def edges_of(self, line: PdfLine) -> tuple[float, float]:
        """Left and right edge of the lines that are set like this one."""
        left, right = self.edges[block_of(line)]
        return left, max(right, self.far.get(block_of(line), 0)) if self.is_large(line) else right


def block_of(line: PdfLine) -> Block:
    """The page and the column of a line."""
    return line.page, line.column


def measure_of(lines: Sequence[PdfLine], width: float = 0) -> Measure:
    """How the lines of a document's body are set; `width` is that of its pages, 0 where they differ."""
    weights: Counter[float] = Counter()
    for line in lines:
        weights[round(line.size)] += len(line.text)
    size = float(max(weights, key=lambda s: (weights[s], s), default=10)) or 10
    body = [line for line in lines if abs(line.size - size) <= 0.12 * size + 0.5] or list(lines)
    whole = _edges(body, size, width)
    blocks: dict[Block, list[PdfLine]] = {}
    for line in body:
        blocks.setdefault(block_of(line), []).append(line)
    edges = {block: _edges_beside(whole, part, size, width, block[1]) for block, part in blocks.items()}
    far: dict[Block, float] = {}
    for line in lines:
        edges.setdefault(block_of(line), whole)
        if line.size > 1.15 * size:
            far[block_of(line)] = max(line.right, far.get(block_of(line), 0))
    steps = [a.y - b.y for a, b in pairwise(body) if a.page == b.page and 0.9 * size < a.y - b.y < 4 * size]
    inset = sum(1.2 * size < line.left - edges[block_of(line)][0] < 3.7 * size for line in body)
    pitch = median(steps) if steps else 1.5 * size
    return Measure(edges, far, size, pitch, inset >= max(2, 0.12 * len(body)), _sizes(lines))


def _edges(lines: Sequence[PdfLine], size: float, width: float) -> tuple[float, float]:
    """Left and right edge of the body: the leftmost and the rightmost place where several lines begin and end.

    Where nearly all lines are short, none shows the right edge: it is as far from the paper's as the left one is.
    """
    lefts = Counter(round(line.left / 3) for line in lines)
    left = min(
        (place * 3 for place, count in lefts.items() if count > 1), default=min((x.left for x in lines), default=0)
    )
    rights = sorted(((line.right, line.text) for line in lines), reverse=True)
    if not rights:
        return left, 0
    beside = (a for a, b in pairwise(rights) if a[0] - b[0] < size)
    right = next(beside, rights[0])[0]
    if width and not _shown(rights, right, size):
        right = rights[0][0] if rights[0][0] > width - left - _EVEN * size else width - left
    return left, right


def _shown(rights: Sequence[tuple[float, str]], right: float, size: float) -> bool:
    """Whether lines show the right edge: three end there, or two that are no ends of sentences."""
    ends = [text for place, text in rights if 0 <= right - place < 0.35 * size]
    return len(ends) > 2 or sum(text[-1:] not in _ENDS for text in ends) > 1


def _edges_beside(
    whole: tuple[float, float], lines: Sequence[PdfLine], size: float, width: float, column: int
) -> tuple[float, float]:
    """The edges of one page or column; those of the document where it has few lines, or few full ones."""
    if not column and len(lines) < _FEWEST:
        return whole
    left, right = _edges(lines, size, 0 if column else width)
    near = 3 * size if abs(width - whole[0] - whole[1]) >= _EVEN * size else width
    few = not column and abs(left - whole[0]) < size and 0 < whole[1] - right < near
    if not column and 1.7 * size < left - whole[0] < 2.3 * size:
        return whole  # a page on which each line is the first of its paragraph
    return left, whole[1] if few else right


def _sizes(lines: Sequence[PdfLine]) -> dict[float, float]:
    """For each measured size the commonest one that is nearly the same."""
    weights: Counter[float] = Counter()
    for line in lines:
        weights[line.size] += len(line.text)
    near = {size: [other for other in weights if abs(other - size) <= _ALIKE * size] for size in weights}
    return {size: max(others, key=lambda other: (weights[other], other)) for size, others in near.items()}
