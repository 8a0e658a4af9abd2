"""The pages of the site: one module a kind, each with `pages(archive, settings)`."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from generator.archive import Archive
from generator.outputs import (
    beside,
    compare,
    docnumbers,
    feeds,
    home,
    issuers,
    open_data,
    plans,
    regions,
    search,
    years,
)
from generator.page import Page
from generator.settings import Settings

Output = Callable[[Archive, Settings], Iterable[Page]]

OUTPUTS: tuple[Output, ...] = (
    compare.pages,
    beside.pages,
    regions.pages,
    years.pages,
    issuers.pages,
    docnumbers.pages,
    home.pages,
    open_data.pages,
    feeds.pages,
)

_UNLISTED = ("404.html", "redirect.html", "gone.html", "beside.html")  # pages that no map names


def compose(archive: Archive, settings: Settings, index: str, printed: Mapping[str, int]) -> Iterator[Page]:
    """Every page of the site, then the map that lists them.

    `index` is the version of the search, "" for none; `printed` are the sizes of the copies (PDF, Word) by address.
    """
    urls: list[str] = []
    outputs: tuple[Output, ...] = (partial(plans.pages, printed=printed), *OUTPUTS, partial(search.pages, index))
    for output in outputs:
        for page in output(archive, settings):
            if page.layout.endswith(".html") and page.layout not in _UNLISTED:
                urls.append(page.url)
            yield page
    yield from feeds.sitemap(urls, settings)


def expected(archive: Archive) -> int:
    """About how many pages `compose` makes, to tell how long that takes: what most archives have most of."""
    years = sum(len(node.years) for node in archive.nodes.values())
    return 4 * len(archive.plans) + years + 3 * len(archive.nodes) + 2 * len(archive.issuers) + len(archive.years)
