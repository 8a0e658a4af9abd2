"""The shards: the terms of a segment with their postings, in files of bounded size that are told by the term alone."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

import msgspec
import numpy as np
import numpy.typing as npt

from generator.search import grams
from generator.search.docs import Words, call
from generator.search.postings import DOC_BITS, Numbers, coded, coded_sets

if TYPE_CHECKING:
    from array import array

LARGEST = 64 * 1024  # bytes of a shard
AVERAGE = 12 * 1024
MOST_BUCKETS = 1 << 16
LARGEST_VALUE = 20 * 1024  # characters of one term's sets
AT_ONCE = 2_000_000  # postings that are coded together
UNTOLD = "*"


class Terms(msgspec.Struct, frozen=True):
    """Some terms of a segment: their hashes, their entries in a shard, and in how many documents each character is."""

    hashes: npt.NDArray[np.uint32]
    entries: list[bytes]
    counts: dict[str, int]


def terms(chunks: Iterable[Sequence[tuple[int, Words]]], share: int, shares: int) -> Terms:
    """One share of the terms of a segment, whose numbered documents come in chunks.

    What is no gram, pinyin and filters, belongs to the first share.
    """
    names: dict[str, array[int]] = {}
    found = []
    for chunk in chunks:
        found.append(grams.postings(chunk, share, shares))
        if share == 0:
            grams.named(chunk, names)
    postings = np.concatenate(found)
    del found
    postings.sort()
    values: dict[str, list[str]] = {}
    counts: dict[str, int] = {}
    for part in _pieces(postings):
        groups, sets = coded(part)
        codes, fields = grams.split(groups)
        for code, field, coded_set in zip(codes.tolist(), fields.tolist(), sets, strict=True):
            value = values.setdefault(grams.term_of(code), [])
            value += [""] * (field - len(value))
            value.append(coded_set)
        counts |= _counts(part)
    told = {term: _value(sets) for term, sets in values.items()} | _named(names)
    entries = [f'"{term}":"{value}"'.encode() for term, value in told.items()]
    return Terms(grams.hashes(list(told)), entries, counts)


def _named(found: Mapping[str, "array[int]"]) -> dict[str, str]:
    """The sets of the terms that are no grams."""
    if not found:
        return {}
    lengths = np.fromiter(map(len, found.values()), np.int64, len(found))
    numbers = np.concatenate([np.frombuffer(numbers, np.int64) for numbers in found.values()])
    return dict(zip(found, coded_sets(numbers, np.cumsum(lengths) - lengths), strict=True))


def _pieces(postings: Numbers) -> Iterator[Numbers]:
    """The sorted postings in pieces that can be coded at once, no set cut in two."""
    groups = postings >> np.uint64(DOC_BITS)
    start = 0
    while start < len(postings):
        end = min(start + AT_ONCE, len(postings))
        end = int(np.searchsorted(groups, groups[end - 1], side="right"))
        yield postings[start:end]
        start = end


def _counts(postings: Numbers) -> dict[str, int]:
    """In how many documents each single character is."""
    codes, fields = grams.split(postings >> np.uint64(DOC_BITS))
    singles, counts = np.unique(codes[(codes >> np.uint64(grams.CHAR_BITS) == 0) & (fields == 0)], return_counts=True)
    return {chr(code): count for code, count in zip(singles.tolist(), counts.tolist(), strict=True)}


def _value(sets: list[str]) -> str:
    """The sets of a term in one text. Where they are too long those of fields are left untold, the longest first."""
    while sum(map(len, sets)) > LARGEST_VALUE and max(map(len, sets[1:]), default=0) > 1:
        longest = max(range(1, len(sets)), key=lambda n: len(sets[n]))
        sets[longest] = UNTOLD
    return ".".join(sets)


def shards(segment: str, found: Sequence[Terms]) -> tuple[int, Iterator[tuple[str, bytes]]]:
    """How many buckets a segment has, and the name and the bytes of each shard; empty ones too.

    A shard of few documents is far below the bounds; with many, one long value may need many buckets.
    """
    hashes = np.concatenate([terms.hashes for terms in found])
    entries = [entry for terms in found for entry in terms.entries]
    sizes = np.fromiter(map(len, entries), np.int64, len(entries)) + 1
    buckets = _buckets(hashes, sizes)
    return buckets, _shards(segment, hashes & np.uint32(buckets - 1), entries, buckets)


def _buckets(hashes: npt.NDArray[np.uint32], sizes: npt.NDArray[np.int64]) -> int:
    buckets = 1
    while buckets < MOST_BUCKETS:
        filled = np.bincount(hashes & np.uint32(buckets - 1), weights=sizes)
        if sizes.sum() <= AVERAGE * buckets and filled.max() <= LARGEST - 64:
            break
        buckets *= 2
    return buckets


def _shards(
    segment: str, places: npt.NDArray[np.uint32], entries: list[bytes], buckets: int
) -> Iterator[tuple[str, bytes]]:
    ordered = sorted(zip(places.tolist(), entries, strict=True))
    filled = {place: [entry for _, entry in group] for place, group in groupby(ordered, key=itemgetter(0))}
    for place in range(buckets):
        name = f"g/{segment}/{place:04x}"
        yield name, call(name, b"{" + b",\n".join(filled.get(place, ())) + b"}")
