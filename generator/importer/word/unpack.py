"""The file in an object that another program put into a Word document, as that program would open it.

Word keeps such objects as OLE files (oleObject1.bin): the file of an old Office program itself, or one wrapped around
any other file (MS-OLEDS 2.3.6, the stream Ole10Native), or around one of a newer Office (the stream Package).
"""

import io
import zipfile
from pathlib import PurePath

from generator.importer.word import ole

_OFFICE = {"word/": ".docx", "xl/": ".xlsx", "ppt/": ".pptx", "content.xml": ".odt", "OFD.xml": ".ofd"}
_OLD = {"doc": ".doc", "xls": ".xls", "ppt": ".ppt", "works": ".wps"}
_STARTS = {b"%PDF-": ".pdf", b"\x89PNG": ".png", b"\xff\xd8\xff": ".jpg", b"GIF8": ".gif", b"Rar!": ".rar"}
_KNOWN = frozenset(
    (*_OFFICE.values(), *_OLD.values(), *_STARTS.values(), ".zip", ".txt", ".csv", ".rtf", ".et", ".dps")
)
_FORMULA = "equation native"


def unpacked(data: bytes, most: int) -> tuple[str, bytes] | None:
    """The ending of the file in an object, and the file, at most so many bytes; None for a formula.

    What no program is known for is the object as it is, under the ending .bin.
    """
    streams = ole.streams(data)
    if _FORMULA in streams:
        return None
    if inner := ole.content(data, "package", most) or ole.content(data, "contents", most):
        return (ending, inner) if (ending := _ending(inner)) else (".bin", data)
    if wrapped := ole.content(data, "\x01ole10native", most):
        name, inner = _wrapped(wrapped)
        ending = ending_of(inner, name)
        return (ending, inner) if ending != ".bin" and inner else (".bin", data)
    return _ending(data) or ".bin", data


def ending_of(data: bytes, name: str) -> str:
    """What a file is called by its bytes, else by its own name where that is harmless; .bin where neither tells."""
    suffix = PurePath(name.lower()).suffix
    return _ending(data) or (suffix if suffix in _KNOWN else ".bin")


def _ending(data: bytes) -> str:
    """What a file is called by its bytes; empty where they don't tell."""
    if ole.is_ole(data):
        return _OLD.get(ole.kind_of(data), "")
    if data.startswith(b"PK"):
        try:
            names = zipfile.ZipFile(io.BytesIO(data)).namelist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            return ""
        return next((e for start, e in _OFFICE.items() if any(n.startswith(start) for n in names)), ".zip")
    return next((ending for start, ending in _STARTS.items() if data.startswith(start)), "")


def _wrapped(data: bytes) -> tuple[str, bytes]:
    """The name of a wrapped file, and the file: size, kind, label, path, kind, length and path again, length, bytes."""
    at = 6
    label, at = _string(data, at)
    path, at = _string(data, at)
    at += 4
    at += 4 + int.from_bytes(data[at : at + 4], "little")
    length = int.from_bytes(data[at : at + 4], "little")
    name = label if PurePath(label).suffix else path.replace("\\", "/")
    return name, data[at + 4 : at + 4 + length]


def _string(data: bytes, at: int) -> tuple[str, int]:
    """The text that ends with a zero, in the code page of Chinese Windows, and where it ends."""
    end = data.find(b"\0", at)
    end = end if end >= 0 else len(data)
    return data[at:end].decode("gb18030", "replace"), end + 1
