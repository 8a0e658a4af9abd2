"""Traditional characters: the recognition looks at a simplified shadow of every row, and gives what is printed.

The shadow has a character for each of the original's, so that a value which was found in it can be read off from the
original at the same place. Nothing of it is ever written.
"""

import functools
import re
from collections.abc import Sequence

import msgspec

from generator.importer.draft import Field
from generator.importer.recognise.rows import Row
from generator.importer.recognise.simple import simple

_QUOTED = re.compile("“([^“”]+)”")
_AS_NORMAL = ("doc_number", "date", "year", "region", "print_date")  # values in a form of their own


def as_printed(fields: dict[str, Field], rows: Sequence[Row], *others: str) -> dict[str, Field]:
    """The fields with their values as the rows, or the `others` (the title of a page, a label), print them."""
    texts = ["".join(row.paragraph.text.split()) for row in rows] + ["".join(other.split()) for other in others]
    printed = "".join(texts)
    shadow = simple(printed)
    if shadow == printed:
        return fields
    starts: dict[int, int] = {}
    at = 0
    for row, text in zip(rows, texts, strict=False):
        starts.setdefault(row.line, at)
        at += len(text)
    return {name: _field(name, field, shadow, printed, starts.get(field.line, 0)) for name, field in fields.items()}


def _field(name: str, field: Field, shadow: str, printed: str, near: int) -> Field:
    restore = functools.partial(_restored, shadow=shadow, printed=printed, near=near)
    note = _QUOTED.sub(lambda found: f"“{restore(found[1])}”", field.note)
    if name == "doc_number" and isinstance(field.value, str):
        code = field.value.partition("〔")[0]
        value: str | tuple[str, ...] = restore(code) + field.value[len(code) :]
    elif name == "source" and isinstance(field.value, str):
        named, opened, rest = field.value.partition("（")
        value = field.value if named == "网页" else restore(named) + opened + rest
    elif name in _AS_NORMAL:
        return msgspec.structs.replace(field, note=note)
    else:
        value = restore(field.value) if isinstance(field.value, str) else tuple(map(restore, field.value))
    return msgspec.structs.replace(field, value=value, alternatives=tuple(map(restore, field.alternatives)), note=note)


def _restored(value: str, *, shadow: str, printed: str, near: int) -> str:
    """A value with each character as printed where the longest parts of it stand, at or behind `near` if they can."""
    tight = "".join(value.split())
    out = ""
    while len(out) < len(tight):
        rest = tight[len(out) :]
        low, high = 0, len(rest)  # of the longest beginning of the rest that stands somewhere
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if rest[:middle] in shadow else (low, middle - 1)
        at = shadow.find(rest[:low], near)
        at = at if at >= 0 else shadow.find(rest[:low])
        out += printed[at : at + low] if low else rest[0]
    characters = iter(out)
    return "".join(c if c.isspace() else next(characters) for c in value)
