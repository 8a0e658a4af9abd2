"""The region tree, a page a place, and a page for every year of a place."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from generator import routes
from generator.archive import Archive, Node
from generator.outputs.grid import OWN, grid_of, run_of
from generator.page import MOST_ROWS, Group, Link, Page, crumbs, list_pages, place_crumbs, rows
from generator.settings import Settings
from generator.sheaf import Sheaf, Stamps, digest_of

MOST_NEWEST = 50


def sheaves(archive: Archive, stamps: Stamps, settings: Settings) -> Iterator[Sheaf]:
    """The index of regions, then each place and its years."""
    provinces = [
        {"place": _link(node), "children": [_link(archive.nodes[child]) for child in node.children]}
        for node in archive.provinces
    ]
    yield Sheaf(digest_of("regions", provinces), ("regions.html",), partial(_index, provinces))
    for path, node in archive.nodes.items():
        told = digest_of("place", stamps.nodes[path])
        yield Sheaf(told, ("region.html", "list.html"), partial(_pages, archive, node))


def _pages(archive: Archive, node: Node) -> Iterator[Page]:
    yield _place(archive, node)
    for year in node.years:
        yield from _place_year(archive, node, year)


def _index(provinces: list[dict[str, Any]]) -> Iterator[Page]:
    data = {"title": "按地区浏览", "crumbs": crumbs(Link("地区")), "provinces": provinces}
    yield Page(routes.REGIONS, "regions.html", data)


def _link(node: Node) -> Link:
    return Link(node.region[-1].short, routes.region(node.path), len(node.plans))


def _place(archive: Archive, node: Node) -> Page:
    """All plans of the place by year; only the newest, with links to the years, where they are too many."""
    few = len(node.plans) <= MOST_ROWS
    if few:
        groups = [_year_group(archive, node, year) for year in node.years]
    else:
        newest = rows(node.plans[:MOST_NEWEST])
        groups = [Group("最新文件", newest, count=len(newest))]
    children = [archive.nodes[child] for child in node.children]
    years = {year: routes.region_year(node.path, year) for year in node.years}
    data: dict[str, Any] = {
        "title": node.region[-1].name,
        "crumbs": _without_last_link(crumbs(Link("地区", routes.REGIONS), *place_crumbs(archive, node))),
        "count": len(node.plans),
        "grid": grid_of(children, years, own=node) if children else None,
        "run": () if children else run_of({year: (url, len(node.years[year])) for year, url in years.items()}),
        "feed": Link("订阅", routes.feed_of(routes.region(node.path))),
        "complete": few,
        "groups": groups,
    }
    return Page(routes.region(node.path), "region.html", data)


def _year_group(archive: Archive, node: Node, year: int) -> Group:
    plans = node.years[year]
    url = routes.region_year(node.path, year)
    return Group(f"{year}年", rows(plans), url, f"y{year}", len(plans))


def _without_last_link(way: list[Link]) -> list[Link]:
    return [*way[:-1], Link(way[-1].label)]


def _place_year(archive: Archive, node: Node, year: int) -> Iterator[Page]:
    """The year's plans of a place: its own first, then those of each place below it."""
    plans = node.years[year]
    own = [p for p in plans if archive.node_of[p.id] == node.path]
    groups = [Group(f"{node.region[-1].short}本级", rows(own), anchor=OWN, count=len(own))] if own else []
    for child in node.children:
        below = archive.nodes[child]
        if year in below.years:
            found = below.years[year]
            url = routes.region_year(below.path, year)
            groups.append(Group(below.region[-1].short, rows(found), url, count=len(found)))
    way = [Link("地区", routes.REGIONS), *place_crumbs(archive, node), Link(f"{year}年")]
    data = {
        "title": f"{node.region[-1].name}{year}年",
        "crumbs": crumbs(*way),
        "count": len(plans),
        "years": [
            Link(f"{y}年", "" if y == year else routes.region_year(node.path, y), len(ps))
            for y, ps in node.years.items()
        ],
        "jump": [Link(g.title, g.url, g.count) for g in groups if g.url],
    }
    yield from list_pages(routes.region_year(node.path, year), "list.html", groups, data)
