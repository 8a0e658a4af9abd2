"""The sites of real archives, as a reader meets them: the five real plans, the shipped sample, and one with 450 plans.

Everything goes through the command and is judged by what stands in the pages, read by a parser of our own.
"""

import csv
import itertools
import json
import posixpath
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

import pytest
import sites

from generator.page import MOST_ROWS

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared" / "plans"
ADDRESS = "https://www.example.cn/wenku/"

# The printed numbers of each document as it prints them; those of an attachment restart.
NUMBERS = {
    "2020-zhangjiagang": [range(1, 16)],
    "2013-chongqing": [range(1, 14), range(1, 5), range(1, 6), range(1, 5), range(1, 4)],
    "2020-guizhou": [range(1, 17)],
    "2021-jiangsu-xinxi-xueyuan": [range(1, 19)],
    "2023-wujin": [],
}
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
NOT_FETCHED = {"canonical", "alternate", "prev", "next", "license"}
BLOCKS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "caption", "li"}


class Seen(HTMLParser):
    """What a page holds: its ids, links and rows, what it makes a browser fetch, and its blocks of text, those of the
    document apart. `listed` is False where it asks search engines to leave it out."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.listed = True
        self.rows = 0
        self.texts: list[str] = []
        self.document: list[str] = []
        self._open: list[tuple[str, str]] = []
        self.feed(html)
        self.close()
        assert not self._open, f"left open: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.ids += [values["id"]] if "id" in values else []
        self.links += [values[name] for name in ("href", "src", "action") if name in values]
        if "src" in values or (tag == "link" and values["rel"] not in NOT_FETCHED):
            self.fetched.append(values.get("src") or values["href"])
        self.listed = self.listed and (values.get("name"), values.get("content")) != ("robots", "noindex")
        classes = values.get("class", "").split()
        self.rows += "row" in classes
        if tag not in VOID:
            kept = next((c for c in ("text", "visually-hidden") if c in classes), "")
            self._open.append((tag, kept))
        if tag in BLOCKS:
            self.texts.append("")
            if self._in_document:
                self.document.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag, f"</{tag}> closes nothing"

    def handle_data(self, data: str) -> None:
        if self.texts:
            self.texts[-1] += data
        if self._in_document and self.document:
            self.document[-1] += data

    @property
    def _in_document(self) -> bool:
        classes = [name for _, name in self._open]
        return "text" in classes and "visually-hidden" not in classes


class Site:
    """A built site: its folder, its report, and its pages by their address."""

    def __init__(self, output: Path) -> None:
        self.output = output
        self.report = json.loads((output.parent / "report.json").read_text("utf-8"))
        self.pages = {
            path.relative_to(output).as_posix(): Seen(path.read_text("utf-8")) for path in output.rglob("*.html")
        }

    def leads(self, start: str, target: str) -> bool:
        """Whether the page `start` links to `target`."""
        return target in {urljoin(start, link) for link in self.pages[start].links}


def build(content: Path, folder: Path, *options: str) -> Site:
    """The site of `content`, built by the command into `folder`."""
    output = folder / "public"
    command = [sys.executable, str(ROOT / "build.py"), "--content", str(content), "--output", str(output)]
    command += ["--layouts", str(ROOT / "layouts"), "--assets", str(ROOT / "assets"), "--jobs", "1"]
    command += ["--report", str(folder / "report.json"), *options]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return Site(output)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of the five real plans."""
    if not SHARED.is_dir():
        pytest.skip(f"the real plans are not here: {SHARED}")
    return build(SHARED, tmp_path_factory.mktemp("shared"))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of the sample that comes with the program."""
    folder = tmp_path_factory.mktemp("sample")
    (folder / "site.yaml").write_text(f"title: 文库\nbase_url: {ADDRESS}\n", "utf-8")
    return build(ROOT / "content", folder)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """450 plans of one issuer, one region and one year: every list of the site has to be split."""
    folder = tmp_path_factory.mktemp("large")
    content = folder / "content"
    content.mkdir()
    for n in range(1, 451):
        front = f"title: 甲县教育局2020年第{n}份工作要点\nissuer: 甲县教育局\nregion: 江苏/苏州/张家港\n"
        front += f"文号: 甲教〔2020〕{n}号\ndate: 2020-{n % 12 + 1:02}-{n % 28 + 1:02}\n"
        body = f"一、学习\n\n1. 第{n}项，见《年度安排》（乙教〔2019〕{n}号）。\n"
        (content / f"plan-{n}.md").write_text(f"---\n{front}---\n\n{body}", "utf-8")
    return build(content, folder)


@pytest.fixture(params=["shared", "sample", "large"])
def site(request: pytest.FixtureRequest) -> Site:
    """Each of the three sites."""
    built: Site = request.getfixturevalue(request.param)
    return built


@pytest.fixture(params=["shared", "sample"])
def five(request: pytest.FixtureRequest) -> Site:
    """Each of the sites with the five plans."""
    built: Site = request.getfixturevalue(request.param)
    return built


def squeezed(text: str) -> str:
    """The text without white space."""
    return "".join(text.split())


def paragraphs(source: str) -> list[str]:
    """The paragraphs of a plan's Markdown without its front matter, its Markdown syntax and white space."""
    lines = source.split("\n---\n", 1)[1].splitlines()
    texts = []
    for line in lines:
        if re.fullmatch(r"[|\s:-]*", line):
            continue
        line = re.sub(r"^#+ ", "", line).replace("<br>", "")
        cells = line.strip("| ").split("|") if line.startswith("|") else [line]
        texts += [squeezed(text) for cell in cells for text in re.split(r"<[^>]+>", cell)]
    return [text for text in texts if text]


