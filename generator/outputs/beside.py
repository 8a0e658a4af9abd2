"""The page that shows two plans side by side, and the plans that a plan's page offers for it."""

from collections.abc import Iterable, Iterator
from itertools import islice

import msgspec

from generator import routes
from generator.page import Link, Page, crumbs
from generator.plan import Plan

MOST_OFFERED = 12


class Offer(msgspec.Struct, frozen=True):
    """One plan to choose: its id and its title."""

    id: str
    title: str


class Offers(msgspec.Struct, frozen=True):
    """Plans to choose that have something in common with this one, which `label` says."""

    label: str
    plans: tuple[Offer, ...]


def pages() -> Iterator[Page]:
    """beside.html: which two plans it shows is in its address, ?a=<id>&b=<id>, and a matter of its script."""
    yield Page(routes.BESIDE, "beside.html", {"title": "并排看", "crumbs": crumbs(Link("并排看"))})


def offers(plan: Plan, groups: Iterable[tuple[str, Iterable[Plan]]]) -> list[Offers]:
    """Of each group of plans as many as a menu can hold, none twice, and never `plan` itself."""
    offered = {plan.id}
    found = []
    for label, plans in groups:
        fresh = (other for other in plans if other.id not in offered and not other.withdrawn)
        chosen = tuple(Offer(other.id, other.title) for other in islice(fresh, MOST_OFFERED))
        offered |= {offer.id for offer in chosen}
        if chosen:
            found.append(Offers(label, chosen))
    return found
