"""The Atom feed of the newest plans, the site map and robots.txt: where absolute addresses are asked for."""

from collections.abc import Iterator, Sequence

from generator import routes
from generator.archive import Archive
from generator.page import Page
from generator.plan import Plan
from generator.settings import Settings

MOST_IN_MAP = 50_000  # sitemaps.org


def pages(archive: Archive, settings: Settings) -> Iterator[Page]:
    """feed.xml and robots.txt"""
    newest = sorted(archive.plans, key=moment, reverse=True)[: settings.feed_size]
    entries = [
        {
            "title": plan.title,
            "url": settings.base_url + routes.href(plan.url),
            "updated": moment(plan),
            "author": plan.issuer,
            "summary": "，".join(filter(None, (plan.issuer, plan.doc_number, plan.date.chinese if plan.date else ""))),
            "places": [place.short for place in plan.region],
            "year": str(plan.year),
        }
        for plan in newest
    ]
    feed = {
        "home": settings.base_url,
        "self": settings.base_url + routes.FEED,
        "updated": entries[0]["updated"] if entries else "1970-01-01T00:00:00+08:00",
        "entries": entries,
    }
    yield Page(routes.FEED, "feed.xml", feed)
    yield Page(routes.ROBOTS, "robots.txt", {"sitemap": settings.base_url + routes.SITEMAP})


def moment(plan: Plan) -> str:
    """成文日期 as a moment of Beijing time; the first day where only the month or the year is known."""
    date = plan.date
    if date is None:
        return f"{plan.year}-01-01T00:00:00+08:00"
    return f"{date.year:04}-{date.month or 1:02}-{date.day or 1:02}T00:00:00+08:00"


def sitemap(urls: Sequence[str], settings: Settings) -> Iterator[Page]:
    """sitemap.xml for the pages at `urls`; an index of several maps where one can't hold them."""
    shown = sorted(u for u in urls if u.endswith(".html") and u != routes.NOT_FOUND)
    full = [settings.base_url + routes.href(u) for u in shown]
    parts = [full[i : i + MOST_IN_MAP] for i in range(0, len(full), MOST_IN_MAP)]
    if len(parts) <= 1:
        yield Page(routes.SITEMAP, "sitemap.xml", {"urls": full, "maps": []})
        return
    names = [f"sitemap.{n}.xml" for n in range(1, len(parts) + 1)]
    yield Page(routes.SITEMAP, "sitemap.xml", {"urls": [], "maps": [settings.base_url + n for n in names]})
    for name, part in zip(names, parts, strict=True):
        yield Page(name, "sitemap.xml", {"urls": part, "maps": []})
