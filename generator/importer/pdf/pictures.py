"""The pictures of a PDF, to be saved beside the plan: each once, without those that only decorate."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from generator.importer.original import Embedded, Paragraph
from generator.importer.pdf.png import Pixels, png
from generator.problem import Problem, notice, warning

Box = tuple[float, float, float, float]
_SMALLEST = 12.0  # points: what is lower or narrower is a line or a bullet
_WHOLE = 0.8  # of a page: below a text that is the picture of the page, of which the text was recognised, or paper
_SAME = 6.0  # points by which such a mark may move from page to page
_MOST, _MOST_BYTES, _MOST_PIXELS, _MOST_PIXELS_IN_ALL = 40, 30_000_000, 16_000_000, 100_000_000
_MOST_OBJECTS, _DEEPEST = 20_000, 4
_DECORATION, _BACKGROUND, _REPEATED = "线条、色块一类的装饰", "整页的底图", "好几页上重复的"
_TOO_MUCH, _UNREAD = "太多或者太大的", "读不出来的"


class Shown(msgspec.Struct, frozen=True):
    """A picture where it stands: its page (from 0), its lower edge in points; its file, or why there is none."""

    page: int
    bottom: float
    digest: bytes
    file: Embedded | None = None
    why: str = ""

    @property
    def paragraph(self) -> Paragraph:
        """The paragraph that shows it, numbered as its file is."""
        assert self.file
        number = self.file.name.removeprefix("image").partition(".")[0]
        return Paragraph("", (), kind="image", markup=f"![图{number}]({self.file.name})")


def images_of(page: Any) -> list[tuple[Any, tuple[Any, ...]]]:
    """The pictures on an open page (raw handles), each with the groups that it lies in, the innermost first."""
    import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

    found: list[tuple[Any, tuple[Any, ...]]] = []
    count = pdfium.FPDFPage_CountObjects(page)
    waiting: list[tuple[Any, tuple[Any, ...]]] = []
    waiting += [(pdfium.FPDFPage_GetObject(page, i), ()) for i in reversed(range(min(count, _MOST_OBJECTS)))]
    left = _MOST_OBJECTS
    while waiting and left:
        shape, groups = waiting.pop()
        left -= 1
        kind = pdfium.FPDFPageObj_GetType(shape)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            found.append((shape, groups))
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and len(groups) < _DEEPEST:
            inside = range(min(pdfium.FPDFFormObj_CountObjects(shape), left))
            waiting += [(pdfium.FPDFFormObj_GetObject(shape, i), (shape, *groups)) for i in reversed(inside)]
    return found


def read(document: Any, pages: Sequence[int], written: Sequence[int]) -> list[Shown]:
    """The pictures on these pages of an open document, from the top of each; `written` are the pages with text."""
    shown: list[Shown] = []
    files: dict[bytes, Embedded | str] = {}
    spent = [0, 0]  # bytes, pixels
    for n in pages:
        page = document[n]
        try:
            found = [_read(document, page, n, image, n in written, files, spent) for image in images_of(page.raw)]
        finally:
            page.close()
        shown += sorted(found, key=lambda picture: -picture.bottom)
    return _numbered(_without_repeated(shown, len(document)))


def told(shown: Sequence[Shown]) -> Iterator[Problem]:
    """What of the pictures was not saved, and what to do."""
    counts = Counter(picture.why for picture in shown if picture.why)
    what = "，".join(f"{why} {counts[why]} 幅" for why in sorted(counts))
    message = f"PDF 里有的图片没有另存：{what}"
    if _TOO_MUCH in counts or _UNREAD in counts:
        hint = "请用 PDF 软件把要紧的图片另存为 PNG，放在写好的文件旁边，在正文里写 ![说明](文件名)"
        yield warning("pdf-picture-left", message, hint)
    elif counts.keys() - {_DECORATION}:
        yield notice("pdf-picture-left", message, "只是装饰或者扫描的底图，不必管；不是的，请另存为图片补上")


def _read(
    document: Any, page: Any, n: int, image: Any, written: bool, files: dict[bytes, Embedded | str], spent: list[int]
) -> Shown:
    """One picture; `files` are those read before by their digests, and why there is none; `spent` is counted on."""
    import pypdfium2 as pdfium

    shape = pdfium.PdfObject(image[0], page=page, pdf=document)
    digest = b""
    try:
        box = _box(shape.get_bounds(), image[1])
        width, height = box[2] - box[0], box[3] - box[1]
        digest = hashlib.blake2b(bytes(shape.get_data()), digest_size=16).digest()
        if written and width * height > _WHOLE * page.get_width() * page.get_height():
            return Shown(n, box[1], digest, why=_BACKGROUND)
        if min(width, height) < _SMALLEST or min(shape.get_px_size()) < 4:
            return Shown(n, box[1], digest, why=_DECORATION)
        if digest not in files:
            files[digest] = _file(shape, spent)
    except (pdfium.PdfiumError, ZeroDivisionError):
        return Shown(n, 0, digest, why=_UNREAD)
    file = files[digest]
    return Shown(n, box[1], digest, why=file) if isinstance(file, str) else Shown(n, box[1], digest, file)


def _box(bounds: Box, groups: Sequence[Any]) -> Box:
    """The edges of a picture on its page: left, bottom, right, top."""
    import pypdfium2.raw as pdfium

    left, bottom, right, top = bounds
    for group in groups:
        m = pdfium.FS_MATRIX()
        pdfium.FPDFPageObj_GetMatrix(group, m)
        corners = [(m.a * x + m.c * y + m.e, m.b * x + m.d * y + m.f) for x in (left, right) for y in (bottom, top)]
        left, right = min(x for x, _ in corners), max(x for x, _ in corners)
        bottom, top = min(y for _, y in corners), max(y for _, y in corners)
    return left, bottom, right, top


def _file(shape: Any, spent: list[int]) -> Embedded | str:
    """The picture's file: JPEG as it is, all else as PNG; else why there is none."""
    wide, high = shape.get_px_size()
    left, bottom, right, top = shape.get_bounds()
    scale = max(wide / (right - left), high / (top - bottom))
    pixels = max(wide * high, round((right - left) * (top - bottom) * scale * scale))  # squeezed ones are drawn larger
    spent[1] += pixels
    if pixels > _MOST_PIXELS or spent[1] > _MOST_PIXELS_IN_ALL:
        return _TOO_MUCH
    drawn = _drawn(shape)
    if drawn.plain:
        return _DECORATION
    data, ending = (bytes(shape.get_data()), "jpg") if drawn.opaque and _is_jpeg(shape) else (png(drawn), "png")
    spent[0] += len(data)
    return _TOO_MUCH if spent[0] > _MOST_BYTES else Embedded(ending, data)


