"""What a PDF prints at the head and the foot of every page: page numbers, running heads, what a browser adds."""

import re
from collections.abc import Sequence

from generator.importer.pdf.lines import PdfLine
from generator.importer.text.pagination import HEAD, NUMBER, bare_number, is_page_number, may_be_head, pattern

BROWSER = "浏览器打印时加的页眉页脚"
_MARGIN = 0.14  # of the page's height, at its head and at its foot
_SAME = 6.0  # points by which a running head may move from page to page
_ADDRESS = re.compile(
    r"(?:https?|file)://\S+.*|\d{4}/\d{1,2}/\d{1,2},? .*\d{1,2}:\d\d.*|\d{1,2}/\d{1,2}/\d{2,4}, ?\d{1,2}:\d\d.*",
    re.DOTALL,
)


def reasons(pages: Sequence[Sequence[PdfLine]], heights: Sequence[float]) -> dict[tuple[int, int], str]:
    """Why a line is no text of the document, by its page and first character; `pages` hold the lines of each page."""
    found: dict[tuple[int, int], str] = {}
    seen: dict[str, list[PdfLine]] = {}
    for lines, height in zip(pages, heights, strict=True):
        for line in _edges(lines, height):
            key = (line.page, line.first)
            if is_page_number(line.text) or bare_number(line.text):
                found[key] = NUMBER
            elif _ADDRESS.fullmatch(line.text):
                found[key] = BROWSER
            elif may_be_head(line.text):
                seen.setdefault(pattern(line.text), []).append(line)
    for same in seen.values():
        for line in same:
            alike = {o.page for o in same if abs(o.y - line.y) < _SAME and abs(o.size - line.size) < 1.5}
            if len(alike) > 1 and len(alike) * 3 >= len(pages):
                found[line.page, line.first] = HEAD
    return found


def _edges(lines: Sequence[PdfLine], height: float) -> list[PdfLine]:
    """The first three and the last three lines of a page, where they stand in its margins; a page number anywhere."""
    order = sorted(lines, key=lambda line: -line.y)
    top = [line for line in order[:3] if line.y > (1 - _MARGIN) * height]
    foot = [line for line in order[-3:] if line.y < _MARGIN * height]
    numbers = [line for line in (*order[:1], *order[-1:]) if is_page_number(line.text)]
    return list({(line.first): line for line in (*top, *foot, *numbers)}.values())
