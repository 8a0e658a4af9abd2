"""The command `build`: its exit status, what it says and reports, and what it holds back."""

from pathlib import Path

import pytest
import sites

PLANS = 8


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a small archive in content/."""
    sites.make(tmp_path / "content", PLANS)
    return tmp_path


@pytest.mark.parametrize(
    "wrong",
    [
        ["--output", "content"],
        ["--output", "content/public"],
        ["--output", "."],
        ["--output", "content/a.md"],
        ["--jobs", "0"],
        ["--layouts", "nowhere"],
        ["--nonsense"],
        ["nonsense"],
    ],
)
def test_a_wrong_call_ends_with_2_and_does_nothing(folder: Path, wrong: list[str]) -> None:
    (folder / "content" / "a.md").write_text("x")
    before = sorted(folder.rglob("*"))
    done = sites.run(folder, *wrong)
    assert done.returncode == 2
    assert done.stderr
    assert sorted(folder.rglob("*")) == before


def test_quiet_says_nothing_and_strict_minds_warnings(folder: Path) -> None:
    done = sites.run(folder, "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    path = folder / "content" / "a.md"
    path.write_text("---\ntitle: 甲2020年工作要点\nissuer: 甲\nregion: 贵州\n作者: 乙\n---\n\n一、甲\n", "utf-8")
    done = sites.run(folder, "--quiet")
    assert done.returncode == 0
    assert "警告[key-unknown]" in done.stderr
    before = sites.stamps(folder / "public")
    sites.edit(folder)
    assert sites.run(folder, "--strict").returncode == 1
    assert sites.stamps(folder / "public") == before
    assert sites.run(folder, "--strict", "--keep-going").returncode == 1
    assert sites.stamps(folder / "public") != before


def test_the_report_is_as_the_contract_says(folder: Path) -> None:
    bad = sites.spoil(folder).relative_to(folder).as_posix()
    plan = "---\ntitle: 甲2020年工作要点\nissuer: 甲\nregion: 贵州\ndraft: true\n---\n\n一、甲\n"
    (folder / "content" / "draft.md").write_text(plan, "utf-8")
    data = sites.report(folder, "--keep-going")
    assert data["schema"] == 1
    rows = {row["path"]: row for row in data["sources"]}
    assert len(rows) == PLANS + 1
    assert all(set(row) == {"path", "status", "url", "codes"} for row in rows.values())
    assert rows[bad]["status"] == "rejected"
    assert rows[bad]["url"] is None
    assert "key-missing" in rows[bad]["codes"]
    assert rows["content/draft.md"]["status"] == "held"
    assert rows["content/draft.md"]["codes"] == ["draft"]
    published = [row for row in rows.values() if row["status"] == "published"]
    assert len(published) == PLANS - 1
    assert all((folder / "public" / row["url"]).is_file() for row in published)
    keys = {"path", "line", "column", "severity", "code", "message", "hint"}
    assert data["problems"]
    assert all(set(problem) == keys for problem in data["problems"])
    pages = data["pages"]
    assert set(pages) == {"total", "written", "unchanged", "removed"}
    assert pages["total"] == len(sites.tree(folder / "public"))
    assert set(data["seconds"]) == {"read", "group", "index", "compose", "render", "publish"}


def test_drafts_and_embargoes_are_held_and_nowhere_in_the_output(folder: Path) -> None:
    plan = "---\ntitle: {}2020年工作要点\nissuer: 甲\nregion: 贵州\n{}\n---\n\n一、{}的正文\n"
    (folder / "content" / "d.md").write_text(plan.format("秘而不宣", "draft: true", "秘而不宣"), "utf-8")
    (folder / "content" / "e.md").write_text(plan.format("来日方长", "publish_on: 2026-03-02", "来日方长"), "utf-8")
    early, day = "1772294400", "1772380800"  # midnight in Beijing on 1 and 2 March 2026 is 16:00 UTC the day before
    out = sites.build(folder, SOURCE_DATE_EPOCH=str(int(day) - 1))
    assert "暂不发布：content/d.md（草稿）" in out
    assert "暂不发布：content/e.md（未到发布日期 2026-03-02）" in out
    everything = b"".join(sites.tree(folder / "public").values())
    assert "秘而不宣".encode() not in everything
    assert "来日方长".encode() not in everything
    assert "content/e.md" in sites.build(folder, SOURCE_DATE_EPOCH=early)
    assert "content/e.md" not in sites.build(folder, SOURCE_DATE_EPOCH=day)
    everything = b"".join(sites.tree(folder / "public").values())
    assert "秘而不宣".encode() not in everything
    assert "来日方长".encode() in everything
    sites.build(folder, SOURCE_DATE_EPOCH=early)  # held again: what was published goes
    assert "来日方长".encode() not in b"".join(sites.tree(folder / "public").values())


@pytest.mark.parametrize("moment", ["tomorrow", "99999999999999999999"])
def test_a_moment_that_is_none_is_a_wrong_call(folder: Path, moment: str) -> None:
    done = sites.run(folder, SOURCE_DATE_EPOCH=moment)
    assert done.returncode == 2
    assert "SOURCE_DATE_EPOCH" in done.stderr
    assert not (folder / "public").exists()
