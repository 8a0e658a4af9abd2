"""Originals into drafts: every field from where a document prints it, and not a character lost."""

import re
import time

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from importer.recognised import SECTIONS, draft, draft_set, original, texts, values, whys

from generator.importer import account
from generator.importer.recognise.document import recognise

NOTICE = """中共昆山市委教育工作委员会文件
昆教工委〔2018〕12号
关于印发《昆山市中小学关心下一代
工作委员会2018年工作要点》的通知
各中小学、幼儿园，直属各单位：
现将《昆山市中小学关心下一代工作委员会2018年工作要点》印发给你们，请结合实际，认真贯彻执行。
附件：活动安排表
中共昆山市委教育工作委员会
2018年3月6日
昆山市中小学关心下一代工作委员会
2018年工作要点
{S}
{B}
抄送：苏州市教育局关工委，昆山市关工委（办公室，联络处）。
中共昆山市委教育工作委员会办公室
2018年3月7日印发"""


def test_a_notice_and_the_plan_that_it_carries() -> None:
    found = draft(NOTICE)

    assert values(found) == {
        "title": "关于印发《昆山市中小学关心下一代工作委员会2018年工作要点》的通知",
        "issuer": "中共昆山市委教育工作委员会",
        "doc_number": "昆教工委〔2018〕12号",
        "date": "2018-03-06",
        "region": "江苏/苏州/昆山",
        "year": "2018",
        "recipients": "各中小学、幼儿园，直属各单位",
        "cc": ("苏州市教育局关工委", "昆山市关工委（办公室，联络处）"),
        "print_office": "中共昆山市委教育工作委员会办公室",
        "print_date": "2018-03-07",
        "attachments": ("活动安排表",),
    }
    assert {field.confidence for field in found.fields.values()} == {"high"}
    assert found.verdict == "plan"
    assert texts(found, "title") == ["昆山市中小学关心下一代工作委员会2018年工作要点"]
    assert texts(found)[0].startswith("现将")
    assert texts(found)[2:4] == ["中共昆山市委教育工作委员会", "2018年3月6日"]  # a signature stays


def test_each_field_names_its_line() -> None:
    lines = {name: field.line for name, field in draft(NOTICE).fields.items()}

    assert (lines["issuer"], lines["doc_number"], lines["title"], lines["recipients"]) == (1, 2, 3, 5)
    assert lines["date"] == 9


def test_what_goes_to_front_matter_is_listed_with_its_field() -> None:
    reasons = whys(draft(NOTICE))

    assert reasons["昆教工委〔2018〕12号"] == "已写入“文号”"
    assert reasons["各中小学、幼儿园，直属各单位："] == "已写入“主送”"
    assert reasons["2018年3月7日印发"] == "已写入“印发日期”"
    assert "附件：活动安排表" not in reasons


def test_an_organ_alone_above_the_title_is_the_issuer() -> None:
    found = draft("中共璧山区委教育工委\n关于印发《璧山区2014年工作要点》的通知\n各学校：\n{S}\n{B}")

    assert values(found)["title"] == "关于印发《璧山区2014年工作要点》的通知"
    assert values(found)["issuer"] == "中共璧山区委教育工委"


def test_an_organ_on_the_line_of_the_title_stays_in_it() -> None:
    found = draft("璧山区教委关于印发2014年工作要点的通知\n各学校：\n{S}\n{B}")

    assert values(found)["title"] == "璧山区教委关于印发2014年工作要点的通知"
    assert values(found)["issuer"] == "璧山区教委"


def test_an_organ_above_a_title_that_begins_with_the_year_belongs_to_it() -> None:
    found = draft("石河镇中心小学\n2016年关工委工作计划\n{S}\n{B}\n石河镇中心小学\n2016年2月")

    assert values(found)["title"] == "石河镇中心小学2016年关工委工作计划"
    assert values(found)["date"] == "2016-02"


