"""Every problem that the generator can report: what a webmaster did, and what the command prints about it.

A folder of tests/faults/ holds one faulty archive for each code, with the exact text that is printed. `command.txt`
names the command where it isn't `check`; what an `import` is given is made by `faulty`. docs/problems.md explains
each code to webmasters.
"""

import ast
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import faulty
import pytest
from click.testing import CliRunner

from generator.cli import cli
from generator.sources import LARGEST

ROOT = Path(__file__).parent.parent
FAULTS = Path(__file__).parent / "faults"
CASES = sorted(folder for folder in FAULTS.iterdir() if folder.is_dir())
NO_CODE = {"several-files"}  # cases about more than one code
SUMMARY = re.compile(r"发布 \d+ 份.*\n网页文件 .*\n用时.*\n请用浏览器打开.*\n")  # that of a build that went well
LABELS = re.compile(r"^\S*?(?::(\d+))?: (错误|警告|提示)\[([a-z-]+)\] \S", re.MULTILINE)

# What can't lie in the repository, by the case that needs it.
PREPARE: dict[str, Callable[[Path], object]] = {
    "file-too-large": lambda content: (content / "scan.md").write_bytes(b"0" * (LARGEST + 1)),
    "file-unreadable": lambda content: (content / "2021-suzhou.md").symlink_to("moved-away.md"),
    "file-name": lambda content: (content / "2020-suzhou" / "con.csv").write_bytes(b"1"),
    "file-not-plain": lambda content: (content / "2021-suzhou.md").symlink_to(ROOT / "README.md"),
    "ledger-unwritten": lambda content: (content / "permalinks.csv").symlink_to("elsewhere.csv"),
    "yaml-too-long": lambda content: (content / "2020-suzhou.md").write_text(
        "---\n" + "抄送: 市关工委\n" * 10_000 + "---\n", "utf-8"
    ),
}


def codes() -> set[str]:
    """Every code in the source: the literal first argument of error, warning, notice and Context.warn."""
    found = set()
    for path in (ROOT / "generator").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                code = getattr(node.args[0], "value", None)
                if name in ("error", "warning", "notice", "warn") and isinstance(code, str):
                    found.add(code)
    return found


def command_of(case: Path) -> list[str]:
    """The command that finds the problem of a case."""
    file = case / "command.txt"
    return file.read_text("utf-8").split() if file.exists() else ["check"]


class Run:
    """A case run in a copy of it, with its command and `options`: what it printed, its status, the files after it."""

    def __init__(self, case: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, *options: str, build: bool = False):
        shutil.copytree(case, folder)
        if case.name in PREPARE:
            (folder / "content").mkdir(exist_ok=True)
            PREPARE[case.name](folder / "content")
        if case.name in faulty.ORIGINALS:
            (folder / command_of(case)[1]).write_bytes(faulty.ORIGINALS[case.name]())
        faulty.SETTINGS.get(case.name, lambda _: None)(monkeypatch)
        command = ["build"] if build else command_of(case)
        self.before = tree(folder)
        monkeypatch.chdir(folder)
        result = CliRunner().invoke(cli, [*command, *options])
        assert isinstance(result.exception, SystemExit | None), result.exc_info
        self.exit_code = result.exit_code
        text = result.output.replace(f"{folder.resolve().as_posix()}/", "")
        self.text = SUMMARY.sub("", text)
        self.after = tree(folder)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below `folder` with its bytes."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def expected(case: Path) -> str:
    """What the command prints for a case."""
    return (case / "expected.txt").read_text("utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_printed(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = Run(case, tmp_path / "archive", monkeypatch)
    assert run.text == expected(case)
    assert run.exit_code == (1 if "错误[" in run.text else 0)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_strict_makes_warnings_count_but_not_notices(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if command_of(case)[0] == "import":
        pytest.skip("an import is never strict: what it writes is checked when it is built")
    run = Run(case, tmp_path / "archive", monkeypatch, "--strict")
    severities = {severity for _, severity, _ in LABELS.findall(run.text)}
    assert run.exit_code == (1 if severities & {"错误", "警告"} else 0)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_has_its_problem_and_tells_what_to_do(case: Path) -> None:
    lines = expected(case).splitlines()
    found = LABELS.findall(expected(case))
    assert found
    if case.name not in NO_CODE:
        assert {code for _, _, code in found} == {case.name}
    for at, line in enumerate(lines):
        if LABELS.match(line):
            assert lines[at + 1].startswith("    → "), f"no hint: {line}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_nothing_is_published_with_errors(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if "错误[" not in expected(case):
        pytest.skip("warnings and notices don't keep anything from being published")
    run = Run(case, tmp_path / "archive", monkeypatch, build=True)
    public = {name for name in run.after if name.startswith(("public/", ".public.stage/"))}
    assert public == {name for name in run.before if name.startswith("public/")}
    assert all(run.after[name] == data for name, data in run.before.items())
    assert "网站没有改动" in run.text


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_check_writes_nothing(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if command_of(case) != ["check"]:
        pytest.skip("only building finds it")
    run = Run(case, tmp_path / "archive", monkeypatch)
    assert run.after == run.before


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ('{{ plan.year + "年" }}', "layout-undefined"),
        ("{{ 1 / 0 }}", "layout-undefined"),
        ("{{ nobody.knows }}", "layout-undefined"),
        ('{{ plan.cc | join(", ", 1, 2, 3) }}', "layout-undefined"),
        ("{{ plan.title | shout }}", "layout-syntax"),
        ("{% if plan.year %}", "layout-syntax"),
        ('{% include "nowhere.html" %}', "layout-missing"),
    ],
)
def test_whatever_is_wrong_in_a_layout_is_told_without_a_traceback(
    source: str, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = tmp_path / "case"
    shutil.copytree(FAULTS / "layout-syntax", case)
    (case / "layouts" / "plan.html").write_text(f"<!DOCTYPE html>\n<title>{{{{ title }}}}</title>\n{source}\n", "utf-8")
    run = Run(case, tmp_path / "archive", monkeypatch)
    line = "" if code == "layout-missing" else "3"
    assert [(found[0], found[2]) for found in LABELS.findall(run.text)] == [(line, code)]
    assert run.exit_code == 1
    assert not (tmp_path / "archive" / "public").exists()


def test_every_code_has_a_case() -> None:
    assert codes() == {case.name for case in CASES} - NO_CODE


def test_every_code_is_explained() -> None:
    handbook = (ROOT / "docs" / "problems.md").read_text("utf-8")
    explained = re.findall(r"^### `([a-z-]+)`", handbook, re.MULTILINE)
    assert len(explained) == len(set(explained))
    assert codes() == set(explained)


def test_all_problems_of_all_files_come_in_one_run() -> None:
    found = LABELS.findall(expected(FAULTS / "several-files"))
    assert len(found) >= 15
    assert len({code for _, _, code in found}) >= 12
