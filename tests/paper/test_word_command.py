"""`build.py word`, and the Word documents beside the plans of a site: what is made, what is not made again."""

from pathlib import Path

import pytest
import sites
from sheets import markdown
from wordsheets import parts

CITING = "贯彻《苏州市教育局关工委2023年工作要点》（测教关〔2023〕5号）。\n\n一、学习\n\n1.组织学习。"
OLDER = {"title": "苏州市教育局关工委2023年工作要点", "文号": "测教关〔2023〕5号", "date": "2023-03-01", "year": "2023"}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Two plans, of which the newer cites the older, and a setting that asks for Word."""
    (tmp_path / "content").mkdir()
    (tmp_path / "site.yaml").write_text("base_url: https://wenku.example.cn/a/\nword文件: 是\n", "utf-8")
    for name, text in {"2023-suzhou": markdown("一、学习", **OLDER), "2024-suzhou": markdown(CITING)}.items():
        (tmp_path / "content" / f"{name}.md").write_text(text, "utf-8")
    return tmp_path


def build(archive: Path) -> None:
    sites.build_here(archive, archive / "public")


def changed(archive: Path, old: str, new: str) -> None:
    source = archive / "content/2024-suzhou.md"
    source.write_text(source.read_text("utf-8").replace(old, new, 1), "utf-8")


def test_a_site_has_a_word_document_beside_every_plan_with_its_size_on_the_page(archive: Path) -> None:
    build(archive)
    files = sites.tree(archive / "public")
    for name in ("2023-suzhou", "2024-suzhou"):
        data = files[f"plans/{name}.docx"]
        assert f'{name}.docx">Word（{round(len(data) / 1024)} KB）' in files[f"plans/{name}.html"].decode()
        assert "PDF（" not in files[f"plans/{name}.html"].decode()
    relations = parts(files["plans/2024-suzhou.docx"])["word/_rels/document.xml.rels"].decode()
    assert 'Target="https://wenku.example.cn/a/plans/2023-suzhou.html"' in relations
    (archive / "site.yaml").write_text("word: 否\n", "utf-8")
    build(archive)
    assert not list((archive / "public").rglob("*.docx"))


def test_only_what_changed_is_written_again_and_the_bytes_are_those_of_a_clean_build(archive: Path) -> None:
    build(archive)
    before = sites.stamps(archive / "public")
    changed(archive, "1.组织学习。", "1.组织学习。\n\n2.交流经验。")
    build(archive)
    after = sites.stamps(archive / "public")
    again = {name for name in after if name.endswith(".docx") and after[name] != before[name]}
    assert again == {"plans/2024-suzhou.docx"}
    sites.build(archive, "--output", "clean", "--cache", "cache", "--jobs", "2", PYTHONHASHSEED="7", TZ="America/Lima")
    assert sites.tree(archive / "public") == sites.tree(archive / "clean")


def test_a_comment_in_the_source_changes_no_document_and_a_withdrawn_plan_loses_its_own(archive: Path) -> None:
    build(archive)
    before = (archive / "public/plans/2024-suzhou.docx").read_bytes()
    changed(archive, "year: 2024", "year: 2024  # 已核对")
    build(archive)
    assert (archive / "public/plans/2024-suzhou.docx").read_bytes() == before
    changed(archive, "---\n", "---\n状态: 撤下\n")
    build(archive)
    assert not (archive / "public/plans/2024-suzhou.docx").exists()


def test_the_command_makes_what_is_asked_for_and_nothing_twice(archive: Path) -> None:
    done = sites.run(archive, "word", "--year", "2024")
    assert (done.returncode, {path.name for path in (archive / "word").iterdir()}) == (0, {"2024-suzhou.docx"})
    assert "Word 文件 1 个：做了 1，未变 0" in done.stdout
    assert "做了 1，未变 1" in sites.run(archive, "word", "--region", "江苏").stdout
    (archive / "word/2023-suzhou.docx").write_bytes(b"spoilt")
    assert "做了 1，未变 0" in sites.run(archive, "word", "--plan", "2023-suzhou").stdout
    assert parts((archive / "word/2023-suzhou.docx").read_bytes())
    build(archive)
    beside = sites.tree(archive / "public")
    assert (archive / "word/2024-suzhou.docx").read_bytes() == beside["plans/2024-suzhou.docx"]


def test_wrong_calls_say_what_is_wrong(archive: Path) -> None:
    build(archive)
    for call, said in (
        (("--plan", "2030-suzhou"), "没有编号为 2030-suzhou 的文件"),
        (("--output", "public"), "word: 是"),
    ):
        done = sites.run(archive, "word", *call)
        assert done.returncode == 2
        assert said in done.stderr
    (archive / "site.yaml").write_text("word: 也许\n", "utf-8")
    done = sites.run(archive, "check")
    assert "flag-unreadable" in done.stdout + done.stderr


def test_many_plans_are_the_same_from_one_process_and_from_two(tmp_path: Path) -> None:
    sites.make(tmp_path / "content", 64)
    for jobs in ("1", "2"):
        done = sites.run(tmp_path, "word", "--output", f"word{jobs}", "--jobs", jobs, PYTHONHASHSEED=jobs)
        assert "做了 64，未变 0" in done.stdout, done.stderr
    assert sites.tree(tmp_path / "word1") == sites.tree(tmp_path / "word2")
