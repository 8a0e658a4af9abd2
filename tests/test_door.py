"""The door: what a call without the packages says, and that every command and switch is documented."""

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from generator.cli import COMMANDS, cli

PROJECT = Path(__file__).parent.parent
README = (PROJECT / "README.md").read_text("utf-8")
DESIGN = (PROJECT / "docs" / "design.md").read_text("utf-8")


def test_a_missing_package_is_named_with_the_command_that_installs_it() -> None:
    call = [sys.executable, "-S", "-X", "utf8", "build.py"]  # -S: no installed package can be found
    told = subprocess.run(call, cwd=PROJECT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert told.returncode == 1
    assert "Traceback" not in told.stderr
    assert re.search(r"缺少程序包 \w+。", told.stderr)
    assert "-m pip install -e ." in told.stderr


def command_of(name: str) -> click.Command:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    return command


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_readme_and_explains_itself(name: str) -> None:
    assert name == "build" or f"build.py {name}" in README
    assert f"build.py {name}" in DESIGN or name == "build"
    command = command_of(name)
    assert command.help
    for option in command.params:
        assert isinstance(option, click.Argument) or getattr(option, "help", ""), f"{name} {option.name} has no help"


def test_the_switches_of_build_are_in_the_design() -> None:
    for option in command_of("build").params:
        assert option.opts[0] in DESIGN


def test_help_is_chinese_and_a_wrong_switch_is_a_wrong_call() -> None:
    call = [sys.executable, "-X", "utf8", "build.py"]
    told = subprocess.run([*call, "--help"], cwd=PROJECT, capture_output=True, encoding="utf-8", check=True)
    assert "按地区和年度浏览" in told.stdout
    wrong = subprocess.run([*call, "--outptu", "x"], cwd=PROJECT, capture_output=True, encoding="utf-8", check=False)
    assert wrong.returncode == 2
    assert "--outptu" in wrong.stderr
    assert "Traceback" not in wrong.stderr


@pytest.mark.parametrize(("spec", "status"), [("serial", 0), ("processes:2", 0), ("processes:0", 2), ("dask", 2)])
def test_who_does_the_work_can_be_said(tmp_path: Path, spec: str, status: int) -> None:
    folders = ["--content", str(PROJECT / "content"), "--output", str(tmp_path / "public")]
    result = CliRunner().invoke(cli, ["build", *folders, "--executor", spec, "--no-search"])
    assert result.exit_code == status, result.output
    assert (tmp_path / "public" / "index.html").exists() == (status == 0)