def test_a_title_without_a_name_is_completed_as_unsure() -> None:
    found = draft("关心下一代工作委员会2021年工作要点\n{S}\n{B}\n中共沿海职业技术学院委员会\n2021年3月30日")

    title = found.fields["title"]
    assert title.value == "沿海职业技术学院关心下一代工作委员会2021年工作要点"
    assert title.confidence == "low"
    assert title.alternatives == ("关心下一代工作委员会2021年工作要点",)
    assert "原件标题只印" in title.note


def test_a_title_that_names_its_place_after_the_year_is_not_completed() -> None:
    found = draft("2023年新余市教育工作要点\n{S}\n{B}\n新余市人民政府办公室\n2023年8月7日")

    assert values(found)["title"] == "2023年新余市教育工作要点"


HEAD = {"size": 36, "red": True}
WRAPPED = """{0}
镇教发〔2019〕4号
丹徒区2019年教育工作要点
{{S}}
{{B}}
{1}2019年3月1日"""


def test_a_red_head_on_two_lines_is_one_name() -> None:
    text = WRAPPED.format("江苏省镇江市丹徒区教\n育局关心下一代工作委员会文件", "")
    found = draft_set(text, _1=HEAD, _2=HEAD)

    assert (values(found)["issuer"], found.fields["issuer"].confidence) == (
        "江苏省镇江市丹徒区教育局关心下一代工作委员会",
        "high",
    )
    assert texts(found)[0] == draft("{S}").body[0].paragraph.text


def test_a_head_that_is_set_otherwise_is_not_joined() -> None:
    found = draft_set(WRAPPED.format("让孩子快乐成长\n丹徒区教育局文件", ""), _1={"size": 22}, _2=HEAD)

    assert values(found)["issuer"] == "丹徒区教育局"


def test_two_organs_in_one_head_stay_two() -> None:
    found = draft_set(WRAPPED.format("中共丹徒区委组织部\n丹徒区教育局\n文件", ""), _1=HEAD, _2=HEAD, _3=HEAD)

    assert values(found)["issuer"] == "中共丹徒区委组织部、丹徒区教育局"


@pytest.mark.parametrize("head", ["区教育局", "徒区教育局", "教育局"])
def test_the_end_of_a_name_is_completed_by_the_signature(head: str) -> None:
    issuer = draft(WRAPPED.format(f"{head}文件", "江苏省镇江市丹徒区教育局\n")).fields["issuer"]

    assert (issuer.value, issuer.confidence) == ("江苏省镇江市丹徒区教育局", "high")


@pytest.mark.parametrize("head", ["区教育局", "翼前旗教育局", "教育局"])
def test_the_end_of_a_name_alone_is_never_sure(head: str) -> None:
    issuer = draft(WRAPPED.format(f"{head}文件", "")).fields["issuer"]

    assert (issuer.value, issuer.confidence) == (head, "low")
    assert "不完整" in issuer.note


def test_a_signature_on_two_lines_is_one_name() -> None:
    found = draft("丹徒区2019年工作要点\n{S}\n{B}\n江苏省镇江市丹徒区\n教育局\n2019年3月1日")

    assert values(found)["issuer"] == "江苏省镇江市丹徒区教育局"


@pytest.mark.parametrize("year", ["二〇〇五年", "二○○五年度", "二零零五年", "二00五年", "2005年"])
def test_the_year_before_a_name_is_no_part_of_it(year: str) -> None:
    found = draft(f"{year}丹徒区社区教育学院重点工作安排\n{{S}}\n{{B}}")

    assert (values(found)["issuer"], values(found)["year"]) == ("丹徒区社区教育学院", "2005")


@pytest.mark.parametrize("organ", ["人民政府教育督导室", "第三中学", "供销社", "人大常委会", "残联", "司法所"])
def test_an_organ_that_begins_with_its_place_signs(organ: str) -> None:
    found = draft(f"关于做好2019年工作的意见\n各学校：\n{{S}}\n{{B}}\n丹徒区{organ}\n2019年3月1日")

    assert (values(found)["issuer"], found.fields["issuer"].confidence) == (f"丹徒区{organ}", "high")


