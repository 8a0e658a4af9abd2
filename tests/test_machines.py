"""What machines read: valid HTML, metadata, feeds, schema.org, site maps and open data.

Each is judged by somebody else's reader or by the words of its specification: the Nu checker, feedparser, jsonschema,
Python's csv. Two sites: the sample, which knows no address of its own, and an office's, which does.
"""

import csv
import io
import json
import os
import shutil
import subprocess
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import feedparser
import jsonschema
import pytest
from conftest import served

from generator.outputs.feeds import MOST_IN_MAP, sitemap
from generator.outputs.open_data import FIELDS
from generator.settings import Settings

BASE = "https://dangan.example.cn/wenku/"
OWN_HOST = "nu.validator.servlet.allow-forbidden-hosts"  # it asks no server on its own machine otherwise
# Said of JSON-LD too, which is a data block: no browser runs it, so no policy asks about it (HTML 4.12.1, prepare).
DATA_BLOCK = "Inline script violates Content Security Policy"
CHECKER = Path(__file__).parent / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"

# 国办发〔2017〕47号, annex 网页设计规范: the names as it spells them.
SITE = {"SiteName", "SiteDomain", "SiteIDCode"}
COLUMN = {"ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"}
CONTENT = {"ArticleTitle", "PubDate", "ContentSource"}
ADVISED = {"Keywords", "Author", "Description", "Url"}
OPEN_GRAPH = {"og:type", "og:title", "og:site_name", "og:locale", "og:description"}

TEXT = {"type": "string", "minLength": 1}
ADDRESS = {"type": "string", "pattern": "^https://"}
JSON_FEED = {  # https://www.jsonfeed.org/version/1.1/
    "type": "object",
    "required": ["version", "title", "items"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": TEXT,
        "home_page_url": ADDRESS,
        "feed_url": ADDRESS,
        "language": {"type": "string", "pattern": "^[a-z]{2,3}(-[A-Za-z]+)*$"},
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "url", "title", "content_text", "date_published"],
                "properties": {
                    "id": TEXT,
                    "url": ADDRESS,
                    "title": TEXT,
                    "content_text": TEXT,
                    "date_published": {
                        "type": "string",
                        "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$",
                    },
                    "authors": {"type": "array", "items": {"type": "object", "required": ["name"]}},
                    "tags": {"type": "array", "items": {"type": "string"}},
                },
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}


