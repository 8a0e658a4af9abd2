"""Addresses for ever: content/permalinks.csv, what renamed and deleted files leave behind, a ledger edited by hand."""

import csv
import io
import os
import random
import shutil
import tempfile
from pathlib import Path

import msgspec
import pytest
import sites
from edits import Desk
from hypothesis import given
from hypothesis import strategies as st

from generator import flow, ledger
from generator.ledger import Row, written
from generator.report import Report

PLAN = "---\ntitle: {title}\nissuer: 苏州关工委\nregion: 江苏/苏州\n{more}---\n\n一、{text}\n\n1. 组织学习。\n"
A = "plans/a.html"


def put(folder: Path, name: str, title: str = "2020年工作要点", text: str = "学习", more: str = "") -> Path:
    path = folder / "content" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(PLAN.format(title=title, text=text, more=more), "utf-8")
    return path


def build(folder: Path) -> Report:
    return sites.build_here(folder, folder / "public")


def rows(folder: Path) -> dict[str, Row]:
    found, problems = ledger.read((folder / "content" / ledger.FILE).read_bytes())
    assert not problems
    return {row.address: row for row in found}


def page(folder: Path, url: str) -> str:
    return (folder / "public" / url).read_text("utf-8")


def codes(report: Report) -> set[str]:
    return {problem.code for problem in report.problems} - {"base-url-missing"}


@pytest.fixture
def one(tmp_path: Path) -> Path:
    """A published archive of a.md and z.md."""
    put(tmp_path, "a.md", more="文号: 苏关工委〔2020〕8号\n")
    put(tmp_path, "z.md", title="2021年工作要点", text="别的")
    build(tmp_path)
    return tmp_path


def test_a_build_writes_what_it_published_and_an_unchanged_one_writes_nothing(one: Path) -> None:
    file = one / "content" / ledger.FILE
    data, stat = file.read_bytes(), file.stat()
    table = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert data.startswith(b"\xef\xbb\xbf")
    assert table[0] == list(ledger.COLUMNS.values())
    assert [line[0] for line in table[1:]] == ["plans/a.html", "plans/z.html"]
    assert table[1][2:5] == ["2020年工作要点", "苏州关工委", "苏关工委〔2020〕8号"]
    build(one)
    build(one)
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == (stat.st_mtime_ns, stat.st_ino)
    assert [path.name for path in (one / "content").iterdir() if path.name[0] == "."] == []


@pytest.mark.parametrize("change", ["number", "text"])
def test_a_renamed_file_leads_on_from_its_old_address(one: Path, change: str) -> None:
    (one / "content" / "a.md").unlink()
    if change == "number":  # all but the number and the organ is another
        put(one, "b.md", title="2020年度要点", text="新写的", more="文号: 苏关工委〔2020〕8号\n")
    else:
        put(one, "b.md")
    done = build(one)
    assert codes(done) == set()
    assert 'content="0; url=../plans/b.html"' in page(one, A)
    assert rows(one)[A].target == "plans/b.html"
    (one / "content" / "b.md").rename(one / "content" / "c.md")
    assert codes(build(one)) == set()
    assert 'content="0; url=../plans/c.html"' in page(one, A)
    assert 'content="0; url=../plans/c.html"' in page(one, "plans/b.html")
    (one / "content" / "c.md").rename(one / "content" / "a.md")  # and back
    assert codes(build(one)) == set()
    assert "refresh" not in page(one, A)
    assert 'content="0; url=../plans/a.html"' in page(one, "plans/c.html")


def test_a_deleted_file_leaves_a_page_and_a_warning_until_a_person_has_said_so(one: Path) -> None:
    (one / "content" / "a.md").unlink()
    for _ in range(2):
        done = build(one)
        assert codes(done) == {"permalink-gone"}
        shown = page(one, A)
        assert "这份文件现在不在文库里" in shown
        assert all(text in shown for text in ("2020年工作要点", "苏州关工委", "苏关工委〔2020〕8号"))
        assert A not in page(one, "sitemap.xml")
        assert not (one / "public/plans/a.json").exists()
    known = rows(one)
    known[A] = msgspec.structs.replace(known[A], status=ledger.GONE, note="应发文机关要求")
    (one / "content" / ledger.FILE).write_bytes(written(known.values()))
    assert codes(build(one)) == set()
    assert "应发文机关要求" in page(one, A)
    put(one, "a.md", more="文号: 苏关工委〔2020〕8号\n")  # it comes back
    assert codes(build(one)) == set()
    assert rows(one)[A].status == ""
    assert "不在文库里" not in page(one, A)


