"""Tables without upright lines (三线表), or without any: told by a head of known words and columns that stand free.

Only what is certain becomes a table: each row keeps to the columns of the head, and a line that stands alone in a
column goes on below one that fills it. Else the lines stay lines.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from generator.importer.pdf.glyphs import Glyph
from generator.importer.pdf.lines import size_of
from generator.importer.pdf.rules import Cell, Grid

_HEADS = re.compile(
    "序号|编号|月份|月次|时间|日期|周次|星期|活动|内容|工作|项目|任务|责任|负责|部门|单位|地点|名称|姓名|职务|备注|要求|主题|措施|完成"
    "|牵头|承办|配合|参加|对象|人员|班级|学科|电话|目标|指标|形式"
)
_PROSE = re.compile("[，。；：、,;:]")
_GAP = 0.75  # sizes of type between two cells
_FAR = 3.2  # sizes of type between two rows
_NEAR = 0.8  # of the distance of two rows, which lines of one cell are nearer than
_FULL = 1.6  # sizes of type by which a line that fills its column may be short of the widest
_FEWEST_ROWS, _LONGEST_HEAD = 3, 10

Piece = tuple[float, float, str]  # left, right, text
Line = tuple[float, float, list[Piece]]  # base line, size of type, its pieces


def find_grids(rows: Sequence[Sequence[Glyph]]) -> list[Grid]:
    """The tables among the lines of a page (characters by base line, from the top), as grids without drawn lines."""
    grids: list[Grid] = []
    n = 0
    lines: list[Line | None] = [None] * len(rows)

    def line(i: int) -> Line:
        found = lines[i]
        if found is None:
            found = lines[i] = _pieces(rows[i])
        return found

    while n < len(rows):
        if len(rows[n]) <= 6 * _LONGEST_HEAD and _is_head(line(n)[2]):
            table = _Table(line(n))
            last = n + 1
            while last < len(rows) and table.takes(line(last)):
                last += 1
            after = [line(i)[2] for i in range(last, min(last + 2, len(rows)))]
            if table.certain() and not any(len(one) > 1 and table.fits(one) for one in after):
                grids.append(table.grid())
                n = last
                continue
        n += 1
    return grids


def _pieces(row: Sequence[Glyph]) -> Line:
    size = size_of(row)
    pieces: list[list[Glyph]] = [[row[0]]]
    for a, b in pairwise(row):
        if b.x0 - a.x1 > _GAP * size:
            pieces.append([])
        pieces[-1].append(b)
    return row[0].y, size, [(p[0].x0, max(g.x1 for g in p), "".join(g.text for g in p)) for p in pieces]


def _is_head(pieces: Sequence[Piece]) -> bool:
    """Whether a line may be the head of a table: short words without punctuation, two at least of the known ones."""
    if len(pieces) < 2 or any(len(text) > _LONGEST_HEAD or _PROSE.search(text) for _, _, text in pieces):
        return False
    return sum(bool(_HEADS.search(text)) for _, _, text in pieces) > 1


class _Table:
    """A table while its lines are being read: the columns as far as they are known, and the first line of each row."""

    def __init__(self, head: Line) -> None:
        base, self.size, pieces = head
        self.columns = [[left, right] for left, right, _ in pieces]
        self.lines: list[tuple[float, dict[int, Piece]]] = [(base, dict(enumerate(pieces)))]
        self.begins = [0]

    def takes(self, line: Line) -> bool:
        """Add a line, if it is one of the table's."""
        base, size, pieces = line
        if self.lines[-1][0] - base > _FAR * max(size, self.size) or not self.fits(pieces):
            return False
        placed = {self._column(piece): piece for piece in pieces}
        on = all(self._fills(column) for column in placed)
        if len(placed) == 1 and not on:
            on = self._is_near(self.lines[-1][0] - base)
            if 0 in placed or not on:
                return False
        for column, (left, right, _) in placed.items():
            edges = self.columns[column]
            edges[0], edges[1] = min(edges[0], left), max(edges[1], right)
        self.lines.append((base, placed))
        if not on or (0 in placed and len(placed) > 1):
            self.begins.append(len(self.lines) - 1)
        return True

    def fits(self, pieces: Sequence[Piece]) -> bool:
        """Whether each piece of a line lies in a column of its own."""
        columns = [self._column(piece) for piece in pieces]
        return -1 not in columns and len(set(columns)) == len(columns)

    def _column(self, piece: Piece) -> int:
        """The one column that a piece lies in; beside all of them the one that it is nearer to; else -1."""
        left, right, _ = piece
        over = [i for i, (start, end) in enumerate(self.columns) if left < end and right > start]
        if len(over) == 1:
            return over[0]
        if over or right <= self.columns[0][0] - 2 * self.size or left >= self.columns[-1][1] + 2 * self.size:
            return -1
        away = sorted((max(start - right, left - end), i) for i, (start, end) in enumerate(self.columns))
        return away[0][1] if away[0][0] * 2 < away[1][0] else -1

    def _fills(self, column: int) -> bool:
        """Whether the last line of a column is as wide as any of it: what stands below may go on with it."""
        if column not in self.lines[-1][1]:
            return False
        _, right, text = self.lines[-1][1][column]
        start, end = self.columns[column]
        beyond = self.columns[column + 1][0] if column + 1 < len(self.columns) else end
        return (
            len(text) > 3 and right > end - self.size * 0.5 and beyond - right < _FULL * 2 * self.size and end > start
        )

    def _is_near(self, step: float) -> bool:
        """Whether a line is nearer to the one above it than any row to the last line above it."""
        steps = [self.lines[n - 1][0] - self.lines[n][0] for n in self.begins[1:]]
        return len(steps) > 1 and step < _NEAR * min(steps)

    def certain(self) -> bool:
        """Whether there are rows enough, and no two of their lines stand closer than lines of one text do."""
        steps = (a - b for (a, _), (b, _) in pairwise(self.lines))
        return len(self.begins) >= _FEWEST_ROWS and all(step > 0.9 * self.size for step in steps)

    def grid(self) -> Grid:
        """The boxes of its cells: a column reaches to the beginning of the next, a row to above the next."""
        xs = [self.columns[0][0] - 1]
        for (_, end), (start, _) in pairwise(self.columns):
            xs.append(max(start - 1, (start + end) / 2))
        xs.append(self.columns[-1][1] + 1)
        ys = [self.lines[n][0] + 1.05 * self.size for n in self.begins] + [self.lines[-1][0] - 0.4 * self.size]
        cells = tuple(
            Cell(row, column, 1, 1, xs[column], ys[row + 1], xs[column + 1], ys[row])
            for row in range(len(ys) - 1)
            for column in range(len(xs) - 1)
        )
        return Grid(cells, tuple(xs), tuple(ys))
