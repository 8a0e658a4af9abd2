"""A plan's own page, the same plan as JSON and text, and the pages at its old addresses."""

from collections.abc import Iterator, Mapping
from heapq import nsmallest
from typing import Any

from generator import routes
from generator.archive import Archive
from generator.outputs.beside import Offers, offers
from generator.outputs.compare import links as comparisons
from generator.outputs.open_data import record
from generator.page import MOST_ROWS, Link, Page, Row, crumbs, place_crumbs, row
from generator.plan import Plan
from generator.settings import Settings

MOST_NEIGHBOURS = 12


def pages(archive: Archive, settings: Settings, printed: Mapping[str, int]) -> Iterator[Page]:
    """Three pages a plan, and one for each old address. Of a withdrawn plan (撤下) the record stays, the text goes.

    `printed` are the sizes of the PDFs and Word documents by address.
    """
    by_id = {plan.id: row(plan) for plan in archive.plans}
    held = {plan.id: plan for plan in archive.plans}
    compared = comparisons(archive)
    for plan in archive.plans:
        links = {key: by_id[target].url for key, target in archive.citations.targets[plan.id].items()}
        text = () if plan.withdrawn else (plan.body_digest,)
        layout = "withdrawn.html" if plan.withdrawn else "plan.html"
        shown = {**_data(archive, plan, by_id, links), "comparisons": compared.get(plan.id, [])}
        shown["formats"] = _formats(plan, printed)
        shown["beside"] = _beside(archive, plan, held)
        yield Page(plan.url, layout, shown, text, plan.path)
        data = {**record(plan, settings), "cites": [_cite(c.title, c.number, links) for c in plan.cites]}
        yield Page(routes.plan_data(plan.id, "json"), "json", data, text, plan.path)
        if not plan.withdrawn:
            yield Page(routes.plan_data(plan.id, "txt"), "text", {"plan": plan}, text, plan.path)
        for alias in plan.aliases:
            yield Page(alias, "redirect.html", {"title": plan.title, "target": plan.url}, plan=plan.path)


def _cite(title: str, number: str, links: dict[str, str]) -> dict[str, str]:
    return {"title": title, "doc_number": number, "url": links.get(number or title, "")}


def _data(archive: Archive, plan: Plan, by_id: dict[str, Row], links: dict[str, str]) -> dict[str, Any]:
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
        "earlier": by_id[earlier.id] if earlier else None,
        "later": by_id[later.id] if later else None,
        "same_place_and_year": [by_id[p.id] for p in same[:MOST_NEIGHBOURS]],
        "same_place_and_year_all": Link(year_page.label, year_page.url, len(same)),
        "cited_by": [by_id[i] for i in cited_by[:MOST_ROWS]],
        "cited_by_count": len(cited_by),
        "cites": [_cite(c.title, c.number, links) for c in plan.cites if c.number or c.title in links],
        "links": links,
        "files": [
            Link(a.name, routes.file_href(routes.attachment(plan.id, a.file)) if a.file else "")
            for a in plan.attachments
        ],
    }


def _beside(archive: Archive, plan: Plan, held: dict[str, Plan]) -> list[Offers]:
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
