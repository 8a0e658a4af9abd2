"""Every kind of page, in every look, for everybody: WCAG 2.2 AA by axe-core, no sideways scrolling, all by keyboard.

One load of a page serves all widths: it is made narrower and wider, as a reader turns a phone.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import PROJECT, served

pytestmark = pytest.mark.browser

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (320, 360, 768, 1280)
JUDGED_AT = (360, 1280)

# Each look: the system's colours, and what the reader has chosen (assets/prefer.js).
LOOKS: dict[str, tuple[str, dict[str, str]]] = {
    "light": ("light", {}),
    "dark": ("dark", {}),
    "care": ("light", {"care": "on"}),
    "care-largest-yellow": ("light", {"care": "on", "size": "3", "contrast": "yellow", "guide": "on"}),
    "contrast": ("dark", {"theme": "contrast"}),
}

# Pages by their layout. The office's archive has what the sample lacks: gaps, plans void and withdrawn, comparisons.
OFFICE: dict[str, tuple[str, ...]] = {
    "home.html": ("index.html",),
    "regions.html": ("regions/index.html",),
    "region.html": ("regions/zhejiang/huzhou/index.html", "regions/zhejiang/huzhou/anji/index.html"),
    "list.html": (
        "regions/zhejiang/2024.html",
        "years/2024.html",
        "issuers/huzhoushixiangtudangangongzuoweiyuanhui.html",
    ),
    "links.html": ("years/index.html", "issuers/index.html"),
    "docnumbers.html": ("docnumbers.html",),
    "search.html": ("search.html", "search.html?q=工作&region=zhejiang", "search.html?q=骑鲸"),
    "404.html": ("404.html",),
    "plan.html": ("plans/2021-huzhou.html", "plans/2024-huzhou.html", "plans/2024-huzhou.html?q=工作"),
    "withdrawn.html": ("plans/2023-anji.html",),
    "gone.html": ("plans/2019-huzhou.html",),
    "compare.html": ("compare/2024-huzhou/2025-huzhou.html",),
    "beside.html": ("beside.html", "beside.html?a=2021-huzhou&b=2024-huzhou"),
}
SAMPLE = (
    "plans/2020-zhangjiagang.html",
    "plans/2013-chongqing.html",
    "plans/2020-guizhou.html",
    "plans/2021-jiangsu-xinxi-xueyuan.html",
    "plans/2023-wujin.html",
)
NO_PAGES = {"base.html", "macros.html", "care.html", "redirect.html"}  # pieces of pages, and one that is left at once
EVERYDAY = ("light", "dark", "care")
PAGES = [*(("office", page) for pages in OFFICE.values() for page in pages), *(("sample", page) for page in SAMPLE)]

# All that Tab must reach, in the order of the document, with how it looks while it has no focus.
STOPS = """() => {
  const look = (e) => {
    const style = getComputedStyle(e);
    return [style.outlineStyle, style.outlineWidth, style.boxShadow].join(" ");
  };
  const kinds = "a[href], button, input, select, textarea, summary, iframe, [tabindex]";
  window.stops = [...document.querySelectorAll(kinds)].filter(
    (e) => e.tabIndex >= 0 && !e.disabled && e.checkVisibility({ visibilityProperty: true }));
  window.looks = window.stops.map(look);
  window.look = look;
  return window.stops.map((e) => e.outerHTML.slice(0, 120));
}"""
FRAME = "() => new Promise((go) => requestAnimationFrame(() => setTimeout(go)))"
# Where the focus is now: its place among the stops, whether it shows, and whether any part of it is in sight.
FOCUSED = """() => {
  const e = document.activeElement;
  const at = stops.indexOf(e);
  const seen = [...e.getClientRects()].some((r) => [0.1, 0.5, 0.9].some((x) => [0.1, 0.5, 0.9].some((y) => {
    const hit = document.elementFromPoint(r.left + r.width * x, r.top + r.height * y);
    return hit && (e === hit || e.contains(hit));
  })));
  const scrolls = e.scrollWidth > e.clientWidth || e.scrollHeight > e.clientHeight;
  return { at, seen, scrolls, shows: at >= 0 && look(e) !== looks[at], tag: e.localName };
}"""


@pytest.fixture(scope="module")
def sites(office_site: Path, sample_site: Path) -> Iterator[dict[str, str]]:
    """The addresses of both sites: the office's is in the folder that its settings name, for its 404 page."""
    with served(office_site.parent) as office, served(sample_site) as sample:
        yield {"office": office + "wenku/", "sample": sample}


@pytest.fixture(scope="module")
def axe() -> str:
    """The source of axe-core."""
    if not AXE.is_file():
        if os.environ.get("YAODIAN_REQUIRE_BROWSER") == "1":
            pytest.fail("axe-core is not installed: npm ci --prefix tests")
        pytest.skip("axe-core is not installed: npm ci --prefix tests")
    return AXE.read_text("utf-8")


