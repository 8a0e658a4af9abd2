"""Markdown that was made to take for ever: each case is read within a second of processor time, or is a problem."""

import time

import pytest

from generator.reader import read_plan
from generator.sources import LARGEST

HEAD = "---\ntitle: 2020年工作要点\nissuer: 甲\nregion: 贵州\n---\n\n一、学习\n\n"
N = 20_000
CASES = {
    "quotes": ">" * N + " a",
    "quotes on lines": "\n".join(">" * (n % 200) + " a" for n in range(N // 20)),
    "lists": "\n".join(" " * (2 * n) + "- a" for n in range(300)),
    "brackets": "[" * N,
    "brackets closed": "[" * N + "]" * N,
    "links": "[a](" * N,
    "links in links": "[" * 2000 + "a" + "](b)" * 2000,
    "pictures": "![" * N + "a" + "](b)" * 100,
    "stars": "*" * N + "a",
    "stars apart": "*a " * N,
    "stars mixed": "*a_ " * (N // 2),
    "stars closed": "**a *b " * (N // 4) + "c** d* " * (N // 4),
    "backticks": "".join("`" * n + "a" for n in range(150)),
    "table wide": "|" + "a|" * 3000 + "\n|" + "-|" * 3000 + "\n|" + "b|" * 3000,
    "table long": "|a|b|\n|-|-|\n" + "|c|d|\n" * 5000,
    "html tables": "<table><tr><td>" * 500,
    "html table unclosed": "<table>" + "<tr><td>a" * 3000,
    "tags": "<b>" * (N // 4) + "a" + "</b>" * (N // 4),
    "tags unclosed": "<a " * N,
    "tag quotes": '<a href="' * (N // 4),
    "comments": "<!--" * N,
    "scripts": "<script>" * (N // 4),
    "entities": "&" * N + "&#" * N + "&#x" * N,
    "backslashes": "\\" * N,
    "autolinks": "<http://" * (N // 4) + "http://" * (N // 4),
    "books": "《" * N,
    "books closed": "《a》" * 3000,
    "numbers": "〔2020〕" * 4000,
    "digits": "1" * N + "号",
    "items": "\n\n".join(f"{n}. 做好工作。" for n in range(3000)),
    "blanks": " " * N + "a" + "　" * N,
    "marks": "a\u0301" * N,
    "colons": ":::" * N,
    "bars": "|" * N,
    "dashes": "- " * N,
    "hashes": "#" * N + " a",
}


def seconds(body: str) -> float:
    """The processor time of reading a plan with this body, which is read or has a problem."""
    data = (HEAD + body).encode()
    start = time.process_time()
    reading, _ = read_plan("a.md", data, ())
    taken = time.process_time() - start
    assert reading.plan or reading.problems
    return taken


@pytest.fixture(scope="module", autouse=True)
def loaded() -> None:
    seconds("一")


@pytest.mark.parametrize("name", CASES)
def test_it_takes_no_second(name: str) -> None:
    assert seconds(CASES[name]) < 1 or seconds(CASES[name]) < 1  # a machine that is busy may hiccup once


def test_four_megabytes_in_a_line_and_a_hundred_thousand_lines_end() -> None:
    """The largest file that is read at all, in its two worst shapes: time in proportion, so that it ends."""
    for body in ("字" * (LARGEST // 3 - 200), "\u3000字\n" * 100_000):
        assert len((HEAD + body).encode()) < LARGEST
        assert seconds(body) < 60


@pytest.mark.parametrize(
    "front",
    [
        "a: &a [x,x,x,x]\nb: &b [*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b]\ntitle: *c",
        "title: " + "[" * 10_000,
        "title: " + "{a: " * 5_000,
        "title: !!python/object/apply:os.system [id]",
        "? " * 10_000,
        "- " * 10_000,
        "title: '" + "''" * 10_000,
        "\n".join(f"k{n}: [" for n in range(5_000)),
        "title: " + "a: " * 10_000,
        "x" * 60_000,
    ],
    ids=lambda text: text[:12],
)
def test_yaml_that_grows_nests_or_runs_is_a_problem(front: str) -> None:
    data = f"---\n{front}\nissuer: 甲\nregion: 贵州\n---\n\n一、学习\n".encode()
    start = time.process_time()
    reading, _ = read_plan("a.md", data, ())
    assert time.process_time() - start < 1
    assert reading.plan is None
    assert any(problem.code.startswith(("yaml-", "key-", "year-")) for problem in reading.problems)
