"""Ruled tables: the lines drawn on a page, and the grid of cells that they make."""

import ctypes
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import msgspec

_NEAR = 2.5  # points within which two lines are one
_THIN = 2.5  # points up to which a rectangle is a line
_MOST_OBJECTS, _MOST_SIDES, _MOST_RULES = 20_000, 50_000, 3_000

Rule = tuple[float, float, float]  # where it lies, from, to


class Cell(msgspec.Struct, frozen=True, gc=False):
    """One cell of a grid: its row and column, how many of each it covers, and its box in points."""

    row: int
    column: int
    rows: int
    columns: int
    x0: float
    y0: float
    x1: float
    y1: float


class Grid(msgspec.Struct, frozen=True, gc=False):
    """One ruled table: cells from the top, row by row; the edges of its columns tell whether it goes on overleaf."""

    cells: tuple[Cell, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...]

    def holds(self, x: float, y: float) -> bool:
        """Whether the place lies within the table."""
        return self.xs[0] - 1 <= x <= self.xs[-1] + 1 and self.ys[-1] - 1 <= y <= self.ys[0] + 1


def grids_of(page: Any) -> list[Grid]:
    """The ruled tables of an open page (raw handle), from the top: at least two rows and two columns of cells."""
    level: list[Rule] = []
    upright: list[Rule] = []
    for x0, y0, x1, y1 in islice(_strokes(page), _MOST_SIDES):
        if y1 - y0 <= _THIN and x1 - x0 > 8:
            level.append(((y0 + y1) / 2, x0, x1))
        elif x1 - x0 <= _THIN and y1 - y0 > 5:
            upright.append(((x0 + x1) / 2, y0, y1))
        if len(level) + len(upright) > _MOST_RULES:
            return []
    level, upright = _merged(level), _merged(upright)
    grids = [grid for part in _connected(level, upright) if (grid := _grid(*part))]
    return sorted(grids, key=lambda grid: -grid.ys[0])


def _strokes(page: Any) -> Iterator[tuple[float, float, float, float]]:
    """The boxes of all thin shapes; the four sides of a rectangle that is only outlined."""
    import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

    count = pdfium.FPDFPage_CountObjects(page)
    for i in range(min(count, _MOST_OBJECTS)):
        shape = pdfium.FPDFPage_GetObject(page, i)
        if pdfium.FPDFPageObj_GetType(shape) == pdfium.FPDF_PAGEOBJ_PATH:
            yield from _sides(shape)


def _sides(shape: Any) -> Iterator[tuple[float, float, float, float]]:
    import pypdfium2.raw as pdfium

    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(shape, left, bottom, right, top):
        return
    box = (left.value, bottom.value, right.value, top.value)
    if box[2] - box[0] <= _THIN or box[3] - box[1] <= _THIN:
        yield box
        return
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(shape, mode, stroked)
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(shape, matrix)
    start = last = (0.0, 0.0)
    corners: list[tuple[tuple[float, float], tuple[float, float]]] = []
    for k in range(min(pdfium.FPDFPath_CountSegments(shape), 2000)):
        segment = pdfium.FPDFPath_GetPathSegment(shape, k)
        x, y = ctypes.c_float(), ctypes.c_float()
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        else:
            corners.append((last, point))
            if pdfium.FPDFPathSegment_GetClose(segment):
                corners.append((point, start))
        last = point
    if not stroked.value and len(corners) <= 5:  # one filled box is a background; many in one path may be thin
        return
    for (ax, ay), (bx, by) in corners:
        yield min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def _merged(rules: list[Rule]) -> list[Rule]:
    """Rules in one line that touch become one."""
    merged: list[Rule] = []
    by_place: list[list[Rule]] = []
    for rule in sorted(rules):
        if by_place and rule[0] - by_place[-1][0][0] <= _NEAR:
            by_place[-1].append(rule)
        else:
            by_place.append([rule])
    for group in by_place:
        place = sum(rule[0] for rule in group) / len(group)
        low, high = group[0][1], group[0][1]
        for _, start, end in sorted(group, key=lambda rule: rule[1]):
            if start > high + _NEAR and high > low:
                merged.append((place, low, high))
                low = start
            high = max(high, end) if high > low or start <= high + _NEAR else end
        merged.append((place, low, high))
    return merged


def _connected(level: list[Rule], upright: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Rules that cross or touch, together."""
    parent = list(range(len(level) + len(upright)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, (y, left, right) in enumerate(level):
        for j, (x, low, high) in enumerate(upright, len(level)):
            if left - _NEAR <= x <= right + _NEAR and low - _NEAR <= y <= high + _NEAR:
                parent[root(i)] = root(j)
    parts: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, rule in enumerate([*level, *upright]):
        parts.setdefault(root(i), ([], []))[i >= len(level)].append(rule)
    return list(parts.values())


def _grid(level: Sequence[Rule], upright: Sequence[Rule]) -> Grid | None:
    xs, ys = sorted({x for x, _, _ in upright}), sorted({y for y, _, _ in level}, reverse=True)
    xs = [x for i, x in enumerate(xs) if not i or x - xs[i - 1] > _NEAR]
    ys = [y for i, y in enumerate(ys) if not i or ys[i - 1] - y > _NEAR]
    if len(xs) < 3 or len(ys) < 3 or len(xs) > 60 or len(ys) > 300:
        return None
    taken: set[tuple[int, int]] = set()
    cells = []
    for r in range(len(ys) - 1):
        for c in range(len(xs) - 1):
            if (r, c) in taken:
                continue
            columns, rows = 1, 1
            while c + columns < len(xs) - 1 and not _divides(upright, xs[c + columns], (ys[r] + ys[r + 1]) / 2):
                columns += 1
            middle = (xs[c] + xs[c + 1]) / 2
            while r + rows < len(ys) - 1 and not _divides(level, ys[r + rows], middle):
                rows += 1
            taken |= {(r + i, c + j) for i in range(rows) for j in range(columns)}
            cells.append(Cell(r, c, rows, columns, xs[c], ys[r + rows], xs[c + columns], ys[r]))
    return Grid(tuple(cells), tuple(xs), tuple(ys)) if len(cells) > 3 else None


def _divides(rules: Sequence[Rule], place: float, at: float) -> bool:
    return any(abs(rule[0] - place) <= _NEAR and rule[1] <= at <= rule[2] for rule in rules)
