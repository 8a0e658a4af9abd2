"""The pages of the site: one module a kind, each with `sheaves` or, made of the whole archive, with `pages`."""

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
from generator.sheaf import Sheaf, Stamps, digest_of

IN_SHEAVES: tuple[Callable[[Archive, Stamps, Settings], Iterable[Sheaf]], ...] = (
    compare.sheaves,
    regions.sheaves,
    years.sheaves,
    issuers.sheaves,
    feeds.sheaves,
    open_data.sheaves,
)
OF_THE_WHOLE: tuple[tuple[Callable[[Archive, Settings], Iterable[Page]], tuple[str, ...]], ...] = (
    (docnumbers.pages, ("docnumbers.html",)),
    (home.pages, ("home.html",)),
)


def compose(
    archive: Archive,
    stamps: Stamps,
    settings: Settings,
    index: str,
    printed: Mapping[str, int],
) -> Iterator[Sheaf]:
    """Every page of the site but the map that names them, in sheaves.

    `stamps` are those of the archive; `index` is the version of the search, "" for none; `printed` are the sizes of the
    copies (PDF, Word) by address.
    """
    yield from plans.sheaves(archive, stamps, settings, printed)
    for output in IN_SHEAVES:
        yield from output(archive, stamps, settings)
    for number, (pages, layouts) in enumerate(OF_THE_WHOLE):
        yield Sheaf(digest_of("whole", number, stamps.whole), layouts, partial(pages, archive, settings))
    told = digest_of("search", index, stamps.whole)
    yield Sheaf(told, ("search.html", "opensearch.xml"), partial(search.pages, index, archive, settings))
    yield Sheaf(digest_of("beside"), ("beside.html",), beside.pages, listed=False)
    yield Sheaf(digest_of("404"), ("404.html",), home.not_found, listed=False)


def expected(archive: Archive) -> int:
    """About how many pages `compose` makes, to tell how long that takes: what most archives have most of."""
    years = sum(len(node.years) for node in archive.nodes.values())
    return 4 * len(archive.plans) + years + 3 * len(archive.nodes) + 2 * len(archive.issuers) + len(archive.years)
