"""Feeds (Atom and JSON Feed) of the archive, of each place and of each issuer; the site map and robots.txt.

Here absolute addresses are asked for. What a feed calls new is the latest date that a document itself names: of its
text, of its status, of a correction.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from generator import routes
from generator.archive import Archive
from generator.day import Day
from generator.head import summary
from generator.page import Page
from generator.plan import Plan
from generator.settings import Settings
from generator.sheaf import Sheaf, Stamps, digest_of

MOST_IN_MAP = 50_000  # sitemaps.org
JSON_FEED = "https://jsonfeed.org/version/1.1"


def sheaves(archive: Archive, stamps: Stamps, settings: Settings) -> Iterator[Sheaf]:
    """The feeds, two forms each, and robots.txt"""

    def feed(told: bytes, name: str, home: str, url: str, plans: Sequence[Plan]) -> Sheaf:
        title = f"{settings.title}：{name}" if name else settings.title
        return Sheaf(digest_of("feed", told), ("feed.xml", "json"), partial(_feed, title, home, url, plans, settings))

    yield feed(stamps.whole, "", routes.HOME, routes.FEED, archive.plans)
    for path, node in archive.nodes.items():
        home = routes.region(path)
        yield feed(stamps.nodes[path], node.region[-1].name, home, routes.feed_of(home), node.plans)
    for slug, issuer in archive.issuers.items():
        home = routes.issuer(slug)
        yield feed(stamps.issuers[slug], issuer.name, home, routes.feed_of(home), issuer.plans)
    yield Sheaf(digest_of("robots"), ("robots.txt",), partial(_robots, settings))


def _robots(settings: Settings) -> Iterator[Page]:
    yield Page(routes.ROBOTS, "robots.txt", {"sitemap": settings.base_url + routes.SITEMAP})


def moment(plan: Plan) -> str:
    """The latest date of a document as a moment of Beijing time; the first day where only month or year are known."""
    dates = [plan.date, plan.status_date, *(change.date for change in plan.history)]
    day = max((date for date in dates if date), default=Day(plan.year))
    return f"{day.year:04}-{day.month or 1:02}-{day.day or 1:02}T00:00:00+08:00"


def _feed(title: str, home: str, url: str, plans: Iterable[Plan], settings: Settings) -> Iterator[Page]:
    """The Atom feed of the newest of `plans` at `url`, and the JSON Feed beside it."""
    dated = sorted(((moment(plan), plan) for plan in plans), key=lambda pair: pair[0], reverse=True)
    base = settings.base_url
    other = routes.json_feed(url)
    entries = [_entry(plan, when, settings) for when, plan in dated[: settings.feed_size]]
    atom = {
        "title": title,
        "home": base + routes.href(home),
        "updated": entries[0]["updated"] if entries else "1970-01-01T00:00:00+08:00",
        "entries": entries,
    }
    yield Page(url, "feed.xml", atom)
    items = [
        {
            "id": entry["url"],
            "url": entry["url"],
            "title": entry["title"],
            "content_text": entry["summary"],
            "date_published": entry["updated"],
            "authors": [{"name": entry["author"]}],
            "tags": [*entry["places"], entry["year"]],
        }
        for entry in entries
    ]
    links = {"home_page_url": base + routes.href(home), "feed_url": base + routes.href(other)}
    about = {"version": JSON_FEED, "title": title, **links, "language": settings.language}
    yield Page(other, "json", {**about, "items": items})


def _entry(plan: Plan, when: str, settings: Settings) -> dict[str, Any]:
    return {
        "title": plan.title if plan.status == "有效" else f"〔已{plan.status}〕{plan.title}",
        "url": settings.base_url + routes.href(plan.url),
        "updated": when,
        "author": plan.issuer,
        "summary": "；".join([summary(plan), *(change.note for change in plan.history)]),
        "places": [place.short for place in plan.region],
        "year": str(plan.year),
    }


def maps(count: int) -> list[str]:
    """The addresses of the map of so many pages: one, or the index and several maps where one can't hold them."""
    parts = -(-count // MOST_IN_MAP)
    return [routes.numbered(routes.SITEMAP, n) for n in range(1, parts + 2 if parts > 1 else 2)]


def sitemap(urls: Iterable[str], settings: Settings) -> Iterator[Page]:
    """sitemap.xml for the pages at `urls`; an index of several maps where one can't hold them."""
    full = [settings.base_url + routes.href(u) for u in sorted(urls)]
    parts = [full[i : i + MOST_IN_MAP] for i in range(0, len(full), MOST_IN_MAP)]
    if len(parts) <= 1:
        yield Page(routes.SITEMAP, "sitemap.xml", {"urls": full, "maps": []})
        return
    index, *names = maps(len(full))
    yield Page(index, "sitemap.xml", {"urls": [], "maps": [settings.base_url + n for n in names]})
    for name, part in zip(names, parts, strict=True):
        yield Page(name, "sitemap.xml", {"urls": part, "maps": []})