def test_what_is_only_likely_is_left_to_a_person(one: Path) -> None:
    (one / "content" / "z.md").unlink()
    put(one, "y.md", title="2021年工作要点", text="改过的")
    done = build(one)
    assert codes(done) == {"permalink-gone"}
    assert "aliases: plans/z.html" in next(p.hint for p in done.problems if p.code == "permalink-gone")
    put(one, "y.md", title="2021年工作要点", text="改过的", more="aliases: plans/z.html\n")
    assert codes(build(one)) == set()
    put(one, "y.md", title="2021年工作要点", text="改过的")  # the alias may go: the ledger remembers
    assert codes(build(one)) == set()
    assert 'content="0; url=../plans/y.html"' in page(one, "plans/z.html")


def test_two_files_with_one_text_are_no_proof(one: Path) -> None:
    put(one, "p.md", title="2022年工作要点", text="同文")
    build(one)
    (one / "content" / "p.md").unlink()
    for name in ("q.md", "r.md"):
        put(one, name, title="2022年工作要点", text="同文")
    assert codes(build(one)) == {"permalink-gone"}


def test_what_waits_never_enters_and_says_nothing_when_it_waits_again(one: Path) -> None:
    put(one, "d.md", title="秘而不宣2022年工作要点", more="draft: 是\n")
    put(one, "e.md", title="来日方长2022年工作要点", more="publish_on: 2026-01-02\n")
    report = build(one)
    assert {row.path.rpartition("/")[2]: (row.codes, row.until) for row in report.sources if row.status == "held"} == {
        "d.md": (["draft"], ""),
        "e.md": (["embargo"], "2026-01-02"),
    }
    assert set(rows(one)) == {A, "plans/z.html"}
    put(one, "a.md", more="文号: 苏关工委〔2020〕8号\ndraft: 是\n")
    assert codes(build(one)) == {"permalink-held"}
    assert "现在不在文库里" in page(one, A)
    assert "2020年工作要点" not in page(one, A)
    assert set(rows(one)) == {A, "plans/z.html"}


def test_another_document_at_an_old_address_is_told_once(one: Path) -> None:
    put(one, "z.md", title="昆山2019年工作要点", text="全然不同")
    assert codes(build(one)) == {"permalink-reused"}
    assert codes(build(one)) == set()
    put(one, "z.md", title="昆山2019年工作要点（修订）", text="全然不同")
    assert codes(build(one)) == set()


def test_with_keep_going_a_rejected_file_is_not_taken_for_deleted(one: Path) -> None:
    put(one, "z.md", title="2021年工作要点", text="别的", more="date: 昨天\n")
    done = sites.run(one, "--keep-going", "--content", "content")
    assert "permalink-gone" not in done.stderr
    assert "不在文库里" in page(one, "plans/z.html")
    assert rows(one)["plans/z.html"].title == "2021年工作要点"


def test_a_ledger_of_excel_is_read_and_not_rewritten_for_that(one: Path) -> None:
    file = one / "content" / ledger.FILE
    text = file.read_bytes().decode("utf-8-sig")
    for data in (
        text.replace("\n", "\r\n").encode("utf-8-sig"),
        text.encode("gb18030"),
        text.replace(",", "\t").encode("utf-16"),
        text.replace(",", ";").encode("utf-8"),
    ):
        file.write_bytes(data)
        report = build(one)
        assert codes(report) <= {"encoding-converted"}
        assert file.read_bytes() == data


def test_a_broken_ledger_keeps_the_site_and_every_row(one: Path) -> None:
    file = one / "content" / ledger.FILE
    put(one, "n.md", title="2024年工作要点")
    before = sites.tree(one / "public")
    whole = file.read_bytes()
    for data in (
        whole + b"<<<<<<< HEAD\n",
        whole + b'plans/x.html,,"a"b\n',
        whole.replace("地址".encode(), b"address"),
        whole + b"../../etc/x.html,,,,,,,,,\n",
        whole + b"plans/x.html,javascript:alert(1),,,,,,,,\n",
        whole + b"\xff\xff\n",
        whole + f"{A},plans/z.html,,,,,,,,\n".encode(),
    ):
        file.write_bytes(data)
        report = build(one)
        assert not report.published, data[-40:]
        found = [p for p in report.problems if p.code.startswith("ledger-")]
        assert found, data[-40:]
        assert all(p.line and p.hint for p in found)
        assert file.read_bytes() == data
        assert sites.tree(one / "public") == before


def test_lines_that_a_merge_has_doubled_are_one(one: Path) -> None:
    file = one / "content" / ledger.FILE
    whole = file.read_bytes()
    file.write_bytes(whole + whole.splitlines(keepends=True)[1])
    assert codes(build(one)) == set()


