"""What a comparison found in few bytes: places and lengths, from which the rows are made again beside the two texts."""

from collections import Counter
from collections.abc import Sequence

import msgspec

from generator.compare.passages import Text, blocks_of
from generator.compare.phrases import Run
from generator.compare.rows import WORDS, Comparison, Row
from generator.plan import Block, Body

_KINDS = tuple(WORDS)
_MARKS = {"same": 0, "dropped": 1, "added": 2}
_MARK_OF = tuple(_MARKS)


class _Row(msgspec.Struct, frozen=True, array_like=True):
    """A row: which of WORDS, the places of its passages (-1 for none), its runs, its notes.

    Runs are where they begin in the passage, then the length and the mark of each.
    """

    kind: int
    older: int
    newer: int
    before: tuple[int, ...]
    after: tuple[int, ...]
    notes: tuple[str, ...]


_rows = msgspec.msgpack.Decoder(tuple[_Row, ...])


def pack(found: Comparison, older: Text, newer: Text) -> bytes:
    """The comparison of the two texts in few bytes."""
    olds, news = ({id(passage.block): n for n, passage in enumerate(text.passages)} for text in (older, newer))
    ends_old, ends_new = Counter[int](), Counter[int]()
    rows = []
    for row in found.rows:
        i, before = _placed(row.older, row.before, olds, ends_old)
        j, after = _placed(row.newer, row.after, news, ends_new)
        rows.append(_Row(_KINDS.index(row.kind), i, j, before, after, row.notes))
    return msgspec.msgpack.encode(rows)


def unpack(packed: bytes, older: Body, newer: Body) -> Comparison:
    """The comparison that was packed; `older` and `newer` are the bodies of its texts."""
    olds, news = blocks_of(older), blocks_of(newer)
    rows = []
    for row in _rows.decode(packed):
        old, new = (olds[row.older] if row.older >= 0 else None), (news[row.newer] if row.newer >= 0 else None)
        rows.append(Row(_KINDS[row.kind], old, new, _runs(old, row.before), _runs(new, row.after), row.notes))
    counts = Counter(row.kind for row in rows)
    return Comparison(tuple(rows), {kind: counts[kind] for kind in WORDS})


def _placed(
    block: Block | None, runs: Sequence[Run], places: dict[int, int], ends: Counter[int]
) -> tuple[int, tuple[int, ...]]:
    """The place of a passage, and its runs; `ends` are where the last runs of each passage ended: it may be parted."""
    if block is None:
        return -1, ()
    place = places[id(block)]
    if not runs:
        return place, ()
    told = [number for run in runs for number in (len(run.text), _MARKS[run.mark])]
    start, length = 0, sum(told[::2])
    if length < len(block.text):
        text = "".join([run.text for run in runs])
        start = ends[place] if block.text.startswith(text, ends[place]) else block.text.index(text)
        ends[place] = start + length
    return place, (start, *told)


def _runs(block: Block | None, told: Sequence[int]) -> tuple[Run, ...]:
    if block is None or not told:
        return ()
    runs = []
    start = told[0]
    for length, mark in zip(told[1::2], told[2::2], strict=True):
        runs.append(Run(block.text[start : start + length], _MARK_OF[mark]))
        start += length
    return tuple(runs)
