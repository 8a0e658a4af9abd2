"""Plain text: every encoding of an office computer, nothing lost, tables kept, garbled text told."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.importer import account
from generator.importer.original import Original
from generator.importer.text.plain import read

PLAN = """云岭县教育局关心下一代工作委员会2018年工作要点

2018年，全县教育系统关工委要围绕立德树人这个根本，组织老同志走进校园，把关爱送到每一所山里的学校。
一、办好读书会
1.每所中心学校请三位老党员，每学期至少讲两次。
云岭县教育局关工委
2018年3月2日
"""
TRADITIONAL = "關於印發《雲嶺縣教育局關心下一代工作委員會工作要點》的通知\n各學校要組織老同志走進校園，開展讀書活動。\n"


def opened(text: str | bytes, *, codes: tuple[str, ...] = ()) -> Original:
    """The text as read; its sum holds, and it has these problems."""
    original = read(text if isinstance(text, bytes) else text.encode(), "要点.txt")
    assert account.of_original(original) is None
    assert tuple(p.code for p in original.problems) == codes
    return original


def texts(original: Original) -> list[str]:
    return [paragraph.text for paragraph in original.paragraphs]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk", "utf-8-sig", "utf-8"])
@pytest.mark.parametrize("text", [PLAN, "关于印发工作要点的通知\n"])
def test_every_encoding_of_windows_is_read(encoding: str, text: str) -> None:
    assert texts(opened(text.encode(encoding))) == [line for line in text.split("\n") if line]


@pytest.mark.parametrize("encoding", ["big5", "big5hkscs", "cp950"])
def test_big5_is_told_from_gb18030(encoding: str) -> None:
    original = opened(TRADITIONAL.encode(encoding))
    assert texts(original) == TRADITIONAL.splitlines()


def test_traditional_characters_in_gb18030_are_no_big5() -> None:
    original = opened(TRADITIONAL.encode("gb18030"))
    assert texts(original) == TRADITIONAL.splitlines()


@pytest.mark.parametrize(
    ("was", "read_as"),
    [("utf-8", "gb18030"), ("utf-8", "latin-1"), ("utf-8", "cp1252"), ("gb18030", "latin-1"), ("gb18030", "utf-8")],
)
def test_text_that_was_saved_garbled_is_refused(was: str, read_as: str) -> None:
    garbled = PLAN.encode(was).decode(read_as, "replace").encode()
    original = opened(garbled, codes=("text-garbled",))
    assert not original.paragraphs
    assert "乱码" in original.problems[0].message


def test_a_few_broken_characters_are_told_with_their_line() -> None:
    original = opened(PLAN.replace("读书会", "锟斤拷会"), codes=("text-garbled",))
    assert (original.problems[0].line, original.problems[0].severity) == (4, "warning")
    assert "一、办好锟斤拷会" in texts(original)


def test_a_file_cut_in_the_middle_of_a_character_is_read_up_to_there() -> None:
    original = opened(PLAN.encode()[:-3], codes=("text-garbled",))
    assert original.paragraphs[0].text.startswith("云岭县教育局")


@pytest.mark.parametrize("data", [b"", b"\n \r\n\t", "\ufeff\u3000\u200b".encode()])
def test_an_empty_file_is_refused(data: bytes) -> None:
    assert not opened(data, codes=("original-empty",)).paragraphs


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 8, b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 40, b"\xff\xd8\xff\xe0" * 99]
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    original = read(data, "图.txt")
    assert not original.paragraphs
    assert original.problems


def test_a_huge_file_is_refused_unread() -> None:
    assert [p.code for p in read(b"a" * 5_000_001, "a.txt").problems] == ["original-too-large"]


def test_blanks_inside_a_line_are_one_and_those_at_its_ends_none() -> None:
    original = opened("\u3000\u3000云岭县教育局办公室 \xa0\xa0  2018年3月5日印发 \u3000\n")
    assert texts(original) == ["云岭县教育局办公室 2018年3月5日印发"]


def test_an_indent_tells_a_signature_from_a_title() -> None:
    original = opened("            云岭县2018年要点\n\n" + " " * 25 + "云岭县教育局\n" + " " * 25 + "2018年3月2日\n")
    assert [p.align for p in original.paragraphs] == ["center", "right", "right"]


def test_a_table_with_pipes_is_a_table_and_its_lines_are_dropped() -> None:
    table = "| 时 间 | 内容 |\n|---|:--:|\n| 一季度 | <p>1.开会</p> <p>2.走访</p> |\n| 二季度 | 读书<br/>会 |"
    original = opened(f"工作安排表\n\n{table}\n\n抄送：各学校。")
    found = original.paragraphs[1]
    assert found.kind == "table"
    assert found.text == "时 间\t内容\n一季度\t1.开会 2.走访\n二季度\t读书 会"
    assert found.markup.split("\n")[2] == "| 一季度 | 1.开会<br>2.走访 |"
    assert {d.line for d in original.dropped} == {3, 4, 5, 6}


def test_neighbours_with_the_same_tabs_are_a_table_but_a_numbered_list_is_none() -> None:
    original = opened("时间\t活动\t单位\n3月\t走访\t县关工委\n\n1.\t学雷锋\n2.\t讲家史\n3.\t写书信\n")
    assert [p.kind for p in original.paragraphs] == ["table", "text", "text", "text"]
    assert original.paragraphs[0].markup.startswith("| 时间 | 活动 | 单位 |\n| --- | --- | --- |")
    assert original.paragraphs[1].text == "1. 学雷锋"


def test_the_signs_of_markdown_headings_give_their_level() -> None:
    original = opened("# 云岭县2018年工作要点\n\n## 一、读书\n\n多读书。\n")
    assert [(p.heading, p.text) for p in original.paragraphs] == [
        (1, "云岭县2018年工作要点"),
        (2, "一、读书"),
        (0, "多读书。"),
    ]


def test_what_a_web_page_put_around_a_plan_stays_as_lines() -> None:
    original = opened(
        "设为首页 | 加入收藏\n当前位置: 首页 >> 正文\n\xa0\n云岭县2018年工作要点\n\xa0版权所有\xa0|\xa0电话\n"
    )
    assert texts(original) == [
        "设为首页 | 加入收藏",
        "当前位置: 首页 >> 正文",
        "云岭县2018年工作要点",
        "版权所有 | 电话",
    ]


ANY_LINE = st.text(
    st.sampled_from(
        "一二三、。，；：“”（）〔〕《》 \u3000\xa0\t|-#<p>/0123456789关工委各学校第页共年月日附件抄送"
        "\x07\x0c\x85\u2028\u200b\ufeffA𠀀"
    ),
    max_size=40,
)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.one_of(ANY_LINE, st.text(max_size=30)), max_size=30), st.sampled_from(["\n", "\r\n", "\r", "\n\n"]))
def test_no_character_is_lost_whatever_the_text(lines: list[str], end: str) -> None:
    original = read(end.join(lines).encode("utf-8", "replace"), "a.txt")
    assert account.of_original(original) is None
    numbers = [n for paragraph in original.paragraphs for n in paragraph.lines]
    assert numbers == sorted(numbers)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_raise(data: bytes) -> None:
    assert account.of_original(read(data, "a.txt")) is None
