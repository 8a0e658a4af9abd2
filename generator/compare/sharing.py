"""How many pairs of neighbouring characters the passages of two texts share: counted for all of them at once.

Numbers in arrays, for to meet the sets of every two passages takes three times as long. NumPy takes a while to load, so
this is imported only where two texts are compared.
"""

from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

_COMMON_AT_LEAST, _COMMON_AT_MOST, _COMMON_SHARE = 6, 40, 4
_CELLS = 1 << 20  # pairs of passages that are counted at once; a plan has some thousand


class Held(msgspec.Struct, frozen=True):
    """What stands where: `grams` are pairs of characters as a number each, in order, `places` their passages."""

    grams: npt.NDArray[np.uint32]
    places: npt.NDArray[np.int64]

    def of(self, place: int) -> frozenset[int]:
        """The grams of one passage."""
        return frozenset(self.grams[self.places == place].tolist())

    def within(self, starts: Sequence[int]) -> "Held":
        """The same for the parts that begin at these passages: their numbers instead of places, each gram once."""
        parts = np.searchsorted(np.array(starts), self.places, "right") - 1
        first = _new(self.grams) | _new(parts)
        return Held(self.grams[first], parts[first])


def held(texts: Sequence[str]) -> Held:
    """What the texts hold, which have no character U+0000."""
    units = np.frombuffer("\0".join(texts).encode("utf-16-le", "surrogatepass"), "<u2").astype(np.uint64)
    ends = units == 0
    pairs = (units[:-1] | units[1:] << 16) << 32 | np.cumsum(ends)[:-1].astype(np.uint64)
    found = pairs[~(ends[:-1] | ends[1:])]
    found.sort()
    found = found[_new(found)]
    return Held((found >> 32).astype(np.uint32), (found & 0xFFFFFFFF).astype(np.int64))


def _new(values: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
    """Where a value is another than that before it."""
    new = np.ones(len(values), bool)
    np.not_equal(values[1:], values[:-1], out=new[1:])
    return new


def telling(older: Held, newer: Held, passages: int) -> tuple[Held, Held]:
    """Both without the grams that stand in so many of all passages that sharing them tells nothing (关工委, 工作)."""
    limit = max(_COMMON_AT_LEAST, min(passages // _COMMON_SHARE, _COMMON_AT_MOST))
    grams = np.concatenate((older.grams, newer.grams))
    grams.sort()
    common = grams[limit:][grams[limit:] == grams[:-limit]]
    if not len(common):
        return older, newer
    return _without(older, common), _without(newer, common)


def _without(held: Held, common: npt.NDArray[np.uint32]) -> Held:
    near = np.minimum(np.searchsorted(common, held.grams), len(common) - 1)
    kept = common[near] != held.grams
    return Held(held.grams[kept], held.places[kept])


def likely(older: Held, olds: int, newer: Held, news: int, least: float = 0.0) -> list[dict[int, float]]:
    """For each passage of the newer text those of the older that share anything and are alike by at least `least`.

    `olds` and `news` are how many passages there are. How much two are alike is from 0 to 1: what they share of both;
    one that holds the other whole is at 0.6 or above.
    """
    first = np.searchsorted(newer.grams, older.grams, "left")
    count = np.searchsorted(newer.grams, older.grams, "right") - first
    sizes_old, sizes_new = np.bincount(older.places, minlength=olds), np.bincount(newer.places, minlength=news)
    found: list[dict[int, float]] = [{} for _ in range(news)]
    width = max(1, min(olds, _CELLS // max(1, news)))
    for start in range(0, olds, width):
        part = (older.places >= start) & (older.places < start + width)
        n, place = count[part], older.places[part] - start
        where = np.arange(n.sum()) + np.repeat(first[part] - np.cumsum(n) + n, n)
        shared = np.bincount(newer.places[where] * width + np.repeat(place, n))
        cells = np.flatnonzero(shared)
        i, j, both = cells % width + start, cells // width, shared[cells]
        m, k = sizes_old[i], sizes_new[j]
        alike = np.maximum(2 * both / (m + k), 0.6 * both / np.minimum(m, k))
        enough = alike >= least
        for new, old, score in zip(j[enough].tolist(), i[enough].tolist(), alike[enough].tolist(), strict=True):
            found[new][old] = score
    return found
