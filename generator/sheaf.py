"""Pages in sheaves (一叠): those made of the same things, which are not composed again while these are the same.

A sheaf tells what its pages are made of by a digest that costs far less than composing them. What such a digest is
made of itself: the stamps of plans, places and organs, each of which covers everything that the archive knows of it.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from generator.archive import Archive
from generator.page import Page
from generator.plan import Plan


class Sheaf(msgspec.Struct, frozen=True):
    """Some pages of the site, and what they are made of.

    `told` is a digest of everything that `pages` looks at but the settings, empty for pages that are always composed;
    `layouts` names the layouts that the pages may use. `listed`: the map of the site names them. `spare`: where
    something else has the address of a page, the page gives way.
    """

    told: bytes
    layouts: tuple[str, ...]
    pages: Callable[[], Iterable[Page]]
    listed: bool = True
    spare: bool = False


class Stamps(msgspec.Struct, frozen=True):
    """Digests of 16 bytes: of each plan by its id, of each place by its path, of each organ by its slug, and of all.

    That of a plan covers its record and its text; that of a place its address, the places directly below it and all
    plans in and below it; that of an organ its name, its address and its plans; `whole` every plan, so everything.
    """

    plans: Mapping[str, bytes]
    nodes: Mapping[str, bytes]
    issuers: Mapping[str, bytes]
    whole: bytes


def digest_of(*things: Any) -> bytes:
    """A digest of plain values, in 16 bytes; the first says for which kind of pages it is."""
    return hashlib.blake2b(msgspec.msgpack.encode(things), digest_size=16).digest()


def stamps_of(archive: Archive) -> Stamps:
    """The stamps of everything in the archive."""
    plans = {plan.id: digest_of(plan) for plan in archive.plans}

    def together(some: Iterable[Plan]) -> bytes:
        return b"".join([plans[plan.id] for plan in some])

    return Stamps(
        plans,
        {path: digest_of(path, node.children, together(node.plans)) for path, node in archive.nodes.items()},
        {slug: digest_of(slug, issuer.name, together(issuer.plans)) for slug, issuer in archive.issuers.items()},
        digest_of(together(archive.plans)),
    )
