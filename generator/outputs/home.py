"""The home page, with the grid of regions and years, and the page for addresses that don't exist."""

from collections.abc import Iterator

from generator import routes
from generator.archive import Archive
from generator.outputs.grid import grid_of
from generator.page import Link, Page, crumbs, rows
from generator.settings import Settings

MOST_NEWEST = 10


def pages(archive: Archive, settings: Settings) -> Iterator[Page]:
    """index.html"""
    newest = sorted(archive.plans, key=lambda p: p.date.iso if p.date else str(p.year), reverse=True)
    data = {
        "title": "",
        "crumbs": [],
        "grid": grid_of(archive.provinces, {year: routes.year(year) for year in archive.years}),
        "newest": rows(newest[:MOST_NEWEST]),
        "counts": [
            Link("文件", routes.YEARS, len(archive.plans)),
            Link("地区", routes.REGIONS, len(archive.nodes)),
            Link("年度", routes.YEARS, len(archive.years)),
            Link("发文机关", routes.ISSUERS, len(archive.issuers)),
        ],
    }
    yield Page(routes.HOME, "home.html", data)


def not_found() -> Iterator[Page]:
    """404.html"""
    yield Page(routes.NOT_FOUND, "404.html", {"title": "没有这个网页", "crumbs": crumbs(Link("没有这个网页"))})
