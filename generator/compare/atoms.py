"""A stretch of text cut into atoms: a Han character, a number (15, 十九), a year, a Latin word or a sign each."""

import re
from collections.abc import Sequence
from itertools import accumulate

import msgspec

_NUMERAL, _SPACE = "一二三四五六七八九十百千万亿", r"[^\S\t]"
_BEGINS = rf"\d{_NUMERAL}〇A-Za-z\s"  # with what an atom of several characters begins; asked first, for most don't
_ONE = rf"[^{_BEGINS}]|\d+(?:[.,]\d+)*%?|[{_NUMERAL}]+|〇{{4}}|[A-Za-z]+|\t|\S"
_ATOM = re.compile(_ONE)
_SPACED = re.compile(rf"(({_ONE}){_SPACE}*|{_SPACE}+)")
_LONG = re.compile(
    rf"[{_BEGINS}](?:(?<=\d)[\d.,%]|(?<=[{_NUMERAL}])[{_NUMERAL}]|(?<=〇)〇{{3}}|(?<=[A-Za-z])[A-Za-z]|(?<={_SPACE}))"
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
    if not _LONG.search(piece):  # every atom is a character
        return Atoms(piece, range(start, end + 1), [0, *accumulate(map(str.isalnum, piece))])
    if _ANY_SPACE.search(piece):
        found = _SPACED.findall(piece)
        keys, lengths = [key for _, key in found], [len(atom) for atom, _ in found]
    else:
        keys = _ATOM.findall(piece)
        lengths = list(map(len, keys))
    weights = accumulate([len(key) if key[:1].isalnum() else 0 for key in keys], initial=0)
    return Atoms(keys, list(accumulate(lengths, initial=start)), list(weights))
