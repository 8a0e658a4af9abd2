"""The archive: all plans together, grouped by region, year, issuer, 文号 and citation.

Grouping is a pure function of the plans; whatever order they come in, the archive is the same.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeVar

import msgspec

from generator.citations import Citations, link
from generator.plan import Plan
from generator.region import Region, sort_key

K = TypeVar("K")
Plans = tuple[Plan, ...]


class Node(msgspec.Struct, frozen=True):
    """One place of the region tree with everything in and below it.

    `path` is its address (jiangsu/suzhou), `children` the paths of the places directly below that hold plans.
    """

    region: Region
    path: str
    children: tuple[str, ...]
    plans: Plans
    years: Mapping[int, Plans]


class Issuer(msgspec.Struct, frozen=True):
    """One 发文机关 and its plans."""

    name: str
    slug: str
    plans: Plans


class Archive(msgspec.Struct, frozen=True):
    """Everything that is published. Plans stand newest year first, then by date, undated ones last in their year.

    `nodes` are in GB/T 2260 order, parents before children; `issuers` by region, then name; `years` newest first.
    """

    plans: Plans
    nodes: Mapping[str, Node]
    years: Mapping[int, Plans]
    issuers: Mapping[str, Issuer]
    node_of: Mapping[str, str]
    slug_of: Mapping[str, str]
    citations: Citations

    @property
    def provinces(self) -> list[Node]:
        """The top of the region tree."""
        return [node for node in self.nodes.values() if len(node.region) == 1]

    def lineage(self, plan: Plan) -> list[Node]:
        """The places of a plan, from the top of the tree down."""
        return self.ancestors(self.nodes[self.node_of[plan.id]])

    def ancestors(self, node: Node) -> list[Node]:
        """The places above `node` and itself, from the top of the tree down."""
        parts = node.path.split("/")
        return [self.nodes["/".join(parts[: i + 1])] for i in range(len(parts))]


def group(plans: Iterable[Plan]) -> Archive:
    """The archive of these plans, whose ids are unique."""
    ordered = tuple(sorted(plans, key=_newest_first))
    paths = _paths(ordered)
    nodes = _nodes(ordered, paths)
    issuers = _issuers(ordered)
    return Archive(
        plans=ordered,
        nodes=nodes,
        years=_by_year(ordered),
        issuers=issuers,
        node_of={plan.id: paths[plan.region] for plan in ordered},
        slug_of={issuer.name: slug for slug, issuer in issuers.items()},
        citations=link(ordered),
    )


def _newest_first(plan: Plan) -> tuple[object, ...]:
    date = plan.date
    when = (0, -date.year, -date.month, -date.day) if date else (1, 0, 0, 0)
    return (-plan.year, when, sort_key(plan.region), plan.number_key, plan.title, plan.id)


def _by_year(plans: Plans) -> dict[int, Plans]:
    years: defaultdict[int, list[Plan]] = defaultdict(list)
    for plan in plans:
        years[plan.year].append(plan)
    return {year: tuple(years[year]) for year in sorted(years, reverse=True)}


def _paths(plans: Plans) -> dict[Region, str]:
    """The address of every region that holds plans, and of those above it.

    Two names with one spelling in pinyin can only be unknown places; the later one gets a mark of its name.
    """
    regions = {plan.region[: i + 1] for plan in plans for i in range(len(plan.region))}
    paths: dict[Region, str] = {}
    taken: set[str] = set()
    for region in sorted(regions, key=lambda r: (len(r), sort_key(r))):
        path = "/".join(filter(None, (paths.get(region[:-1], ""), region[-1].slug)))
        if path in taken:
            path += "-" + _mark(region[-1].name)
        taken.add(path)
        paths[region] = path
    return paths


def _mark(name: str) -> str:
    return hashlib.blake2b(name.encode(), digest_size=3).hexdigest()


def _nodes(plans: Plans, paths: Mapping[Region, str]) -> dict[str, Node]:
    below: defaultdict[Region, list[Plan]] = defaultdict(list)
    for plan in plans:
        for depth in range(len(plan.region)):
            below[plan.region[: depth + 1]].append(plan)
    children: defaultdict[Region, list[str]] = defaultdict(list)
    regions = sorted(below, key=sort_key)
    for region in regions:
        children[region[:-1]].append(paths[region])
    return {
        paths[region]: Node(
            region=region,
            path=paths[region],
            children=tuple(children[region]),
            plans=tuple(below[region]),
            years=_by_year(tuple(below[region])),
        )
        for region in regions
    }


def _issuers(plans: Plans) -> dict[str, Issuer]:
    own: defaultdict[str, list[Plan]] = defaultdict(list)
    for plan in plans:
        own[plan.issuer].append(plan)
    slugs: dict[str, str] = {}
    taken = {"index"}  # the page of all
    for name in sorted(own):
        slug = own[name][0].issuer_slug
        slugs[name] = f"{slug}-{_mark(name)}" if slug in taken else slug
        taken.add(slugs[name])
    names = sorted(own, key=lambda name: (min(map(sort_key, {p.region for p in own[name]})), name))
    return {slugs[name]: Issuer(name, slugs[name], tuple(own[name])) for name in names}
