"""Every problem that the generator can report: what a webmaster did, and what the command prints about it.

A folder of tests/faults/ holds one faulty archive for each code, with the exact text that is printed. `command.txt`
names the command where it isn't `check`.
"""

import ast
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import cli
from generator.sources import LARGEST

ROOT = Path(__file__).parent.parent
FAULTS = Path(__file__).parent / "faults"
CASES = sorted(folder for folder in FAULTS.iterdir() if folder.is_dir())
HEADING = re.compile(r"^### `([a-z-]+)`", re.MULTILINE)

# What can't lie in the repository, by the case that needs it.
PREPARE: dict[str, Callable[[Path], object]] = {
    "file-too-large": lambda content: (content / "scan.md").write_bytes(b"0" * (LARGEST + 1)),
    "file-unreadable": lambda content: (content / "2021-suzhou.md").symlink_to("moved-away.md"),
}


def codes() -> set[str]:
    """Every code in the source: the literal first argument of error, warning, notice and Context.warn."""
    found = set()
    for path in (ROOT / "generator").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            code = getattr(node.args[0], "value", None)
            if name in ("error", "warning", "notice", "warn") and isinstance(code, str):
                found.add(code)
    return found


def command(case: Path) -> list[str]:
    """The command of a case: what command.txt says, else check."""
    file = case / "command.txt"
    return file.read_text("utf-8").split() if file.exists() else ["check"]


def run(case: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, *options: str) -> Result:
    """Run the command of `case` in a copy of it at `folder`, as a webmaster would."""
    if not folder.exists():
        shutil.copytree(case, folder)
        if case.name in PREPARE:
            (folder / "content").mkdir(exist_ok=True)
            PREPARE[case.name](folder / "content")
    monkeypatch.chdir(folder)
    result = CliRunner().invoke(cli, [*command(case), *options])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below `folder` with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_printed_text(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = run(case, tmp_path / "archive", monkeypatch)
    assert result.output == (case / "expected.txt").read_text("utf-8")