def sources(site: Site) -> dict[str, Path]:
    """The Markdown file of each plan, by the plan's id."""
    return {PurePosixPath(row["url"]).stem: Path(row["path"]) for row in site.report["sources"]}


def test_all_five_are_published_and_reported(five: Site) -> None:
    assert set(five.report) >= {"schema", "sources", "problems", "pages", "seconds"}
    assert five.report["schema"] == 1
    rows = five.report["sources"]
    assert [row["status"] for row in rows] == ["published"] * 5
    assert {row["url"] for row in rows} == {f"plans/{name}.html" for name in NUMBERS}
    for row in rows:
        assert set(row) == {"path", "status", "url", "codes"}
        assert Path(row["path"]).is_file()
        assert (five.output / row["url"]).is_file()
    for problem in five.report["problems"]:
        assert set(problem) == {"path", "line", "column", "severity", "code", "message", "hint"}
        assert problem["severity"] == "notice"
    pages = five.report["pages"]
    files = sites.tree(five.output)
    assert pages == {"total": len(files), "written": len(files), "unchanged": 0, "removed": 0}
    assert all(seconds >= 0 for seconds in five.report["seconds"].values())


@pytest.mark.parametrize("name", NUMBERS)
def test_every_paragraph_stands_complete_and_in_order(five: Site, name: str) -> None:
    expected = paragraphs(sources(five)[name].read_text("utf-8-sig"))
    page = five.pages[f"plans/{name}.html"]
    assert len(expected) >= 15
    # The same blocks one by one, and the same text to the letter when put together.
    assert [squeezed(text) for text in page.document if squeezed(text)] == expected


@pytest.mark.parametrize("name", NUMBERS)
def test_the_plain_text_holds_the_same(five: Site, name: str) -> None:
    text = squeezed((five.output / "plans" / f"{name}.txt").read_text("utf-8"))
    position = 0
    for paragraph in paragraphs(sources(five)[name].read_text("utf-8-sig")):
        found = text.find(paragraph, position)
        assert found >= 0, f"not in the text, or out of order: {paragraph[:60]}"
        position = found + len(paragraph)


