"""Which passage of one text is which of another: by how much they are alike, the best pairing."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

import msgspec

from generator.compare.folding import YEAR, fold

_WORDS = re.compile(r"[\w\0]+")
_YEAR = re.compile(rf"{YEAR}\s*年?")
_NEAREST = 12  # passages with the same name are paired with those that come about as late in the other text

Pair = tuple[int, int]  # the places of two passages in the older and in the newer text
Likely = tuple[float, int, int]  # how much they are alike, and their places


class Named(msgspec.Struct, frozen=True):
    """What may be paired with what has one of its `names`, however little else they share."""

    names: tuple[str, ...]


T = TypeVar("T", bound=Named)


def words(texts: Iterable[str]) -> list[str]:
    """The characters of each text that tell, without signs, spaces and years; no text holds U+0000."""
    return "".join(_WORDS.findall(_YEAR.sub("", fold("\0".join(texts))))).replace("_", "").split("\0")


def pairs(
    olds: Sequence[T],
    news: Sequence[T],
    near: Sequence[Mapping[int, float]],
    alike: Callable[[T, T, float], float],
    least: float,
) -> list[Likely]:
    """Every pair that is alike by at least `least`, of those that are near each other or have a name in common.

    `near` are for each of `news` the olds with which it shares something, and how much that makes them alike, which
    `alike` is told.
    """
    named: defaultdict[str, list[int]] = defaultdict(list)
    for i, old in enumerate(olds):
        for name in old.names:
            named[name].append(i)
    rank: Counter[str] = Counter()
    found: list[Likely] = []
    for j, (new, shared) in enumerate(zip(news, near, strict=True)):
        tried = dict(shared)
        for name in new.names:
            same = named.get(name, ())
            for i in same[max(0, rank[name] - _NEAREST) : rank[name] + _NEAREST + 1]:
                tried.setdefault(i, 0.0)
            rank[name] += 1
        scores = ((alike(olds[i], new, score), i, j) for i, score in tried.items())
        found += [score for score in scores if score[0] >= least]
    return found


def in_order(found: Iterable[Likely]) -> list[Pair]:
    """Of the pairs, those that keep the order of both texts and are most alike together."""
    # The front: places in the newer text with the best sum of a chain that ends there, both rising.
    ends: list[int] = [-1]
    sums: list[float] = [0.0]
    chains: list[tuple[Pair, object] | None] = [None]
    for score, i, j in sorted(found, key=lambda pair: (pair[1], -pair[2])):
        at = bisect_left(ends, j)
        total = sums[at - 1] + score * score  # squared: one sure pair outweighs two doubtful ones
        if at < len(ends) and ends[at] == j and sums[at] >= total:
            continue
        chain = ((i, j), chains[at - 1])
        stop = at
        while stop < len(ends) and sums[stop] <= total:
            stop += 1
        ends[at:stop], sums[at:stop], chains[at:stop] = [j], [total], [chain]
    return _unrolled(chains[-1])


def _unrolled(chain: object) -> list[Pair]:
    chosen: list[Pair] = []
    while isinstance(chain, tuple):
        pair, chain = chain
        chosen.append(pair)
    return chosen[::-1]


def best_first(found: Iterable[Likely]) -> list[Pair]:
    """Of the pairs, the most alike first, each passage once."""
    chosen: list[Pair] = []
    olds: set[int] = set()
    news: set[int] = set()
    for _, i, j in sorted(found, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if i not in olds and j not in news:
            olds.add(i)
            news.add(j)
            chosen.append((i, j))
    return chosen
