"""Where the machine fails, or the output is no plain folder: full disks, missing rights, links, other filesystems."""

import ctypes
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
import sites
from edits import Desk

from generator import disk
from generator.verify import verify

ROUNDS = -(-int(os.environ.get("YAODIAN_KILLS", "20")) // 10)  # of each of the two ways to fail again and again
POSIX_ROOT = sys.platform == "linux" and os.geteuid() == 0


def limited(folder: Path, size: int) -> subprocess.CompletedProcess[str]:
    """A build that may write no file of more than `size` bytes, which fails as a full disk does."""
    command = f'ulimit -f {size // 1024}; exec "$@"'
    call = ["bash", "-c", command, "bash", *sites.call("--jobs", "1")]
    return subprocess.run(call, cwd=folder, capture_output=True, encoding="utf-8", check=False, timeout=120)


@pytest.mark.skipif(sys.platform == "win32", reason="needs ulimit")
@pytest.mark.parametrize("size", [0, 1024, 8 * 1024, 20 * 1024, 40 * 1024, 100 * 1024])
def test_a_file_that_cannot_be_written_ends_the_build_and_not_the_site(built: Path, size: int) -> None:
    before = sites.tree(built / "public")
    big = built / "content" / "big.md"
    text = "---\ntitle: 甲2020年工作要点\nissuer: 甲\nregion: 贵州\n---\n\n"
    big.write_text(text + "一、甲\n\n1. 读书会按周开放，全年不停。\n\n" * 4000, "utf-8")
    done = limited(built, size)
    assert done.returncode == 3, done.stderr
    assert "电脑出了问题" in done.stderr
    assert "Traceback" not in done.stderr
    assert sites.tree(built / "public") == before
    assert not (built / ".public.stage").exists()
    sites.build(built)
    assert not sites.dangling(sites.tree(built / "public"))


@pytest.fixture
def small_disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A filesystem of 5 MB; needs the right to mount."""
    place = tmp_path_factory.mktemp("disk")
    if not POSIX_ROOT:
        pytest.skip("only root on Linux may mount a small disk")
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.mount(b"tmpfs", bytes(place), b"tmpfs", 0, b"size=5m"):
        pytest.skip(f"can't mount a small disk: {os.strerror(ctypes.get_errno())}")
    yield place
    libc.umount2(bytes(place), 2)


def test_a_full_disk_ends_the_build_and_not_the_site(folder: Path, small_disk: Path) -> None:
    options = ("--output", small_disk / "site", "--cache", folder / "cache", "--quiet")
    sites.build(folder, *options)
    before = sites.tree(small_disk / "site")
    shutil.rmtree(folder / "content")
    sites.make(folder / "content", 60, seed=5)
    done = sites.run(folder, *options)
    assert done.returncode == 3, done.stderr
    assert "No space left" in done.stderr
    assert sites.tree(small_disk / "site") == before
    assert verify(small_disk / "site").sound
    assert not (small_disk / ".site.stage").exists()
    shutil.rmtree(folder / "content")
    sites.make(folder / "content", 3, seed=5)
    sites.build(folder, *options)
    assert not sites.dangling(sites.tree(small_disk / "site"))


def test_however_full_the_disk_is_the_site_stays_sound_and_the_next_build_heals(
    tmp_path: Path, small_disk: Path
) -> None:
    sites.make(tmp_path / "content", 8)
    sites.make(tmp_path / "pool", 14)
    desk, dice = Desk(tmp_path / "content", tmp_path / "pool", 1), random.Random(1)
    options = ("--output", small_disk / "site", "--cache", small_disk / "cache", "--quiet", "--jobs", "1")
    sites.build(tmp_path, *options)
    ballast, failed = small_disk / "ballast", 0
    for _ in range(ROUNDS):
        edits = [desk.change() for _ in range(3)]
        free = shutil.disk_usage(small_disk).free
        ballast.write_bytes(bytes(max(0, free - dice.randrange(300_000))))
        failed += sites.run(tmp_path, *options).returncode == 3
        after = sites.tree(small_disk / "site")
        assert not list(sites.halves(after)), edits
        assert not sites.dangling(after).keys() & sites.reachable(after), edits
        ballast.unlink()
        sites.build(tmp_path, *options)
        assert verify(small_disk / "site").sound, edits
        assert not sites.dangling(sites.tree(small_disk / "site")), edits
    assert failed


def _has_staged(process: subprocess.Popen[str], stage: Path, wanted: int) -> bool:
    return process.poll() is not None or sum(1 for _ in stage.rglob("*")) >= wanted


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_rights_that_are_lost_in_mid_build_leave_a_sound_site(tmp_path: Path) -> None:
    sites.make(tmp_path / "content", 8)
    sites.make(tmp_path / "pool", 14)
    desk, dice = Desk(tmp_path / "content", tmp_path / "pool", 2), random.Random(2)
    sites.build(tmp_path, "--quiet")
    site, failed = tmp_path / "public", 0
    for _ in range(ROUNDS):
        edits = [desk.change() for _ in range(3)]
        wanted = dice.randrange(40)
        call = without_override(sites.call("--quiet", "--jobs", "1"))
        with subprocess.Popen(call, cwd=tmp_path, stderr=subprocess.PIPE, encoding="utf-8") as process:
            sites.until(partial(_has_staged, process, tmp_path / ".public.stage", wanted))
            closed = [site, *dice.sample([path for path in site.rglob("*") if path.is_dir()], 3)]
            for path in closed[dice.randrange(2) :]:
                path.chmod(0o555)
            err = process.communicate()[1]
        assert "Traceback" not in err
        assert process.returncode in (0, 3), err
        failed += process.returncode == 3
        for path in closed:
            if path.exists():
                path.chmod(0o755)
        after = sites.tree(site)
        assert not list(sites.halves(after)), edits
        assert not sites.dangling(after).keys() & sites.reachable(after), edits
        sites.build(tmp_path, "--quiet")
        assert verify(site).sound, edits
    assert failed


def test_a_file_that_is_open_elsewhere_is_tried_again_as_windows_needs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusals = [5, 32]
    real = os.replace

    def replace(source: Path, target: Path) -> None:
        if refusals:
            fault = PermissionError(13, "open elsewhere", str(target))
            fault.winerror = refusals.pop()  # what Windows says, and no other system
            raise fault
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    (tmp_path / "new").write_text("new")
    (tmp_path / "old").write_text("old")
    disk.move(tmp_path / "new", tmp_path / "old")
    assert (tmp_path / "old").read_text() == "new"
    assert not refusals


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells which file a descriptor is of")
@pytest.mark.parametrize("few", [True, False])
def test_what_comes_into_the_site_is_on_the_disk_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, few: bool
) -> None:
    sites.make(tmp_path / "content", 6)
    sites.build_here(tmp_path, tmp_path / "public")
    (tmp_path / "content" / "a.md").write_text(
        "---\ntitle: 甲2020年工作要点\nissuer: 甲\nregion: 贵州\n---\n\n一、甲\n", "utf-8"
    )
    safe: set[str] = set()
    moved: list[str] = []
    real_fsync, real_replace = os.fsync, os.replace

    def fsync(descriptor: int) -> None:
        safe.add(str(Path(f"/proc/self/fd/{descriptor}").readlink()))
        real_fsync(descriptor)

    def sync() -> None:
        safe.update(map(str, (tmp_path / ".public.stage").rglob("*")))

    def replace(source: Path, target: Path) -> None:
        if ".public.stage" in str(source):  # not what the cache keeps, which checks itself
            assert str(source) in safe
            safe.discard(str(source))
            moved.append(str(target))
        real_replace(source, target)

    for name, function in {"fsync": fsync, "sync": sync, "replace": replace}.items():
        monkeypatch.setattr(os, name, function)
    monkeypatch.setattr(disk, "FEW", 10_000 if few else 0)
    assert sites.build_here(tmp_path, tmp_path / "public").pages.written == len(moved) - 3
    assert [Path(path).name for path in moved[-2:]] == ["SHA256SUMS", "build-manifest.json"]
    assert Path(moved[0]).name == "build-manifest.json"


def test_a_stage_that_somebody_empties_ends_the_build_and_not_the_site(built: Path) -> None:
    before = sites.tree(built / "public")
    for path in (built / "content").rglob("*.md"):
        path.write_text(path.read_text("utf-8") + "\n另行通知。\n", "utf-8")
    with sites.start(built, "--quiet", "--jobs", "1") as process:
        stage = built / ".public.stage"
        sites.until(lambda: process.poll() is not None or list(stage.glob("plans/*.html")))
        shutil.rmtree(stage, ignore_errors=True)
        err = process.communicate()[1]
    assert process.returncode == 3, err
    assert any(why in err for why in ("准备好的文件不见了", "No such file", "File exists")), err
    assert sites.tree(built / "public") == before
    sites.build(built)
    assert verify(built / "public").sound


@pytest.mark.skipif(sys.platform == "win32", reason="needs a file that is read only when the test says so")
def test_content_that_vanishes_in_mid_build_takes_nothing_from_the_site(tmp_path: Path) -> None:
    content, away, settings = tmp_path / "content", tmp_path / "away", tmp_path / "held.yaml"
    sites.make(content, 20)
    sites.build(tmp_path, "--quiet")
    before = sites.tree(tmp_path / "public")
    os.mkfifo(settings)
    with sites.start(tmp_path, "--quiet", "--keep-going", "--settings", settings) as process:
        with settings.open("wb"):  # opens once the build has looked at the content
            content.rename(away)
        err = process.communicate()[1]
    assert process.returncode == 1, err
    assert "content: 错误[content-missing]" in err
    assert sites.tree(tmp_path / "public") == before
    away.rename(content)
    sites.build(tmp_path, "--quiet")
    assert verify(tmp_path / "public").sound


def test_the_output_may_be_a_disk_of_its_own(folder: Path, small_disk: Path) -> None:
    sites.build(folder, "--output", small_disk, "--quiet")
    first = sites.tree(small_disk)
    sites.build(folder, "--output", "public", "--quiet")
    lock = first.pop(f".{small_disk.name}.lock")
    assert lock == b""
    assert first == sites.tree(folder / "public")
    sites.edit(folder)
    sites.build(folder, "--output", small_disk, "--quiet")
    assert not sites.dangling(sites.tree(small_disk))


def without_override(call: list[str]) -> list[str]:
    """The call as a user to whom permissions apply, which they don't to root."""
    if not POSIX_ROOT:
        return call
    setpriv = shutil.which("setpriv") or pytest.skip("no setpriv, so permissions don't apply to root")
    return [setpriv, "--bounding-set=-dac_override,-dac_read_search", *call]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
@pytest.mark.parametrize("closed", ["public", "public/plans", "content/*", ".yaodian"])
def test_a_folder_without_rights_ends_the_build_and_not_the_site(built: Path, closed: str) -> None:
    before = sites.tree(built / "public")
    sites.edit(built)
    call = without_override(sites.call("--quiet", "--jobs", "1"))
    place = next(path for path in sorted(built.glob(closed)) if path.is_dir())
    place.chmod(0o000 if closed == "content/*" else 0o555)
    if closed == ".yaodian":
        (place / "public.sqlite").unlink()
    done = subprocess.run(call, cwd=built, capture_output=True, encoding="utf-8", check=False, timeout=120)
    place.chmod(0o755)
    assert done.returncode == 3, done.stderr
    assert "电脑出了问题" in done.stderr
    assert "Traceback" not in done.stderr
    after = sites.tree(built / "public")
    assert after == before or closed == "public/plans"
    assert not sites.dangling(after)
    sites.build(built, "--quiet")


def test_the_output_may_be_a_link_to_a_folder_on_another_disk(folder: Path, small_disk: Path) -> None:
    (small_disk / "real").mkdir()
    (folder / "public").symlink_to(small_disk / "real")
    for _ in range(2):
        sites.build(folder, "--quiet")
        assert (folder / "public").is_symlink()
        assert not sites.dangling(sites.tree(small_disk / "real"))
        sites.edit(folder)
    assert sorted(path.name for path in folder.iterdir()) == ["content", "public"]
