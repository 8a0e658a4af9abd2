"""The characters of a page of PDF, each with its place: what PDFium reads, made upright."""

import ctypes
import math
import unicodedata
from collections import Counter
from itertools import pairwise
from statistics import median
from typing import Any

import msgspec

MOST_GLYPHS = 20_000  # of one page; a dense page of A4 has 3,000
# Radicals that fonts give instead of the character that looks the same; those of 2F00–2FD5 map by NFKC.
_RADICALS = str.maketrans(
    "⺁⺅⺌⺝⺟⺠⺢⺨⺮⺶⺼⻁⻄⻅⻆⻉⻋⻌⻏⻑⻓⻔⻖⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻫⻬⻮⻰⻳",
    "厂亻小月母民氺犭竹羊月虎西见角贝车辶阝長长门阝青页风飞食马骨鬼鱼鸟卤麦黄齐齐齿龙龟",
)
_MAPPED = (range(0x2E80, 0x2FE0), range(0xF900, 0xFB00), range(0xFB00, 0xFB07))
_BLANK = frozenset(" \t\r\n\x0b\x0c\xa0\u3000\u2028\u2029\u200b\u200c\u200d\u2060\ufeff\xad\x00\x1f")
_HYPHENS = {0x02: "-", 0xFFFE: "-"}


class Glyph(msgspec.Struct, gc=False):
    """One character as printed. x runs to the right, y upwards, in points of the upright page; y is the base line.

    `spaced` says that the file has a blank before it.
    """

    text: str
    x0: float
    x1: float
    y: float
    height: float
    spaced: bool
    index: int


class Page(msgspec.Struct):
    """The characters of one page and its size. `aslant` are those printed at another angle: a watermark (水印)."""

    glyphs: list[Glyph]
    aslant: list[Glyph]
    width: float
    height: float
    mapped: int
    turned: bool


def too_many(textpage: Any) -> bool:
    """Whether a page has more characters than any document."""
    import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

    return bool(pdfium.FPDFText_CountChars(textpage) > MOST_GLYPHS)


def page_of(textpage: Any, width: float, height: float) -> Page:
    """The characters of an open text page in the order of the file; blanks are gone, but noted."""
    import pypdfium2.raw as pdfium

    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    found: list[tuple[Glyph, int]] = []
    spaced, mapped, high = False, 0, 0
    for i in range(pdfium.FPDFText_CountChars(textpage)):
        code = pdfium.FPDFText_GetUnicode(textpage, i)
        text = _HYPHENS.get(code) or chr(code)
        if text in _BLANK:
            spaced = spaced or (code in (0x20, 0xA0, 0x3000, 9) and pdfium.FPDFText_IsGenerated(textpage, i) != 1)
            continue
        if 0xD800 <= code < 0xE000:  # where wchar_t has 16 bits
            if code < 0xDC00:
                high = code
                continue
            text = chr(0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)) if high else "\ufffd"
            high = 0
        elif any(code in part for part in _MAPPED):
            text, mapped = unicodedata.normalize("NFKC", text.translate(_RADICALS)), mapped + 1
        pdfium.FPDFText_GetLooseCharBox(textpage, i, box)
        pdfium.FPDFText_GetCharOrigin(textpage, i, x, y)
        angle = round(math.degrees(pdfium.FPDFText_GetCharAngle(textpage, i))) % 360
        glyph = Glyph(text, box.left, box.right, y.value, abs(box.top - box.bottom), spaced, i)
        if angle in (90, 270):
            glyph.x0, glyph.x1, glyph.y = box.bottom, box.top, x.value
            glyph.height = abs(box.right - box.left)
        found.append((glyph, angle))
        spaced = False
    return _upright(found, width, height, mapped)


def _upright(found: list[tuple[Glyph, int]], width: float, height: float, mapped: int) -> Page:
    """Turn the page so that most of its text is upright; what stands at another angle is apart."""
    main = Counter(angle for _, angle in found).most_common(1)[0][0] if found else 0
    glyphs = [glyph for glyph, angle in found if abs(angle - main) <= 2 or abs(angle - main) >= 358]
    aslant = [glyph for glyph, angle in found if 2 < abs(angle - main) < 358]
    if main in (90, 270, 180):
        for glyph in glyphs:
            if main == 90:  # the text runs down the page, its top is at the right
                glyph.x0, glyph.x1 = -glyph.x1, -glyph.x0
            elif main == 270:  # up the page, its top at the left
                glyph.y = width - glyph.y
            else:
                glyph.x0, glyph.x1, glyph.y = -glyph.x1, -glyph.x0, height - glyph.y
        return Page(glyphs, aslant, height, width, mapped, True)
    if _is_vertical(glyphs):
        size, base = median(glyph.x1 - glyph.x0 for glyph in glyphs), 0.0
        for glyph in glyphs:
            centre = (glyph.x0 + glyph.x1) / 2
            base = base if abs(centre - base) < 0.8 * size else centre  # punctuation stands aside
            glyph.x0, glyph.x1, glyph.y = -glyph.y, -glyph.y + size, base
        return Page(glyphs, aslant, height, width, mapped, True)
    return Page(glyphs, aslant, width, height, mapped, False)


def _is_vertical(glyphs: list[Glyph]) -> bool:
    """Whether the text runs down the page (直排): from one character to the next, it mostly goes down."""
    down = sum(abs(b.x0 - a.x0) < 1 and 0 < a.y - b.y < 3 * b.height for a, b in pairwise(glyphs))
    return len(glyphs) > 20 and down * 10 > len(glyphs) * 7
