"""A text piece by piece: nothing lost, nothing twice, ranks without a gap."""

from hypothesis import given, settings
from hypothesis import strategies as st
from sheets import line, markdown, opened, pdf, read

from generator.gongwen import parse_body
from generator.paper.pieces import Piece, pieces_of
from generator.paper.sheets import paper_of

LINES = [
    *(
        "一、加强建设",
        "（一）健全组织。按期换届。",
        "1. 选好人员。",
        "（1）学习",
        "## 一季度",
        "# 要点",
        "附件",
        "附件1",
    ),
    *("正文**重**点[网](https://a.cn/)。", "- 甲", "> 引", "---", "2024年3月5日", "![图](a.png)"),
    "| a | b |\n|---|---|\n| 1 | 2<br>3 |",
    "<table><tr><td rowspan=2>A</td><td>b</td></tr><tr><td colspan=3>c</td></tr></table>",
]


def pieces(text: str) -> tuple[Piece, ...]:
    body, _ = parse_body(text, files=("a.png",), base="x/")
    return pieces_of(body.html, body.blocks)


def said(found: tuple[Piece, ...]) -> str:
    runs = [run for piece in found for run in piece.runs if not run.picture]
    return "".join("".join(run.text for run in runs).split())


@given(st.lists(st.sampled_from(LINES), max_size=12))
@settings(max_examples=150, deadline=None)
def test_every_character_is_in_a_piece_once_and_in_order(chosen: list[str]) -> None:
    body, _ = parse_body("\n\n".join(chosen), files=("a.png",), base="x/")
    found = pieces_of(body.html, body.blocks)
    texts = []
    for piece in found:
        runs = piece.runs
        if piece.table:
            runs = tuple(run for row in piece.table.rows for cell in row for run in cell.runs)
        texts += [run.text for run in runs if not run.picture]
    assert "".join("".join(texts).split()) == "".join("".join(block.text for block in body.blocks).split())


@given(st.lists(st.sampled_from(LINES), max_size=12))
@settings(max_examples=150, deadline=None)
def test_no_rank_is_skipped(chosen: list[str]) -> None:
    ranks = [piece.rank for piece in pieces("\n\n".join(chosen)) if piece.rank]
    above = 1  # the title of the plan
    for rank in ranks:
        assert 1 <= rank <= above + 1
        above = rank


def test_looks_links_and_cells_are_kept() -> None:
    first, broken, table = pieces("**重**点[网](https://a.cn/)。\n\n上行  \n下行\n\n" + LINES[-1])
    assert [run.text for run in broken.runs] == ["上行", "\n", "下行"]
    assert [(run.text, run.looks, run.link) for run in first.runs] == [
        ("重", ("bold",), ""),
        ("点", (), ""),
        ("网", (), "https://a.cn/"),
        ("。", (), ""),
    ]
    assert table.table
    assert [[(cell.across, cell.down) for cell in row] for row in table.table.rows] == [[(1, 2), (1, 1)], [(3, 1)]]
    assert table.table.columns == 4


def test_the_number_is_printed_as_typed() -> None:
    source = markdown("1. 先做。\n\n3．再做。\n\n７、后做。")
    _, body = read(source)
    assert said(pieces_of(body.html, body.blocks)) == "1.先做。3．再做。７、后做。"


def test_the_caption_of_a_table_is_printed_with_it() -> None:
    rows = "<tr><th>项目</th><th>时间</th></tr><tr><td>会议</td><td>三月</td></tr>"
    text = f"<table><caption>全年安排</caption>{rows}</table>"
    [table] = pieces(text)
    assert table.table
    assert "".join(run.text for run in table.table.caption) == "全年安排"
    page = opened(pdf(markdown(text)))[0]
    assert line(page, "全年安排").top < line(page, "项目").top


def test_organs_that_issue_jointly_stand_one_below_the_other_however_they_are_parted() -> None:
    for issuer in ("中共苏州市委教育工委 苏州市教育局", "中共苏州市委教育工委、苏州市教育局"):
        assert paper_of(*read(markdown("正文。", issuer=issuer))).mark == ("中共苏州市委教育工委", "苏州市教育局")