def test_a_title_that_only_the_labels_of_a_page_tell() -> None:
    title = "丹徒区教育局关于印发《丹徒区2019年教育工作要点》的通知"
    found = draft(
        f"发文字号 | 镇教发〔2019〕4号 | 主题分类 | 教育 |\n标 题 | {title} |\n各学校：\n现将要点印发给你们。\n"
        "丹徒区教育局\n2019年3月1日\n丹徒区2019年教育工作要点\n{B}"
    )

    assert (values(found)["title"], values(found)["doc_number"]) == (title, "镇教发〔2019〕4号")
    assert texts(found, "title") == ["丹徒区2019年教育工作要点"]


def test_the_heading_of_a_page_that_forwards_is_not_the_title() -> None:
    title = "关于印发《丹徒区2019年教育工作要点》的通知"
    found = draft(f"转发 {title}\n发布时间：2019-04-02\n{title}\n各学校：\n{{S}}\n{{B}}\n丹徒区教育局\n2019年3月1日")

    assert values(found)["title"] == title


def test_a_title_whose_name_in_quotes_begins_a_line() -> None:
    found = draft(
        "丹徒区人民政府关于贯彻落实\n《教育工作要点》的通知\n各学校：\n{S}\n{B}\n丹徒区人民政府\n2019年3月1日"
    )

    assert values(found)["title"] == "丹徒区人民政府关于贯彻落实《教育工作要点》的通知"


def test_a_red_head_is_no_title() -> None:
    found = draft_set("丹徒区第三中学文件\n{S}\n{B}", _1={"align": "center"})

    assert values(found)["title"] != "丹徒区第三中学文件"
    assert values(found)["issuer"] == "丹徒区第三中学"


def test_a_carried_title_that_repeats_the_signature_is_not_joined_to_it() -> None:
    found = draft(
        "关于印发2022年丹徒区红十字会工作要点的通知\n各学校：\n{S}\n丹徒区红十字会\n2022年丹徒区红十字会工作要点\n{B}"
    )

    assert texts(found, "title") == ["2022年丹徒区红十字会工作要点"]
    assert values(found)["issuer"] == "丹徒区红十字会"


def test_joint_organs() -> None:
    found = draft(
        """中共通江县委组织部
通江县教育局
文件
通教发〔2014〕36号
关于印发《通江县2014年工作要点》的通知
各学校：
{S}
中共通江县委组织部 通江县教育局
2014年4月2日
通江县2014年工作要点
{B}"""
    )

    assert values(found)["issuer"] == "中共通江县委组织部、通江县教育局"
    assert found.fields["issuer"].confidence == "high"


def test_the_number_is_its_own_and_not_one_that_it_cites() -> None:
    found = draft("武进区关工委2023年工作要点\n根据《实施意见》（苏教关〔2019〕1号）精神，{S}\n{B}")

    assert "doc_number" not in found.fields


@pytest.mark.parametrize(
    "printed", ["（皖政[2001]85号）", "皖政﹝2001﹞85号", "皖政【2001】85号", "文号：皖政(2001)第85号"]
)
def test_a_number_below_the_title_in_any_brackets(printed: str) -> None:
    found = draft(f"安徽省人民政府关于2001年教育工作的意见\n{printed}\n各市人民政府：\n{{S}}\n{{B}}")

    assert values(found)["doc_number"] == "皖政〔2001〕85号"


def test_a_number_at_the_end_of_the_title() -> None:
    found = draft("岳阳市教育局关于印发2017年工作要点的通知（岳教发〔2017〕2号）\n各学校：\n{S}\n{B}")

    assert values(found)["doc_number"] == "岳教发〔2017〕2号"
    assert values(found)["title"] == "岳阳市教育局关于印发2017年工作要点的通知"


