"""Comparing two years: every kind of change is found, down to the phrase, and nothing that stayed is marked."""

import contextlib
import re
import shutil
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest
import sites
from conftest import PROJECT, build
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import cache
from generator.compare import WORDS, Comparison, Row, compare, compare_texts, pack, shown, text_of, unpack
from generator.compare.alike import in_order
from generator.compare.atoms import atoms
from generator.compare.longest import matches
from generator.compare.phrases import Run
from generator.compare.sharing import Held, held, likely, telling
from generator.gongwen import parse_body
from generator.outputs.compare import pairs
from generator.plan import Block, Body, Plan

NUMBERS = "一二三四五六七八九十"
OPENING = "2020年，办公室围绕四项任务安排工作。"
SECTIONS: dict[str, list[str]] = {
    "抓好读书活动": [
        "开放图书室。每周二、周四下午开放，由值班老师登记借阅，年底清点藏书。",
        "举办朗诵比赛。各校先行选拔，六月上旬集中展示，评出一等奖3名、二等奖6名。",
        "编印推荐书目。请语文教师分年级挑选，暑假前发到每个班级。",
    ],
    "关爱留守儿童": [
        "建立联系卡。村小班主任逐户走访，记下监护人和联络方式。",
        "开通亲情电话。每所寄宿制学校安装2部，费用从专项资金列支。",
        "组织冬令营。选送50名孩子到省城参观科技馆、博物馆。",
    ],
    "做好宣传报道": [
        "培训通讯员。邀请晚报记者讲授消息写法，全年不少于2次。",
        "更新宣传栏。按季度换展板，展出孩子们的书画和摄影作品。",
    ],
    "管好专项经费": [
        "公开收支。每半年张榜一次，接受捐赠人和家长监督。",
        "完善报销手续。单据须有经办人、证明人签字，逾期不予受理。",
    ],
}
NEW = ("慰问老党员。七一前夕上门看望，送去慰问品和学习资料。", "检查消防器材。会同后勤科更换过期灭火器，张贴疏散路线。")


def write(opening: str, sections: dict[str, list[str]]) -> Body:
    """The text with its sections and items numbered."""
    lines, n = [opening], 0
    for number, (title, items) in zip(NUMBERS, sections.items(), strict=False):
        lines.append(f"{number}、{title}")
        for item in items:
            n += 1
            lines.append(f"{n}. {item}" if not item.startswith("@") else item[1:])
    return read("\n\n".join(lines))


def read(text: str) -> Body:
    return parse_body(text, title="工作要点")[0]


def edited(change: Callable[[dict[str, list[str]]], object], opening: str = OPENING) -> Comparison:
    """The plan above compared with itself after `change`."""
    sections = {title: list(items) for title, items in SECTIONS.items()}
    change(sections)
    return compare(write(OPENING, SECTIONS), write(opening, sections))


def others(comparison: Comparison) -> list[tuple[str, str]]:
    """The kind and the name of every row that isn't kept."""
    return [(row.kind, row.name) for row in comparison.rows if row.kind != "kept"]


def marked(runs: Sequence[Run]) -> list[str]:
    return [run.text for run in runs if run.mark != "same"]


def row_of(comparison: Comparison, words: str) -> Row:
    """The only row of the newer text in which the words stand."""
    (row,) = [row for row in comparison.rows if words in "".join(run.text for run in row.after)]
    return row


def rebuilt(comparison: Comparison, side: str) -> str:
    """The text of one side from the runs of the rows, in the order of that side's own lines."""
    block_of: Callable[[Row], Block | None] = lambda row: row.older if side == "before" else row.newer  # noqa: E731
    rows = [row for row in comparison.rows if block_of(row)]
    text, last = "", None
    for row in sorted(rows, key=lambda row: block_of(row).line):  # type: ignore[union-attr]
        text += "\n" if last is not None and block_of(row) is not last else ""
        text += "".join(run.text for run in getattr(row, side))
        last = block_of(row)
    return text


