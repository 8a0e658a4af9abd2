"""Originals in traditional characters: recognised as if simplified, and given as printed."""

import pytest
from importer.recognised import draft, original, texts, values
from originals.dice import made

from generator.importer import account
from generator.importer.recognise.document import recognise
from generator.importer.recognise.simple import simple
from generator.search.normal import simplified

NOTICE = """澳門特別行政區教育及青年發展局文件
教青發〔2022〕15號
關於印發《澳門特別行政區德育工作委員會2022年工作要點》的通知
各公立、私立學校，本局各廳、處：
現將《澳門特別行政區德育工作委員會2022年工作要點》印發給你們，請結合實際認真貫徹執行。
附件：活動時間表
澳門特別行政區教育及青年發展局
二〇二二年三月五日
澳門特別行政區德育工作委員會
2022年工作要點
2022年，本委員會將以品德教育為重點，團結各校教師和家長，穩步推進各項工作，務求取得實效。
一、完善課程
（一）修訂德育大綱，編印教師手冊，舉辦研討會三場，聽取各校意見。
二、加強隊伍建設
（二）組織教師培訓，邀請專家學者講授輔導技巧，全年不少於四次。
抄送：行政公職局，社會工作局，各社團聯合總會。
澳門特別行政區教育及青年發展局辦公室　2022年3月7日印發"""


def test_every_field_of_a_notice() -> None:
    found = draft(NOTICE)

    assert values(found) == {
        "title": "關於印發《澳門特別行政區德育工作委員會2022年工作要點》的通知",
        "issuer": "澳門特別行政區教育及青年發展局",
        "doc_number": "教青發〔2022〕15号",
        "date": "2022-03-05",
        "region": "澳门",
        "year": "2022",
        "recipients": "各公立、私立學校，本局各廳、處",
        "cc": ("行政公職局", "社會工作局", "各社團聯合總會"),
        "print_office": "澳門特別行政區教育及青年發展局辦公室",
        "print_date": "2022-03-07",
        "attachments": ("活動時間表",),
    }
    assert {field.confidence for field in found.fields.values()} == {"high"}
    assert texts(found, "title") == ["澳門特別行政區德育工作委員會2022年工作要點"]


def test_a_page_and_what_the_site_put_around() -> None:
    found = draft(
        """設為首頁 | 加入收藏
當前位置：首頁 > 通知公告 > 正文
福建省廈門市同安區關心下一代工作委員會2011年工作要點
發布時間：2011-04-02　來源：本站　點擊數：18
全區各級關工委要圍繞中心、服務大局，扎實做好各項工作，讓青少年切實受益。
一、加強思想道德教育
1、組織老同志進校園宣講，全年不少於二十場，讓青少年了解家鄉的發展變化。
二、加強自身建設
2、辦好基層骨幹培訓班，健全工作制度，總結推廣好的經驗。
福建省廈門市同安區關心下一代工作委員會
二○一一年三月二十八日
上一篇：關於開展評選活動的通知
版權所有：同安區關工委"""
    )

    assert values(found)["title"] == "福建省廈門市同安區關心下一代工作委員會2011年工作要點"
    assert values(found)["issuer"] == "福建省廈門市同安區關心下一代工作委員會"
    assert (values(found)["date"], values(found)["region"]) == ("2011-03-28", "福建/厦门/同安")
    assert values(found)["source"] == "网页（2011-04-02 发布）"
    assert texts(found)[0].startswith("全區")
    assert texts(found)[-1] == "二○一一年三月二十八日"


def test_a_title_on_two_lines_and_no_signature() -> None:
    found = draft(
        """香港特別行政區灣仔區議會社區建設委員會
2015年工作計劃
2015年，委員會將繼續關注區內長者及青年的需要，與地區團體合作，辦好各項活動。
一、關懷長者
（1）舉辦長者嘉年華兩次，派發福袋一千份，安排義工上門探訪。
二、支援青年
（2）資助學校開辦興趣班，組織青年參觀歷史建築。
2015年1月"""
    )

    assert values(found)["title"] == "香港特別行政區灣仔區議會社區建設委員會2015年工作計劃"
    assert values(found)["issuer"] == "香港特別行政區灣仔區議會社區建設委員會"
    assert (values(found)["date"], values(found)["region"]) == ("2015-01", "香港")


def test_a_damaged_number_is_shown_as_printed() -> None:
    number = draft("臺山市教育局2020年工作要點\n臺教辦函〔202038\n{S}\n{B}").fields["doc_number"]

    assert (number.value, number.filled) == ("臺教辦函〔2020〕38号", False)
    assert "臺教辦函〔202038" in number.note


def test_wide_digits_and_letters_in_a_year_count_as_what_they_stand_for() -> None:
    wide = draft("２００５年丹徒区第三中学重点工作安排\n{S}\n{B}")
    letters = draft("二OO五年丹徒区第三中学工作要点\n{S}\n{B}")

    assert (values(wide)["title"], values(wide)["year"]) == ("２００５年丹徒区第三中学重点工作安排", "2005")
    assert (values(letters)["title"], values(letters)["year"]) == ("二OO五年丹徒区第三中学工作要点", "2005")
    assert values(wide)["issuer"] == values(letters)["issuer"] == "丹徒区第三中学"


def test_the_shadow_is_as_long_as_the_text() -> None:
    text = "".join(simplified()) + "乾县計畫二OO五年１２Wood"

    assert len(simple(text)) == len(text)
    assert simple(text).endswith("乾县计划二〇〇五年12Wood")


@pytest.mark.parametrize("number", range(0, 400, 8))
def test_traditional_characters_change_nothing_but_the_characters(number: int) -> None:
    text = "\n".join(piece.text for piece in made(number).pieces)
    forms = {simple_form: form for form, simple_form in simplified().items() if form != "乾"}
    printed = text.translate(str.maketrans(forms))
    source = original(printed)
    plain, found = draft(text), recognise(source, "a.txt")

    assert printed != text
    assert account.of_draft(source, found) is None
    assert simple(repr(values(found))) == simple(repr(values(plain)))
    assert all(str(values(found)[name]) in printed.replace("\n", "") for name in ("title", "issuer"))
