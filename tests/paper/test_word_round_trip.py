"""A plan written as a Word document and imported again is the same plan: fields, blocks, text."""

import io
import zipfile
from pathlib import Path

import pytest
from faulty import zipped
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sheets import markdown, read

from generator.importer import markdown as imported
from generator.importer.prepare import Job, prepare
from generator.paper.sheets import paper_of
from generator.paper.word.document import docx_of
from generator.plan import Body, Plan

PROJECT = Path(__file__).parent.parent.parent
SHARED = PROJECT.parent / "shared" / "plans"
FIELDS = ("title", "issuer", "doc_number", "date", "region", "year", "recipients", "cc", "print_office", "print_date")
FIELDS += ("attachments",)


def back(plan: Plan, body: Body) -> tuple[Plan, Body]:
    """The plan as it comes back from its Word document."""
    data = docx_of(paper_of(plan, body), {}, {})
    ready = prepare(Job("要点.docx", data=data, kind="docx"), force=True)
    assert ready.draft, ready.problems
    return read(imported.write(ready.draft, "要点.docx"), "2020-back.md")


def differences(plan: Plan, body: Body) -> list[object]:
    """What is not the same when it comes back: fields by name, blocks where they stand."""
    again, text = back(plan, body)
    # An import says more than the plan did: 附件 named in the text, and 印发日期 where there is no other date.
    supplied = {"attachments": plan.attachments or again.attachments, "date": plan.date or plan.print_date}
    values = [(name, supplied.get(name, getattr(plan, name)), getattr(again, name)) for name in FIELDS]
    found: list[object] = [one for one in values if one[1] != one[2]]
    before, after = shown(body), shown(text)
    found += [pair for pair in zip(before, after, strict=False) if pair[0] != pair[1]]
    return found + before[len(after) :] + after[len(before) :]


def shown(body: Body) -> list[tuple[object, ...]]:
    """The blocks without their lines. 主送 and 版记 become fields, which are compared as such."""
    kept = [block for block in body.blocks if block.kind not in ("recipients", "colophon")]
    return [(b.kind, b.text, b.number, b.lead, b.level, b.anchor) for b in kept]