def test_a_damaged_number_is_only_proposed() -> None:
    number = draft("毕节市教育局2020年工作要点\n毕教办函〔202038\n{S}\n{B}").fields["doc_number"]

    assert (number.value, number.confidence, number.filled) == ("毕教办函〔2020〕38号", "low", False)
    assert "毕教办函〔202038" in number.note


def test_a_damaged_date_is_only_proposed() -> None:
    day = draft("毕节市教育局2020年工作要点\n{S}\n{B}\n毕节市教育局\n201912").fields["date"]

    assert (day.value, day.confidence, day.filled) == ("2019-12", "low", False)
    assert day.alternatives == ("2019-01-02",)


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("二〇〇八年三月五日", "2008-03-05"),
        ("二○○八年三月五日", "2008-03-05"),
        ("二00八年三月五日", "2008-03-05"),
        ("2008年3月", "2008-03"),
        ("2008.3.5", "2008-03-05"),
        ("2008 年 3 月 5 日", "2008-03-05"),
    ],
)
def test_the_date_of_the_signature(printed: str, iso: str) -> None:
    found = draft(f"靖江市关工委2008年工作要点\n{{S}}\n{{B}}\n靖江市关工委\n{printed}")

    assert (found.fields["date"].value, found.fields["date"].confidence) == (iso, "high")


def test_the_date_below_the_title() -> None:
    found = draft("大理州教育体育局关工委2021年工作要点\n（2021年3月10日全体会议通过）\n{S}\n{B}")

    assert values(found)["date"] == "2021-03-10"


def test_without_a_date_the_day_of_printing_stands_in_for_it_and_is_unsure() -> None:
    found = draft("靖江市关工委2008年工作要点\n{S}\n{B}\n抄送：泰州市关工委。\n靖江市关工委办公室 2008年3月9日印发")

    assert (found.fields["date"].value, found.fields["date"].confidence) == ("2008-03-09", "low")
    assert values(found)["print_date"] == "2008-03-09"


def test_the_day_of_putting_it_online_is_no_date_of_the_document() -> None:
    found = draft(
        "温州市教育局关工委2020年工作要点\n发布时间：2020-05-14 来源：本站 点击数：8\n{S}\n{B}",
        address="https://example.org/1.html",
    )

    assert "date" not in found.fields
    assert values(found)["source"] == "https://example.org/1.html（2020-05-14 发布）"


def test_recipients_and_text_in_one_paragraph_are_parted() -> None:
    found = draft(
        "关于印发《宜兴市2010年工作要点》的通知\n各中小学、幼儿园：现将要点印发给你们。\n宜兴市2010年工作要点\n{B}"
    )

    assert values(found)["recipients"] == "各中小学、幼儿园"
    assert texts(found)[0] == "现将要点印发给你们。"


SITE = """设为首页 | 加入收藏
学校首页
关工委工作
当前位置: 首页 >> 关工委工作 >> 正文
金沙中学关工委2019年工作计划
日期: 2019-04-07      信息来源:      点击数:
{S}
{B}
金沙中学关工委
2019年3月30日
上一篇：没有了
学校地址:江苏省南通市通州区 邮编:226300 电话:0513-86500000
苏ICP备11036003号-1 版权所有 金沙中学"""


def test_a_site_around_the_document_is_dropped_line_by_line() -> None:
    found = draft(SITE)

    reasons = whys(found)
    assert [line for line in SITE.split("\n")[:4] if line not in reasons] == []
    assert reasons["苏ICP备11036003号-1 版权所有 金沙中学"] == "网站页脚"
    assert texts(found)[-2:] == ["金沙中学关工委", "2019年3月30日"]
    assert texts(found)[1:-2] == SECTIONS.split("\n")


def test_the_address_below_a_page_tells_the_prefecture_and_is_unsure() -> None:
    region = draft(SITE).fields["region"]

    assert (region.value, region.confidence) == ("江苏/南通", "low")


def test_a_line_like_those_of_a_site_inside_the_text_stays() -> None:
    found = draft(
        "溧阳市关工委2019年工作要点\n{S}\n主办单位：溧阳市关工委\n微信公众号\n{B}\n溧阳市关工委\n2019年3月1日"
    )

    assert {"主办单位：溧阳市关工委", "微信公众号"} <= set(texts(found))


