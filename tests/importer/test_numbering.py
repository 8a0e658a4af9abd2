"""Word's automatic numbers: what is printed, compared with what LibreOffice prints where it is installed."""

import re
import subprocess
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from wordfile import SPACES, difference, document, level, lists, numbered, p

from generator.importer.word import office
from generator.importer.word.docx import read
from generator.importer.word.number_formats import printed
from generator.importer.word.numbering import Numbering

OFFICIAL = (
    level(0, "chineseCountingThousand", "%1、")
    + level(1, "chineseCountingThousand", "（%2）")
    + level(2, "decimal", "%3.")
    + level(3, "decimal", "（%4）")
    + level(4, "decimalEnclosedCircle", "%5")
)
OVER = (
    '<w:num w:numId="{0}"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="{1}"><w:startOverride w:val="{2}"/></w:lvlOverride></w:num>'
)


def labels(body: str, numbering: str, styles: str = "") -> list[str]:
    """What is printed before each paragraph of text."""
    parts = {"styles": styles} if styles else {}
    original = read(document(body, numbering=numbering, **parts), "a.docx")
    assert difference(original) == {}
    return [paragraph.printed for paragraph in original.paragraphs]


def test_the_levels_of_an_official_document_come_out_as_printed() -> None:
    levels = [0, 1, 2, 3, 3, 4, 2, 1, 2, 0, 1, 2]
    body = "".join(numbered(f"安排第{n}项", level) for n, level in enumerate(levels))
    original = read(document(body, numbering=lists(OFFICIAL)), "a.docx")
    assert [q.printed for q in original.paragraphs] == (
        ["一、", "（一）", "1.", "（1）", "（2）", "①", "2.", "（二）", "1.", "二、", "（一）", "1."]
    )
    assert original.paragraphs[0].text == "一、安排第0项"
    assert difference(original) == {}


def test_a_gap_stays_where_the_number_would_run_into_the_text() -> None:
    body = numbered("5亿元") + numbered("总则", number=2) + numbered("接排", number=3)
    nothing = level(0, "decimal", "%1", '<w:suff w:val="nothing"/>')
    numbering = lists(level(0, "decimal", "%1."), level(0, "chineseCounting", "第%1条"), nothing)
    original = read(document(body, numbering=numbering), "a.docx")
    assert [q.text for q in original.paragraphs] == ["1. 5亿元", "第一条 总则", "1接排"]


@pytest.mark.parametrize(
    ("form", "numbers"),
    [
        ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九"}),
        ("chineseCountingThousand", {10: "十", 21: "二十一", 101: "一百零一", 110: "一百一十", 1001: "一千零一"}),
        ("japaneseCounting", {12: "十二", 30: "三十"}),
        ("ideographDigital", {10: "一〇", 21: "二一"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "㉑", 50: "㊿", 51: "51"}),
        ("decimalEnclosedParen", {1: "⑴", 20: "⒇"}),
        ("decimalEnclosedFullstop", {3: "⒊"}),
        ("upperLetter", {1: "A", 27: "AA"}),
        ("lowerLetter", {26: "z", 28: "bb"}),
        ("lowerRoman", {4: "iv", 1999: "mcmxcix"}),
        ("upperRoman", {9: "IX"}),
        ("decimalFullWidth", {12: "１２"}),
        ("decimalZero", {7: "07", 12: "12"}),
        ("ideographTraditional", {1: "甲", 11: "甲"}),
        ("ideographZodiac", {12: "亥"}),
        ("chineseLegalSimplified", {12: "壹拾贰", 305: "叁佰零伍"}),
        ("none", {3: ""}),
        ("somethingNew", {3: "3"}),
    ],
)
def test_formats_of_numbers(form: str, numbers: dict[int, str]) -> None:
    assert {n: printed(n, form) for n in numbers} == numbers


def test_a_second_number_of_one_list_goes_on_and_an_override_begins_again() -> None:
    numbering = lists(OFFICIAL, nums=OVER.format(2, 0, 1) + '<w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num>')
    body = "".join(numbered("事项", 0, number) for number in (1, 1, 3, 2, 2, 1))
    assert labels(body, numbering) == ["一、", "二、", "三、", "一、", "二、", "三、"]


def test_levels_restart_as_they_say() -> None:
    never = level(0, "decimal", "%1、") + level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>')
    body = "".join(numbered("事项", n) for n in (0, 1, 1, 0, 1))
    assert labels(body, lists(never)) == ["1、", "1.", "2.", "2、", "3."]


