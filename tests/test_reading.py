"""Reading a plan: what webmasters produce on office computers is understood, and nothing at all makes it stumble."""

import codecs
import re
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.cli import cli
from generator.day import Day
from generator.plan import KEYS, Attachment, Body, Plan
from generator.problem import Severity
from generator.reader import Reading, read_plan

ROOT = Path(__file__).parent.parent
HANDBOOK = (ROOT / "docs" / "frontmatter.md").read_text("utf-8")
FRONT = "title: 苏州市教育局关工委2020年工作要点\nissuer: 苏州市教育局关工委\nregion: 江苏/苏州\n"
BODY = "\n一、加强学习\n\n1. 组织学习有关文件。\n"
FULL = f"""---
标题: 关于印发《苏州市教育局关工委2020年工作要点》的通知
发文机关: 苏州市教育局关工委
文号: 苏教关〔2020〕8号
成文日期: 2020年3月25日
地区: 江苏/苏州
抄送:
  - 市关工委
  - 市家长学校（办公室、联络处）
印发日期: 2020-03-26
---
{BODY}"""


def read(front: str, body: str = BODY, *, path: str = "2020-suzhou.md", files: tuple[str, ...] = ()) -> Plan:
    """The plan with this front matter; it must have no problem at all."""
    reading, _ = read_plan(path, f"---\n{front}---\n{body}".encode(), files)
    assert reading.problems == ()
    assert reading.plan
    return reading.plan


def with_line(line: str, *, path: str = "2020-suzhou.md", files: tuple[str, ...] = ()) -> Plan:
    """The plan with the required entries and these further lines."""
    return read(f"{FRONT}{line}\n", path=path, files=files)


def codes(front: str) -> list[str]:
    """The codes of the problems with this front matter."""
    reading, _ = read_plan("2020-suzhou.md", f"---\n{front}---\n{BODY}".encode(), ())
    return [problem.code for problem in reading.problems]


# Encodings and line ends

ENCODERS = {
    "utf-8": lambda text: text.encode(),
    "utf-8 with BOM": lambda text: text.encode("utf-8-sig"),
    "utf-16 LE with BOM": lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le"),
    "utf-16 BE with BOM": lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
    "utf-16 LE without BOM": lambda text: text.encode("utf-16-le"),
    "utf-16 BE without BOM": lambda text: text.encode("utf-16-be"),
    "gb18030": lambda text: text.encode("gb18030"),
}


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("encoding", ENCODERS)
def test_every_encoding_and_line_end_gives_the_same_plan(encoding: str, ends: str) -> None:
    wanted, wanted_body = read_plan("a.md", FULL.encode(), ())
    reading, body = read_plan("a.md", ENCODERS[encoding](FULL.replace("\n", ends)), ())
    assert (reading.plan, body) == (wanted.plan, wanted_body)
    assert reading.plan
    assert reading.plan.cc == ("市关工委", "市家长学校（办公室、联络处）")
    converted = [] if encoding.startswith("utf-8") else ["encoding-converted"]
    assert [problem.code for problem in reading.problems] == converted


def test_characters_beyond_gbk_survive() -> None:
    front = FRONT.replace("苏州市教育局关工委2020", "𠮷市𬇙镇—“䶮”2020")
    text = f"---\n{front}---\n{BODY}"
    reading, _ = read_plan("a.md", text.encode("gb18030"), ())
    assert reading.plan
    assert reading.plan.title == "𠮷市𬇙镇—“䶮”2020年工作要点"


@pytest.mark.parametrize("cut", [b"\xe5\xa5", b"\xff", b"\x00"], ids=["half a character", "no character", "NUL"])
@pytest.mark.parametrize("bom", [b"", codecs.BOM_UTF8], ids=["without BOM", "with BOM"])
def test_a_damaged_utf8_file_is_refused_at_its_line_and_never_taken_for_gb18030(bom: bytes, cut: bytes) -> None:
    text = bom + FULL.encode() + cut + "。\n".encode()
    reading, body = read_plan("a.md", text, ())
    assert (reading.plan, body) == (None, None)
    assert [(p.code, p.line) for p in reading.problems] == [("encoding-unreadable", text.count(b"\n"))]


