"""Secrecy, wording, punctuation and the record of one file: what is told, and what is not."""

import pytest
from reading import checked, codes, problems

from generator.checks.lexicon import parse_lexicon, shipped
from generator.problem import Severity
from generator.reader import read_plan

BODY = "一、加强学习\n\n1. 组织学习有关文件。"
END = "\n\n苏州市教育局关工委\n\n2020年3月25日"


@pytest.mark.parametrize(
    "mark",
    ["秘密★1年", "机密", "绝 密", "密级：秘密", "000123机密★长期", "机密★10年 特急", "秘密☆", "秘密★一年", "秘密级"],
)
def test_a_mark_in_the_head(mark: str) -> None:
    assert codes(f"{mark}\n\n{BODY}") == ["secret-mark"]


@pytest.mark.parametrize("line", ["密级: 秘密", "密级：机密★1年", "保密等级: 绝密"])
def test_a_mark_in_the_front_matter(line: str) -> None:
    assert "secret-mark" in codes(BODY, line + "\n")


@pytest.mark.parametrize(
    "mark", ["内部资料 注意保存", "内部文件", "内部资料", "严禁外传", "（此件不公开）", "依申请公开"]
)
def test_a_mark_of_the_inside_in_the_head(mark: str) -> None:
    assert codes(f"{mark}\n\n{BODY}") == ["secret-inside"]


@pytest.mark.parametrize("note", ["（此件不公开）", "（此件依申请公开）", "(此件不予公开)", "（此件不公开发布）"])
def test_a_note_at_the_end(note: str) -> None:
    assert codes(f"{BODY}{END}\n\n{note}") == ["secret-inside"]


@pytest.mark.parametrize(
    "body",
    [
        "1. 保守国家秘密，尊重商业秘密和个人隐私。",
        "教育学生保守秘密。\n\n一、机密文件要按规定管理\n\n1. 做好。",
        "1. 做好信息公开，不得公开学生的个人信息。",
        f"{BODY}{END}\n\n（此件公开发布）",
        f"{BODY}{END}\n\n（此件主动公开）",
        "1. 办好内部资料性出版物《关心》。",
        "特急\n\n" + BODY,
        "一、保密工作\n\n1. 绝密级事项由专人负责，做好机密、秘密级文件的登记。",
        "2. 免费发放内部学习材料。",
    ],
)
def test_running_text_is_no_mark(body: str) -> None:
    assert codes(body) == []


def test_words_of_the_lexicon_are_told_where_they_stand() -> None:
    (problem,) = problems("一、学习\n\n1. 学习党的十九的精神。")
    assert (problem.severity, problem.line, problem.column) == (Severity.NOTICE, 9, 8)
    assert "十九大的精神" in problem.message
    assert codes("1. 学习党的十九大的精神、二十大精神。") == []


def test_no_entry_of_the_lexicon_contradicts_another() -> None:
    words = shipped().words
    assert len(words) > 30
    for right in words.values():
        assert not any(wrong in right for wrong in words), right


def test_a_lexicon_of_ones_own_adds_and_takes_out() -> None:
    lexicon, told = parse_lexicon("五老队五：五老队伍\n十九的精神:\n错: 对\n甲甲: 甲甲\n列: [一]\n")
    assert lexicon.words["五老队五"] == "五老队伍"
    assert "十九的精神" not in lexicon.words
    assert "布署" in lexicon.words
    assert [(p.code, p.line) for p in told] == [("lexicon-invalid", n) for n in (3, 4, 5)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("学习《意见，认真落实。", "wording-unclosed"),
        ("学习意见》，认真落实。", "wording-unclosed"),
        ("学习（见通知。", "wording-unclosed"),
        ("发挥“五老作用。", "wording-unclosed"),
        ("发挥“五老“作用。", "wording-unclosed"),
        ("《关于“五老》的”意见。", "wording-unclosed"),
        ("认真学习，，贯彻落实。", "wording-doubled"),
        ("认真学习。。", "wording-doubled"),
        ("认真学习，。", "wording-doubled"),
        ("认真学习,贯彻落实。", "wording-width"),
        ("注意事项:一是学习。", "wording-width"),
        ("到２０20年完成。", "wording-width"),
    ],
)
def test_slips_of_punctuation_are_notices(text: str, code: str) -> None:
    found = problems(f"一、学习\n\n{text}\n\n好。")
    assert [(p.code, p.severity, p.line) for p in found] == [(code, Severity.NOTICE, 9)]


