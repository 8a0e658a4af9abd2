"""What a build that fails leaves: a faulty plan or layout, a build at work already, a damaged cache."""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import sites


@pytest.mark.parametrize("place", ["public", "shared/public.sqlite"])
def test_of_two_builds_at_once_the_second_is_told_to_wait(built: Path, place: str) -> None:
    code = "import sys, pathlib; from generator.publisher import lock\n"
    code += f"with lock(pathlib.Path({place!r})): print('locked', flush=True); sys.stdin.read()"
    holder = [sys.executable, "-c", code]
    paths = {**os.environ, "PYTHONPATH": str(sites.PROJECT)}
    options = ("--cache", "shared") if "shared" in place else ()
    with subprocess.Popen(holder, cwd=built, env=paths, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout
        assert other.stdout.readline().strip() == b"locked"
        done = sites.run(built, *options)
        assert done.returncode == 3
        assert done.stderr == "另一次生成正在进行，请等它结束后再试。\n"
        other.kill()
    assert (built / ".public.lock").exists()
    sites.build(built, *options)  # a dead process holds no lock


def test_a_faulty_plan_leaves_the_site_alone_unless_told_to_keep_going(built: Path) -> None:
    before, stamps = sites.tree(built / "public"), sites.stamps(built / "public")
    path = sites.spoil(built)
    told = f"content/{path.relative_to(built / 'content').as_posix()}:1: 错误[key-missing]"
    done = sites.run(built)
    assert done.returncode == 1
    assert told in done.stderr
    assert sites.stamps(built / "public") == stamps
    done = sites.run(built, "--keep-going")
    assert done.returncode == 1
    assert told in done.stderr
    after = sites.tree(built / "public")
    gone = {url.split(".")[0].split("/")[1] for url in before.keys() - after.keys() if url.startswith("plans/")}
    assert len(gone) == 1
    assert not sites.dangling(after)


def test_keep_going_never_publishes_an_archive_that_is_not_there(built: Path) -> None:
    before = sites.stamps(built / "public")
    done = sites.run(built, "--keep-going", "--content", "contnet")
    assert done.returncode == 1
    assert "contnet: 错误[content-missing]" in done.stderr
    assert sites.stamps(built / "public") == before


def test_an_archive_that_was_emptied_does_not_empty_the_site(built: Path) -> None:
    before = sites.stamps(built / "public")
    shutil.rmtree(built / "content")
    (built / "content").mkdir()  # as a network folder that is not connected
    done = sites.run(built, "--keep-going")
    assert done.returncode == 1
    assert "content: 错误[content-empty]" in done.stderr
    assert sites.stamps(built / "public") == before


def test_a_faulty_layout_leaves_the_site_alone(built: Path) -> None:
    before = sites.stamps(built / "public")
    shutil.copytree(sites.PROJECT / "layouts", built / "layouts")
    (built / "layouts" / "docnumbers.html").write_text("{% if %}")
    sites.edit(built)  # its plan is rendered, and lies in the stage, before the faulty layout is met
    done = sites.run(built, "--jobs", "1")
    assert done.returncode == 1
    assert "docnumbers.html:1: 错误[layout-syntax]" in done.stderr
    assert sites.stamps(built / "public") == before
    assert not (built / ".public.stage").exists()


def test_a_plan_that_was_rejected_can_be_published_later_from_the_cache(built: Path) -> None:
    twin = built / "content" / "twin.md"
    path = next(p for p in (built / "content").rglob("*.md") if p.name != "index.md")
    name = f"\nid: {path.stem}\n---\n"
    twin.write_text("---\ntitle: 甲2020年工作要点\nissuer: 甲\nregion: 贵州" + name + "\n一、甲\n", "utf-8")
    assert sites.run(built, "--keep-going").returncode == 1
    path.unlink()
    sites.build(built)
    assert "甲2020年工作要点" in (built / "public" / "plans" / f"{path.stem}.html").read_text("utf-8")


def random_bytes(cache: Path) -> None:
    cache.write_bytes(random.Random(0).randbytes(50_000))


def cut_in_half(cache: Path) -> None:
    cache.write_bytes(cache.read_bytes()[: cache.stat().st_size // 2])


def some_bytes_changed(cache: Path) -> None:
    data, dice = bytearray(cache.read_bytes()), random.Random(1)
    for _ in range(400):
        data[dice.randrange(4096, len(data))] ^= 1 << dice.randrange(8)
    cache.write_bytes(data)


def other_values(cache: Path) -> None:
    with sqlite3.connect(cache) as db:
        db.execute("UPDATE readings SET reading = x'93c0'")
        db.execute("UPDATE bodies SET body = 7")
        db.execute("UPDATE sheaves SET sheaves = 'x', digest = 3")
    db.close()


def bodies_lost(cache: Path) -> None:
    with sqlite3.connect(cache) as db:
        db.execute("DELETE FROM bodies")
    db.close()


def other_tables(cache: Path) -> None:
    cache.unlink()
    with sqlite3.connect(cache) as db:
        db.execute("CREATE TABLE readings (a, b)")
        db.execute("CREATE TABLE bodies (id)")
        db.execute("CREATE TABLE sheaves (part TEXT PRIMARY KEY, digest BLOB)")
    db.close()


def a_text_that_is_none(cache: Path) -> None:
    with sqlite3.connect(cache) as db:
        db.execute("UPDATE sheaves SET digest = CAST(x'ff00fe' AS TEXT)")
    db.close()


DAMAGES = (random_bytes, cut_in_half, some_bytes_changed, other_values, bodies_lost, other_tables, a_text_that_is_none)


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damaged_cache_costs_time_and_nothing_else(built: Path, damage: Callable[[Path], None]) -> None:
    before = sites.tree(built / "public")
    damage(built / ".yaodian" / "public.sqlite")
    sites.edit(built)
    sites.build(built)
    incremental = sites.tree(built / "public")
    assert incremental != before
    for name in ("public", ".yaodian"):
        shutil.rmtree(built / name)
    sites.build(built)
    assert sites.tree(built / "public") == incremental
