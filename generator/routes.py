"""Every address of the site, in one table. All are relative to the site's root and name a file."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from urllib.parse import quote

from generator.names import folded

HOME = "index.html"
REGIONS = "regions/index.html"
YEARS = "years/index.html"
ISSUERS = "issuers/index.html"
DOCNUMBERS = "docnumbers.html"
SEARCH = "search.html"
OPEN_SEARCH = "opensearch.xml"
SEARCH_FOLDER = "search/"
BESIDE = "beside.html"
NOT_FOUND = "404.html"
FEED = "feed.xml"
SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
PLANS_JSON = "plans.json"
PLANS_CSV = "plans.csv"
PLANS_SCHEMA = "plans.schema.json"
DATA_PACKAGE = "datapackage.json"
MANIFEST = "build-manifest.json"
SUMS = "SHA256SUMS"

_PLAIN = re.compile(r"[A-Za-z0-9/#._~-]*")  # what stands in a link as it is, as nearly all addresses do
_QUOTED = re.compile(r"[^A-Za-z0-9/._~-]+")


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


def compare(older_id: str, newer_id: str) -> str:
    """compare/2020-zhangjiagang/2021-zhangjiagang.html: a folder, because an id may hold any other sign."""
    return f"compare/{older_id}/{newer_id}.html"


def search(name: str) -> str:
    """search/start.js, search/g/a/001f.js: a file of the index."""
    return f"{SEARCH_FOLDER}{name}.js"


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
    return url if _PLAIN.fullmatch(url) else quote(url, safe="/#-._~")


def file_href(url: str) -> str:
    """The same for a file of any name, in which # begins no anchor."""
    return quote(url, safe="/-._~")


def quoted(text: str) -> str:
    """The text as a URL can hold it: what urllib.parse.quote() makes of it byte by byte, a run of signs at once."""
    return _QUOTED.sub(lambda run: "%" + run[0].encode().hex("%").upper(), text)


def folders(url: str) -> Iterator[str]:
    """The folders that an address is in, the nearest first."""
    while url := url.rpartition("/")[0]:
        yield url


def clashes(urls: Iterable[str]) -> set[str]:
    """The addresses, as `folded`, that can't stand side by side: used twice, or one a folder of the other.

    Neither case nor the two writings of é tell two apart, for there are systems that keep one file for both.
    """
    times = Counter(map(folded, urls))
    as_folders = times.keys() & {folder for url in times for folder in folders(url)}
    inside = {url for url in times if not as_folders.isdisjoint(folders(url))} if as_folders else set()
    return {url for url, count in times.items() if count > 1} | as_folders | inside


class Taken:
    """The addresses in use while pages go by: a page is let through only if its address can stand beside all others."""

    def __init__(self, urls: Iterable[str]) -> None:
        self._files: set[str] = set()
        self._folders: set[str] = set()
        self.withheld: list[str] = []
        for url in urls:
            self.take(url)

    def take(self, url: str, *, must: bool = True) -> bool:
        """Whether the address was free, and is taken now; one that `must` be free and isn't is remembered."""
        name = folded(url)
        folder = name.rpartition("/")[0]
        above = [] if folder in self._folders else list(folders(name))  # above a folder that is taken lies no file
        if name in self._files or name in self._folders or not self._files.isdisjoint(above):
            if must:
                self.withheld.append(name)
            return False
        self._files.add(url if name == url else name)
        self._folders.update(above)
        return True

    def take_plain(self, urls: Collection[str]) -> bool:
        """Whether all of these, no two alike, were free and are taken now; none is, where one should be looked at.

        Plain are addresses in small ASCII letters, which are as they are `folded`.
        """
        text = "\n".join(urls)
        if not (text.isascii() and text == text.casefold()):
            return False
        own = {url.rpartition("/")[0] for url in urls} - self._folders - {""}
        above = own.union(*map(folders, own))
        if not (self._files.isdisjoint(urls) and self._files.isdisjoint(above)):
            return False
        if not (self._folders.isdisjoint(urls) and above.isdisjoint(urls)):
            return False
        self._files.update(urls)
        self._folders.update(above)
        return True

    def clashes(self) -> set[str]:
        """The addresses, as `folded`, that were asked for and can't stand side by side."""
        return clashes([*self._files, *self.withheld]) if self.withheld else set()
