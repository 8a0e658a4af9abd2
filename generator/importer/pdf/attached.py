"""The files attached to a PDF (ISO 32000-1 7.11.4) or to a mark on one of its pages, to be saved beside the plan."""

import ctypes
import itertools
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

import msgspec

from generator.importer.original import Embedded
from generator.importer.word.unpack import ending_of
from generator.names import fault_of_path, folded
from generator.problem import Problem, warning

_MOST, _LARGEST, _MOST_BYTES, _MOST_MARKS = 40, 50_000_000, 100_000_000, 2_000
_PLAIN = frozenset((".md", ".markdown"))  # text that must not lie beside a plan under these names: it would be one too


class Attached(msgspec.Struct, frozen=True):
    """The files, under names that may be published, and what is to be told of them."""

    files: tuple[Embedded, ...]
    problems: tuple[Problem, ...]


def read(document: Any) -> Attached:
    """The files of an open document in its order, each once; those beyond the bounds are only told."""
    files: dict[str, Embedded] = {}
    seen: set[tuple[str, bytes]] = set()
    problems: list[Problem] = []
    left, room = 0, _MOST_BYTES
    for name, size, handle in _handles(document):
        data = _data(handle, size) if 0 < size <= min(_LARGEST, room) and len(files) < _MOST else b""
        if not data:
            left += 1
        elif (name, data) not in seen:
            seen.add((name, data))
            room -= size
            beside = _beside(name, data, files)
            files[folded(beside)] = Embedded(beside, data)
            problems.append(_saved(name, beside))
    if left:
        hint = "请用 PDF 软件打开看看；要紧的，请另存出来，放在写好的文件旁边"
        problems.append(
            warning("pdf-attachment-left", f"PDF 里附带的文件有 {left} 个没有另存：太多、太大或者是空的", hint)
        )
    return Attached(tuple(files.values()), tuple(problems))


def _handles(document: Any) -> Iterator[tuple[str, int, Any]]:
    """The attachments of the document, then those of its pages while each is open: name, size in bytes, raw handle."""
    import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

    for n in range(min(pdfium.FPDFDoc_GetAttachmentCount(document.raw), _MOST_MARKS)):
        yield from _known(pdfium.FPDFDoc_GetAttachment(document.raw, n))
    for n in range(len(document)):
        page = document[n]
        try:
            for at in range(min(pdfium.FPDFPage_GetAnnotCount(page.raw), _MOST_MARKS)):
                mark = pdfium.FPDFPage_GetAnnot(page.raw, at)
                if mark and pdfium.FPDFAnnot_GetSubtype(mark) == pdfium.FPDF_ANNOT_FILEATTACHMENT:
                    yield from _known(pdfium.FPDFAnnot_GetFileAttachment(mark))
                pdfium.FPDFPage_CloseAnnot(mark)
        finally:
            page.close()


def _known(handle: Any) -> Iterator[tuple[str, int, Any]]:
    import pypdfium2.raw as pdfium

    if not handle:
        return
    size = ctypes.c_ulong()
    pdfium.FPDFAttachment_GetFile(handle, None, 0, size)
    length = pdfium.FPDFAttachment_GetName(handle, None, 0)
    name = ctypes.create_string_buffer(length)
    pdfium.FPDFAttachment_GetName(handle, ctypes.cast(name, ctypes.POINTER(pdfium.FPDF_WCHAR)), length)
    yield name.raw.decode("utf-16-le", "replace").rstrip("\0"), size.value, handle


def _data(handle: Any, size: int) -> bytes:
    """The bytes of an attachment; none where they can't be unpacked."""
    import pypdfium2.raw as pdfium

    data, length = ctypes.create_string_buffer(size), ctypes.c_ulong()
    read = pdfium.FPDFAttachment_GetFile(handle, data, size, length)
    return data.raw[: length.value] if read and length.value <= size else b""


def _beside(name: str, data: bytes, taken: dict[str, Embedded]) -> str:
    """The name to save a file under: its own where that may be published and is free, else a number."""
    own = PurePath(name.replace("\\", "/")).name
    ending = ".txt" if PurePath(own.lower()).suffix in _PLAIN and _is_text(data) else ending_of(data, own)
    names = itertools.chain((PurePath(own).stem + ending,), (f"embedded{n}{ending}" for n in itertools.count(1)))
    return next(wanted for wanted in names if _is_free(wanted, taken))


def _is_free(name: str, taken: dict[str, Embedded]) -> bool:
    """Whether a file may have the name: no page of the plan, no picture of it, none that is hidden or there already."""
    kept = name.startswith((".", "~", "_")) or folded(name).startswith(("index.", "image"))
    return not kept and not fault_of_path(name) and folded(name) not in taken


def _is_text(data: bytes) -> bool:
    try:
        return "\0" not in data.decode("utf-8")
    except UnicodeDecodeError:
        return False


def _saved(name: str, beside: str) -> Problem:
    what = f"“{name}”" if name.isprintable() and name not in ("", beside) else ""
    hint = "请打开看看；不能公开的，请把它删掉"
    if PurePath(name.lower()).suffix in _PLAIN and beside.endswith(".txt"):
        hint = "它可能就是这份文件的 Markdown 原文：是的话，改名为 .md，用它代替导入的这一份；不要的，请把它删掉"
    if beside.endswith(".bin"):
        hint = "看不出是什么文件：请用 PDF 软件打开它，另存一份来换下这个文件；不要的，把它删掉"
    return warning("pdf-attachment", f"PDF 里附带的文件{what}已另存为 {beside}，会作为附件发布", hint)
