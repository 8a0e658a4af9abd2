"""The index of years, and a page a year, grouped by region."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from generator import routes
from generator.archive import Archive
from generator.page import Group, Link, Page, crumbs, list_pages, rows
from generator.settings import Settings
from generator.sheaf import Sheaf, Stamps, digest_of


def sheaves(archive: Archive, stamps: Stamps, settings: Settings) -> Iterator[Sheaf]:
    """The index of years, then each year by region in the order of GB/T 2260."""
    years = [Link(f"{year}年", routes.year(year), len(plans)) for year, plans in archive.years.items()]
    yield Sheaf(digest_of("years", years), ("links.html",), partial(_index, years))
    for year, plans in archive.years.items():
        places = [node.path for node in archive.provinces if year in node.years]
        told = digest_of("year", year, years, places, [stamps.plans[plan.id] for plan in plans])
        yield Sheaf(told, ("list.html",), partial(_year, archive, years, year))


def _index(years: Sequence[Link]) -> Iterator[Page]:
    data: dict[str, Any] = {"title": "按年度浏览", "crumbs": crumbs(Link("年度")), "links": years, "unit": "份"}
    yield Page(routes.YEARS, "links.html", data)


def _year(archive: Archive, years: Sequence[Link], year: int) -> Iterator[Page]:
    groups = _groups(archive, year)
    data = {
        "title": f"{year}年",
        "crumbs": crumbs(Link("年度", routes.YEARS), Link(f"{year}年")),
        "count": len(archive.years[year]),
        "years": [Link(y.label, "" if y.url == routes.year(year) else y.url, y.count) for y in years],
        "jump": [Link(g.title, g.url, g.count) for g in groups],
    }
    yield from list_pages(routes.year(year), "list.html", groups, data)


def _groups(archive: Archive, year: int) -> list[Group]:
    return [
        Group(
            node.region[-1].short,
            rows(node.years[year]),
            routes.region_year(node.path, year),
            count=len(node.years[year]),
        )
        for node in archive.provinces
        if year in node.years
    ]
