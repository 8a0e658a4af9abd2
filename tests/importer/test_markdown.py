"""The written file reads back as exactly the text and the fields of the draft, and tells a person what to confirm."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.importer import account, markdown
from generator.importer.draft import Draft, Field, Mark, Part
from generator.importer.original import Paragraph
from generator.plan import Body, Plan
from generator.reader import read_plan

SURE = {
    "title": Field("桑园市教育局关工委2021年工作要点", "high", 1),
    "issuer": Field("桑园市教育局关工委", "high", 1),
    "region": Field("江苏/苏州", "high", 1),
}
MARKUP = "*_`[]()<>&#-+|\\~!:/.= \t\u3000\xa0\u200b字一、（二）1.附件《》〔〕amp;brpscript\n"


def draft(*texts: str, role: str = "text", **fields: Field) -> Draft:
    body = tuple(Part(Paragraph(text, (n,)), role) for n, text in enumerate(texts, 1))  # type: ignore[arg-type]
    return Draft({**SURE, **fields}, body)


def read_back(written: str) -> tuple[Plan, Body]:
    reading, body = read_plan("2021-sangyuan.md", written.encode(), ("1.png",))
    assert reading.plan, reading.problems
    assert body
    return reading.plan, body


def assert_same(given_draft: Draft) -> None:
    body = read_back(markdown.write(given_draft, "原件.txt"))[1]
    assert account.of_file(given_draft.body, body) is None


@settings(deadline=None)
@given(st.lists(st.text(MARKUP, max_size=40) | st.text(max_size=40), min_size=1, max_size=6))
@example(["# 一", "- 二", "---", "***", "_ _ _", "> 三", "#", "##", "* ", "-"])
@example(["<!-- 不能丢 -->", "<script>一</script>", "<table>", "<b>一</b>", "<2020年>", "<https://a.cn>", "<1@b.cn>"])
@example(["* **", "- - >", "* * *一*", "> *", "- _ - __"])
@example(["**一**", "_一_ __二__", "*号", "[一](二)", "![三](四)", "`五`", "&amp;&#20;&nbsp;", "\\*", "\\"])
@example(["a | b", "--- | ---", "| 一 | 二 |", "|---|---|", "1) 甲", "1. 乙", "+ 丙", "=====", "~~丁~~", "```"])
@example(["\u3000\u3000首行缩进", "\xa0", "一\u3000二", "\ud800", "\x00\x0b\x85\u2028字"])
def test_any_text_reads_back_as_itself(texts: list[str]) -> None:
    for role in ("text", "title", "heading"):
        assert_same(draft("正文。", *texts, role=role))


@settings(deadline=None)
@given(
    st.lists(
        st.lists(st.text(MARKUP.replace("\n", "").replace("\t", ""), max_size=8), min_size=2, max_size=3),
        min_size=1,
        max_size=4,
    )
)
def test_any_table_made_from_its_text_reads_back_as_itself(rows: list[list[str]]) -> None:
    text = "\n".join("\t".join(row) for row in rows)
    parts = (Part(Paragraph("正文。", (1,))), Part(Paragraph(text, (2,), kind="table")))
    assert_same(Draft(SURE, parts))


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp"]), min_size=1, max_size=30))
@example("通知: 二")
@example("#1")
@example("'单引号'")
@example("- 一")
@example("null")
@example("汇编 #3")
@example("〔2020〕[2020]{1}")
@example("甲：乙")
def test_any_value_reads_back_as_itself(value: str) -> None:
    given_draft = draft(
        "正文。",
        source=Field(value, "high"),
        cc=Field((f"甲{value}乙",), "high"),
        title=Field(f"题{value}", "high"),
        year=Field("2021", "high"),
    )
    plan, _ = read_back(markdown.write(given_draft, value))
    assert plan.source == " ".join(value.split())
    assert plan.title == " ".join(f"题{value}".split())


def test_what_must_be_confirmed_comes_first_with_the_alternatives() -> None:
    written = markdown.write(
        draft(
            "正文。",
            issuer=Field("桑园市教育局关工委", "low", 3, ("桑园市教育局", "桑园市关工委"), "没有红头，由标题推断"),
            doc_number=Field("桑教〔2021〕8号", "low", 2, (), "原件作“桑教〔20218”", filled=False),
        ),
        "原件.txt",
    )
    lines = written.splitlines()
    assert lines[:2] == ["---", "review: true"]
    asked = lines.index("issuer: 桑园市教育局关工委")
    assert lines[asked - 1] == "# 把握不大：没有红头，由标题推断。也可能是：桑园市教育局；桑园市关工委"
    assert "# 文号: 桑教〔2021〕8号" in lines
    assert asked < lines.index("title: 桑园市教育局关工委2021年工作要点")
    plan, _ = read_back(written)
    assert (plan.review, plan.doc_number, plan.draft) == (True, "", False)


def test_a_proposed_value_is_taken_once_its_hash_is_removed() -> None:
    given_draft = draft("正文。", cc=Field(("市关工委", "甲: 乙"), "low", filled=False))
    written = markdown.write(given_draft, "原件.txt")
    assert read_back(written)[0].cc == ()
    freed = "\n".join(line[2:] if line.startswith(("# 抄送", "# -")) else line for line in written.split("\n"))
    assert read_back(freed)[0].cc == ("市关工委", "甲: 乙")


def test_what_was_not_found_leaves_a_draft_with_a_line_to_fill_in() -> None:
    given_draft = Draft({"title": SURE["title"]}, (Part(Paragraph("正文。", (1,))),))
    written = markdown.write(given_draft, "原件.txt", held=("没有找到发文机关",))
    plan, _ = read_back(written)
    assert plan.draft
    assert "# 没有找到发文机关，请填写\nissuer:\n" in written


def test_damaged_places_of_the_text_are_told_with_their_line_in_the_file() -> None:
    body = tuple(Part(Paragraph(text, (n,))) for n, text in enumerate(["开头。", "认真组织学习", "结尾。"], 10))
    marks = (Mark(11, "认真组织学习", "一、认真组织学习", "标题像是丢了序号"),)
    written = markdown.write(Draft(SURE, body, marks=marks), "原件.txt")
    line = written.splitlines().index("认真组织学习") + 1
    assert f"# 第 {line} 行“认真组织学习”：标题像是丢了序号；也许是“一、认真组织学习”" in written
    assert account.of_file(body, read_back(written)[1]) is None


def test_escapes_are_few() -> None:
    written = markdown.write(
        draft("一、抓好“五老”队伍（2021年） 3*5=15、a_b、<2021>、50%~60%、[注]、1. 甲"), "原件.txt"
    )
    assert "\n一、抓好“五老”队伍（2021年） 3*5=15、a_b、&lt;2021>、50%~60%、[注]、1. 甲\n" in written
