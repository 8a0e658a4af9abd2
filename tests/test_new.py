"""`new` writes a template that needs nothing but its text, and never overwrites a file."""

from pathlib import Path

from click.testing import CliRunner

from generator.cli import cli

CALL = ["new", "--title", "测试市教育局关工委2026年工作要点", "--issuer", "测试市教育局关工委"]


def test_the_new_file_is_published_as_it_is(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    told = CliRunner().invoke(cli, [*CALL, "--region", "江苏/苏州", "--date", "2026-03-25"])
    assert told.exit_code == 0
    (written,) = Path("content").rglob("*.md")
    assert str(written) in told.output
    assert written.parent == Path("content/jiangsu/suzhou")
    checked = CliRunner().invoke(cli, ["check", "--strict"])
    assert (checked.exit_code, checked.output) == (0, "没有发现问题。\n")


def test_what_is_missing_is_told_by_check(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    CliRunner().invoke(cli, ["new"])
    checked = CliRunner().invoke(cli, ["check"])
    assert checked.exit_code == 1
    for name in ("标题（title）", "发文机关（issuer）", "地区（region）"):
        assert f"缺少{name}" in checked.output


def test_an_existing_file_stays(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(3):
        assert CliRunner().invoke(cli, CALL).exit_code == 0
    assert len(list(Path("content").rglob("*.md"))) == 3


def test_an_unreadable_date_is_a_wrong_call(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    told = CliRunner().invoke(cli, [*CALL, "--date", "2026-02-30"])
    assert told.exit_code == 2
    assert "日期读不懂" in told.output
    assert not Path("content").exists()
