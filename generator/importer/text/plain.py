"""Plain text: .txt files, and what is pasted into standard input."""

import re
from collections.abc import Iterator, Sequence

from generator.gongwen.labels import is_date, is_organ
from generator.importer.original import Dropped, Line, Original, Paragraph
from generator.importer.text import charset, joining, pagination, pipes
from generator.importer.text.joining import Row, Shape
from generator.problem import error

MOST_BYTES = 5_000_000  # a plan has fewer than 100,000
_NO_WIDTH = re.compile("[\u200b-\u200f\u2060\ufeff\xad]")
_LINE_END = re.compile("[\n\x0b\x1c-\x1e\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0c\x0e-\x1f\x7f]")
_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_FAR = 8  # half-widths of indent, from which a line isn't at the left


def read(data: bytes, name: str) -> Original:  # noqa: ARG001 -- every reader takes it
    """The lines and paragraphs of a text in any encoding an office has; without paragraphs where it can't be read.

    One blank stays where blanks were typed inside a line; hand-wrapped lines and sentences cut by a page break are
    joined; page numbers and running heads are dropped; tables with pipes or tabs are kept as tables.
    """
    if len(data) > MOST_BYTES:
        hint = "工作要点不会这么长；请看看是不是选错了文件"
        return Original((), (), problems=(error("original-too-large", "文件太大（超过 5 MB），没有读", hint),))
    text, problems = charset.decode(data)
    if text is None:
        return Original((), (), problems=tuple(problems))
    lines, rows = _lines(text)
    if not lines:
        problem = error("original-empty", "文件里没有文字", "请看看文件是不是选错了，或者没有保存好")
        return Original((), (), problems=(problem,))
    paragraphs, dropped = _paragraphs(lines, rows)
    return Original(tuple(lines), tuple(paragraphs), tuple(dropped), problems=tuple(problems))


def _lines(text: str) -> tuple[list[Line], list[Row]]:
    """Every line that has text, as it stands (tabs too), and as a row with its indent and the gap before it."""
    lines: list[Line] = []
    rows: list[Row] = []
    gap, new_page = 0, False
    controlled = _CONTROL.search(text) is not None
    for n, raw in enumerate(_LINE_END.split(_NO_WIDTH.sub("", text)), 1):
        new_page = new_page or (bool(rows) and "\f" in raw)
        whole = _CONTROL.sub(" ", raw) if controlled else raw
        tight = whole.strip()
        if not tight:
            gap += 1
            continue
        lines.append(Line(n, tight))
        before = whole[: whole.index(tight[0])]
        indent = joining.width_of(before.expandtabs(4)) if before else 0
        rows.append(Row(n, " ".join(tight.split()), indent, gap, new_page))
        gap, new_page = 0, False
    return lines, rows


def _paragraphs(lines: Sequence[Line], rows: Sequence[Row]) -> tuple[list[Paragraph], list[Dropped]]:
    """Tables first, since the numbers in them are none of pages; then what lies between them."""
    tables, dropped = _tables(lines)
    inside = {n for found in tables for n in found.lines}
    kept, pages = pagination.without_pagination([row for row in rows if row.n not in inside])
    kept, levels, hashes = _without_hashes(kept)
    shape = joining.shape_of(kept)
    paragraphs = list(tables)
    for run in _runs(kept, tables):
        paragraphs += [_paragraph(group, levels.get(group[0].n, 0), shape) for group in joining.grouped(run, shape)]
    order = sorted(paragraphs, key=lambda paragraph: paragraph.lines[0])
    return order, sorted([*dropped, *pages, *hashes], key=lambda d: d.line)


def _tables(lines: Sequence[Line]) -> tuple[list[Paragraph], list[Dropped]]:
    tables: list[Paragraph] = []
    dropped: list[Dropped] = []
    skip = 0
    for i, line in enumerate(lines):
        after = lines[i + 1].text if i + 1 < len(lines) else ""
        if line.n <= skip or not (("|" in line.text and "|" in after) or ("\t" in line.text and "\t" in after)):
            continue
        drawn = pipes.pipe_table(lines, i)
        tabs = line.text.count("\t")
        same_run = not tabs or (i > 0 and tabs == lines[i - 1].text.count("\t") and line.n - 1 == lines[i - 1].n > skip)
        found = drawn[0] if drawn else pipes.tab_table(lines, i) if not same_run else None
        if found:
            tables.append(found)
            dropped += drawn[1] if drawn else []
            skip = found.lines[-1]
    return tables, dropped


def _without_hashes(rows: Sequence[Row]) -> tuple[list[Row], dict[int, int], list[Dropped]]:
    """The rows without the # of Markdown, and the level that it gave, by line."""
    kept: list[Row] = []
    levels: dict[int, int] = {}
    dropped: list[Dropped] = []
    for row in rows:
        found = _HEADING.match(row.text) if row.text[0] == "#" else None
        if found:
            dropped.append(Dropped(row.n, found[1], "Markdown 的标题符号"))
            levels[row.n] = len(found[1])
        kept.append(Row(row.n, row.text[found.end() :], row.indent, row.gap, row.new_page) if found else row)
    return kept, levels, dropped


def _runs(rows: Sequence[Row], tables: Sequence[Paragraph]) -> Iterator[list[Row]]:
    """The rows between tables."""
    starts = sorted(table.lines[0] for table in tables)
    run: list[Row] = []
    for row in rows:
        if starts and row.n > starts[0] and run:
            yield run
            run = []
        while starts and row.n > starts[0]:
            starts.pop(0)
        run.append(row)
    if run:
        yield run


def _paragraph(group: Sequence[Row], level: int, shape: Shape) -> Paragraph:
    return Paragraph(
        joining.text_of(group),
        tuple(row.n for row in group),
        heading=level,
        align=_align(group[0], shape) if len(group) == 1 else "",
    )


def _align(row: Row, shape: Shape) -> str:
    """Where the blanks before a short line put it: to the right, or in the middle."""
    if row.indent < _FAR or len(row.text) > 40 or row.text[-1] in "。；，、":
        return ""
    width = joining.width_of(row.text)
    if shape.width and abs(row.indent - (shape.width - row.indent - width)) <= 4:
        return "center"
    return "right" if is_date(row.text) or is_organ(row.text) or row.indent >= 16 else "center"