# Keys

VALUES = {
    "title": "苏州市教育局关工委2020年工作要点",
    "issuer": "苏州市教育局关工委",
    "doc_number": "苏教关〔2020〕8号",
    "date": "2020-03-25",
    "region": "江苏/苏州",
    "year": "2021",
    "recipients": "各市、区教育局",
    "cc": "市关工委，市家长学校",
    "print_office": "苏州市教育局办公室",
    "print_date": "2020-03-26",
    "attachments": "一览表.xlsx",
    "status": "废止 2022-03-01 由新的要点代替",
    "kind": "摘编",
    "draft": "true",
    "review": "false",
    "publish_on": "2020-04-01",
    "aliases": "info/1024.html",
    "id": "suzhou-2020",
    "source": "苏州市教育局网站",
    "history": "2021-05-06 更正第3条的一处文字",
    "allow": "year-mismatch：题目如此",
}
CANONICAL = "".join(f"{KEYS[name][0]}: {value}\n" for name, value in VALUES.items())


@pytest.mark.parametrize("name", KEYS)
def test_a_key_may_be_spelt_in_many_ways(name: str) -> None:
    wanted = read(CANONICAL, files=("一览表.xlsx",))
    value = VALUES[name]
    for spelling in KEYS[name]:
        wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in spelling)
        for line in (
            f"{spelling}: {value}",
            f"{spelling}：{value}",
            f"{spelling}： {value}  ",
            f"{spelling}:\t{value}",
            f"{spelling}:{value}",
            f"{spelling} : {value}",
            f"{spelling}\u3000：\u3000{value}",
            f"{spelling.upper()}: {value}",
            f"{spelling.capitalize()}: {value}",
            f"{spelling.replace('_', '-')}: {value}",
            f"{wide}：{value}",
            f"\u200b{spelling}\ufeff: {value}",
            f'"{spelling}": {value}',
            f"{spelling}: {value} # 说明",
        ):
            front = CANONICAL.replace(f"{KEYS[name][0]}: {value}\n", f"{line}\n")
            assert read(front, files=("一览表.xlsx",)) == wanted, line


def test_the_handbook_lists_every_key_and_spelling() -> None:
    rows = [row.split("|")[2] for row in HANDBOOK.splitlines() if re.match(r"\| [^|]+ \| `[a-z文主抄印附]", row)]
    listed = [set(re.findall(r"`([^`]+)`", row)) for row in rows]
    for name, spellings in KEYS.items():
        assert set(spellings) in listed, f"docs/frontmatter.md lacks the spellings of {name}"


def test_the_examples_of_the_handbook_can_be_read() -> None:
    examples = re.findall(r"^```markdown\n(.*?)^```", HANDBOOK, re.DOTALL | re.MULTILINE)
    assert len(examples) >= 3
    for example in examples:
        reading, _ = read_plan("2024-moumou.md", example.encode(), ("全年活动安排.xlsx",))
        assert reading.plan, example
        assert not reading.problems, example


# Where the front matter begins and ends


@pytest.mark.parametrize(
    "fence", ["---", "-----", "－－－", "——", "—", "———", "–––", "―――", "─", "---  ", "  ---", "\t---"]
)
def test_the_lines_around_the_front_matter_may_be_any_dashes(fence: str) -> None:
    text = f"\n\n{fence}\n{FRONT}{fence}\n{BODY}"
    reading, _ = read_plan("a.md", text.encode(), ())
    assert reading.problems == ()
    assert reading.plan
    assert reading.plan.title == VALUES["title"]


