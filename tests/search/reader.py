"""A reader of the index, as plain as can be: what the files say, and which documents hold a query."""

import json
import re
from base64 import b64decode
from functools import cached_property
from pathlib import Path
from typing import Any

from generator.search.normal import normal_form

FIELDS = ("all", "number", "title", "heading", "issuer", "place")
Found = set[tuple[str, int]]


class Index:
    """The index below the folder `site`/search."""

    def __init__(self, site: Path) -> None:
        self.folder = site / "search"
        self.start = self.read("start")

    def read(self, name: str) -> Any:
        """The value of the file `name`."""
        text = (self.folder / f"{name}.js").read_text("utf-8")
        value = re.fullmatch(r'yaodian\("([^"]*)",(.*)\)\n', text, re.DOTALL)
        assert value, name
        assert value[1] == name
        return json.loads(value[2])

    def sets(self, segment: dict[str, Any], term: str) -> dict[str, set[int]]:
        """The documents of a term in a segment by field; a ^ is before three or four characters."""
        mark = fnv(term[1:]) >> 24
        term = slot(term[1:]) if term[0] == "^" else term
        shard = self.read(f"g/{segment['name']}/{fnv(term) % segment['buckets']:04x}")
        codes = shard.get(term, "").split(".")
        return {field: decoded(code, segment["docs"], mark) for field, code in zip(FIELDS, codes, strict=False)}

    def holding(self, term: str, field: str = "all") -> Found:
        """The documents that have a term, as segment and number."""
        return {
            (segment["name"], doc)
            for segment in self.start["segments"]
            for doc in self.sets(segment, term).get(field, ())
        }

    def candidates(self, query: str, field: str = "all") -> Found:
        """The documents that have every pair of the query, or its one character."""
        text = normal_form(query)
        terms = {text[n : n + 2] for n in range(len(text) - 1)} or {text}
        terms |= {f"^{text[n : n + size]}" for size in (3, 4) for n in range(len(text) - size + 1)}
        return set.intersection(*(self.holding(term, field) for term in terms))

    @cached_property
    def texts(self) -> dict[tuple[str, int], dict[str, Any]]:
        """Every document as its file shows it, the parts of its further files with the others."""
        found = {}
        for segment in self.start["segments"]:
            for doc in range(segment["docs"]):
                name = f"t/{segment['name']}/{doc}"
                shown = self.read(name)
                for n in range(1, shown.get("more", 0) + 1):
                    shown["parts"] += self.read(f"{name}-{n}")
                found[segment["name"], doc] = shown
        return found

    @cached_property
    def haystacks(self) -> dict[tuple[str, int], str]:
        """The normal form of each document's text."""
        return {doc: "".join(normal_form(text) for _, _, text in shown["parts"]) for doc, shown in self.texts.items()}

    def truth(self, query: str) -> Found:
        """The documents in whose text the query stands."""
        return {doc for doc, text in self.haystacks.items() if normal_form(query) in text}


def slot(chars: str) -> str:
    """The term of three or four neighbouring characters."""
    return f"^{fnv(chars) & 0x3FFFF:05x}"


def fnv(term: str) -> int:
    """FNV-1a with 32 bits over UTF-16, low bytes first."""
    value = 2166136261
    for byte in term.encode("utf-16-le"):
        value = (value ^ byte) * 16777619 & 0xFFFFFFFF
    return value


def decoded(code: str, docs: int, mark: int = 0) -> set[int]:
    """The documents of a coded set, of `docs` in all; where they have marks, those with this one."""
    if not code or code == "*":
        return set(range(docs)) if code else set()
    data = b64decode(code[1:] + "=" * (-len(code[1:]) % 4), validate=True)
    if code[0] == "b":
        return {8 * n + bit for n, byte in enumerate(data) for bit in range(8) if byte >> bit & 1}
    numbers = varints(data)
    found, at = set(), 0
    if code[0] in "df":
        for number in numbers:
            at += number
            found.add(at)
        return found if code[0] == "d" else {number >> 8 for number in found if number & 255 == mark}
    assert code[0] == "r"
    for gap, length in zip(numbers[::2], numbers[1::2], strict=True):
        found |= set(range(at + gap, at + gap + length))
        at += gap + length
    return found


def varints(data: bytes) -> list[int]:
    """The numbers in `data`, 7 bits a byte, the low ones first."""
    numbers, number, shift = [], 0, 0
    for byte in data:
        number |= (byte & 127) << shift
        shift += 7
        if not byte & 128:
            numbers.append(number)
            number, shift = 0, 0
    assert not shift
    return numbers