def _drawn(shape: Any) -> Pixels:
    """The picture as the page shows it: turned, and cut out where it is."""
    import pypdfium2.raw as pdfium

    bitmap = shape.get_bitmap(render=True)
    wide, high, channels = bitmap.width, bitmap.height, bitmap.n_channels
    raw = bytes(bitmap.buffer)
    raw = b"".join(raw[at : at + wide * channels] for at in range(0, bitmap.stride * high, bitmap.stride))
    if bitmap.format in (pdfium.FPDFBitmap_BGRA, pdfium.FPDFBitmap_BGRA_Premul):
        return Pixels(raw, wide, high)
    mixed = bytearray(b"\xff") * (4 * wide * high)
    for n in range(3):
        mixed[n::4] = raw[min(n, channels - 1) :: channels]
    return Pixels(bytes(mixed), wide, high)


def _is_jpeg(shape: Any) -> bool:
    """Whether the file holds a JPEG picture that browsers show as the page does: upright, in grey or three colours."""
    a, b, c, d, *_ = shape.get_matrix().get()
    upright = a > 0 and d > 0 and abs(b) < 0.01 * a and abs(c) < 0.01 * d
    return upright and shape.get_filters() == ["DCTDecode"] and shape.get_metadata().bits_per_pixel in (8, 24)


def _without_repeated(shown: Sequence[Shown], pages: int) -> list[Shown]:
    """Pictures at one place of at least two pages and a third of all are a head or a mark of the paper."""
    found = []
    for picture in shown:
        there = (p for p in shown if p.digest == picture.digest and abs(p.bottom - picture.bottom) < _SAME)
        on = len({p.page for p in there})
        repeated = picture.file and on > 1 and on * 3 >= pages
        found.append(Shown(picture.page, picture.bottom, picture.digest, why=_REPEATED) if repeated else picture)
    return found


def _numbered(shown: Sequence[Shown]) -> list[Shown]:
    """The files named in the order in which they are shown; those beyond the bound left."""
    names: dict[bytes, str] = {}
    result = []
    for picture in shown:
        if picture.file and picture.digest not in names and len(names) < _MOST:
            names[picture.digest] = f"image{len(names) + 1}.{picture.file.name}"
        if picture.file:
            name = names.get(picture.digest)
            file = Embedded(name, picture.file.data) if name else None
            picture = msgspec.structs.replace(picture, file=file, why="" if file else _TOO_MUCH)
        result.append(picture)
    return result
