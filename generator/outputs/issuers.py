"""The index of issuing organs (发文机关), and a page for each, by year."""

from collections.abc import Iterator, Sequence
from functools import partial

from generator import routes
from generator.archive import Archive, Issuer
from generator.outputs.grid import run_of
from generator.page import MOST_ROWS, Group, Link, Page, anchors, crumbs, list_pages, rows
from generator.settings import Settings
from generator.sheaf import Sheaf, Stamps, digest_of


def sheaves(archive: Archive, stamps: Stamps, settings: Settings) -> Iterator[Sheaf]:
    """The index, in the order of the region tree, then each issuer."""
    links = [Link(i.name, routes.issuer(i.slug), len(i.plans)) for i in archive.issuers.values()]
    yield Sheaf(digest_of("issuers", links), ("links.html",), partial(_index, links))
    for slug, issuer in archive.issuers.items():
        yield Sheaf(digest_of("issuer", stamps.issuers[slug]), ("list.html",), partial(_issuer, issuer))


def _index(links: Sequence[Link]) -> Iterator[Page]:
    parts = [links[i : i + MOST_ROWS] for i in range(0, len(links), MOST_ROWS)] or [[]]
    pager = [Link(str(n), routes.numbered(routes.ISSUERS, n)) for n in range(1, len(parts) + 1)]
    for n, part in enumerate(parts, 1):
        data = {
            "title": "按发文机关浏览",
            "crumbs": crumbs(Link("发文机关")),
            "links": part,
            "unit": "份",
            "pager": pager if len(parts) > 1 else [],
            "page_number": n,
        }
        yield Page(routes.numbered(routes.ISSUERS, n), "links.html", data)


def _issuer(issuer: Issuer) -> Iterator[Page]:
    years = sorted({plan.year for plan in issuer.plans}, reverse=True)
    by_year = {year: [plan for plan in issuer.plans if plan.year == year] for year in years}
    groups = [
        Group(f"{year}年", rows(plans), routes.year(year), f"y{year}", len(plans)) for year, plans in by_year.items()
    ]
    url = routes.issuer(issuer.slug)
    begins = anchors(url, groups)
    data = {
        "title": issuer.name,
        "crumbs": crumbs(Link("发文机关", routes.ISSUERS), Link(issuer.name)),
        "count": len(issuer.plans),
        "feed": Link("订阅", routes.feed_of(url)),
        "run": run_of({year: (begins[f"y{year}"], len(plans)) for year, plans in by_year.items()}),
        "years": [],
        "jump": [],
    }
    yield from list_pages(url, "list.html", groups, data)
