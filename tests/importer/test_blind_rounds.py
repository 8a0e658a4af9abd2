# ruff: noqa: E501 -- the lines are those of the documents
"""Rules of the genre that documents never seen before showed to be missing, each in words of our own."""

import pytest
from importer.recognised import SECTIONS, draft, draft_set, original, rows, texts, values, whys

from generator.importer.recognise.attachments import announced
from generator.importer.recognise.dates import read_date
from generator.importer.recognise.document import recognise
from generator.importer.recognise.imprint import read_imprint
from generator.importer.text.plain import read

NOTICE = "丹徒区妇女联合会关于印发《2012年全区妇联工作要点》的通知"
HANDED = "现将《2012年全区妇联工作要点》印发给你们，请认真抓好落实。"


def test_an_addressed_notice_is_the_document_and_not_the_plan_annexed_to_it() -> None:
    found = draft(
        f"徒妇发〔2012〕5号\n{NOTICE}\n各镇妇联：\n{HANDED}\n附件1：2012年全区妇联工作要点\n附件2：考核细则\n"
        f"丹徒区妇女联合会\n2012年2月20日\n附件1：\n2012年全区妇联工作要点\n{{S}}\n{{B}}"
    )

    assert values(found)["title"] == NOTICE
    assert values(found)["attachments"] == ("2012年全区妇联工作要点", "考核细则")


@pytest.mark.parametrize(
    "heading", [f"{NOTICE} 2012-03-07", f"{NOTICE}_丹徒区妇联", f"徒妇发〔2012〕5号《{NOTICE.replace('《', '〈')}》"]
)
def test_what_a_page_adds_to_the_title_in_its_heading_is_no_part_of_it(heading: str) -> None:
    heading = heading.replace("点》", "点〉") if heading.startswith("徒") else heading
    text = f"{heading}\n各镇妇联：\n{HANDED}\n丹徒区妇女联合会\n2012年2月20日\n2012年全区妇联工作要点\n{{S}}\n{{B}}"
    found = draft(text, page_title=heading)

    assert (values(found)["title"], values(found)["recipients"]) == (NOTICE, "各镇妇联")


def test_a_page_named_for_the_plan_holds_the_notice_that_carries_it() -> None:
    text = f"2012年全区妇联工作要点\n徒妇发〔2012〕5号\n{NOTICE}\n各镇妇联：\n{HANDED}\n丹徒区妇女联合会\n2012年2月20日\n{{S}}\n{{B}}"
    found = draft_set(text, _1={"heading": 1})

    assert values(found)["title"] == NOTICE
    assert (values(found)["recipients"], found.verdict) == ("各镇妇联", "plan")


def test_the_category_of_a_forum_and_the_answers_to_a_post_are_the_sites() -> None:
    plan = "丹徒区教育局关工委2009年工作安排"
    found = draft(
        f"[通知] {plan}\n{plan}\n{{S}}\n{{B}}\n丹徒区教育局关工委\n2009年2月26日\n"
        "春风\n主题 3\n帖子 12\n发表于 2009-2-28 10:02:01\n请问三月份的名单报到哪里，是不是还和去年一样先报到镇里，由镇里汇总？谢谢。"
    )

    assert values(found)["title"] == plan
    assert texts(found)[-1] == "2009年2月26日"
    assert whys(found)["春风"] == whys(found)["帖子 12"] == "网站页脚"


def test_the_date_on_a_page_below_a_document_without_a_signature_ends_nothing() -> None:
    found = draft("丹徒区关工委2009年工作要点\n发表于 2009-2-28 10:02\n{S}\n{B}")

    assert texts(found)[1:] == SECTIONS.split("\n")


