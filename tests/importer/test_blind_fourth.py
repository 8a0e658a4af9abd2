# ruff: noqa: E501 -- the lines are those of the documents
"""Rules that the fourth round with documents never seen before showed to be missing, each in words of our own."""

import msgspec
import pytest
from importer.recognised import SECTIONS, SENTENCE, draft, draft_set, original, rows, texts, values, whys
from opened import opened

from generator.importer.original import Dropped
from generator.importer.recognise.chrome import is_meta, is_site
from generator.importer.recognise.document import recognise
from generator.importer.recognise.heading import read_heading
from generator.importer.recognise.imprint import read_imprint
from generator.importer.recognise.issuers import Source, choose_issuer
from generator.importer.recognise.masthead import red_head
from generator.importer.recognise.places import place_in_name
from generator.importer.recognise.told import is_told, read_told
from generator.importer.text.plain import read

PLAN = "京口区关工委2021年工作要点"


def test_the_labels_of_a_table_that_was_copied_without_its_lines() -> None:
    found = rows(
        "发布机构 京口区教育局 文 号 京教发〔2014〕21号\n成文日期 2014-03-10 有效性 有效\n文号 不详的一律退回重填\n标题 党的光辉"
    )

    assert [is_told(row) for row in found] == [True, True, False, False]
    told = read_told(found[:2], ())
    assert {key: value for key, (value, _) in told.items()} == {
        "issuer": "京口区教育局",
        "number": "京教发〔2014〕21号",
        "date": "2014-03-10",
    }


@pytest.mark.parametrize(
    "line",
    ["【字体： 大 中 小】", "首页 团务公开 文件", "附件下载", "— END —", "某镇妇联工作计划 - 百度文库", "[编辑]"],
)
def test_more_lines_of_sites(line: str) -> None:
    assert is_site(rows(line)[0])


@pytest.mark.parametrize("line", ["首页要突出主题 ，栏目要少", "附件下载后填写", "我们把计划编入文库"])
def test_lines_that_only_begin_like_those_of_sites(line: str) -> None:
    assert not is_site(rows(line)[0])


def test_the_name_and_the_time_of_an_account_are_the_pages() -> None:
    found = draft(f"{PLAN}\n京口关工 2021-02-28 16:30 江苏\n点击上方蓝字关注我们\n{{S}}\n{{B}}\nEND")

    assert texts(found)[0].startswith("坚持")
    assert whys(found)["京口关工 2021-02-28 16:30 江苏"] == "网页的发布信息"
    assert whys(found)["END"] == "网站页脚"
    assert not is_meta(rows("考试时间 2021-02-28 16:30 开始考试之后不得入场")[0])


def test_a_menu_that_ends_with_the_word_file_is_no_red_head() -> None:
    assert red_head(rows("首页 团务公开 文件")[0]) == ""
    assert red_head(rows("京口区教育局文件")[0]) == "京口区教育局"


def test_offices_of_one_character_are_no_items_of_their_own() -> None:
    copies = "主题词：工作 要点\n报送：市关工委、区委\n发送：区各部、委、办、局，各街道（社区）、学校、企业关工委"
    found = read_imprint(rows(copies), 0, 3)

    assert found.cc == ("市关工委", "区委", "区各部、委、办、局", "各街道（社区）、学校、企业关工委")


def test_short_labels_below_running_text_are_no_copies() -> None:
    assert read_imprint(rows("按时做好各类报表。\n发送：各镇关工委"), 0, 2).cc == ()


def test_a_zone_is_where_the_county_is_that_it_is_called_after() -> None:
    place = place_in_name("昆山经济技术开发区关工委")

    assert place is not None
    assert (place.path, place.sure) == ("江苏/苏州/昆山", False)
    assert place_in_name("昆山经验交流会") is None


def test_the_organ_that_a_page_names_as_its_source() -> None:
    text = "润州区2021年关心下一代工作要点\n{S}\n{B}"
    issuer = draft(f"{text}\n来源：润州区关工委\n编辑：小王").fields["issuer"]

    assert (issuer.value, issuer.confidence) == ("润州区关工委", "low")
    assert "issuer" not in draft(f"{text}\n来源：关心下一代周报\n编辑：小王").fields


def test_an_address_that_the_reader_of_the_page_has_dropped_tells_the_place() -> None:
    source = original(f"计算机学院关工委工作计划\n{SENTENCE}\n{SECTIONS}")
    foot = Dropped(99, "地址：四川省绵阳市涪城区青龙大道59号", "网站页脚")
    found = recognise(msgspec.structs.replace(source, dropped=(foot,)), "a.html")

    assert (found.fields["region"].value, found.fields["region"].confidence) == ("四川/绵阳", "low")


def test_a_page_that_prints_its_title_again_without_the_organ() -> None:
    organ, about = "京口区教育局", "关于2019年学校关心下一代工作的安排意见"
    text = f"{organ}{about}\n{organ}文件\n京教发〔2019〕45号\n{about}\n各学校、幼儿园：\n{SENTENCE}\n{SECTIONS}\n{organ}\n2019年4月11日"
    source = original(text, page_title=organ + about)
    heading = msgspec.structs.replace(source.paragraphs[0], heading=1)
    found = recognise(msgspec.structs.replace(source, paragraphs=(heading, *source.paragraphs[1:])), "a.html")

    assert values(found)["title"] == organ + about
    assert values(found)["recipients"] == "各学校、幼儿园"
    assert (found.verdict, whys(found)[about]) == ("plan", "重复的标题")