def test_legal_numbering_and_numbers_of_several_levels() -> None:
    levels = level(0, "chineseCounting", "第%1章") + level(1, "decimal", "%1.%2", "<w:isLgl/>", start=3)
    assert labels(numbered("总则") + numbered("范围", 1) + numbered("原则", 1), lists(levels)) == [
        "第一章",
        "1.3",
        "1.4",
    ]


def test_numbering_comes_through_styles_and_can_be_switched_off() -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{style}"><w:name w:val="{style}"/>{more}</w:numPr></w:pPr></w:style>'
        for style, more in (
            ("base", '<w:pPr><w:numPr><w:numId w:val="1"/>'),
            ("sub", '<w:basedOn w:val="base"/><w:pPr><w:numPr><w:ilvl w:val="1"/>'),
        )
    )
    linked = level(0, "chineseCounting", "%1、", '<w:pStyle w:val="base"/>') + level(1, "decimal", "%2.")
    off = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = "".join(
        (
            p("甲", '<w:pStyle w:val="base"/>'),
            p("乙", '<w:pStyle w:val="sub"/>'),
            p("丙", f'<w:pStyle w:val="base"/>{off}'),
            p("丁", '<w:pStyle w:val="base"/>'),
        )
    )
    assert labels(body, lists(linked), styles) == ["一、", "1.", "", "二、"]


def test_an_empty_paragraph_counts_but_is_not_kept() -> None:
    original = read(document(numbered("甲") + numbered("") + numbered("乙"), numbering=lists(OFFICIAL)), "a.docx")
    assert [q.text for q in original.paragraphs] == ["一、甲", "三、乙"]


def test_a_deleted_paragraph_does_not_count() -> None:
    gone = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>'
        '<w:del w:id="2"><w:r><w:delText>撤下的一条</w:delText></w:r></w:del></w:p>'
    )
    original = read(document(numbered("甲") + gone + numbered("乙"), numbering=lists(OFFICIAL)), "a.docx")
    assert [q.text for q in original.paragraphs] == ["一、甲", "二、乙"]
    assert [d.text for d in original.dropped] == ["撤下的一条"]


def test_signs_of_wingdings_become_signs_that_every_font_has() -> None:
    assert labels(numbered("甲"), lists(level(0, "bullet", "\uf06e"))) == ["■"]


def test_a_level_of_signs_adds_nothing_to_the_number_below_it() -> None:
    levels = level(0, "decimal", "%1.") + level(1, "bullet", "—") + level(2, "decimal", "%1.%2%3.")
    assert labels(numbered("甲") + numbered("乙", 2) + numbered("丙", 2), lists(levels)) == ["1.", "1.1.", "1.2."]


def test_broken_definitions_number_nothing() -> None:
    root = fromstring(f'<w:numbering {SPACES}><w:num w:numId="1"><w:abstractNumId w:val="9"/></w:num></w:numbering>')
    assert Numbering(root).label("1", 0) == ""
    assert Numbering(None).label("7", 3) == ""


@pytest.mark.skipif(office.find() is None, reason="LibreOffice 没有安装")
def test_the_numbers_are_those_that_libreoffice_prints(tmp_path: Path) -> None:
    forms = (
        level(0, "chineseCounting", "第%1条")
        + level(1, "upperLetter", "%2)")
        + level(2, "lowerRoman", "%3.")
        + level(3, "decimal", "%1-%3-%4")
    )
    numbering = lists(OFFICIAL, forms, nums=OVER.format(3, 2, 5))
    levels = {1: "012234432112012", 3: "221", 2: "01223301"}
    places = [(int(n), number) for number, run in levels.items() for n in run] + [(0, 1)] * 12
    body = "".join(numbered(f"【事项{n}】", level, number) for n, (level, number) in enumerate(places))
    data = document(body, numbering=numbering)
    (tmp_path / "a.docx").write_bytes(data)
    subprocess.run(
        [
            *(str(office.find()), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"),
            *("--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path), str(tmp_path / "a.docx")),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    rendered = re.findall(r"([^\n】]*)【事项\d+】", (tmp_path / "a.txt").read_text("utf-8-sig"))
    ours = [q.printed for q in read(data, "a.docx").paragraphs]
    assert [text.strip() for text in rendered] == ours
