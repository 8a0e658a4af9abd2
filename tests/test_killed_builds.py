"""A build may die at any moment: no reader meets a broken site, and the next build makes it whole."""

import itertools
import os
import random
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
import sites
from edits import Desk

from generator.verify import verify

PLANS = 40
WORKERS = 5
# By each of the workers; YAODIAN_KILLS=200 for the whole 200.
KILLS = -(-int(os.environ.get("YAODIAN_KILLS", "10")) // WORKERS)


@pytest.mark.parametrize("seed", range(WORKERS))
def test_wherever_a_build_is_killed_no_link_breaks_and_the_next_build_heals(tmp_path: Path, seed: int) -> None:
    content, site = tmp_path / "content", tmp_path / "public"
    sites.make(content, PLANS, seed)
    sites.make(tmp_path / "pool", PLANS + 30, seed)
    desk, dice = Desk(content, tmp_path / "pool", seed), random.Random(seed)
    started = time.monotonic()
    sites.build(tmp_path, "--quiet")
    usual = time.monotonic() - started
    killed = in_between = 0
    for _ in range(10 * KILLS):
        before = sites.tree(site)
        edits = [desk.change() for _ in range(dice.randint(1, 8))]
        broken: set[str] = set()
        moments = (_at_any_time(dice, usual), _while_staging(dice), _while_committing(dice))
        moment = dice.choice(moments) if killed < KILLS else _while_committing(dice)
        if _killed(tmp_path, moment):
            killed += 1
            after = sites.tree(site)
            in_between += "" in _manifest(site).values()
            broken = _assert_sound(after, edits)
        if dice.random() < 0.25:  # else the next build dies on what this one left
            _assert_heals(tmp_path, edits)
            known = sites.reachable(before) & sites.tree(site).keys()
            assert not broken & known, edits  # nor do pages break that readers know and that stay
        if killed >= KILLS and in_between:
            break
    assert killed >= KILLS
    assert in_between, "no build was killed between its first and its last renaming"
    _assert_heals(tmp_path, ["the end"])


def _assert_sound(after: dict[str, bytes], edits: list[str]) -> set[str]:
    """No file is half, and no link breaks on a way from the home page; the pages elsewhere that have a broken one.

    New pages may stand there already, and pages that go may be there still, while what they link to isn't.
    """
    assert not list(sites.halves(after)), edits
    broken = sites.dangling(after).keys()
    assert not broken & sites.reachable(after), edits
    return set(broken)


def _assert_heals(folder: Path, edits: list[str]) -> None:
    """The next build gives the site that a first build of the same content gives."""
    sites.build(folder, "--quiet")
    site, clean = folder / "public", folder / "clean" / "public"
    shutil.rmtree(clean, ignore_errors=True)
    sites.build_here(folder, clean)
    assert sites.tree(site) == sites.tree(clean), edits
    for name in ("build-manifest.json", "SHA256SUMS"):
        assert (site / name).read_bytes() == (clean / name).read_bytes(), edits
    assert verify(site).sound, edits
    assert _folders(site) == _folders(clean)
    assert not (folder / ".public.stage").exists()


def _folders(site: Path) -> set[Path]:
    return {path.relative_to(site) for path in site.rglob("*") if path.is_dir()}


def _manifest(site: Path) -> dict[str, str]:
    files: dict[str, str] = msgspec.json.decode((site / "build-manifest.json").read_bytes())["files"]
    return files


Moment = Callable[[Path], bool]  # whether it is reached, given the folder in which the build is under way


def _killed(folder: Path, moment: Moment, *options: str) -> bool:
    """Start a build and kill it as soon as `moment` is reached; whether it was still alive then."""
    with sites.start(folder, "--quiet", *options) as process:
        sites.until(lambda: process.poll() is not None or moment(folder))
        process.kill()
    return process.returncode == -9


def _at_any_time(dice: random.Random, usual: float) -> Moment:
    last = time.monotonic() + dice.random() * usual
    return lambda _: time.monotonic() > last


def _while_staging(dice: random.Random) -> Moment:
    """When some number of files lies in the stage."""
    wanted = dice.randint(1, 150)
    return lambda folder: _staged(folder) >= wanted


def _while_committing(dice: random.Random) -> Moment:
    """When some part of the files has been moved from the stage into the site."""
    part, most, count = dice.random(), 0, itertools.count()

    def reached(folder: Path) -> bool:
        nonlocal most
        now = _staged(folder)
        most = max(most, now)
        return next(count) > 0 and now < most and now <= part * most

    return reached


def _staged(folder: Path) -> int:
    """How many files lie in the stage; quick, for the commit is."""
    count, folders = 0, [str(folder / ".public.stage")]
    while folders:
        try:
            with os.scandir(folders.pop()) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(entry.path)
                    else:
                        count += 1
        except FileNotFoundError:
            continue
    return count


@pytest.mark.parametrize("seed", range(6))
def test_a_first_build_that_is_killed_leaves_nothing_or_the_whole_site(tmp_path: Path, seed: int) -> None:
    sites.make(tmp_path / "content", 30)
    dice = random.Random(seed)
    _killed(tmp_path, dice.choice((_while_staging(dice), _while_committing(dice))))
    site = tmp_path / "public"
    if site.exists():
        _assert_heals(tmp_path, [])
    sites.build(tmp_path, "--quiet")
    assert not sites.dangling(sites.tree(site))


def test_the_processes_of_a_killed_build_end_with_it(tmp_path: Path) -> None:
    sites.make(tmp_path / "content", 150)
    assert _killed(tmp_path, _while_staging(random.Random(0)), "--jobs", "2")
    deadline = time.monotonic() + sites.LONGEST
    while (done := sites.run(tmp_path, "--quiet")).returncode == 3 and time.monotonic() < deadline:
        assert "另一次生成" in done.stderr  # a process of the killed build still holds the lock
    assert done.returncode == 0, done.stderr
    _assert_heals(tmp_path, [])


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for a process of its own")
def test_ctrl_c_ends_a_build_without_a_traceback(tmp_path: Path, jobs: str) -> None:
    sites.make(tmp_path / "content", 60)
    with subprocess.Popen(
        ["setsid", *sites.call("--jobs", jobs)], cwd=tmp_path, stderr=subprocess.PIPE, encoding="utf-8"
    ) as process:
        sites.until(lambda: _staged(tmp_path) or process.poll() is not None)
        os.killpg(process.pid, 2)
        err = process.communicate()[1]
    assert process.returncode == 3, err
    assert "Traceback" not in err
    assert not (tmp_path / "public").exists()
    _assert_heals(tmp_path, [])
