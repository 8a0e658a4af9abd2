"""The page that finds plans by their words, with the indexes by region, year, issuer and 文号, and OpenSearch."""

from collections.abc import Iterator

from generator import routes
from generator.archive import Archive
from generator.head import search_address
from generator.page import Link, Page, crumbs
from generator.settings import Settings

MOST_IN_SHORT_NAME = 16  # OpenSearch 1.1, 4.2.2


def pages(index: str, archive: Archive, settings: Settings) -> Iterator[Page]:
    """search.html; `index` is the version of the search, "" where the site has none.

    With one, and a site that knows its address, opensearch.xml too, by which a browser takes it among its engines.
    """
    data = {
        "title": "查找文件",
        "crumbs": crumbs(Link("查找")),
        "index": index,
        "years": [Link(f"{y}年", routes.year(y), len(plans)) for y, plans in archive.years.items()],
        "places": [Link(n.region[-1].short, routes.region(n.path), len(n.plans)) for n in archive.provinces],
        "indexes": [
            Link("发文机关", routes.ISSUERS, len(archive.issuers)),
            Link("文号索引", routes.DOCNUMBERS, sum(1 for p in archive.plans if p.doc_number)),
        ],
    }
    yield Page(routes.SEARCH, "search.html", data)
    if settings.search and settings.has_address:
        short = settings.title[:MOST_IN_SHORT_NAME]
        yield Page(routes.OPEN_SEARCH, "opensearch.xml", {"short": short, "address": search_address(settings)})
