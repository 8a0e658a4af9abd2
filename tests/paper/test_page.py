"""A plan's PDF after GB/T 9704-2012, measured: the clause stands with each test. Lengths are in millimetres."""

from itertools import pairwise
from pathlib import Path

import pytest
from sheets import (
    BOTTOM,
    CHAR,
    FOOT,
    HAN,
    LEFT,
    RIGHT,
    ROW,
    TOP,
    body_lines,
    close,
    line,
    lines,
    markdown,
    opened,
    pdf,
    read,
    rules,
)

SIGNED = "请认真执行。\n\n苏州市教育局关工委\n\n2024年3月5日"
ATTACHED = "附件：1.一览表\n\n2.安排\n\n附件1\n\n一览表\n\n一、第一件\n\n1.事情。\n\n附件2\n\n安排\n\n二、第二件"
WIDE = "|" + "|".join(f"第{n}栏" for n in range(1, 11)) + "|\n|" + "---|" * 10 + "\n" + ("|" + "内容|" * 10 + "\n") * 3


def test_a_full_page_has_22_lines_of_28_characters_that_fill_the_text_area() -> None:
    """5.2.1 and 5.2.3."""
    page = opened(pdf(markdown("\n\n".join([HAN * 60] * 2))))[1]
    assert close(float(page.width) * 25.4 / 72, 210)
    assert close(float(page.height) * 25.4 / 72, 297)
    found = body_lines(page)
    assert len(found) == 22
    full = [one for one in found if close(one.left, LEFT) and close(one.right, RIGHT)]
    assert len(full) >= 20
    assert {len(one.text) for one in full} == {28}
    assert close(found[0].top, TOP)
    assert close(found[-1].bottom, BOTTOM)
    gaps = {round(b.top - a.top, 1) for a, b in pairwise(found)}
    assert gaps == {10.4}  # (225 mm - 22 characters) / 21 between the lines, GB/T 33476.2: 10.39


def test_the_red_head_stands_where_the_standard_puts_it() -> None:
    """7.2.4, 7.2.5, 7.2.7 and 7.3.1."""
    page = opened(pdf(markdown("正文。")))[0]
    mark, number, title, *_ = lines(page)
    assert close(mark.top, TOP + 35)
    assert close(mark.left - LEFT, RIGHT - mark.right)
    assert mark.colour == pytest.approx((0.902, 0, 0.071), abs=0.01)
    assert number.text == "测教关〔2024〕7号"
    assert close(number.top - mark.bottom, 2 * ROW)
    [(left, right, height, _), *more] = rules(page)
    assert not more
    assert (close(left, LEFT), close(right, RIGHT)) == (True, True)
    assert close(height - number.bottom, 4)
    assert title.size == pytest.approx(22)
    assert close(title.top - height, 2 * ROW, 4)  # two lines, then up to the next line of the page
    assert close(title.left - LEFT, RIGHT - title.right, 2)


def test_a_long_issuer_is_set_narrower_and_joint_ones_below_each_other() -> None:
    """7.2.4."""
    page = opened(pdf(markdown("正文。", issuer="中共苏州市委教育工作委员会苏州市教育局关心下一代工作委员会")))[0]
    mark = lines(page)[0]
    assert mark.left >= LEFT - 1
    assert mark.right <= RIGHT + 1
    both = lines(opened(pdf(markdown("正文。", issuer="中共苏州市委教育工委 苏州市教育局")))[0])
    assert [one.text for one in both[:2]] == ["中共苏州市委教育工委", "苏州市教育局"]


def test_page_numbers_are_right_on_odd_pages_and_left_on_even_ones() -> None:
    """7.5: 4号, the dash 7 mm below the 版心, one character in."""
    pages = opened(pdf(markdown("\n\n".join([HAN * 60] * 2))))
    for n, page in enumerate(pages[:2], 1):
        number = lines(page)[-1]
        assert number.text.replace(" ", "") == f"—{n}—"
        assert number.size == pytest.approx(14)
        assert close((number.top + number.bottom) / 2, BOTTOM + 7)
        assert close(RIGHT - number.right if n % 2 else number.left - LEFT, 14 * 25.4 / 72)


def test_the_fonts_tell_the_levels() -> None:
    """7.3.3: 一、 is 黑体; nothing is bold but the title's face."""
    text = "一、加强组织建设\n\n（一）健全组织\n\n1.选好人员。各校都要选好。\n\n（1）按期换届。及时调整。"
    page = opened(pdf(markdown(text)))[0]
    fonts = {begin: line(page, begin).font for begin in ("一、", "（一）", "1.", "（1）")}
    assert fonts["一、"] != fonts["1."] == fonts["（1）"]
    assert not any("Bold" in font for font in fonts.values())
    assert [line(page, begin).size for begin in fonts] == [pytest.approx(16)] * 4
    assert close(line(page, "一、").left, LEFT + 2 * CHAR)


