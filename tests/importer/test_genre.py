"""What is no plan is told so, and what must not be online is refused."""

import pytest
from importer.recognised import draft

NEWS = [
    """推进我区关心下一代工作
发布时间：2013-03-03
本报讯 近日，区关工委召开会议，研究如何发挥老同志的作用。会议强调，要因地制宜。
与会同志参观了活动室，并作了交流。""",
    """市教育局召开关工委年会
3月7日下午，市教育局召开关工委年会，总结去年工作，部署今年任务。局领导出席会议并讲话。
会议指出，要加强队伍建设。会上，三所学校作了交流发言。""",
]


@pytest.mark.parametrize("text", NEWS)
def test_news_is_refused(text: str) -> None:
    found = draft(text)

    assert found.verdict == "refused"
    assert "import-news" in {problem.code for problem in found.problems}
    assert not found.secret


def test_a_list_of_links_is_refused() -> None:
    found = draft(
        """首页 > 关工委 > 工作动态
教育局召开关工委年会 2021-03-05
关于印发2021年工作要点的通知 2021-03-01
2020年工作总结 2021-01-12
关于表彰先进集体的通知 2020-12-20
共 126 条 首页 上一页 下一页 尾页"""
    )

    assert (found.verdict, found.problems[0].code) == ("refused", "import-links")


def test_a_page_of_menus_is_refused() -> None:
    found = draft("学校首页\n学校概况\n新闻动态\n关工委\n联系我们\n版权所有 © 某某学院\n技术支持：某某公司")

    assert found.verdict == "refused"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("丹徒区关工委2016年工作总结\n{S}\n{B}\n2016年12月30日", "import-genre"),
        ("在全市关工委工作会议上的讲话\n同志们：\n{S}\n{B}", "import-genre"),
        ("关于召开2021年关工委工作会议的通知\n各学校：\n一、时间：3月5日\n二、地点：三楼\n{S}", "import-genre"),
        (
            "关于印发2021年工作要点的通知\n各学校：\n现将2021年工作要点印发给你们，请认真贯彻执行。",
            "import-no-plan",
        ),
    ],
)
def test_other_documents_are_told(text: str, code: str) -> None:
    found = draft(text)

    assert found.verdict != "plan"
    assert code in {problem.code for problem in found.problems}
    assert all(problem.hint for problem in found.problems)


def test_next_to_nothing_is_refused() -> None:
    found = draft("丹徒区关工委2019年工作要点\n略")

    assert (found.verdict, found.problems[0].code) == ("refused", "import-too-short")


def test_two_notices_in_one_file() -> None:
    one = (
        "关于印发《丹徒区{0}年工作要点》的通知\n各学校：\n现将要点印发给你们。\n"
        "丹徒区教育局\n{0}年3月1日\n丹徒区{0}年工作要点\n{{B}}\n"
    )
    found = draft(one.format(2019) + one.format(2020))

    assert found.verdict == "doubtful"
    assert "2020" in found.problems[0].message


PLAN = "丹徒区{0}2019年工作要点\n{{S}}\n{{B}}\n"


def test_two_plans_of_one_year_in_one_file() -> None:
    found = draft(PLAN.format("关工委") + PLAN.format("妇联"))

    assert (found.verdict, found.problems[0].code) == ("doubtful", "import-several")
    assert "妇联" in found.problems[0].message


def test_a_plan_with_a_review_before_it_is_one_document() -> None:
    found = draft(f"丹徒区关工委2018年工作总结及2019年工作计划\n{PLAN.format('关工委')}2019年工作计划\n{{B}}")

    assert found.verdict == "plan"


def test_a_notice_with_recipients_is_no_news() -> None:
    found = draft("各学校：\n3月5日上午，我局召开了会议。现将会议精神印发给你们，请认真学习。\n{B}\n丹徒区教育局")

    assert found.verdict == "doubtful"


def test_a_bulletin_is_no_plan() -> None:
    found = draft("丹徒区教育局工作简报〔2021〕第20期\n加强统筹，突出重点\n{S}\n{B}")

    assert found.verdict == "doubtful"


def test_an_attachment_is_no_second_document() -> None:
    found = draft("丹徒区关工委2019年工作要点\n{S}\n{B}\n附件\n丹徒区关工委2020年工作计划\n1.{S}")

    assert found.verdict == "plan"


@pytest.mark.parametrize("mark", ["秘密★1年", "机密", "绝密★长期", "密级：秘密", "000012 秘密 ★ 6个月"])
def test_a_classified_mark_refuses_and_nothing_overrides_it(mark: str) -> None:
    found = draft(f"{mark}\n丹徒区教育局文件\n关于印发2019年工作要点的通知\n各学校：\n{{S}}\n{{B}}")

    assert (found.verdict, found.secret) == ("refused", True)
    assert mark.split()[-1] in found.problems[0].message or "秘密" in found.problems[0].message


@pytest.mark.parametrize("mark", ["内部资料 注意保存", "内部文件"])
def test_a_document_for_inside_is_refused(mark: str) -> None:
    found = draft(f"{mark}\n丹徒区关工委2019年工作要点\n{{S}}\n{{B}}")

    assert (found.verdict, found.secret) == ("refused", False)


def test_an_annotation_that_keeps_it_from_the_public_refuses() -> None:
    assert draft("丹徒区关工委2019年工作要点\n{S}\n{B}\n（此件不予公开）").verdict == "refused"
    assert draft("丹徒区关工委2019年工作要点\n{S}\n{B}\n（此件公开发布）").verdict == "plan"


def test_the_words_inside_a_sentence_are_no_mark() -> None:
    found = draft(
        "丹徒区关工委2019年工作要点\n要做好保守秘密的教育，机密文件由专人保管。\n{B}\n内部资料的管理按规定执行。"
    )

    assert found.verdict == "plan"
