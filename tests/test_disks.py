"""Where the machine fails, or the output is no plain folder: full disks, missing rights, links, other filesystems."""

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import sites

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
    """A filesystem of 3 MB; needs the right to mount."""
    place = tmp_path_factory.mktemp("disk")
    if not POSIX_ROOT:
        pytest.skip("only root on Linux may mount a small disk")
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.mount(b"tmpfs", bytes(place), b"tmpfs", 0, b"size=3m"):
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
    assert not (small_disk / ".site.stage").exists()
    shutil.rmtree(folder / "content")
    sites.make(folder / "content", 3, seed=5)
    sites.build(folder, *options)
    assert not sites.dangling(sites.tree(small_disk / "site"))


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
