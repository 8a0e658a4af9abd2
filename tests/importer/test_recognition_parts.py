"""The parts of the recognition by themselves: dates, the 版记, numbers, places, titles, labels of a page."""

import re
from pathlib import Path

import pytest
from importer.recognised import rows

from generator import region
from generator.importer.recognise.attachments import announced
from generator.importer.recognise.chrome import is_meta, is_site
from generator.importer.recognise.dates import date_at_end, date_in_brackets, read_date
from generator.importer.recognise.imprint import read_imprint
from generator.importer.recognise.issuers import Source, choose_issuer, completed, organ_in_title
from generator.importer.recognise.lost import lost_numerals
from generator.importer.recognise.masthead import number_in, read_masthead
from generator.importer.recognise.places import place_in_address, place_in_name, place_of_code, settle
from generator.importer.recognise.signatures import find_signatures, lone_signature
from generator.importer.recognise.titles import choose, find_titles
from generator.importer.recognise.told import is_told, read_told
from generator.importer.recognise.words import is_organ


def isos(text: str) -> list[str]:
    found = read_date(text)
    return [] if found is None else [found.day.iso] if found.day else [day.iso for day in found.proposals]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("二O一一年二月二十二日", ["2011-02-22"]),
        ("2019.12", ["2019-12"]),
        ("201912", ["2019-12", "2019-01-02"]),
        ("20200305", ["2020-03-05"]),
        ("2020年35日", ["2020-03-05"]),
        ("2020年2月30日", []),  # a day that isn't there is no proposal either
        ("2020年", []),  # a year alone heads a section
        ("3月5日", []),
        ("13905130000", []),
    ],
)
def test_dates_as_printed(text: str, wanted: list[str]) -> None:
    assert isos(text)[: len(wanted)] == wanted
    assert bool(isos(text)) == bool(wanted)


def test_a_date_at_the_end_of_a_line_and_in_brackets() -> None:
    found = date_at_end("靖江市关工委二〇〇八年三月五日")
    assert found is not None
    assert (found[0], found[1].day and found[1].day.iso) == ("靖江市关工委", "2008-03-05")
    adopted = date_in_brackets("（2019年3月5日经全委会通过）")
    assert adopted is not None
    assert adopted.day is not None
    assert adopted.day.iso == "2019-03-05"
    assert date_in_brackets("（试行）") is None


def test_the_imprint_over_several_lines() -> None:
    lines = """正文到此为止。
主题词：教育 要点 通知
分送：市关工委，县委、县人大领导（各1份，内发），
县人武部，各镇、街道关工委。
甲县委办公室               2006年3月20日印
（共印150份）"""
    found = read_imprint(rows(lines), 0, 6)

    assert found.cc == ("市关工委", "县委", "县人大领导（各1份，内发）", "县人武部", "各镇、街道关工委")
    assert (found.office, found.date) == ("甲县委办公室", "2006-03-20")
    assert set(found.taken) == {2, 3, 4, 5}  # 主题词 stays


def test_the_short_labels_need_an_imprint_below_them() -> None:
    assert read_imprint(rows("要做好活动。\n送：书籍、文具\n发：资料"), 0, 3).cc == ()
    found = read_imprint(rows("要做好活动。\n报：省关工委\n发：各区关工委\n甲市关工委办公室 2005年2月8日印发"), 0, 4)
    assert found.cc == ("省关工委", "各区关工委")


def test_the_main_recipients_may_stand_in_the_imprint() -> None:
    found = read_imprint(rows("到此为止。\n主送：各学校。\n抄送：市教育局。\n甲县教育局 2015年2月8日印发"), 0, 4)

    assert (found.recipients, found.cc) == ("各学校", ("市教育局",))


@pytest.mark.parametrize(
    ("text", "wanted", "sure"),
    [
        ("苏教关〔2019〕1号", "苏教关〔2019〕1号", True),
        ("（皖政[2001]85号）", "皖政〔2001〕85号", True),
        ("涪教委文〔2009〕48号签发人：李明", "涪教委文〔2009〕48号", True),
        ("发文字号：甲教〔2019〕3号", "甲教〔2019〕3号", True),
        ("宿教发2018〕12号", "宿教发〔2018〕12号", False),
    ],
)
def test_a_number_alone_on_its_line(text: str, wanted: str, sure: bool) -> None:
    found = number_in(text, 0)

    assert found is not None
    assert str(found.number) == wanted
    assert (found.why == "") is sure


@pytest.mark.parametrize(
    "text", ["2019年工作要点", "（2020年3月5日）", "苏ICP备11036003号", "第3号", "电话0510-85804253"]
)
def test_what_is_no_number(text: str) -> None:
    assert number_in(text, 0) is None


