"""The sum can fail: whatever a reader forgets, takes twice or makes up is found, and blanks never count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.importer import account
from generator.importer.draft import Draft, Part
from generator.importer.original import Dropped, Line, Original, Paragraph
from generator.plan import Block, Body

LINES = (Line(1, "第1页"), Line(2, "桑园市教育局"), Line(3, "2021年工 作要"), Line(4, "\u3000点 \xa0"))
KEPT = (Paragraph("桑园市教育局", (2,)), Paragraph("2021年工作要点", (3, 4)))
DROPPED = (Dropped(1, "第1页", "页码"),)


def test_a_sum_that_is_right() -> None:
    assert account.of_original(Original(LINES, KEPT, DROPPED)) is None


@pytest.mark.parametrize(
    ("lines", "kept", "dropped", "told"),
    [
        (LINES, KEPT[:1], DROPPED, "第 3 行“2021年工 作要”"),
        (LINES, (*KEPT, KEPT[0]), DROPPED, "多了 6 个字"),
        (LINES, KEPT, (), "第 1 行“第1页”"),
        (LINES, (KEPT[0], Paragraph("2021年工作要点。", (3, 4))), DROPPED, "多了 1 个字（。）"),
        (LINES, (KEPT[0], Paragraph("2021年工作", (3, 4))), DROPPED, "少了 2 个字（点要）"),
        (LINES[:3], KEPT, DROPPED, "多了 1 个字（点）"),
    ],
)
def test_a_sum_that_is_wrong_names_the_place(
    lines: tuple[Line, ...], kept: tuple[Paragraph, ...], dropped: tuple[Dropped, ...], told: str
) -> None:
    problem = account.of_original(Original(lines, kept, dropped))
    assert problem
    assert problem.code == "import-lost"
    assert told in problem.message


def test_a_number_that_word_prints_by_itself_is_on_no_line() -> None:
    paragraph = Paragraph("一、加强学习", (1,), printed="一、")
    assert account.of_original(Original((Line(1, "加强学习"),), (paragraph,))) is None
    assert account.of_original(Original((Line(1, "一、加强学习"),), (paragraph,)))


def test_the_recognition_may_drop_but_not_lose() -> None:
    original = Original(LINES, KEPT, DROPPED)
    body = (Part(KEPT[1]),)
    dropped = (*DROPPED, Dropped(2, "桑园市教育局", "已写入“发文机关”"))
    assert account.of_draft(original, Draft({}, body, dropped)) is None
    assert account.of_draft(original, Draft({}, body, DROPPED))
    assert account.of_draft(original, Draft({}, (*body, *body), dropped))


def test_the_written_text_must_be_the_same_in_the_same_order() -> None:
    parts = (Part(Paragraph("一、甲", (1,))), Part(Paragraph("乙\t丙", (2,), kind="table", markup="| 乙 | 丙 |")))
    shown = [Block("section", "一、 甲", 1), Block("table", "乙\t丙", 3)]
    assert account.of_file(parts, Body("", tuple(shown))) is None
    for wrong in (shown[:1], shown[::-1], [*shown, shown[0]]):
        assert account.of_file(parts, Body("", tuple(wrong)))


@given(st.text(), st.sampled_from(" \t\n\u3000\xa0\u200b\u200d\ufeff\xad\u2060\x00\x0b"))
def test_blanks_never_count(text: str, blank: str) -> None:
    spaced = blank + blank.join(text) + blank
    assert account.squeezed(spaced) == account.squeezed(text)
    assert account.of_original(Original((Line(1, spaced),), (Paragraph(text, (1,)),))) is None


@given(st.text(min_size=1).filter(account.squeezed))
def test_no_character_can_go_unseen(text: str) -> None:
    whole = account.squeezed(text)
    assert account.of_original(Original((Line(1, text),), (Paragraph(whole[1:], (1,)),)))
    assert account.of_original(Original((Line(1, text),), (Paragraph(whole + whole[0], (1,)),)))
