"""Browsing: the grid of places and years, the run of years of an issuer; what is missing is told, and never linked."""

import re
from html import unescape
from pathlib import Path

import pytest

from generator.archive import group
from generator.outputs import issuers
from generator.outputs.grid import grid_of, run_of
from generator.page import Link
from generator.plan import Plan
from generator.region import resolve
from generator.settings import Settings
from generator.sheaf import stamps_of

HUZHOU = "regions/zhejiang/huzhou"


def table(page: Path) -> list[list[tuple[str, str]]]:
    """The grid of a page, each cell as its words and where it leads; what is only for listeners is in the words."""
    grid = re.search(r'<table class="grid">(.*?)</table>', page.read_text("utf-8"), re.DOTALL)
    assert grid
    rows = re.findall(r"<tr>(.*?)</tr>", grid[1], re.DOTALL)
    return [[cell(found) for found in re.findall(r"<t[hd].*?>(.*?)</t[hd]>", row)] for row in rows]


def cell(html: str) -> tuple[str, str]:
    href = re.search(r'href="([^"]*)"', html)
    said = re.search(r'aria-label="([^"]*)"', html)
    return unescape(said[1] if said else re.sub("<[^>]*>", "", html)), href[1] if href else ""


def test_the_grid_of_a_place_has_its_own_plans_first(office_site: Path) -> None:
    head, *lines = table(office_site / HUZHOU / "index.html")
    years = [words for words, _ in head[1:]]
    assert years == ["2025年", "2024年", "2023年", "2022年", "2021年", "2011—2020年", "2010年"]
    assert head[1] == ("2025年", "../../../regions/zhejiang/huzhou/2025.html")
    assert [line[0] for line in lines] == [("本级", ""), ("安吉", f"../../../{HUZHOU}/anji/index.html")]
    own, anji = lines
    assert own[2] == ("湖州本级2024年1份", f"../../../{HUZHOU}/2024.html#own")
    assert [words for words, _ in anji[1:]] == ["没有", "没有", "安吉2023年1份", "没有", "没有", "没有", "没有"]
    assert 'id="own"' in (office_site / HUZHOU / "2024.html").read_text("utf-8")


@pytest.mark.parametrize("page", ["index.html", f"{HUZHOU}/index.html", "regions/zhejiang/index.html"])
def test_a_cell_leads_to_its_plans_and_a_gap_nowhere(office_site: Path, page: str) -> None:
    head, *lines = table(office_site / page)
    assert all(len(line) == len(head) for line in lines)
    for line in lines:
        for words, href in line[1:]:
            assert (words == "没有") == (href == "")
            if href:
                path, _, fragment = href.partition("#")
                listed = (office_site / page).parent.joinpath(path).read_text("utf-8")
                if fragment:
                    listed = listed.split(f'id="{fragment}"')[1].split("</section>")[0]
                count = int(re.search(r"(\d+)份$", words)[1])
                assert listed.count('class="row-title"') == count, words


def test_an_issuers_page_shows_its_years_and_their_gaps(office_site: Path) -> None:
    html = (office_site / "issuers" / "huzhoushixiangtudangangongzuoweiyuanhui.html").read_text("utf-8")
    run = re.search(r'<ol class="links run">(.*?)</ol>', html, re.DOTALL)[1]
    shown = [(re.sub("<[^>]*>", " ", item).split(), "href" in item) for item in re.findall("<li>(.*?)</li>", run)]
    assert shown == [
        (["2025年", "1", "份"], True),
        (["2024年", "1", "份"], True),
        (["2023年", "没有"], False),
        (["2022年", "1", "份"], True),
        (["2021年", "1", "份"], True),
        (["2011—2020年", "没有"], False),
        (["2010年", "1", "份"], True),
    ]
    for anchor in re.findall(r'href="[^"]*#([^"]*)"', run):
        assert html.count(f'id="{anchor}"') == 1


def test_a_year_of_a_long_list_is_found_on_its_page() -> None:
    place = resolve("江苏").region
    plans = [
        Plan(
            path=f"{n}.md",
            id=f"p{n}",
            title=f"工作要点{n}",
            issuer="某关工委",
            issuer_slug="mou",
            region=place,
            year=year,
        )
        for n, year in enumerate(year for year in (2026, 2025, 2021) for _ in range(150))
    ]
    archive = group(plans)
    sheaves = issuers.sheaves(archive, stamps_of(archive), Settings())
    first, second, third = (p for sheaf in sheaves for p in sheaf.pages() if p.url.startswith("issuers/mou"))
    assert [link.url for link in first.data["run"]] == [
        "issuers/mou.html#y2026",
        "issuers/mou.html#y2025",
        "",
        "",
        "",
        "issuers/mou.2.html#y2021",
    ]
    anchors = [[part.anchor for part in page.data["groups"]] for page in (first, second, third)]
    assert anchors == [["y2026", "y2025"], ["y2025", "y2021"], ["y2021"]]


def test_three_empty_years_stand_one_by_one_and_four_as_one_span() -> None:
    held = {2026: ("a", 2), 2022: ("b", 1), 2017: ("c", 3)}
    assert run_of(held) == (
        Link("2026年", "a", 2),
        Link("2025年"),
        Link("2024年"),
        Link("2023年"),
        Link("2022年", "b", 1),
        Link("2018—2021年"),
        Link("2017年", "c", 3),
    )
    assert run_of({}) == ()
    assert grid_of([], {}).lines == ()


def test_the_numbers_index_leads_to_every_code(office_site: Path) -> None:
    html = (office_site / "docnumbers.html").read_text("utf-8")
    jump = re.search(r'aria-labelledby="jump-title">(.*?)</nav>', html, re.DOTALL)[1]
    links = dict(re.findall(r'<a href="[^"]*#([^"]*)">([^<]*)</a>', jump))
    assert list(links.values()) == ["浙乡档", "湖乡档", "引用而未收"]
    missing = html.split('id="missing"')[1]
    assert "国乡档〔2020〕9号" in missing
    assert "plans/2024-huzhou.html" in missing
