"""Postings: which documents hold a term. Sets of numbers are coded as text, the shortest of three ways.

A posting is one number of 64 bits: the term in the upper 42, the field in 3, the document in 19; sorted, those of a set
lie together. Those of threes and fours have a mark of 8 more bits. docs/search.md has the codes.
"""

from binascii import b2a_base64
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Numbers: TypeAlias = npt.NDArray[np.uint64]
Integers: TypeAlias = npt.NDArray[np.int64]
Bytes: TypeAlias = npt.NDArray[np.uint8]

FIELD_BITS, DOC_BITS, MARK_BITS = 3, 21, 8
LONGEST_MARKED = 6_000  # bytes of a set with marks; they tell little of terms that are in many documents
MARKED_TIMES = 3  # as long as without marks, at most
MOST_DOCS = 1 << DOC_BITS
_GROUP = np.uint64(DOC_BITS)


def coded(postings: Numbers) -> tuple[Numbers, list[str]]:
    """The groups (term and field) of sorted postings without doubles, and the coded set of each."""
    groups = postings >> _GROUP
    docs = (postings & np.uint64(MOST_DOCS - 1)).astype(np.int64)
    starts = np.flatnonzero(np.r_[True, groups[1:] != groups[:-1]]) if len(groups) else np.zeros(0, np.int64)
    return groups[starts], coded_sets(docs, starts)


def coded_marked(postings: Numbers) -> tuple[Numbers, list[str]]:
    """The same of postings with a mark in the low bits, below the document; a set of field 0 has its marks if short."""
    plain = postings >> np.uint64(MARK_BITS)
    groups, sets = coded(plain[np.r_[True, plain[1:] != plain[:-1]]] if len(plain) else plain)
    field_bits = np.uint64((1 << FIELD_BITS) - 1)
    whole = np.flatnonzero(groups & field_bits == 0)
    group = np.uint64(DOC_BITS + MARK_BITS)
    found = postings[postings >> group & field_bits == 0]
    numbers = (found & np.uint64((1 << DOC_BITS + MARK_BITS) - 1)).astype(np.int64)
    starts = np.searchsorted(found, groups[whole] << group)
    texts = marked_sets(numbers, starts, [sets[n] for n in whole.tolist()])
    for n, text in zip(whole.tolist(), texts, strict=True):
        sets[n] = text
    return groups, sets


def marked_sets(numbers: Integers, starts: Integers, plain: list[str]) -> list[str]:
    """Each set of numbers, whose low bits are marks, as text; `plain` has those without marks, for where it is long."""
    if not len(starts):
        return []
    gaps = _gaps(numbers, starts, numbers)
    sizes = np.add.reduceat(_varint_sizes(gaps), starts)
    short = sizes <= MARKED_TIMES * (np.fromiter(map(len, plain), np.int64, len(plain)) * 3 // 4)
    short &= sizes <= LONGEST_MARKED
    chosen = sizes[short]
    places, data = _room(chosen)
    _put_varints(data, gaps[np.repeat(short, np.diff(np.r_[starts, len(numbers)]))], places, chosen)
    texts = iter(_as_text(data, places, chosen, [3] * len(chosen)))
    return [next(texts) if is_short else text for is_short, text in zip(short.tolist(), plain, strict=True)]


def coded_sets(docs: Integers, starts: Integers) -> list[str]:
    """Each set of document numbers as text; the sets, ascending, lie in `docs` one behind the other from `starts`."""
    if not len(starts):
        return []
    ends = np.r_[starts[1:], len(docs)]
    deltas = _gaps(docs, starts, docs)
    run_starts = np.flatnonzero((deltas != 1) | _at(starts, len(docs)))
    run_ends = np.r_[run_starts[1:], len(docs)]
    first_runs = np.searchsorted(run_starts, starts)
    runs = np.empty(2 * len(run_starts), np.int64)
    runs[0::2] = _gaps(docs[run_starts], first_runs, docs[run_ends - 1] + 1)
    runs[1::2] = run_ends - run_starts

    sizes = np.stack(
        [
            np.add.reduceat(_varint_sizes(deltas), starts),
            docs[ends - 1] // 8 + 1,
            np.add.reduceat(_varint_sizes(runs), 2 * first_runs),
        ]
    )
    ways = np.argmin(sizes, axis=0)
    chosen = np.min(sizes, axis=0)
    places, data = _room(chosen)
    lengths = ends - starts
    run_lengths = np.r_[first_runs[1:], len(run_starts)] - first_runs
    _put_varints(data, deltas[np.repeat(ways == 0, lengths)], places[ways == 0], chosen[ways == 0])
    _put_bits(data, docs[np.repeat(ways == 1, lengths)], places[ways == 1], lengths[ways == 1])
    _put_varints(data, runs[np.repeat(ways == 2, 2 * run_lengths)], places[ways == 2], chosen[ways == 2])
    return _as_text(data, places, chosen, ways.tolist())


def _gaps(values: Integers, starts: Integers, ends: Integers) -> Integers:
    """How far each value is from the end before it; the first of a set from 0."""
    gaps = values.copy()
    gaps[1:] -= ends[:-1]
    gaps[starts] = values[starts]
    return gaps


def _at(places: Integers, length: int) -> npt.NDArray[np.bool_]:
    marks = np.zeros(length, bool)
    marks[places] = True
    return marks


def _varint_sizes(values: Integers) -> Integers:
    sizes = np.ones(len(values), np.int64)
    for bits in range(7, int(values.max(initial=0)).bit_length(), 7):
        sizes += values >= 1 << bits
    return sizes


def _put_varints(data: Bytes, values: Integers, places: Integers, sizes: Integers) -> None:
    """Write the values, low 7 bits first, into sets that begin at `places` and are `sizes` long."""
    if not len(values):
        return
    lengths = _varint_sizes(values)
    within = np.cumsum(lengths) - lengths
    before = np.cumsum(sizes) - sizes  # the same as if the sets lay one behind the other
    which = np.searchsorted(before, within, side="right") - 1
    at = within + (places - before)[which]
    for n in range(int(lengths.max())):
        left = lengths > n
        high = np.where(lengths > n + 1, 128, 0)
        data[at[left] + n] = ((values >> 7 * n & 127) | high)[left]


def _put_bits(data: Bytes, docs: Integers, places: Integers, lengths: Integers) -> None:
    """Write the documents as bits, the lowest first, into sets that begin at `places` and have `lengths` documents."""
    bits = docs + np.repeat(places * 8, lengths)
    marked, begins = np.unique(bits >> 3, return_index=True)
    if len(marked):
        data[marked] = np.add.reduceat(np.left_shift(1, bits & 7), begins)


def _room(sizes: Integers) -> tuple[Integers, Bytes]:
    """Where each set of so many bytes begins, and the empty bytes for all: whole threes, which are four of base 64."""
    ends = np.cumsum((sizes + 2) // 3 * 3)
    return np.r_[0, ends[:-1]], np.zeros(int(ends[-1]) if len(ends) else 0, np.uint8)


def _as_text(data: Bytes, places: Integers, sizes: Integers, ways: list[int]) -> list[str]:
    """The sets of `sizes` bytes that begin at `places`, each with the letter of its way."""
    text = b2a_base64(data.tobytes(), newline=False).decode()
    begins = places // 3 * 4
    ends = begins + (4 * sizes + 2) // 3
    return ["dbrf"[way] + text[begin:end] for way, begin, end in zip(ways, begins.tolist(), ends.tolist(), strict=True)]
