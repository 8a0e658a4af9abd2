"""PDF with a text layer: characters with places become lines, lines become paragraphs and tables."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from generator.importer.original import Dropped, Line, Original, Paragraph
from generator.importer.pdf import attached, furniture, glyphs, looks, pictures, tables
from generator.importer.pdf.bounds import too_large
from generator.importer.pdf.columns import find_grids
from generator.importer.pdf.lines import PdfLine, base_lines, set_lines
from generator.importer.pdf.measure import measure_of
from generator.importer.pdf.paragraphs import paragraphs_of
from generator.importer.pdf.rules import Grid, grids_of
from generator.importer.pdf.tables import Drawn, Numbered
from generator.importer.text.charset import likeness
from generator.problem import Problem, error, notice, warning

MOST_PAGES = 300
_FEW = 20  # characters a page below which a page of pictures is a scan
_SCANNED = "请先用文字识别（OCR）软件转成 Word 或文字，核对后再导入；也可以照着原件手工录入"


_Table = tuple[Grid, list[list[PdfLine]]]


class _Sheet(msgspec.Struct):
    """What one page gave: lines and tables from the top, and what stood at a slant."""

    items: list[PdfLine | _Table]
    slanted: str
    width: float
    height: float
    glyphs: int
    mapped: int
    turned: bool
    pictured: bool


def read(data: bytes, name: str) -> Original:  # noqa: ARG001 -- every reader takes it
    """The lines, paragraphs and tables of a PDF; without paragraphs where it has no text that can be read.

    Page numbers and running heads are dropped; lines and sentences are joined across line and page breaks; blanks
    between Chinese characters are gone. At most 300 pages.
    """
    refused = too_large(data)
    if refused:
        return _refused(refused)
    import pypdfium2 as pdfium  # type: ignore[import-untyped]

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as fault:
        return _refused(_unopened(str(fault)))
    try:
        return _read(document)
    except pdfium.PdfiumError:
        return _refused(_unopened(""))
    finally:
        document.close()


def _read(document: Any) -> Original:
    count = len(document)
    if count > MOST_PAGES:
        hint = "工作要点不会这么长；请只留下要点的那几页，另存为一个 PDF，再导入"
        return _refused(error("original-too-long", f"PDF 有 {count} 页，超过 {MOST_PAGES} 页", hint))
    sheets = []
    for n in range(count):
        sheet = _sheet(document, n)
        if sheet is None:
            hint = "这不像一份文件；请用 PDF 软件打开看看，另存一份，再导入"
            return _refused(error("original-too-long", f"PDF 第 {n + 1} 页的字太多", hint))
        sheets.append(sheet)
    scans = [n for n, sheet in enumerate(sheets, 1) if sheet.pictured and sheet.glyphs < _FEW]
    if problem := _unusable(sheets, scans):
        return _refused(problem)
    written = [n for n, sheet in enumerate(sheets) if sheet.glyphs >= _FEW]
    shown = pictures.read(document, [n for n, sheet in enumerate(sheets) if sheet.pictured], written)
    original = _original(sheets, scans, shown)
    found = attached.read(document)
    return msgspec.structs.replace(
        original, files=original.files + found.files, problems=original.problems + found.problems
    )


def _sheet(document: Any, n: int) -> _Sheet | None:
    """One page; None for a page with too many characters."""
    page = document[n]
    textpage = page.get_textpage()
    try:
        if glyphs.too_many(textpage.raw):
            return None
        width, height = page.get_size()
        upright = page.get_rotation() in (0, 180)
        found = glyphs.page_of(textpage.raw, *((width, height) if upright else (height, width)))
        rows, items = _parted(page.raw, found, n)
        lines = looks.looked_at(set_lines(rows, n), textpage.raw) if rows else []
        slanted = "".join(glyph.text for glyph in found.aslant)
        pictured = bool(pictures.images_of(page.raw))
        placed = _placed(lines, items)
        return _Sheet(
            placed, slanted, found.width, found.height, len(found.glyphs), found.mapped, found.turned, pictured
        )
    finally:
        textpage.close()
        page.close()


def _parted(page: Any, found: glyphs.Page, n: int) -> tuple[list[list[glyphs.Glyph]], list[_Table]]:
    """The characters outside of tables by their base lines, and the tables from the top with the lines in each cell."""
    loose = found.glyphs
    if found.turned:
        return base_lines(loose), []
    held: list[_Table] = []

    def without(grid: Grid) -> list[glyphs.Glyph]:
        inside = [g for g in loose if grid.holds((g.x0 + g.x1) / 2, g.y + g.height * 0.3)]
        cells = tables.cells_of(grid, inside, n)
        if cells is None:
            return loose
        held.append((grid, cells))
        taken = {g.index for g in inside}
        return [g for g in loose if g.index not in taken]

    for grid in grids_of(page):
        loose = without(grid)
    rows = base_lines(loose)
    for grid in find_grids(rows):
        loose = without(grid)
        rows = base_lines(loose)
    return rows, sorted(held, key=lambda table: -table[0].ys[0])


def _placed(lines: Sequence[PdfLine], tables: Sequence[Any]) -> list[Any]:
    """Lines in their order, each table before the first line that stands below it."""
    placed: list[Any] = []
    waiting = list(tables)
    for line in lines:
        while waiting and waiting[0][0].ys[0] > line.y:
            placed.append(waiting.pop(0))
        placed.append(line)
    return placed + waiting


def _original(sheets: Sequence[_Sheet], scans: Sequence[int], shown: Sequence[pictures.Shown]) -> Original:
    reasons = furniture.reasons(
        [[x for x in s.items if isinstance(x, PdfLine)] for s in sheets], [s.height for s in sheets]
    )
    lines: list[Line] = []
    dropped: list[Dropped] = []
    body: list[Numbered | Drawn] = []
    places: list[tuple[int, float]] = []  # of the lines: their pages and base lines

    def numbered(line: PdfLine) -> Numbered:
        lines.append(Line(len(lines) + 1, line.text + line.extra))
        places.append((line.page, line.y))
        if line.extra:
            dropped.append(Dropped(len(lines), line.extra, "重叠印了两遍的字"))
        return Numbered(len(lines), line)

    for page, sheet in enumerate(sheets):
        for item in sheet.items:
            if isinstance(item, PdfLine):
                one = numbered(item)
                why = reasons.get((item.page, item.first))
                if why:
                    dropped.append(Dropped(one.n, item.text, why))
                else:
                    body.append(one)
            else:
                body.append(Drawn(item[0], tuple(tuple(numbered(line) for line in cell) for cell in item[1])))
        if sheet.slanted:
            lines.append(Line(len(lines) + 1, sheet.slanted))
            places.append((page, 0))
            dropped.append(Dropped(len(lines), sheet.slanted, "斜排的水印"))
    widths = {sheet.width for sheet in sheets}
    paragraphs, repeated = _paragraphs(body, widths.pop() if len(widths) == 1 else 0)
    for picture in reversed(shown):
        if picture.file:
            above = sum(_is_above(place, picture, sheets) for place in places)
            at = sum(paragraph.lines[0] <= above for paragraph in paragraphs if paragraph.lines)
            paragraphs.insert(at, picture.paragraph)
    return Original(
        tuple(lines),
        tuple(paragraphs),
        tuple(sorted([*dropped, *repeated], key=lambda d: d.line)),
        files=tuple(dict.fromkeys(picture.file for picture in shown if picture.file)),
        problems=(*_told(sheets, scans), *pictures.told(shown)),
    )


def _is_above(place: tuple[int, float], picture: pictures.Shown, sheets: Sequence[_Sheet]) -> bool:
    """Whether a line stands before a picture: a seal (公章) over a signature comes after it."""
    page, y = place
    return page < picture.page or (page == picture.page and (y > picture.bottom or sheets[page].turned))


def _paragraphs(body: Sequence[Numbered | Drawn], width: float) -> tuple[list[Paragraph], list[Dropped]]:
    measure = measure_of([item.line for item in body if isinstance(item, Numbered)], width)
    paragraphs: list[Paragraph] = []
    dropped: list[Dropped] = []
    for run in _runs(body):
        if isinstance(run[0], Drawn):
            found, repeated = tables.table([item for item in run if isinstance(item, Drawn)])
            paragraphs.append(found)
            dropped += repeated
        else:
            paragraphs += paragraphs_of([item for item in run if isinstance(item, Numbered)], measure)
    return paragraphs, dropped


def _runs(body: Sequence[Numbered | Drawn]) -> Iterator[list[Numbered | Drawn]]:
    """Lines between tables; tables that go on overleaf together."""
    run: list[Numbered | Drawn] = []
    for item in body:
        last = run[-1] if run else None
        together = isinstance(last, Numbered) and isinstance(item, Numbered)
        if isinstance(last, Drawn) and isinstance(item, Drawn):
            together = tables.continues(last, item)
        if run and not together:
            yield run
            run = []
        run.append(item)
    if run:
        yield run


def _unusable(sheets: Sequence[_Sheet], scans: Sequence[int]) -> Problem | None:
    """Why the text layer can't be used."""
    text = "".join(_texts(sheets))
    if not text or (scans and len(text) < _FEW * len(sheets)):
        what = "这个 PDF 是扫描件，里面只有图片，没有文字" if scans else "这个 PDF 里没有文字"
        return error("original-scan", what, _SCANNED)
    unknown = sum(c == "\ufffd" or "\ue000" <= c <= "\uf8ff" or c < " " or c > "\U000f0000" for c in text)
    foreign = sum(c > "\x7f" for c in text)
    if unknown * 4 > len(text) or (foreign >= 100 and likeness(text) < 0.08) or _all_the_same(text):
        hint = "看得见字，复制出来却是乱码；" + _SCANNED
        return error("text-garbled", "这个 PDF 里的文字是乱码", hint)
    return None


