"""A plan on paper after GB/T 9704-2012: printed to PDF by Chromium, and measured there. Lengths are in millimetres."""

import io
import logging
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from conftest import PROJECT, build

pytestmark = pytest.mark.browser
pdfplumber = pytest.importorskip("pdfplumber")

MM = 25.4 / 72
LEFT, RIGHT, TOP, BOTTOM = 28, 28 + 156, 37, 37 + 225  # the edges of the 版心 on the sheet
BODY, FOURTH, TITLE = 16, 14, 22  # points: 3号, 4号, 2号
HAN = "国家教育工作会议精神贯彻落实关心下一代团结奋斗"

Pages = list[Any]

FRONT = """---
title: {title}
issuer: {issuer}
文号: 测教关〔2024〕7号
date: 2024-03-05
region: 江苏/苏州
year: 2024
主送: 各学校关工委
"""
FOOT = """抄送: [苏州市关心下一代工作委员会, 苏州市家长学校总校, 苏州市教育学会, 各学校党组织]
印发机关: 苏州市教育局办公室
印发日期: 2024-03-06
"""
NOTICE = """
现将《要点》印发给你们，请认真贯彻执行。

附件：1.重点工作一览表

2.活动安排

苏州市教育局

2024年3月5日

# 苏州市教育局关工委2024年工作要点

今年的工作安排如下。

一、加强组织建设

（一）健全组织

1.选好人员。各学校都要选好关工委的人员。

附件1

重点工作一览表

各学校对照落实。

附件2

活动安排

一季度召开会议。

抄送：苏州市关心下一代工作委员会。

苏州市教育局办公室 2024年3月6日印发
"""


def plan(text: str, *more: str, title: str = "关工委2024年工作要点", issuer: str = "苏州市教育局") -> str:
    return FRONT.format(title=title, issuer=issuer) + "".join(more) + "---\n" + text


