"""Files attached to a PDF, or to a mark on its page: saved beside the plan, or told of; none is lost in silence."""

from pathlib import Path
from urllib.parse import quote

import pytest
from click.testing import CliRunner
from faulty import attached

from generator.cli import cli
from generator.importer.original import Original
from generator.importer.pdf import attached as module
from generator.importer.pdf.document import read

SHEET = b"PK\x03\x04 no real sheet"


def names(original: Original) -> list[str]:
    """The names under which its files are saved."""
    return [file.name for file in original.files]


def codes(original: Original) -> list[str]:
    """What is told of it."""
    return [problem.code for problem in original.problems]


@pytest.mark.parametrize(
    ("name", "data", "beside"),
    [
        ("活动安排.xlsx", SHEET, "活动安排.xlsx"),
        ("名单.csv", "姓名,学校\n".encode(), "名单.csv"),
        ("照片.dat", b"\xff\xd8\xff\xe0", "照片.jpg"),
        ("../../外面\\方案.txt", b"a", "方案.txt"),
        ("index.md", "# 要点\n".encode(), "embedded1.txt"),
        ("安装.exe", b"MZ\x90", "安装.bin"),
        ("网页.html", b"<script>", "网页.bin"),
        ("con.txt", b"a", "embedded1.txt"),
        (".隐藏.txt", b"a", "embedded1.txt"),
        ("image1.png", b"\x89PNG\r\n", "embedded1.png"),
        ("长" * 100 + ".txt", b"a", "embedded1.txt"),
    ],
)
def test_a_file_is_saved_under_its_own_name_where_that_may_be_published(name: str, data: bytes, beside: str) -> None:
    original = read(attached((name, data)), "a.pdf")
    assert [(file.name, file.data) for file in original.files] == [(beside, data)]
    assert codes(original) == ["pdf-attachment"]
    assert name in original.problems[0].message  # what the webmaster sees in the PDF, and where it is now
    assert beside in original.problems[0].message


def test_files_of_the_document_and_of_its_pages_are_saved_each_once() -> None:
    sheets = [("表.txt", b"1"), ("表.TXT", b"2"), ("另一张.txt", b"1")]
    original = read(attached(*sheets, marks=[("回形针.txt", b"3"), ("表.txt", b"1"), ("回形针.txt", b"3")]), "a.pdf")
    assert names(original) == ["另一张.txt", "表.txt", "embedded1.txt", "回形针.txt"]
    assert sorted(file.data for file in original.files) == [b"1", b"1", b"2", b"3"]


def test_what_is_beyond_the_bounds_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST", 2)
    monkeypatch.setattr(module, "_LARGEST", 10)
    monkeypatch.setattr(module, "_MOST_BYTES", 15)
    files = [
        ("a.txt", b"0" * 11),
        ("b.txt", b"0" * 9),
        ("c.txt", b"0" * 7),
        ("d.txt", b"0"),
        ("e.txt", b"1"),
        ("f.txt", b""),
    ]
    original = read(attached(*files), "a.pdf")
    assert names(original) == ["b.txt", "d.txt"]
    assert codes(original) == ["pdf-attachment", "pdf-attachment", "pdf-attachment-left"]
    assert "4 个" in original.problems[-1].message


def test_an_imported_file_is_published_with_the_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("原件.pdf").write_bytes(attached(("活动安排.csv", b"a,b\n")))
    for command in ("import 原件.pdf", "build"):
        done = CliRunner().invoke(cli, command.split(), catch_exceptions=False)
        assert done.exit_code == 0, done.output
    [published] = Path("public").rglob("活动安排.csv")
    assert published.read_bytes() == b"a,b\n"
    page = published.parent.with_suffix(".html").read_text("utf-8")
    assert quote("活动安排.csv") in page