def test_a_rule_in_the_body_stays_in_the_body() -> None:
    reading, body = read_plan("a.md", f"---\n{FRONT}---\n{BODY}\n---\n\n说明\n".encode(), ())
    assert reading.plan
    assert body
    assert [block.kind for block in body.blocks][-2:] == ["rule", "paragraph"]


def test_lines_are_counted_in_the_file() -> None:
    reading, _ = read_plan("a.md", f"\r\n---\r\n{FRONT}date: 不详\r\n---\r\n\r\n[表](a.xlsx)\r\n".encode(), ())
    assert [(p.code, p.line) for p in reading.problems] == [("date-unreadable", 6), ("link-missing", 9)]


# Values


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("通知: 2020年要点", "通知: 2020年要点"),
        ("通知：2020年要点", "通知：2020年要点"),
        ("[2020]年要点", "[2020]年要点"),
        ("[转发]2020年要点", "[转发]2020年要点"),
        ("【转发】2020年要点", "【转发】2020年要点"),
        ("{转发2020年要点", "{转发2020年要点"),
        ('"四个意识"2020年要点', '"四个意识"2020年要点'),
        ("'四个意识'2020年要点", "'四个意识'2020年要点"),
        ("“四个意识”2020年要点", "“四个意识”2020年要点"),
        ('"2020年: 要点"', "2020年: 要点"),
        ("'2020年''要点'", "2020年'要点"),
        ("'2020年 #1'", "2020年 #1"),
        ('学习"精神": 2020年要点', '学习"精神": 2020年要点'),
        ("It's 2020年要点", "It's 2020年要点"),
        ("*2020年要点", "*2020年要点"),
        ("**2020年要点**", "**2020年要点**"),
        ("&2020年要点", "&2020年要点"),
        ("!2020年要点", "!2020年要点"),
        ("@2020年要点", "@2020年要点"),
        ("%2020年要点", "%2020年要点"),
        ("`2020年要点`", "`2020年要点`"),
        ("- 2020年要点", "- 2020年要点"),
        ("? 2020年要点", "? 2020年要点"),
        ("> 2020年要点", "> 2020年要点"),
        ("# 2020年要点 '", None),
        ("2020年要点 # 说明", "2020年要点"),
        ("2020年: 要点 # 说明", "2020年: 要点"),
        ("2020年要点#1", "2020年要点#1"),
        ("2020年\u3000要点", "2020年 要点"),
        ("|\n  2020年\n  要点", "2020年 要点"),
        (">-\n  2020年\n  要点", "2020年 要点"),
        ("2020年\n  要点", "2020年 要点"),
        ("2020年\x0b要点\u2028续", "2020年 要点 续"),
        ("2020年\u200b要点", "2020年要点"),
        ("2020", "2020"),
        ("2020-03-25", "2020-03-25"),
        ("true", "true"),
        ("1e3年2020", "1e3年2020"),
        ("https://www.example.cn/2020#a", "https://www.example.cn/2020#a"),
        ("~", None),
        ("null", None),
        ("", None),
        ('""', None),
    ],
)
def test_a_title_is_taken_as_typed(typed: str, title: str | None) -> None:
    front = f"title: {typed}\nissuer: 甲\nregion: 江苏\nyear: 2020\n"
    if title is None:
        assert codes(front) == ["key-missing"]
    else:
        assert read(front).title == title
        # The same as the last entry, where the end of the front matter follows.
        assert read(f"issuer: 甲\nregion: 江苏\nyear: 2020\ntitle: {typed}\n").title == title