def plans(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.md"))


@pytest.mark.parametrize("path", plans(PROJECT / "content"), ids=lambda path: path.stem)
def test_the_plans_that_come_with_the_program(path: Path) -> None:
    assert differences(*read(path.read_text("utf-8"))) == []


@pytest.mark.parametrize("path", plans(SHARED) or [None], ids=lambda path: path.stem if path else "none")
def test_the_five_real_plans(path: Path | None) -> None:
    if path is None:
        pytest.skip("the five plans are not on this machine")
    assert differences(*read(path.read_text("utf-8"))) == []


TEXT = "贯彻会议精神，团结老同志，关心下一代。" * 3 + "\n\n一、学习\n\n1.读书。要读好。"
JOINT = {"issuer": "中共苏州市委教育工委、苏州市教育局", "title": "关于做好2024年关心下一代工作的通知"}


@pytest.mark.parametrize(
    "source",
    [
        markdown(f"2024年3月5日，开会。\n\n出席：张三、李四\n\n{TEXT}", title="苏州市教育局关工委2024年会议纪要"),
        markdown(f"各校：\n\n{TEXT}", **JOINT),
        markdown(TEXT, status="废止 2024-09-01"),
        markdown(TEXT, 文号="", date=""),
        markdown(f"{TEXT}\n\n苏州市教育局关工委\n\n2024年3月", date="2024-03"),
    ],
    ids=["minutes", "joint", "void", "bare", "month"],
)
def test_plans_of_other_forms(source: str) -> None:
    assert differences(*read(source)) == []


def test_properties_of_other_programs_are_not_believed() -> None:
    """The region of a plan whose organ does not tell it; and the same file, as if Word had written it."""
    plan, text = read(markdown(TEXT, issuer="江苏信息职业技术学院关工委", title="2024年工作要点", region="江苏/无锡"))
    assert back(plan, text)[0].region == plan.region
    data = docx_of(paper_of(plan, text), {}, {})
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        entries = {name: file.read(name) for name in file.namelist()}
    entries["docProps/app.xml"] = entries["docProps/app.xml"].replace("要点".encode(), b"Word")
    ready = prepare(Job("要点.docx", data=zipped(entries), kind="docx"), force=True)
    assert ready.draft
    assert ready.draft.fields["region"].value != "江苏省/无锡市"


ORGANS = ("苏州市教育局关工委", "中共贵州省委教育工作委员会", "常州市武进区教育局", "江苏信息职业技术学院关工委")
WORDS = (
    "组织",
    "老同志",
    "青少年",
    "开展",
    "关心下一代",
    "“五老”",
    "调研",
    "学校",
    "2020年",
    "AB",
    "《读本》",
    "，",
    "、",
    "3次",
)
HEADINGS = ("加强组织建设", "推进思想道德教育", "做好宣传工作", "办好家长学校")
words = st.lists(st.sampled_from(WORDS), min_size=4, max_size=40).map(lambda w: "要" + "".join(w).strip("，、") + "。")
MORE = (
    "（1）学习。要学好。\n\n（2）宣传。要办好简报。",
    "①深入学校。\n\n②深入社区。",
    "## 组织领导\n\n要加强领导。",
    "3月\n\n1.召开会议。",
    "见[公告](https://www.example.cn/a?b=1&c=2)和 <b>附表</b> A&B。",
    "贯彻《关于加强工作的意见》（苏教〔2019〕1号）。",
    "注：时间另行通知。",
    "|" + "|".join(f"第{n}栏" for n in range(1, 11)) + "|\n|" + "---|" * 10 + "\n|" + "内容|" * 10,
)
ATTACHED = "附件：1.重点工作一览表\n\n2.活动安排"
PARTS = "附件1\n\n重点工作一览表\n\n一、学习\n\n1.读书。\n\n附件2\n\n活动安排\n\n1.参观。"
CELLS = st.lists(st.sampled_from(("项目", "内容", "责任单位", "3月", "20人", "全年")), min_size=3, max_size=3)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """The text of a plan in Markdown: sections, sub-sections, items, paragraphs, a table, 附件, a signature."""
    found = [draw(words)]
    count = 0
    for n in range(draw(st.integers(1, 3))):
        found.append(f"{'一二三'[n]}、{draw(st.sampled_from(HEADINGS))}")
        below = draw(st.integers(0, 2))
        found += [f"（{'一二'[m]}）{draw(st.sampled_from(HEADINGS))}。{draw(words)}" for m in range(below)]
        for _ in range(draw(st.integers(1, 3))):
            count += 1
            found.append(f"{count}.{draw(st.sampled_from(HEADINGS))}。{draw(words)}")
        if draw(st.booleans()):
            found.append(f"**{draw(words)}**{draw(words)}")
    if draw(st.booleans()):
        found.append(draw(tables()))
    return "\n\n".join(found + draw(st.lists(st.sampled_from(MORE), max_size=3, unique=True)))


@st.composite
def tables(draw: st.DrawFn) -> str:
    rows = draw(st.lists(CELLS, min_size=2, max_size=4))
    if draw(st.booleans()):
        lines = ["| " + " | ".join(row) + " |" for row in rows]
        return "\n".join([lines[0], "| --- | --- | --- |", *lines[1:]])
    head, first, *rest = rows
    shown = [
        f'<tr><td rowspan="2">{first[0]}</td><td colspan="2">{first[1]}</td></tr>',
        "<tr><td>甲</td><td>乙</td></tr>",
    ]
    shown += ["<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rest]
    return "<table><tr>" + "".join(f"<th>{cell}</th>" for cell in head) + "</tr>" + "".join(shown) + "</table>"


@st.composite
def sources(draw: st.DrawFn) -> str:
    """A plan's file."""
    issuer, year = draw(st.sampled_from(ORGANS)), draw(st.integers(2001, 2026))
    day = f"{year}-{draw(st.integers(1, 12)):02}-{draw(st.integers(1, 28)):02}"
    text = draw(texts())
    attached = draw(st.booleans())
    text += f"\n\n{ATTACHED}" if attached else ""
    title = f"{issuer}{year}年工作要点"
    if draw(st.booleans()):
        notice = f"现将《{title}》印发给你们，请认真执行。\n\n{issuer}\n\n{year}年3月5日"
        text = f"{notice}\n\n# {title}\n\n{text}"
        title = f"关于印发《{title}》的通知"
    front = {"title": title, "issuer": issuer, "year": str(year), "region": "", "date": ""}
    front["region"] = {"苏": "江苏/苏州", "中": "贵州", "常": "江苏/常州/武进", "江": "江苏/无锡"}[issuer[0]]
    front["文号"] = draw(st.sampled_from(("", f"测教关〔{year}〕7号", f"测办函〔{year}〕12号")))
    if "印发" in title:
        front["date"] = f"{year}-03-05"
    elif draw(st.booleans()):
        front["date"] = day
        chinese = f"{year}年{int(day[5:7])}月{int(day[8:])}日"
        text += f"\n\n{issuer}\n\n{chinese}"
        text += draw(st.sampled_from(("", "\n\n（此件公开发布）")))
    text += f"\n\n{PARTS}" if attached and draw(st.booleans()) else ""
    addressed = ("各县级市（区）教育局，各直属学校", "各校关工委")  # a notice always is
    front["主送"] = draw(st.sampled_from(addressed if "印发" in title else ("", *addressed)))
    front["抄送"] = draw(st.sampled_from(("", "[省关工委, 市教育学会]")))
    if draw(st.booleans()):
        front |= {"印发机关": f"{issuer}办公室", "印发日期": day}
    if "印发" not in title and draw(st.integers(0, 3)) == 0:
        front["kind"] = "摘编"
    return markdown(text, **front)


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(sources())
def test_plans_made_by_dice(source: str) -> None:
    assert differences(*read(source)) == []