def test_recipients_stand_flush_left_one_line_below_the_title() -> None:
    """7.3.2."""
    page = opened(pdf(markdown("正文。", 主送="各县（市、区）教育局，各直属学校")))[0]
    to, title = line(page, "各县"), line(page, "苏州市教育局关工委2024")
    assert to.text.endswith("：")
    assert close(to.left, LEFT)
    assert close(to.top - title.bottom, ROW + 4.8, 1.2)


def test_date_and_name_stand_as_under_a_seal() -> None:
    """7.3.5.1: the date four characters in, the name centred above it, a line free."""
    page = opened(pdf(markdown(SIGNED)))[0]
    text, name, date = (line(page, begin) for begin in ("请认真", "苏州市教育局关工委", "2024年3月"))
    name = [one for one in lines(page) if one.text == "苏州市教育局关工委"][-1]
    assert close(RIGHT - date.right, 4 * CHAR)
    assert close((name.left + name.right) / 2, (date.left + date.right) / 2)
    assert close(date.top - name.top, 10.45, 0.2)
    assert close(name.top - text.top, 2 * 10.45, 0.2)


def test_a_signature_never_stands_alone_on_a_page() -> None:
    """7.3.5.5: the text goes along instead of 此页无正文."""
    for length in range(8, 14):
        pages = opened(pdf(markdown((HAN + "。") * length + "\n\n" + HAN + "。\n\n苏州市教育局关工委\n\n2024年3月5日")))
        last = body_lines(pages[-1])
        assert not last[0].text.startswith("苏州市教育局关工委") or len(pages) == 1


def test_attachments_are_announced_and_begin_pages() -> None:
    """7.3.4 and 7.3.7."""
    pages = opened(pdf(markdown("正文。\n\n" + ATTACHED)))
    assert len(pages) == 3
    note, second = line(pages[0], "附件："), line(pages[0], "2.安排")
    assert close(note.left, LEFT + 2 * CHAR)
    assert close(second.left - note.left, 3 * CHAR)
    assert close(note.top - line(pages[0], "正文").top, 2 * 10.45, 0.2)
    for page, name, title in ((pages[1], "附件1", "一览表"), (pages[2], "附件2", "安排")):
        first, second, *_ = body_lines(page)
        assert (first.text, second.text) == (name, title)
        assert close(first.top, TOP)
        assert close(first.left, LEFT)
        assert close((second.top + second.bottom) / 2, TOP + 2 * 10.45 + 2.8)  # the third line
        assert second.size == pytest.approx(22)


def test_the_imprint_is_at_the_foot_of_the_last_page() -> None:
    """7.4: 4号, thick lines outside and a thin one between, the last one the edge of the 版心."""
    for text in ("正文。", HAN * 70):
        pages = opened(pdf(markdown(text, **FOOT)))
        assert not [one for page in pages[:-1] for one in lines(page) if one.text.startswith("抄送")]
        page = pages[-1]
        copies, printed = line(page, "抄送："), line(page, "苏州市教育局办公室")
        assert copies.size == printed.size == pytest.approx(14)
        assert close(copies.left, LEFT + 14 * 25.4 / 72)
        assert close(RIGHT - printed.right, 14 * 25.4 / 72)
        assert printed.text.endswith("2024年3月6日印发")
        drawn = [rule for rule in rules(page) if rule[2] > copies.top - 3 and close(rule[1] - rule[0], 156)]
        assert [round(thick, 2) for *_, thick in drawn] == [0.35, 0.25, 0.35]
        assert close(drawn[-1][2], BOTTOM)


def test_a_letter_has_its_own_head() -> None:
    """10.1: a document numbered 函."""
    pages = opened(pdf(markdown(HAN * 40, 文号="测教函〔2024〕7号")))
    page = pages[0]
    mark, number, *_ = lines(page)
    assert close(mark.top, 30)
    drawn = rules(page)
    assert all(close(left, 20) and close(right, 190) for left, right, *_ in drawn)
    assert [thick > 0.5 for *_, thick in drawn] == [True, False, False, True]
    assert close(drawn[0][2] - mark.bottom, 4)
    assert close(drawn[3][2], 297 - 20)
    assert close(number.right, RIGHT)
    assert close(number.top - drawn[1][2], 4.84)
    assert not [one for one in lines(page) if "—" in one.text]
    assert lines(pages[1])[-1].text.replace(" ", "") == "—2—"


def test_minutes_bear_their_name_in_the_head() -> None:
    """10.3."""
    page = opened(pdf(markdown("研究了工作。\n\n出席：张三、李四", title="苏州市教育局关工委主任会议纪要")))[0]
    mark, *rest = lines(page)
    assert mark.text == "苏州市教育局关工委主任会议纪要"
    assert close(mark.top, TOP + 35, 2)  # a long one is set smaller
    assert len([one for one in rest if one.text == mark.text]) == 0
    assert line(page, "出席").font != line(page, "研究了").font


