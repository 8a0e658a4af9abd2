"""A page as a value, and the rows that list pages are made of.

`data` holds all that the layout may use, already sorted, grouped and counted: plain values that depend on nothing but
the archive. The digest of the layout and the data decides whether a page is rendered again.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from generator import routes
from generator.archive import Archive, Node
from generator.plan import Plan

MOST_ROWS = 200  # rows on a page before it is split
UNDATED = "未注明"


class Page(msgspec.Struct, frozen=True):
    """One file of the site: its address, the layout that makes it, and what the layout may use.

    `layout` names a Jinja layout, or one of the forms without layout (json, text). `bodies` are the digests of the
    texts that the page shows. `plan` is the source that asked for the page, for problems.
    """

    url: str
    layout: str
    data: Mapping[str, Any]
    bodies: tuple[str, ...] = ()
    plan: str = ""


class Link(msgspec.Struct, frozen=True):
    """Something to follow: its label, its address (empty where there is none), how many plans it leads to."""

    label: str
    url: str = ""
    count: int = 0


class Row(msgspec.Struct, frozen=True):
    """One plan in a list. `date` is as printed, 未注明 where there is none; `iso` is empty then."""

    url: str
    title: str
    issuer: str
    number: str
    date: str
    iso: str
    year: int
    place: str
    status: str
    kind: str
    corrected: bool


class Group(msgspec.Struct, frozen=True):
    """Rows under one heading; `url` leads to the page of the heading."""

    title: str
    rows: tuple[Row, ...]
    url: str = ""
    anchor: str = ""
    count: int = 0


def row(plan: Plan) -> Row:
    """The plan as a row of a list."""
    return Row(
        url=plan.url,
        title=plan.title,
        issuer=plan.issuer,
        number=plan.doc_number,
        date=plan.date.chinese if plan.date else UNDATED,
        iso=plan.date.iso if plan.date else "",
        year=plan.year,
        place=" ".join(place.short for place in plan.region),
        status=plan.status,
        kind=plan.kind,
        corrected=bool(plan.history),
    )


def rows(plans: Iterable[Plan]) -> tuple[Row, ...]:
    """The plans as rows, in their order."""
    return tuple(row(plan) for plan in plans)


def crumbs(*links: Link) -> list[Link]:
    """The way from the home page to a page, the page itself last and without address."""
    return [Link("首页", routes.HOME), *links]


def place_crumbs(archive: Archive, node: Node) -> list[Link]:
    """The places above `node` and itself, each with its page."""
    return [Link(n.region[-1].short, routes.region(n.path)) for n in archive.ancestors(node)]


def cut(groups: Sequence[Group], most: int = MOST_ROWS) -> Iterator[tuple[Group, ...]]:
    """The groups cut into pages of at most `most` rows; a group that goes on is named again with （续）."""
    page: list[Group] = []
    room = most
    for group in groups:
        start = 0
        while start < len(group.rows) or (start == 0 and not group.rows):
            part = group.rows[start : start + room]
            title = group.title + ("（续）" if start else "")
            page.append(msgspec.structs.replace(group, title=title, rows=part))
            start += len(part) or 1
            room -= len(part)
            if room == 0:
                yield tuple(page)
                page, room = [], most
    if page:
        yield tuple(page)


def anchors(url: str, groups: Sequence[Group]) -> dict[str, str]:
    """Where each group begins in the list that begins at `url`, by its anchor: page and fragment."""
    places: dict[str, str] = {}
    for n, part in enumerate(cut(groups), 1):
        for group in part:
            places.setdefault(group.anchor, f"{routes.numbered(url, n)}#{group.anchor}")
    return places


def list_pages(url: str, layout: str, groups: Sequence[Group], data: Mapping[str, Any]) -> Iterator[Page]:
    """The list that begins at `url`, on as many pages as it needs; `data` goes to each of them."""
    parts = list(cut(groups)) or [()]
    pager = [Link(str(n), routes.numbered(url, n)) for n in range(1, len(parts) + 1)]
    for n, part in enumerate(parts, 1):
        shown = {**data, "groups": part, "pager": pager if len(parts) > 1 else [], "page_number": n}
        yield Page(routes.numbered(url, n), layout, shown)
