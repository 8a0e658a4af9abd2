"""Pinyin of names and titles, and the terms by which their initials and syllables are found."""

import functools
import gc
import re
import sys
from collections.abc import Iterable
from itertools import pairwise

from generator.search.normal import normal_form

_RUN = re.compile("[0-9a-z]+|[^0-9a-z]+")


@functools.lru_cache(maxsize=8192)  # organs and places come again and again
def spelt(text: str) -> str:
    """The normal form of `text` as syllables apart by blanks, all that isn't Han kept: zhang jia gang shi 2020 nian."""
    return " ".join(map(_spelt, _RUN.findall(normal_form(text))))


@functools.lru_cache(maxsize=8192)
def _spelt(run: str) -> str:
    from pypinyin import lazy_pinyin  # takes a while to import: not when nothing has changed

    return " ".join(lazy_pinyin(run))


def load() -> None:
    """Load the tables, so that processes which begin from here share them."""
    _spelt("拼音")


def unload() -> None:
    """Give the tables back, 50 MB; whoever asks for pinyin after that has them loaded again, which takes 0.2 s."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "pypinyin"]:
        del sys.modules[name]
    for remembered in (spelt, _spelt, _terms):
        remembered.cache_clear()
    gc.collect()  # modules refer to themselves


def terms(spellings: Iterable[str]) -> set[str]:
    """What spelt names are found by: each syllable, each pair of syllables and each pair of initials, after a ~."""
    return set().union(*map(_terms, spellings))


@functools.lru_cache(maxsize=1024)  # some 4 KB each
def _terms(spelling: str) -> frozenset[str]:
    syllables = [word if word.isascii() and word.isalpha() else "" for word in spelling.split()]
    found = {f"~{one}" for one in syllables if one}
    for one, other in pairwise(syllables):
        if one and other:
            found |= {f"~{one}{other}", f"~{one[0]}{other[0]}"}
    return frozenset(found)
