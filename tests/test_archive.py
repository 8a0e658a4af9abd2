"""The archive as data and pages: the region tree, the order of plans, issuers, 文号 and citations."""

import json
import re
from itertools import permutations
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import PROJECT

from generator.archive import group
from generator.cli import cli
from generator.reader import read_plan

BASE = {"title": "测试市教育局关工委2020年工作要点", "issuer": "测试市教育局关工委", "region": "江苏/苏州"}


def plan(text: str = "一、做好工作\n\n1. 第一条。", **fields: str) -> str:
    """A Markdown file; `fields` add to or replace the front matter above, None takes away."""
    entries = {k: v for k, v in {**BASE, **fields}.items() if v is not None}
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in entries.items()) + f"---\n\n{text}\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Build files given by name; gives the output folder."""

    def made(**files: str) -> Path:
        for name, text in files.items():
            path = tmp_path / "content" / f"{name}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        monkeypatch.chdir(tmp_path)
        folders = ["--layouts", str(PROJECT / "layouts"), "--assets", str(PROJECT / "assets")]
        result = CliRunner().invoke(cli, ["build", *folders])
        assert result.exit_code == 0, result.output
        return tmp_path / "public"

    return made


def titles(page: Path) -> list[str]:
    """The titles of the rows on a list page, in their order."""
    return re.findall(r'class="row-title"[^>]*>([^<]*)<', page.read_text("utf-8"))


def test_plain_and_full_names_meet_and_levels_are_filled_in(site) -> None:
    output = site(
        a=plan(region="江苏"),
        b=plan(region="江苏省", title="要点2019年"),
        c=plan(region="张家港", title="要点2018年"),
        d=plan(region="江苏省 苏州市", title="要点2017年"),
    )
    records = {r["id"]: r["region"] for r in json.loads((output / "plans.json").read_bytes())["plans"]}
    assert records == {
        "a": ["江苏省"],
        "b": ["江苏省"],
        "c": ["江苏省", "苏州市", "张家港市"],
        "d": ["江苏省", "苏州市"],
    }
    assert len(titles(output / "regions" / "jiangsu" / "index.html")) == 4
    assert len(titles(output / "regions" / "jiangsu" / "suzhou" / "index.html")) == 2


def test_places_stand_in_the_order_of_gb_t_2260(site) -> None:
    regions = {"a": "新疆", "b": "江苏", "c": "全国", "d": "北京", "e": "某某新区", "f": "重庆"}
    output = site(**{name: plan(region=region, issuer=f"{region}关工委") for name, region in regions.items()})
    home = (output / "index.html").read_text("utf-8")
    rows = re.findall(r'<th scope="row"><a [^>]*>([^<]+)</a>', home)
    assert rows == ["全国", "北京", "江苏", "重庆", "新疆", "某某新区"]


def test_newest_first_and_undated_last_in_their_year(site) -> None:
    output = site(
        a=plan(title="丙", year="2020", date="2020-01"),
        b=plan(title="甲", year="2020"),
        c=plan(title="乙", year="2020", date="2020-03-25"),
        d=plan(title="丁", year="2021"),
        e=plan(title="戊", year="2020", date="2019-12"),
    )
    page = output / "regions" / "jiangsu" / "index.html"
    assert titles(page) == ["丁", "乙", "丙", "戊", "甲"]
    assert page.read_text("utf-8").count("未注明") == 2


def test_the_archive_is_the_same_in_whatever_order_plans_come() -> None:
    sources = [
        plan(title="甲2020年", date="2020-01-01", 文号="甲教〔2020〕1号"),
        plan("依据《甲》（甲教〔2020〕1号）。", title="乙2020年", issuer="乙"),
        plan("依据《丙》（丙教〔2001〕1号）。", title="丙2021年", region="北京"),
        plan(title="丁2021年", region="某处", issuer="乙"),
    ]
    plans = [read_plan(f"{n}.md", text.encode(), ())[0].plan for n, text in enumerate(sources)]
    archives = [group(order) for order in permutations(plans)]
    assert all(archive == archives[0] for archive in archives)
    assert all(list(archive.nodes) == list(archives[0].nodes) for archive in archives)


