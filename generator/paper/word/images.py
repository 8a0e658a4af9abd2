"""What a picture is and how large, in pixels, from its first bytes."""

import struct

_SIZES_OF_JPEG = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}


def kind_of(data: bytes) -> str:
    """Which of png, jpeg and gif these bytes are; "" for what Word does not show everywhere, or is damaged."""
    return next((kind for kind, (start, _) in _READERS.items() if data.startswith(start) and size_of(data)), "")


def size_of(data: bytes) -> tuple[int, int] | None:
    """The width and height in pixels; None where the bytes don't tell."""
    for start, read in _READERS.values():
        if data.startswith(start):
            try:
                width, height = read(data)
            except (struct.error, IndexError):
                return None
            return (width, height) if width and height else None
    return None


def _png(data: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def _gif(data: bytes) -> tuple[int, int]:
    width, height = struct.unpack("<HH", data[6:10])
    return width, height


def _jpeg(data: bytes) -> tuple[int, int]:
    at = 2
    while True:
        mark, kind, length = struct.unpack(">BBH", data[at : at + 4])
        if mark != 0xFF:
            return 0, 0
        if kind in _SIZES_OF_JPEG:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + length


_READERS = {"png": (b"\x89PNG\r\n\x1a\n", _png), "jpeg": (b"\xff\xd8\xff", _jpeg), "gif": (b"GIF8", _gif)}