def test_a_notice_that_lost_its_title_takes_that_of_its_plan() -> None:
    found = draft(
        "各县（区）人民政府：\n现将要点印发给你们。\n新余市人民政府办公室\n2023年8月7日\n新余市2023年教育工作要点\n{B}"
    )

    assert values(found)["title"] == "新余市2023年教育工作要点"
    assert values(found)["recipients"] == "各县（区）人民政府"
    assert texts(found, "title") == ["新余市2023年教育工作要点"]


def test_a_notice_that_lost_its_title_takes_that_of_its_page() -> None:
    found = draft(
        "各县（区）人民政府：\n现将要点印发给你们。\n新余市2023年教育工作要点\n{B}",
        page_title="关于印发《新余市2023年教育工作要点》的通知",
    )

    assert values(found)["title"] == "关于印发《新余市2023年教育工作要点》的通知"


def test_headings_that_lost_their_numeral_are_marked_and_left_as_they_are() -> None:
    found = draft("毕节市教育局2020年工作要点\n.抓组织建设\n1.{S}\n.抓主题教育\n2.{S}\n三、抓宣传\n3.{S}")

    assert [mark.proposal for mark in found.marks] == ["一、抓组织建设", "二、抓主题教育"]
    assert ".抓组织建设" in texts(found)


def test_the_year_is_that_of_the_plan_and_not_of_the_review() -> None:
    assert values(draft("甲县关工委2020年工作总结及2021年工作计划\n{S}\n{B}"))["year"] == "2021"


def test_a_name_that_several_places_share_is_told_by_the_rest_of_the_text() -> None:
    region = draft("鼓楼区教育局关工委2016年工作要点\n在徐州市委领导下，{S}\n{B}").fields["region"]

    assert (region.value, region.confidence) == ("江苏/徐州/鼓楼", "low")
    assert "江苏/南京/鼓楼" in region.alternatives


def test_a_name_that_several_places_share_and_nothing_tells_is_only_proposed() -> None:
    region = draft("鼓楼区教育局关工委2016年工作要点\n{S}\n{B}").fields["region"]

    assert not region.filled
    assert {"江苏/南京/鼓楼", "福建/福州/鼓楼"} <= {str(region.value), *region.alternatives}


def test_no_document_is_refused_with_what_to_do() -> None:
    found = recognise(original(""), "a.txt")

    assert found.verdict == "refused"
    assert found.problems[0].hint