@pytest.mark.parametrize(
    "text",
    [
        "学习《关于〈纲要〉的通知》（国发〔2020〕5号），发挥“五老”作用。",
        "1）学习；2）宣传；a）其他。",
        "怎么办？？真好！！等等……——好。",
        "（以下简称《意见》）认真落实。",
        "会议定于12:30开始,比例为3:2。".replace(",", "，"),
        "网址 https://a.example/x?y=1,2 见附件。",
        "(一)学习。",
        "《一》《二》、“三”“四”，（五）（六）。",
        "他说：“好，《意见》（征求意见稿）很好。”",
    ],
)
def test_right_punctuation_is_left(text: str) -> None:
    assert codes(f"一、学习\n\n{text}") == []


def test_mixed_widths_are_told_once_a_file_with_their_number() -> None:
    (problem,) = problems("一、学习\n\n好,好,好。\n\n好,好。")
    assert "共 3 处" in problem.message


@pytest.mark.parametrize(
    ("front", "code"),
    [
        ("文号: 苏教关〔2019〕8号\n成文日期: 2020-03-25\n", "docnumber-year"),
        ("文号: 苏教关〔2019〕98号\n成文日期: 2020-01-05\n", ""),
        ("文号: 苏教关〔2020〕8号\n成文日期: 2020\n", ""),
        ("文号: 苏教关〔2020〕8号\n", ""),
        ("成文日期: 2020-03-25\n印发日期: 2020-03-24\n", "date-after-print"),
        ("成文日期: 2020-04\n印发日期: 2020-03-24\n", "date-after-print"),
        ("成文日期: 2020-03\n印发日期: 2020-03-01\n", ""),
        ("成文日期: 2020-03-25\n印发日期: 2020-03-25\n", ""),
        ("年度: 2021\n", "year-mismatch"),
        ("年度: 2020\n", ""),
    ],
)
def test_the_record_against_itself(front: str, code: str) -> None:
    assert codes(BODY, front) == [code] * bool(code)


def test_a_title_may_name_a_span_of_years() -> None:
    front = "title: 苏州市关工委2019—2021年规划\nissuer: 苏州市关工委\nregion: 江苏/苏州\nyear: "
    for year, told in (("2020", []), ("2022", ["year-mismatch"])):
        reading, _ = read_plan("a.md", f"---\n{front}{year}\n---\n\n一、学习\n".encode(), (), shipped())
        assert [problem.code for problem in reading.problems] == told


def test_attachments_that_are_named_are_there() -> None:
    named = f"{BODY}\n\n附件：重点工作一览表{END}"
    assert codes(named) == ["attachment-absent"]
    assert codes(f"{named}\n\n附件\n\n重点工作一览表\n\n一季度：学习。") == []
    assert [p.code for p in checked(named, "附件: 一览表.xlsx\n", ("一览表.xlsx",)).problems] == []
    assert codes(BODY + END) == []


@pytest.mark.parametrize(
    "text",
    ["请打 138**1234**5678。", "请打 138&#49;2345678。", "请打 138<b></b>12345678。"],
)
def test_a_number_that_markup_parts_is_found_on_the_page(text: str) -> None:
    found = [p for p in problems(text) if p.code == "privacy-phone"]
    assert len(found) == 1
    assert "138****5678" in found[0].message
    assert "不能自动遮盖" in found[0].hint


def test_no_message_shows_what_it_is_about() -> None:
    for secret in ("13812345678", "11010519491231002X", "zhou@qq.com"):
        for problem in problems(f"身份证或电话 {secret}。"):
            assert secret not in problem.message + problem.hint
