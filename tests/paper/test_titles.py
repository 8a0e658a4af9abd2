"""Long titles broken by sense into a trapezoid or a rhombus (GB/T 9704-2012 7.3.1)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.paper.titles import title_lines, width


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("常州市武进区教育局关工委2023年工作要点", ["常州市武进区教育局关工委2023年工作要点"]),
        (
            "贵州省教育厅关心下一代工作委员会2020年工作要点",
            ["贵州省教育厅关心下一代工作委员会", "2020年工作要点"],
        ),
        (
            "关于印发《张家港市教育局关心下一代工作委员会2020年工作要点》的通知",
            ["关于印发《张家港市教育局", "关心下一代工作委员会2020年", "工作要点》的通知"],  # none between longer ones
        ),
        (
            "中共苏州市委教育工作委员会 苏州市教育局关于印发《苏州市教育系统关工委2024年工作要点》的通知",
            ["中共苏州市委教育工作委员会", "苏州市教育局关于印发《苏州市教育系统", "关工委2024年工作要点》的通知"],
        ),
    ],
)
def test_titles_break_where_the_sense_does(title: str, lines: list[str]) -> None:
    assert list(title_lines(title)) == lines


@given(st.text("关于印发《》的通知苏州市教育局委员会2024年工作要点、（）， ab", min_size=1, max_size=90))
def test_nothing_is_lost_and_every_line_fits(title: str) -> None:
    lines = title_lines(title)
    assert "".join("".join(lines).split()) == "".join(title.split())
    assert all(width(line) <= 21 for line in lines)  # a sign that may not begin a line is taken along
    assert all(lines[0:1]) or not title.strip()


@pytest.mark.parametrize("length", [200, 2_000])
def test_a_title_of_any_length_takes_no_time(length: int) -> None:
    assert len(title_lines("苏州市" * length)) == len("苏州市" * length) // 19 + 1
