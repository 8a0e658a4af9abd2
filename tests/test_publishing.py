"""Publishing through the command, on real folders: what is written, what is removed, what is left alone."""

import shutil
import sys
from pathlib import Path

import pytest
import sites


@pytest.mark.parametrize("change", ["nothing", "no cache", "other jobs", "no manifest"])
def test_a_second_build_writes_nothing(built: Path, change: str) -> None:
    if change == "no cache":
        shutil.rmtree(built / ".yaodian")
    if change == "no manifest":
        (built / "public" / "build-manifest.json").unlink()
    before = sites.stamps(built / "public")
    before.pop("build-manifest.json", None)
    pages = sites.report(built, "--jobs", "3" if change == "other jobs" else "1")["pages"]
    after = sites.stamps(built / "public")
    assert {url: after[url] for url in before} == before or change == "no manifest"
    if change != "no manifest":
        assert pages["written"] == pages["removed"] == 0
        assert pages["unchanged"] == pages["total"] == len(sites.tree(built / "public"))


def test_an_edit_writes_what_shows_it_and_nothing_else(built: Path) -> None:
    before = sites.tree(built / "public")
    sites.edit(built)
    pages = sites.report(built)["pages"]
    after = sites.tree(built / "public")
    changed = {url for url in after if after[url] != before.get(url)}
    path = min((built / "content").rglob("*.md")).relative_to(built / "content")
    name = path.parent.name if path.name == "index.md" else path.stem
    assert pages["written"] == len(changed)
    searched = {url for url in changed if url.startswith("search/")}
    assert all(url.startswith(f"plans/{name}.") for url in changed - searched - {"search.html"})
    assert len([url for url in searched if url.startswith("search/t/")]) == 1


def test_what_is_no_longer_wanted_goes_with_the_folders_it_leaves_empty(folder: Path) -> None:
    lone = folder / "content" / "sanya.md"
    lone.write_text("---\ntitle: 三亚2020年工作要点\nissuer: 三亚读书会\nregion: 海南/三亚\n---\n\n一、读书\n", "utf-8")
    sites.build(folder, "--quiet")
    site = folder / "public"
    assert (site / "regions/hainan/sanya/index.html").is_file()
    lone.unlink()
    pages = sites.report(folder)["pages"]
    assert pages["removed"] > 3
    left = [path.relative_to(site).as_posix() for path in site.rglob("*sanya*")]
    assert left == ["plans/sanya.html"]  # what says that it was there
    assert all(any(below.is_file() for below in path.rglob("*")) for path in site.rglob("*") if path.is_dir())


def test_files_that_no_build_wrote_survive(built: Path) -> None:
    site = built / "public"
    for name in (
        "CNAME",
        ".git/config",
        "own.html",
        "plans/own.html",
        "mine/deep/file.txt",
        "plans/build-manifest.json",
    ):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(name)
    (site / "empty").mkdir()
    shutil.rmtree(built / "content")
    sites.make(built / "content", 2, seed=9)
    sites.build(built, "--quiet")
    for name in (
        "CNAME",
        ".git/config",
        "own.html",
        "plans/own.html",
        "mine/deep/file.txt",
        "plans/build-manifest.json",
    ):
        assert (site / name).read_text() == name
    assert (site / "empty").is_dir()


@pytest.mark.parametrize("stranger", ["feed.xml", "plans", "sitemap.xml/", "index.html/own.txt", "regions@"])
def test_a_stranger_at_one_of_our_addresses_is_refused_and_nothing_is_written(folder: Path, stranger: str) -> None:
    site = folder / "public"
    place = site / stranger.rstrip("/@")
    place.parent.mkdir(parents=True)
    if stranger.endswith("/"):
        place.mkdir()
    elif stranger.endswith("@"):
        (folder / "elsewhere").mkdir()
        place.symlink_to(folder / "elsewhere")
    else:
        place.write_text("别人的")
    done = sites.run(folder)
    assert done.returncode == 1
    assert f"{site.as_posix()}/{stranger.split('/')[0].rstrip('@')}" in done.stderr
    assert "output-foreign" in done.stderr
    assert [p for p in folder.rglob("*") if p.name == "404.html"] == []
    assert not (folder / ".public.stage").exists()


def test_a_stranger_that_is_the_same_to_the_byte_becomes_ours(built: Path) -> None:
    (built / "public" / "build-manifest.json").unlink()
    sites.edit(built)
    done = sites.run(built)
    assert done.returncode == 1  # the pages of the edited plan differ, and nothing says whose they are
    assert "output-foreign" in done.stderr
    path = min((built / "content").rglob("*.md"))
    path.write_text(path.read_text("utf-8").removesuffix("\n另行通知。\n"), "utf-8")
    sites.build(built)
    sites.edit(built)
    sites.build(built)


def test_a_file_of_ours_may_become_a_folder_and_a_folder_a_file(folder: Path) -> None:
    plan = "---\naliases: {}\ntitle: 甲2020年工作要点\nissuer: 甲\nregion: 贵州\n---\n\n一、甲\n"
    for alias in ("old.html", "old.html/old.html", "old.html", "old.html/b/c.html"):
        (folder / "content" / "a.md").write_text(plan.format(alias), "utf-8")
        sites.build(folder, "--quiet")
        found = [
            path.relative_to(folder / "public") for path in (folder / "public").rglob("old.html*") if path.is_file()
        ]
        assert (folder / "public" / alias).is_file()
        assert alias != "old.html" or len(found) == 1


@pytest.mark.parametrize(
    ("aliases", "told"),
    [
        ("index.html", "旧地址 index.html 已经有网页"),
        ("Index.html", "旧地址 Index.html 已经有网页"),
        ("x.html，x.html/y.html", "旧地址 x.html 已经有网页"),
        ("feed.xml/a.html", "旧地址 feed.xml/a.html 已经有网页"),
    ],
)
def test_an_old_address_that_is_taken_is_refused(folder: Path, aliases: str, told: str) -> None:
    text = f"---\ntitle: 甲2020年工作要点\naliases: {aliases}\nissuer: 甲\nregion: 贵州\n---\n\n一、甲\n"
    (folder / "content" / "a.md").write_text(text, "utf-8")
    done = sites.run(folder)
    assert done.returncode == 1
    assert "content/a.md:3: 错误[alias-taken]" in done.stderr
    assert told in done.stderr
    assert not (folder / "public").exists()


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="this system has one file for both names")
def test_attachments_that_differ_in_case_only_are_refused(folder: Path) -> None:
    place = folder / "content" / "jia"
    place.mkdir()
    (place / "index.md").write_text("---\ntitle: 甲2020年工作要点\nissuer: 甲\nregion: 贵州\n---\n\n一、甲\n", "utf-8")
    (place / "b.csv").write_text("1")
    (place / "B.csv").write_text("2")
    done = sites.run(folder)
    assert done.returncode == 1
    assert "content/jia/index.md:1: 错误[address-taken]" in done.stderr


def test_the_output_may_be_an_empty_folder_or_the_one_that_the_command_runs_in(folder: Path) -> None:
    inside = folder / "inside"
    inside.mkdir()
    sites.build(inside, "--content", "../content", "--output", ".", "--report", "../r.json")
    assert (folder / "r.json").is_file()
    (folder / "public").mkdir()
    sites.build(folder)
    assert sites.tree(inside) == sites.tree(folder / "public")
    assert sorted(p.name for p in folder.glob(".*")) == [".inside.lock", ".public.lock", ".yaodian"]
