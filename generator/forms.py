"""The forms of a page that need no layout: JSON, CSV and plain text."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from generator.plaintext import parts
from generator.plan import Body

Form = Callable[[Mapping[str, Any], Sequence[Body]], bytes]


def _json(data: Mapping[str, Any], bodies: Sequence[Body]) -> bytes:
    shown = {**data, "body": bodies[0].blocks} if bodies else data
    return msgspec.json.format(msgspec.json.encode(shown), indent=1) + b"\n"


def _csv(data: Mapping[str, Any], _: Sequence[Body]) -> bytes:
    """Comma-separated with a byte order mark and CRLF, which is what Excel needs to show Chinese."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(data["columns"])
    writer.writerows([_harmless(cell) for cell in row] for row in data["rows"])
    return out.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet takes for text: one beginning with =, +, - or @ would be run as a formula."""
    return "'" + cell if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _text(data: Mapping[str, Any], bodies: Sequence[Body]) -> bytes:
    """The document as plain text, its parts apart by an empty line."""
    return ("\n\n".join(part.text for part in parts(data["plan"], *bodies)) + "\n").encode()


FORMS: Mapping[str, Form] = {"json": _json, "csv": _csv, "text": _text}
