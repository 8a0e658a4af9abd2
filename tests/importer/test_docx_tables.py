"""Tables of Word documents: data becomes Markdown or HTML, and what only places text becomes paragraphs."""

import pytest
import wordfile as w
from wordfile import cell, dropped, opened, p, row, table, texts


def test_a_table_becomes_pipes() -> None:
    numbered_cell = "<w:tc>" + w.numbered("") + "</w:tc>"
    grid = table(row("序号", "事项|时间"), row(numbered_cell, "植树&lt;3月&gt;"), row(numbered_cell, "*巡护*"))
    original = opened(p("下表列出任务。") + grid, numbering=w.lists(w.level(0, "decimal", "%1")))
    found = original.paragraphs[1]
    assert (found.kind, found.text, found.printed) == ("table", "序号\t事项|时间\n1\t植树<3月>\n2\t*巡护*", "12")
    assert found.markup.split("\n") == [
        "| 序号 | 事项\\|时间 |",
        "| --- | --- |",
        "| 1 | 植树&lt;3月> |",
        "| 2 | \\*巡护\\* |",
    ]


def test_merged_cells_become_html() -> None:
    start, on, wide = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'
    grid = table(
        row(cell("科室", start), cell("任务", wide)),
        row(cell("", on), "春", "秋"),
        row("造林科", "植树", "补植"),
    )
    markup = opened(p("任务如下。") + grid).paragraphs[1].markup
    assert markup == (
        '<table>\n<thead>\n<tr><th rowspan="2">科室</th><th colspan="2">任务</th></tr>\n'
        "<tr><th>春</th><th>秋</th></tr>\n"
        "</thead>\n<tbody>\n<tr><td>造林科</td><td>植树</td><td>补植</td></tr>\n</tbody>\n</table>"
    )


@pytest.mark.parametrize(
    ("grid", "paragraphs"),
    [
        (table(row("只有一格")), ["只有一格"]),
        (table(row("云林〔2022〕5号", "签发人：王五")), ["云林〔2022〕5号 签发人：王五"]),
        (table(row(cell("云溪县林业局"), cell("文件", '<w:vMerge w:val="restart"/>'))), ["云溪县林业局", "文件"]),
        (
            table(row("抄送：县财政局。"), row("县林业局办公室", "2022年3月1日印发")),
            ["抄送：县财政局。", "县林业局办公室 2022年3月1日印发"],
        ),
        (table(row("左", "右"), borders="none"), ["左", "右"]),
    ],
)
def test_a_table_that_only_places_text_is_none(grid: str, paragraphs: list[str]) -> None:
    original = opened(grid + p("正文"))
    assert texts(original) == [*paragraphs, "正文"]
    assert {q.kind for q in original.paragraphs} == {"text"}


def test_a_small_table_of_data_without_lines_is_a_table() -> None:
    assert opened(table(row("事项", "春", "秋"), row("植树", "有", "无"), borders="none")).paragraphs[0].kind == "table"
    assert opened(table(row("事项", "时间"), row("方案印发", "三月"))).paragraphs[0].kind == "table"


def test_a_table_in_a_table_is_flattened_and_a_deleted_row_is_dropped() -> None:
    inner = f"<w:tc>{p('外')}{table(row('内一', '内二'), row('内三', '内四'), row('五', '六'), row('七', '八'))}</w:tc>"
    gone = "<w:tr><w:trPr><w:del/></w:trPr>" + cell("旧") + cell("行") + "</w:tr>"
    original = opened(p("如下。") + table(row("甲", "乙"), row(inner, "丙"), gone))
    assert original.paragraphs[1].text.startswith("甲\t乙\n外 内一 内二 内三 内四 五 六 七 八\t丙")
    assert dropped(original) == [("旧", "修订中已删除的文字"), ("行", "修订中已删除的文字")]
