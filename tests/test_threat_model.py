"""docs/threat-model.md: every promise has a test, and the test is there."""

import ast
import re

import pytest
import sites

TEXT = (sites.PROJECT / "docs" / "threat-model.md").read_text("utf-8")
PROMISES = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in TEXT.split("\n## 不保证")[0].splitlines()
    if line.startswith("| ") and "| 测试 |" not in line
]
NAMED = sorted(set(re.findall(r"`(tests/[^`]*)`", TEXT)))


def test_every_promise_names_a_test() -> None:
    assert len(PROMISES) > 10
    for promise, tests in PROMISES:
        assert re.fullmatch(r"`tests/[^`]+\.py::test_\w+`(，`tests/[^`]+\.py::test_\w+`)*", tests), promise


@pytest.mark.parametrize("named", NAMED)
def test_the_test_is_there(named: str) -> None:
    path, _, name = named.partition("::")
    tree = ast.parse((sites.PROJECT / path).read_text("utf-8"))
    functions = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    assert not name or name in functions


def test_it_is_about_a_page() -> None:
    assert len(TEXT.splitlines()) < 80
