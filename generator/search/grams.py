"""Grams: characters of the texts, their pairs, threes and fours, as numbers: codes of one document, postings of many.

A code is a gram in the upper bits and the field in the lower 3. A gram is its characters, 18 bits each. Of three and of
four it is a bit above those and 26 bits of their hash, the mark and the slot: these are too many to be told apart, and
need not be. The slot is their term; the mark goes with the document.
"""

from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from generator.search.normal import APART, form, unmarked
from generator.search.postings import DOC_BITS, FIELD_BITS, MARK_BITS, MOST_DOCS, Numbers
from generator.search.start import MOST_OFTEN

Chars32 = npt.NDArray[np.uint32]

AT_ONCE = 20  # documents whose texts are worked on together
CHAR_BITS = 18  # no letter or digit needs more
_JOINT = "\1"  # between parts that follow each other; the normal form drops it
_CODE_BITS = 45
_SLOT_BITS = 18
HASHED = 1 << 2 * CHAR_BITS
FOUR = HASHED | 1 << _SLOT_BITS + MARK_BITS  # which tells fours from threes
_SLOTS = 1 << _SLOT_BITS
_UNKNOWN = np.uint32(0xFFFFFFFF)
_FNV_OFFSET, _FNV_PRIME = 2166136261, 16777619
_BEYOND = 1 << 16  # a character from here on is two units of UTF-16


def codes(docs: Sequence[Sequence[str]]) -> list[bytes]:
    """The codes of each document, ascending and without doubles, 8 bytes each.

    The texts of a document are in NFKC, one a field. The parts of the first follow each other; in others APART keeps
    them apart.
    """
    found: list[bytes] = []
    for begin in range(0, len(docs), AT_ONCE):
        found += _codes(docs[begin : begin + AT_ONCE])
    return found


def _codes(docs: Sequence[Sequence[str]]) -> list[bytes]:
    texts = [text if field else text.replace(APART, _JOINT) for fields in docs for field, text in enumerate(fields)]
    places = [doc << _CODE_BITS | field for doc, fields in enumerate(docs) for field in range(len(fields))]
    chars, text_of = _letters(texts)
    place = np.array(places, np.uint64)[text_of]
    of_threes = _hashes_of_rows(chars[:-2], chars[1:-1], chars[2:])
    of_fours = _hashes_of_rows(chars[3:], before=of_threes[:-1])
    wide = chars.astype(np.uint64)
    grams = [wide, wide[:-1] << np.uint64(CHAR_BITS) | wide[1:]]
    grams += [_hashed_grams(of_threes, HASHED), _hashed_grams(of_fours, FOUR)]
    there = whole = chars != 0
    found = []
    for beyond, gram in enumerate(grams):
        whole = whole[: len(gram)] & there[beyond:]
        found.append((gram << np.uint64(FIELD_BITS) | place[: len(gram)])[whole])
    keys = np.concatenate(found)
    keys.sort()
    keys = keys[_first_of_each(keys)]
    bounds = np.searchsorted(keys, np.arange(len(docs) + 1, dtype=np.uint64) << np.uint64(_CODE_BITS)).tolist()
    keys &= np.uint64((1 << _CODE_BITS) - 1)
    return [keys[bounds[doc] : bounds[doc + 1]].tobytes() for doc in range(len(docs))]


def _hashed_grams(hashes: Chars32, kind: int) -> Numbers:
    """The grams of threes or fours: the upper bits of their hashes are the marks, the lower ones the slots."""
    marks = hashes >> np.uint32(32 - MARK_BITS)
    return (marks << np.uint32(_SLOT_BITS) | hashes & np.uint32(_SLOTS - 1)) | np.uint64(kind)


def _first_of_each(ascending: Numbers) -> npt.NDArray[np.bool_]:
    """Where another number begins; np.unique takes far longer."""
    new = np.ones(len(ascending), bool)
    np.not_equal(ascending[1:], ascending[:-1], out=new[1:])
    return new


def _letters(texts: Sequence[str]) -> tuple[Chars32, npt.NDArray[np.int64]]:
    """The characters of the normal forms, 0 between texts and their parts, and which text each character is of."""
    chars = np.frombuffer(unmarked(APART.join(texts)).encode("utf-32-le"), np.uint32)
    marks = chars == 0
    parts = np.fromiter((text.count(APART) + 1 for text in texts), np.int64, len(texts))
    forms = _simple_forms(chars)
    kept = (forms != 0) | marks
    return forms[kept], np.repeat(np.arange(len(texts)), parts)[np.cumsum(marks)[kept]]


def _simple_forms(chars: Chars32) -> Chars32:
    """What becomes of each character, 0 where it goes."""
    table = _table()
    chars = np.minimum(chars, np.uint32(len(table) - 1))
    found = table[chars]
    new = found == _UNKNOWN
    if new.any():
        for code in set(chars[new].tolist()):  # np.unique loads a part of NumPy that takes 20 ms
            table[code] = form(code)
        found = table[chars]
    return found