def test_a_document_of_a_thousand_lines_takes_no_longer_than_its_length() -> None:
    def seconds(lines: int) -> float:
        source = original("溧阳市关工委2019年工作要点\n" + f"{SECTIONS}\n" * (lines // 6))
        recognise(source, "a.txt")
        start = time.process_time()
        recognise(source, "a.txt")
        return time.process_time() - start

    assert seconds(12_000) < 40 * max(seconds(1_200), 0.002)


@settings(max_examples=150, deadline=None)
@given(st.permutations([*NOTICE.split("\n"), *SITE.split("\n")]), st.integers(0, 30))
def test_nothing_is_lost_whatever_the_order_of_lines(lines: list[str], count: int) -> None:
    draft("\n".join(lines[:count]))


@settings(max_examples=200, deadline=None)
@given(
    st.text(
        alphabet="关于印发年工作要点通知各学校：，。、一二（）《》〔〕2019月日号印抄送附件1. \n\u3000第抄局委",
        max_size=200,
    )
)
def test_nothing_is_lost_of_any_text(text: str) -> None:
    source = original(text)
    assert account.of_draft(source, recognise(source, "a.txt")) is None


SEEDS = {
    "000": "2020-zhangjiagang",
    "001": "2023-wujin",
    "002": "2020-guizhou",
    "003": "2013-chongqing",
    "004": "2021-jiangsu-xinxi-xueyuan",
}
KEYS = {"文号": "doc_number", "主送": "recipients", "抄送": "cc", "印发机关": "print_office", "印发日期": "print_date"}


@pytest.fixture(params=SEEDS)
def seed(request: pytest.FixtureRequest, shared_plans) -> tuple[str, dict[str, object]]:
    """One of five real originals as found, and the front matter that a person gave it."""
    text = (shared_plans.parent / "originals" / f"{request.param}.txt").read_text("utf-8")
    plan = (shared_plans / f"{SEEDS[request.param]}.md").read_text("utf-8")
    return text, yaml.safe_load(re.split("^---$", plan, flags=re.MULTILINE)[1])


def test_the_five_real_originals(seed: tuple[str, dict[str, object]]) -> None:
    text, wanted = seed
    found = draft(text)

    got = {name: field.value for name, field in found.fields.items()}
    for key, value in wanted.items():
        expected = tuple(value) if isinstance(value, list) else str(value)
        assert got.get(KEYS.get(key, key)) == expected, key
    assert found.verdict == "plan"


def test_an_organ_that_no_field_holds_stays_in_the_text() -> None:
    found = draft(
        """甲城市教育局文件
关于印发《丹徒区2019年工作要点》的通知
丹徒区关工委
各学校：
{S}
丹徒区教育局
2019年3月1日
丹徒区2019年工作要点
{B}"""
    )

    held = str(found.fields["issuer"].value) + "、".join(found.fields["issuer"].alternatives)
    for organ in ("甲城市教育局", "丹徒区关工委", "丹徒区教育局"):
        assert organ in held or organ in "".join(texts(found))


def test_a_date_below_the_title_stays_where_the_signature_has_another() -> None:
    found = draft("丹徒区关工委2019年工作要点\n（2019年2月1日）\n{S}\n{B}\n丹徒区关工委\n2019年3月1日")

    assert values(found)["date"] == "2019-03-01"
    assert "（2019年2月1日）" in texts(found)


def test_what_stands_between_text_and_title_is_not_taken_for_a_menu() -> None:
    found = draft(
        f"当前位置：首页 > 正文\n{SECTIONS}\n学习安排\n关于2019年工作安排的通知\n各学校：\n{{S}}",
    )

    assert "学习安排" in texts(found)


def test_a_letter_prints_its_organ_above_its_number() -> None:
    found = draft(
        "沾化区教育局\n沾教函〔2022〕18号\n沾化区教育局\n关于印发沾化区2022年工作要点的通知\n各学校：\n{S}\n{B}"
    )

    assert values(found)["issuer"] == "沾化区教育局"
    assert texts(found)[0] == draft("{S}", "a.txt").body[0].paragraph.text


def test_a_red_head_that_a_page_prints_twice_is_one_organ() -> None:
    head = "临海市教育局文件\n临海市教育局文件\n临教〔2015〕8号\n"
    found = draft(head + "临海市教育局关于印发2015年工作要点的通知\n各学校：\n{B}")
    assert values(found)["issuer"] == "临海市教育局"


def test_what_stands_between_a_title_and_its_repetition_is_the_page_but_a_cover_is_not() -> None:
    title = "临海市教育局2015年工作要点"
    found = draft(f"{title}\n免费下载\n12.5KB\n2016-01-02\n举报\n{title}\n{{B}}")
    gone = {d.text for d in found.dropped if d.why == "网站导航（标题之前）"}
    assert gone == {"免费下载", "12.5KB", "2016-01-02", "举报"}
    cover = draft(f"{title}\n临海市教育局办公室\n2015年2月\n{title}\n{{B}}")
    body = [part.paragraph.text for part in cover.body]
    assert {"临海市教育局办公室", "2015年2月"} <= {*body, *(d.text for d in cover.dropped if "写入" in d.why)}


def test_a_model_for_any_school_names_no_issuer() -> None:
    assert "issuer" not in values(draft("学校关工委工作计划范文\n{B}"))
