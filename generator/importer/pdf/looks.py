"""How a line of PDF looks: red as a red head (红头) is, or bold."""

import ctypes
from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from generator.importer.pdf.lines import PdfLine

_BOLD = ("bold", "heavy", "black", "simhei", "heiti", "xbs", "小标宋", "黑体", "medium")


def looked_at(lines: Sequence[PdfLine], textpage: Any) -> list[PdfLine]:
    """The lines with the look of their first character, as the open text page has it."""
    looked = []
    for line in lines:
        red, bold = _is_red(textpage, line.first), _is_bold(textpage, line.first)
        looked.append(replace(line, red=red, bold=bold) if red or bold else line)
    return looked


def _is_red(textpage: Any, index: int) -> bool:
    import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

    red, green, blue, opaque = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFText_GetFillColor(textpage, index, red, green, blue, opaque):
        return False
    return red.value > 150 and green.value < 90 and blue.value < 90


def _is_bold(textpage: Any, index: int) -> bool:
    import pypdfium2.raw as pdfium

    if pdfium.FPDFText_GetFontWeight(textpage, index) >= 600:
        return True
    name, flags = ctypes.create_string_buffer(200), ctypes.c_int()
    length = pdfium.FPDFText_GetFontInfo(textpage, index, name, 200, flags)
    font = name.raw[: max(0, min(length, 200) - 1)].decode("utf-8", "replace").lower()
    return any(word in font for word in _BOLD)