def whole(body: Body) -> str:
    return "\n".join(block.text for block in body.blocks)


def test_a_new_item_is_added_and_those_behind_it_are_only_renumbered() -> None:
    found = edited(lambda s: s["关爱留守儿童"].insert(1, NEW[0]))
    assert others(found) == [("added", "5.慰问老党员")]
    assert row_of(found, "开通亲情电话").notes == ("序号由5改为6",)
    assert not row_of(found, "开通亲情电话").marked
    assert found.summary == "保留 15 条，新增 1 条"


def test_an_item_is_dropped_where_it_stood() -> None:
    found = edited(lambda s: s["关爱留守儿童"].pop(0))
    assert others(found) == [("dropped", "4.建立联系卡")]
    kinds = [(row.kind, row.name) for row in found.rows]
    at = kinds.index(("dropped", "4.建立联系卡"))
    assert kinds[at - 1] == ("kept", "二、关爱留守儿童")
    assert kinds[at + 1] == ("kept", "4.开通亲情电话")


def test_a_dropped_item_never_stands_below_the_heading_of_another_section() -> None:
    def change(sections: dict[str, list[str]]) -> None:
        sections["抓好读书活动"].append(NEW[0])
        del sections["关爱留守儿童"]

    kinds = [(row.kind, row.name) for row in edited(change).rows]
    at = kinds.index(("dropped", "二、关爱留守儿童"))
    assert kinds[at - 1] == ("added", "4.慰问老党员")
    assert [kind for kind, _ in kinds[at : at + 4]] == ["dropped"] * 4
    assert kinds[at + 4] == ("kept", "二、做好宣传报道")


def test_a_changed_number_and_a_changed_phrase_are_marked_alone() -> None:
    def change(sections: dict[str, list[str]]) -> None:
        items = sections["关爱留守儿童"]
        items[1] = items[1].replace("2部", "4部")
        items[2] = items[2].replace("参观科技馆、博物馆", "参观科技馆、天文台")

    found = edited(change)
    assert [kind for kind, _ in others(found)] == ["changed", "changed"]
    phone, camp = row_of(found, "亲情电话"), row_of(found, "冬令营")
    assert (marked(phone.before), marked(phone.after)) == (["2部"], ["4部"])
    assert (marked(camp.before), marked(camp.after)) == (["博物馆"], ["天文台"])


@pytest.mark.parametrize(
    ("before", "after", "dropped", "added"),
    [
        ("认真学习十九大精神。", "深入学习二十大精神。", ["认真学习十九"], ["深入学习二十"]),
        ("以建成小康社会为契机，开展征文。", "以建党100周年为契机，开展征文。", ["成小康社会"], ["党100周年"]),
        ("规划“十三五”的收官。", "规划“十四五”的开局。", ["十三五”的收官"], ["十四五”的开局"]),
        ("抓好甲、乙、丙三件事。", "抓好甲、丙两件事。", ["乙、丙三"], ["丙两"]),
        ("新增15所学校达标。", "新增1.5万人达标。", ["15所学校"], ["1.5万人"]),
    ],
)
def test_marks_are_phrases_not_scattered_characters(
    before: str, after: str, dropped: list[str], added: list[str]
) -> None:
    (row,) = compare(read(f"一、{before}"), read(f"一、{after}")).rows
    assert (marked(row.before), marked(row.after)) == (dropped, added)


def test_an_item_that_went_to_another_section_is_moved() -> None:
    found = edited(lambda s: s["关爱留守儿童"].append(s["管好专项经费"].pop(1)))
    assert others(found) == [("moved", "7.完善报销手续")]
    row = row_of(found, "完善报销手续")
    assert row.notes == ("原在“四、管好专项经费”", "序号由10改为7")
    assert not row.marked


