"""Pixels as a PNG picture (ISO/IEC 15948), and what they show."""

import struct
import zlib

import msgspec


class Pixels(msgspec.Struct, frozen=True, gc=False):
    """A picture in memory: rows from the top, in each pixel blue, green, red and how opaque it is, a byte each."""

    data: bytes
    width: int
    height: int

    @property
    def plain(self) -> bool:
        """Whether every pixel is the same."""
        return self.data == self.data[:4] * (self.width * self.height)

    @property
    def opaque(self) -> bool:
        """Whether nothing shines through."""
        return self.data[3::4] == b"\xff" * (self.width * self.height)


def png(pixels: Pixels) -> bytes:
    """The picture as a file: in grey where it has no colour, with opacity only where something shines through."""
    planes = [pixels.data[2::4], pixels.data[1::4], pixels.data[0::4]]
    if planes[0] == planes[1] == planes[2]:
        del planes[1:]
    grey = len(planes) == 1
    if not pixels.opaque:
        planes.append(pixels.data[3::4])
    kind = {(True, 1): 0, (False, 3): 2, (True, 2): 4, (False, 4): 6}[grey, len(planes)]
    wide = len(planes) * pixels.width
    mixed = bytearray(wide * pixels.height)
    for n, plane in enumerate(planes):
        mixed[n :: len(planes)] = plane
    packer = zlib.compressobj(6)
    rows = [packer.compress(b"\x00" + mixed[at : at + wide]) for at in range(0, len(mixed), wide)]
    head = struct.pack(">IIBBBBB", pixels.width, pixels.height, 8, kind, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", b"".join([*rows, packer.flush()])), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in parts)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(data, zlib.crc32(name)))