class Read(HTMLParser):
    """A page as a machine takes it: metadata, links of the head, JSON-LD, and all its text."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.meta: list[tuple[str, str]] = []
        self.links: dict[str, str] = {}
        self.feeds: list[str] = []
        self.data: list[dict] = []
        self.text = ""
        self._in_data = False
        self.feed(page.read_text("utf-8"))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        name = values.get("name") or values.get("property", "")
        if tag == "meta" and name:
            self.meta.append((name, values["content"]))
        if values.get("type") in ("application/atom+xml", "application/feed+json"):
            self.feeds.append(values["href"])
        if tag == "link":
            self.links.setdefault(values["rel"], values["href"])
        self._in_data = values.get("type") == "application/ld+json"

    def handle_endtag(self, _: str) -> None:
        self._in_data = False

    def handle_data(self, text: str) -> None:
        if self._in_data:
            self.data.append(json.loads(text))
        else:
            self.text += text

    @property
    def names(self) -> set[str]:
        return {name for name, _ in self.meta}


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


@pytest.fixture(scope="module")
def plans(office_site: Path) -> dict[str, dict]:
    records = json.loads((office_site / "plans.json").read_text("utf-8"))["plans"]
    return {record["id"]: record for record in records}


# HTML


def test_the_nu_checker_finds_nothing(sample_site: Path, office_site: Path) -> None:
    if not (shutil.which("java") and CHECKER.is_file()):
        if os.environ.get("YAODIAN_REQUIRE_BROWSER") == "1":
            pytest.fail("there is no Java, or `npm ci --prefix tests` was not run")
        pytest.skip("there is no Java, or the Nu checker is not installed (npm ci --prefix tests)")
    # Over HTTP: from a file: address the checker holds that 'self' in a security policy forbids everything.
    with served(sample_site) as sample, served(office_site) as office:
        found = [
            (base, site, page) for base, site in ((sample, sample_site), (office, office_site)) for page in pages(site)
        ]
        urls = [base + page.relative_to(site).as_posix() for base, site, page in found]
        command = ["java", f"-D{OWN_HOST}=true", "-jar", str(CHECKER), "--format", "json", *urls]
        told = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=300, check=False)
    messages = json.loads(told.stderr)["messages"]
    assert not [
        f"{m['url']}:{m.get('lastLine')}: {m['message']}"
        for m in messages
        if not (m["message"].startswith(DATA_BLOCK) and 'type="application/ld+json"' in m["extract"])
    ]


# Metadata


def test_every_page_names_its_site_and_each_name_once(sample_site: Path, office_site: Path) -> None:
    for page in [*pages(sample_site), *pages(office_site)]:
        names = [name.casefold() for name, _ in Read(page).meta]
        assert len(names) == len(set(names)), f"{page}: {sorted(names)}"
    for page in pages(office_site):
        meta = dict(Read(page).meta)
        told = [meta[name] for name in ("SiteName", "SiteDomain", "SiteIDCode")]
        assert told == ["湖州乡土档案文库", "dangan.example.cn", "3305000099"], page
        assert all(content for content in meta.values()), page


def test_lists_are_columns_and_plans_are_content(office_site: Path, plans: dict[str, dict]) -> None:
    for page in pages(office_site):
        read = Read(page)
        names = {name for name in read.names if name[0].isupper() and not name.startswith("DCTERMS.")}
        record = plans.get(page.stem) if page.parent.name == "plans" else None
        if record is None:
            assert names == SITE | COLUMN | {"Description"}, page
            continue
        dated = record["date"] and len(record["date"]) == 10
        assert names == (SITE | COLUMN | CONTENT | ADVISED) - (set() if dated else {"PubDate"}), page
        meta = dict(read.meta)
        assert meta["ArticleTitle"] == meta["DCTERMS.title"] == meta["og:title"] == record["title"]
        assert meta["Author"] == meta["DCTERMS.creator"] == record["issuer"]
        assert meta["Url"] == meta["og:url"] == record["url"]
    meta = dict(Read(office_site / "plans" / "2024-huzhou.html").meta)
    assert meta["PubDate"] == "2024-02-22 00:00"  # 发布日期, not the earlier 成文日期 and 印发日期
    assert (meta["DCTERMS.created"], meta["DCTERMS.issued"]) == ("2024-02-20", "2024-02-21")
    assert meta["DCTERMS.identifier"] == "湖乡档〔2024〕2号"
    assert meta["ContentSource"] == "https://example.cn/2024/0222.html"


def test_open_graph_is_on_every_page(office_site: Path) -> None:
    for page in pages(office_site):
        read = Read(page)
        meta = dict(read.meta)
        assert read.names >= OPEN_GRAPH, page
        assert meta["og:type"] == ("article" if "ArticleTitle" in meta else "website")


def test_only_a_site_with_an_address_has_canonical_ones(sample_site: Path, office_site: Path) -> None:
    for page in pages(sample_site):
        read = Read(page)
        assert "canonical" not in read.links, page
        assert read.names.isdisjoint({"og:url", "SiteDomain", "Url"}), page
        assert "yaodian.example" not in page.read_text("utf-8"), page
    for page in pages(office_site):
        address = page.relative_to(office_site).as_posix()
        target = {"info/1021.html": "plans/2021-huzhou.html", "404.html": ""}.get(address, address)
        assert Read(page).links.get("canonical") == (BASE + target if target else None), page


def test_schema_org_describes_plans_and_the_way_to_every_page(office_site: Path, plans: dict[str, dict]) -> None:
    for page in pages(office_site):
        address = page.relative_to(office_site).as_posix()
        things = Read(page).data
        assert all(thing["@context"] == "https://schema.org" for thing in things), page
        trails = [thing for thing in things if thing["@type"] == "BreadcrumbList"]
        assert len(trails) == (0 if address in ("index.html", "info/1021.html") else 1), page
        for trail in trails:
            items = trail["itemListElement"]
            assert [item["position"] for item in items] == list(range(1, len(items) + 1)), page
            assert items[0] == {"@type": "ListItem", "position": 1, "name": "首页", "item": BASE + "index.html"}
            assert items[-1]["item"] == BASE + address
            assert all((office_site / unquote(item["item"].removeprefix(BASE))).is_file() for item in items), page
    for record in plans.values():
        report = next(t for t in Read(office_site / "plans" / f"{record['id']}.html").data if "Report" in t["@type"])
        assert (report["@id"], report["name"], report["author"]["name"], report["creativeWorkStatus"]) == (
            record["url"],
            record["title"],
            record["issuer"],
            record["status"],
        )
        assert report.get("dateCreated") == record["date"]
        assert report.get("identifier", {}).get("value") == record["doc_number"]
    cited = next(t for t in Read(office_site / "plans" / "2024-huzhou.html").data if "Report" in t["@type"])["citation"]
    assert {thing.get("identifier"): thing.get("url") for thing in cited} == {
        "湖乡档〔2021〕3号": plans["2021-huzhou"]["url"],
        "浙乡档〔2024〕1号": plans["2024-zhejiang"]["url"],
        "国乡档〔2020〕9号": None,
    }


# Feeds and site map


@pytest.mark.parametrize(
    ("feed", "home", "held"),
    [
        ("feed.xml", "index.html", set),
        ("regions/zhejiang/huzhou/anji/feed.xml", "regions/zhejiang/huzhou/anji/index.html", {"2023-anji"}),
        ("issuers/*省*.feed.xml", "issuers/{}.html", {"2024-zhejiang"}),
    ],
)
def test_feeds_read_well(office_site: Path, plans: dict[str, dict], feed: str, home: str, held: object) -> None:
    if "*" in feed:
        slug = next(p.stem for p in pages(office_site / "issuers") if "浙江省" in Read(p).text and "zhejiang" in p.stem)
        feed, home = f"issuers/{slug}.feed.xml", home.format(slug)
    wanted = set(plans) if held is set else held
    atom = feedparser.parse((office_site / feed).read_bytes())
    assert not atom.bozo, atom.get("bozo_exception")
    assert atom.version == "atom10"
    links = {link.rel: link.href for link in atom.feed.links}
    assert links == {"self": BASE + feed, "alternate": BASE + home}
    assert atom.feed.updated == max(entry.updated for entry in atom.entries)
    assert {entry.id for entry in atom.entries} == {plans[i]["url"] for i in wanted}
    assert len({entry.id for entry in atom.entries}) == len(atom.entries)
    by_url = {record["url"]: record for record in plans.values()}
    for entry in atom.entries:
        record = by_url[entry.link]
        assert entry.title.endswith(record["title"])
        assert entry.author == record["issuer"]
        assert entry.updated_parsed
        assert str(record["year"]) in [tag.term for tag in entry.tags]
        assert record["issuer"] in entry.summary

    twin = json.loads((office_site / feed).with_suffix(".json").read_text("utf-8"))
    jsonschema.validate(twin, JSON_FEED)
    assert (twin["feed_url"], twin["home_page_url"]) == (BASE + feed.removesuffix("xml") + "json", BASE + home)
    assert [(item["id"], item["title"], item["date_published"]) for item in twin["items"]] == [
        (entry.id, entry.title, entry.updated) for entry in atom.entries
    ]
    moments = [datetime.fromisoformat(item["date_published"]) for item in twin["items"]]
    assert moments == sorted(moments, reverse=True)


def test_pages_name_their_feeds(office_site: Path) -> None:
    for page in pages(office_site):
        read = Read(page)
        assert len(read.feeds) >= 2, page
        for address in read.feeds:  # that of the 404 page, which a server shows at any address, begins with /
            file = office_site / address.removeprefix("/wenku/") if address[0] == "/" else page.parent / address
            assert file.is_file(), f"{page}: {address}"


def test_the_map_names_every_page_that_is_to_be_found(office_site: Path) -> None:
    space = {"m": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    named = [loc.text or "" for loc in ElementTree.parse(office_site / "sitemap.xml").iterfind("m:url/m:loc", space)]
    found = {
        page.relative_to(office_site).as_posix() for page in pages(office_site) if "robots" not in Read(page).names
    }
    assert {unquote(url.removeprefix(BASE)) for url in named} == found
    assert len(named) == len(found) > 20
    assert all(url.startswith(BASE) for url in named)
    assert f"Sitemap: {BASE}sitemap.xml" in (office_site / "robots.txt").read_text("utf-8").splitlines()


def test_a_map_of_more_than_50000_pages_is_cut() -> None:
    urls = [f"plans/{n:06}.html" for n in range(MOST_IN_MAP * 2 + 1)]
    index, *maps = sitemap(reversed(urls), Settings(base_url=BASE))
    assert index.url == "sitemap.xml"
    assert index.data["maps"] == [BASE + page.url for page in maps]
    assert index.data["urls"] == []
    assert [len(page.data["urls"]) for page in maps] == [MOST_IN_MAP, MOST_IN_MAP, 1]
    assert [url for page in maps for url in page.data["urls"]] == [BASE + url for url in urls]


# Open data


def test_the_records_keep_to_their_schema(sample_site: Path, office_site: Path) -> None:
    for site in (sample_site, office_site):
        schema = json.loads((site / "plans.schema.json").read_text("utf-8"))
        data = json.loads((site / "plans.json").read_text("utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        checker = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
        assert not [f"{list(fault.path)}: {fault.message}" for fault in checker.iter_errors(data)]
        broken = [{**data["plans"][0], "status": "作废"}, *data["plans"][1:]]
        assert not checker.is_valid({**data, "plans": broken})


def test_the_table_tells_the_same_as_the_records(office_site: Path, plans: dict[str, dict]) -> None:
    table = (office_site / "plans.csv").read_bytes()
    assert table.startswith(b"\xef\xbb\xbf")  # so that Excel takes it for UTF-8
    rows = list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"), newline="")))
    assert list(rows[0]) == [heading for heading, _ in FIELDS.values()]
    assert [row["编号"] for row in rows] == list(plans)
    for row, record in zip(rows, plans.values(), strict=True):
        for name, (heading, _) in FIELDS.items():
            assert row[heading] == in_a_cell(name, record[name]), f"{record['id']}: {heading}"


def in_a_cell(name: str, value: object) -> str:
    """What a cell of the table holds of a value of the record."""
    if isinstance(value, list):
        if name == "history":
            value = [" ".join(filter(None, (change["date"], change["note"]))) for change in value]
        if name == "attachments":
            value = [attachment["name"] for attachment in value]
        return ("/" if name == "region" else "；").join(value)
    return "" if value is None else str(value)


def test_the_data_package_describes_what_lies_beside_it(office_site: Path) -> None:
    package = json.loads((office_site / "datapackage.json").read_text("utf-8"))
    assert package["profile"] == "data-package"
    assert package["homepage"] == BASE
    table, records = package["resources"]
    for resource in (table, records):
        assert set(resource["name"]) <= set("abcdefghijklmnopqrstuvwxyz0123456789._-")
        assert (office_site / resource["path"]).is_file()
        assert (office_site / resource["path"]).read_bytes().decode(resource["encoding"])
    header = (office_site / table["path"]).read_bytes().decode(table["encoding"]).splitlines()[0].split(",")
    assert [field["name"] for field in table["schema"]["fields"]] == header
    assert (office_site / records["jsonSchema"]).is_file()


# Status and history, wherever a reader or a program looks


@pytest.mark.parametrize(
    ("plan", "status", "date", "note"),
    [
        ("2021-huzhou", "废止", "2024-02-20", "由2024年工作要点代替"),
        ("2022-huzhou", "撤销", "2022-09-01", None),
        ("2023-anji", "撤下", "2023-06-01", "应发文机关要求"),
    ],
)
def test_a_status_shows_everywhere(
    office_site: Path, plans: dict[str, dict], plan: str, status: str, date: str, note: str | None
) -> None:
    record = plans[plan]
    assert (record["status"], record["status_date"], record["status_note"]) == (status, date, note)
    page = Read(office_site / "plans" / f"{plan}.html")
    year, month, day = map(int, date.split("-"))
    assert f"本文件已{status}（{year}年{month}月{day}日）" + (f"：{note}" if note else "") in page.text
    assert f"已{status}" in dict(page.meta)["Description"]
    assert json.loads((office_site / "plans" / f"{plan}.json").read_text("utf-8"))["status"] == status
    for listing in ("index.html", f"years/{record['year']}.html", "regions/zhejiang/huzhou/index.html"):
        html = (office_site / listing).read_text("utf-8")
        row = html.split(f'plans/{plan}.html"')[-1].split("</li>")[0]
        assert f">已{status}<" in row, listing
    entry = next(e for e in feedparser.parse((office_site / "feed.xml").read_bytes()).entries if e.id == record["url"])
    assert entry.title == f"〔已{status}〕{record['title']}"
    assert entry.updated == f"{date}T00:00:00+08:00"


def test_corrections_show_on_the_page_in_lists_feeds_and_data(office_site: Path, plans: dict[str, dict]) -> None:
    history = [
        {"date": "2021-04-02", "note": "更正第2条中的数字"},
        {"date": None, "note": "文字由扫描件录入，已校对"},
    ]
    assert plans["2021-huzhou"]["history"] == history
    page = Read(office_site / "plans" / "2021-huzhou.html").text
    assert "2021年4月2日" in page
    assert all(change["note"] in page for change in history)
    for listing in ("years/2024.html", "regions/zhejiang/huzhou/index.html"):
        html = (office_site / listing).read_text("utf-8")
        assert "更正" in html.split('plans/2024-huzhou.html"')[-1].split("</li>")[0], listing
    atom = feedparser.parse((office_site / "feed.xml").read_bytes())
    corrected = next(entry for entry in atom.entries if entry.id == plans["2024-huzhou"]["url"])
    assert corrected.updated == "2024-05-06T00:00:00+08:00"
    assert "更正附件中的日期" in corrected.summary


def test_the_text_of_a_withdrawn_plan_is_nowhere(office_site: Path) -> None:
    kept = "本段文字撤下以后"
    assert not [path for path in office_site.rglob("*") if path.is_file() and kept.encode() in path.read_bytes()]


# The foot of every page


def test_the_foot_names_the_office_on_every_page(sample_site: Path, office_site: Path) -> None:
    for page in pages(office_site):
        foot = page.read_text("utf-8").split('<footer class="site-footer"')[1]
        for told in (
            "<dt>主办单位</dt><dd>湖州市乡土档案工作委员会</dd>",
            "<dt>联系方式</dt><dd>邮箱 dangan@example.cn</dd>",
            "浙ICP备00000000号-1",
            "浙公网安备00000000000000号",
            "网站标识码：3305000099",
        ):
            assert told in foot, f"{page}: {told}"
    for page in pages(sample_site):
        foot = page.read_text("utf-8").split('<footer class="site-footer"')[1]
        assert not [word for word in ("主办单位", "联系方式", "备案", "备0", "标识码", "<dl", "<dd") if word in foot], (
            page
        )