def test_a_line_that_ends_like_a_title_is_none_of_the_recipients() -> None:
    line = "京口区各学校、幼儿园和社区教育中心补充安排的专题活动计划"

    assert read_heading(rows(f"{line}\n各学校：\n现将计划印发给你们。"), 0, None).recipients == ""
    assert read_heading(rows("各学校、幼儿园，\n各社区教育中心：\n现将计划印发给你们。"), 0, None).recipients != ""


def test_the_mark_of_a_letter_goes_before_the_short_name_of_the_signature() -> None:
    mark = "黔南布依族苗族自治州关心下一代工作委员会"
    found = draft(
        f"{mark}\n黔南关通〔2016〕5号\n关于印发2016年工作要点的通知\n各县关工委：\n{{S}}\n{{B}}\n黔南州关工委\n2016年3月9日"
    )

    assert values(found)["issuer"] == mark


def test_the_organs_above_a_joint_document_in_full() -> None:
    full = "丹徒区教育局、共青团丹徒区委员会"
    sources = [Source("signature", "丹徒区教育局、共青团丹徒区委", 9), Source("head", full, 1)]

    found = choose_issuer(sources)
    assert found is not None
    assert (found.value, found.confidence) == (full, "high")
    other = choose_issuer([sources[0], Source("head", "丹徒区教育局、丹徒区妇女联合会", 1)])
    assert other is not None
    assert other.value == sources[0].name


def test_the_end_of_a_name_on_a_line_of_its_own_in_a_red_head() -> None:
    large = {"size": 36, "red": True}
    text = (
        "丹徒区教育局文件\n共青团丹徒区委\n员会\n徒教发〔2016〕19号\n关于印发2016年工作计划的通知\n各学校：\n{S}\n{B}"
    )
    found = draft_set(text.replace("文件", ""), _1=large, _2=large, _3=large)

    assert values(found)["issuer"] == "丹徒区教育局、共青团丹徒区委员会"


def test_the_stamp_of_a_page_goes_on_with_no_wrapped_title() -> None:
    title = "京口区妇联办公室关于印发《2010年全区妇女儿童家庭教育工作要点》的通知"
    lines = [title, "2010-02-25 14:05:16  京口女性网"]
    for n in range(5):
        lines += [
            f"　　{n + 1}.实施妇女创业就业促进行动，大力培训农村妇女带头人和各类家政服务",
            "员，新建示范基地并带动更多的妇女就近就业增收。",
        ]

    assert read("\n".join(lines).encode(), "a.txt").paragraphs[0].text == title


def test_the_edit_marks_of_a_wiki_are_dropped() -> None:
    sections = "".join(
        f'<h2>{head}<span class="mw-editsection">[<a href="#">编辑</a>]</span></h2><p>{"组织老同志进校园，讲好身边的故事，帮助有困难的孩子。" * 2}</p>'
        for head in ("一、宣讲", "二、帮扶")
    )
    found = opened(f"<title>{PLAN}</title><h1>{PLAN}</h1><div class=mw-parser-output>{sections}</div>")

    assert [p.text for p in found.paragraphs if p.heading == 2] == ["一、宣讲", "二、帮扶"]


def test_the_headline_of_a_page_above_the_documents_own_title_is_the_pages() -> None:
    headline = "重磅！2023年全区共青团工作要点来了"
    found = draft(f"{headline}\n共青团京口区委员会\n2023年工作要点\n{{S}}\n{{B}}", page_title=headline)

    assert values(found)["title"] == "共青团京口区委员会2023年工作要点"
    assert whys(found)[headline] == "网页自己的标题"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("京口区2019年妇联工作计划（模板3篇）\n{S}\n{B}", "汇编"),
        ("京口区青少年法治教育活动方案\n一、活动时间\n6月26日\n二、活动地点\n文化广场\n三、活动内容\n{S}", "一次活动"),
        (
            "在2013年全区关心下一代工作会议上的讲话\n同志们：\n今天我们召开全区关心下一代工作会议，部署任务。{S}\n{B}",
            "讲话",
        ),
    ],
)
def test_more_that_is_no_plan(text: str, said: str) -> None:
    found = draft(text)

    assert (found.verdict, [said in problem.message for problem in found.problems]) == ("doubtful", [True])


def test_a_plan_of_a_year_with_a_section_on_times_is_one() -> None:
    assert draft("京口区教育局2019年重点活动安排\n一、活动时间\n{S}\n{B}").verdict == "plan"


def test_the_record_of_a_page_in_lines_without_colons() -> None:
    record = "<div>索 引 号 1115/2014-00512 主题分类 教育</div><div>发布机构 京口区教育局 文 号 京教发〔2014〕21号</div><div>成文日期 2014-03-10</div>"
    body = "".join(f"<p>{line}</p>" for line in f"{SENTENCE}\n{SECTIONS}".split("\n"))
    found = opened(f"<title>{PLAN}</title>{record}<h1>{PLAN}</h1><div id=zoom>{body}</div>")

    assert {(label, value) for label, value, _ in found.told} >= {
        ("文号", "京教发〔2014〕21号"),
        ("成文日期", "2014-03-10"),
    }
    assert found.paragraphs[0].text == PLAN
