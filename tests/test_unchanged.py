"""A build of what was built before is the last one's report, and nothing less than that: any difference is seen."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import sites

from generator.report import Report

PLAN = "---\ntitle: 带附件的2020年工作要点\nissuer: 读书会\nregion: 贵州\nregio: 苏州\n---\n\n一、读书\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small archive with its own layouts, assets and settings, built once."""
    folder = tmp_path_factory.mktemp("unchanged")
    for name in ("layouts", "assets"):
        shutil.copytree(sites.PROJECT / name, folder / name)
    (folder / "content" / "plan").mkdir(parents=True)
    (folder / "content" / "plan" / "index.md").write_text(PLAN, "utf-8")
    (folder / "content" / "plan" / "表.csv").write_text("甲,1", "utf-8")
    (folder / "site.yaml").write_text("title: 文库", "utf-8")
    sites.build_here(folder, folder / "public")
    return folder


def again(folder: Path) -> tuple[Report, bool]:
    """The report of another build, and whether that went the long way."""
    done = sites.build_here(folder, folder / "public")
    return done, "render" in done.seconds


def rewrite(path: Path, old: str, new: str) -> None:
    """Put `new` for `old`, which is as long, and leave the file its time: nothing but its bytes tells."""
    before = path.stat()
    path.write_bytes(path.read_bytes().replace(old.encode(), new.encode()))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size


def test_the_report_is_that_of_the_last_build(made: Path) -> None:
    stamps, files = sites.stamps(made / "public"), sites.tree(made / "public")
    done, long_way = again(made)
    assert not long_way
    assert [(row.path.split("/", 1)[1], row.status) for row in done.sources] != []
    assert {row.status for row in done.sources} == {"published"}
    assert "key-unknown" in {problem.code for problem in done.problems}
    assert (done.pages.total, done.pages.unchanged, done.pages.written) == (len(files), len(files), 0)
    assert sites.stamps(made / "public") == stamps


CHANGES: dict[str, Callable[[Path], None]] = {
    "a text": lambda folder: rewrite(folder / "content/plan/index.md", "读书\n", "看书\n"),
    "an attachment": lambda folder: rewrite(folder / "content/plan/表.csv", "甲,1", "甲,2"),
    "another file": lambda folder: (folder / "content" / "原件.docx").touch(),
    "a layout": lambda folder: rewrite(folder / "layouts/404.html", "p>", "b>"),
    "a style": lambda folder: rewrite(folder / "assets/base.css", "0", "1"),
    "the settings": lambda folder: rewrite(folder / "site.yaml", "文库", "书库"),
    "no settings": lambda folder: (folder / "site.yaml").unlink(),
    "a page gone": lambda folder: (folder / "public/404.html").unlink(),
    "a page cut": lambda folder: (folder / "public/404.html").write_text("", "utf-8"),
    "the manifest": lambda folder: (folder / "public/build-manifest.json").unlink(),
    "what was kept": lambda folder: (folder / ".yaodian/public.sqlite.last").write_bytes(b"\0" * 99),
}


@pytest.mark.parametrize("what", CHANGES)
def test_every_change_is_seen(made: Path, tmp_path: Path, what: str) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(made, folder)
    again(folder)  # at another place
    assert not again(folder)[1]
    CHANGES[what](folder)
    assert again(folder)[1]
    sites.build_here(folder, folder / "clean" / "public")
    assert sites.tree(folder / "public") == sites.tree(folder / "clean" / "public")


def test_another_day_is_seen(tmp_path: Path) -> None:
    content = tmp_path / "content"
    sites.make(content, 12)
    path = min(content.rglob("*.md"))
    path.write_text(path.read_text("utf-8").replace("---\n", "---\npublish_on: 2026-01-02\n", 1), "utf-8")
    day = {"SOURCE_DATE_EPOCH": "1767225600"}  # 2026-01-01 in Beijing
    assert "暂不发布 1 份" in sites.build(tmp_path, "--no-search", **day)
    assert "暂不发布 1 份" in sites.build(tmp_path, "--no-search", **day)
    assert "暂不发布 0 份" in sites.build(tmp_path, "--no-search", SOURCE_DATE_EPOCH="1767312000")
