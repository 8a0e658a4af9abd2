"""Work given out in chunks: in order, no more than a few ahead, whoever does it."""

import sys
from collections.abc import Iterator, Sequence
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.routes import Taken
from generator.workers import AHEAD, Executor, Task, map_chunks, same

WORTH = 10
CHUNK = WORTH // 2


def doubled(numbers: Sequence[int]) -> list[int]:
    """Twice each number."""
    return [2 * number for number in numbers]


LOADED: list[str] = []


def loaded(_: Sequence[int]) -> list[str]:
    """What this process has loaded."""
    return LOADED


def refused(wrong: int, numbers: Sequence[int]) -> None:
    """ValueError for one of the numbers."""
    if wrong in numbers:
        raise ValueError(wrong)


@pytest.mark.parametrize("jobs", [1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, CHUNK, 99])
def test_results_come_in_the_order_of_the_things(jobs: int, count: int) -> None:
    task = Task(same, doubled, same)
    for work in (doubled, task):
        chunks = map_chunks(work, range(count), Executor(jobs), WORTH)
        assert [number for chunk in chunks for number in chunk] == [2 * n for n in range(count)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_no_more_things_are_made_than_are_under_way(jobs: int) -> None:
    made = 0

    def things() -> Iterator[int]:
        nonlocal made
        while made < 1000:
            made += 1
            yield made

    done = 0
    for chunk in map_chunks(doubled, things(), Executor(jobs), WORTH):
        done += len(chunk)
        assert made - done <= (AHEAD * jobs + 1) * CHUNK
    assert done == 1000


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_goes_wrong_in_a_chunk_comes_out(jobs: int) -> None:
    with pytest.raises(ValueError, match="77"):
        list(map_chunks(partial(refused, 77), range(100), Executor(jobs), WORTH))


@pytest.mark.parametrize(
    ("there", "comes", "clashing"),
    [
        (["a.html"], ["b.html", "b/c.html"], set()),
        (["a.html"], ["A.html"], {"a.html"}),
        ([], ["a.html", "a.html/b"], {"a.html", "a.html/b"}),
        ([], ["a/b/c", "a/b"], {"a/b", "a/b/c"}),
        (["a", "a"], [], {"a"}),
    ],
)
def test_an_address_that_is_taken_is_withheld(there: list[str], comes: list[str], clashing: set[str]) -> None:
    taken = Taken(there)
    free = list(filter(taken.take, comes))
    assert taken.clashes() == clashing
    assert not clashing or len(free) + len(set(there)) < len(there) + len(comes)


urls = st.lists(st.lists(st.sampled_from(["a", "b", "B", "é"]), min_size=1, max_size=3).map("/".join), max_size=4)


@given(urls, urls.map(lambda found: list(dict.fromkeys(found))))
def test_addresses_are_taken_together_as_one_by_one(there: list[str], comes: list[str]) -> None:
    one, many = Taken(there), Taken(there)
    free = all(one.take(url) for url in comes)
    plain = all(url.isascii() and url == url.lower() for url in comes)
    assert many.take_plain(comes) == (free and plain)
    if free and plain:
        assert vars(many) == vars(one)


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux alone")
def test_what_all_processes_need_is_loaded_before_they_begin() -> None:
    def load() -> None:
        LOADED.append("parser")

    few = list(map_chunks(loaded, range(2 * WORTH - 1), Executor(2), WORTH, warm=load))
    assert few == [[]] * 4, "one process needs it only when it gets there"
    many = list(map_chunks(loaded, range(99), Executor(2), WORTH, warm=load))
    assert many == [["parser"]] * 20
    LOADED.clear()
