"""`build.py pdf`, and the PDFs beside the plans of a site: what is made, what is not made again, what is told."""

import io
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import sites
from sheets import close, line, lines, markdown, pdf, read, typesetter

from generator import offprints
from generator.day import Day
from generator.paper.binding import Part, bound

pytest.importorskip("typst", reason="the extra pdf is not installed")
pdfplumber = pytest.importorskip("pdfplumber")
pikepdf = pytest.importorskip("pikepdf")

CITING = "贯彻《苏州市教育局关工委2023年工作要点》（测教关〔2023〕5号）。\n\n一、学习\n\n1.组织学习。"
OLDER = {"title": "苏州市教育局关工委2023年工作要点", "文号": "测教关〔2023〕5号", "date": "2023-03-01", "year": "2023"}
ELSEWHERE = {
    "title": "南京市教育局关工委2024年工作要点",
    "issuer": "南京市教育局关工委",
    "region": "江苏/南京",
    "文号": "",
}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Three plans: one of 2023, one of 2024 that cites it, one of another place."""
    content = tmp_path / "content"
    content.mkdir()
    (tmp_path / "site.yaml").write_text("title: 试验文库\nbase_url: https://wenku.example.cn/a/\npdf: 是\n", "utf-8")
    for name, text in {
        "2023-suzhou": markdown("一、学习\n\n1.组织学习。\n\n二、宣传\n\n2.办好简报。", **OLDER),
        "2024-suzhou": markdown(CITING),
        "2024-nanjing": markdown("一、学习\n\n1.组织学习。\n\n" + "再学习。" * 400, **ELSEWHERE),
    }.items():
        (content / f"{name}.md").write_text(text, "utf-8")
    return tmp_path


def build(archive: Path) -> None:
    sites.build_here(archive, archive / "public")


def uris(data: bytes) -> set[str]:
    with pikepdf.open(io.BytesIO(data)) as file:
        links = [a for page in file.pages for a in page.get("/Annots", [])]
        return {str(link.A.URI) for link in links if "/A" in link and "/URI" in link.A}


def test_a_site_has_a_pdf_beside_every_plan_with_its_size_on_the_page(archive: Path) -> None:
    build(archive)
    files = sites.tree(archive / "public")
    for name in ("2023-suzhou", "2024-suzhou", "2024-nanjing"):
        data = files[f"plans/{name}.pdf"]
        assert data.startswith(b"%PDF-1.7")
        assert f'{name}.pdf">PDF（{round(len(data) / 1024)} KB）' in files[f"plans/{name}.html"].decode()
    assert uris(files["plans/2024-suzhou.pdf"]) == {"https://wenku.example.cn/a/plans/2023-suzhou.html"}
    assert not [url for url in sites.dangling(files) if url.startswith("plans/")]


def test_without_the_setting_there_is_none_and_the_command_leaves_the_site_alone(archive: Path) -> None:
    (archive / "site.yaml").write_text("pdf: 否\n", "utf-8")
    build(archive)
    assert not list((archive / "public").rglob("*.pdf"))
    assert "PDF（" not in (archive / "public/plans/2024-suzhou.html").read_text("utf-8")
    done = sites.run(archive, "pdf", "--output", "public")
    assert done.returncode == 2
    assert "换一个文件夹" in done.stderr


def test_only_what_changed_is_set_again_and_the_bytes_are_those_of_a_clean_build(archive: Path) -> None:
    build(archive)
    before = sites.stamps(archive / "public")
    source = archive / "content/2024-nanjing.md"
    source.write_text(source.read_text("utf-8") + "\n另行通知。\n", "utf-8")
    build(archive)
    after = sites.stamps(archive / "public")
    assert {name for name in after if name.endswith(".pdf") and after[name] != before[name]} == {
        "plans/2024-nanjing.pdf"
    }
    sites.build(archive, "--output", "clean", "--cache", "cache", "--jobs", "2")  # another process, another cache
    assert sites.tree(archive / "public") == sites.tree(archive / "clean")


def test_a_comment_in_the_source_makes_a_new_pdf_for_the_source_is_in_it(archive: Path) -> None:
    build(archive)
    source = archive / "content/2024-suzhou.md"
    source.write_text(source.read_text("utf-8").replace("year: 2024", "year: 2024  # 已核对"), "utf-8")
    build(archive)
    with pikepdf.open(archive / "public/plans/2024-suzhou.pdf") as file:
        assert "# 已核对" in file.attachments["2024-suzhou.md"].get_file().read_bytes().decode()


def test_a_strict_build_publishes_no_plan_whose_pdf_can_not_be_made(archive: Path) -> None:
    source = archive / "content/2024-nanjing.md"
    source.write_text(source.read_text("utf-8") + "\n一个字：\U000323af。\n", "utf-8")
    done = sites.run(archive, "--strict")
    assert done.returncode == 1
    assert "pdf-glyph-missing" in done.stderr
    assert not (archive / "public").exists()


def test_a_withdrawn_plan_loses_its_pdf(archive: Path) -> None:
    build(archive)
    source = archive / "content/2024-nanjing.md"
    source.write_text(source.read_text("utf-8").replace("---\n", "---\n状态: 撤下\n", 1), "utf-8")
    build(archive)
    assert not (archive / "public/plans/2024-nanjing.pdf").exists()


def test_many_plans_are_the_same_from_one_process_and_from_two(tmp_path: Path) -> None:
    sites.make(tmp_path / "content", 18)
    for jobs in ("1", "2"):
        done = sites.run(tmp_path, "pdf", "--output", f"pdf{jobs}", "--jobs", jobs, PYTHONHASHSEED=jobs)
        assert "做了 18，未变 0" in done.stdout, done.stderr
    assert sites.tree(tmp_path / "pdf1") == sites.tree(tmp_path / "pdf2")


def test_a_process_that_has_set_something_itself_goes_on_alone(tmp_path: Path) -> None:
    """As `serve` does, whose first build may change one plan and the next one a hundred."""
    pdf(markdown("甲。\n\n附件\n\n乙。"))
    sites.make(tmp_path / "content", 18)
    (tmp_path / "site.yaml").write_text("pdf: true\n", "utf-8")
    sites.build_here(tmp_path, tmp_path / "public", jobs=2)
    assert len(list((tmp_path / "public/plans").glob("*.pdf"))) == 18


def test_an_unchanged_build_loads_no_typesetter(archive: Path) -> None:
    sites.build(archive)
    command = [sys.executable, "-X", "importtime", *sites.call("--quiet")[1:]]
    done = subprocess.run(command, cwd=archive, capture_output=True, encoding="utf-8", check=True)
    assert "generator.pipeline" in done.stderr
    assert not {"typst", "fontTools", "selectolax"} & {
        row.rpartition("|")[2].strip() for row in done.stderr.splitlines()
    }


def test_the_command_makes_what_is_asked_for_and_nothing_twice(archive: Path) -> None:
    source = archive / "content/2024-suzhou.md"
    text = source.read_text("utf-8")

    def made(**wish: Any) -> tuple[int, int]:
        """How many were made now, and how many of those asked for were there."""
        places = {name: archive / name for name in ("content", "cache")}
        request = offprints.Request(
            **places,
            output=archive / "out",
            layouts=sites.PROJECT / "layouts",
            settings=archive / "site.yaml",
            today=Day(2026, 1, 1),
            jobs=1,
            wish=offprints.Wish(**wish),
        )
        result = offprints.offprints(request)
        return result.made, len(result.files) - result.made

    assert made(plans=("2024-suzhou",)) == (1, 0)
    assert {path.name for path in (archive / "out").iterdir()} == {"2024-suzhou.pdf"}
    assert made(year=2023) == (1, 0)
    assert made(region="江苏/苏州") == (0, 2)
    assert made() == (1, 2)
    (archive / "out/2024-suzhou.pdf").write_bytes(b"spoilt")
    assert made(issuer="苏州市教育局关工委", year=2024) == (1, 0)
    assert (archive / "out/2024-suzhou.pdf").read_bytes().startswith(b"%PDF")
    for changed in (text + "\n另行通知。\n", text):  # there and back again
        source.write_text(changed, "utf-8")
        assert made() == (1, 2)


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("--plan", "2000-none"), "没有编号为 2000-none 的文件"),
        (("--region", "不知道"), "不认识地区"),
        (("--year", "1999"), "没有这样的文件"),
        (("--issuer", "无此机关"), "没有这样的文件"),
    ],
)
def test_a_wish_that_nothing_answers_is_a_wrong_call(archive: Path, args: tuple[str, ...], told: str) -> None:
    done = sites.run(archive, "pdf", *args)
    assert done.returncode == 2
    assert told in done.stderr
    assert not (archive / "pdf").exists()


@pytest.fixture(scope="module")
def volume(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("volume")
    (folder / "content").mkdir()
    for year in (2022, 2023, 2024):
        front = {**OLDER, "title": f"苏州市教育局关工委{year}年工作要点", "year": str(year), "date": f"{year}-03-01"}
        front["文号"] = f"测教关〔{year}〕5号"
        text = "一、学习\n\n" + "组织学习。" * (260 * (year - 2021)) + f"\n\n见《要点》（测教关〔{year - 1}〕5号）。"
        (folder / f"content/{year}-suzhou.md").write_text(markdown(text, **front), "utf-8")
    done = sites.run(folder, "pdf", "--volume", "--region", "江苏/苏州")
    assert done.returncode == 0, done.stderr
    [file] = (folder / "pdf").iterdir()
    assert file.name == "江苏省苏州市工作要点汇编.pdf"
    again = sites.run(folder, "pdf", "--volume", "--region", "江苏/苏州")
    assert "做了 0，未变 1" in again.stdout
    assert again.stderr == done.stderr  # what was told is told again
    (folder / "site.yaml").write_text("organizer: 苏州市关工委\n", "utf-8")
    assert (
        "做了 1" in sites.run(folder, "pdf", "--volume", "--region", "江苏/苏州").stdout
    )  # its cover names the editor
    return file


def shown(volume: Path) -> list[str]:
    return ["".join(page.extract_text().split()) for page in pdfplumber.open(volume).pages]


def test_a_volume_has_cover_contents_plans_on_right_hand_pages_and_indexes(volume: Path) -> None:
    pages = shown(volume)
    assert "江苏省苏州市" in pages[0]
    assert "2022—2024年共3份" in pages[0]
    assert pages[2].startswith("目录")
    assert pages[2].endswith("—I—")
    begins = {
        year: n
        for n, text in enumerate(pages)
        for year in (2022, 2023, 2024)
        if text.startswith(f"苏州市教育局关工委测教关〔{year}〕5号")
    }
    assert len(begins) == 3
    assert all(n % 2 == 0 for n in begins.values())  # the first page is number 0 here, and a right-hand one
    printed = {year: n - begins[2022] + 1 for year, n in begins.items()}
    for year, number in printed.items():
        assert f"{year}年工作要点" in pages[2]
        assert pages[begins[year]].endswith(f"—{number}—")
    dots = pages[2].replace(".", "")
    assert all(f"苏州市教育局关工委{year}年工作要点{number}" in dots for year, number in printed.items())
    numbers, issuers = pages[-2].replace(".", ""), pages[-1].replace(".", "")
    assert numbers.startswith("文号索引")
    assert all(f"测教关〔{year}〕5号{number}" in numbers for year, number in printed.items())
    assert issuers.startswith("发文机关索引苏州市教育局关工委")


def test_a_volume_has_running_heads_and_blank_pages_without_number(volume: Path) -> None:
    opened = pdfplumber.open(volume).pages
    pages = shown(volume)
    first = next(n for n, text in enumerate(pages) if text.startswith("苏州市教育局关工委测教关〔2022〕"))
    blank = [n for n, text in enumerate(pages) if not text]
    assert all(n % 2 for n in blank)
    assert pages[first + 1].startswith("江苏省苏州市工作要点汇编")
    third = next(n for n, text in enumerate(pages) if text.startswith("苏州市教育局关工委测教关〔2024〕"))
    assert [n for n in blank if first < n < third]
    assert pages[third + 2].startswith("苏州市教育局关工委2024年工作要点")
    head = lines(opened[first + 1])[0]
    assert head.bottom < 37
    assert close(line(opened[first + 1], "江苏省").left, 28)


def test_a_volume_links_to_the_plans_in_it_and_keeps_to_the_standards(volume: Path) -> None:
    file = pikepdf.open(volume)
    assert b"pdfuaid:part" in file.Root.Metadata.read_bytes()
    links = [a for page in file.pages for a in page.get("/Annots", []) if a.Subtype == "/Link"]
    within = [link for link in links if "/Dest" in link or link.A.S == "/GoTo"]
    assert len(within) >= 3 + 3 + 3 + 2  # contents, two indexes, two plans that cite one of the volume
    with file.open_outline() as outline:
        names = [item.title for item in outline.root]
    assert names[0] == "目录"
    assert names[-2:] == ["文号索引", "发文机关索引"]
    assert names[1:-2] == [f"苏州市教育局关工委{year}年工作要点" for year in (2022, 2023, 2024)]


def test_a_long_title_in_the_contents_breaks_by_sense_before_its_dots_and_number() -> None:
    long = "关于印发《重庆市教委关心下一代工作委员会2013年工作要点》的通知"
    plan, body = read(markdown("一、学习\n\n1.组织学习。", title=long))
    made = bound(typesetter(), "汇编", "文库", [Part(plan, body, {}, {})])
    assert made.data, made.problems
    pages = pdfplumber.open(io.BytesIO(made.data)).pages
    for page in (pages[2], pages[-1]):
        first, last = line(page, "关于印发"), line(page, "2013年")
        assert first.text == "关于印发《重庆市教委关心下一代工作委员会"
        assert last.text.replace(".", "") == "2013年工作要点》的通知1"
        assert last.text.count(".") > 5