@cache
def _table() -> Chars32:
    """The form of each character as far as it was asked for; the last is for all beyond, which are no letters."""
    table = np.full((1 << CHAR_BITS) + 1, _UNKNOWN, np.uint32)
    table[-1] = 0
    return table


def postings(numbered: Iterable[tuple[int, bytes]]) -> Numbers:
    """The codes of numbered documents as postings, in no order."""
    numbers, found = zip(*numbered, strict=True)
    assert max(numbers) < MOST_DOCS
    lengths = np.fromiter((len(data) // 8 for data in found), np.int64, len(found))
    all_of = np.frombuffer(b"".join(found), np.uint64) << np.uint64(DOC_BITS)
    all_of |= np.repeat(np.array(numbers, np.uint64), lengths)
    return all_of


def marked(hashed: Numbers) -> Numbers:
    """The postings of threes and fours with the mark below the document, sorted: what `coded_marked` takes."""
    low = np.uint64(FIELD_BITS + DOC_BITS)
    grams = hashed >> low
    found = (grams & np.uint64(_SLOTS - 1)) << low | hashed & np.uint64((1 << FIELD_BITS + DOC_BITS) - 1)
    found <<= np.uint64(MARK_BITS)
    found |= grams >> np.uint64(_SLOT_BITS) & np.uint64((1 << MARK_BITS) - 1)
    found.sort()
    return found[_first_of_each(found)]


def often(hashed: Numbers) -> dict[int, int]:
    """The fours that most documents have, of sorted postings of threes and fours; in how many."""
    codes = hashed[np.searchsorted(hashed, np.uint64(FOUR) << np.uint64(FIELD_BITS + DOC_BITS)) :] >> np.uint64(
        DOC_BITS
    )
    codes = codes[codes & np.uint64((1 << FIELD_BITS) - 1) == 0]
    starts = np.flatnonzero(np.r_[True, codes[1:] != codes[:-1]]) if len(codes) else np.zeros(0, np.int64)
    counts = np.diff(np.r_[starts, len(codes)])
    most = np.argsort(-counts, kind="stable")[:MOST_OFTEN]
    return dict(zip((codes[starts[most]] >> np.uint64(FIELD_BITS)).tolist(), counts[most].tolist(), strict=True))


def term_of(gram: int) -> str:
    """The gram as a term: its characters, or for three and four a ^ and their slot."""
    if gram & HASHED:
        return f"^{gram & _SLOTS - 1:05x}"
    before, after = gram >> CHAR_BITS, gram & (1 << CHAR_BITS) - 1
    return chr(before) + chr(after) if before else chr(after)


def hashes_of(grams: Numbers) -> Chars32:
    """FNV-1a, 32 bits, of each gram's term in UTF-16, low bytes first: what its shard is told by."""
    found = np.empty(len(grams), np.uint32)
    hashed = grams >= np.uint64(HASHED)
    chars, slots = grams[~hashed], grams[hashed] & np.uint64(_SLOTS - 1)
    after = chars & np.uint64((1 << CHAR_BITS) - 1)
    found[~hashed] = _hashes_of_rows((chars >> np.uint64(CHAR_BITS)).astype(np.uint32), after.astype(np.uint32))
    if len(slots):
        found[hashed] = _hashes_of_slots()[slots]
    return found


@cache
def _hashes_of_slots() -> Chars32:
    """The hash of ^00000, ^00001, …"""
    slots = np.arange(_SLOTS, dtype=np.uint32)
    digits = np.frombuffer(b"0123456789abcdef", np.uint8).astype(np.uint32)
    return _hashes_of_rows(np.full(_SLOTS, ord("^"), np.uint32), *(digits[slots >> n & 15] for n in (16, 12, 8, 4, 0)))


def _hashes_of_rows(*columns: Chars32, before: Chars32 | None = None) -> Chars32:
    """FNV-1a of texts whose first characters are in the first column, and so on; a 0 is none.

    `before` are the hashes of what stands before them, if anything.
    """
    found = np.full(len(columns[0]), _FNV_OFFSET, np.uint32) if before is None else before
    for char in columns:
        beyond = char >= _BEYOND
        several = beyond.any()
        first = np.where(beyond, (char >> 10) + np.uint32(0xD7C0), char) if several else char
        found = np.where(char != 0, _hashed(found, first), found)
        if several:
            found = np.where(beyond, _hashed(found, char & np.uint32(0x3FF) | np.uint32(0xDC00)), found)
    return found


def _hashed(found: Chars32, units: Chars32) -> Chars32:
    """The hashes with one more unit of UTF-16 each."""
    prime = np.uint32(_FNV_PRIME)
    return ((found ^ units & np.uint32(255)) * prime ^ units >> np.uint32(8)) * prime


def hashes(terms: Iterable[str]) -> Chars32:
    """FNV-1a of terms of any length."""
    return np.array([_fnv(term) for term in terms], np.uint32)


def _fnv(term: str) -> int:
    value = _FNV_OFFSET
    for byte in term.encode("utf-16-le"):
        value = (value ^ byte) * _FNV_PRIME & 0xFFFFFFFF
    return value
