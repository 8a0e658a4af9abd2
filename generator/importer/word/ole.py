"""Files of the old OLE kind (D0 CF 11 E0): which program wrote them, and whether a password locks them.

Word up to 2003 and WPS write such files, and so does Word for a .docx with a password (MS-CFB, MS-DOC 2.5.1,
MS-OFFCRYPTO 2.3).
"""

import itertools
from collections.abc import Iterator
from typing import Literal

import msgspec

from generator.problem import Problem, error

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
Kind = Literal["doc", "xls", "ppt", "works", "encrypted", "other"]

_ENTRY = 128
_SMALL = 64
_MOST_FOLDERS = 4_096  # sectors of the directory
_MOST_SECTORS = 110_000  # of 512 bytes: more than any original has
_TABLES = 109  # that the header itself names: enough for 7 MB
_END = 0xFFFFFFFA  # sectors from here on are marks, not places
_ENCRYPTED_FLAG = 0x0100
_WORD = (0xA5EC, 0xA5DC)  # Word 97 and later, Word 6 and 95


def is_ole(data: bytes) -> bool:
    """Whether the bytes begin as such a file does."""
    return data.startswith(MAGIC)


def kind_of(data: bytes) -> Kind:
    """What such a file holds; `encrypted` where it opens with a password only."""
    names = streams(data)
    if "encryptedpackage" in names:
        return "encrypted"
    if "worddocument" in names:
        head = content(data, "worddocument", 64)
        return "encrypted" if _number(head, 0, 2) in _WORD and _number(head, 10, 2) & _ENCRYPTED_FLAG else "doc"
    if names.keys() & {"workbook", "book"}:
        return "xls"
    if "powerpoint document" in names:
        return "ppt"
    return "works" if names.keys() & {"matost", "matmem", "contents"} else "other"


def refusal(data: bytes, name: str) -> Problem | None:
    """Why bytes that should be a .docx aren't, where their beginning tells; None for what begins as a ZIP file."""
    if data.startswith(b"PK"):
        return None
    if not data:
        return error("original-empty", "文件是空的", "请重新下载，或者向提供文件的人再要一份")
    if is_ole(data) and kind_of(data) == "encrypted":
        return locked(name)
    return error(
        "original-unknown",
        "这不是 Word 文档，只是扩展名写成了 .docx",
        "请在 Word 或 WPS 里试着打开，另存为 .docx，再导入",
    )


def locked(name: str) -> Problem:
    """The problem of a file with a password."""
    return error(
        "original-locked",
        f"“{name}”有密码，打不开",
        "请在 Word 或 WPS 里输入密码打开，去掉密码（文件→信息→保护文档），另存为 .docx，再导入",
    )


class Stream(msgspec.Struct, frozen=True, gc=False):
    """Where a stream lies: its first sector, how many bytes it has, and where the store of small ones begins if it lies
    there (0 otherwise)."""

    start: int
    length: int
    store: int = 0


def streams(data: bytes) -> dict[str, Stream]:
    """The streams by their names in small letters; empty for what is no such file."""
    if len(data) < 512 or not is_ole(data):
        return {}
    size = _sector(data)
    least = _number(data, 56)  # shorter streams lie in the store of small ones, which belongs to the first entry
    found: dict[str, Stream] = {}
    store = _END
    for sector in itertools.islice(_chain(data, size, _number(data, 48)), _MOST_FOLDERS):
        for at in range((sector + 1) * size, min((sector + 2) * size, len(data) - _ENTRY + 1), _ENTRY):
            length, start, many = _number(data, at + 64, 2), _number(data, at + 116), _number(data, at + 120)
            if not 2 <= length <= 64:
                continue
            store = start if not found else store
            name = data[at : at + length - 2].decode("utf-16-le", "replace").lower()
            found[name] = Stream(start, many, store if many < least else 0)
    return found


def content(data: bytes, name: str, most: int) -> bytes:
    """The bytes of a stream, at most so many; what a damaged file doesn't hold is missing."""
    stream = streams(data).get(name)
    if stream is None or stream.start >= _END:
        return b""
    size, most = _sector(data), min(stream.length or most, most)  # a length of 0 is seen in the wild
    if not stream.store:
        many = -(-most // size)
        return b"".join(_at(data, size, n) for n in itertools.islice(_chain(data, size, stream.start), many))[:most]
    store = b"".join(_at(data, size, n) for n in _chain(data, size, stream.store))
    small = _number(data, 60)  # the table of the store, of which each entry names the next piece
    table = b"".join(_at(data, size, n) for n in _chain(data, size, small))
    parts: list[bytes] = []
    piece = stream.start
    while len(parts) * _SMALL < most:
        parts.append(store[piece * _SMALL : (piece + 1) * _SMALL])
        if 4 * piece >= len(table):
            break
        piece = _number(table, 4 * piece)
    return b"".join(parts)[:most]


def _sector(data: bytes) -> int:
    return 1 << max(9, min(_number(data, 30, 2), 12))


def _at(data: bytes, size: int, sector: int) -> bytes:
    return data[(sector + 1) * size : (sector + 2) * size]


def _chain(data: bytes, size: int, sector: int) -> Iterator[int]:
    """The sectors of a stream, by the tables of sectors."""
    per_table, last = size // 4, len(data) // size
    for _ in range(_MOST_SECTORS):
        if sector >= last:
            return
        yield sector
        table, place = divmod(sector, per_table)
        sector = _number(data, (_table(data, size, table) + 1) * size + 4 * place)


def _table(data: bytes, size: int, table: int) -> int:
    """The sector of a table: the header names the first, a chain of lists the others."""
    if table < _TABLES:
        return _number(data, 76 + 4 * table)
    per_list = size // 4 - 1
    lists, place = divmod(table - _TABLES, per_list)
    sector = _number(data, 68)
    for _ in range(lists):
        sector = _number(data, (sector + 1) * size + 4 * per_list)
    return _number(data, (sector + 1) * size + 4 * place)


def _number(data: bytes, at: int, length: int = 4) -> int:
    return int.from_bytes(data[at : at + length], "little")