@pytest.mark.parametrize(
    ("typed", "cc"),
    [
        ("市关工委，市家长学校。", ["市关工委", "市家长学校"]),
        ("市关工委、市家长学校；团市委;市妇联,市科协", ["市关工委", "市家长学校", "团市委", "市妇联", "市科协"]),
        ("市关工委（办公室、联络处），团市委", ["市关工委（办公室、联络处）", "团市委"]),
        ("各市(区、县)教育局，《某报、某刊》编辑部", ["各市(区、县)教育局", "《某报、某刊》编辑部"]),
        ("市关工委），团市委", ["市关工委）", "团市委"]),
        ("市关工委", ["市关工委"]),
        ("市关工委: 办公室，团市委", ["市关工委: 办公室", "团市委"]),
        ("[市关工委, 团市委]", ["市关工委", "团市委"]),
        ("\n  - 市关工委\n  - 各市、区教育局", ["市关工委", "各市、区教育局"]),
        ("\n- 市关工委\n- 团市委", ["市关工委", "团市委"]),
        ("\n\t- 市关工委\n\t- 团市委", ["市关工委", "团市委"]),
        ("\n\u3000\u3000- 市关工委\n\u3000\u3000- 团市委", ["市关工委", "团市委"]),
        ("\n  -市关工委\n  -团市委", ["市关工委", "团市委"]),
        ("\n  － 市关工委\n  － 团市委", ["市关工委", "团市委"]),
        ("\n  · 市关工委\n  ● 团市委", ["市关工委", "团市委"]),
        ("\n  - 市关工委: 办公室\n  - 团市委", ["市关工委: 办公室", "团市委"]),
        ('\n  - "五老"工作站\n  - 团市委；', ['"五老"工作站', "团市委"]),
        ("\n  - 市关工委 # 说明\n\n  # 一行说明\n  - 团市委", ["市关工委", "团市委"]),
        ("\n  - 市关工委\n  -\n  - 团市委", ["市关工委", "团市委"]),
        ("", []),
        ("~", []),
    ],
)
def test_cc_as_a_list_or_in_one_line(typed: str, cc: list[str]) -> None:
    assert list(with_line(f"抄送: {typed}").cc) == cc


@pytest.mark.parametrize("key", ["成文日期", "印发日期", "发布日期"])
@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2020-03-25", Day(2020, 3, 25)),
        ("2020-3-5", Day(2020, 3, 5)),
        ("2020/3/25", Day(2020, 3, 25)),
        ("2020.3.25", Day(2020, 3, 25)),
        ("2020年3月25日", Day(2020, 3, 25)),
        ("2020 年 3 月 25 日", Day(2020, 3, 25)),
        ("２０２０年３月２５日", Day(2020, 3, 25)),
        ("二〇二〇年三月二十五日", Day(2020, 3, 25)),
        ("二○二○年三月二十五日", Day(2020, 3, 25)),
        ("二零二零年十二月三十一日", Day(2020, 12, 31)),
        ("2020-02-29", Day(2020, 2, 29)),
        ("2019-12", Day(2019, 12)),
        ("2019年12月", Day(2019, 12)),
        ("2019年12月份", Day(2019, 12)),
        ("2019", Day(2019)),
        ("2019年", Day(2019)),
        ("'2020-03-25'", Day(2020, 3, 25)),
        ("2020-03-25 # 落款", Day(2020, 3, 25)),
        ("", None),
    ],
)
def test_dates(key: str, typed: str, day: Day | None) -> None:
    plan = with_line(f"{key}: {typed}")
    assert {"成文日期": plan.date, "印发日期": plan.print_date, "发布日期": plan.publish_on}[key] == day


