"""What a page may weigh, so that it opens on an old telephone in a village."""

import gzip
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from conftest import PROJECT

from generator.archive import group
from generator.day import Day
from generator.layouts import Layouts, load_sources
from generator.outputs import docnumbers, home, regions
from generator.plan import Citation, Plan
from generator.region import resolve
from generator.settings import Settings
from generator.sheaf import stamps_of

KB = 1024
PROVINCES = (
    "北京、天津、河北、山西、内蒙古、辽宁、吉林、黑龙江、上海、江苏、浙江、安徽、福建、江西、山东、河南、湖北、湖南、广东、广西、海南、重庆、"
    "四川、贵州、云南、西藏、陕西、甘肃、青海、宁夏、新疆、台湾、香港、澳门"
)
YEARS = range(1999, 2027)
PLANS = 10_000


def weights(site: Path, files: Iterable[str]) -> dict[str, int]:
    """What each file weighs when it is sent, compressed as most servers do it."""
    return {name: len(gzip.compress((site / name).read_bytes(), 6)) for name in files}


def test_styles_are_small(sample_site: Path) -> None:
    sizes = weights(sample_site, (f"assets/{path.name}" for path in (sample_site / "assets").glob("*.css")))
    assert 0 < sum(sizes.values()) <= 20 * KB, sizes


@pytest.mark.parametrize(
    ("page", "named", "most"),
    [
        ("index.html", "", 15 * KB),
        ("plans/2020-zhangjiagang.html", "", 15 * KB),
        ("beside.html", "", 15 * KB),
        ("search.html", "search", 12 * KB),
    ],
)
def test_the_scripts_of_a_page_are_small(sample_site: Path, page: str, named: str, most: int) -> None:
    scripts = re.findall(r'<script[^>]* src="(?:\.\./)*(assets/[^"]*)"', (sample_site / page).read_text("utf-8"))
    sizes = weights(sample_site, (name for name in scripts if name.startswith(f"assets/{named}")))
    assert 0 < sum(sizes.values()) <= most, sizes


def test_a_plans_page_is_small_beyond_its_text(sample_site: Path, office_site: Path) -> None:
    pages = [*sample_site.glob("plans/*.html"), *office_site.glob("plans/*.html")]
    assert len(pages) > 10
    for path in pages:
        page = path.read_bytes()
        text = re.search(rb'<div class="text">(.*)</article>', page, re.DOTALL)  # none where the plan was withdrawn
        words = len(re.sub(rb"<[^>]*>", b"", text[1])) if text else 0
        assert len(page) - words <= 40 * KB, path.name


@pytest.fixture(scope="module")
def large() -> dict[str, bytes]:
    """The pages that sum up 10,000 plans: every province in every year, so that no cell of the grid is empty.

    Each plan has a 机关代字 of its own; all cite one document that the archive lacks.
    """
    places = [resolve(name).region for name in PROVINCES.split("、")]
    assert len(places) == 34
    plans = [
        Plan(
            path=f"{n}.md",
            id=f"plan-{n}",
            title=f"关于印发《某某省关心下一代工作委员会工作要点》的通知之{n}",
            issuer=f"某某省关心下一代工作委员会{n % 800}",
            issuer_slug=f"moumoushengguanxinxiayidaigongzuoweiyuanhui{n % 800}",
            region=places[n % 34],
            year=YEARS[n // 34 % 28],
            date=Day(YEARS[n // 34 % 28], 3, 1),
            doc_number=f"某关工委{n}〔2020〕{n}号",
            number_key=(f"某关工委{n}", 2020, n),
            cites=(Citation("关于加强关心下一代工作的意见", "国关工委〔2019〕1号"),),
        )
        for n in range(PLANS)
    ]
    archive, settings = group(plans), Settings(base_url="https://www.example.cn/wenku/")
    names = {path.name: f"assets/{path.stem}.12345678{path.suffix}" for path in (PROJECT / "assets").iterdir()}
    layouts = Layouts(load_sources(PROJECT / "layouts"), settings, names)
    pages = [*home.pages(archive, settings), *docnumbers.pages(archive, settings)]
    sheaves = regions.sheaves(archive, stamps_of(archive), settings)
    pages += [page for sheaf in sheaves for page in sheaf.pages() if page.url.endswith("/index.html")]
    return {page.url: layouts.render(page) for page in pages}


def test_the_home_page_of_a_large_archive_is_small(large: dict[str, bytes]) -> None:
    page = large["index.html"].decode()
    cells = re.findall(r'<td><a href="regions/[a-z-]+/\d{4}\.html" aria-label="[^"]+年\d+份">\d+</a></td>', page)
    assert len(cells) == 34 * 28
    assert len(large["index.html"]) <= 150 * KB


def test_no_page_of_a_large_archive_is_heavy(large: dict[str, bytes]) -> None:
    assert any("共 10000 份，列出其中 12 份" in page.decode() for page in large.values())
    assert not {url: len(page) for url, page in large.items() if len(page) > 150 * KB}