def test_a_joint_head_goes_on_below_the_name_with_its_word_file() -> None:
    title = "关于印发《2011年培训工作计划》的通知"
    names = ["中共丹徒区委组织部", "丹徒区关心下一代工作委员会", "共青团丹徒区委员会"]
    text = f"{names[0]}\n{names[1]}文件\n{names[2]}\n徒关联〔2011〕2号\n各镇党委：\n{{S}}\n{names[0]} {names[1]}\n{names[2]}\n2011年4月12日\n2011年培训工作计划\n{{B}}"
    found = draft(f"{title}\n{text}")

    assert values(found)["issuer"] == "、".join(names)
    assert found.fields["issuer"].confidence == "high"
    assert (values(found)["doc_number"], values(found)["recipients"]) == ("徒关联〔2011〕2号", "各镇党委")


def test_a_name_on_two_red_lines_is_one() -> None:
    large = {"size": 36, "red": True, "align": "center"}
    text = "中共丹徒学院委员会\n关心下一代工作委员会文件\n院关〔2019〕2号\n关于印发2019年工作计划的通知\n各学院：\n{S}\n{B}"
    found = draft_set(text, _1=large, _2=large)

    assert values(found)["issuer"] == "中共丹徒学院委员会关心下一代工作委员会"


def test_the_provinces_in_a_list_of_copies_are_one_item() -> None:
    found = read_imprint(rows("抄送：部内各司局，各省、自治区、直辖市关工委，各市、县（市、区）教育局"), 0, 1)

    assert found.cc == ("部内各司局", "各省、自治区、直辖市关工委", "各市、县（市、区）教育局")


def test_recipients_that_lost_their_colon() -> None:
    head = "关于印发2005年工作要点的通知\n徒团发〔2005〕6号\n"
    found = draft(head + "各镇团委、区级各部门团委（总支）\n现将2005年工作要点印发给你们，请遵照执行。\n{S}\n{B}")

    assert values(found)["recipients"] == "各镇团委、区级各部门团委（总支）"
    assert "recipients" not in values(draft(head + "各学校要高度重视这项工作\n现就有关事项通知如下。\n{S}\n{B}"))
    assert "recipients" not in values(draft(head + "各学校、幼儿园\n一、提高认识\n{S}\n{B}"))


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("二〇一四年元月十五日", "2014-01-15"),
        ("二○○五年二月廿八日", "2005-02-28"),
        ("一九九九年三月卅日", "1999-03-30"),
    ],
)
def test_dates_with_the_numerals_of_the_calendar(text: str, iso: str) -> None:
    found = read_date(text)

    assert found is not None
    assert found.day is not None
    assert found.day.iso == iso


def test_the_short_label_of_attachments() -> None:
    body = "附：1、全区工作要点；\n2、五老登记表。\n丹徒区教育局\n2017年3月6日\n附1：\n全区工作要点"

    assert announced(rows(body), 0, 6) == (("全区工作要点", "五老登记表"), 0)
    assert announced(rows("附近的学校：第一小学"), 0, 1) == ((), -1)


@pytest.mark.parametrize(
    ("title", "year", "others"),
    [
        ("育才小学20082009学年度第一学期德育工作计划", "2008", ()),
        ("丹徒区青年协会2015-2016年度工作计划", "2015", ("2016",)),
    ],
)
def test_two_years_of_a_title_are_asked_about(title: str, year: str, others: tuple[str, ...]) -> None:
    field = draft(f"{title}\n{{S}}\n{{B}}").fields["year"]

    assert (field.value, field.confidence, field.alternatives) == (year, "low", others)


def test_the_last_character_of_a_title_on_a_line_of_its_own() -> None:
    text = "丹徒区黑山小学2011年春季学期关工委工作计\n划\n{S}\n{B}"
    found = draft_set(text, _1={"size": 22, "align": "center"}, _2={"size": 22, "align": "center"})

    assert values(found)["title"] == "丹徒区黑山小学2011年春季学期关工委工作计划"


