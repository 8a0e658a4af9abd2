"""The pages at addresses where documents used to be: the way to the new one, or what it was."""

from collections.abc import Iterator
from functools import partial

from generator.ledger import Row
from generator.page import Link, Page, crumbs
from generator.sheaf import Sheaf
from generator.succession import Settled


def sheaf(settled: Settled) -> Sheaf:
    """A page for each former address. What the site has at that address since goes before it."""
    return Sheaf(b"", ("redirect.html", "gone.html"), partial(_pages, settled), listed=False, spare=True)


def _pages(settled: Settled) -> Iterator[Page]:
    for address, (target, title) in settled.moved.items():
        yield _redirect(address, target, title)
    yield from map(_gone, settled.gone)


def _redirect(address: str, target: str, title: str) -> Page:
    return Page(address, "redirect.html", {"title": title, "target": target})


def _gone(row: Row) -> Page:
    title = row.title or "已移走的文件"
    return Page(row.address, "gone.html", {"title": title, "row": row, "crumbs": crumbs(Link(title))})
