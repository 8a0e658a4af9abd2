"""Names of files, and ways out of content/: each is published under a name that any system holds, or told."""

import os
import shutil
import socket
from pathlib import Path

import pytest
import sites
from hypothesis import given
from hypothesis import strategies as st

from generator import names
from generator.reader import read_plan
from generator.report import Report

PLAN = "---\ntitle: {title}\nissuer: 苏州关工委\nregion: 江苏/苏州\n{more}---\n\n一、学习\n\n1. 组织学习。{text}\n"

BAD = (
    *("con.csv", "COM1.csv", "a:b.csv", "a.csv ", "a.", "b\\a.csv", "<b>.csv", 'a".csv', "表\u202egpj.csv"),
    "表" * 61 + ".csv",
)
GOOD = ("附件　一.csv", "#1 50%.csv", "é.csv", "𠮷'&.csv", "-rf.csv", "😀.csv")
WAYS = ("../../secret.csv", "/etc/passwd", "..\\secret.csv", "C:\\secret.csv", "./../secret.csv")
ALIASES = (
    *("../x.html", "/../x.html", "a/../../x.html", "con.html", "a./x.html", "a /x.html", "a//x.html", "C:/x.html"),
    *(".git/x.html", "x.html\\..\\y.html", "表" * 70 + ".html", "a/" * 100 + "x.html", "x\u202e.html", "x.json"),
)


def put(folder: Path, name: str, title: str = "2020年工作要点", more: str = "", text: str = "") -> None:
    path = folder / "content" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(PLAN.format(title=title, more=more, text=text), "utf-8")


def build(folder: Path) -> Report:
    return sites.build_here(folder, folder / "public")


def told(report: Report) -> set[str]:
    return {problem.code for problem in report.problems} - {"base-url-missing"}


def test_links_out_of_content_are_told_and_never_opened(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.csv").write_text("绝密", "utf-8")
    (outside / "b.md").write_text(PLAN.format(title="外面的2021年工作要点", more="", text="绝密"), "utf-8")
    put(tmp_path, "a/index.md")
    content = tmp_path / "content"
    links = {"a/data.csv": outside / "secret.csv", "a/folder": outside, "more": outside, "b.md": outside / "b.md"}
    for name, target in links.items():
        (content / name).symlink_to(target)
    report = build(tmp_path)
    assert not report.published
    faulty = {p.path.removeprefix(f"{content.as_posix()}/") for p in report.problems if p.code == "file-not-plain"}
    assert faulty == set(links)
    sites.run(tmp_path, "--keep-going")
    assert "绝密".encode() not in b"".join(sites.tree(tmp_path / "public").values())


def test_a_link_within_content_is_the_file(tmp_path: Path) -> None:
    put(tmp_path, "a/index.md")
    (tmp_path / "content" / "table.csv").write_text("1", "utf-8")
    (tmp_path / "content" / "a" / "table.csv").symlink_to("../table.csv")
    assert told(build(tmp_path)) == set()
    assert (tmp_path / "public/plans/a/table.csv").read_text("utf-8") == "1"


def test_pipes_and_sockets_are_told_and_never_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "a/index.md")
    os.mkfifo(tmp_path / "content" / "pipe.md")
    os.mkfifo(tmp_path / "content" / "a" / "pipe.csv")
    monkeypatch.chdir(tmp_path / "content")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket.md")
        report = build(tmp_path)
    assert sum(p.code == "file-not-plain" for p in report.problems) == 3


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_some_system_cannot_hold_is_not_published(tmp_path: Path, name: str) -> None:
    put(tmp_path, "a/index.md")
    (tmp_path / "content" / "a" / name).write_text("1", "utf-8")
    report = build(tmp_path)
    assert not report.published
    assert told(report) == {"file-name"}


@pytest.mark.parametrize("name", GOOD)
def test_a_file_of_any_other_name_is_published_and_linked(tmp_path: Path, name: str) -> None:
    put(tmp_path, "a/index.md")
    (tmp_path / "content" / "a" / name).write_text("1", "utf-8")
    assert told(build(tmp_path)) == set()
    assert (tmp_path / "public/plans/a" / name).is_file()
    assert sites.dangling(sites.tree(tmp_path / "public")) == {}


