"""A plan's own page, the same plan as JSON and text, and the pages at its old addresses."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from heapq import nsmallest
from typing import Any

import msgspec

from generator import routes
from generator.archive import Archive
from generator.outputs.beside import Offers, offers
from generator.outputs.compare import links as comparisons
from generator.outputs.open_data import record
from generator.page import MOST_ROWS, Link, Page, Row, crumbs, place_crumbs, row
from generator.plan import Plan
from generator.settings import Settings
from generator.sheaf import Sheaf, Stamps, digest_of

MOST_NEIGHBOURS = 12


class _Around(msgspec.Struct, frozen=True):
    """What a plan's pages look at: the archive, its plans by id, the row of each, the comparisons of an organ's plans.

    `printed` are the sizes of the PDFs and Word documents by address.
    """

    archive: Archive
    settings: Settings
    printed: Mapping[str, int]
    held: Mapping[str, Plan]
    row: Callable[[str], Row]
    compared: Callable[[str], Mapping[str, list[Link]]]


def sheaves(archive: Archive, stamps: Stamps, settings: Settings, printed: Mapping[str, int]) -> Iterator[Sheaf]:
    """Three pages a plan, and one for each old address. Of a withdrawn plan (撤下) the record stays, the text goes.

    `printed` are the sizes of the PDFs and Word documents by address.
    """
    held = {plan.id: plan for plan in archive.plans}
    around = _Around(
        archive,
        settings,
        printed,
        held,
        cache(lambda plan_id: row(held[plan_id])),
        cache(lambda slug: comparisons(archive.issuers[slug].plans)),
    )
    for plan in archive.plans:
        layout = "withdrawn.html" if plan.withdrawn else "plan.html"
        yield Sheaf(_told(around, stamps, plan), (layout, "json", "text"), partial(_pages, around, plan))
        if plan.aliases:
            told = digest_of("old addresses", stamps.plans[plan.id])
            yield Sheaf(told, ("redirect.html",), partial(_redirects, plan), listed=False)


def _told(around: _Around, stamps: Stamps, plan: Plan) -> bytes:
    """All that the plan's pages are made of: itself, its organ, its place, the plans that it cites or that cite it."""
    archive = around.archive
    targets, sources = archive.citations.targets[plan.id], archive.citations.cited_by.get(plan.id, ())
    return digest_of(
        "plan",
        stamps.plans[plan.id],
        stamps.issuers[archive.slug_of[plan.issuer]],
        stamps.nodes[archive.node_of[plan.id]],
        [(key, stamps.plans[target]) for key, target in targets.items()],
        [stamps.plans[source] for source in sources],
        _formats(plan, around.printed) if around.printed else [],
    )


def _pages(around: _Around, plan: Plan) -> Iterator[Page]:
    archive = around.archive
    links = {key: around.held[target].url for key, target in archive.citations.targets[plan.id].items()}
    text = () if plan.withdrawn else (plan.body_digest,)
    shown = _data(around, plan, links)
    shown["comparisons"] = around.compared(archive.slug_of[plan.issuer]).get(plan.id, [])
    shown["formats"] = _formats(plan, around.printed)
    shown["beside"] = _beside(archive, plan, around.held)
    yield Page(plan.url, "withdrawn.html" if plan.withdrawn else "plan.html", shown, text, plan.path)
    data = {**record(plan, around.settings), "cites": [_cite(c.title, c.number, links) for c in plan.cites]}
    yield Page(routes.plan_data(plan.id, "json"), "json", data, text, plan.path)
    if not plan.withdrawn:
        yield Page(routes.plan_data(plan.id, "txt"), "text", {"plan": plan}, text, plan.path)


def _redirects(plan: Plan) -> Iterator[Page]:
    for alias in plan.aliases:
        yield Page(alias, "redirect.html", {"title": plan.title, "target": plan.url}, plan=plan.path)


def _cite(title: str, number: str, links: dict[str, str]) -> dict[str, str]:
    return {"title": title, "doc_number": number, "url": links.get(number or title, "")}


def _data(around: _Around, plan: Plan, links: dict[str, str]) -> dict[str, Any]:
    archive, row_of = around.archive, around.row
    node = archive.nodes[archive.node_of[plan.id]]
    places = place_crumbs(archive, node)
    issuer = archive.issuers[archive.slug_of[plan.issuer]]
    earlier, later = _neighbours(plan, issuer.plans)
    cited_by = archive.citations.cited_by.get(plan.id, ())
    year_page = Link(f"{plan.year}年", routes.region_year(node.path, plan.year))
    same = [p for p in node.years[plan.year] if p.id != plan.id]
    return {
        "plan": plan,
        "title": plan.title,
        "crumbs": crumbs(Link("地区", routes.REGIONS), *places, year_page, Link(plan.title)),
        "places": places,
        "issuer": Link(issuer.name, routes.issuer(issuer.slug), len(issuer.plans)),
        "year": Link(f"{plan.year}年", routes.year(plan.year)),
        "earlier": row_of(earlier.id) if earlier else None,
        "later": row_of(later.id) if later else None,
        "same_place_and_year": [row_of(p.id) for p in same[:MOST_NEIGHBOURS]],
        "same_place_and_year_all": Link(year_page.label, year_page.url, len(same)),
        "cited_by": [row_of(i) for i in cited_by[:MOST_ROWS]],
        "cited_by_count": len(cited_by),
        "cites": [_cite(c.title, c.number, links) for c in plan.cites if c.number or c.title in links],
        "links": links,
        "files": [
            Link(a.name, routes.file_href(routes.attachment(plan.id, a.file)) if a.file else "")
            for a in plan.attachments
        ],
    }


def _beside(archive: Archive, plan: Plan, held: Mapping[str, Plan]) -> list[Offers]:
    """What a reader may want to see beside the plan, the likeliest first."""
    own = archive.issuers[archive.slug_of[plan.issuer]].plans
    node = archive.nodes[archive.node_of[plan.id]]
    near = nsmallest(MOST_NEIGHBOURS + 1, own, key=lambda other: abs(other.year - plan.year))
    groups = [
        ("同一机关", near),
        ("引用的文件", (held[target] for target in archive.citations.targets[plan.id].values())),
        ("引用本文件的文件", (held[source] for source in archive.citations.cited_by.get(plan.id, ()))),
        ("同地区同年度", node.years[plan.year]),
        ("同地区", node.plans),
    ]
    return offers(plan, groups)


def _formats(plan: Plan, printed: Mapping[str, int]) -> list[Link]:
    data = Link("JSON 数据", routes.plan_data(plan.id, "json"))
    if plan.withdrawn:
        return [data]
    papers = {"PDF": "pdf", "Word": "docx"}
    files = [(name, routes.plan_data(plan.id, ending)) for name, ending in papers.items()]
    made = [Link(f"{name}（{_size(printed[file])}）", file) for name, file in files if file in printed]
    return [*made, Link("纯文本", routes.plan_data(plan.id, "txt")), data]


def _size(count: int) -> str:
    """The size of a file as people say it: 180 KB, 1.2 MB."""
    return f"{max(1, round(count / 1024))} KB" if count < 1024 * 1000 else f"{count / 1024 / 1024:.1f} MB"


def _neighbours(plan: Plan, plans: tuple[Plan, ...]) -> tuple[Plan | None, Plan | None]:
    """The issuer's nearest plans of an earlier and of a later year; `plans` stand newest first."""
    earlier = next((p for p in plans if p.year < plan.year), None)
    later = next((p for p in reversed(plans) if p.year > plan.year), None)
    return earlier, later
