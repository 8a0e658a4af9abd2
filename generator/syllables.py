"""What Han characters sound like: syllables of pinyin without tones, by the tables of the package pypinyin.

Only its tables are used: to import the package, which reads them whole and prepares much that we don't ask for, takes
0.2 s of a processor, reading them alone 0.03. What is spelt here is what `pypinyin.lazy_pinyin` spells
(tests/test_syllables.py).
"""

import functools
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import msgspec

_LONGEST = 10  # characters; no phrase in the table is longer
_HAN = "〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f\U00030000-\U000323af\ue815-\ue864"
_RUNS = re.compile(f"([{_HAN}]+)")
_TONES = re.compile("[\u0300-\u036f]")


class _Tables(msgspec.Struct, frozen=True):
    """The readings of phrases (a list for each character) and of characters (joined by commas), as they are in JSON.

    `ordered` are the phrases in their order.
    """

    phrases: dict[str, msgspec.Raw]
    chars: dict[str, msgspec.Raw]
    ordered: list[str]


@functools.cache
def _tables() -> _Tables:
    spec = find_spec("pypinyin")
    if not (spec and spec.origin):
        raise ModuleNotFoundError("No module named 'pypinyin'", name="pypinyin")
    phrases, chars = (
        msgspec.json.decode(Path(spec.origin).with_name(name).read_bytes(), type=dict[str, msgspec.Raw])
        for name in ("phrases_dict.json", "pinyin_dict.json")
    )
    return _Tables(phrases, chars, sorted(phrases))


def load() -> None:
    """Read the tables, so that processes which begin from here share them."""
    _tables()


def forget() -> None:
    """Give the tables back, 20 MB; whoever asks for a syllable after that has them read again."""
    _tables.cache_clear()


def syllables(text: str) -> list[str]:
    """A syllable ([a-z]+, ü is v) for each Han character, itself where it has none; other runs as they are."""
    found: list[str] = []
    for place, run in enumerate(_RUNS.split(text)):  # the odd ones are Han
        found += _spelt(run) if place % 2 else filter(None, [run])
    return found


def _spelt(run: str) -> Iterator[str]:
    tables = _tables()
    for word in _words(run):
        if word in tables.phrases:
            readings = msgspec.json.decode(tables.phrases[word], type=list[list[str]])
            yield from (_plain(reading[0]) for reading in readings)
        else:
            known = tables.chars.get(str(ord(word)))
            yield _plain(msgspec.json.decode(known, type=str).partition(",")[0]) if known else word


def _words(run: str) -> Iterator[str]:
    """The run cut into phrases, from its begin always the longest, and single characters.

    A rest with which a longer phrase begins, but which begins with none, is cut into characters: pypinyin does so, and
    addresses stay.
    """
    phrases, ordered = _tables().phrases, _tables().ordered
    while run:
        length = next((n for n in range(min(len(run), _LONGEST), 1, -1) if run[:n] in phrases), 1)
        place = bisect_left(ordered, run)
        if length == 1 and place < len(ordered) and ordered[place].startswith(run):
            yield from run
            return
        yield run[:length]
        run = run[length:]


def _plain(reading: str) -> str:
    """A syllable without its tone."""
    return _TONES.sub("", unicodedata.normalize("NFD", reading).replace("u\u0308", "v"))