def han(characters: int) -> str:
    """So many characters, none of them punctuation, so that every line can hold 28."""
    return (HAN * (characters // len(HAN) + 1))[:characters]


class Printer:
    """Prints as a reader does, who has the dark 关怀版 on; the paper mustn't show it."""

    def __init__(self, browser: Any, folder: Path) -> None:
        self._tab = browser.new_page(color_scheme="dark")
        self._content, self._site = folder / "content", folder / "site"

    def page(self, file: Path) -> Pages:
        self._tab.goto(file.as_uri())
        self._tab.evaluate("Object.assign(document.documentElement.dataset, {theme: 'dark', care: 'on', size: '3'})")
        return list(pdfplumber.open(io.BytesIO(self._tab.pdf(prefer_css_page_size=True))).pages)

    def plans(self, *texts: str) -> list[Pages]:
        """Each plan's pages, all from one site."""
        self._content.mkdir()
        for number, text in enumerate(texts):
            (self._content / f"plan{number}.md").write_text(text.replace("7号", f"{7 + number}号"), "utf-8")
        folders = [part for name in ("layouts", "assets") for part in (f"--{name}", PROJECT / name)]
        build("--content", self._content, "--output", self._site, "--settings", PROJECT / "site.yaml", *folders)
        return [self.page(self._site / "plans" / f"plan{number}.html") for number in range(len(texts))]

    def plan(self, text: str) -> Pages:
        return self.plans(text)[0]

    def close(self) -> None:
        self._tab.close()


@pytest.fixture
def printer(chromium: Any, tmp_path: Path) -> Iterator[Printer]:
    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it complains of the fonts that Chromium embeds
    printer = Printer(chromium, tmp_path)
    yield printer
    printer.close()


def glyphs(page: Any, size: float) -> list[Any]:
    return [char for char in page.chars if abs(char["size"] - size) < 0.1 and not char["text"].isspace()]


def lines(page: Any, size: float = BODY) -> list[list[Any]]:
    """The characters of one size, line by line down the page."""
    rows: dict[int, list[Any]] = {}
    for char in glyphs(page, size):
        rows.setdefault(round(char["matrix"][5]), []).append(char)
    return [sorted(rows[y], key=lambda char: char["x0"]) for y in sorted(rows, reverse=True)]


def said(chars: list[Any]) -> str:
    """Their text; some readers of PDF give look-alikes of the Kangxi radicals, which NFKC undoes."""
    return unicodedata.normalize("NFKC", "".join(char["text"] for char in chars))


def find(pages: Pages, text: str) -> tuple[int, list[Any]]:
    """The page (from 0) and the characters of a text that stands on one line."""
    wanted = unicodedata.normalize("NFKC", text)
    for number, page in enumerate(pages):
        for size in (BODY, FOURTH, TITLE, 10.5, 42):
            for line in lines(page, size):
                where = said(line).find(wanted)
                if where >= 0:
                    return number, line[where : where + len(wanted)]
    raise AssertionError(f"not on paper: {text}")


def ink(page: Any, left: float = 0, top: float = 0, right: float = 209, bottom: float = 264) -> tuple[float, ...]:
    """What is dark in a part of the page: left, top, right, bottom."""
    scale = 200 / 25.4
    image = page.to_image(resolution=200).original.convert("L").point(lambda grey: 255 if grey < 128 else 0)
    box = image.crop([round(edge * scale) for edge in (left, top, right, bottom)]).getbbox()
    assert box, "nothing is printed there"
    return (left + box[0] / scale, top + box[1] / scale, left + box[2] / scale, top + box[3] / scale)


def rules(page: Any) -> list[tuple[float, float]]:
    """The black lines as wide as the 版心: top and bottom of each."""
    drawn = [
        (rect["top"] * MM, rect["bottom"] * MM, rect["width"] * MM, rect["non_stroking_color"]) for rect in page.rects
    ]
    return sorted((t, b) for t, b, w, colour in drawn if b - t < 0.6 and abs(w - 156) < 1 and set(colour) == {0})


def test_a_full_page_holds_22_lines_of_28_characters_in_the_text_area(printer: Printer) -> None:
    first, page, *_ = printer.plan(plan(han(28 * 60)))
    assert ink(first)[3] == pytest.approx(BOTTOM, abs=1)
    assert page.width * MM == pytest.approx(210, abs=0.5)
    assert page.height * MM == pytest.approx(297, abs=0.5)
    rows = lines(page)
    assert [len(row) for row in rows] == [28] * 22
    assert ink(page) == pytest.approx((LEFT, TOP, RIGHT, BOTTOM), abs=1)
    steps = [(above[0]["matrix"][5] - below[0]["matrix"][5]) * MM for above, below in pairwise(rows)]
    assert min(steps) > 10.1  # one pitch everywhere, but for the rounding to pixels
    assert max(steps) < 10.7


def test_headings_and_what_stands_in_other_faces_keep_the_pitch(printer: Printer) -> None:
    text = "".join(
        f"一、加强组织\n\n（一）健全组织。{han(40)}\n\n1.用好《办法》`代码`**阵地**。{han(30)}\n\n" for _ in range(9)
    )
    _, page, *_ = printer.plan(plan(text))
    baselines = [row[0]["matrix"][5] * MM for row in lines(page)]
    assert {round((baselines[0] - y) / 10.435, 1) % 1 for y in baselines} <= {0}
    assert len(baselines) >= 21


def test_the_red_head_and_the_title(printer: Printer) -> None:
    first = printer.plan(plan(han(100)))[0]
    _, mark = find([first], "苏州市教育局")
    assert {char["non_stroking_color"] for char in mark} == {(1, 0, 0)}
    assert ink(first, top=45, bottom=95)[1] == pytest.approx(TOP + 35, abs=1)
    assert mark[0]["x0"] + mark[-1]["x1"] == pytest.approx((LEFT + RIGHT) / MM, abs=3)
    _, number = find([first], "测教关〔2024〕7号")
    (line,) = (rect for rect in first.rects if rect["non_stroking_color"] == (1, 0, 0))
    assert line["width"] * MM == pytest.approx(156, abs=1)
    assert line["top"] * MM - ink(first, top=100, bottom=line["top"] * MM - 1)[3] == pytest.approx(4, abs=1)
    _, title = find([first], "关工委2024年工作要点")
    assert {round(char["size"], 1) for char in title} == {TITLE}
    below = ink(first, top=line["bottom"] * MM + 1)[1] - line["bottom"] * MM
    assert below == pytest.approx(2 * 10.4 + (10.4 - 22 * MM) / 2, abs=1.5)
    assert number[0]["x0"] + number[-1]["x1"] == pytest.approx((LEFT + RIGHT) / MM, abs=3)


def test_a_long_name_fits_the_width(printer: Printer) -> None:
    names = {8: 1, 14: 1, 24: 1, 34: 2}  # characters, lines
    for (letters, rows), pages in zip(
        names.items(), printer.plans(*(plan(han(100), issuer=han(letters)) for letters in names)), strict=True
    ):
        red = [char for char in pages[0].chars if char["non_stroking_color"] == (1, 0, 0)]
        assert len(red) == letters
        assert len({round(char["matrix"][5]) for char in red}) == rows
        number = 297 - lines(pages[0])[0][0]["matrix"][5] * MM
        left, _, right, bottom = ink(pages[0], top=60, bottom=number - 6)
        assert LEFT - 1 <= left < right <= RIGHT + 1
        assert bottom < number - 10


def test_recipients_and_paragraphs(printer: Printer) -> None:
    first = printer.plan(plan(han(100)))[0]
    _, recipients = find([first], "各学校关工委：")
    assert recipients[0]["x0"] * MM == pytest.approx(LEFT, abs=1)
    begin, wrapped, *_ = (row for row in lines(first) if said(row)[:3] in (HAN[:3], han(100)[26:29]))
    assert begin[0]["x0"] * MM == pytest.approx(LEFT + 2 * 156 / 28, abs=0.5)
    assert wrapped[0]["x0"] * MM == pytest.approx(LEFT, abs=0.5)


def test_page_numbers_stand_on_the_outer_side(printer: Printer) -> None:
    for number, page in enumerate(printer.plan(plan(han(28 * 70))), 1):
        (marks,) = lines(page, FOURTH)
        assert said(marks) == f"—{number}—"
        if number % 2:
            assert marks[-1]["x1"] * MM == pytest.approx(RIGHT - 14 * MM, abs=0.5)
        else:
            assert marks[0]["x0"] * MM == pytest.approx(LEFT + 14 * MM, abs=0.5)
        dash = ink(page, marks[0]["x0"] * MM, BOTTOM + 3, marks[0]["x1"] * MM, BOTTOM + 12)
        assert (dash[1] + dash[3]) / 2 == pytest.approx(BOTTOM + 7, abs=1)


def test_the_imprint_stands_at_the_foot_of_the_last_page(printer: Printer) -> None:
    endings = (1, 19, 20, 22)  # lines on the page after a full one
    for pages in printer.plans(*(plan(han(28 * (30 + ending)), FOOT) for ending in endings)):
        *others, last = pages
        assert not any(rules(page) for page in others)
        assert [round(bottom - top, 2) for top, bottom in rules(last)] == [0.35, 0.25, 0.35]
        assert rules(last)[-1][1] == pytest.approx(BOTTOM, abs=1)
        text = glyphs(last, BODY)
        assert text or len(lines(others[-1])) >= 20  # alone on a page only where the one before is full
        assert all(297 - char["matrix"][5] * MM < rules(last)[0][0] - 1 for char in text)


def test_what_the_imprint_says(printer: Printer) -> None:
    (*_, last) = printer.plan(plan(han(100), FOOT))
    cc, wrapped, office = lines(last, FOURTH)[:3]
    assert said(cc).startswith("抄送:苏州市关心下一代工作委员会,")
    assert cc[0]["x0"] * MM == pytest.approx(LEFT + 14 * MM, abs=0.5)
    assert wrapped[0]["x0"] * MM == pytest.approx(LEFT + 4 * 14 * MM, abs=0.5)
    assert said(office) == "苏州市教育局办公室2024年3月6日印发"
    assert office[0]["x0"] * MM == pytest.approx(LEFT + 14 * MM, abs=0.5)
    assert office[-1]["x1"] * MM == pytest.approx(RIGHT - 14 * MM, abs=0.5)


def test_a_long_document_ends_without_an_empty_page(printer: Printer) -> None:
    pages = printer.plan(plan(han(28 * 22 * 40), FOOT))
    assert len(pages) == 41
    assert lines(pages[-1])
    assert rules(pages[-1])[-1][1] == pytest.approx(BOTTOM, abs=1)


def test_a_notice_with_attachments(printer: Printer) -> None:
    pages = printer.plan(plan(NOTICE, title="关于印发《苏州市教育局关工委2024年工作要点》的通知"))
    assert [said(lines(page)[0])[:4] for page in pages[2:]] == ["附件1", "附件2"]
    for number, title in ((2, "重点工作一览表"), (3, "活动安排")):
        assert find(pages, title if number == 3 else "各学校对照落实")[0] in (0, number)
        (heading,) = lines(pages[number], TITLE)
        assert said(heading) == title
        label = lines(pages[number])[0]
        assert label[0]["x0"] * MM == pytest.approx(LEFT, abs=0.5)
        assert (label[0]["matrix"][5] - heading[0]["matrix"][5]) * MM == pytest.approx(
            2 * 10.4, abs=1
        )  # the third line
    page, date = find(pages, "2024年3月5日")
    assert page == 0
    assert date[-1]["x1"] * MM == pytest.approx(RIGHT - 4 * 156 / 28, abs=0.7)
    _, name = find([pages[0]], "苏州市教育局")
    signed = lines(pages[0])[-2]
    assert said(signed) == said(name)
    middle = [(row[0]["x0"] + row[-1]["x1"]) / 2 * MM for row in (signed, date)]
    assert middle[0] == pytest.approx(middle[1], abs=3)
    assert rules(pages[-1])[-1][1] == pytest.approx(BOTTOM, abs=1)  # a 版记 typed in the text
    assert said(lines(pages[-1], FOURTH)[1]) == "苏州市教育局办公室2024年3月6日印发"


def test_the_faces_of_the_levels(printer: Printer) -> None:
    families = (
        subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=False).stdout
        if (shutil.which("fc-list"))
        else ""
    )
    if not all(face in families for face in ("Noto Serif CJK SC", "Noto Sans CJK SC")):
        pytest.skip("Noto CJK is not installed")
    pages = printer.plan(plan(NOTICE))
    faces = {
        text: {char["fontname"].split("+")[-1] for char in find(pages, text)[1]}
        for text in ("一、加强组织建设", "1.选好人员", "附件1", "今年的工作安排", "重点工作一览表")
    }
    assert "Sans" in str(faces["一、加强组织建设"])
    assert "Sans" in str(faces["附件1"])
    assert faces["1.选好人员"] == faces["今年的工作安排"]
    assert "Bold" not in str(faces["一、加强组织建设"] | faces["1.选好人员"])
    if "LXGW WenKai" in families:
        assert "WenKai" in str({char["fontname"] for char in find(pages, "(一)健全组织")[1]})


def test_nothing_of_the_site_and_all_of_the_document(printer: Printer) -> None:
    state = "status: {状态: 废止, 日期: 2024-09-01, 说明: 已有新的要点}\nkind: 摘编\n"
    pages = printer.plan(plan(NOTICE, state))
    text = "".join(said(page.chars).replace(" ", "") for page in pages)
    for furniture in (
        "首页",
        "跳到正文",
        "文件信息",
        "目录",
        "打印本文",
        "引用本文",
        "复制",
        "关怀版",
        "当前位置",
        "http",
    ):
        assert furniture not in text
    for line in filter(None, NOTICE.splitlines()):
        assert unicodedata.normalize("NFKC", line).replace("# ", "").replace(" ", "") in text
    for notice in ("本文件已废止", "摘编"):
        page, chars = find(pages, notice)
        assert page == 0
        assert chars[0]["bottom"] * MM < TOP + 35


def test_a_list_prints_plainly(printer: Printer, sample_site: Path) -> None:
    (first, *_) = printer.page(sample_site / "years" / "2020.html")
    text = said(first.chars)
    assert "2020年" in text
    assert not any(word in text for word in ("跳到正文", "发文机关索引", "订阅更新", "关怀版", "http"))
    assert {char["non_stroking_color"] for char in first.chars} <= {(0, 0, 0), (0,)}