def test_a_digest_has_no_red_head_and_says_what_it_is() -> None:
    """No office has issued a 摘编."""
    page = opened(pdf(markdown("一、要点\n\n1.学习。", 类型="摘编", 文号="")))[0]
    first, *rest = lines(page)
    assert first.text.startswith("摘编：")
    assert not any(one.size > 30 for one in rest)


def test_what_is_no_longer_in_force_says_so() -> None:
    page = opened(pdf(markdown("正文。", 状态="废止")))[0]
    assert lines(page)[0].text == "本文件已废止"


def test_a_wide_table_is_turned_with_what_stands_above_it() -> None:
    """8: the page number stays where it is on other pages, the head of the table is at the left edge of the sheet."""
    pages = opened(pdf(markdown(f"正文。\n\n附件\n\n安排表\n\n{WIDE}\n\n完。", **FOOT)))
    assert [float(page.width) > float(page.height) for page in pages] == [False, True, False]
    turned = pages[1]
    text = turned.extract_text()
    assert text.index("安排表") < text.index("第1栏") < text.index("内容")
    dash = next(char for char in turned.chars if char["text"] == "—")
    assert close(dash["x0"] * 25.4 / 72 + 2.5, 35 - 7, 2)  # turned back: 7 mm below the 版心
    assert dash["top"] * 25.4 / 72 < 50  # an even page: turned back, on the left


def test_text_after_a_table_or_a_picture_is_on_the_grid_again(tmp_path: Path) -> None:
    from PIL import Image

    Image.new("RGB", (300, 220), "grey").save(tmp_path / "a.png")
    text = f"正文。\n\n| 项目 | 内容 |\n|---|---|\n| 一 | {HAN * 3} |\n\n{HAN * 3}\n\n![图](图.png)\n\n{HAN * 3}"
    for page in opened(pdf(markdown(text), 图=tmp_path / "a.png")):
        tops = [one.top - TOP for one in body_lines(page) if one.size == pytest.approx(16) and one.text[0] in HAN]
        assert tops
        assert all(close(top / 10.4463, round(top / 10.4463), 0.03) for top in tops), tops


def test_every_character_can_be_copied_in_order() -> None:
    source = markdown(SIGNED + "\n\n" + ATTACHED, 主送="各学校", **FOOT)
    plan, body = read(source)
    shown = "".join(
        "".join(page.extract_text(x_tolerance=0, use_text_flow=True).split()) for page in opened(pdf(source))
    )
    at = 0
    for block in body.blocks:
        wanted = "".join(block.text.split())
        found = shown.find(wanted, at)
        assert found >= 0, (wanted, shown[at : at + 80])
        at = found + len(wanted)
    assert plan.title in shown


def test_the_date_stands_under_the_middle_of_a_name_that_is_longer() -> None:
    """7.3.5.1."""
    name = "中共江苏省苏州市吴江区委教育工作委员会办公室"
    found = lines(opened(pdf(markdown(f"请认真执行。\n\n{name}\n\n2024年3月5日", issuer=name)))[0])
    signed, date = ([one for one in found if one.text == text][-1] for text in (name, "2024年3月5日"))
    assert signed.right <= RIGHT + 1
    assert close((signed.left + signed.right) / 2, (date.left + date.right) / 2)


def test_a_remark_stands_below_the_date_two_characters_in() -> None:
    """7.3.6."""
    page = opened(pdf(markdown(SIGNED + "\n\n（此件公开发布）")))[0]
    date, remark = line(page, "2024年3月"), line(page, "（此件")
    assert close(remark.left, LEFT + 2 * CHAR, 3)  # the bracket has no ink in its left half
    assert close(remark.top - date.top, 10.45, 0.2)


def test_the_head_of_a_table_is_repeated_on_every_page() -> None:
    """8: a table that goes on says again what its columns are."""
    rows = "".join(f"| 第{n}项 | {HAN} |\n" for n in range(1, 60))
    pages = opened(pdf(markdown("正文。\n\n| 项目 | 内容 |\n|---|---|\n" + rows)))
    assert len(pages) > 2
    assert all(body_lines(page)[0].text == "项目内容" for page in pages[1:])
    assert sum(one.text.startswith("第") for page in pages for one in lines(page)) == 59


def test_a_picture_is_no_wider_than_the_text_and_no_higher_than_a_page(tmp_path: Path) -> None:
    from PIL import Image

    for size in ((3000, 400), (400, 3000)):
        Image.new("RGB", size, "grey").save(tmp_path / "a.png")
        pages = opened(pdf(markdown("正文。\n\n![图](图.png)\n\n完。"), 图=tmp_path / "a.png"))
        [shown] = [image for page in pages for image in page.images]
        left, right, top, bottom = (float(shown[edge]) * 25.4 / 72 for edge in ("x0", "x1", "top", "bottom"))
        assert left >= LEFT - 1
        assert right <= RIGHT + 1
        assert top >= TOP - 1
        assert bottom <= BOTTOM + 1
        assert close((right - left) / (bottom - top), size[0] / size[1], 0.01 * size[0] / size[1])
