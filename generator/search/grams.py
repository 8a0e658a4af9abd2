"""Grams: the characters of the texts and their pairs, as postings."""

from array import array
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from generator.search.docs import Words
from generator.search.normal import APART
from generator.search.postings import DOC_BITS, FIELD_BITS, MOST_DOCS, Numbers

CHAR_BITS = 21
_FIELDS = np.uint64((1 << FIELD_BITS) - 1)
_FNV_OFFSET, _FNV_PRIME = 2166136261, 16777619


def postings(docs: Sequence[tuple[int, Words]], share: int, shares: int) -> Numbers:
    """Where the grams of one share of all grams stand: sorted postings without doubles.

    `docs` are numbers and words; a gram is in one of `shares` shares (a power of two), so that nobody needs to hold all
    of them at once.
    """
    texts = [(field << DOC_BITS | number, text) for number, words in docs for field, text in enumerate(words.texts)]
    assert all(number < MOST_DOCS for number, _ in docs)
    run = APART.join(text for _, text in texts)
    chars = np.frombuffer(run.encode("utf-32-le"), np.uint32)
    lengths = np.fromiter((len(text) + 1 for _, text in texts), np.int64, len(texts))
    places = np.repeat(np.fromiter((place for place, _ in texts), np.uint32, len(texts)), lengths)
    before, after = chars[:-1], chars[1:]
    mask, wanted = np.uint32(shares - 1), np.uint32(share)
    singles = np.flatnonzero((chars != 0) & (chars & mask == wanted))
    pairs = np.flatnonzero((before != 0) & (after != 0) & (before * np.uint32(7) + after & mask == wanted))
    codes = np.concatenate([chars[singles], before[pairs].astype(np.uint64) << np.uint64(CHAR_BITS) | after[pairs]])
    found: Numbers = codes << np.uint64(FIELD_BITS + DOC_BITS) | places[np.concatenate([singles, pairs])]
    found.sort()
    new = np.ones(len(found), bool)
    new[1:] = found[1:] != found[:-1]  # np.unique takes far longer
    return found[new]


def named(docs: Iterable[tuple[int, Words]], found: dict[str, "array[int]"]) -> None:
    """Add the documents of each term that is no gram, pinyin and filters, to those `found` before."""
    for number, words in docs:
        for term in words.terms:
            found.setdefault(term, array("q")).append(number)


def term_of(code: int) -> str:
    """The gram with this code."""
    before, after = code >> CHAR_BITS, code & (1 << CHAR_BITS) - 1
    return chr(before) + chr(after) if before else chr(after)


def split(groups: Numbers) -> tuple[Numbers, Numbers]:
    """The codes and the fields of groups of postings."""
    return groups >> np.uint64(FIELD_BITS), groups & _FIELDS


def hashes(terms: Sequence[str]) -> npt.NDArray[np.uint32]:
    """FNV-1a, 32 bits, of each term in UTF-16, low bytes first: what its shard is told by."""
    data = [term.encode("utf-16-le") for term in terms]
    lengths = np.fromiter(map(len, data), np.int64, len(data))
    found = np.full(len(data), _FNV_OFFSET, np.uint32)
    for size in np.unique(lengths).tolist():
        same = np.flatnonzero(lengths == size)
        table = np.frombuffer(b"".join(data[n] for n in same.tolist()), np.uint8).reshape(len(same), size)
        value = found[same]
        for column in table.T:
            value = (value ^ column) * np.uint32(_FNV_PRIME)
        found[same] = value
    return found
