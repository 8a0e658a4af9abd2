"""Files of the old OLE kind (D0 CF 11 E0): which program wrote them, and whether a password locks them.

Word up to 2003 and WPS write such files, and so does Word for a .docx with a password (MS-CFB, MS-DOC 2.5.1,
MS-OFFCRYPTO 2.3).
"""

import itertools
from collections.abc import Iterator
from typing import Literal

from generator.problem import Problem, error

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
Kind = Literal["doc", "xls", "ppt", "works", "encrypted", "other"]

_ENTRY = 128
_SMALL = 64
_MOST_SECTORS = 4_096
_TABLES = 109  # that the header itself names: enough for 7 MB
_END = 0xFFFFFFFA  # sectors from here on are marks, not places
_ENCRYPTED_FLAG = 0x0100
_WORD = (0xA5EC, 0xA5DC)  # Word 97 and later, Word 6 and 95


def is_ole(data: bytes) -> bool:
    """Whether the bytes begin as such a file does."""
    return data.startswith(MAGIC)


def kind_of(data: bytes) -> Kind:
    """What such a file holds; `encrypted` where it opens with a password only."""
    streams = _streams(data)
    names = {name.lower() for name in streams}
    if "encryptedpackage" in names:
        return "encrypted"
    if "worddocument" in names:
        head = next(start for name, start in streams.items() if name.lower() == "worddocument")
        return "encrypted" if _number(head, 0, 2) in _WORD and _number(head, 10, 2) & _ENCRYPTED_FLAG else "doc"
    if names & {"workbook", "book"}:
        return "xls"
    if "powerpoint document" in names:
        return "ppt"
    return "works" if names & {"matost", "matmem", "contents"} else "other"


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


def _streams(data: bytes) -> dict[str, bytes]:
    """The names in the directory, each with the first bytes of its stream."""
    if len(data) < 512:
        return {}
    size = 1 << max(9, min(_number(data, 30, 2), 12))
    least = _number(data, 56)  # shorter streams lie in the store of small ones, which belongs to the first entry
    found: dict[str, bytes] = {}
    store = _END
    for sector in _chain(data, size, _number(data, 48)):
        for at in range((sector + 1) * size, min((sector + 2) * size, len(data) - _ENTRY + 1), _ENTRY):
            length, start, many = _number(data, at + 64, 2), _number(data, at + 116), _number(data, at + 120)
            if not 2 <= length <= 64:
                continue
            store = start if not found else store
            where = (start + 1) * size if many >= least else _small(data, size, store, start)
            name = data[at : at + length - 2].decode("utf-16-le", "replace")
            found[name] = data[where : where + 64] if start < _END and where else b""
    return found


def _small(data: bytes, size: int, store: int, start: int) -> int:
    """Where a stream in the store of small ones begins; 0 where it can't be found."""
    sector = next(itertools.islice(_chain(data, size, store), start * _SMALL // size, None), None)
    return 0 if sector is None else (sector + 1) * size + start * _SMALL % size


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
