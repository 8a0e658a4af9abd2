"""Every address of the site, in one table. All are relative to the site's root and name a file."""

from collections.abc import Iterable
from urllib.parse import quote

HOME = "index.html"
REGIONS = "regions/index.html"
YEARS = "years/index.html"
ISSUERS = "issuers/index.html"
DOCNUMBERS = "docnumbers.html"
SEARCH = "search.html"
NOT_FOUND = "404.html"
FEED = "feed.xml"
SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
PLANS_JSON = "plans.json"
PLANS_CSV = "plans.csv"
PLANS_SCHEMA = "plans.schema.json"
DATA_PACKAGE = "datapackage.json"
MANIFEST = "build-manifest.json"


def plan(plan_id: str) -> str:
    """plans/2020-zhangjiagang.html"""
    return f"plans/{plan_id}.html"


def plan_data(plan_id: str, ending: str) -> str:
    """plans/2020-zhangjiagang.json: the same plan in another form."""
    return f"plans/{plan_id}.{ending}"


def attachment(plan_id: str, file: str) -> str:
    """plans/2020-zhangjiagang/一览表.xlsx, as a path; use `href` for a link."""
    return f"plans/{plan_id}/{file}"


def region(path: str) -> str:
    """regions/jiangsu/suzhou/index.html"""
    return f"regions/{path}/index.html"


def region_year(path: str, year: int) -> str:
    """regions/jiangsu/2020.html"""
    return f"regions/{path}/{year}.html"


def year(number: int) -> str:
    """years/2020.html"""
    return f"years/{number}.html"


def issuer(slug: str) -> str:
    """issuers/zhangjiagangshijiaoyuju.html"""
    return f"issuers/{slug}.html"


def feed_of(url: str) -> str:
    """The Atom feed of the page at `url`: regions/jiangsu/feed.xml, issuers/<slug>.feed.xml"""
    folder, _, name = url.rpartition("/")
    return f"{folder}/feed.xml" if name == "index.html" else url.removesuffix(".html") + ".feed.xml"


def json_feed(url: str) -> str:
    """The JSON Feed beside the Atom feed at `url`."""
    return url.removesuffix(".xml") + ".json"


def numbered(url: str, page: int) -> str:
    """The address of page `page` of a list that begins at `url`: years/2020.html, years/2020.2.html …

    A dot, because a slug has none: the second page of one issuer can't be the first of another.
    """
    stem, _, ending = url.rpartition(".")
    return url if page == 1 else f"{stem}.{page}.{ending}"


def root_of(url: str) -> str:
    """What leads from the page at `url` to the site's root: "" or "../" or "../../" …"""
    return "../" * url.count("/")


def href(url: str) -> str:
    """The address as a link, with the characters quoted that a URL can't hold."""
    return quote(url, safe="/#-._~")


def twice(urls: Iterable[str]) -> list[str]:
    """The addresses that occur more than once, also when only the case differs: Windows keeps one file for both."""
    seen: set[str] = set()
    clashes = []
    for url in urls:
        key = url.casefold()
        if key in seen:
            clashes.append(url)
        seen.add(key)
    return clashes
