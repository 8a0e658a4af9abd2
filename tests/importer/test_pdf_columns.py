"""Tables of a PDF without upright lines, or without any; and what short lines tell of the edges of a page."""

# ruff: noqa: E501 -- styles and lines of documents
from typing import Any

import pytest
from test_pdf import BODY, PLAIN, opened, printed, texts

__all__ = ["printed"]  # the fixture
HEAD, ROWS = (
    ("月份", "活动内容", "责任单位"),
    [
        ("三月", "请老党员讲村里的故事", "中心小学"),
        ("四月", "祭扫烈士墓，读一封家书", "各村关工委"),
        ("六月", "慰问留守儿童", "镇妇联"),
    ],
)
THREE = "table{border-collapse:collapse;width:100%} th{border-top:2px solid;border-bottom:1px solid} .z td{border-bottom:2px solid}"
NONE = "table{width:100%} td,th{padding:2pt 6pt;text-align:left;vertical-align:top;width:33%}"


def drawn(rows: list[tuple[str, ...]], head: tuple[str, ...] = HEAD) -> str:
    cells = "".join(f"<th>{cell}</th>" for cell in head)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><tr>{cells}</tr>{body}</table>"


def tables(printed: Any, inside: str, style: str) -> list[str]:
    """The tables of a page with two paragraphs around them, as Markdown."""
    body = "".join(f"<p>{text}</p>" for text in BODY[1:4])
    found = opened(printed(f"{body}{inside}<p>请各村对照检查，月底前报镇关工委。</p>", f"{PLAIN} {style}"))
    assert found.paragraphs[-1].text == "请各村对照检查，月底前报镇关工委。"
    return [p.markup for p in found.paragraphs if p.kind == "table"]


@pytest.mark.parametrize("style", [THREE, NONE], ids=["three lines", "no line"])
def test_a_table_without_upright_lines_is_one(printed: Any, style: str) -> None:
    found = tables(printed, drawn(ROWS), style)

    assert [line.replace(" ", "") for line in found[0].split("\n")] == [
        "|月份|活动内容|责任单位|",
        "|---|---|---|",
        *(f"|{'|'.join(row)}|" for row in ROWS),
    ]


def test_a_cell_of_several_lines_stays_one(printed: Any) -> None:
    long = "请五位老战士到各校讲战斗故事，编成小册子发给每个班"
    found = tables(printed, drawn([*ROWS, ("七月", long, "各校")]), f"{NONE} td{{font-size:12pt;line-height:16pt}}")

    assert f"| 七月 | {long} | 各校 |" in found[0]


@pytest.mark.parametrize(
    ("rows", "head"),
    [
        (ROWS[:1], HEAD),  # too few rows
        (ROWS, ("春天", "好", "雨水")),  # no words of a head
        ([("王老师", "李老师", "赵老师")] * 3, ("张老师", "刘老师", "陈老师")),
    ],
)
def test_what_may_be_no_table_stays_text(printed: Any, rows: list[tuple[str, ...]], head: tuple[str, ...]) -> None:
    assert tables(printed, drawn(rows, head), NONE) == []


def test_a_cell_set_in_the_middle_of_its_row_makes_no_wrong_table(printed: Any) -> None:
    long = "请五位老战士到各校讲战斗故事，编成小册子发给每个班，再办一次展览"
    style = NONE.replace("vertical-align:top", "vertical-align:middle")
    found = tables(printed, drawn([*ROWS, ("七月", long, "各校")]), style)

    assert all(f"| 七月 | {long} | 各校 |" in table for table in found)


def test_lines_that_all_are_short_are_paragraphs(printed: Any) -> None:
    lines = [
        "常山镇关工委工作计划",
        "发布时间：2020-01-01",
        "2019年常山镇关工委工作计划",
        "各村关工委：",
        "一、讲故事",
        "二、办展览",
        "三、看望留守儿童和孤儿",
        "常山镇关工委",
    ]
    style = '@page{size:A4;margin:15mm} body{font:12pt/20pt "Noto Serif CJK SC"} p{margin:0}'

    assert texts(opened(printed("".join(f"<p>{line}</p>" for line in lines), style))) == lines


def test_typed_blanks_that_push_the_end_of_a_name_over_the_edge(printed: Any) -> None:
    name = "常山镇中心小学关心下一代工作委员会"
    signed = f'<p style="white-space:pre-wrap;text-indent:0">{"　" * 14}{name}</p>'
    found = texts(opened(printed("".join(f"<p>{text}</p>" for text in BODY) + signed + "<p>2019年3月</p>", PLAIN)))

    assert name in found


def test_the_line_that_a_browser_prints_in_the_american_way_is_dropped(printed: Any) -> None:
    head = '<div style="font-size:8pt;margin-left:20mm">11/23/26, 4:55 PM 常山镇关工委工作计划</div>'
    body, style = "".join(f"<p>{text}</p>" for text in BODY[:3]), 'body{font:16pt/29pt "Noto Serif CJK SC"} p{margin:0}'
    margin = dict.fromkeys(("top", "bottom", "left", "right"), "20mm")
    options = {"display_header_footer": True, "header_template": head, "footer_template": "<p></p>", "margin": margin}
    found = opened(printed(body, style, format="A4", **options))

    assert found.lines[0].text.startswith("11/23/26")
    assert texts(found) == BODY[:3]
