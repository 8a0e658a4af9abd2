"""How far long work has come: what a terminal shows, and what a file or a pipe gets."""

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import sites

from generator.archive import group
from generator.cli.progress import Progress, span
from generator.intake import read
from generator.outputs import compose, expected
from generator.sheaf import stamps_of
from generator.workers import Executor


class Terminal(io.StringIO):
    """A stream that takes itself for a terminal."""

    def isatty(self) -> bool:
        return True


class Clock:
    """A clock that is set by hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def shown(stream: io.StringIO, *told: tuple[float, str, int, int]) -> str:
    """What stands on the stream after it was told these things at these seconds."""
    clock = Clock()
    progress = Progress(stream, clock)
    for clock.now, stage, done, total in told:
        progress(stage, done, total)
    return stream.getvalue()


def test_a_terminal_shows_stage_count_and_time_left() -> None:
    text = shown(Terminal(), (0, "read", 0, 400), (2, "read", 100, 400))
    assert text == "\r[######..................] 读取 100 / 400，大约还要 6 秒"


def test_the_bar_goes_when_its_stage_is_over() -> None:
    text = shown(Terminal(), (0, "read", 0, 400), (2, "read", 100, 400), (3, "render", 1, 9))
    assert re.search(r"\r +\r$", text)


def test_without_a_terminal_a_line_comes_every_ten_seconds() -> None:
    every = [(float(second), "render", second * 10, 600) for second in range(31)]
    lines = shown(io.StringIO(), *every).splitlines()
    assert lines == [f"排版 {n} / 600，大约还要 {left} 秒" for n, left in ((100, 50), (200, 40), (300, 30))]


@pytest.mark.parametrize("stream", [Terminal(), io.StringIO()])
def test_what_is_soon_done_is_not_told(stream: io.StringIO) -> None:
    assert shown(stream, (0, "read", 0, 9), (0.5, "read", 9, 9), (0.6, "render", 0, 9), (1.2, "render", 9, 9)) == ""


@pytest.mark.parametrize(("seconds", "text"), [(8.4, "8 秒"), (80, "1 分 20 秒"), (7500, "2 小时 5 分")])
def test_a_span_is_told_as_people_do(seconds: float, text: str) -> None:
    assert span(seconds) == text


def test_about_as_many_pages_are_expected_as_come(tmp_path: Path) -> None:
    sites.make(tmp_path, 300)
    inputs = read(tmp_path, tmp_path / "none.yaml", None, Executor())
    archive = group(plan for plan in inputs.plans.values() if plan)
    pages = sum(1 for sheaf in compose(archive, stamps_of(archive), inputs.settings, "", {}) for _ in sheaf.pages())
    assert expected(archive) == pytest.approx(pages, rel=0.1)


def test_a_build_on_a_terminal_shows_its_stages_and_leaves_a_clean_line(folder: Path) -> None:
    pty = pytest.importorskip("pty", reason="Windows has no pseudo-terminal")
    code = "import generator.cli.progress as p; p.SOON = p.AGAIN = 0; import generator.cli; generator.cli.main()"
    for options, wanted in (((), {"读取", "检索", "排版"}), (("--quiet",), set())):
        ours, theirs = pty.openpty()
        command = [sys.executable, "-c", code, "build", "--cache", str(folder / str(len(options))), *options]
        place = {**os.environ, "PYTHONPATH": str(sites.PROJECT)}
        done = subprocess.run(command, cwd=folder, env=place, stdout=subprocess.PIPE, stderr=theirs, check=True)
        os.close(theirs)
        text = b""
        try:
            while part := os.read(ours, 1 << 16):
                text += part
        except OSError:  # Linux says so at the end
            pass
        os.close(ours)
        assert set(re.findall(r"\] (\w\w) ", text.decode())) == wanted
        assert not text or text.endswith(b"\r")
        assert ("用时：读取" in done.stdout.decode()) == (not options)