def test_an_item_that_moved_and_was_reworded_says_so() -> None:
    def change(sections: dict[str, list[str]]) -> None:
        sections["关爱留守儿童"].append(sections["管好专项经费"].pop(1).replace("不予受理", "退回重办"))

    found = edited(change)
    assert [kind for kind, _ in others(found)] == ["moved"]
    row = row_of(found, "完善报销手续")
    assert row.notes[-1] == "文字有修改"
    assert marked(row.before) == ["不予受理"]


def test_a_section_that_moved_takes_its_items_with_it() -> None:
    def change(sections: dict[str, list[str]]) -> None:
        sections["抓好读书活动"] = sections.pop("抓好读书活动")

    found = edited(change)
    assert others(found) == [("moved", "四、抓好读书活动")]
    assert row_of(found, "抓好读书活动").notes == ("整个部分换了位置", "序号由一改为四")


def test_a_section_may_be_new_or_dropped_with_its_items() -> None:
    def change(sections: dict[str, list[str]]) -> None:
        del sections["做好宣传报道"]
        sections["庆祝建党百年"] = list(NEW)

    found = edited(change)
    assert found.counts == {"kept": 12, "changed": 0, "added": 3, "dropped": 3, "moved": 0}


def test_a_section_with_another_heading_and_the_same_items_is_the_same_section() -> None:
    def change(sections: dict[str, list[str]]) -> None:
        moved = {("落实资金保障" if title == "管好专项经费" else title): items for title, items in sections.items()}
        sections.clear()
        sections.update(moved)

    found = edited(change)
    assert others(found) == [("changed", "四、落实资金保障")]


def test_a_paragraph_that_was_parted_is_not_marked() -> None:
    def change(sections: dict[str, list[str]]) -> None:
        items = sections["抓好读书活动"]
        items[0:1] = ["开放图书室。每周二、周四下午开放，", "@由值班老师登记借阅，年底清点藏书。"]

    found = edited(change)
    assert others(found) == []
    assert row_of(found, "由值班老师").notes == ("从上一条分出",)
    assert not any(row.marked for row in found.rows)


def test_a_paragraph_that_was_joined_to_another_is_not_marked() -> None:
    first, second = "全年走访两次，春节前集中安排。", "困难家庭另行登记，由村干部陪同。"
    found = compare(read(f"{first}\n\n{second}"), read(first + second))
    assert [row.kind for row in found.rows] == ["kept", "kept"]
    assert found.rows[1].notes == ("并入上一条",)
    assert not any(row.marked for row in found.rows)


def test_a_parted_paragraph_may_be_reworded_in_one_part() -> None:
    first, second = "全年走访两次，春节前集中安排。", "困难家庭另行登记，由村干部陪同。"
    found = compare(read(first + second), read(f"{first}\n\n{second.replace('村干部', '班主任')}"))
    assert [row.kind for row in found.rows] == ["kept", "changed"]
    assert marked(found.rows[1].after) == ["由班主任"]


def test_the_words_with_which_a_part_begins_are_compared_with_those_of_that_part() -> None:
    first, second = "全年走访两次，春节前集中安排。", "困难家庭另行登记，由村干部陪同。"
    found = compare(read(first + second), read(f"{first}\n\n{second.replace('困难', '残疾人')}"))
    assert [marked(row.before) for row in found.rows] == [[], ["困难"]]
    assert [marked(row.after) for row in found.rows] == [[], ["残疾人"]]


def test_the_year_of_the_plan_moves_on_without_a_change() -> None:
    found = edited(len, OPENING.replace("2020", "2021"))
    assert others(found) == []
    row = row_of(found, "办公室")
    assert row.notes == ("年份由2020改为2021",)
    assert (marked(row.before), marked(row.after)) == (["2020"], ["2021"])


def test_a_year_that_moved_otherwise_is_a_change() -> None:
    older, newer = read("到2025年，全部学校达标。"), read("到2027年，全部学校达标。")
    assert compare(older, newer, 1).counts["changed"] == 1
    assert compare(older, newer, 2).counts["changed"] == 0