def test_the_head_with_its_small_print() -> None:
    head = read_masthead(rows("000012\n特急\n甲县教育局文件\n甲教〔2009〕4号\n签发人：李明\n题"), 0, 5)

    assert head.organs == ("甲县教育局",)
    assert head.numbered is not None
    assert sorted(head.rest) == [0, 1, 4]


def test_the_word_file_beside_stacked_organs() -> None:
    assert read_masthead(rows("甲县委组织部\n甲县教育局\n文件\n题"), 0, 3).organs == ("甲县委组织部", "甲县教育局")
    assert read_masthead(rows("甲县委组织部\n甲县教育局\n题"), 0, 2).organs == ()


@pytest.mark.parametrize(
    ("name", "path", "sure"),
    [
        ("中共张家港市委教育工作委员会", "江苏/苏州/张家港", True),
        ("常州市武进区教育局关工委", "江苏/常州/武进", True),
        ("重庆市教委", "重庆", True),
        ("教育部关心下一代工作委员会", "全国", True),
        ("共青团苏州市吴江区委", "江苏/苏州/吴江", True),
        ("江苏信息职业技术学院", "江苏", False),
        ("武汉大学", "湖北/武汉", True),
        ("武汉大学附属小学", "湖北/武汉", False),
        ("北京师范大学珠海分校", "北京", False),
        ("中国科协办公厅", "全国", True),
        ("于都县教育局", "江西/赣州/于都", True),
        ("新疆生产建设兵团教育局", "兵团", True),
        ("第八师石河子市教育局", "新疆/石河子", True),
        ("晋城市城区教育局", "山西/晋城/城区", True),
        ("江苏省盱眙中学", "江苏/淮安/盱眙", False),
        ("香港中文大学", "香港", True),
        ("香港中文大学（深圳）", "香港", False),
    ],
)
def test_the_place_in_a_name(name: str, path: str, sure: bool) -> None:
    place = place_in_name(name)

    assert place is not None
    assert (place.path, place.sure) == (path, sure)


@pytest.mark.parametrize("name", ["市教育局", "全市教育系统", "北京路小学", "社区关工委", "校关工委", "各县区教育局"])
def test_names_without_a_place(name: str) -> None:
    assert place_in_name(name) is None


def test_places_from_other_hints() -> None:
    ambiguous = place_in_name("鼓楼区教育局")
    assert ambiguous is not None
    assert settle(ambiguous.candidates, "在徐州市委领导下") == "江苏/徐州/鼓楼"
    assert settle(ambiguous.candidates, "在市委领导下") == ""
    address = place_in_address("学校地址:江苏省无锡市惠山区 邮编:214153")
    assert address is not None
    assert address.path == "江苏/无锡"
    code = place_of_code("黔教办函")
    assert code is not None
    assert (code.path, code.sure) == ("贵州", False)


def test_a_title_over_several_lines_is_put_together() -> None:
    lines = """乙省教育厅
关于印发《乙省教育厅关心
下一代工作委员会2022年工作要点》
的 通 知
乙教关〔2022〕1号
各市教育局："""
    title = choose(find_titles(rows(lines)))

    assert title is not None
    assert title.text == "关于印发《乙省教育厅关心下一代工作委员会2022年工作要点》的通知"
    assert (title.start, title.end, title.addressed) == (1, 4, True)


def test_a_numbered_heading_is_no_title() -> None:
    assert find_titles(rows("一、制定2019年工作计划\n（二）落实实施方案\n1.做好工作安排")) == []


def test_a_slogan_above_a_dash_belongs_to_the_title() -> None:
    title = choose(find_titles(rows("凝心聚力 奋发有为\n——浙江省教育系统关工委2018年工作要点\n一、抓好学习")))

    assert title is not None
    assert title.text == "凝心聚力奋发有为——浙江省教育系统关工委2018年工作要点"
    assert organ_in_title(title.tight) == "浙江省教育系统关工委"


@pytest.mark.parametrize(
    ("title", "organ"),
    [
        ("南宁市教育局关于做好2012年工作的通知", "南宁市教育局"),
        ("关于印发2012年工作要点的通知", ""),
        ("转发教育部关工委2017年工作要点的通知", ""),
        ("校关工委2019年工作计划", ""),
        ("太仓市港城小学关工委工作计划（2017年度）", "太仓市港城小学关工委"),
        ("2020年安阳市内黄县青少年活动中心工作要点", "安阳市内黄县青少年活动中心"),
        ("2020年全市教育工作要点", ""),
        ("港城小学德育工作计划", "港城小学"),
        ("全县中小学德育工作计划", ""),
    ],
)
def test_the_organ_in_a_title(title: str, organ: str) -> None:
    assert organ_in_title(title) == organ


