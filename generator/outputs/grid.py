"""Places × years as a table, and the run of years of one place or issuer: what is held, and in plain sight what isn't.

Both run from the newest year held to the oldest. Where nothing is held nothing is linked.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import msgspec

from generator import routes
from generator.archive import Node
from generator.page import Link

SHOWN_GAP = 3  # so many empty years in a row stand one by one; more are told as one span
OWN = "own"  # the anchor of a place's own plans on the page of its year


class Line(msgspec.Struct, frozen=True):
    """A row of the grid: the place, and a cell a column; the label of a cell says place, year and count in words."""

    place: Link
    cells: tuple[Link, ...]


class Grid(msgspec.Struct, frozen=True):
    """A table of places and years; a column is a year, or a span of empty ones without address."""

    columns: tuple[Link, ...]
    lines: tuple[Line, ...]


Held = Mapping[int, tuple[str, int]]  # by year: the address of the plans, and how many they are


def grid_of(nodes: Iterable[Node], years: Mapping[int, str], own: Node | None = None) -> Grid:
    """The grid of `nodes`, with what `own` holds itself, not in the places below it, in the first line.

    `years` are the years held and the page of each.
    """
    spans = _spans(years)
    lines = [
        _line(node.region[-1].short, Link(node.region[-1].short, routes.region(node.path)), _held(node), spans)
        for node in nodes
    ]
    if own and (held := _held_itself(own)):
        lines.insert(0, _line(f"{own.region[-1].short}本级", Link("本级"), held, spans))
    columns = tuple(Link(_label(span), years.get(span[0], "")) for span in spans)
    return Grid(columns, tuple(lines))


def run_of(held: Held) -> tuple[Link, ...]:
    """The years as links, 2020年 with its count; a gap has neither address nor count."""
    return tuple(Link(f"{_label(span)}年", *held.get(span[0], ("", 0))) for span in _spans(held))


def _held(node: Node) -> dict[int, tuple[str, int]]:
    return {year: (routes.region_year(node.path, year), len(plans)) for year, plans in node.years.items()}


def _held_itself(node: Node) -> dict[int, tuple[str, int]]:
    """The place's own plans head the page of its year."""
    counts = {year: sum(plan.region == node.region for plan in plans) for year, plans in node.years.items()}
    return {year: (f"{routes.region_year(node.path, year)}#{OWN}", count) for year, count in counts.items() if count}


def _line(name: str, place: Link, held: Held, spans: Sequence[tuple[int, int]]) -> Line:
    cells = []
    for year, _ in spans:
        url, count = held.get(year, ("", 0))
        cells.append(Link(f"{name}{year}年{count}份", url, count) if count else Link(""))
    return Line(place, tuple(cells))


def _spans(held: Iterable[int]) -> list[tuple[int, int]]:
    """First and last year of each column, newest first: (2020, 2020), (2014, 2019), (2013, 2013)"""
    years = sorted(held, reverse=True)
    spans = [(year, year) for year in years[:1]]
    for newer, older in pairwise(years):
        gap = range(newer - 1, older, -1)
        spans += [(gap[-1], gap[0])] if len(gap) > SHOWN_GAP else [(year, year) for year in gap]
        spans.append((older, older))
    return spans


def _label(span: tuple[int, int]) -> str:
    first, last = span
    return f"{first}" if first == last else f"{first}—{last}"