@pytest.mark.parametrize(
    "title",
    [
        "关于报送2018年工作总结和2019年工作计划的通知",
        "乡镇关工委2019年工作计划（精选3篇）",
        "2019年关工委工作计划范文",
    ],
)
def test_what_asks_for_plans_or_collects_models_of_them_is_no_plan(title: str) -> None:
    found = draft(f"{title}\n各镇关工委：\n{{S}}\n{{B}}\n丹徒区关工委\n2018年12月3日")

    assert found.verdict == "doubtful"
    assert "import-genre" in {problem.code for problem in found.problems}


def test_a_plan_that_is_a_table_is_what_its_notice_carries() -> None:
    text = "关于印发2021年教育重点工作任务清单的通知\n丹教发〔2021〕9号\n各学校：\n现将清单印发给你们，请按时完成。\n丹徒区教育局\n2021年4月15日\n丹徒区2021年教育重点工作任务清单\n1.建好幼儿园\n2.查好隐患"
    found = recognise(original(text), "a.txt")

    assert texts(found, "title") == ["丹徒区2021年教育重点工作任务清单"]


def test_a_text_with_few_wrapped_lines_is_seen_by_their_missing_indents() -> None:
    lines = [
        "　　二〇〇六年我镇教育工作以巩固普及成果为中心，以改善办学条件为突破口，努力办",
        "好人民满意的教育。",
        "　　一、巩固普及程度",
        "　　入学率保持在九成九以上。",
        "　　二、改善办学条件",
        "　　完成教学楼主体工程。",
    ]

    found = [p.text for p in read("\n".join(lines).encode(), "a.txt").paragraphs]

    assert found == [(lines[0] + lines[1]).strip(), *(line.strip() for line in lines[2:])]
    lines[1] = "丹徒镇人民政府"
    assert len(read("\n".join(lines).encode(), "a.txt").paragraphs) == 5  # it still reads on: no full stop before it
    lines[0] += "。"
    assert len(read("\n".join(lines).encode(), "a.txt").paragraphs) == 6


def test_two_organs_and_the_number_below_a_pages_heading_are_the_head() -> None:
    title, names = "关于2007年全区教育工作的意见", ("中共丹徒区教育局委员会", "丹徒区教育局")
    signed = "\n".join(names)
    found = draft(f"{title}\n{signed}\n徒教发〔2007〕8号\n各乡镇教委：\n{{S}}\n{{B}}\n{signed}\n2007年2月12日")

    assert values(found)["issuer"] == "、".join(names)
    assert (values(found)["doc_number"], values(found)["recipients"]) == ("徒教发〔2007〕8号", "各乡镇教委")
    assert texts(found)[0].startswith("坚持")


def test_the_short_labels_of_copies_below_the_date_of_a_signature() -> None:
    found = read_imprint(rows("丹徒区关工委\n2004．3．18\n报送：市关工委\n发送：各镇关工委"), 0, 4)

    assert found.cc == ("市关工委", "各镇关工委")
    assert read_imprint(rows("按时做好各类报表。\n报送：每月五日前"), 0, 2).cc == ()


def test_organs_on_the_first_line_of_a_title_belong_to_it() -> None:
    text = "共青团丹徒区委员会 丹徒区教育局\n丹徒区少工委关于印发《2013年少先队工作要点》的通知\n各镇少工委：\n{S}\n{B}"

    assert str(values(draft(text))["title"]).startswith("共青团丹徒区委员会")
    assert str(values(draft(text.replace("会 丹", "会丹")))["title"]).startswith("共青团丹徒区委员会")
    assert str(values(draft(text.replace("共青团丹徒区委员会 ", "")))["title"]).startswith("丹徒区少工委")


def test_a_notice_of_an_election_of_pupils_is_no_plan_for_the_word_work() -> None:
    text = "{}\n各学校：\n{{S}}\n{{B}}\n丹徒区文明办\n2021年3月30日"

    assert draft(text.format("关于做好2021年“好少年”评选工作的通知")).verdict == "doubtful"
    assert draft(text.format("关于做好2021年关心下一代工作的通知")).verdict == "plan"
