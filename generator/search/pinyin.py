"""Pinyin of names and titles, and the terms by which their initials and syllables are found."""

import functools
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from generator.search.normal import normal_form
from generator.syllables import syllables

_RUN = re.compile("[0-9a-z]+|[^0-9a-z]+")


def spelt(text: str) -> str:
    """The normal form of `text` as syllables apart by blanks, all that isn't Han kept: zhang jia gang shi 2020 nian."""
    return " ".join(map(_spelt, _RUN.findall(normal_form(text))))


@functools.lru_cache(maxsize=8192)
def _spelt(run: str) -> str:
    return " ".join(syllables(run))


def terms(spellings: Iterable[str]) -> set[str]:
    """What spelt names are found by: each syllable, each pair of syllables and each pair of initials, after a ~."""
    return {"~" + term for spelling in spellings for term in _terms(spelling.split())}


def _terms(words: list[str]) -> Iterator[str]:
    syllables = [word if word.isascii() and word.isalpha() else "" for word in words]
    yield from filter(None, syllables)
    for one, other in pairwise(syllables):
        if one and other:
            yield one + other
            yield one[0] + other[0]