def test_the_dates_of_the_handbook_are_read_as_it_says() -> None:
    table = HANDBOOK.split("### 成文日期")[1].split("###")[0]
    rows = re.findall(r"^\| (`.*?) \| (.*?) \|$", table, re.MULTILINE)
    assert len(rows) >= 7
    for forms, meaning in rows:
        for form in re.findall(r"`([^`]+)`", forms):
            date = with_line(f"date: {form}").date
            assert date
            meant = {"只知道到月": "2019年12月", "只知道到年": "2019年"}.get(meaning, meaning)
            assert date.chinese == meant, form


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ("有效", ("有效", None, "")),
        ("废止", ("废止", None, "")),
        ("已废止", ("废止", None, "")),
        ("废止 2022-03-01", ("废止", Day(2022, 3, 1), "")),
        ("废止 2022-03-01 由新的 规则代替", ("废止", Day(2022, 3, 1), "由新的 规则代替")),
        ("废止，2022年3月1日，由新规则代替", ("废止", Day(2022, 3, 1), "由新规则代替")),
        ("废止（2022年3月1日起，由新规则代替）", ("废止", Day(2022, 3, 1), "由新规则代替")),
        ("撤销 2022年3月", ("撤销", Day(2022, 3), "")),
        ("撤下 有个人信息（见说明）", ("撤下", None, "有个人信息（见说明）")),
        ("[废止, 2022-03-01, 由新规则代替]", ("废止", Day(2022, 3, 1), "由新规则代替")),
        ("\n  状态: 废止\n  日期: 2022-03-01\n  说明: 由新规则代替", ("废止", Day(2022, 3, 1), "由新规则代替")),
        ("", ("有效", None, "")),
    ],
)
def test_status(typed: str, status: tuple[str, Day | None, str]) -> None:
    plan = with_line(f"状态: {typed}")
    assert (plan.status, plan.status_date, plan.status_note) == status


@pytest.mark.parametrize("typed", ["是", "true", "True", "YES", "yes", "on", "1", "对", "'是'", "是 # 等领导看过"])
def test_a_draft(typed: str) -> None:
    assert with_line(f"draft: {typed}").draft is True


@pytest.mark.parametrize("typed", ["否", "false", "No", "off", "0", "不是", ""])
def test_no_draft(typed: str) -> None:
    assert with_line(f"草稿: {typed}").draft is False


@pytest.mark.parametrize(
    ("title", "lines", "year"),
    [
        ("甲局2020年工作要点", "", 2020),
        ("甲局2020年工作要点", "date: 2019-12", 2020),
        ("甲局2020年工作要点", "year: 2021\ndate: 2019-12", 2021),
        ("甲局2020年度重点工作", "", 2020),
        ("甲局二〇二〇年工作要点", "", 2020),
        ("甲局二○二○年工作要点", "", 2020),
        ("关于做好2018—2022年规划、印发2020年工作要点的通知", "", 2020),
        ("甲局工作要点", "date: 2020-03-25", 2020),
        ("甲局工作要点", "date: 2020", 2020),
        ("甲局工作要点", "年度: 2020年度", 2020),
        ("甲局工作要点", "年度: 2020年", 2020),
        ("甲局工作要点", "年度: 二〇二〇年", 2020),
        ("甲局工作要点", "year: '2020'\npublish_on: 2023-01-01\n印发日期: 2021-01-05", 2020),
    ],
)
def test_the_year_is_given_or_in_the_title_or_that_of_the_date(title: str, lines: str, year: int) -> None:
    assert read(f"title: {title}\nissuer: 甲局\nregion: 江苏\n{lines}\n").year == year


@pytest.mark.parametrize("line", ["publish_on: 2020-03-25", "印发日期: 2020-03-25", "source: 2020年3月25日查阅"])
def test_no_other_date_tells_the_year(line: str) -> None:
    assert codes(f"title: 甲局工作要点\nissuer: 甲局\nregion: 江苏\n{line}\n") == ["year-missing"]


@pytest.mark.parametrize(
    ("typed", "history"),
    [
        (
            "\n  - 2021-05-06 更正第3条\n  - 2022年3月 更正: 附件",
            [(Day(2021, 5, 6), "更正第3条"), (Day(2022, 3), "更正: 附件")],
        ),
        ("2021-05-06 更正第3条", [(Day(2021, 5, 6), "更正第3条")]),
        ("\n  - 更正第3条", [(None, "更正第3条")]),
        ("", []),
    ],
)
def test_history(typed: str, history: list[tuple[Day | None, str]]) -> None:
    assert [(change.date, change.note) for change in with_line(f"沿革: {typed}").history] == history


