"""The tables of pinyin, which are given back in a large build, and come again when they are asked for."""

import sys

from generator.region import slugify
from generator.search import pinyin


def test_tables_given_back_come_again() -> None:
    before = pinyin.spelt("重庆市2020年"), slugify("张家港市教育局")
    pinyin.unload()
    assert not [name for name in sys.modules if name.startswith("pypinyin")]
    assert (pinyin.spelt("重庆市2020年"), slugify("张家港市教育局")) == before
    assert "pypinyin" in sys.modules