def test_nothing_is_written_where_content_must_not_be(one: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(one, "n.md", title="2024年工作要点")
    if os.getuid() == 0:  # whom no permission keeps out

        def refused(**_: object) -> None:
            raise OSError(30, "Read-only file system")

        monkeypatch.setattr(tempfile, "mkstemp", refused)
    else:
        (one / "content").chmod(0o555)
    report = build(one)
    (one / "content").chmod(0o755)
    assert report.published
    assert codes(report) == {"ledger-unwritten"}
    assert "plans/n.html" not in rows(one)
    assert [path.name for path in (one / "content").iterdir() if path.name[0] == "."] == []
    assert codes(build(one)) == ({"ledger-unwritten"} if os.getuid() == 0 else set())


def test_what_somebody_has_typed_during_the_build_stays(one: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(one, "n.md", title="2024年工作要点")
    file = one / "content" / ledger.FILE
    whole, compose = file.read_bytes(), flow.compose

    def slow(*given: object) -> object:
        file.write_bytes(whole + b"plans/by-hand.html,plans/a.html,,,,,,,,\n")
        return compose(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(flow, "compose", slow)
    assert codes(build(one)) == {"ledger-unwritten"}
    assert file.read_bytes().endswith(b"plans/by-hand.html,plans/a.html,,,,,,,,\n")
    monkeypatch.undo()
    build(one)
    assert {"plans/by-hand.html", "plans/n.html"} <= set(rows(one))


@pytest.mark.parametrize("seed", range(2))
def test_after_any_history_every_address_still_answers(tmp_path: Path, seed: int) -> None:
    sites.make(tmp_path / "content", 12, seed)
    sites.make(tmp_path / "pool", 20, seed)
    desk = Desk(tmp_path / "content", tmp_path / "pool", seed)
    dice, ever = random.Random(seed), set[str]()
    for _ in range(12):
        desk.change()
        if dice.random() < 0.3:
            shutil.rmtree(tmp_path / ".yaodian", ignore_errors=True)
        done = build(tmp_path)
        assert done.published, done.problems
        files = sites.tree(tmp_path / "public")
        ever |= {row.url for row in done.sources if row.status == "published" and row.url}
        assert ever <= files.keys()
        assert sites.dangling(files) == {}
        assert ever <= set(rows(tmp_path))
    file = tmp_path / "content" / ledger.FILE
    data = file.read_bytes()
    shutil.rmtree(tmp_path / ".yaodian")
    shutil.rmtree(tmp_path / "public")
    build(tmp_path)  # the ledger of the last build gives the site of the last build
    assert (sites.tree(tmp_path / "public"), file.read_bytes()) == (files, data)


cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12).map(
    lambda text: " ".join(text.split()).lstrip("' ")
)


@given(st.lists(cells, min_size=5, max_size=5), st.sampled_from(["", "=1+1", "@x", '"', "a,b"]))
def test_the_ledger_reads_what_it_writes(texts: list[str], title: str) -> None:
    row = Row(A, "", title or texts[0], *texts[1:], status="", note="=cmd", text="t1e5")
    data = written([row])
    assert ledger.read(data) == ((row,), [])
    assert not any(line.startswith(("=", "@")) for line in data.decode("utf-8-sig").split(","))


def test_after_an_edit_only_the_row_that_is_new_is_read(one: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, read, sizes = one / "content" / ledger.FILE, ledger.read, []
    many = [Row(f"plans/old-{n}.html", "plans/a.html", "旧") for n in range(300)]
    file.write_bytes(written([*rows(one).values(), *many]))
    build(one)
    monkeypatch.setattr(ledger, "read", lambda data: (sizes.append(data.count(b"\n")), read(data))[1])
    for text in ("新的", "更新的"):
        put(one, "a.md", text=text)
        build(one)
    assert sizes == [2, 2]
    monkeypatch.undo()
    assert len(rows(one)) == 302


def test_a_row_that_is_not_read_as_it_was_written_is_read(one: Path) -> None:
    put(one, "a.md", title='"\'=2020年工作要点"')
    build(one)
    (one / "content" / "a.md").unlink()
    build(one)
    gone = page(one, A)
    shutil.rmtree(one / ".yaodian")
    build(one)
    assert page(one, A) == gone


def test_an_unchanged_ledger_of_many_rows_is_only_hashed(one: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = one / "content" / ledger.FILE
    many = [Row(f"plans/old-{n}.html", "plans/a.html", "旧") for n in range(300)]
    file.write_bytes(written([*rows(one).values(), *many]))
    build(one)
    monkeypatch.setattr(ledger, "read", None)  # which would fail
    build(one)
    assert 'url=../plans/a.html"' in page(one, "plans/old-299.html")