@pytest.mark.parametrize(("typed", "kind"), [("原文", "原文"), ("摘编", "摘编"), ("", "原文"), ("摘编 # 删节", "摘编")])
def test_kind(typed: str, kind: str) -> None:
    assert with_line(f"类型: {typed}").kind == kind


@pytest.mark.parametrize(
    ("path", "plan_id"),
    [
        ("2020-suzhou.md", "2020-suzhou"),
        ("jiangsu/2020/2020-suzhou.md", "2020-suzhou"),
        ("jiangsu/2020-suzhou/index.md", "2020-suzhou"),
        ("jiangsu/张家港2020/index.md", "zhangjiagang-2020"),
        ("张家港市2020年工作要点.md", "zhangjiagangshi-2020-niangongzuoyaodian"),
        ("2020 苏州（定稿）.md", "2020-suzhou-dinggao"),
        ("index.md", "index"),
        ("CON.md", "con-c1e04579"),
        ("nul.md", "nul-5bc585ee"),
        ("com1/index.md", "com1-f066827c"),
        ("console.md", "console"),
        ("2020.Suzhou.MD", "2020-suzhou"),
    ],
)
def test_the_id_comes_from_the_name_of_the_file(path: str, plan_id: str) -> None:
    assert read(FRONT, path=path).id == plan_id


def test_a_given_id_is_kept() -> None:
    assert with_line("编号: 2020-Zhang.jia_gang", path="x.md").id == "2020-Zhang.jia_gang"


@pytest.mark.parametrize(
    ("typed", "attachments"),
    [
        ("一览表.xlsx", [Attachment("一览表", "一览表.xlsx")]),
        ("一览表", [Attachment("一览表")]),
        ("活动安排、一览表.xlsx", [Attachment("活动安排"), Attachment("一览表", "一览表.xlsx")]),
        ("\n  - 一览表.xlsx\n  - 活动安排", [Attachment("一览表", "一览表.xlsx"), Attachment("活动安排")]),
        ("\n  - 重点工作: 一览表.xlsx", [Attachment("重点工作", "一览表.xlsx")]),
        ("\n  - 重点工作： 一览表.xlsx", [Attachment("重点工作", "一览表.xlsx")]),
        ("\n  - 1.重点工作: 一览表.xlsx\n  - 2.安排：a.csv", [("1.重点工作", "一览表.xlsx"), ("2.安排", "a.csv")]),
    ],
)
def test_attachments_by_name_and_file(typed: str, attachments: list[Attachment]) -> None:
    plan = with_line(f"附件: {typed}", files=("a.csv", "一览表.xlsx", "报名表.docx"))
    assert [(a.name, a.file) for a in plan.attachments] == [
        (a.name, a.file) if isinstance(a, Attachment) else a for a in attachments
    ]
    assert set(plan.files) == {a.file for a in plan.attachments if a.file}


def test_a_picture_of_the_text_is_no_attachment_of_an_index_unless_it_is_named() -> None:
    text, files = f"{BODY}\n![印章](印章.png)\n", ("b.xlsx", "印章.png")
    plan = read(FRONT, text, path="2020-suzhou/index.md", files=files)
    assert [a.file for a in plan.attachments] == ["b.xlsx"]
    assert plan.files == files
    named = read(f"{FRONT}附件:\n  - 印模: 印章.png\n", text, path="a/index.md", files=files)
    assert [a.name for a in named.attachments] == ["印模", "b"]


def test_a_draft_may_lack_what_a_plan_must_have() -> None:
    whole, _ = read_plan("a.md", f"---\nissuer: 甲\n---\n{BODY}".encode(), ())
    draft, _ = read_plan("a.md", f"---\nissuer: 甲\ndraft: true\n---\n{BODY}".encode(), ())
    assert whole.plan is None
    assert draft.plan
    assert {p.code for p in draft.problems} == {"key-missing"} == {p.code for p in whole.problems}
    assert {p.severity for p in draft.problems} == {Severity.WARNING}


