"""How to cite a plan: 引用本文 after GB/T 7714-2015, and the records that reference managers take.

The records are carried by the page itself, as data: addresses, so that they need no further file and can be saved from
a page opened from a USB stick.
"""

import json
from typing import Any

import msgspec

from generator import routes
from generator.plan import Plan
from generator.settings import Settings


class Record(msgspec.Struct, frozen=True):
    """One form of the citation to save: its name, the name of the file, and the file as a data: address."""

    label: str
    file: str
    href: str


def cite(plan: Plan, settings: Settings) -> dict[str, Any]:
    """`before` and `after` the date on which a reader looks, which GB/T 7714-2015 asks for, and the `records`.

    A document is of type A (档案), online where the archive knows its address.
    """
    address = settings.base_url + routes.href(plan.url) if settings.has_address else ""
    name = f"{plan.title}: {plan.doc_number}" if plan.doc_number else plan.title
    date = f". ({plan.date.iso})" if plan.date else f". ({plan.year})"
    return {
        "before": f"{plan.issuer}. {name}[{'A/OL' if address else 'A'}]{date}",
        "after": f". {address}." if address else ".",
        "records": [
            _record("BibTeX", f"{plan.id}.bib", "application/x-bibtex", _bibtex(plan, address)),
            _record("RIS", f"{plan.id}.ris", "application/x-research-info-systems", _ris(plan, address)),
            _record("CSL-JSON", f"{plan.id}.csl.json", "application/json", _csl(plan, address)),
        ],
    }


def _record(label: str, file: str, kind: str, text: str) -> Record:
    return Record(label, file, f"data:{kind};charset=utf-8,{routes.quoted(text)}")


def _bibtex(plan: Plan, address: str) -> str:
    """Doubled braces keep the organ's name whole."""
    fields = {
        "author": f"{{{_plain(plan.issuer)}}}",
        "title": _plain(plan.title),
        "number": _plain(plan.doc_number),
        "year": str(plan.date.year if plan.date else plan.year),
        "month": str(plan.date.month) if plan.date and plan.date.month else "",
        "type": "公文",
        "institution": _plain(plan.issuer),
        "url": address,
        "language": "chinese",
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@techreport{{{plan.id},\n" + ",\n".join(lines) + "\n}\n"


def _plain(text: str) -> str:
    return text.translate({ord(c): f"\\{c}" for c in "&%$#_"} | {ord(c): None for c in "{}\\"})


def _ris(plan: Plan, address: str) -> str:
    date = plan.date
    parts = {
        "TY": "GOVDOC",
        "ID": plan.id,
        "AU": plan.issuer,
        "TI": plan.title,
        "M1": plan.doc_number,
        "PY": str(date.year if date else plan.year),
        "DA": "/".join([f"{date.year}", *(f"{n:02}" for n in (date.month, date.day) if n)]) if date else "",
        "PB": plan.issuer,
        "LA": "zh-CN",
        "UR": address,
    }
    lines = [f"{tag}  - {value}" for tag, value in parts.items() if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def _csl(plan: Plan, address: str) -> str:
    date = plan.date
    issued = [n for n in (date.year, date.month, date.day) if n] if date else [plan.year]
    item = {
        "id": plan.id,
        "type": "report",
        "genre": "公文",
        "title": plan.title,
        "author": [{"literal": plan.issuer}],
        "publisher": plan.issuer,
        "number": plan.doc_number,
        "issued": {"date-parts": [issued]},
        "language": "zh-CN",
        "URL": address,
    }
    return json.dumps([{name: value for name, value in item.items() if value}], ensure_ascii=False)
