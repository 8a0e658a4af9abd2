"""The lexicon: wordings that are slips, and what was meant. A small one comes along; site.yaml may name another."""

import functools
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from generator.mapping import parse_mapping
from generator.problem import Problem, warning


class Lexicon(msgspec.Struct, frozen=True):
    """Wrong wordings and the right ones."""

    words: Mapping[str, str]

    @property
    def pattern(self) -> re.Pattern[str] | None:
        """What finds any of the wrong wordings, the longer one first; None where there is none."""
        return _pattern(tuple(self.words))


class _Every(Mapping[str, str]):
    """A table of spellings in which every key is known."""

    def __getitem__(self, key: str) -> str:
        return key

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


@functools.lru_cache(maxsize=4)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str] | None:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, longest_first))) if words else None


def parse_lexicon(text: str) -> tuple[Lexicon, list[Problem]]:
    """The lexicon in a YAML file of `wrong: right`, added to the one that comes along.

    A wording without a right one is no slip: it takes an entry of the other out.
    """
    entries, problems = parse_mapping(text, _Every())
    words = dict(shipped().words)
    for entry in entries.values():
        if not isinstance(entry.value, str) or entry.value == entry.key or len(entry.key) < 2:
            hint = "每行写一条，先写错的写法，再写冒号和正确的写法，例如：十九的精神: 十九大的精神"
            problems.append(warning("lexicon-invalid", f"词表里的这一条不起作用：{entry.key}", hint, line=entry.line))
        elif entry.value:
            words[entry.key] = entry.value
        else:
            words.pop(entry.key, None)
    return Lexicon(words), problems


@functools.cache
def shipped() -> Lexicon:
    """The lexicon that comes with the program."""
    text = Path(__file__).with_name("lexicon.yaml").read_text("utf-8")
    entries, _ = parse_mapping(text, _Every())
    return Lexicon({entry.key: str(entry.value) for entry in entries.values()})
