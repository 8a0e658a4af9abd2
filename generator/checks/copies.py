"""Near-duplicate texts: one document held twice, as 原文 and as 转载.

A text is sketched by the smallest digests of its runs of Chinese characters: two texts share as much of their sketches
as they share of their runs (Broder's bottom-k sketch), whatever became of punctuation, blanks and widths.
"""

import re
import struct
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain

from generator.checks.given import Given
from generator.plan import Plan
from generator.problem import Problem, notice

_SIZE = 16  # digests kept of a text
_FEWEST = 8  # with fewer a text is too short to be told from another
_ALIKE = 0.75
_COMMON = 12  # texts that share a run before it tells nothing
_RUN = re.compile("[\u4e00-\u9fff]{12,}")
_WIDTH = 4  # bytes of a digest


def sketch(given: Given) -> bytes:
    """The sketch of a text: at most 16 digests of four bytes, ascending; empty for a short text."""
    kept = sorted({zlib.crc32(run.encode()) for run in _RUN.findall(given.shown)})[:_SIZE]
    return struct.pack(f">{len(kept)}I", *kept) if len(kept) >= _FEWEST else b""


def copies(plans: Sequence[Plan], sketches: Sequence[bytes]) -> Iterator[Problem]:
    """Plans most of whose text stands in an earlier one (by path); each is told once."""
    parts = [struct.unpack(f">{len(data) // _WIDTH}I", data) for data in sketches]
    times = Counter(chain.from_iterable(parts))
    shared = {digest for digest, count in times.items() if 1 < count <= _COMMON}
    if not shared:
        return
    by_digest: defaultdict[int, list[int]] = defaultdict(list)
    for at, own in enumerate(parts):
        found = [by_digest[digest] for digest in shared.intersection(own)]
        earlier = Counter(chain.from_iterable(found))
        for others in found:
            others.append(at)
        for other, _ in sorted(earlier.items(), key=_count, reverse=True)[:3]:  # faster than most_common for so few
            if _are_alike(own, parts[other]):
                plan, first = plans[at], plans[other]
                hint = "请看是不是同一份文件收了两次（例如一份原文、一份转载）；不是的，不用管"
                message = f"正文和 {first.path}《{first.title}》几乎一样"
                yield notice("text-copied", message, hint, path=plan.path, line=plan.lines.get("title", 1))
                break


def _count(pair: tuple[int, int]) -> int:
    return pair[1]


def _are_alike(one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether enough of the smallest digests of both together are in both."""
    both, count = {*one}.intersection(other), min(len(one), len(other))
    if len(both) < _ALIKE * count:  # nearly always
        return False
    return len(both.intersection(sorted({*one, *other})[:count])) >= _ALIKE * count