def test_punctuation_spaces_and_width_make_no_change() -> None:
    found = compare(read("1.加强 “五老” 队伍建设,提高水平。"), read("１． 加强“五老”队伍建设，提高水平；"))
    assert [row.kind for row in found.rows] == ["kept"]
    assert found.rows[0].notes == ("标点有改动",)
    assert not found.rows[0].marked


def test_a_table_is_compared_line_by_line() -> None:
    head = "| 时间 | 安排 |\n|---|---|\n"
    older = read(head + "| 三月 | 召开全委会 |\n| 五月 | 组织朗诵比赛 |\n| 九月 | 走访慰问教师 |")
    newer = read(
        head + "| 三月 | 召开全委会 |\n| 六月 | 组织朗诵比赛 |\n| 十月 | 检查食堂卫生 |\n| 九月 | 走访慰问教师 |"
    )
    found = compare(older, newer)
    assert [row.kind for row in found.rows] == ["kept", "kept", "changed", "added", "kept"]
    assert marked(found.rows[2].after) == ["六月"]


def test_the_same_line_many_times_is_kept_in_order() -> None:
    body = Body("", tuple(Block("item", f"{n}. 无", n, number=f"{n}.", level=3) for n in range(1, 101)))
    shorter = Body("", body.blocks[:90])
    assert compare(body, shorter).counts == {"kept": 90, "changed": 0, "added": 0, "dropped": 10, "moved": 0}


@pytest.mark.parametrize("path", sorted((PROJECT / "content").rglob("*.md")), ids=lambda path: path.stem)
def test_a_plan_compared_with_itself_is_kept(path: Path) -> None:
    body = read(path.read_text("utf-8").split("---", 2)[2])
    found = compare(body, body)
    assert {row.kind for row in found.rows} == {"kept"}
    assert not any(row.marked or row.notes for row in found.rows)
    assert rebuilt(found, "before") == rebuilt(found, "after") == whole(body)


# Texts of few characters, so that everything looks like everything else.
TEXTS = st.text("甲乙丙丁一2 ，。“”", min_size=1, max_size=12).map(lambda text: text + "戊")
BLOCKS = st.tuples(st.sampled_from(["paragraph", "item", "section", "document", "date"]), TEXTS)
BODIES = st.lists(BLOCKS, max_size=12).map(
    lambda blocks: Body(
        "",
        tuple(
            Block(kind, f"{n}.{text}" if kind == "item" else text, n, number=f"{n}." if kind == "item" else "",
                  level={"section": 1, "item": 3}.get(kind, 0))
            for n, (kind, text) in enumerate(blocks, 1)
        ),
    )
)  # fmt: skip


@settings(deadline=None)
@given(BODIES, BODIES)
def test_both_texts_can_be_rebuilt_from_the_rows(older: Body, newer: Body) -> None:
    found = compare(older, newer)
    assert rebuilt(found, "before") == whole(older)
    assert rebuilt(found, "after") == whole(newer)
    assert sum(found.counts.values()) == len(found.rows)
    assert compare(older, newer) == found


@settings(deadline=None)
@given(BODIES, BODIES)
def test_a_comparison_that_was_packed_is_the_same(older: Body, newer: Body) -> None:
    texts = text_of(older), text_of(newer)
    found = compare_texts(*texts)
    assert unpack(pack(found, *texts), older, newer) == found


def test_the_parts_of_a_passage_that_was_packed_are_the_same() -> None:
    first, second = "全年走访两次，春节前集中安排。", "全年走访两次，困难家庭另行登记。"
    for older, newer in (
        (read(f"1. {first}{second}"), read(f"1. {first}\n\n{second}")),
        (read(f"1. {first}\n\n{second}"), read(f"1. {first}{second}")),
    ):
        texts = text_of(older), text_of(newer)
        found = compare_texts(*texts)
        assert len(found.rows) == 2
        assert unpack(pack(found, *texts), older, newer) == found


