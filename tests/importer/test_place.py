"""Putting a plan into its folder: whole or not at all, over nothing, on any disk, wherever the import is killed."""

import os
import signal
import sys
from pathlib import Path

import pytest
import sites
from test_import import PLAN, write, written

from generator.importer import place
from generator.importer.original import Embedded
from generator.sources import scan

PICTURE = (Embedded("图1.png", b"1"),)


@pytest.mark.parametrize("files", [(), PICTURE])
def test_what_comes_between_is_not_overwritten(
    files: tuple[Embedded, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = write(tmp_path, "a/index.md" if files else "a.md", "先来的")
    seen = iter([False])
    monkeypatch.setattr(place.os.path, "lexists", lambda path: next(seen, Path(path).exists()))
    assert place.put(tmp_path, "a", "后来的", files) is None
    assert target.read_text("utf-8") == "先来的"
    assert written(tmp_path) == [target.relative_to(tmp_path).as_posix()]


def test_a_link_that_leads_nowhere_takes_a_name_too(tmp_path: Path) -> None:
    for name in ("a", "a.md"):
        (tmp_path / name).symlink_to("nowhere")
    for files in ((), PICTURE):
        assert place.put(tmp_path, "a", "正文", files) is None
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "a.md"]


def test_a_disk_without_links_serves_as_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(place.os, "link", no_links)
    assert place.put(tmp_path, "a", "正文", ()) == tmp_path / "a.md"
    assert place.put(tmp_path, "a", "别的", ()) is None
    assert (tmp_path / "a.md").read_text("utf-8") == "正文"
    assert place.put(tmp_path, "b", "正文", PICTURE) == tmp_path / "b/index.md"
    assert written(tmp_path) == ["a.md", "b/index.md", "b/图1.png"]


def test_no_file_is_saved_outside_its_folder(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="can't be saved"):
        place.put(tmp_path / "content", "a", "正文", (Embedded("../a.png", b"1"),))
    assert written(tmp_path) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_a_plan_may_be_read_by_whom_other_files_may(tmp_path: Path) -> None:
    place.put(tmp_path, "a", "正文", ())
    place.put(tmp_path, "b", "正文", PICTURE)
    usual = write(tmp_path, "other/c.md", "").stat().st_mode
    assert (tmp_path / "a.md").stat().st_mode == (tmp_path / "b/index.md").stat().st_mode == usual
    assert (tmp_path / "b").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_what_a_killed_import_left_is_removed_by_a_later_one_but_not_what_is_under_way(tmp_path: Path) -> None:
    old = [write(tmp_path, ".import-1/index.md", "半").parent, write(tmp_path, ".import-2", "半")]
    for path in old:
        os.utime(path, (1, 1))
    write(tmp_path, ".import-3", "半")
    write(tmp_path, ".gitignore", "")
    place.sweep(tmp_path)
    assert written(tmp_path) == [".gitignore", ".import-3"]
    place.sweep(tmp_path / "nowhere")


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")
@pytest.mark.parametrize("enough", [1, 40])
def test_an_import_that_is_killed_leaves_whole_plans_and_the_next_goes_on(tmp_path: Path, enough: int) -> None:
    for n in range(120):
        write(tmp_path, f"originals/{n:03}.txt", PLAN.format(year=1999 + n % 27).replace("四次", f"{n + 1}次"))
    content = tmp_path / "content"
    with sites.start(tmp_path, "import", "originals") as process:
        sites.until(lambda: process.poll() is not None or len(list(content.glob("*.md"))) >= enough)
        process.send_signal(signal.SIGKILL)
        process.communicate()
    assert process.returncode == -signal.SIGKILL
    plans, problems = scan(content)
    assert enough <= len(plans) < 120
    assert not problems
    for plan in plans:
        assert (content / plan.path).read_text("utf-8").rstrip().endswith("年3月10日"), plan.path
    done = sites.run(tmp_path, "import", "originals")
    assert f"已有 {len(plans)} 份" in done.stdout
    assert len(list(content.glob("*.md"))) == 120
