"""What LibreOffice makes of the Word documents, held against the project's own PDFs: pages, lines, positions."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from sheets import BOTTOM, FOOT, HAN, LEFT, RIGHT, TOP, body_lines, close, line, lines, markdown, opened, pdf, rules
from wordsheets import exported, word

SHARED = Path(__file__).parent.parent.parent.parent / "shared" / "plans"
WIDE = "|" + "|".join(f"第{n}栏" for n in range(1, 11)) + "|\n|" + "---|" * 10 + "\n" + ("|" + "内容|" * 10 + "\n") * 3
SIGNED = "请认真执行。\n\n苏州市教育局关工委\n\n2024年3月5日"
SIGNS = ("，", "），", "”；", "。”", "））", "》、", "——", "：“", "2024年", "（VR）")
PARTS = "附件：一览表\n\n附件\n\n一览表\n\n一、第一件\n\n（一）事情\n\n各校。"
MIXED = """
各县级市（区）教育局，各直属学校：

2024年是“十四五”规划的攻坚之年。我们将以《关于加强关心下一代工作的意见》（测教关〔2023〕16号）为指引，聚焦“五老”队伍建设，
办好3个片区、12个示范点，全年走访60所学校，受益学生超过25000人次。

一、聚焦“立德树人”，讲好“开学第一课”，用好VR、APP等载体，建设“1+1+N”宣讲团

（一）主题教育。3月至5月，开展读书活动；6月1日前后，举办“老少同台”演讲赛；9月，组织“新时代好少年”寻访。各地要制定方案、
明确责任、落实经费（每校不少于5000元），确保覆盖率达到100%。

1.参观学习。组织学生走进“三馆一址”：博物馆、科技馆、图书馆、旧址。要求做到“四有”——有方案，有课程，有记录，有总结；
要求做到“三不”：不走过场，不搞形式，不加重负担！

2.调查研究。围绕《测试条例》（2019—2021年修订）、《家庭教育促进法》等，开展“大走访、大调研”，形成调研报告10—12篇。
联系人：Zhang San，电话：0512-65220000，网址www.example.org，邮箱office@example.org。

- 第一季度：召开全市教育系统会议，部署2024年工作，表彰“优秀五老”100名、“先进集体”20个。
- 第二季度：举办“五老”骨干培训班（第1期、第2期），每期3天。
  - 第1期：4月，面向“报告员”“辅导员”，学习关于关心下一代工作的重要论述，交流各校的经验做法，参观两处示范点。

> 关心下一代工作是“国之所急、民之所盼”，各级关工委要主动作为，当好“参谋”“助手”，为培养时代新人贡献力量。

| 序号 | 项目 | 时间 |
|---|---|---|
| 1 | “开学第一课” | 9月1日 |
| 2 | 读书活动 | 3—5月 |

三是**严格落实“双减”要求**，推动“双区联动、五育融合”,做实“6+1”课后服务;①抓好试点，②抓好推广，③抓好总结。
对照《评价标准（2024版）》的8个一级指标、26个二级指标，逐项打分，90分以上为“优秀”，80—89分为“良好”，不足60分的限期3个月整改。

附件：1.2024年测试市教育系统关心下一代工作委员会重点工作任务分解表（第1版）及说明

2.“五老”骨干培训班报名表

苏州市教育局关工委