def test_an_import_is_told_of_until_it_is_confirmed() -> None:
    reading, _ = read_plan("a.md", f"---\n{FRONT}待核对: 是\n---\n{BODY}".encode(), ())
    assert reading.plan
    assert reading.plan.review
    assert [(p.code, p.severity, p.line) for p in reading.problems] == [("review-pending", Severity.WARNING, 5)]
    assert not read(f"{FRONT}review: false\n").review


def test_files_in_the_folder_of_an_index_are_attachments() -> None:
    plan = with_line("附件:\n  - 重点工作: b.xlsx", path="2020-suzhou/index.md", files=("a.csv", "b.xlsx"))
    assert plan.attachments == (Attachment("重点工作", "b.xlsx"), Attachment("a", "a.csv"))


def test_files_that_the_text_links_to_or_shows_are_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = tmp_path / "content"
    content.mkdir()
    for name in ("一览表 1.xlsx", "yinzhang.png", "other.csv"):
        (content / name).write_bytes(name.encode())
    body = "\n见[一览表](<一览表 1.xlsx>)。\n\n![印章](yinzhang.png)\n"
    (content / "2020-suzhou.md").write_text(f"---\n{FRONT}---\n{body}", "utf-8")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(cli, ["build", "--quiet"])
    assert (result.exit_code, result.output) == (0, "")
    files = {path.name: path.read_bytes() for path in (tmp_path / "public/plans/2020-suzhou").iterdir()}
    assert files == {name: name.encode() for name in ("一览表 1.xlsx", "yinzhang.png")}


# Whatever stands in a file

patient = settings(deadline=None)  # the first reading loads the parser and the table of regions

TOKENS = [
    *"\n\n\n \t\u3000:：-－—'\"[]{}&*!|>#%@`,，、；;（）〔〕.。\\<>/~$",
    "---\n",
    "- ",
    ": ",
    "\x00",
    "\ufeff",
    "\u2028",
]
TOKENS += [
    *(s for spellings in KEYS.values() for s in spellings),
    "2020年",
    "一、",
    "1. ",
    "《要点》",
    "附件",
    "<table>",
    "📄",
]
messy = st.lists(st.one_of(st.sampled_from(TOKENS), st.text(max_size=8)), max_size=60).map("".join)
lines = st.builds(
    "{}{}{}\n".format,
    st.sampled_from([s for spellings in KEYS.values() for s in spellings] + ["  - ", "x", ""]),
    st.sampled_from([": ", "：", ":", "", ":\n  - "]),
    st.one_of(messy, st.sampled_from(sorted(VALUES.values()))),
)
fronts = st.lists(lines, max_size=12).map("".join)


def assert_sound(path: str, data: bytes, files: tuple[str, ...] = ()) -> Reading:
    """Reading these bytes gives a plan or an error, with lines of the file, and the same every time."""
    reading, body = read_plan(path, data, files)
    assert read_plan(path, data, files) == (reading, body)
    errors = [p for p in reading.problems if p.severity is Severity.ERROR]
    assert (reading.plan is None) == bool(errors) == (body is None)
    last = data.count(b"\n") + data.count(b"\r") + 2
    assert all(p.path == path and 0 <= p.line <= last and p.code and p.message for p in reading.problems)
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(reading), type=Reading) == reading
    if body:
        assert msgspec.msgpack.decode(msgspec.msgpack.encode(body), type=Body) == body
    return reading


@patient
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    assert_sound("a.md", data)
    assert_sound("a.md", b"---\n" + FRONT.encode() + data + b"\n---\n" + data)


@patient
@given(st.one_of(st.text(), messy), st.sampled_from(["utf-8", "utf-16", "gb18030"]))
def test_any_text_is_read_or_refused(text: str, encoding: str) -> None:
    assert_sound("a.md", text.encode(encoding, "ignore"))
    assert_sound("a/index.md", f"---\n{FRONT}---\n{text}".encode(encoding, "ignore"), ("a.xlsx", "b.png"))


