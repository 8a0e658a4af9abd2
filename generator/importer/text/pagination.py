"""Page numbers (页码) and running heads: what stands on every page and is no text of the document.

GB/T 9704-2012 7.5 sets a page number between two dashes; offices also print 第3页 共5页, 3/5 and the number alone.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from generator.gongwen.markers import read_marker
from generator.importer.original import Dropped
from generator.importer.text.joining import Row

NUMBER, HEAD = "页码", "每页重复的页眉或页脚"
_DASH = "-—–－─﹣‐‑−~～·"
_SURE = re.compile(
    rf"[{_DASH}]+\s*[0-9０-９]{{1,3}}\s*[{_DASH}]+|第\s*[0-9０-９一二三四五六七八九十]{{1,3}}\s*页(?:\s*[，,、/／(（]?\s*共\s*[0-9０-９一二三四五六七八九十]{{1,3}}\s*页[)）]?)?"
    rf"|共\s*[0-9]{{1,3}}\s*页\s*[，,、/／]?\s*第\s*[0-9]{{1,3}}\s*页|[Pp]age\s*[0-9]{{1,3}}(?:\s*of\s*[0-9]{{1,3}})?"
)
_BARE = re.compile(rf"[{_DASH}]?\s*([0-9０-９]{{1,3}})\s*(?:[/／]\s*[0-9０-９]{{1,3}}|[{_DASH}])?")
_APART = 250  # characters of text between two bare numbers that are those of pages, not of a list


def is_page_number(text: str) -> bool:
    """A line that can be nothing but a page number: — 3 —, 第3页 共5页."""
    return len(text) < 24 and _SURE.fullmatch(text) is not None


def bare_number(text: str) -> int:
    """The number of a line that is a page number only where it stands at a page's edge: 3, 3/5; 0 for no such line."""
    found = _BARE.fullmatch(text) if len(text) < 12 else None
    return int(found[1]) if found else 0


def pattern(text: str) -> str:
    """What a running head has in common with those of other pages: its figures may differ, its blanks too."""
    return re.sub("[0-9０-９]+", "#", "".join(text.split()))


def may_be_head(text: str) -> bool:
    """Whether a line can be a running head at all: short, no sentence, no numbered heading, which may top pages too."""
    return 2 <= len(text) <= 50 and "。" not in text and "；" not in text and not read_marker(text)


def without_pagination(rows: Sequence[Row]) -> tuple[list[Row], list[Dropped]]:
    """The lines of a text without page numbers and running heads, and these with the reason.

    A line after one of them, or after a form feed, is marked as the first of a new page.
    """
    numbers = {row.n for row in rows if is_page_number(row.text)} | _counting(rows)
    heads = _repeated(rows, numbers)
    kept: list[Row] = []
    dropped: list[Dropped] = []
    turned = False
    gap = 0
    for row in rows:
        gap = max(gap, row.gap)
        if row.n in numbers or row.n in heads:
            dropped.append(Dropped(row.n, row.text, NUMBER if row.n in numbers else HEAD))
            turned = turned or bool(kept)
            continue
        kept.append(Row(row.n, row.text, row.indent, gap, row.new_page or turned))
        turned, gap = False, 0
    return kept, dropped


def _counting(rows: Sequence[Row]) -> set[int]:
    """Bare numbers that count up by one, each a page of text after the one before, or at a form feed."""
    found: list[tuple[int, int, int, bool]] = []
    position = 0
    for i, row in enumerate(rows):
        number = bare_number(row.text)
        if number:
            edge = row.new_page or (i + 1 < len(rows) and rows[i + 1].new_page)
            found.append((row.n, number, position, edge))
        position += len(row.text)
    pages = set()
    for (n, number, place, _), (next_n, next_number, next_place, _) in pairwise(found):
        if next_number == number + 1 and next_place - place >= _APART:
            pages |= {n, next_n}
    return pages | {n for n, _, _, edge in found if edge}


def _repeated(rows: Sequence[Row], numbers: set[int]) -> set[int]:
    """Lines beside a page break that stand beside others too; the top of the first page stays, it may be the title."""
    beside: list[Row] = []
    for i, row in enumerate(rows):
        after = rows[i + 1] if i + 1 < len(rows) else None
        before = rows[i - 1] if i else None
        if row.n in numbers:
            beside += [r for r in (before, after) if r and r.n not in numbers]
        elif row.new_page:
            beside += [r for r in (before, row) if r and r.n not in numbers]
    unique = {row.n: row for row in beside}
    counts = Counter(pattern(row.text) for row in unique.values())
    common = {text for text, count in counts.items() if count >= 2 and may_be_head(text)}
    return {row.n for row in unique.values() if pattern(row.text) in common}