@settings(deadline=None)
@given(BODIES)
def test_any_text_compared_with_itself_is_kept(body: Body) -> None:
    assert {row.kind for row in compare(body, body).rows} <= {"kept"}


@settings(deadline=None)
@given(BODIES, BODIES)
def test_no_mark_inside_identical_text(older: Body, newer: Body) -> None:
    for row in compare(older, newer).rows:
        before, after = ("".join(run.text for run in runs) for runs in (row.before, row.after))
        assert before != after or not row.marked
        assert (row.kind in ("added", "dropped")) == (not before or not after)
        assert row.kind != "changed" or row.marked


@st.composite
def edits(draw: st.DrawFn) -> tuple[Body, Body, dict[str, str]]:
    """The plan, an edited copy, and what became of each item by the words that begin it; the headings stay."""
    sections: dict[str, list[str]] = {title: [] for title in SECTIONS}
    fates: dict[str, str] = {}
    moved = draw(st.sampled_from([item for items in SECTIONS.values() for item in items]))
    for title, items in SECTIONS.items():
        for item in items:
            name = item.split("。")[0]
            fate = draw(st.sampled_from(["kept", "kept", "changed", "dropped"])) if item != moved else "moved"
            fates[name] = fate
            if fate == "changed":
                first, *rest = item.split("，")
                item = "，".join([first, "另行发文部署", *rest[1:]])
            if fate in ("kept", "changed"):
                sections[title].append(item)
    target = draw(st.sampled_from([title for title, items in SECTIONS.items() if moved not in items]))
    sections[target].insert(draw(st.integers(0, len(sections[target]))), moved)
    for item in NEW:
        title = draw(st.sampled_from(sorted(sections)))
        sections[title].insert(draw(st.integers(0, len(sections[title]))), item)
        fates[item.split("。")[0]] = "added"
    return write(OPENING, SECTIONS), write(OPENING, sections), fates


@settings(max_examples=60, deadline=None)
@given(edits())
def test_every_edit_is_found_and_nothing_else(case: tuple[Body, Body, dict[str, str]]) -> None:
    older, newer, fates = case
    found = compare(older, newer)
    kinds = {re.sub(r"^\d+\. ?", "", row.name): row.kind for row in found.rows}
    assert {name: kinds[name] for name in fates} == fates
    assert all(kind == "kept" for name, kind in kinds.items() if name not in fates)
    assert all(row.marked == (row.kind not in ("kept", "moved")) for row in found.rows)
    assert rebuilt(found, "before") == whole(older)
    assert rebuilt(found, "after") == whole(newer)


LIKELY = st.dictionaries(st.tuples(st.integers(0, 5), st.integers(0, 5)), st.sampled_from([0.3, 0.5, 0.6, 1.0]))


@settings(deadline=None)
@given(LIKELY)
def test_the_pairs_that_keep_the_order_are_the_best_together(scores: dict[tuple[int, int], float]) -> None:
    def best(old: int, new: int) -> float:
        """The best sum of pairs from these places on, by trying everything."""
        if old > 5 or new > 5:
            return 0.0
        here = scores.get((old, new), 0.0) ** 2 + best(old + 1, new + 1)
        return max(here, best(old + 1, new), best(old, new + 1))

    chosen = in_order([(score, old, new) for (old, new), score in scores.items()])
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(chosen))
    assert sum(scores[pair] ** 2 for pair in chosen) == pytest.approx(best(0, 0))


def test_the_order_of_what_stayed_is_that_of_both_texts() -> None:
    def change(sections: dict[str, list[str]]) -> None:
        sections["抓好读书活动"].reverse()

    rows = [row for row in edited(change).rows if row.kind != "moved" and row.older]
    lines = [row.older.line for row in rows if row.older]
    assert lines == sorted(lines)


