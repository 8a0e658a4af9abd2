"""The archive as data for others: plans.json and plans.csv."""

from collections.abc import Iterator
from typing import Any

from generator import routes
from generator.archive import Archive
from generator.page import Page
from generator.plan import Plan
from generator.settings import Settings

COLUMNS = {
    "id": "编号",
    "title": "标题",
    "issuer": "发文机关",
    "doc_number": "文号",
    "date": "成文日期",
    "year": "年度",
    "region": "地区",
    "region_code": "地区代码",
    "recipients": "主送",
    "cc": "抄送",
    "print_office": "印发机关",
    "print_date": "印发日期",
    "attachments": "附件",
    "status": "状态",
    "status_date": "状态日期",
    "status_note": "状态说明",
    "history": "沿革",
    "kind": "类型",
    "source": "来源",
    "url": "网址",
}


def pages(archive: Archive, settings: Settings) -> Iterator[Page]:
    """Every record as JSON, and as a table that Excel opens with its Chinese intact."""
    records = [record(plan, settings) for plan in archive.plans]
    yield Page(routes.PLANS_JSON, "json", {"schema": 1, "title": settings.title, "plans": records})
    yield Page(routes.PLANS_CSV, "csv", {"columns": list(COLUMNS.values()), "rows": [_cells(r) for r in records]})


def record(plan: Plan, settings: Settings) -> dict[str, Any]:
    """The record of a plan as others read it: dates in ISO 8601 at their own precision, null where unknown."""
    return {
        "id": plan.id,
        "title": plan.title,
        "issuer": plan.issuer,
        "doc_number": plan.doc_number or None,
        "date": plan.date.iso if plan.date else None,
        "year": plan.year,
        "region": [place.name for place in plan.region],
        "region_code": next((p.code for p in reversed(plan.region) if p.code), None),
        "recipients": plan.recipients or None,
        "cc": list(plan.cc),
        "print_office": plan.print_office or None,
        "print_date": plan.print_date.iso if plan.print_date else None,
        "attachments": [
            {
                "name": a.name,
                "url": _absolute(routes.attachment(plan.id, a.file), settings) if a.file else None,
            }
            for a in plan.attachments
        ],
        "status": plan.status,
        "status_date": plan.status_date.iso if plan.status_date else None,
        "status_note": plan.status_note or None,
        "history": [{"date": c.date.iso if c.date else None, "note": c.note} for c in plan.history],
        "kind": plan.kind,
        "source": plan.source or None,
        "url": _absolute(plan.url, settings),
    }


def _absolute(url: str, settings: Settings) -> str:
    return settings.base_url + routes.href(url)


def _cells(row: dict[str, Any]) -> list[str]:
    flat = {
        **row,
        "region": "/".join(row["region"]),
        "cc": "；".join(row["cc"]),
        "history": "；".join(" ".join(filter(None, (c["date"], c["note"]))) for c in row["history"]),
        "attachments": "；".join(a["name"] for a in row["attachments"]),
    }
    return ["" if flat[name] is None else str(flat[name]) for name in COLUMNS]
