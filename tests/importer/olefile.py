"""OLE files written by hand (MS-CFB): no tool writes the objects that other programs leave in a Word document."""

import struct
from collections.abc import Mapping

_NONE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(streams: Mapping[str, bytes]) -> bytes:
    """An OLE file with these streams; those below 4096 bytes lie in the store of small ones, as in a file of Word."""
    sectors: list[bytes] = []
    table: list[int] = []

    def put(data: bytes) -> int:
        """Its first sector."""
        start = len(sectors)
        parts = [data[i : i + 512].ljust(512, b"\0") for i in range(0, len(data), 512)]
        sectors.extend(parts)
        table.extend([*range(start + 1, start + len(parts)), _END] if parts else [])
        return start if parts else _END

    store, links, entries = b"", list[int](), list[bytes]()
    for name, data in streams.items():
        if len(data) >= 4096:
            entries.append(_entry(name, 2, put(data), len(data)))
            continue
        first, pieces = len(links), -(-len(data) // 64)
        links += [*range(first + 1, first + pieces), _END] if pieces else []
        store += data.ljust(pieces * 64, b"\0")
        entries.append(_entry(name, 2, first if pieces else _END, len(data)))
    small = put(struct.pack(f"<{len(links)}I", *links))
    entries.insert(0, _entry("Root Entry", 5, put(store), len(store)))
    folder = put(b"".join(entries))
    table.append(_TABLE)
    assert len(table) <= 128, "one sector of table is enough for a test"
    sectors.append(struct.pack("<128I", *table, *[_NONE] * (128 - len(table))))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header = header.ljust(44, b"\0") + struct.pack("<IIII", 1, folder, 0, 4096)
    header += struct.pack("<IIII", small, 1, _END, 0) + struct.pack("<109I", len(sectors) - 1, *[_NONE] * 108)
    return header + b"".join(sectors)


def _entry(name: str, kind: int, start: int, length: int) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    head = raw.ljust(64, b"\0") + struct.pack("<HBBIII", len(raw), kind, 1, _NONE, _NONE, _NONE)
    return head.ljust(116, b"\0") + struct.pack("<IIxxxx", start, length)


def wrapped(label: str, data: bytes) -> bytes:
    """The stream Ole10Native around a file of this name."""
    name = label.encode("gb18030") + b"\0"
    path = b"C:\\" + name
    inner = b"\2\0" + name + path + b"\0\0\3\0" + struct.pack("<I", len(path)) + path
    inner += struct.pack("<I", len(data)) + data + b"\0\0"
    return struct.pack("<I", len(inner)) + inner
