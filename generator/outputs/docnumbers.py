"""The index of 文号, and of the documents that the archive cites but doesn't hold."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from generator import routes
from generator.archive import Archive
from generator.page import MOST_ROWS, Link, Page, crumbs
from generator.plan import Plan
from generator.settings import Settings

NO_CODE = "（无机关代字）"
MISSING = "引用而未收"
MOST_CITING = 12  # of a document that every plan cites only so many are named


def pages(archive: Archive, settings: Settings) -> Iterator[Page]:
    """The numbers by 机关代字, year and serial; then those cited only. As many pages as they need."""
    entries = [*_held(archive), *_missing(archive)]
    parts = [entries[i : i + MOST_ROWS] for i in range(0, len(entries), MOST_ROWS)] or [[]]
    pager = [Link(str(n), routes.numbered(routes.DOCNUMBERS, n)) for n in range(1, len(parts) + 1)]
    for n, part in enumerate(parts, 1):
        data = {
            "title": "文号索引",
            "crumbs": crumbs(Link("文号")),
            "jump": _jump(part, routes.numbered(routes.DOCNUMBERS, n)),
            "starts": _starts(parts, n) if len(parts) > 1 else [],
            "held": _grouped([e for e in part if e["held"]]),
            "missing": [e for e in part if not e["held"]],
            "pager": pager if len(parts) > 1 else [],
            "page_number": n,
        }
        yield Page(routes.numbered(routes.DOCNUMBERS, n), "docnumbers.html", data)


def _held(archive: Archive) -> list[dict[str, Any]]:
    numbered = sorted((p for p in archive.plans if p.doc_number), key=_key)
    return [
        {
            "held": True,
            "code": plan.number_key[0] or NO_CODE,
            "number": plan.doc_number,
            "title": plan.title,
            "url": plan.url,
            "cited": len(archive.citations.cited_by.get(plan.id, ())),
        }
        for plan in numbered
    ]


def _key(plan: Plan) -> tuple[object, ...]:
    return (plan.number_key, plan.doc_number, plan.title, plan.id)


def _missing(archive: Archive) -> list[dict[str, Any]]:
    by_id = {plan.id: plan for plan in archive.plans}
    return [
        {
            "held": False,
            "number": missing.number,
            "title": missing.titles[0] if missing.titles else "",
            "cited": len(missing.cited_by),
            "cited_by": [Link(by_id[i].title, by_id[i].url) for i in missing.cited_by[:MOST_CITING]],
        }
        for missing in archive.citations.missing
    ]


def _grouped(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    groups: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for entry in entries:
        groups[entry["code"]].append(entry)
    return [{"code": code, "entries": rows} for code, rows in groups.items()]


def _code(entry: dict[str, Any]) -> str:
    return entry["code"] if entry["held"] else MISSING


def _jump(part: list[dict[str, Any]], url: str) -> list[Link]:
    """Where each 机关代字 begins on the page at `url`."""
    anchors = {_code(entry): routes.href(entry["code"]) if entry["held"] else "missing" for entry in part}
    return [Link(code, f"{url}#{anchor}") for code, anchor in anchors.items()]


def _starts(parts: list[list[dict[str, Any]]], here: int) -> list[Link]:
    """The 机关代字 with which each page begins: a large archive has thousands, too many to name on every page."""
    urls = ["" if n == here else routes.numbered(routes.DOCNUMBERS, n) for n in range(1, len(parts) + 1)]
    return [Link(_code(part[0]), url) for part, url in zip(parts, urls, strict=True)]
