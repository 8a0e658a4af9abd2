"""Lines and paragraphs: hand-wrapped text is joined, paragraphs of a line stay, page breaks cut no sentence."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.importer import account
from generator.importer.original import Original
from generator.importer.text.joining import glued, is_open, starts_anew
from generator.importer.text.plain import read

LONG = (
    "请老校友回学校看看，给初一年级讲讲三十年前的山口，讲讲怎样走出大山又回来种茶。"
    "学生听完写一封回信，由语文组选出20封寄给他们，年底装订成册放进校史室，供大家借阅。"
)
MORE = (
    "每位老教师联系两名学生，每两周谈一次心，谈学习，谈家里的事，谈将来想做什么。谈完记下来，学期末交给学校关工委保存。"
)
DOCUMENT = [
    "山口县教育局关工委2016年工作要点",
    "各中心学校关工委：",
    LONG,
    "一、办好读书会",
    "1." + LONG,
    "2." + MORE,
    "（一）把家史讲到教室里，把教室搬到田野上去",
    MORE,
    "二、关爱留守儿童",
    "一是" + MORE,
    LONG,
    "附件：1.活动安排表",
    "2.联系卡样式",
    "山口县教育局关工委",
    "2016年3月1日",
]
NO_START = "，。、；：！？）》”"


def wrapped(text: str, width: int, indent: int = 0) -> list[str]:
    """A paragraph wrapped at so many Han characters, as a typist or an old mail program does."""
    lines, line, used = [], "\u3000" * indent, float(indent)
    for character in text:
        used += 0.5 if character.isascii() else 1
        if used > width and character not in NO_START:
            lines.append(line)
            line, used = "", 0.5 if character.isascii() else 1
        line += character
    return [*lines, line]


def opened(lines: list[str], end: str = "\n") -> Original:
    original = read(end.join(lines).encode(), "a.txt")
    assert account.of_original(original) is None
    return original


def texts(original: Original) -> list[str]:
    return [paragraph.text for paragraph in original.paragraphs]


@pytest.mark.parametrize("width", [24, 28, 35, 38])
@pytest.mark.parametrize("way", ["indented", "blank lines", "neither", "double spaced"])
def test_hand_wrapped_lines_become_paragraphs(way: str, width: int) -> None:
    lines = []
    for text in DOCUMENT:
        lines += wrapped(text, width, 2 if way == "indented" and len(text) > 18 else 0)
        lines += [""] if way == "blank lines" else []
    assert texts(opened(lines, "\n\n" if way == "double spaced" else "\n")) == DOCUMENT


@pytest.mark.parametrize("end", ["\n", "\n\n", "\r\n\u3000\r\n"])
def test_lines_that_are_paragraphs_stay_paragraphs(end: str) -> None:
    assert texts(opened(DOCUMENT, end)) == DOCUMENT


def test_short_lines_of_one_length_are_a_list_and_no_wrapped_text() -> None:
    lines = [f"关于召开第{n}次家长会的通知和安排" for n in "一二三四五六七八九"]
    assert texts(opened(lines)) == lines


@pytest.mark.parametrize("between", [[""], ["\f"], ["", "- 3 -", ""], ["— 3 —"], ["第3页 共5页", "\f"]])
@pytest.mark.parametrize("place", [13, 29, 61])
def test_a_sentence_that_a_page_break_cut_is_joined(between: list[str], place: int) -> None:
    broken = "2." + MORE + LONG
    lines = [DOCUMENT[0], "1." + LONG, broken[:place], *between, broken[place:], "3." + MORE, "4." + LONG]
    assert texts(opened(lines)) == [DOCUMENT[0], "1." + LONG, broken, "3." + MORE, "4." + LONG]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("一、加强学习，提高认识", "各学校要组织教师学习。学习要有记录。"),
        ("各中心学校关工委：", "现将工作要点印发给你们。"),
        ("关于印发《山口县教育局关心下一代", "工作委员会2016年工作要点》的通知"),
        ("学生写一封回信。由语文组选出寄给他们", "2.每位老教师联系两名学生。"),
        ("学生写一封回信。由语文组选出寄给他们", "山口县教育局关工委"),
        ("学生写一封回信。由语文组选出寄给他们", "抄送：县委办公室。"),
        ("学生写一封回信。由语文组选出寄给他们", "2016年3月1日"),
        ("1.召开全县关工委会议", "2.走访老同志，慰问困难家庭。"),
        ("山口县教育局关工委", "2016年3月1日"),
        ("附件：1.活动安排表", "2.联系卡样式"),
        ("做到以下几点：", "各学校要组织教师学习。学习要有记录。"),
    ],
)
def test_what_ends_without_a_full_stop_is_not_joined_for_that(before: str, after: str) -> None:
    assert texts(opened([before, after])) == [before, after]


def test_page_numbers_and_running_heads_are_dropped_with_the_reason() -> None:
    pages = [["山口县教育局文件", *wrapped(LONG + MORE, 28), f"— {n} —", "\f"] for n in range(1, 4)]
    original = opened(["标题", *(line for page in pages for line in page)])
    assert {(d.text, d.why) for d in original.dropped} == {
        *((f"— {n} —", "页码") for n in range(1, 4)),
        ("山口县教育局文件", "每页重复的页眉或页脚"),
    }
    assert texts(original).count("山口县教育局文件") == 1  # on the first page it may be the head of the document


def test_a_numbered_heading_beside_two_page_breaks_is_no_running_head() -> None:
    lines = ["（一）读书", LONG, "\f", "（二）讲课", MORE, "\f", "（二）讲课", LONG]
    assert texts(opened(lines)) == [line for line in lines if line != "\f"]


def test_bare_numbers_are_page_numbers_only_where_pages_lie_between_them() -> None:
    pages = [line for n in range(1, 4) for line in (LONG, MORE, LONG, MORE, str(n))]
    assert [d.text for d in opened(pages).dropped] == ["1", "2", "3"]
    column = ["序号", "1", "2", "3", LONG]
    assert opened(column).dropped == ()


def test_a_blank_stands_between_western_words_only() -> None:
    assert glued("开展Reading", "Week活动") == "开展Reading Week活动"
    assert glued("关工委", "QQ群") == "关工委QQ群"
    assert glued("关心下一代", "工作") == "关心下一代工作"
    assert glued("20", "16年") == "2016年"


def test_an_end_is_seen_behind_quotation_marks() -> None:
    assert not is_open("他说：“来。”")
    assert not is_open("多读书.")
    assert is_open("深入学习《意见》")


@pytest.mark.parametrize(
    "text",
    [
        "一、学习",
        "（二）学习",
        "3.学习",
        "附件1",
        "附件：名单",
        "抄送：各学校",
        "2016年3月1日",
        "注：另行通知",
        "二季度",
        "山教〔2016〕1号",
    ],
)
def test_what_begins_a_paragraph_by_its_words(text: str) -> None:
    assert starts_anew(text)


@pytest.mark.parametrize("text", ["2016年要", "15所学校", "工作要点", "二、三年级的学生", "1.5万人"])
def test_what_does_not(text: str) -> None:
    assert not starts_anew(text)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.text(st.sampled_from("关工委学校，。、：一二1（）“”a "), min_size=1, max_size=80), max_size=20),
    st.integers(12, 40),
)
def test_wrapping_and_joining_keeps_the_order_of_all_characters(paragraphs: list[str], width: int) -> None:
    lines = [line for text in paragraphs for line in wrapped(text, width, 2)]
    original = opened(lines)
    kept = "".join(account.squeezed(p.text) for p in original.paragraphs)
    dropped = {d.line for d in original.dropped}
    assert kept == "".join(account.squeezed(line.text) for line in original.lines if line.n not in dropped)
