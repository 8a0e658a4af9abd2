"""The home page, with the grid of regions and years, and the page for addresses that don't exist."""

from collections.abc import Iterator
from typing import Any

from generator import routes
from generator.archive import Archive, Node
from generator.page import Link, Page, crumbs, rows
from generator.settings import Settings

MOST_NEWEST = 10
MOST_EMPTY_YEARS = 40  # beyond this a stray year of the last century would make the grid all gaps


def pages(archive: Archive, settings: Settings) -> Iterator[Page]:
    """index.html and 404.html"""
    years = _years(archive)
    newest = sorted(archive.plans, key=lambda p: p.date.iso if p.date else "", reverse=True)
    data = {
        "title": "",
        "crumbs": [],
        "years": [Link(str(y), routes.year(y) if y in archive.years else "") for y in years],
        "grid": [_grid_row(node, years) for node in archive.provinces],
        "newest": rows(newest[:MOST_NEWEST]),
        "counts": [
            Link("文件", routes.YEARS, len(archive.plans)),
            Link("地区", routes.REGIONS, len(archive.nodes)),
            Link("年度", routes.YEARS, len(archive.years)),
            Link("发文机关", routes.ISSUERS, len(archive.issuers)),
        ],
    }
    yield Page(routes.HOME, "home.html", data)
    yield Page(routes.NOT_FOUND, "404.html", {"title": "没有这个网页", "crumbs": crumbs(Link("没有这个网页"))})


def _years(archive: Archive) -> list[int]:
    """The columns of the grid, newest first: also the years in between of which nothing is held."""
    held = list(archive.years)
    if not held or held[0] - held[-1] > MOST_EMPTY_YEARS:
        return held
    return list(range(held[0], held[-1] - 1, -1))


def _grid_row(node: Node, years: list[int]) -> dict[str, Any]:
    cells = [
        Link(str(len(node.years[y])), routes.region_year(node.path, y), len(node.years[y]))
        if y in node.years
        else Link("")
        for y in years
    ]
    return {"place": Link(node.region[-1].short, routes.region(node.path), len(node.plans)), "cells": cells}
