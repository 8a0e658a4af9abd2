"""The structure of official documents: pairs of Markdown and HTML (tests/gongwen/), blocks, any text."""

import re
import time
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import inline

from generator.gongwen import parse_body
from generator.gongwen.context import Context
from generator.gongwen.html_table import sanitised, table_text
from generator.gongwen.markers import read_marker
from generator.gongwen.parser import parser
from generator.gongwen.titles import find_titles
from generator.plan import Block, Body, Citation
from generator.problem import Problem

HERE = Path(__file__).parent
TITLE = "关于印发《某市教育局2020年工作要点》的通知"
FILES = ("附件.docx", "图 1.png", "tu.png")
HAN = re.compile("[\u3400-\u9fff]")


def read_pairs(path: Path) -> list[tuple[str, str, str]]:
    """The pairs of a file: a title, a line of one dot, the input, a dot, the HTML, a dot."""
    parts = re.split(r"^\.$\n?", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return [(parts[i].strip(), parts[i + 1].removesuffix("\n"), parts[i + 2]) for i in range(0, len(parts) - 1, 3)]


PAIRS = [
    pytest.param(source, html, id=f"{path.stem}: {title}")
    for path in sorted((HERE / "gongwen").glob("*.md"))
    for title, source, html in read_pairs(path)
]


def body_of(text: str) -> Body:
    return parse_body(text, title=TITLE)[0]


def problems_of(text: str, first_line: int = 1) -> list[tuple[int, str]]:
    _, problems = parse_body(text, title=TITLE, first_line=first_line, files=FILES)
    return [(p.line, p.code) for p in problems]


def text_of(body: Body) -> str:
    return "\n".join(block.text for block in body.blocks)


class TextContent(HTMLParser):
    """The text of HTML, as a browser gives it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.ids += [value or "" for name, value in attrs if name == "id"]

    def handle_data(self, data: str) -> None:
        self.text += data


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(("source", "html"), PAIRS)
def test_pair(source: str, html: str) -> None:
    body, _ = parse_body(source, title=TITLE, files=FILES, base="2020-moushi/")
    assert body.html.strip() == html.strip()


def test_there_are_enough_pairs() -> None:
    assert len(PAIRS) >= 120


@pytest.mark.parametrize(("source", "html"), PAIRS)
def test_block_texts_are_the_text_of_the_html(source: str, html: str) -> None:
    body, _ = parse_body(source, title=TITLE, files=FILES, base="2020-moushi/")
    assert squeezed(text_of(body)) == squeezed(TextContent(html).text)


# --- blocks


def test_blocks_tell_kind_number_lead_level_anchor_and_line() -> None:
    text = "\n一、提高认识\n\n1. 继续学习。各校\n要组织。\n2.宣传\n\n| 甲 | 乙 |\n|---|---|\n| 1<br>2 | 3 |\n"
    assert body_of(text).blocks == (
        Block("section", "一、提高认识", 2, anchor="s1", number="一、", lead="提高认识", level=1),
        Block("item", "1. 继续学习。各校要组织。", 4, anchor="i1", number="1.", lead="继续学习", level=3),
        Block("item", "2.宣传", 6, anchor="i2", number="2.", lead="宣传", level=3),
        Block("table", "甲\t乙\n1\n2\t3", 8),
    )


def test_lines_are_lines_of_the_file() -> None:
    body, problems = parse_body("甲\n\n<b>乙", first_line=12)
    assert [block.line for block in body.blocks] == [12, 14]
    assert [problem.line for problem in problems] == [14]


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("1.加强建设。继续努力。", "加强建设"),
        ("1.围绕立德树人根本任务，" + "进一步组织好学生参加活动" * 6 + "。", "围绕立德树人根本任务"),
        ("1." + "组织好学生参加活动" * 9 + "。", ("组织好学生参加活动" * 9)[:59] + "…"),
        ("1.落实《" + "甲，乙" * 30 + "》精神。", ("落实《" + "甲，乙" * 30)[:59] + "…"),
        ("（一）工作目标：", "工作目标"),
        ("一是抓学习。二是抓宣传。", "抓学习"),
    ],
)
def test_leads_are_short(text: str, lead: str) -> None:
    assert body_of(text).blocks[0].lead == lead


def test_an_attachment_leads_to_its_title() -> None:
    blocks = body_of("附件1\n\n活动安排\n\n1.开会").blocks
    assert [(b.kind, b.anchor, b.lead) for b in blocks[:2]] == [
        ("attachment", "a1", "活动安排"),
        ("attachment-title", "", ""),
    ]


def test_lists_and_quotations_are_blocks_of_lines() -> None:
    blocks = body_of("- 甲\n- 乙\n\n> 丙\n>\n> 丁\n\n---").blocks
    assert [(b.kind, b.text) for b in blocks] == [("list", "甲\n乙"), ("quote", "丙\n丁"), ("rule", "")]


def test_html_tables_give_cells_and_rows() -> None:
    html = (
        "<table><caption>表</caption><tr><th>项目</th><th>内容</th></tr>"
        "<tr><td>甲</td><td><p>1.乙</p><p>2.丙</p></td></tr></table>"
    )
    assert body_of(html).blocks[0].text == "表\n项目\t内容\n甲\t1.乙\n2.丙"


def test_an_empty_text_has_no_blocks() -> None:
    assert body_of("") == Body("", (), ())
    assert body_of(" \n　　\n\n") == Body("", (), ())


def test_the_same_text_gives_the_same_body() -> None:
    text = "一、甲\n\n[乙](javascript:x)\n\n| 丙 |\n|---|\n| 丁 |"
    assert parse_body(text) == parse_body(text)


# --- citations


def test_citations_in_order_with_the_anchor_that_they_stand_under() -> None:
    text = (
        "落实《关于加强工作的意见》（国办发〔2019〕1号）。\n\n一、落实《未成年人保护条例》\n\n"
        "按《通知》（教思政厅2号）和苏教〔2020〕8号办理。\n\n1.落实《关于加强工作的意见》（国办发〔2019〕1号）。"
    )
    assert body_of(text).citations == (
        Citation("关于加强工作的意见", "国办发〔2019〕1号"),
        Citation("未成年人保护条例", "", "s1"),
        Citation("通知", "教思政厅2号", "s1", sure=False),
        Citation("", "苏教〔2020〕8号", "s1", sure=False),
        Citation("关于加强工作的意见", "国办发〔2019〕1号", "i1"),
    )


def test_a_number_beside_brackets_within_brackets_is_found() -> None:
    cited = body_of("落实《甲方案》（见《乙办法》（教发〔2020〕5号）），依照苏教〔2021〕6号。").citations
    assert [cite.number for cite in cited] == ["教发〔2020〕5号", "教发〔2020〕5号", "苏教〔2021〕6号"]


def test_exact_repeats_are_told_once() -> None:
    assert len(body_of("按《工作的意见》（苏教〔2019〕1号）和《工作的意见》（苏教〔2019〕1号）办。").citations) == 1


def test_a_damaged_number_is_not_sure() -> None:
    assert body_of("《关于工作的意见》（黔教办函〔202038）").citations == (
        Citation("关于工作的意见", "黔教办函〔2020〕38号", sure=False),
    )


def test_the_plan_does_not_cite_itself() -> None:
    assert body_of("现将《某市教育局2020年工作要点》印发给你们。").citations == ()


def test_short_names_and_periodicals_are_no_documents() -> None:
    assert body_of("落实《意见》和《实施意见》，办好《关工委通讯》，学习《习近平谈治国理政》。").citations == ()


def test_citations_in_a_pasted_table() -> None:
    body = body_of("一、甲\n\n<table><tr><td>《工作的意见》（苏教〔2019〕1号）</td></tr></table>")
    assert body.citations == (Citation("工作的意见", "苏教〔2019〕1号", "s1"),)


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("《甲》《乙》", ["《甲》", "《乙》"]),
        ("《甲〈乙〉丙》", ["《甲〈乙〉丙》"]),
        ("《甲《乙》丙》", ["《甲《乙》丙》"]),
        ("《甲〈乙》丙", ["《甲〈乙》"]),
        ("《甲，《乙》", ["《乙》"]),
        ("》甲《", []),
        ("《" + "甲" * 200 + "》", []),
    ],
)
def test_titles(text: str, titles: list[str]) -> None:
    assert [text[t.start : t.end] for t in find_titles(text)] == titles


# --- markers


@pytest.mark.parametrize(
    ("text", "kind", "number", "value"),
    [
        ("二十一、甲", "section", "二十一、", 21),
        ("（十二）甲", "subsection", "（十二）", 12),
        ("12. 甲", "item", "12.", 12),
        ("12．甲", "item", "12．", 12),
        ("（3）甲", "point", "（3）", 3),
        ("3)甲", "point", "3)", 3),
        ("⑫甲", "circled", "⑫", 12),
        ("三是甲", "enumeration", "三是", 3),
        ("第三章 甲", "section", "第三章", 3),
        ("第二十条　甲", "item", "第二十条", 20),
    ],
)
def test_markers(text: str, kind: str, number: str, value: int) -> None:
    marker = read_marker(text)
    assert marker is not None
    assert (marker.kind, marker.number, marker.value) == (kind, number, value)


@pytest.mark.parametrize(
    "text", ["", "甲", "2020.3", "1.5亿", "3.15", "2020年", "一、二、三等奖", "1、2号", "一般", "十分"]
)
def test_no_markers(text: str) -> None:
    assert read_marker(text) is None


# --- problems


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("甲", []),
        ("甲\n\n<span>乙</span><span>丙</span>\n\n<font>丁</font>", [(3, "html-cleaned"), (5, "html-cleaned")]),
        ("甲<br>乙<b>丙</b>", []),
        ("甲\n\n<!-- 乙 -->", [(3, "html-cleaned")]),
        ("[甲](没有.docx)\n\n[乙](附件.docx)\n\n[丙](javascript:x)", [(1, "link-missing"), (5, "link-unsafe")]),
        ("[甲](https://example.cn) [乙](#s1) [丙](mailto:a@example.cn)", []),
        ("| <p>甲</p> |\n|---|", []),
        ("<table><tr><td style='x'>甲</td></tr></table>", []),
    ],
)
def test_problems(text: str, problems: list[tuple[int, str]]) -> None:
    assert problems_of(text) == problems


def test_a_warning_says_what_went() -> None:
    _, problems = parse_body("<font>甲</font><marquee>乙</marquee>")
    assert [type(p) for p in problems] == [Problem]
    assert "<font>、<marquee>" in problems[0].message
    assert problems[0].severity == "warning"
    assert problems[0].hint
    assert not problems[0].path


ATTACKS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[甲](javascript:alert(1))",
    "![甲](javascript:alert(1))",
    "<javascript:alert(1)>",
    "<a href='javascript:alert(1)'>甲</a>",
    "<table><tr><td onclick=alert(1)><img src=x onerror=alert(1)><a href=javascript:x>甲</a></td></tr></table>",
    "<table><tr><td><svg><script>alert(1)</script></svg></td></tr></table>",
    "<table><style><img src=x onerror=alert(1)></style></table>",
    "<scr<script>x</script>ipt>alert(1)</script>",
    "<svg/onload=alert(1)>",
    "<b onmouseover=alert(1)>甲</b>",
    "[甲](data:text/html;base64,PHNjcmlwdD4=)",
    '[甲](https://example.cn "x" onclick="alert(1)")',
    '《甲的意见》（苏"><img>〔2020〕1号）',
    '## "><script>x</script>',
    "| <script>x |\n|---|\n| <iframe src=x> |",
)
ALLOWED = frozenset(
    re.findall(
        r"\w+",
        "p h2 h3 h4 h5 h6 span strong em sub sup u br a cite img ul li blockquote hr div "
        "table caption colgroup col thead tbody tfoot tr th td b i",
    )
)


@pytest.mark.parametrize("text", ATTACKS)
def test_nothing_runs(text: str) -> None:
    html = body_of(text).html
    assert set(TextContent(html).tags) <= ALLOWED
    assert not re.search(r"<[^>]*\son\w+=|<[^>]*(?:javascript|data):", html)


# --- any text

PIECES = (
    *"一二三十0129、．.（）()〔〕《》〈〉“”：:；;，,。！？①⑴ \t\n\u3000\xa0甲乙丙年月日号是第条章节附件注",
    *"*_`~#>|-+\\<>/[]!&$=",
    *(
        "\n\n",
        "  \n",
        "一、",
        "（一）",
        "1.",
        "1、",
        "（1）",
        "一是",
        "附件",
        "附件1：",
        "抄送：",
        "2020年3月1日",
        "---",
        "| 甲 |\n|---|\n",
    ),
    *("<table>", "</table>", "<tr><td>", "<br>", "<p>", "</p>", "<b>", "</b>", "<script>", "</script>", "<!--", "-->"),
    *(
        "苏教〔2020〕1号",
        "《工作的意见》（苏教〔2019〕1号）",
        "](",
        "[甲](乙.docx)",
        "**",
        "某市教育局",
        "一季度",
        "\n# ",
        "\n- ",
        "\n> ",
    ),
)
ANY_TEXT = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
PLAIN = "".join(c for c in "一二三十12、（）“”：；，。①甲乙丙年月是第条附件注《》〔〕号 \u3000\n")
PLAIN_TEXT = st.lists(
    st.sampled_from(
        [*PLAIN, "\n\n", "一、", "（一）", "\n1.", "\n（1）", "。\n一是", "\n附件\n", "2020年3月1日", "某市教育局\n"]
    ),
    max_size=60,
).map("".join)


@settings(max_examples=400, deadline=None)
@given(ANY_TEXT)
def test_any_text_has_a_body_with_unique_ascii_anchors(text: str) -> None:
    body, problems = parse_body(text, title=TITLE, first_line=5, files=FILES, base="x/")
    parsed = TextContent(body.html)
    anchors = [block.anchor for block in body.blocks if block.anchor]
    assert len(set(anchors)) == len(anchors)
    assert all(anchor.isascii() for anchor in anchors)
    assert parsed.ids == anchors
    assert set(parsed.tags) <= ALLOWED
    assert all(4 < problem.line <= 6 + text.count("\n") for problem in problems)
    assert squeezed(parsed.text) == squeezed(text_of(body))


@settings(max_examples=400, deadline=None)
@given(PLAIN_TEXT)
def test_every_character_of_plain_text_is_in_the_blocks_in_order(text: str) -> None:
    assert squeezed(text_of(body_of(text))) == squeezed(text)


@settings(max_examples=400, deadline=None)
@given(st.one_of(ANY_TEXT, PLAIN_TEXT, st.text("|-甲。 \n\t\u3000&<\"'>*_[]()!#:1.", max_size=60)))
def test_the_short_ways_give_what_markdown_it_gives(text: str) -> None:
    long_way = parser.__wrapped__()
    long_way.block.ruler.disable("gongwen_plain")
    long_way.core.ruler.at("inline", inline)
    plain = RendererHTML(long_way)
    plain.rules = {**long_way.renderer.rules, **plain.rules}
    long_way.renderer = plain
    html = long_way.render(text, {"gongwen": Context()})
    assert parser().render(text, {"gongwen": Context()}) == html
    assert parse_body(text)[0].html == html  # here nothing is escaped where there is nothing to escape


@settings(max_examples=200, deadline=None)
@given(ANY_TEXT)
def test_a_sanitised_table_stays_as_it_is(text: str) -> None:
    clean = sanitised(f"<table>{text}</table>")
    assert sanitised(clean) == clean
    assert "<script" not in clean
    assert isinstance(table_text(clean), str)


HOSTILE = {
    "opening brackets": "[" * 100_000,
    "brackets": "[]" * 50_000,
    "half links": "[甲](" * 30_000,
    "images": "![" * 50_000,
    "links at the end": "[" * 50_000 + "](",
    "titles": "《" * 100_000,
    "titles in titles": "《〈" * 30_000 + "〉》" * 30_000,
    "numbers": "（苏教〔2020" * 20_000,
    "cited often": "《甲乙丙丁的意见》（苏教〔2020〕1号）" * 4_000,
    "stars": "*甲" * 50_000,
    "stars and bars": "*_甲_*" * 20_000,
    "tags": "<b>" * 50_000,
    "crossing tags": "<b><i>甲</b></i>" * 10_000,
    "quotes in tags": '<b "' * 50_000,
    "comments": "<!--" * 50_000,
    "scripts": "<script>" * 30_000,
    "tables": "<table>\n" * 20_000,
    "rows": "| 甲 |\n|---|\n" + "||\n" * 20_000,
    "wide row": "|" * 50_000 + "\n" + "|-" * 50_000,
    "quotations": ">" * 50_000,
    "lists": "- " * 20_000,
    "one long line": "关心下一代工作委员会，" * 90_000,
    "lines": "甲\n" * 50_000,
    "sections": "一、甲\n" * 20_000,
    "points": "（1）甲\n" * 20_000,
    "organs": "某市教育局\n" * 20_000,
    "attachments": "附件1：甲\n\n乙\n\n" * 5_000,
    "stops": "1.“" + "甲。" * 50_000,
    "entities": "&" * 100_000,
    "backslashes": "\\" * 100_000,
    "dates": "2020年3月1日\n" * 10_000,
    "blanks": "甲 " * 50_000 + "\n" + " " * 100_000 + "乙",
    "wide blanks": "　" * 100_000 + "甲" + "　" * 100_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_takes_no_more_than_seconds(name: str) -> None:
    started = time.perf_counter()
    parse_body(HOSTILE[name], title=TITLE)
    assert time.perf_counter() - started < 6


@pytest.mark.parametrize("name", ["opening brackets", "quotations", "lists", "titles", "stops"])
def test_hostile_text_is_kept(name: str) -> None:
    text = text_of(parse_body(HOSTILE[name])[0])
    markup = "> -\n"
    kept = HOSTILE[name].translate(dict.fromkeys(map(ord, markup)))
    assert text.translate(dict.fromkeys(map(ord, markup))) == kept


# --- the five real plans

SHARED = HERE.parent.parent / "shared" / "plans"
needs_plans = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared plans are not here")


def plan_text(name: str) -> tuple[str, str]:
    """The title and the text of a shared plan."""
    front, _, text = (SHARED / name).read_text(encoding="utf-8").partition("\n---\n")
    title = re.search("^title: (.*)$", front, re.MULTILINE)
    return title[1] if title else "", text


@needs_plans
@pytest.mark.parametrize(
    ("name", "last"),
    [
        ("2020-zhangjiagang.md", 15),
        ("2020-guizhou.md", 16),
        ("2013-chongqing.md", 13),
        ("2021-jiangsu-xinxi-xueyuan.md", 18),
        ("2023-wujin.md", 0),
    ],
)
def test_items_of_real_plans_run_on(name: str, last: int) -> None:
    title, text = plan_text(name)
    blocks = parse_body(text, title=title)[0].blocks
    items = [b for b in blocks if b.kind == "item" and not b.anchor.startswith("a")]
    assert [b.number for b in items] == [f"{n}." for n in range(1, last + 1)]
    assert [b.anchor for b in items] == [f"i{n}" for n in range(1, last + 1)]


@needs_plans
@pytest.mark.parametrize("path", sorted(SHARED.glob("*.md")) if SHARED.is_dir() else [], ids=lambda p: p.stem)
def test_real_plans_are_complete_and_in_order(path: Path) -> None:
    title, text = plan_text(path.name)
    body, problems = parse_body(text, title=title)
    bare = re.sub(r"<br>|^#+ |^\|[-|]+\|$|\|", "", text, flags=re.MULTILINE)
    assert squeezed(text_of(body)) == squeezed(bare)
    assert squeezed(TextContent(body.html).text) == squeezed(bare)
    assert problems == ()


@needs_plans
def test_numbering_restarts_in_the_attachment_of_2013() -> None:
    title, text = plan_text("2013-chongqing.md")
    blocks = parse_body(text, title=title)[0].blocks
    items = [b.number for b in blocks if b.kind == "item" and b.anchor.startswith("a1-")]
    assert items == [f"{n}." for quarter in (4, 5, 4, 3) for n in range(1, quarter + 1)]
    kinds = [b.kind for b in blocks]
    assert kinds[:4] == ["paragraph", "signature", "date", "document"]
    assert kinds[-1] == "note"
    assert [b.lead for b in blocks if b.kind == "heading"] == ["一季度", "二季度", "三季度", "四季度"]
    assert [b.lead for b in blocks if b.kind == "attachment"] == ["会议与活动计划安排"]


@needs_plans
def test_all_numbered_citations_of_the_plans_are_found() -> None:
    found = []
    for path in sorted(SHARED.glob("*.md")):
        title, text = plan_text(path.name)
        found += [c.number for c in parse_body(text, title=title)[0].citations if c.number]
    assert found == [
        "渝委办发〔2013〕3号",
        "渝办发〔2012〕300号",
        "教思政厅2号",
        "渝教工委办〔2011〕65号",
        "渝教师〔2013〕2号",
        "渝教工委〔2013〕7号",
        "苏教委〔2019〕1号",
        "苏教党〔2010〕51号",
    ]


@needs_plans
def test_the_plan_of_2021_ends_with_its_signature() -> None:
    title, text = plan_text("2021-jiangsu-xinxi-xueyuan.md")
    blocks = parse_body(text, title=title)[0].blocks
    assert [b.kind for b in blocks[-2:]] == ["signature", "date"]