def test_names_that_are_no_text_or_would_break_the_line_are_told(tmp_path: Path) -> None:
    put(tmp_path, "a.md")
    content = os.fsencode(tmp_path / "content")
    for name in (b"\xff\xfe.md", b"a\nb.md", b"\x1b[31m.csv", b"\xc9\xcf.csv"):
        shutil.copyfile(os.path.join(content, b"a.md"), os.path.join(content, name))  # noqa: PTH118 -- bytes
    report = build(tmp_path)
    assert not report.published
    faulty = [p for p in report.problems if p.code == "file-name"]
    assert len(faulty) == 4
    assert all(p.path.isprintable() for p in faulty)


def test_two_writings_of_one_name_meet(tmp_path: Path) -> None:
    put(tmp_path, "a.md", more="附件:\n- 表: caf\u00e9.csv\n")
    (tmp_path / "content" / "cafe\u0301.csv").write_text("1", "utf-8")
    assert told(build(tmp_path)) == set()
    assert (tmp_path / "public/plans/a/cafe\u0301.csv").is_file()
    (tmp_path / "content" / "a").mkdir()
    put(tmp_path, "b/index.md", title="2021年工作要点")
    for name in ("caf\u00e9.csv", "cafe\u0301.csv", "x.csv", "X.csv"):
        (tmp_path / "content" / "b" / name).write_text("1", "utf-8")
    report = build(tmp_path)
    assert told(report) == {"address-taken"}
    assert len([p for p in report.problems if p.code == "address-taken"]) == 4


@pytest.mark.parametrize("way", WAYS)
def test_no_attachment_and_no_link_leaves_the_folder(tmp_path: Path, way: str) -> None:
    (tmp_path / "secret.csv").write_text("绝密", "utf-8")
    put(tmp_path, "a/b.md", more=f"附件:\n- 表: '{way}'\n")
    assert told(build(tmp_path)) == {"attachment-missing"}
    put(tmp_path, "a/b.md", text=f"[x]({way}) ![y]({way})")
    assert told(build(tmp_path)) <= {"link-missing", "link-unsafe"}
    assert "绝密".encode() not in b"".join(sites.tree(tmp_path / "public").values())


@pytest.mark.parametrize("alias", ALIASES)
def test_no_old_address_leaves_the_site(tmp_path: Path, alias: str) -> None:
    put(tmp_path, "a.md", more=f"aliases: ['{alias}']\n")
    build(tmp_path)
    outside = {path.name for path in tmp_path.iterdir()} - {"content", "public", ".yaodian", ".public.lock"}
    assert not outside
    for path in (tmp_path / "public").rglob("*"):
        assert not names.fault_of(path.name), path


@given(st.text(max_size=40))
def test_an_address_is_one_that_every_system_holds(text: str) -> None:
    if names.is_address(text):
        assert not text.startswith("/")
        for part in text.split("/"):
            assert part not in ("", ".", "..")
            assert part == part.strip(" .")
            assert len(part.encode()) <= 255
            assert not set(part) & set('\\:*?"<>|')


@pytest.mark.parametrize("name", ["CON", "con.txt", "Aux.html", "com1", "LPT9.x", "com¹", "nul .txt", "CONIN$"])
def test_devices_are_known(name: str) -> None:
    assert names.is_device(name)


@pytest.mark.parametrize("name", ["console", "com10", "auxiliary.html", "contact", "nullius"])
def test_other_names_are_no_devices(name: str) -> None:
    assert not names.is_device(name)


def test_a_place_has_bounds() -> None:
    for place in ("/".join("abcdefghij" * 30), "某" * 3000):
        reading, _ = read_plan(
            "a.md", PLAN.replace("江苏/苏州", place).format(title="2020年要点", more="", text="").encode(), ()
        )
        assert [problem.code for problem in reading.problems if problem.severity == "error"] == ["region-too-deep"]


def test_an_organ_may_be_called_index(tmp_path: Path) -> None:
    put(tmp_path, "a.md")
    path = tmp_path / "content" / "a.md"
    path.write_text(path.read_text("utf-8").replace("苏州关工委", "Index"), "utf-8")
    assert build(tmp_path).published