def test_organs_that_disagree_leave_the_issuer_unsure() -> None:
    agreeing = choose_issuer([Source("redhead", "甲县教育局", 1), Source("title", "甲县教育局", 3)])
    differing = choose_issuer([Source("redhead", "甲县教育局", 1), Source("signature", "乙县体育局", 9)])

    assert agreeing is not None
    assert agreeing.confidence == "high"
    assert differing is not None
    assert (differing.confidence, differing.alternatives) == ("low", ("乙县体育局",))


def test_titles_are_completed_with_the_institution_alone() -> None:
    assert completed("关工委2020年工作计划", ["丹阳市皇塘中心小学关工委"]) == "丹阳市皇塘中心小学关工委2020年工作计划"
    assert completed("校关工委2020年工作计划", ["沿海学院关工委"]) == "沿海学院关工委2020年工作计划"
    assert completed("2020年工作计划", ["我校关工委"]) == ""


def test_signatures_and_dates() -> None:
    lines = """全文到此结束。
甲市教育局
甲市关心下一代
工作委员会（章）
2014年4月2日"""
    found = find_signatures(rows(lines), 0, 5)

    assert found[-1].organs[0] == "甲市教育局"
    assert found[-1].date_row == 4
    assert lone_signature(rows("全文到此结束。\n甲市教育局"), 0, 2) is not None
    assert lone_signature(rows("会议室\n甲市教育局"), 0, 2) is None


def test_the_list_of_attachments() -> None:
    listed, row = announced(rows("到此为止。\n附件：1.安排表.doc\n2.《申报表》\n甲县教育局"), 0, 4)

    assert (listed, row) == (("安排表", "申报表"), 1)
    assert announced(rows("到此为止。\n附件\n安排表"), 0, 3) == ((), -1)


@pytest.mark.parametrize(
    "line",
    [
        "您的位置：首页 > 关工委 > 正文",
        "设为首页 加入收藏",
        "学院新闻 | 通知公告 | 网站地图",
        "苏ICP备05012345号",
        "【打印】【关闭】",
    ],
)
def test_lines_of_a_site(line: str) -> None:
    assert is_site(rows(line)[0])


@pytest.mark.parametrize(
    "line",
    [
        "各学校要用好微信公众号，做好宣传，扩大影响，讲好“五老”故事，营造良好的社会氛围。",
        "一、抓好学习",
        "附件：安排表",
        "甲县教育局",
    ],
)
def test_lines_of_a_document(line: str) -> None:
    row = rows(line)[0]

    assert not is_site(row)
    assert not is_meta(row)


def test_the_labels_of_a_page() -> None:
    found = rows("索 引 号：0031/2019-36 发布机构：甲县政府办\n发文字号：甲政办〔2019〕3号 成文日期：2019-01-17")

    assert all(is_told(row) for row in found)
    told = read_told(found, (("来源", "甲县政府网", 4),))
    assert told["number"] == ("甲政办〔2019〕3号", 2)
    assert told["date"] == ("2019-01-17", 2)
    assert told["source"] == ("甲县政府网", 4)


def test_the_labels_of_a_table_that_was_saved_as_text() -> None:
    found = rows("发文字号 | 甲政办〔2019〕3号 | 制发机构 | 甲县政府办 |\n标 题 | 甲县2019年工作要点 |")

    assert all(is_told(row) for row in found)
    told = read_told(found, ())
    assert (told["number"][0], told["issuer"][0]) == ("甲政办〔2019〕3号", "甲县政府办")
    assert told["title"] == ("甲县2019年工作要点", 2)


def test_lost_numerals_follow_the_ones_that_are_left() -> None:
    marks = lost_numerals(rows("一、甲\n（一）乙\n（）丙丙\n.丁丁\n三、戊"))

    assert [mark.proposal for mark in marks] == ["（二）丙丙", "二、丁丁"]


def test_a_line_with_a_blank_after_each_character_is_read_without_them() -> None:
    row = rows("关 于 印 发 2 0 1 1 年 要 点 的 通 知")[0]

    assert row.text == "关于印发2011年要点的通知"
    assert row.paragraph.text == "关 于 印 发 2 0 1 1 年 要 点 的 通 知"


def test_the_bureau_of_every_place_is_an_organ() -> None:
    """将乐县, 本溪市 and 向阳区 begin with words that sentences begin with."""
    table = Path(region.__file__).with_name("regions.tsv").read_text("utf-8").splitlines()
    names = {
        cell for line in table for cell in line.split("\t") if re.fullmatch("[\u4e00-\u9fff]+[省市县区旗州盟]", cell)
    }
    assert len(names) > 4000
    assert [name for name in names if not is_organ(f"{name}教育局")] == []
    assert not is_organ("将教育局")
    assert not is_organ("向县教育局")
