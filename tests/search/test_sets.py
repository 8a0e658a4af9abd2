"""Sets of documents as text: whatever the sets, the reader reads what was written, and nothing shorter would do."""

import json
import unicodedata
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reader import decoded, fnv, slot

from generator.search import normal
from generator.search.grams import codes, hashes, hashes_of, term_of
from generator.search.normal import compatible, normal_form, traditional
from generator.search.postings import DOC_BITS, FIELD_BITS, LONGEST_MARKED, MARK_BITS, coded_marked, coded_sets
from generator.search.shards import LARGEST_VALUE, _value

VECTORS = json.loads(Path(__file__).with_name("normal.json").read_text("utf-8"))
SMALL = st.integers(0, 300)
TEXT = st.sampled_from("读懂中国關工委𠮷\U000323b0Aé1０号第〔，。 ")
ANY = st.integers(0, (1 << 19) - 1)
DENSE = st.tuples(ANY, st.integers(1, 5000), st.integers(1, 9)).map(lambda t: set(range(t[0], t[0] + t[1], t[2])))


def code(sets: list[set[int]]) -> list[str]:
    """The sets as text."""
    docs = np.array([number for numbers in sets for number in sorted(numbers)], np.int64)
    lengths = np.array([len(numbers) for numbers in sets], np.int64)
    return coded_sets(docs, np.cumsum(lengths) - lengths)


@given(st.lists(st.one_of(st.sets(SMALL, min_size=1), st.sets(ANY, min_size=1, max_size=50), DENSE), max_size=12))
def test_what_is_written_is_read(sets: list[set[int]]) -> None:
    assert [decoded(text, 1 << 20) for text in code(sets)] == sets


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        ({0}, "dAA"),
        ({7}, "dBw"),
        ({5, 1000}, "dBeMH"),
        (set(range(1000)), "rAOgH"),
        (set(range(3, 10)) | set(range(20, 40)), "rAwcKFA"),
        (set(range(0, 64, 2)), "bVVVVVVVVVVU"),
        ({300_000}, "d4KcS"),
    ],
)
def test_the_shortest_way_is_taken(numbers: set[int], text: str) -> None:
    assert code([numbers]) == [text]


@given(
    st.dictionaries(
        st.tuples(st.integers(0, 3), st.integers(0, 2)),
        st.sets(st.tuples(st.one_of(SMALL, ANY), st.integers(0, 255)), min_size=1, max_size=60),
        max_size=6,
    )
)
def test_marks_tell_collisions_apart(slots: dict[tuple[int, int], set[tuple[int, int]]]) -> None:
    groups, texts = coded_marked(marked_postings(slots))
    assert groups.tolist() == sorted(slot << FIELD_BITS | field for slot, field in slots)
    for group, text in zip(groups.tolist(), texts, strict=True):
        found = slots[group >> FIELD_BITS, group & 7]
        if text[0] == "f":
            assert not group & 7
            marks = range(256)
            assert {(doc, mark) for mark in marks for doc in decoded(text, 1 << 20, mark)} == found
        else:
            assert decoded(text, 1 << 20) == {doc for doc, _ in found}


def test_marks_are_left_out_where_they_would_be_long() -> None:
    few = {(100 * n, n % 256) for n in range(300)}
    many = {(20 * n, n % 256) for n in range(LONGEST_MARKED)}
    most = {(n, n % 256) for n in range(300)}
    _, texts = coded_marked(marked_postings({(0, 0): few, (0, 1): few, (1, 0): many, (2, 0): most}))
    assert [text[0] for text in texts] == ["f", "d", "d", "r"]


def marked_postings(slots: dict[tuple[int, int], set[tuple[int, int]]]) -> npt.NDArray[np.uint64]:
    """The postings, sorted, of documents with marks by slot and field."""
    return np.array(
        sorted(
            ((slot << FIELD_BITS | field) << DOC_BITS | doc) << MARK_BITS | mark
            for (slot, field), docs in slots.items()
            for doc, mark in docs
        ),
        np.uint64,
    )


def test_a_value_that_is_too_long_keeps_all_and_tells_what_it_leaves_out() -> None:
    assert _value(["b" * 9, "", "d" * 9]) == "bbbbbbbbb..ddddddddd"
    half = LARGEST_VALUE // 2
    long = ["b" * half, "dAA", "b" * half, "d" * 99, "", "b" * 500]
    assert _value(long) == ".".join(["b" * half, "dAA", "*", "d" * 99, "", "b" * 500])


@given(st.lists(st.text(min_size=1, max_size=9)))
def test_buckets_are_told_by_fnv_1a(terms: list[str]) -> None:
    whole = [term.encode("utf-16", "ignore").decode("utf-16") for term in terms]
    assert hashes(whole).tolist() == [fnv(term) for term in whole]


@settings(deadline=None)  # the first time makes the table of slots
@given(st.lists(st.text(TEXT, max_size=9), min_size=1, max_size=5), st.text(TEXT, max_size=9))
def test_the_codes_of_a_text_are_its_characters_pairs_threes_and_fours(parts: list[str], title: str) -> None:
    whole = "".join(map(normal_form, parts))
    (found,) = codes([("\0".join(map(compatible_one, parts)), compatible_one(title))])
    numbers = np.frombuffer(found, np.uint64)
    assert (numbers[1:] > numbers[:-1]).all()
    told = {(term_of(number >> FIELD_BITS), number & 7) for number in numbers.tolist()}
    assert told == {(gram, field) for field, text in enumerate((whole, normal_form(title))) for gram in grams_of(text)}
    grams = np.unique(numbers >> np.uint64(FIELD_BITS))
    assert hashes_of(grams).tolist() == [fnv(term_of(gram)) for gram in grams.tolist()]


def compatible_one(text: str) -> str:
    return compatible([text])


def grams_of(text: str) -> set[str]:
    """Every character, every two, three and four that follow each other."""
    more = {slot(text[n : n + size]) for size in (3, 4) for n in range(len(text) - size + 1)}
    return {*text, *(text[n : n + 2] for n in range(len(text) - 1)), *more}


def test_buckets_stay_where_they_are() -> None:
    assert hashes(["读懂", "~zj", "𠮷", ""]).tolist() == [0xEBEA91F6, 0xC3142413, 0xE2D7437D, 0x811C9DC5]


@pytest.mark.parametrize(("text", "normal"), VECTORS, ids=range(len(VECTORS)))
def test_the_normal_form(text: str, normal: str) -> None:
    assert normal_form(text) == normal


@given(st.text())
def test_the_normal_form_of_letters_stays(text: str) -> None:
    assert normal_form(text).isascii() or all(char.isalnum() or ord(char) >= 0x20000 for char in normal_form(text))


def test_signs_that_are_replaced_beforehand_become_what_nfkc_makes_of_them() -> None:
    for sign, form in (*normal._MARKS, *normal._RARER):
        assert form == unicodedata.normalize("NFKC", sign)
    assert compatible(["①豈", "甲e\u0301", "ﬁ"]) == "1豈\0甲é\0fi"


def test_a_text_tells_its_traditional_characters() -> None:
    assert traditional(compatible(["關心下一代，關工委", "豈"])) == "豈岂關关"
    assert traditional("关心下一代") == ""
