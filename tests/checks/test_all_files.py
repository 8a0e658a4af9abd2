"""Checks of all plans together: series of 文号, spellings of organs, near-duplicates, links between pages."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
import sites
from reading import FRONT, checked

from generator.checks.copies import copies
from generator.checks.series import gaps, near_numbers, one_spelling
from generator.plan import Plan
from generator.problem import Problem
from generator.region import resolve, slugify

Tell = Callable[[Path], list[Problem]]


def plan(n: int, *, issuer: str = "苏州市教育局关工委", code: str = "", serial: int = 0, year: int = 2020) -> Plan:
    number = f"{code}〔{year}〕{serial}号" if code else ""
    return Plan(
        path=f"{n:03}.md",
        id=f"{n:03}",
        title=f"{n}",
        issuer=issuer,
        issuer_slug=slugify(issuer),
        region=(),
        year=year,
        doc_number=number,
        number_key=(code, year, serial) if code else ("", 0, 0),
    )


@pytest.mark.parametrize(
    ("serials", "missing"),
    [
        ((1, 2, 3, 5, 6), "4"),
        ((11, 12, 14, 15, 16, 17, 18, 20), "13、19"),
        ((1, 2, 3, 4, 5), ""),
        ((2, 8, 11), ""),
        ((1, 3, 5, 7, 9, 11), ""),
        ((1, 2, 4), ""),
    ],
)
def test_gaps_of_a_series_that_is_nearly_whole(serials: tuple[int, ...], missing: str) -> None:
    found = list(gaps([plan(n, code="苏教关", serial=n) for n in serials]))
    assert [p.message for p in found] == ([f"苏教关〔2020〕缺第 {missing} 号"] if missing else [])


@pytest.mark.parametrize(
    ("codes", "told"),
    [
        (("苏教关", "苏教关", "苏数关"), [2]),
        (("苏教关", "苏教关", "教苏关"), [2]),
        (("苏教发", "苏教发", "苏教函"), []),
        (("苏教关", "苏数关"), []),
        (("苏教关", "苏教关", "苏教关办"), []),
        (("苏教关", "苏教关", "苏数关", "苏数关"), []),
    ],
)
def test_a_code_that_is_nearly_the_usual_one(codes: tuple[str, ...], told: list[int]) -> None:
    plans = [plan(n, code=code, serial=n + 1) for n, code in enumerate(codes)]
    assert [p.path for p in near_numbers(plans)] == [f"{n:03}.md" for n in told]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("苏州市教育局关工委", "苏州市教育局关心下一代工作委员会", True),
        ("苏州市教育局关工委", "苏洲市教育局关工委", True),
        ("苏州市教育局 关工委", "苏州市教育局关工委", True),
        ("中国共产党苏州市委员会", "中共苏州市委", True),
        ("苏州市教育局", "苏州市教育局关工委", False),
        ("苏州市第一中学", "苏州市第二中学", False),
        ("吴江区教育局", "吴中区教育局", False),
    ],
)
def test_an_organ_spelled_two_ways(one: str, other: str, *, alike: bool) -> None:
    found = list(one_spelling([plan(1, issuer=one), plan(2, issuer=one), plan(3, issuer=other)]))
    assert [p.path for p in found] == (["003.md"] if alike else [])


def test_organs_of_two_provinces_may_sound_the_same() -> None:
    regions = [resolve(name).region for name in ("山西", "陕西")]
    names = ("山西省关工委", "陕西省关工委")
    plans = [msgspec.structs.replace(plan(n, issuer=names[n]), region=regions[n]) for n in (0, 1)]
    assert list(one_spelling(plans)) == []


TEXT = "".join(
    f"{n}. {what}要结合本地实际认真谋划早作安排，{what}的经验要及时总结上报并在全市推广。\n\n"
    for n, what in enumerate(("思想教育", "读书活动", "法治宣传", "家庭教育", "社区服务", "队伍建设", "调查研究"), 1)
)
OTHER = TEXT.replace("认真谋划早作安排", "扎实推进务求实效").replace("及时总结上报并在全市推广", "形成长效机制持续开展")


@pytest.mark.parametrize(
    ("copy", "alike"),
    [
        (TEXT, True),
        (TEXT.replace("，", ",").replace("。", "."), True),
        ("转载自某网站。\n\n" + TEXT + "\n\n来源：某网站", True),
        (TEXT.replace("法治宣传", "法制宣传", 1), True),
        (OTHER, False),
        (TEXT[: len(TEXT) // 2] + OTHER[len(OTHER) // 2 :], False),
        ("一、学习", False),
    ],
)
def test_near_duplicate_texts(copy: str, *, alike: bool) -> None:
    sketches = [checked(TEXT).traces.sketch, checked(copy).traces.sketch]
    assert [p.path for p in copies([plan(1), plan(2)], sketches)] == (["002.md"] if alike else [])


def told(folder: Path, *args: str) -> list[dict[str, Any]]:
    done = sites.run(folder, "check", "--format", "json", *args)
    return json.loads(done.stdout)["problems"]  # type: ignore[no-any-return]


@pytest.fixture
def linked(tmp_path: Path) -> Path:
    """An archive in which one plan has right and wrong links to pages, places and files."""
    content = tmp_path / "content"
    content.mkdir()
    links = (
        "[去年](2019.html)、[二](2019.html#s2)、[自己](#s1)、[目录](../years/2020.html)、[地区](../regions/jiangsu/index.html)、"
        "[旧](old.html)、[表](biao.csv#1)\n\n"
        "[没有](2018.html)、[没有](2019.html#s9)、[没有](#s9)、[没有](../years/2018.html)、[草稿](2021.html)、[表](wu.csv)"
    )
    front = FRONT.replace("2020", "{year}")
    body = {2019: "一、学习\n\n二、活动", 2020: f"一、学习\n\n{links}", 2021: "一、学习"}
    more = {2019: "旧地址: plans/old.html\n", 2020: "", 2021: "草稿: 是\n"}
    for year, text in body.items():
        whole = f"---\n{front.format(year=year)}{more[year]}---\n\n{text}\n"
        (content / f"{year}.md").write_text(whole, "utf-8")
    (content / "biao.csv").write_text("甲,乙\n", "utf-8")
    return tmp_path


def test_links_within_the_archive(linked: Path) -> None:
    wanted = [
        ("anchor-missing", "#s9"),
        ("anchor-missing", "2019.html#s9"),
        ("link-missing", "wu.csv"),
        ("page-missing", "../years/2018.html"),
        ("page-missing", "2018.html"),
        ("page-missing", "2021.html"),
    ]
    found = [p for p in told(linked) if p["severity"] == "warning"]
    assert sorted((p["code"], p["message"].partition("：")[2]) for p in found) == wanted
    assert {p["line"] for p in found} == {11}


def test_a_build_says_the_same_from_its_cache_and_the_right_links_lead_somewhere(linked: Path) -> None:
    first = sites.report(linked)["problems"]
    assert sites.report(linked)["problems"] == first
    assert [p for p in first if p["severity"] == "warning"] == [p for p in told(linked) if p["severity"] == "warning"]
    assert sites.report(linked)["pages"]["written"] == 0
    files = sites.tree(linked / "public")
    assert "plans/2020/biao.csv" in files
    broken = sites.dangling(files)
    assert {link for links in broken.values() for link in links} <= {
        "plans/2020.html#s9",
        "plans/2019.html#s9",
        "plans/2018.html#",
        "plans/2021.html#",
        "years/2018.html#",
        "plans/wu.csv#",
        "plans/2020/biao.csv#1",  # a place in a file of another format: its own business
    }


def test_the_lexicon_of_site_yaml_is_used_and_a_change_of_it_is_seen(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").write_text(f"---\n{FRONT}---\n\n学习五老队五精神。\n", "utf-8")
    (tmp_path / "site.yaml").write_text("base_url: https://a.example/\n词表: ci.yaml\n", "utf-8")
    for text, wanted in (
        ("五老队五: 五老队伍\n", ["wording-slip"]),
        ("甲乙: 乙甲\n", []),
        ("五老: 老\n", ["wording-slip"]),
    ):
        (tmp_path / "ci.yaml").write_text(text, "utf-8")
        assert [p["code"] for p in sites.report(tmp_path)["problems"]] == wanted
