"""The forms that need no layout: of a page JSON and plain text, of a list of records JSON and CSV."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec

from generator.plaintext import parts
from generator.plan import Body

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a cell beginning with one would be run by a spreadsheet
Form = Callable[[Mapping[str, Any], Sequence[Body]], bytes]


def _json(data: Mapping[str, Any], bodies: Sequence[Body]) -> bytes:
    shown = {**data, "body": bodies[0].blocks} if bodies else data
    return json_of(shown)


def json_of(data: Mapping[str, Any]) -> bytes:
    """JSON for people too: indented, with a line end."""
    return msgspec.json.format(msgspec.json.encode(data), indent=1) + b"\n"


def csv_of(rows: Iterable[Sequence[str]], *, begins: bool = False) -> bytes:
    """Comma-separated with CRLF and, where the file begins, a byte order mark: what Excel needs to show Chinese."""
    out = io.StringIO()
    harmless = (["'" + cell if cell.startswith(_FORMULA) else cell for cell in row] for row in rows)
    csv.writer(out, lineterminator="\r\n").writerows(harmless)
    return out.getvalue().encode("utf-8-sig" if begins else "utf-8")


def _text(data: Mapping[str, Any], bodies: Sequence[Body]) -> bytes:
    """The document as plain text, its parts apart by an empty line."""
    return ("\n\n".join(part.text for part in parts(data["plan"], *bodies)) + "\n").encode()


FORMS: Mapping[str, Form] = {"json": _json, "text": _text}
