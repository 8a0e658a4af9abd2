"""Which passage of one text is which of another: likeness by shared pairs of characters, and the best pairing by it."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, repeat
from typing import TypeVar

import msgspec

from generator.compare.folding import YEAR, fold

_WORD = re.compile(r"[^\W_]+")
_YEAR = re.compile(rf"{YEAR}\s*年?")
_COMMON_AT_LEAST, _COMMON_AT_MOST, _COMMON_SHARE = 6, 40, 4
_NEAREST = 12  # passages with the same words are paired with those that come about as late in the other text

_FEW = 100  # pairs; so many are sooner looked at than sorted out

Pair = tuple[int, int]  # the places of two passages in the older and in the newer text
Likely = tuple[float, int, int]  # how much they are alike, and their places
Grams = frozenset[int]  # two neighbouring characters each, as one number


class Features(msgspec.Struct, frozen=True):
    """What tells a passage from others: its words (`key`) without signs and years, and the pairs of characters in them.

    Passages with one key may always be paired.
    """

    key: str
    grams: Grams


T = TypeVar("T", bound=Features)


def words(text: str) -> str:
    """The characters of `text` that tell, without signs, spaces and years."""
    return "".join(_WORD.findall(_YEAR.sub("", fold(text))))


def grams(plain: str) -> Grams:
    """Every two neighbouring characters."""
    text = plain.encode("utf-16-le", "surrogatepass")
    even, odd = (memoryview(part)[: len(part) & ~3].cast("I") for part in (text, text[2:]))
    return frozenset(chain(even, odd))


def common(older: Mapping[int, int], newer: Mapping[int, int], passages: int) -> Grams:
    """The grams that stand in so many of the passages that sharing them tells nothing (关工委, 工作).

    `older` and `newer` say in how many passages of a text each of its grams stands.
    """
    limit = max(_COMMON_AT_LEAST, min(passages // _COMMON_SHARE, _COMMON_AT_MOST))
    often = (gram for counts in (older, newer) for gram, count in counts.items() if 2 * count > limit)
    return frozenset(gram for gram in often if older.get(gram, 0) + newer.get(gram, 0) > limit)


def likeness(a: Grams, b: Grams, shared: int | None = None) -> float:
    """How much two sets of grams have in common, from 0 to 1; one that holds the other whole is at 0.6 or above.

    `shared` is how many they share, where that is known.
    """
    if shared is None:
        shared = len(a & b)
    if not shared:
        return 0.0
    m, n = len(a), len(b)
    return max(2 * shared / (m + n), 0.6 * shared / (m if m < n else n))


def pairs(
    olds: Sequence[T], news: Sequence[T], alike: Callable[[T, T, int | None], float], least: float
) -> list[Likely]:
    """Every pair of passages that is alike by at least `least`; where there are many, of those that share anything.

    `alike` is told how many grams the two share, where that is known.
    """
    few = len(olds) * len(news) <= _FEW
    near = repeat(dict.fromkeys(range(len(olds))), len(news)) if few else _near(olds, news)
    scores = (
        (alike(olds[i], new, n), i, j)
        for j, (new, found) in enumerate(zip(news, near, strict=True))
        for i, n in found.items()
    )
    return [found for found in scores if found[0] >= least]


def _near(olds: Sequence[T], news: Sequence[T]) -> Iterator[Mapping[int, int | None]]:
    """For each passage of `news` the places in `olds` of those that share a gram or the key, and how many grams."""
    holders: defaultdict[int, list[int]] = defaultdict(list)
    same: defaultdict[str, list[int]] = defaultdict(list)
    for i, old in enumerate(olds):
        same[old.key].append(i)
        for gram in old.grams:
            holders[gram].append(i)
    rank: Counter[str] = Counter()
    for new in news:
        n = rank[new.key]
        rank[new.key] += 1
        near = dict.fromkeys(same[new.key][max(0, n - _NEAREST) : n + _NEAREST + 1], 0) if new.key in same else {}
        yield near | Counter(chain.from_iterable(map(holders.get, new.grams, repeat(()))))


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