@pytest.mark.parametrize("name", NUMBERS)
def test_printed_numbers_are_untouched(five: Site, name: str) -> None:
    source = sources(five)[name].read_text("utf-8-sig").split("\n---\n", 1)[1]
    number = re.compile(r"(\d+[.．、]\s?)\S")
    typed = [found[1] for line in source.splitlines() if (found := number.match(line))]
    page = five.pages[f"plans/{name}.html"]
    printed = [found[1] for text in page.document if (found := number.match(text))]
    flat = [n for part in NUMBERS[name] for n in part]
    in_cells = 4 * (name == "2020-zhangjiagang")  # a table with items in its cells
    assert [int(re.sub(r"\D", "", text)) for text in printed][: len(flat)] == flat
    assert printed[: len(flat)] == typed
    assert len(printed) <= len(flat) + in_cells


def test_the_headings_of_a_plan_without_items_keep_their_numbers(five: Site) -> None:
    headings = [t[:3] for t in five.pages["plans/2023-wujin.html"].document if re.match(r"[一二三四五六七八]、|（", t)]
    assert [h[:2] for h in headings if h[1] == "、"] == [f"{n}、" for n in "一二三四五六"]
    assert [h for h in headings if h[0] == "（"] == ["（一）", "（二）", "（三）"]


def test_anchors_of_an_attachment_do_not_clash_with_those_of_the_plan(five: Site) -> None:
    ids = five.pages["plans/2013-chongqing.html"].ids
    assert [i for i in ids if re.fullmatch(r"i\d+", i)] == [f"i{n}" for n in range(1, 14)]
    assert "a1" in ids


def test_the_levels_of_a_province_lead_to_its_plan(five: Site) -> None:
    way = ["index.html", "regions/index.html", "regions/jiangsu/index.html", "regions/jiangsu/suzhou/index.html"]
    way += ["regions/jiangsu/suzhou/zhangjiagang/index.html", "plans/2020-zhangjiagang.html"]
    for start, target in itertools.pairwise(way):
        assert five.leads(start, target), f"{start} does not link to {target}"


def test_a_month_is_shown_as_a_month_and_the_year_is_that_of_the_plan(five: Site) -> None:
    texts = [squeezed(text) for text in five.pages["plans/2020-guizhou.html"].texts]
    html = (five.output / "plans/2020-guizhou.html").read_text("utf-8")
    assert '<time datetime="2019-12">2019年12月</time>' in html
    assert not any("2019年12月1日" in text for text in texts)
    assert five.leads("years/2020.html", "plans/2020-guizhou.html")
    assert five.leads("regions/guizhou/2020.html", "plans/2020-guizhou.html")
    assert "years/2019.html" not in five.pages


def test_an_excerpt_says_so(sample: Site, shared: Site) -> None:
    for name in NUMBERS:
        assert any(text.startswith("摘编：") for text in sample.pages[f"plans/{name}.html"].texts)
        assert not any("摘编" in text for text in shared.pages[f"plans/{name}.html"].texts)


def test_every_link_and_fragment_leads_somewhere(site: Site) -> None:
    broken = []
    for url, page in site.pages.items():
        for link in page.links:
            # A server shows the 404 page at any address, so its links begin at the root of the host.
            parts = urlsplit(link.removeprefix(urlsplit(ADDRESS).path) if url == "404.html" else link)
            if parts.scheme in ("http", "https", "mailto", "data"):
                continue
            assert not parts.scheme, f"{url}: {link}"
            assert not parts.netloc, f"{url}: {link}"
            assert not parts.path.startswith("/"), f"{url}: {link}"
            target = (
                posixpath.normpath(posixpath.join(posixpath.dirname(url), unquote(parts.path))) if parts.path else url
            )
            assert not target.startswith(".."), f"{url}: {link} leaves the site"
            if not (site.output / target).is_file():
                broken.append(f"{url}: {link}")
            elif parts.fragment and unquote(parts.fragment) not in site.pages[target].ids:
                broken.append(f"{url}: {link} has no such place")
    assert not broken


def test_ids_are_unique_on_a_page(site: Site) -> None:
    for url, page in site.pages.items():
        assert len(page.ids) == len(set(page.ids)), url
        assert page.ids, url


def test_every_page_can_be_reached_from_the_home_page(site: Site) -> None:
    reached, todo = {"index.html"}, ["index.html"]
    while todo:
        start = todo.pop()
        for link in site.pages[start].links:
            target = urlsplit(urljoin(start, link)).path
            if target in site.pages and target not in reached:
                reached.add(target)
                todo.append(target)
    assert set(site.pages) - reached <= {"404.html"}


