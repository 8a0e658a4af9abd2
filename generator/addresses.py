"""Every address that a link in a text may lead to, told from the plans alone, without composing a page."""

from collections.abc import Iterable

from generator import routes
from generator.archive import group
from generator.plan import Plan

_FIXED = (
    routes.HOME,
    routes.REGIONS,
    routes.YEARS,
    routes.ISSUERS,
    routes.DOCNUMBERS,
    routes.SEARCH,
    routes.BESIDE,
    routes.NOT_FOUND,
)


def addresses(plans: Iterable[Plan]) -> frozenset[str]:
    """The addresses of the site's pages: of the plans that are no drafts, their old ones, and of every list."""
    published = {plan.id: plan for plan in plans if not plan.draft}
    archive = group(published.values())
    found = {*_FIXED, *(plan.url for plan in archive.plans)}
    found |= {alias for plan in archive.plans for alias in plan.aliases}
    found |= {routes.year(year) for year in archive.years}
    found |= {routes.issuer(slug) for slug in archive.issuers}
    for path, node in archive.nodes.items():
        found.add(routes.region(path))
        found |= {routes.region_year(path, year) for year in node.years}
    return frozenset(found)
