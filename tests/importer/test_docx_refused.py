"""What is no Word document, is broken, empty, locked or made to harm: refused with the reason, and soon."""

import time

import pytest
import wordfile as w
from wordfile import document, p

from generator.importer.word.docx import read
from generator.importer.word.ole import MAGIC

ENTITIES = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "哈哈哈哈"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
DEEP = f"<w:document {w.SPACES}><w:body>" + "<w:sdt><w:sdtContent>" * 5000
DEEP += "</w:sdtContent></w:sdt>" * 5000 + "</w:body></w:document>"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "original-empty"),
        (b"PK\x03\x04 broken", "original-broken"),
        (document(p("正文"))[:-60], "original-broken"),
        (w.zipped({"word/document.xml": b"<w:document"}), "original-broken"),
        (w.zipped({"a.txt": b"a"}), "original-broken"),
        (w.zipped({"word/document.xml": ENTITIES.encode()}), "original-broken"),
        (w.zipped({"word/document.xml": ENTITIES.encode("utf-16")}), "original-broken"),
        (w.zipped({"word/document.xml": DEEP.encode()}), "original-broken"),
        (w.zipped({"word/document.xml": b"<x/>"}), "original-unknown"),
        (w.zipped({"word/document.xml": b"<x>" + b" " * (60 << 20) + b"</x>"}), "original-too-large"),
        (w.zipped({"word/document.xml": b"<x>" + b"<y/>" * (3 << 20) + b"</x>"}), "original-too-large"),
        (w.zipped({f"{n}": b"" for n in range(6000)}), "original-too-large"),
        (document(""), "original-empty"),
        (document(p("　 \u200b")), "original-empty"),
        (b"<html>", "original-unknown"),
        (MAGIC + bytes(600), "original-unknown"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_is_refused_with_the_reason_and_soon(data: bytes, code: str) -> None:
    before = time.perf_counter()
    original = read(data, "a.docx")
    assert (original.paragraphs, [problem.code for problem in original.problems]) == ((), [code])
    assert original.problems[0].hint
    assert time.perf_counter() - before < 5


def test_a_lie_about_the_size_is_seen_through() -> None:
    data = bytearray(w.zipped({"word/document.xml": b"<x>" + b" " * (60 << 20) + b"</x>"}))
    at = data.rindex(b"PK\x01\x02") + 24
    data[at : at + 4] = (100).to_bytes(4, "little")
    assert read(bytes(data), "a.docx").problems[0].code in ("original-broken", "original-too-large")
