"""Syllables of pinyin: those of the package pypinyin, whose tables are read without importing it."""

import subprocess
import sys

import pytest
import sites
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import lazy_pinyin
from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

from generator import syllables as spelling
from generator.region import slugify
from generator.syllables import syllables

PHRASES, CHARACTERS = sorted(PHRASES_DICT), [chr(code) for code in sorted(PINYIN_DICT)]
begins = st.builds(lambda phrase, end: phrase[:end], st.sampled_from(PHRASES), st.integers(1, 10))
others = st.sampled_from(["2026", "年", "、", "ab", " ", "（", "〇", "\U00020bb7", "é"])
texts = st.lists(begins | st.sampled_from(CHARACTERS) | others, max_size=6).map("".join)


def test_every_phrase_and_every_character_sounds_as_pypinyin_says() -> None:
    assert [text for text in (*PHRASES, *CHARACTERS) if syllables(text) != lazy_pinyin(text)] == []


@given(texts)
def test_a_text_is_cut_into_phrases_as_pypinyin_does(text: str) -> None:
    assert syllables(text) == (lazy_pinyin(text) if text else [])


@pytest.mark.parametrize(
    ("text", "spelt"),
    [
        ("重庆市", ["chong", "qing", "shi"]),  # a phrase: 重 by itself is zhong
        ("行政区划", ["xing", "zheng", "qu", "hua"]),
        ("绿化", ["lv", "hua"]),
        ("2026年、A", ["2026", "nian", "、A"]),
        ("", []),
    ],
)
def test_examples(text: str, spelt: list[str]) -> None:
    assert syllables(text) == spelt


def test_a_rest_that_only_begins_a_longer_phrase_is_cut_into_characters() -> None:
    begin = next(
        phrase[:-1]
        for phrase in PHRASES
        if phrase[1:-1] in PHRASES_DICT and not any(phrase[:n] in PHRASES_DICT for n in range(2, len(phrase)))
    )
    assert list(spelling._words(begin)) == list(begin)


def test_tables_given_back_come_again() -> None:
    before = syllables("重庆市2020年"), slugify("张家港市教育局")
    spelling.forget()
    assert (syllables("重庆市2020年"), slugify("张家港市教育局")) == before


def test_the_package_is_not_loaded() -> None:
    code = "import sys; from generator.region import slugify; print(slugify('张家港'), 'pypinyin' in sys.modules)"
    command = [sys.executable, "-X", "utf8", "-c", code]
    done = subprocess.run(command, cwd=sites.PROJECT, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.split() == ["zhangjiagang", "False"]