def test_large_plans_are_compared_in_time() -> None:
    def body(shift: int) -> Body:
        words = [
            f"第{n * 7919 % 997}组{chr(0x4E00 + (n * 37 + k * 101) % 5000)}办理" for k in range(12) for n in range(200)
        ]
        lines = ["，".join(words[n::200]) for n in range(200)]
        return Body("", tuple(Block("item", text, n) for n, text in enumerate(lines[shift:] + lines[:shift], 1)))

    older, newer = body(0), body(3)
    started = time.process_time()
    found = compare(older, newer)
    assert time.process_time() - started < 1.5  # some 50 ms; a quadratic comparison of characters takes minutes
    assert found.counts == {"kept": 197, "changed": 0, "added": 0, "dropped": 0, "moved": 3}


def plan(year: int, title: str, **fields: str) -> Plan:
    name = f"{year}-{title}"
    where = {"path": name, "id": name, "issuer": "甲", "issuer_slug": "jia", "region": ()}
    return Plan(title=title.replace("#", str(year)), year=year, **where, **fields)


def test_a_plan_is_paired_with_that_of_the_year_before_which_has_its_title() -> None:
    plans = [
        plan(2023, "关于印发《教育局#年工作要点》的通知"),
        plan(2022, "表彰先进集体和个人"),
        plan(2021, "教育局#年度工作要点"),
        plan(2021, "教育局会议通知"),
        plan(2020, "教育局#年工作要点", status="撤下"),
        plan(2019, "教育局#年工作计划"),
    ]
    found = [(older.id, newer.id) for older, newer in pairs(plans)]
    assert found == [
        ("2019-教育局#年工作计划", "2021-教育局#年度工作要点"),
        ("2021-教育局#年度工作要点", "2023-关于印发《教育局#年工作要点》的通知"),
    ]


FRONT = (
    "---\ntitle: 某市教育局关工委{year}年工作要点\nissuer: 某市教育局关工委\nregion: 江苏/苏州\nyear: {year}\n---\n\n"
)


