"""The five real plans on paper, page by page: what an office would send back is not there.

They lie beside the project while it is developed; elsewhere these tests are skipped.
"""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from books import Book, epub, leaf
from sheets import BOTTOM, LEFT, NEAR, RIGHT, TOP, Line, body_lines, lines, opened, pdf, read, typesetter

from generator.paper.titles import title_lines, width

if TYPE_CHECKING:
    from generator.plan import Body, Plan

NAMES = ("2013-chongqing", "2020-guizhou", "2020-zhangjiagang", "2021-jiangsu-xinxi-xueyuan", "2023-wujin")
WORDS = re.compile("关心下一代|工作委员会|关工委|教育局|教育厅|工作要点|的通知|[0-9]{4}年")


class Set:
    """A plan that was set: its record and text, and its pages with the lines on them."""

    def __init__(self, folder: Path, name: str) -> None:
        self.source = (folder / f"{name}.md").read_text("utf-8")
        self.plan: Plan
        self.body: Body
        self.plan, self.body = read(self.source, f"{name}.md")
        self.pages: list[Any] = opened(pdf(self.source))
        self.lines: list[list[Line]] = [lines(page) for page in self.pages]


@pytest.fixture(scope="module", params=NAMES)
def real(request: pytest.FixtureRequest, shared_plans: Path) -> Set:
    typesetter()
    return Set(shared_plans, request.param)


def test_every_character_is_there_in_order(real: Set) -> None:
    flowing = ["".join(page.extract_text(x_tolerance=0, use_text_flow=True).split()) for page in real.pages]
    shown = "".join(re.sub(r"—\d+—$", "", text) for text in flowing)
    at = 0
    for block in real.body.blocks:
        if block.kind == "colophon":
            assert all(part in shown for part in block.text.split())
            continue
        wanted = "".join(block.text.split())
        found = shown.find(wanted, at)
        assert found >= 0, (wanted, shown[at : at + 90])
        at = found + len(wanted)
    book = Book(epub([leaf(real.source, f"{real.plan.id}.md")]))
    told = "".join("".join(book.chapter(real.plan.title).itertext()).split())
    assert all("".join(part.split()) in told for block in real.body.blocks for part in block.text.split())


def test_nothing_stands_outside_of_the_text_area_but_page_numbers_and_the_head(real: Set) -> None:
    for n, (page, found) in enumerate(zip(real.pages, real.lines, strict=True), 1):
        letterhead = n == 1 and "函〔" in real.plan.doc_number
        for one in found:
            number = re.fullmatch(r"—\d+—", one.text.replace(" ", ""))
            assert number or letterhead or (one.top > TOP - NEAR and one.bottom < BOTTOM + NEAR), one
            assert one.left > LEFT - 3, one  # 《 at the beginning of a line has no ink in its left half
            assert one.right < RIGHT + 3, one  # nor has 。 at the end in its right one
        assert len([one for one in body_lines(page) if one.size > 15]) <= 22  # tables and 版记 are smaller


def test_every_page_has_its_number_but_the_first_of_a_letter(real: Set) -> None:
    """7.5 and 10.1."""
    shown = [
        [m[1] for one in found if (m := re.fullmatch(r"—(\d+)—", one.text.replace(" ", "")))] for found in real.lines
    ]
    wanted = [[str(n)] for n in range(1, len(real.pages) + 1)]
    assert shown == ([[], *wanted[1:]] if "函〔" in real.plan.doc_number else wanted)


def test_titles_break_between_words_and_into_a_shape(real: Set) -> None:
    """7.3.1: by sense, not all lines alike, no line between two longer ones."""
    for title in (real.plan.title, *(b.text for b in real.body.blocks if b.kind in ("document", "attachment-title"))):
        parts = title_lines("".join(title.split()))
        assert not [word for word in WORDS.findall("".join(title.split())) if not any(word in part for part in parts)]
        sizes = [width(part) for part in parts]
        assert not any(min(a, c) > b + 0.5 for a, b, c in zip(sizes, sizes[1:], sizes[2:], strict=False)), parts


def test_no_heading_is_left_at_the_foot_of_a_page(real: Set) -> None:
    heads = {
        "".join(b.text.split())[:12]
        for b in real.body.blocks
        if b.kind in ("section", "heading") and not b.text.endswith("。")
    }
    for page in real.pages[:-1]:
        last = body_lines(page)[-1]
        assert last.text[:12] not in heads, last


def test_the_imprint_is_on_the_last_page_and_nowhere_else(real: Set) -> None:
    """7.4."""
    places = [n for n, found in enumerate(real.lines) if any(re.search("日印发$|^抄送：", one.text) for one in found)]
    printed = bool(real.plan.cc or real.plan.print_date) or any(b.kind == "colophon" for b in real.body.blocks)
    assert set(places) == ({len(real.pages) - 1} if printed else set())