def _all_the_same(text: str) -> bool:
    return len(text) >= 50 and len(set(text)) <= 3


def _texts(sheets: Sequence[_Sheet]) -> Iterator[str]:
    for sheet in sheets:
        for item in sheet.items:
            if isinstance(item, PdfLine):
                yield item.text
            else:
                yield from (line.text for cell in item[1] for line in cell)


def _told(sheets: Sequence[_Sheet], scans: Sequence[int]) -> Iterator[Problem]:
    if scans:
        which = "、".join(map(str, scans[:10]))
        yield warning("pdf-page-without-text", f"第 {which} 页是图片，没有文字", "请对照原件，把这几页的文字补上")
    unknown = sum(c == "\ufffd" or "\ue000" <= c <= "\uf8ff" for text in _texts(sheets) for c in text)
    if unknown:
        yield warning("text-garbled", f"有 {unknown} 个字读不出来", "请对照原件改正")
    mapped = sum(sheet.mapped for sheet in sheets)
    if mapped:
        message = f"有 {mapped} 个字在 PDF 里用的是部首或兼容字的编码，已经换成样子相同的字"
        yield notice("radicals-mapped", message, "请对照原件看一看")


def _unopened(fault: str) -> Problem:
    if "password" in fault.lower():
        hint = "请用 PDF 软件输入密码打开，另存一份不加密的，再导入"
        return error("original-locked", "这个 PDF 有密码，打不开", hint)
    hint = "请重新下载，或者用 PDF 软件打开后另存一份，再导入"
    return error("original-broken", "这个 PDF 已损坏，或者没有下载完整，打不开", hint)


def _refused(problem: Problem) -> Original:
    return Original((), (), problems=(problem,))