def text(year: int, sections: dict[str, list[str]]) -> str:
    body = write(OPENING.replace("2020", str(year)), sections)
    return FRONT.format(year=year) + "\n\n".join(block.text for block in body.blocks) + "\n"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Three years of one organ below content/, the second without an item of the first and with one of its own."""
    content = tmp_path / "content"
    content.mkdir()
    sections = {title: list(items) for title, items in SECTIONS.items()}
    (content / "2020-suzhou.md").write_text(text(2020, sections), "utf-8")
    sections["关爱留守儿童"][0] = NEW[0].replace("慰问品", "慰问品（每份<50元&不发现金）")
    (content / "2021-suzhou.md").write_text(text(2021, sections), "utf-8")
    (content / "2023-suzhou.md").write_text(text(2023, sections), "utf-8")
    return tmp_path


def test_a_build_makes_the_pages_and_links_them(archive: Path) -> None:
    publish(archive)
    files = sites.tree(archive / "site")
    compared = {url for url in files if url.startswith("compare/")}
    assert compared == {"compare/2020-suzhou/2021-suzhou.html", "compare/2021-suzhou/2023-suzhou.html"}
    assert not sites.dangling(files)
    assert compared <= sites.reachable(files)
    assert "与下一年对比" in files["plans/2020-suzhou.html"].decode()
    middle = files["plans/2021-suzhou.html"].decode()
    assert re.findall(r"与.{1,5}年对比", middle) == ["与上一年对比", "与2023年对比"]


def test_the_page_says_in_words_what_changed(archive: Path) -> None:
    publish(archive)
    page = (archive / "site" / "compare" / "2020-suzhou" / "2021-suzhou.html").read_text("utf-8")
    assert "<title>对比：某市教育局关工委 2020年与2021年 - " in page
    assert "与上年相比：保留 14 条，新增 1 条，删去 1 条。" in page
    heads = re.findall(r'<span class="change-word" data-kind="(\w+)">(\w+)</span>', page)
    assert set(heads) == {(kind, WORDS[kind]) for kind in ("kept", "added", "dropped")}
    assert re.search(r"<ins><i>［新增：&NoBreak;</i>2021<i>］</i></ins>年，办公室", page)
    assert "（每份&lt;50元&amp;不发现金）" in page
    visible = unescape(re.sub(r"<[^>]+>", "", page))
    assert "4. 慰问老党员。" in visible
    assert "4. 建立联系卡。" in visible
    other = (archive / "site" / "compare" / "2021-suzhou" / "2023-suzhou.html").read_text("utf-8")
    assert "与2021年相比：文字没有变化。" in other


def test_a_page_is_made_again_only_if_one_of_its_plans_changes(archive: Path) -> None:
    publish(archive)
    compared = [archive / "site" / "compare" / older / newer for older, newer in
                (("2020-suzhou", "2021-suzhou.html"), ("2021-suzhou", "2023-suzhou.html"))]  # fmt: skip
    before = [page.stat().st_mtime_ns for page in compared]
    source = archive / "content" / "2023-suzhou.md"
    source.write_text(source.read_text("utf-8").replace("朗诵比赛", "演讲比赛"), "utf-8")
    publish(archive)
    after = [page.stat().st_mtime_ns for page in compared]
    assert after[0] == before[0]
    assert after[1] != before[1]
    assert "［新增：&NoBreak;</i>演讲" in compared[1].read_text("utf-8")


def test_what_was_compared_is_not_compared_again_when_a_layout_is_edited(archive: Path) -> None:
    layouts = archive / "layouts"
    shutil.copytree(PROJECT / "layouts", layouts)
    publish(archive, layouts)
    page = archive / "site" / "compare" / "2020-suzhou" / "2021-suzhou.html"
    assert "文字没有变化。" not in page.read_text("utf-8")
    (store,) = (archive / ".yaodian").glob("*.sqlite")
    body = write(OPENING, SECTIONS)
    unchanged = pack(compare(body, body), text_of(body), text_of(body))
    with cache.opened(store) as kept:
        kept.keep_pieces([(key, unchanged) for key in comparisons(store)])  # what the cache says is believed
    layout = layouts / "compare.html"
    layout.write_text(layout.read_text("utf-8").replace("变化一览", "有哪些变化"), "utf-8")
    publish(archive, layouts)
    assert "有哪些变化" in page.read_text("utf-8")
    assert "文字没有变化。" in page.read_text("utf-8")


def test_a_comparison_is_forgotten_with_its_pair(archive: Path) -> None:
    publish(archive)
    (store,) = (archive / ".yaodian").glob("*.sqlite")
    before = comparisons(store)
    assert len(before) == 2
    (archive / "content" / "2023-suzhou.md").unlink()
    publish(archive)
    assert len(comparisons(store)) == 1
    assert comparisons(store) < before


def comparisons(store: Path) -> set[bytes]:
    """The keys of the comparisons in the cache."""
    with contextlib.closing(sqlite3.connect(store)) as db:
        keys = [key for (key,) in db.execute("SELECT key FROM pieces")]
    return {key for key in keys if key.startswith(b"compared")}


def publish(archive: Path, layouts: Path = PROJECT / "layouts") -> None:
    shipped = ("--layouts", layouts, "--assets", PROJECT / "assets", "--settings", PROJECT / "site.yaml")
    build("--content", archive / "content", "--output", archive / "site", *shipped)


def test_what_is_shown_is_escaped_and_its_cells_are_told_apart() -> None:
    head = "| 时间 | 安排 |\n|---|---|\n"
    found = compare(
        read(head + "| 三月 | 第<1>次走访 |\n"), read(head + "| 四月 | 第<1>次走访 |\n| 五月 | R&D 展板 |\n")
    )
    assert [(row.kind, row.before, row.after) for row in shown(found)] == [
        ("kept", "", "时间 ｜ 安排"),
        (
            "changed",
            "<del><i>［删去：&NoBreak;</i>三月<i>］</i></del> ｜ 第&lt;1&gt;次走访",
            "<ins><i>［新增：&NoBreak;</i>四月<i>］</i></ins> ｜ 第&lt;1&gt;次走访",
        ),
        ("added", "", "五月 ｜ R&amp;D 展板"),
    ]


@pytest.mark.browser
def test_the_page_fits_a_phone_and_is_copied_with_its_marks(chromium, archive: Path) -> None:
    publish(archive)
    page = chromium.new_context(viewport={"width": 360, "height": 740}, locale="zh-CN").new_page()
    page.goto((archive / "site" / "compare" / "2020-suzhou" / "2021-suzhou.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.keyboard.press("Control+a")
    copied = page.evaluate("getSelection().toString()").replace("\u2060", "")
    assert "［删去：2020］年，办公室" in copied
    assert "［新增：2021］年，办公室" in copied
    lines = page.evaluate("getComputedStyle(document.querySelector('.change ins')).textDecorationLine")
    assert lines == "underline"
    page.context.close()


@given(st.text("甲乙丙", max_size=30), st.text("甲乙丙", max_size=30))
def test_what_two_texts_share_is_found_as_difflib_finds_it(a: str, b: str) -> None:
    blocks = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    assert matches(a, b) == [tuple(block) for block in blocks if block.size]


TEXTS = st.lists(st.text("甲乙丙丁𠀀", max_size=9), max_size=9)


@settings(deadline=None)
@given(TEXTS, TEXTS, st.integers(0, 40), st.sampled_from([0.0, 0.3]), st.sampled_from([1, 10, 1 << 20]))
def test_what_passages_share_is_counted_as_their_sets_of_pairs_have_it(
    olds: list[str], news: list[str], passages: int, least: float, cells: int
) -> None:
    def pairs_of(text: str) -> set[bytes]:
        units = text.encode("utf-16-le")
        return {units[at : at + 4] for at in range(0, len(units) - 2, 2)}

    def alike(a: set[bytes], b: set[bytes]) -> float:
        both = len(a & b)
        return max(2 * both / (len(a) + len(b)), 0.6 * both / min(len(a), len(b))) if both else 0.0

    limit = max(6, min(passages // 4, 40))
    sets = [[pairs_of(text) for text in texts] for texts in (olds, news)]
    counts = Counter(pair for side in sets for pairs in side for pair in pairs)
    a, b = ([{pair for pair in pairs if counts[pair] <= limit} for pairs in side] for side in sets)
    expected = [{i: n for i, old in enumerate(a) if (n := alike(old, new)) and n >= least} for new in b]
    older, newer = telling(held(olds), held(news), passages)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.compare.sharing._CELLS", cells)
        assert likely(older, len(olds), newer, len(news), least) == expected
    assert [len(older.of(place)) for place in range(len(olds))] == list(map(len, a))


def test_a_part_holds_what_its_passages_hold() -> None:
    whole = held(["甲乙", "乙丙丁", "丙丁", "甲乙丙"])
    parts: Held = whole.within([0, 1, 3])
    assert [parts.of(n) for n in range(3)] == [whole.of(0), whole.of(1) | whole.of(2), whole.of(3)]
    assert len(parts.grams) == 1 + 2 + 2


ATOM = re.compile(r"((\d+(?:[.,]\d+)*%?|[一二三四五六七八九十百千万亿]+|〇{4}|[A-Za-z]+|\t|\S)[^\S\t]*)")


@given(st.text("甲乙，。 \t1２.%一十〇Ab", max_size=14).map(str.lstrip))
def test_a_text_is_cut_into_characters_numbers_years_and_words(text: str) -> None:
    found = [match.groups() for match in ATOM.finditer(text)]
    cut = atoms("前" + text + "后", 1, len(text) + 1)
    assert list(cut.keys) == [key for _, key in found]
    assert list(cut.cuts) == [1 + sum(len(atom) for atom, _ in found[:n]) for n in range(len(found) + 1)]
    weights = [len(key) if key[0].isalnum() else 0 for _, key in found]
    assert cut.weights == [sum(weights[:n]) for n in range(len(found) + 1)]
