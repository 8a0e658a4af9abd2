"""A stretch of text cut into atoms: a Han character, a number (15, 十九), a year, a Latin word or a sign each."""

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate

import msgspec

_NUMERAL, _SPACE = "一二三四五六七八九十百千万亿", r"[^\S\t]"
_LATIN = "A-Za-z"
_ONE = rf"[^\d{_NUMERAL}〇{_LATIN}\s]|\d+(?:[.,]\d+)*%?|[{_NUMERAL}]+|〇{{4}}|[{_LATIN}]+|\t|\S"
_SPACED = re.compile(rf"(({_ONE}){_SPACE}*|{_SPACE}+)")
# An atom of several characters; what it begins with is asked first, for most characters don't.
_LONG = re.compile(
    rf"([\d{_NUMERAL}〇{_LATIN}](?:(?<=\d)(?:\d+(?:[.,]\d+)*%?|(?:[.,]\d+)+%?|%)|(?<=[{_NUMERAL}])[{_NUMERAL}]+"
    rf"|(?<=〇)〇{{3}}|(?<=[{_LATIN}])[{_LATIN}]+))"
)
_ANY_SPACE = re.compile(_SPACE)


class Atoms(msgspec.Struct, frozen=True):
    """A stretch of a text as atoms, each without the spaces behind it, and where they are cut, from start to end.

    `weights` are how many characters that are no signs stand before each cut.
    """

    keys: Sequence[str]
    cuts: Sequence[int]
    weights: list[int]


def atoms(folded: str, start: int, end: int) -> Atoms:
    """The atoms of folded[start:end]."""
    piece = folded[start:end]
    if _ANY_SPACE.search(piece):
        found = _SPACED.findall(piece)
        keys, lengths = [key for _, key in found], [len(atom) for atom, _ in found]
        return Atoms(keys, _sums(lengths, start), _sums([len(key) if key[:1].isalnum() else 0 for key in keys]))
    pieces = _LONG.split(piece)
    if len(pieces) == 1:  # every atom is a character
        return Atoms(piece, range(start, end + 1), _sums(map(str.isalnum, piece)))
    keys, lengths = [], []
    weights: list[int] = []
    for short, long in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
        keys += short
        lengths += [1] * len(short)
        weights += map(str.isalnum, short)
        if long:
            keys.append(long)
            lengths.append(len(long))
            weights.append(len(long))
    return Atoms(keys, _sums(lengths, start), _sums(weights))


def _sums(numbers: Iterable[int], start: int = 0) -> list[int]:
    return list(accumulate(numbers, initial=start))