def test_no_page_lists_too_many_rows(large: Site) -> None:
    counts = {url: page.rows for url, page in large.pages.items()}
    assert max(counts.values()) <= MOST_ROWS == 200
    year = "regions/jiangsu/suzhou/zhangjiagang/2020"
    assert [counts[f"{year}{part}.html"] for part in ("", ".2", ".3")] == [200, 200, 50]
    assert sum(n for url, n in counts.items() if re.fullmatch(r"years/2020(\.\d)?\.html", url)) == 450


def test_all_plans_stand_in_the_lists(large: Site) -> None:
    for pattern in (r"years/2020(\.\d)?\.html", r"issuers/jia.*\.html", r"docnumbers(\.\d)?\.html"):
        pages = {url: page for url, page in large.pages.items() if re.fullmatch(pattern, url)}
        linked = {urljoin(url, link) for url, page in pages.items() for link in page.links}
        assert {f"plans/plan-{n}.html" for n in range(1, 451)} <= linked, pattern


def test_the_table_and_the_data_agree(site: Site) -> None:
    raw = (site.output / "plans.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(raw.decode("utf-8-sig").splitlines()))
    plans = json.loads((site.output / "plans.json").read_text("utf-8"))["plans"]
    assert len(rows) == len(plans) == len(site.report["sources"])
    for row, plan in zip(rows, plans, strict=True):
        assert row["编号"] == plan["id"]
        assert row["标题"] == plan["title"]
        assert row["发文机关"] == plan["issuer"]
        assert row["文号"] == (plan["doc_number"] or "")
        assert row["成文日期"] == (plan["date"] or "")
        assert row["年度"] == str(plan["year"])
        assert row["地区"].split("/") == plan["region"]
        assert row["地区代码"] == plan["region_code"]
        assert row["主送"] == (plan["recipients"] or "")
        assert [organ for organ in row["抄送"].split("；") if organ] == plan["cc"]
        assert row["印发机关"] == (plan["print_office"] or "")
        assert row["印发日期"] == (plan["print_date"] or "")
        assert [name for name in row["附件"].split("；") if name] == [a["name"] for a in plan["attachments"]]
        assert (row["状态"], row["类型"]) == (plan["status"], plan["kind"])
        assert row["来源"] == (plan["source"] or "")
        assert row["网址"] == plan["url"]
        own = json.loads((site.output / "plans" / f"{plan['id']}.json").read_text("utf-8"))
        assert {name: own[name] for name in plan} == plan


def test_feed_and_map_are_well_formed_and_absolute(sample: Site) -> None:
    atom, maps = "{http://www.w3.org/2005/Atom}", "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    feed = ElementTree.parse(sample.output / "feed.xml").getroot()
    assert feed.tag == f"{atom}feed"
    entries = feed.findall(f"{atom}entry")
    assert len(entries) == 5
    for entry in entries:
        assert entry.findtext(f"{atom}title")
        assert entry.findtext(f"{atom}author/{atom}name")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00", entry.findtext(f"{atom}updated") or "")
    hrefs = [link.get("href", "") for link in feed.iter(f"{atom}link")]
    assert all(href.startswith(ADDRESS) for href in hrefs)
    assert all((sample.output / href.removeprefix(ADDRESS)).exists() for href in hrefs)
    places = [loc.text or "" for loc in ElementTree.parse(sample.output / "sitemap.xml").iter(f"{maps}loc")]
    assert {place.removeprefix(ADDRESS) for place in places} == {u for u, page in sample.pages.items() if page.listed}
    assert all(place.startswith(ADDRESS) for place in places)
    assert f"Sitemap: {ADDRESS}sitemap.xml" in (sample.output / "robots.txt").read_text("utf-8")


def test_no_page_asks_another_host_for_anything(site: Site) -> None:
    for url, page in site.pages.items():
        assert page.fetched
        assert not [link for link in page.fetched if urlsplit(link).scheme or link.startswith("//")], url
