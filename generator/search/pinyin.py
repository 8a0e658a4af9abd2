"""Pinyin of names and titles, and the terms by which their initials and syllables are found."""

import functools
import re
from collections.abc import Iterable
from itertools import pairwise

from generator.search.normal import normal_form
from generator.syllables import syllables

_RUN = re.compile("[0-9a-z]+|[^0-9a-z]+")


@functools.lru_cache(maxsize=8192)  # organs and places come again and again
def spelt(text: str) -> str:
    """The normal form of `text` as syllables apart by blanks, all that isn't Han kept: zhang jia gang shi 2020 nian."""
    return " ".join(map(_spelt, _RUN.findall(normal_form(text))))


@functools.lru_cache(maxsize=8192)
def _spelt(run: str) -> str:
    return " ".join(syllables(run))


def terms(spellings: Iterable[str]) -> set[str]:
    """What spelt names are found by: each syllable, each pair of syllables and each pair of initials, after a ~."""
    return set().union(*map(_terms, spellings))


@functools.lru_cache(maxsize=1024)  # some 4 KB each
def _terms(spelling: str) -> frozenset[str]:
    parts = [word if word.isascii() and word.isalpha() else "" for word in spelling.split()]
    found = {f"~{one}" for one in parts if one}
    for one, other in pairwise(parts):
        if one and other:
            found |= {f"~{one}{other}", f"~{one[0]}{other[0]}"}
    return frozenset(found)
