"""Which passage of one text is which of another: likeness by shared pairs of characters, and the best pairing by it."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import repeat
from operator import add
from typing import TypeVar

import msgspec

from generator.compare.folding import YEAR, fold

_NOISE = re.compile(rf"{YEAR}\s*年?|[\W_]+")
_COMMON_AT_LEAST, _COMMON_AT_MOST, _COMMON_SHARE = 6, 40, 4
_NEAREST = 12  # passages with the same words are paired with those that come about as late in the other text

_FEW = 400  # pairs; so many are sooner looked at than sorted out

Pair = tuple[int, int]  # the places of two passages in the older and in the newer text
Likely = tuple[float, int, int]  # how much they are alike, and their places


class Features(msgspec.Struct, frozen=True):
    """What tells a passage from others: its words (`key`) without signs and years, and the pairs of characters in them.

    Passages with one key may always be paired.
    """

    key: str
    grams: frozenset[str]


T = TypeVar("T", bound=Features)


def words(text: str) -> str:
    """The characters of `text` that tell, without signs, spaces and years."""
    return _NOISE.sub("", fold(text))


def grams(plain: str) -> frozenset[str]:
    """Every two neighbouring characters."""
    return frozenset(map(add, plain, plain[1:]))


def common(passages: Sequence[frozenset[str]]) -> frozenset[str]:
    """The grams that stand in so many of the passages that sharing them tells nothing (关工委, 工作)."""
    counts: Counter[str] = Counter()
    for passage in passages:
        counts.update(passage)
    limit = max(_COMMON_AT_LEAST, min(len(passages) // _COMMON_SHARE, _COMMON_AT_MOST))
    return frozenset(gram for gram, count in counts.items() if count > limit)


def likeness(a: frozenset[str], b: frozenset[str]) -> float:
    """How much two sets of grams have in common, from 0 to 1; one that holds the other whole is at 0.6 or above."""
    shared = len(a & b)
    if not shared:
        return 0.0
    return max(2 * shared / (len(a) + len(b)), 0.6 * shared / min(len(a), len(b)))


def pairs(olds: Sequence[T], news: Sequence[T], alike: Callable[[T, T], float], least: float) -> list[Likely]:
    """Every pair of passages that is alike by at least `least`; where there are many, of those that share anything."""
    few = len(olds) * len(news) <= _FEW
    near = repeat(range(len(olds)), len(news)) if few else _near(olds, news)
    scores = ((alike(olds[i], news[j]), i, j) for j, places in enumerate(near) for i in places)
    return [found for found in scores if found[0] >= least]


def _near(olds: Sequence[T], news: Sequence[T]) -> Iterator[Iterable[int]]:
    """For each passage of `news` the places in `olds` of those that share a gram or the key with it."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    same: defaultdict[str, list[int]] = defaultdict(list)
    for i, old in enumerate(olds):
        same[old.key].append(i)
        for gram in old.grams:
            holders[gram].append(i)
    rank: Counter[str] = Counter()
    for new in news:
        n = rank[new.key]
        rank[new.key] += 1
        near = set(same[new.key][max(0, n - _NEAREST) : n + _NEAREST + 1]) if new.key in same else set()
        for gram in new.grams & holders.keys():
            near.update(holders[gram])
        yield sorted(near)


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