2024年3月5日
"""
SOURCES = {
    "mixed": markdown(MIXED.replace("，\n", "，").replace("、\n", "、"), **FOOT),
    "hanging": markdown("\n\n".join(f"{HAN}{HAN[:n]}{signs}{HAN * 2}" for n in range(1, 6) for signs in SIGNS)),
    "listed": markdown("\n".join(f"- {HAN}{HAN[:n]}{signs}{HAN * 2}" for n in range(1, 4) for signs in SIGNS)),
    "full": markdown("\n\n".join([HAN * 56] * 3) + f"\n\n{SIGNED}", **FOOT),
    "parts": markdown(f"各区教育局：\n\n{HAN * 12}\n\n{PARTS}", **FOOT),
    "joint": markdown(HAN * 20, issuer="中共苏州市委教育工委 苏州市教育局", **FOOT),
    "letter": markdown(HAN * 20, title="苏州市教育局关工委关于支持工作的函", 文号="测教关函〔2024〕7号"),
    "wide": markdown(f"{HAN * 24}\n\n附件\n\n一览表\n\n{WIDE}\n\n后面的文字。", **FOOT),
    "digest": markdown(f"一、学习\n\n{HAN * 9}", kind="摘编"),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Any, Any]]:
    """The pages of each document: as LibreOffice prints the Word file, and as the project sets it."""
    sources = SOURCES | {path.stem: path.read_text("utf-8") for path in sorted(SHARED.glob("*.md"))}
    files = exported(((name, word(text)) for name, text in sources.items()), tmp_path_factory.mktemp("word"))
    return {name: (opened(files[name]), opened(pdf(text))) for name, text in sources.items()}


def texts(pages: Any) -> list[list[str]]:
    """The text of each line within the 版心, page by page."""
    return [[found.text for found in body_lines(page)] for page in pages]


@pytest.mark.parametrize("name", ["full", "parts", "joint", "digest", "mixed", "hanging", "listed"])
def test_pages_and_lines_are_those_of_the_pdf(made: dict[str, tuple[Any, Any]], name: str) -> None:
    office, own = made[name]
    # What must be read first stands in the header of the Word document, in the text area of the PDF.
    kept = [[text for text in page if not text.startswith("摘编：")] for page in texts(own)]
    assert texts(office) == kept


def test_a_full_page_has_22_lines_of_28_characters(made: dict[str, tuple[Any, Any]]) -> None:
    """5.2.3."""
    found = body_lines(made["full"][0][1])
    assert len(found) == 22
    full = [one for one in found if close(one.right, RIGHT)]
    assert len(full) > 18
    assert {len(one.text) for one in full if close(one.left, LEFT)} == {28}
    assert {round(below.top - one.top, 1) for one, below in pairwise(found)} <= {10.2, 10.3}
    assert close(found[0].top, TOP, 4)  # an office program leaves most of the lead above the line, and some below
    assert close(found[-1].bottom, BOTTOM, 2)


def test_the_head_stands_where_the_pdf_has_it(made: dict[str, tuple[Any, Any]]) -> None:
    """7.2.4, 7.2.5, 7.2.7, 7.3.1; 10.1 for the letter."""
    for name in ("full", "joint", "letter"):
        office, own = (lines(pages[0])[:4] for pages in made[name])
        for one, other in zip(office, own, strict=True):
            assert one.text == other.text
            assert close(one.top, other.top, 2)
            assert close((one.left + one.right) / 2, (other.left + other.right) / 2)
        shown, wanted = (rules(pages[0])[0] for pages in made[name])
        assert all(close(a, b) for a, b in zip(shown, wanted, strict=True))
    assert lines(made["full"][0][0])[0].colour == pytest.approx((0.902, 0, 0.071), abs=0.01)


def test_numbers_and_imprint_are_at_the_foot(made: dict[str, tuple[Any, Any]]) -> None:
    """7.4 and 7.5: the last line of the 版记 is the lower edge of the 版心; numbers right, then left."""
    office, _ = made["full"]
    for n, page in enumerate(office, 1):
        number = lines(page)[-1]
        assert number.text.replace(" ", "") == f"—{n}—"
        assert close((number.top + number.bottom) / 2, BOTTOM + 7)
        assert close(RIGHT - number.right if n % 2 else number.left - LEFT, 14 * 25.4 / 72)
    below = rules(office[-1])
    assert close(below[-1][2], BOTTOM)
    assert close(below[-1][0], LEFT)
    assert close(below[-1][1], RIGHT)
    assert line(office[-1], "苏州市教育局办公室").text.endswith("2024年3月6日印发")


def test_a_letter_bears_no_number_on_page_1_but_its_two_double_lines(made: dict[str, tuple[Any, Any]]) -> None:
    """10.1: 170 mm long, 20 mm above the lower edge of the sheet."""
    page = made["letter"][0][0]
    assert not any("—" in found.text for found in lines(page))
    found = rules(page)
    assert [(round(left), round(right)) for left, right, _, _ in found] == [(20, 190)] * 4
    assert close(found[2][2], 277)
    assert all(0.5 < lower - upper < 2 for upper, lower in ((found[0][2], found[1][2]), (found[2][2], found[3][2])))
    thick = [rule[3] for rule in found]
    assert thick[0] > thick[1]
    assert thick[2] < thick[3]


def test_a_wide_table_is_turned(made: dict[str, tuple[Any, Any]]) -> None:
    """8."""
    office, own = made["wide"]
    assert [(round(page.width), round(page.height)) for page in office] == [
        (round(page.width), round(page.height)) for page in own
    ]
    turned = next(page for page in office if page.width > page.height)
    assert turned.extract_text().replace("\n", "").count("内容") == 30


def test_the_five_real_plans_have_the_same_pages_and_the_same_lines_on_them(made: dict[str, tuple[Any, Any]]) -> None:
    real = [name for name in made if name not in SOURCES]
    if not real:
        pytest.skip("the five plans are not on this machine")
    for name in real:
        office, own = (texts(pages) for pages in made[name])
        assert office == own, name


def test_no_sign_is_lost_on_paper(made: dict[str, tuple[Any, Any]]) -> None:
    """LibreOffice 7.4 does not print all signs that hang beyond the edge of a list, so there none may."""
    for name in ("mixed", "hanging", "listed"):
        office, own = ("".join(sorted(char["text"] for page in pages for char in page.chars)) for pages in made[name])
        assert office.replace(" ", "") == own.replace(" ", ""), name