class Visit:
    """One page in one look, with everything that it complained about or asked of others."""

    def __init__(self, chromium, site: str, page: str, look: str) -> None:
        scheme, chosen = LOOKS[look]
        self.context = chromium.new_context(color_scheme=scheme, locale="zh-CN", reduced_motion="reduce")
        if chosen:
            self.context.add_init_script(f"localStorage.setItem('yaodian', {json.dumps(json.dumps(chosen))})")
        self.page = self.context.new_page()
        self.faults: list[str] = []
        self.page.on("console", lambda m: self.faults.append(m.text) if m.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        self.page.on("requestfailed", lambda request: self.faults.append(f"not loaded: {request.url}"))
        self.page.on("request", lambda r: None if r.url.startswith((site, "data:")) else self.faults.append(r.url))
        self.page.goto(site + page)
        if page.startswith("search.html"):
            self.search()

    def search(self) -> None:
        """Wait for the answer, then open everything that can be opened, and ask for every result."""
        answered = self.page.locator("#results[aria-busy=false]")
        answered.wait_for(state="attached")
        self.page.locator("details").evaluate_all("all => all.forEach((one) => (one.open = true))")
        self.page.evaluate(FRAME)
        answered.wait_for(state="attached")
        while self.page.locator("#more").is_visible():  # else the next results come as the focus scrolls
            self.page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
            self.page.evaluate(FRAME)
            answered.wait_for(state="attached")
        self.page.evaluate("scrollTo(0, 0)")

    def widen(self, width: int) -> None:
        self.page.set_viewport_size({"width": width, "height": 900})


@pytest.fixture
def visit(chromium, sites: dict[str, str]) -> Iterator:
    """A function that opens a page of a site in a look."""
    opened: list[Visit] = []

    def go(site: str, page: str, look: str) -> Visit:
        opened.append(Visit(chromium, sites[site], page, look))
        return opened[-1]

    yield go
    for one in opened:
        one.context.close()


def test_every_layout_is_looked_at() -> None:
    assert {path.name for path in (PROJECT / "layouts").glob("*.html")} - NO_PAGES == set(OFFICE)


@pytest.mark.parametrize(
    ("site", "page", "look"),
    [
        *((site, page, look) for site, page in PAGES for look in EVERYDAY),
        *(
            ("office", page, look)
            for page in ("index.html", "plans/2024-huzhou.html", *OFFICE["compare.html"])
            for look in LOOKS
            if look not in EVERYDAY
        ),
    ],
)
def test_nothing_is_out_of_reach(visit, axe: str, site: str, page: str, look: str) -> None:
    seen = visit(site, page, look)
    wide, broken = {}, []
    for width in WIDTHS:
        seen.widen(width)
        if (needed := seen.page.evaluate("document.documentElement.scrollWidth")) > width:
            wide[width] = needed
        if width in JUDGED_AT:
            broken += [f"{width}px {fault}" for fault in judge(seen.page, axe)]
    assert not wide, "scrolls sideways: width of the window, width of the page"
    assert not broken
    assert not seen.faults


def judge(page, axe: str) -> list[str]:
    """What axe-core finds on the page as it stands."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe)  # as the debugger does it, which the page's security policy doesn't forbid
    options = {
        "runOnly": {"type": "tag", "values": RULES},
        "rules": {"target-size": {"enabled": True}},
        "resultTypes": ["violations"],
        "iframes": False,
    }
    found = page.evaluate("options => axe.run(document, options)", options)
    return [
        f"{fault['id']}: {node['html'][:200]} ({node['failureSummary']})"
        for fault in found["violations"]
        for node in fault["nodes"]
    ]


@pytest.mark.parametrize(("look", "width"), [("light", 1280), ("care", 360)])
@pytest.mark.parametrize(("site", "page"), PAGES)
def test_the_keyboard_reaches_everything_in_order(visit, site: str, page: str, look: str, width: int) -> None:
    seen = visit(site, page, look)
    seen.widen(width)
    stops = seen.page.evaluate(STOPS)
    assert len(stops) > 5
    at = -1
    while at + 1 < len(stops):
        seen.page.keyboard.press("Tab")
        now = seen.page.evaluate(FOCUSED)
        if now["at"] < 0 and now["scrolls"] and now["tag"] != "body":
            continue  # a box that scrolls and holds nothing else to focus: the browser stops there by itself
        assert now["at"] == at + 1, f"after {stops[at] if at >= 0 else 'the start'}: {now}, not {stops[at + 1]}"
        if now["tag"] == "iframe":
            break  # from here the focus is in the page that is shown within, which is looked at on its own
        assert now["shows"], f"no visible focus: {stops[now['at']]}"
        assert now["seen"], f"focused, but out of sight: {stops[now['at']]}"
        at += 1
    assert not seen.faults


@pytest.mark.parametrize("page", ["index.html", "regions/zhejiang/huzhou/index.html"])
def test_the_way_back_through_a_grid_is_in_sight(visit, page: str) -> None:
    """The head and the places stay where they are while the rest scrolls beneath them: not so what has the focus."""
    seen = visit("office", page, "light")
    seen.page.set_viewport_size({"width": 320, "height": 320})
    stops = seen.page.evaluate(STOPS)
    at = last = seen.page.evaluate("stops.findLastIndex((e) => e.closest('table.grid'))")
    first = seen.page.evaluate("stops.findIndex((e) => e.closest('table.grid'))")
    assert last - first > 8
    seen.page.evaluate("at => stops[at].focus()", last)
    while at > first:
        seen.page.keyboard.press("Shift+Tab")
        at -= 1
        now = seen.page.evaluate(FOCUSED)
        assert now["at"] == at
        assert now["seen"], f"focused, but under the head of the table: {stops[at]}"
