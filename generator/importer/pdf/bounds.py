"""What a PDF may unpack to, before a library is asked to read it."""

import zlib

from generator.problem import Problem, error

MOST_BYTES, MOST_UNPACKED = 100_000_000, 300_000_000


def too_large(data: bytes) -> Problem | None:
    """A file that is too large, or whose packed streams would be: measured without keeping what is unpacked."""
    if len(data) > MOST_BYTES:
        hint = "请用 PDF 软件压缩，或者只留下要点的那几页"
        return error("original-too-large", "PDF 太大（超过 100 MB），没有读", hint)
    total, place = 0, data.find(b"stream")
    while place >= 0:
        start = place + 6
        start += 2 if data[start : start + 2] == b"\r\n" else 1
        if data[start : start + 1] in b"xhHX" and data[start : start + 1]:
            total += _unpacked(data, start, MOST_UNPACKED - total)
        if total >= MOST_UNPACKED:
            hint = "文件可能是坏的或者有害的；请用原来的 Word 文件导入"
            return error("original-too-large", "这个 PDF 解开以后太大，为了安全没有读", hint)
        end = data.find(b"endstream", start)
        place = data.find(b"stream", end + 9) if end >= 0 else -1
    return None


def _unpacked(data: bytes, start: int, most: int) -> int:
    """How many bytes the stream at `start` unpacks to; stops at `most`."""
    unpacker, size = zlib.decompressobj(), 0
    rest: bytes = data[start : start + 65536]
    end = start + len(rest)
    try:
        while rest and size < most and not unpacker.eof:
            size += len(unpacker.decompress(rest, 1 << 20))
            rest = unpacker.unconsumed_tail
            if not rest:
                rest = data[end : end + 65536]
                end += len(rest)
    except zlib.error:
        pass
    return size
