"""Tables in text: with pipes as Markdown has them, or with tabs as Word and Excel put them on the clipboard."""

import re
from collections.abc import Sequence

from generator.gongwen.markers import read_marker
from generator.importer.original import Dropped, Line, Paragraph

_RULER = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?")
_PIPE = re.compile(r"(?<!\\)\|")
_TAG = re.compile(r"</?(?:p|br|span|b|strong|i|em|u|font|div|center)\b[^<>]{0,200}>|&nbsp;", re.IGNORECASE)
_BREAK = re.compile(r"</?(?:p|br|div)\b[^<>]{0,200}>", re.IGNORECASE)
_LONGEST_CELL = 40  # characters of a cell in a table of two columns with tabs; longer ones are a numbered list


def pipe_table(lines: Sequence[Line], start: int) -> tuple[Paragraph, list[Dropped]] | None:
    """The table that begins at `lines[start]`, and what of its lines is only its drawing; None where none does."""
    if start + 1 >= len(lines) or "|" not in lines[start].text:
        return None
    head, ruler = lines[start], lines[start + 1]
    if "|" not in ruler.text or "-" not in ruler.text or not _RULER.fullmatch(ruler.text) or ruler.n != head.n + 1:
        return None
    if len(_cells(head.text)) != len(_cells(ruler.text)):
        return None
    last = start + 2
    while last < len(lines) and "|" in lines[last].text and lines[last].n == lines[last - 1].n + 1:
        last += 1
    body = [head, *lines[start + 2 : last]]
    dropped = [Dropped(ruler.n, ruler.text, "表格的线")]
    for line in body:
        marks = "|" * len(_PIPE.findall(line.text)) + "".join(_TAG.findall(line.text))
        dropped.append(Dropped(line.n, marks, "表格的线和网页标记"))
    rows = [[_parts(cell) for cell in _cells(line.text)] for line in body]
    return table(rows, tuple(line.n for line in lines[start:last])), sorted(dropped, key=lambda d: d.line)


def tab_table(lines: Sequence[Line], start: int) -> Paragraph | None:
    """The table that begins at `lines[start]`: neighbours with the same number of tabs; None where none does."""
    tabs = lines[start].text.count("\t")
    last = start
    while last < len(lines) and lines[last].text.count("\t") == tabs and lines[last].n == lines[start].n + last - start:
        last += 1
    found = lines[start:last]
    rows = [[cell.strip() for cell in line.text.split("\t")] for line in found]
    if not tabs or len(found) < (3 if tabs == 1 else 2) or all(_numbered(row[0]) for row in rows[1:]):
        return None
    if tabs == 1 and max(len(cell) for row in rows for cell in row) > _LONGEST_CELL:
        return None
    return table([[[cell] for cell in row] for row in rows], tuple(line.n for line in found))


def table(rows: Sequence[Sequence[Sequence[str]]], lines: tuple[int, ...]) -> Paragraph:
    """A table as a paragraph with its Markdown: rows of cells, each the list of its lines. No cells are merged."""
    columns = max(len(row) for row in rows)
    padded = [[*row, *([[""]] * (columns - len(row)))] for row in rows]
    text = "\n".join("\t".join(" ".join(cell) for cell in row) for row in rows)
    drawn = ["| " + " | ".join("<br>".join(_escaped(part) for part in cell) for cell in row) + " |" for row in padded]
    drawn.insert(1, "|" + " --- |" * columns)
    return Paragraph(text, lines, kind="table", markup="\n".join(drawn))


def _numbered(cell: str) -> bool:
    """Whether a cell is the marker of a list alone: 1. or （一）."""
    marker = read_marker(cell + "项")
    return marker is not None and marker.number == cell


def _cells(line: str) -> list[str]:
    cells = _PIPE.split(line.strip())
    if cells and not cells[0].strip():
        cells = cells[1:]
    if cells and not cells[-1].strip():
        cells = cells[:-1]
    return [cell.strip() for cell in cells]


def _parts(cell: str) -> list[str]:
    """The lines of a cell, without the marks of HTML that text recognition leaves in it."""
    parts = (" ".join(_TAG.sub(" ", part).split()) for part in _BREAK.split(cell))
    return [part for part in parts if part] or [""]


def _escaped(text: str) -> str:
    return re.sub(r"(?<!\\)\|", r"\\|", text)
