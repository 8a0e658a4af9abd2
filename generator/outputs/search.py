"""The page that helps to find a plan: the indexes by region, year, issuer and 文号."""

from collections.abc import Iterator

from generator import routes
from generator.archive import Archive
from generator.page import Link, Page, crumbs
from generator.settings import Settings


def pages(archive: Archive, settings: Settings) -> Iterator[Page]:
    """search.html"""
    data = {
        "title": "查找文件",
        "crumbs": crumbs(Link("查找")),
        "years": [Link(f"{y}年", routes.year(y), len(plans)) for y, plans in archive.years.items()],
        "places": [Link(n.region[-1].short, routes.region(n.path), len(n.plans)) for n in archive.provinces],
        "indexes": [
            Link("发文机关", routes.ISSUERS, len(archive.issuers)),
            Link("文号索引", routes.DOCNUMBERS, sum(1 for p in archive.plans if p.doc_number)),
        ],
    }
    yield Page(routes.SEARCH, "search.html", data)
