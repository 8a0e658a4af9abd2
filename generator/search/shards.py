"""The shards: the terms of a segment with their postings, in files of bounded size that are told by the term alone.

Postings of chunks of documents are spilled to a folder, apart by shares of all terms; each share is then put together
by itself, and so are the shards of its terms. A term's share is told by the low bits of its hash, as its shard is.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, groupby, pairwise
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import numpy as np
import numpy.typing as npt

from generator.search import grams
from generator.search.docs import call
from generator.search.postings import DOC_BITS, FIELD_BITS, MARK_BITS, Numbers, coded, coded_marked, coded_sets

if TYPE_CHECKING:
    from array import array

LARGEST = 64 * 1024  # bytes of a shard
AVERAGE = 12 * 1024
MOST_BUCKETS = 1 << 16
LARGEST_VALUE = 20 * 1024  # characters of one term's sets
AT_ONCE = 250_000  # postings that are coded together
UNTOLD = "*"
_GRAM = np.uint64(FIELD_BITS + DOC_BITS)


class Terms(msgspec.Struct, frozen=True):
    """Some terms of a segment: their hashes, the bytes of their entries, in how many documents each character is.

    `often`: the fours that most documents have, and how many.
    The entries lie one behind the other in `file`.
    """

    hashes: npt.NDArray[np.uint32]
    sizes: npt.NDArray[np.int64]
    counts: dict[str, int]
    often: dict[int, int]
    file: Path

    def entries(self) -> list[bytes]:
        """What stands in a shard for each term."""
        data = self.file.read_bytes()
        return [data[begin:end] for begin, end in pairwise(accumulate(self.sizes.tolist(), initial=0))]


def spill(folder: Path, numbered: Sequence[tuple[int, bytes]], shares: int) -> None:
    """Write the postings of some documents, given as their numbers and codes, to a file of their own.

    `shares` is a power of two. In front stand the places where the share 0, 1, … and the end of the last one are.
    """
    postings = grams.postings(numbered)
    bounds = np.array([0, len(postings)], np.int64)
    if shares > 1:
        share = (grams.hashes_of(postings >> _GRAM) & np.uint32(shares - 1)).astype(np.uint16)
        postings = postings[np.argsort(share, kind="stable")]
        bounds = np.r_[0, np.cumsum(np.bincount(share, minlength=shares))]
    (folder / f"{numbered[0][0]}.postings").write_bytes(bounds.astype(np.int64).tobytes() + postings.tobytes())


def _spilled(folder: Path, share: int, shares: int) -> Numbers:
    """The postings of a share, sorted."""
    found = [np.zeros(0, np.uint64)]
    for path in folder.glob("*.postings"):
        with path.open("rb", buffering=0) as file:
            file.seek(8 * share)
            begin, end = np.frombuffer(file.read(16), np.int64).tolist()
            file.seek(8 * (shares + 1 + begin))
            found.append(np.frombuffer(file.read(8 * (end - begin)), np.uint64))
    postings = np.concatenate(found)
    postings.sort()
    return postings


def terms(folder: Path, share: int, shares: int) -> Terms:
    """The terms of one share of all grams, whose postings lie in `folder`; their entries go there too."""
    values: dict[int, list[str]] = {}
    counts: dict[str, int] = {}
    postings = _spilled(folder, share, shares)
    hashed = int(np.searchsorted(postings, np.uint64(grams.HASHED) << _GRAM))
    for part in _pieces(postings[:hashed], DOC_BITS):
        _gather(values, *coded(part))
        counts |= _counts(part)
    often = grams.often(postings[hashed:])
    postings = grams.marked(postings[hashed:])
    for part in _pieces(postings, DOC_BITS + MARK_BITS):
        codes, sets = coded_marked(part)
        _gather(values, codes | np.uint64(grams.HASHED << FIELD_BITS), sets)
    hashes = grams.hashes_of(np.fromiter(values, np.uint64, len(values)))
    told = {grams.term_of(gram): _value(sets) for gram, sets in values.items()}
    return _written(folder / f"{share}.terms", told, hashes, counts, often)


def _gather(values: dict[int, list[str]], codes: Numbers, sets: Sequence[str]) -> None:
    """Put the sets to the grams that they are of, by field."""
    found, fields = codes >> np.uint64(FIELD_BITS), codes & np.uint64((1 << FIELD_BITS) - 1)
    for gram, field, coded_set in zip(found.tolist(), fields.tolist(), sets, strict=True):
        value = values.setdefault(gram, [])
        value += [""] * (field - len(value))
        value.append(coded_set)


def named(folder: Path, found: Mapping[str, "array[int]"]) -> Terms:
    """The terms that are no grams, pinyin and filters, by the numbers of their documents."""
    lengths = np.fromiter(map(len, found.values()), np.int64, len(found))
    numbers = np.concatenate([np.frombuffer(numbers, np.uint32) for numbers in found.values()]).astype(np.int64)
    told = dict(zip(found, coded_sets(numbers, np.cumsum(lengths) - lengths), strict=True))
    return _written(folder / "named.terms", told, grams.hashes(told), {}, {})


def _written(
    file: Path,
    told: Mapping[str, str],
    hashes: npt.NDArray[np.uint32],
    counts: dict[str, int],
    often: dict[int, int],
) -> Terms:
    entries = [f'"{term}":"{value}"'.encode() for term, value in told.items()]
    file.write_bytes(b"".join(entries))
    return Terms(hashes, np.fromiter(map(len, entries), np.int64, len(entries)), counts, often, file)


def _pieces(postings: Numbers, low_bits: int) -> Iterator[Numbers]:
    """The sorted postings in pieces that can be coded at once, no set, whose `low_bits` differ, cut in two."""
    start = 0
    while start < len(postings):
        last = postings[min(start + AT_ONCE, len(postings)) - 1]
        end = int(np.searchsorted(postings, last | np.uint64((1 << low_bits) - 1), side="right"))
        yield postings[start:end]
        start = end


def _counts(postings: Numbers) -> dict[str, int]:
    """In how many documents each single character is."""
    codes = postings >> np.uint64(DOC_BITS)
    characters = codes[(codes >> np.uint64(grams.CHAR_BITS + FIELD_BITS) == 0) & (codes & np.uint64(7) == 0)]
    singles, counts = np.unique(characters >> np.uint64(FIELD_BITS), return_counts=True)
    return {chr(code): count for code, count in zip(singles.tolist(), counts.tolist(), strict=True)}


def _value(sets: list[str]) -> str:
    """The sets of a term in one text. Where they are too long those of fields are left untold, the longest first."""
    while sum(map(len, sets)) > LARGEST_VALUE and max(map(len, sets[1:]), default=0) > 1:
        longest = max(range(1, len(sets)), key=lambda n: len(sets[n]))
        sets[longest] = UNTOLD
    return ".".join(sets)


def shards(segment: str, shared: Sequence[Terms], others: Terms) -> tuple[int, Iterator[tuple[str, bytes]]]:
    """How many buckets a segment has, and the name and the bytes of each shard; empty ones too.

    `shared` are the terms of all shares. A shard of few documents is far below the bounds; with many, one long value
    may need many buckets.
    """
    every = (*shared, others)
    buckets = _buckets(np.concatenate([one.hashes for one in every]), np.concatenate([one.sizes for one in every]) + 1)
    return buckets, _shards(segment, shared, others, buckets)


def _buckets(hashes: npt.NDArray[np.uint32], sizes: npt.NDArray[np.int64]) -> int:
    buckets = 1
    while buckets < MOST_BUCKETS:
        filled = np.bincount(hashes & np.uint32(buckets - 1), weights=sizes)
        if sizes.sum() <= AVERAGE * buckets and filled.max() <= LARGEST - 64:
            break
        buckets *= 2
    return buckets


def _shards(segment: str, shared: Sequence[Terms], others: Terms, buckets: int) -> Iterator[tuple[str, bytes]]:
    step = min(len(shared), buckets)  # what is in other steps has other low bits
    other = list(zip((others.hashes & np.uint32(buckets - 1)).tolist(), others.entries(), strict=True))
    for first in range(step):
        found = [one for one in other if one[0] % step == first]
        for one in shared[first::step]:
            found += zip((one.hashes & np.uint32(buckets - 1)).tolist(), one.entries(), strict=True)
        filled = {place: [entry for _, entry in group] for place, group in groupby(sorted(found), key=itemgetter(0))}
        for place in range(first, buckets, step):
            name = f"g/{segment}/{place:04x}"
            yield name, call(name, b"{" + b",\n".join(filled.get(place, ())) + b"}")
