"""The archive as data for others: plans.json with its schema, plans.csv, and a description of both."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from generator import routes
from generator.archive import Archive
from generator.forms import csv_of, json_of
from generator.page import Page
from generator.plan import KINDS, STATUSES, Plan
from generator.settings import Settings
from generator.sheaf import Sheaf, Stamps, digest_of

AT_ONCE = 200  # records that are held at one moment
FILES = (routes.PLANS_JSON, routes.PLANS_CSV)  # those with every record


def _object(fields: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


TEXT: dict[str, Any] = {"type": "string"}
MAYBE = {"type": ["string", "null"]}
TEXTS = {"type": "array", "items": TEXT}
DATE = {"type": ["string", "null"], "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}

# Every field of a record: its name, its heading in the table, and its JSON Schema.
FIELDS: dict[str, tuple[str, dict[str, Any]]] = {
    "id": ("编号", {"type": "string", "pattern": "^[A-Za-z0-9._-]+$"}),
    "title": ("标题", TEXT),
    "issuer": ("发文机关", TEXT),
    "doc_number": ("文号", MAYBE),
    "date": ("成文日期", DATE),
    "year": ("年度", {"type": "integer"}),
    "region": ("地区", TEXTS),
    "region_code": ("地区代码", {"type": ["string", "null"], "pattern": r"^\d{6}$"}),
    "recipients": ("主送", MAYBE),
    "cc": ("抄送", TEXTS),
    "print_office": ("印发机关", MAYBE),
    "print_date": ("印发日期", DATE),
    "attachments": ("附件", {"type": "array", "items": _object({"name": TEXT, "url": MAYBE})}),
    "status": ("状态", {"enum": list(STATUSES)}),
    "status_date": ("状态日期", DATE),
    "status_note": ("状态说明", MAYBE),
    "history": ("沿革", {"type": "array", "items": _object({"date": DATE, "note": TEXT})}),
    "kind": ("类型", {"enum": list(KINDS)}),
    "source": ("来源", MAYBE),
    "url": ("网址", {"type": "string", "format": "uri"}),
}


def sheaves(archive: Archive, stamps: Stamps, settings: Settings) -> Iterator[Sheaf]:
    """What describes the two files with every record, whatever they hold."""
    yield Sheaf(digest_of("open data"), ("json",), partial(_pages, settings))


def _pages(settings: Settings) -> Iterator[Page]:
    yield Page(routes.PLANS_SCHEMA, "json", _schema(settings))
    yield Page(routes.DATA_PACKAGE, "json", _package(settings))


def streams(archive: Archive, settings: Settings) -> Iterator[dict[str, bytes]]:
    """Every record as JSON, and as a table that Excel opens with its Chinese intact: what comes next in each file.

    In one piece they would take more memory than all else in a build.
    """
    before, _, after = json_of(_listed([{}], settings)).rpartition(b"{}")
    between = b"," + before[before.rindex(b"\n") :]
    heading = csv_of([[heading for heading, _ in FIELDS.values()]], begins=True)
    plans = archive.plans
    if not plans:
        yield {routes.PLANS_JSON: json_of(_listed([], settings)), routes.PLANS_CSV: heading}
        return
    for begin in range(0, len(plans), AT_ONCE):
        some = [record(plan, settings) for plan in plans[begin : begin + AT_ONCE]]
        listed = json_of(_listed(some, settings))[len(before) : -len(after)]
        table = csv_of(map(_cells, some))
        yield {
            routes.PLANS_JSON: (between if begin else before) + listed,
            routes.PLANS_CSV: table if begin else heading + table,
        }
    yield {routes.PLANS_JSON: after}


def _listed(records: list[dict[str, Any]], settings: Settings) -> dict[str, Any]:
    return {"schema": 1, "title": settings.title, "plans": records}


def _schema(settings: Settings) -> dict[str, Any]:
    """The JSON Schema of plans.json."""
    fields = {name: {"title": heading, **schema} for name, (heading, schema) in FIELDS.items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": settings.base_url + routes.PLANS_SCHEMA,
        **_object({"schema": {"const": 1}, "title": TEXT, "plans": {"type": "array", "items": _object(fields)}}),
    }


def _package(settings: Settings) -> dict[str, Any]:
    """The description of both files as a Frictionless Data Package."""
    columns = [
        {"name": heading, "type": "integer" if name == "year" else "string"} for name, (heading, _) in FIELDS.items()
    ]
    table = {
        "name": "plans-csv",
        "path": routes.PLANS_CSV,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "profile": "tabular-data-resource",
        "schema": {"fields": columns, "missingValues": [""]},
    }
    records = {
        "name": "plans-json",
        "path": routes.PLANS_JSON,
        "format": "json",
        "mediatype": "application/json",
        "encoding": "utf-8",
        "jsonSchema": routes.PLANS_SCHEMA,
    }
    about = {"name": "yaodian-plans", "title": settings.title, "profile": "data-package"}
    about |= {"description": settings.description} if settings.description else {}
    about |= {"homepage": settings.base_url} if settings.has_address else {}
    return {**about, "resources": [table, records]}


def record(plan: Plan, settings: Settings) -> dict[str, Any]:
    """The record of a plan as others read it: dates in ISO 8601 at their own precision, null where unknown."""
    published = () if plan.withdrawn else plan.files
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
                "url": _absolute(routes.attachment(plan.id, a.file), settings) if a.file in published else None,
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
        "year": str(row["year"]),
        "region": "/".join(row["region"]),
        "cc": "；".join(row["cc"]),
        "history": "；".join([" ".join(filter(None, (c["date"], c["note"]))) for c in row["history"]]),
        "attachments": "；".join([a["name"] for a in row["attachments"]]),
    }
    return [flat[name] or "" for name in FIELDS]