def test_citations_lead_both_ways_and_what_is_missing_is_listed(site) -> None:
    output = site(
        held=plan(title="关于优质化建设的意见", year="2019", 文号="苏教委(2019) 1号"),
        citing=plan("落实《关于优质化建设的意见》（苏教委〔2019〕1号）和《实施办法》（苏教党[2010]51号）。"),
    )
    citing = (output / "plans" / "citing.html").read_text("utf-8")
    assert re.search(r'<a class="cites" href="\.\./plans/held\.html">《关于优质化建设的意见》', citing)
    held = (output / "plans" / "held.html").read_text("utf-8")
    assert "../plans/citing.html" in held[held.index("引用本文件的文件") :]
    index = (output / "docnumbers.html").read_text("utf-8")
    missing = index[index.index('id="missing"') :]
    assert "苏教党〔2010〕51号" in missing
    assert "苏教委〔2019〕1号" not in missing
    data = json.loads((output / "plans" / "citing.json").read_bytes())
    urls = {cite["doc_number"]: cite["url"] for cite in data["cites"]}
    assert urls == {"苏教委〔2019〕1号": "plans/held.html", "苏教党〔2010〕51号": ""}


def test_joint_papers_may_share_a_number(site) -> None:
    output = site(
        a=plan(title="甲", year="2020", issuer="甲厅", 文号="苏教〔2020〕1号"),
        b=plan(title="乙", year="2020", issuer="乙厅", 文号="苏教〔2020〕1号"),
        c=plan("见《乙》（苏教〔2020〕1号）。", title="丙", year="2021"),
    )
    assert 'href="../plans/b.html">《乙》' in (output / "plans" / "c.html").read_text("utf-8")


def test_issuers_of_one_spelling_have_two_pages(site) -> None:
    output = site(a=plan(issuer="市教育局"), b=plan(issuer="是教育局", title="另一份2020年"))
    pages = sorted(p.name for p in (output / "issuers").glob("*.html") if p.name != "index.html")
    assert len(pages) == 2
    shown = [titles(output / "issuers" / name) for name in pages]
    assert sorted(map(len, shown)) == [1, 1]


def test_the_nearest_years_of_an_issuer_are_neighbours(site) -> None:
    output = site(**{f"p{y}": plan(title=f"要点{y}年") for y in (2016, 2018, 2021)})
    middle = (output / "plans" / "p2018.html").read_text("utf-8")
    assert re.findall(r'rel="(prev|next)" href="\.\./plans/(\w+)\.html"', middle) == [
        ("prev", "p2016"),
        ("next", "p2021"),
    ]


def test_gaps_between_years_are_columns_of_the_grid(site) -> None:
    output = site(a=plan(title="要点2018年"), b=plan(title="要点2021年"))
    home = (output / "index.html").read_text("utf-8")
    columns = re.findall(r'<th scope="col"[^>]*>(?:<a[^>]*>)?(\d{4})', home)
    assert columns == ["2021", "2020", "2019", "2018"]
    assert home.count("<td><span>没有</span></td>") == 2


def test_a_withdrawn_plan_keeps_its_record_and_loses_its_text(site) -> None:
    output = site(a=plan("独有的正文文字。", status="撤下 2022-01-05 应发文机关要求"))
    page = (output / "plans" / "a.html").read_text("utf-8")
    assert "本文件已撤下" in page
    assert "应发文机关要求" in page
    assert not (output / "plans" / "a.txt").exists()
    holders = [p for p in output.rglob("*") if p.is_file() and "独有的正文" in p.read_text("utf-8", errors="ignore")]
    assert holders == []


def test_an_old_address_leads_to_the_plan(site) -> None:
    output = site(a=plan(aliases="old/123.html"))
    page = (output / "old" / "123.html").read_text("utf-8")
    assert re.search(r'http-equiv="refresh"[^>]*\.\./plans/a\.html', page)
    assert "old/123" not in (output / "sitemap.xml").read_text("utf-8")
