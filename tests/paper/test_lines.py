"""Where the lines of a text end, and that the PDF has them. What LibreOffice makes of them: test_word_office.py."""

from itertools import accumulate, pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sheets import CHAR, HAN, LEFT, RIGHT, body_lines, close, markdown, opened, pdf, read, typesetter

from generator.paper.breaking import HAN as HAN_SCRIPT
from generator.paper.breaking import SIZE, TIGHTER, Sign, ends, script_of
from generator.paper.lines import broken
from generator.paper.sheets import paper_of

CELL = SIZE - TIGHTER
SOUP = st.lists(
    st.sampled_from(
        [*HAN, *"，。、；：！？《》（）“”〔〕", "2024", "16", "3.5", "100%", "APP", "——", "……", "①", " ", ",", "-"]
    ),
    min_size=1,
    max_size=200,
)


def signs(text: str) -> list[Sign]:
    """The signs of a text in a font whose figures and letters are half as wide as high."""
    script, found = HAN_SCRIPT, []
    for char in text:
        script = script_of(char) or script
        wide = SIZE if script_of(char) == HAN_SCRIPT or char in "“”—…" else SIZE / 2
        found.append(Sign(char, wide - TIGHTER, script, 0))
    return found


def lines_of(text: str, cells: int = 10) -> list[str]:
    """The lines of a text that is so many characters wide."""
    room = cells * CELL + TIGHTER
    cuts = ends(signs(text), room, room)
    return [text[a:b] for a, b in zip((0, *cuts), (*cuts, len(text)), strict=True)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("国家教育工作会议精神贯彻", ["国家教育工作会议精神", "贯彻"]),
        ("国家教育工作会议精神，贯彻", ["国家教育工作会议精", "神，贯彻"]),  # nothing hangs
        ("国家教育工作会议精神。", ["国家教育工作会议精", "神。"]),
        ("国家教育工作会议精。”贯彻", ["国家教育工作会议", "精。”贯彻"]),
        ("国家教育工作会议精神》贯彻", ["国家教育工作会议精", "神》贯彻"]),
        ("国家教育工作会议精（神）贯", ["国家教育工作会议精", "（神）贯"]),
        ("国家教育工作会议“精神”", ["国家教育工作会议“精", "神”"]),
        ("国家教育工作会议精——神", ["国家教育工作会议精", "——神"]),
        ("国家教育工作会议精2024年", ["国家教育工作会议精", "2024年"]),
        ("国家教育工作会2024年度", ["国家教育工作会2024", "年度"]),  # two gaps of a fifth leave no room for 年
        ("国家教育工作会议精神2024）号", ["国家教育工作会议精神", "2024）号"]),
        ("国家教育工作会APP、VR等", ["国家教育工作会", "APP、VR等"]),
        ("国家教育工作会议精神 贯彻", ["国家教育工作会议精神 ", "贯彻"]),
        ("国家教育工作会90%以上", ["国家教育工作会90%以", "上"]),
    ],
)
def test_a_line_ends_where_office_programs_end_it(text: str, wanted: list[str]) -> None:
    assert lines_of(text) == wanted


@given(SOUP, st.integers(4, 28))
def test_lines_are_full_and_no_longer_than_their_room(found: list[str], cells: int) -> None:
    text = "".join(found)
    cuts = [0, *ends(signs(text), cells * CELL, cells * CELL), len(text)]
    assert cuts == sorted(set(cuts))
    for start, end in pairwise(cuts):
        wide = list(accumulate(sign.wide for sign in signs(text)[start:end] if sign.text != " "))
        assert not wide or wide[-1] <= cells * CELL or end == start + 1


def test_what_is_broken_says_what_it_said() -> None:
    text = f"**{HAN}**{HAN}（见[通知](https://example.org/)）。<br>{HAN * 2}，2024年{HAN}\n\n- {HAN * 3}\n\n> {HAN * 3}"
    plan, body = read(markdown(text, 主送="各学校，" * 9 + "各单位"), files=("一览表.docx",))
    paper = paper_of(plan, body)
    said = f"{paper.recipients}：" if paper.recipients else ""
    said += "".join(run.text for piece in paper.pieces for run in piece.runs).replace("\n", "")
    said += "".join(f"附件：{name}" for name in paper.files)
    made = broken(paper, typesetter().faces)
    assert "".join(run.text for piece in made.pieces for run in piece.runs).replace("\n", "") == said
    assert msgspec.structs.replace(made, pieces=(), recipients="", files=()) == msgspec.structs.replace(
        paper, pieces=(), recipients="", files=()
    )
    assert any("soft" in run.looks for piece in made.pieces for run in piece.runs)


def test_the_pdf_has_these_lines_and_no_others() -> None:
    parts = [
        f"“{HAN[:9]}”{HAN[9:]}（{HAN[:7]}〔2024〕16号），{HAN * 2}。VR、APP、A4{HAN}100%，"
        f"{HAN[:n]}：{HAN}3.5{HAN[n:]}；①{HAN}"
        for n in range(24)
    ]
    parts += [f"{(HAN * 9)[:n]},{HAN}" for n in range(20, 80)]  # signs of half a character at ends of lines, too
    source = markdown("\n\n".join(parts))
    made = broken(paper_of(*read(source)), typesetter().faces)
    wanted = [line for piece in made.pieces for line in "".join(run.text for run in piece.runs).split("\n")]
    found = [line for page in opened(pdf(source)) for line in body_lines(page)]
    assert [line.text for line in found][-len(wanted) :] == wanted
    full = [line for line, after in pairwise(found) if after.left < LEFT + CHAR and line.size == 16]
    assert len(full) > 100
    assert all(line.right < RIGHT + 3 for line in full)  # a sign may have its empty half there
    assert any(line.text[-1] == "," for line in full)
    assert all(line.right < RIGHT + 0.3 for line in full if line.text[-1].isascii())
    even = [line for line in full if line.text[-1] in HAN]
    assert even
    assert all(close(line.right, RIGHT, 0.3) for line in even)