@patient
@given(fronts)
def test_any_front_matter_is_read_or_refused(front: str) -> None:
    assert_sound("a.md", f"---\n{front}---\n{BODY}".encode("utf-8", "ignore"))
    assert_sound("a.md", f"---\n{FRONT}{front}---\n{BODY}".encode("utf-8", "ignore"), ("一览表.xlsx",))


plain = st.text(st.sampled_from("关工委要点学习（一）、，。；：“”《》〔2020〕8号 #:-[]\"'abc\n\t　①𠮷é"), max_size=80)


@patient
@given(plain, plain, st.sampled_from(["\n", "\r\n", "\r"]))
def test_a_text_means_the_same_in_every_encoding(value: str, body: str, ends: str) -> None:
    text = f"---\n标题: 苏州市2020年{value}\n发文机关: 苏州市教育局\n地区: 江苏\n---\n{BODY}{body}".replace("\n", ends)
    readings = []
    for encode in ENCODERS.values():
        reading, found = read_plan("a.md", encode(text), ())
        problems = [p for p in reading.problems if p.code != "encoding-converted"]
        readings.append((reading.plan, problems, found))
    assert all(reading == readings[0] for reading in readings)


@patient
@given(st.dictionaries(st.sampled_from(sorted(VALUES)), st.booleans(), min_size=3))
def test_the_order_of_the_entries_does_not_matter(chosen: dict[str, bool]) -> None:
    required = {"title", "issuer", "region"}
    entries = [f"{KEYS[name][-1 if last else 0]}: {VALUES[name]}\n" for name, last in chosen.items()]
    entries += [f"{name}: {VALUES[name]}\n" for name in required - set(chosen)]
    there, back = (read("".join(order), files=("一览表.xlsx",)) for order in (entries, entries[::-1]))
    assert msgspec.structs.replace(there, lines={}) == msgspec.structs.replace(back, lines={})


HOSTILE = {
    "brackets": "'cc: ' + '[' * 20000 + ']' * 20000",
    "braces": "'cc: ' + '{a: ' * 12000",
    "dashes": "'cc:\\n' + '  ' + '- ' * 20000",
    "question marks": "'? ' * 20000",
    "brackets over lines": "'cc: ' + '[\\n' * 20000",
    "a billion laughs": "'a: &a [x,x,x,x,x,x,x,x,x]\\n' + ''.join("
    "f'{chr(98 + i)}: &{chr(98 + i)} [' + ','.join(['*' + chr(97 + i)] * 9) + ']\\n' for i in range(12)) + '抄送: *m'",
    "a reference to itself": "'抄送: &a [*a, *a]'",
    "ten thousand keys": "'\\n'.join(f'key{i}: v' for i in range(10000))",
    "as many keys as are read": "'\\n'.join(f'key{i}: v' for i in range(4000))",
    "one key again and again": "'title: v\\n' * 5000",
    "lines that YAML can't read": "'\\n'.join(f'title: [: {i}' for i in range(4000))",
    "an open quotation": "'title: \"' + 'x\\n' * 20000",
    "blanks before a colon that never comes": "'title' + ' ' * 40000",
    "tags": "'cc: ' + '!!str ' * 8000",
    "a very long line": "'抄送: ' + '关工委、（' * 9000",
    "four million characters": "'抄送: ' + '关工委、' * 1000000",
    "a date of digits": "'date: ' + '2' * 40000",
    "a number of brackets": "'文号: ' + '〔' * 40000",
    "a region of slashes": "'region: ' + '江苏/' * 15000",
    "a long alias": "'aliases: ' + 'a/' * 20000",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_front_matter_ends_soon_and_brings_nothing_down(name: str) -> None:
    code = f"""
from generator.reader import read_plan
front = {HOSTILE[name]}
reading, body = read_plan("a.md", ("---\\n" + front + "\\n---\\n\\n正文。\\n").encode(), ())
assert reading.plan is None and reading.problems
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, timeout=20, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
