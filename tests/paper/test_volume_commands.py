"""`build.py epub` and `build.py page`: what is made, what is not made again, what is told. No typesetter is needed."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import sites
from books import OLDER, Book, png
from sheets import markdown

from generator import offprints
from generator.day import Day


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Three plans: one of 2023, one of 2024 with a picture, one that was withdrawn."""
    content = tmp_path / "content"
    (content / "2024-suzhou").mkdir(parents=True)
    (tmp_path / "site.yaml").write_text("title: 试验文库\norganizer: 苏州市关工委\n", "utf-8")
    (content / "2023-suzhou.md").write_text(markdown("一、学习\n\n1. 组织学习。", **OLDER), "utf-8")
    (content / "2024-suzhou/index.md").write_text(markdown("一、宣传\n\n![合影](合影.png)"), "utf-8")
    (content / "2024-suzhou/合影.png").write_bytes(png().data)
    gone = markdown("一、旧事\n\n1. 事情。", title="苏州市旧文件", 文号="", 状态="撤下", date="2022-01-01", year="2022")
    (content / "2022-suzhou.md").write_text(gone, "utf-8")
    return tmp_path


def make(archive: Path, form: str, output: str = "out", cache: str = "cache", **wish: Any) -> offprints.Result:
    request = offprints.Request(
        content=archive / "content",
        output=archive / output,
        layouts=sites.PROJECT / "layouts",
        settings=archive / "site.yaml",
        cache=archive / cache,
        today=Day(2026, 1, 1),
        jobs=1,
        wish=offprints.Wish(**wish),
        form=form,
    )
    return offprints.offprints(request)


def test_the_commands_make_one_file_without_a_typesetter(archive: Path) -> None:
    for form, ending in (("epub", "epub"), ("page", "html")):
        code = "import sys; sys.modules['typst'] = sys.modules['fontTools'] = None\n"
        code += (
            f"sys.argv = ['build.py', {form!r}, '--region', '江苏/苏州']; sys.path.insert(0, {str(sites.PROJECT)!r})\n"
        )
        code += "from generator.cli import main; main()"
        command = [sys.executable, "-X", "utf8", "-c", code]
        done = subprocess.run(command, cwd=archive, capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stderr
        assert [p.name for p in (archive / form).iterdir()] == [f"江苏省苏州市工作要点汇编.{ending}"]
        assert "做了 1，未变 0" in done.stdout


def test_the_compiler_is_the_organizer_and_what_was_withdrawn_is_not_in_it(archive: Path) -> None:
    make(archive, "epub")
    book = Book((archive / "out/工作要点汇编.epub").read_bytes())
    assert book.told("dc:creator") == ["苏州市关工委"]
    assert len([name for name in book.order if name.startswith("plan-")]) == 2
    assert f"pictures/{png().name}" in book.files


@pytest.mark.parametrize("form", ["epub", "page"])
def test_it_is_made_again_only_where_something_in_it_has_changed(archive: Path, form: str) -> None:
    def made(**wish: Any) -> int:
        return make(archive, form, **wish).made

    assert made(year=2024) == 1
    assert made(year=2024) == 0
    older = archive / "content/2023-suzhou.md"
    older.write_text(older.read_text("utf-8") + "\n2. 再学习。\n", "utf-8")
    assert made(year=2024) == 0
    (archive / "content/2024-suzhou/合影.png").write_bytes(png().data + b"\n")
    assert made(year=2024) == 1
    newer = archive / "content/2024-suzhou/index.md"
    newer.write_text(newer.read_text("utf-8") + "\n二、学习\n", "utf-8")
    assert made(year=2024) == 1
    [file] = (archive / "out").iterdir()
    make(archive, form, "clean", "other", year=2024)
    assert (archive / "clean" / file.name).read_bytes() == file.read_bytes()
    file.write_bytes(b"spoilt")
    assert made(year=2024) == 1
    assert (archive / "clean" / file.name).read_bytes() == file.read_bytes()


def test_a_lost_picture_is_told_every_time_and_its_words_stand_in_its_place(archive: Path) -> None:
    (archive / "content/2024-suzhou/合影.png").write_bytes(b"BM no picture of any kind that an e-book can hold")
    for _ in range(2):
        result = make(archive, "epub")
        [problem] = [p for p in result.problems if p.code == "volume-picture"]
        assert problem.path.endswith("content/2024-suzhou/index.md")
        assert "合影.png" in problem.message
    book = Book((archive / "out/工作要点汇编.epub").read_bytes())
    assert "（图片：合影）" in "".join(book.chapter("苏州市教育局关工委2024年工作要点").itertext())


def test_a_layout_that_is_gone_or_faulty_is_told(archive: Path) -> None:
    layouts = archive / "layouts"
    shutil.copytree(sites.PROJECT / "layouts", layouts)
    (layouts / "volume/chapter.xhtml").write_text("{{ nobody.knows }}", "utf-8")
    done = sites.run(archive, "epub", "--layouts", "layouts")
    assert (done.returncode, "layout-undefined" in done.stderr) == (1, True)
    (layouts / "volume/book.css").unlink()
    done = sites.run(archive, "page", "--layouts", "layouts")
    assert (done.returncode, "缺少版式文件：volume/book.css" in done.stderr) == (1, True)
    assert not (archive / "epub").exists()


def test_neither_writes_into_a_site(archive: Path) -> None:
    sites.build(archive)
    done = sites.run(archive, "epub", "--output", "public")
    assert done.returncode == 2
    assert "换一个文件夹" in done.stderr
