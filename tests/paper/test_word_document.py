"""A plan's Word document after GB/T 9704-2012, part by part: the clause stands with each test."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import pytest
from sheets import FOOT, HAN, markdown, read
from wordsheets import MM, R, W, body, paragraph, parts, style_of, styles, text_of, value, word

from generator.paper.sheets import paper_of
from generator.paper.word.markup import PARAGRAPH, RUN

docx = pytest.importorskip("docx")

WIDE = "|" + "|".join(f"第{n}栏" for n in range(1, 11)) + "|\n|" + "---|" * 10 + "\n" + ("|" + "内容|" * 10 + "\n") * 3
LONG = "附件：1.一览表\n\n2.安排\n\n苏州市教育局关工委\n\n2024年3月5日\n\n"
LONG += "附件1\n\n一览表\n\n一、第一件\n\n1.事情。\n\n附件2\n\n安排\n\n二、第二件"
FULL = markdown(
    f"各区教育局：\n\n{HAN}\n\n一、加强组织建设\n\n（一）健全组织\n\n1.选好人员。**各校**都要<sup>选</sup>好。\n\n"
    f"（二）推进工作。要抓好。\n\n{LONG}",
    **FOOT,
)


def png(width: int, height: int) -> bytes:
    """A picture of so many pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\0" + bytes(width) for _ in range(height)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def sections(data: bytes) -> list[Element]:
    return list(body(data).iter(f"{W}sectPr"))


def test_the_sheet_has_the_text_area_and_the_grid_of_22_lines_by_28_characters() -> None:
    """5.2: A4, 天头 37 mm, 订口 28 mm, 版心 156 by 225 mm; 22 lines of 28 characters fill it."""
    data = word(FULL)
    section = sections(data)[-1]
    size = [int(value(section, "pgSz", side)) for side in ("w", "h")]
    top, right, bottom, left = (int(value(section, "pgMar", side)) for side in ("top", "right", "bottom", "left"))
    assert [round(length / MM) for length in size] == [210, 297]
    assert [round(length / MM) for length in (top, left)] == [37, 28]
    wide, high = size[0] - left - right, size[1] - top - bottom
    assert [round(wide / MM, 1), round(high / MM, 1)] == [156, 225]
    assert value(section, "docGrid", "type") == "linesAndChars"
    assert high // int(value(section, "docGrid", "linePitch")) == 22
    cell = 16 + int(value(section, "docGrid", "charSpace")) / 4096
    assert int(wide / 20 / cell) == 28
    usual = styles(data)["Normal"]
    assert (value(usual, "pPr/spacing", "line"), value(usual, "pPr/spacing", "lineRule")) == ("579", "exact")
    assert int(wide / 20 / (16 + int(value(usual, "rPr/spacing")) / 20)) == 28
    assert value(usual, "rPr/sz") == "32"


def test_the_look_is_in_the_styles_alone() -> None:
    data = word(FULL)
    known = styles(data)
    own = {child.tag.removeprefix(W) for pr in body(data).iter(f"{W}pPr") for child in pr}
    assert own <= {"pStyle", "keepNext", "ind", "sectPr"}
    indented = {style_of(p) for p in body(data).iter(f"{W}p") if p.find(f"{W}pPr/{W}ind") is not None}
    assert indented == {"Signature"}  # what depends on the length of a name stands in no style
    assert {child.tag for pr in body(data).iter(f"{W}rPr") for child in pr} == {f"{W}rStyle"}
    used = {e.get(f"{W}val", "") for tag in ("pStyle", "rStyle", "tblStyle") for e in body(data).iter(W + tag)}
    assert used <= known.keys()
    names = [value(style, "name") for style in known.values()]
    assert len(names) == len(set(names))


def orders(data: bytes) -> Iterator[tuple[list[str], list[str]]]:
    """The names of all properties as they stand, with the order that the schema asks for."""
    roots = [body(data), *styles(data).values()]
    for name, order in (("pPr", PARAGRAPH), ("rPr", RUN)):
        for root in roots:
            for pr in root.iter(W + name):
                yield [child.tag.removeprefix(W) for child in pr], order


def test_properties_stand_in_the_order_of_the_schema() -> None:
    """ISO/IEC 29500-1 17.3.1.26 and 17.3.2.28: Word calls a file damaged where they do not."""
    for found, order in orders(word(markdown(f"{WIDE}\n\n- 一条\n\n**粗***斜*", 文号="测教关函〔2024〕7号"))):
        places = [order.index(name) for name in found]
        assert places == sorted(places)
    schema = "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    schema += (
        "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    )
    schema += "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    schema += "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
    assert [name for name in schema.split() if name in PARAGRAPH] == PARAGRAPH
    runs = "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
    runs += "vanish webHidden color spacing w kern position sz szCs highlight "
    runs += "u effect bdr shd fitText vertAlign rtl cs em lang"
    assert [name for name in runs.split() if name in RUN] == RUN


def test_headings_have_their_fonts_and_the_outline_of_the_paper() -> None:
    """7.3.3: 黑体, 楷体, then 仿宋; levels as the PDF has them."""
    data = word(FULL)
    known = styles(data)
    found = {}
    for begin in ("苏州市教育局关工委2024年", "一、加强", "（一）", "1.", "附件1", "一、第一件"):
        style = known[style_of(paragraph(data, begin))]
        face = value(style, "rPr/rFonts", "eastAsia")
        based = known.get(value(style, "basedOn"))
        found[begin] = (value(style, "pPr/outlineLvl"), face or value(based, "rPr/rFonts", "eastAsia"))
    assert found == {
        "苏州市教育局关工委2024年": ("0", "方正小标宋简体"),
        "一、加强": ("1", "黑体"),
        "（一）": ("2", "楷体_GB2312"),
        "1.": ("", "仿宋_GB2312"),
        "附件1": ("0", "黑体"),
        "一、第一件": ("1", "黑体"),
    }
    names = {value(known[style_of(paragraph(data, begin))], "name") for begin in ("苏州市", "一、加强", "（一）")}
    assert names <= {"heading 1", "heading 2", "heading 3", "发文机关标志"}
    run_in = paragraph(data, "（二）推进")
    assert value(known[style_of(run_in)], "pPr/outlineLvl") == "2"
    leads = [text_of(run) for run in run_in.iter(f"{W}r") if value(run, "rPr/rStyle") == "LookKai"]
    assert leads == ["（二）推进工作。"]


def test_a_long_title_keeps_the_lines_of_the_paper() -> None:
    """7.3.1."""
    title = "苏州市教育局关于印发《苏州市教育局关心下一代工作委员会2024年工作要点》的通知"
    source = markdown("正文。", title=title)
    shown = paper_of(*read(source)).lines
    assert len(shown) > 1
    assert text_of(paragraph(word(source), shown[0])) == "|".join(shown)


def test_what_closes_the_document_stands_where_the_standard_puts_it() -> None:
    """7.3.4, 7.3.5, 7.3.7: 附件说明 aligned, the name centred above the date, 附件 on pages of their own."""
    data = word(FULL)
    notes = [style_of(paragraph(data, begin)) for begin in ("附件：1", "2.安排")]
    assert notes == ["NoteFirst", "NoteNext"]
    known = styles(data)
    first, following = known["NoteFirst"], known["NoteNext"]
    starts = [
        int(value(style, "pPr/ind", "left")) - int(value(style, "pPr/ind", "hanging")) for style in (first, following)
    ]
    assert [round(start / 20 / 15.75) for start in starts] == [2, 5]
    date, name = paragraph(data, "2024年3月5日"), paragraph(data, "苏州市教育局关工委")
    name = next(p for p in body(data).iter(f"{W}p") if style_of(p) == "Signature")
    right = int(value(known[style_of(date)], "pPr/ind", "right")) / 20
    middle_of_date = right + len("年月日") * 16 / 2 + 6 * 8 / 2
    middle_of_name = int(value(name, "pPr/ind", "right")) / 20 + len(text_of(name)) * 15.75 / 2
    assert round(right / 15.75) == 4
    assert abs(middle_of_date - middle_of_name) < 3
    for begin in ("附件1", "附件2"):
        style = known[style_of(paragraph(data, begin))]
        assert known[value(style, "basedOn")].find(f"{W}pPr/{W}pageBreakBefore") is not None


def test_the_imprint_is_a_table_at_the_foot_of_the_last_page() -> None:
    """7.4: three lines, the outer ones thicker, 4号; 抄送, then 印发机关 and 印发日期 on one line."""
    data = word(FULL)
    table = list(body(data).iter(f"{W}tbl"))[-1]
    place = table.find(f"{W}tblPr/{W}tblpPr")
    assert place is not None
    assert (place.get(f"{W}vertAnchor"), place.get(f"{W}tblpYSpec")) == ("margin", "bottom")
    assert int(place.get(f"{W}tblpX", "0")) == int(value(sections(data)[-1], "pgMar", "left"))
    assert sum(int(c.get(f"{W}w", "0")) for c in table.iter(f"{W}gridCol")) == pytest.approx(156 * MM, abs=2)
    rows = [[text_of(cell) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]
    assert rows[0][0].startswith("抄送：苏州市关心下一代工作委员会，")
    assert rows[1] == ["苏州市教育局办公室", "2024年3月6日印发"]
    known = styles(data)
    borders = known[value(table, "tblPr/tblStyle")].find(f"{W}tblPr/{W}tblBorders")
    sizes = {side: int(value(borders, side, "sz")) / 8 * 25.4 / 72 for side in ("top", "insideH", "bottom")}
    assert sizes == {
        side: pytest.approx(thick, abs=0.02) for side, thick in (("top", 0.35), ("insideH", 0.25), ("bottom", 0.35))
    }
    assert value(known["Imprint"], "rPr/sz") == "28"


def test_a_letter_has_its_own_head_and_no_number_on_its_first_page() -> None:
    """10.1."""
    data = word(markdown("正文。", 文号="测教关函〔2024〕7号", **FOOT))
    section = sections(data)[0]
    assert section.find(f"{W}titlePg") is not None
    foot = parts(data)["word/footer3.xml"].decode()
    assert "PAGE" not in foot
    tops = [round(int(f.get(f"{W}y", "0")) / MM, 1) for f in body(data).iter(f"{W}framePr")]
    assert tops[0] == 30
    assert tops[1] == pytest.approx(30 + 12.7 + 4, abs=0.1)
    table = list(body(data).iter(f"{W}tbl"))[-1]
    assert value(table, "tblPr/tblStyle") == "ImprintPlain"


def test_page_numbers_are_right_on_odd_pages_and_left_on_even_ones() -> None:
    """7.5: — 1 —, 4号 宋体, one character in."""
    data = word(FULL)
    known = styles(data)
    assert "<w:evenAndOddHeaders/>" in parts(data)["word/settings.xml"].decode()
    targets = {e.get(f"{W}type"): e.get(f"{R}id") for e in sections(data)[-1].iter(f"{W}footerReference")}
    assert targets == {"default": "footer1", "even": "footer2"}
    for name, side, style in (("footer1", "right", "PageOdd"), ("footer2", "left", "PageEven")):
        foot = parts(data)[f"word/{name}.xml"].decode()
        assert f'w:val="{style}"' in foot
        assert 'w:instr=" PAGE "' in foot
        assert value(known[style], "pPr/jc") == side
        assert int(value(known[style], "pPr/ind", side)) == 14 * 20
        assert (value(known[style], "rPr/sz"), value(known[style], "rPr/rFonts", "eastAsia")) == ("28", "宋体")


def test_a_wide_table_is_turned_with_what_stands_above_it() -> None:
    """8: its own sheet on its side, the page number where it is on all others."""
    data = word(markdown(f"{HAN}\n\n附件\n\n一览表\n\n{WIDE}\n\n后面的文字。", **FOOT))
    turned = [value(section, "pgSz", "orient") for section in sections(data)]
    assert turned == ["", "landscape", ""]
    margins = [int(value(sections(data)[1], "pgMar", side)) / MM for side in ("top", "right", "bottom", "left")]
    assert margins == [pytest.approx(length, abs=0.1) for length in (28, 37, 26, 35)]
    blocks = list(body(data))
    ends = [n for n, block in enumerate(blocks) if block.find(f".//{W}sectPr") is not None or block.tag == f"{W}sectPr"]
    assert [text_of(block)[:3] for block in blocks[ends[0] + 1 : ends[1]]] == ["附件", "一览表", "第1栏"]
    assert 'w:textDirection w:val="tbRl"' in parts(data)["word/footer4.xml"].decode()
    last = word(markdown(f"{HAN}\n\n{WIDE}"))
    assert [value(section, "pgSz", "orient") for section in sections(last)] == ["", "landscape"]
    assert body(last)[-1].tag == f"{W}sectPr"


def test_cells_that_were_merged_are_merged() -> None:
    rows = "<tr><th>甲</th><th>乙</th><th>丙</th></tr><tr><td rowspan='2'>一</td><td colspan='2'>二</td></tr>"
    data = word(markdown(f"<table><caption>表名</caption>{rows}<tr><td>三</td><td>四</td></tr></table>"))
    found = []
    for row in body(data).iter(f"{W}tr"):
        cells = list(row.iter(f"{W}tc"))
        found.append([(text_of(c), value(c, "tcPr/gridSpan"), c.find(f"{W}tcPr/{W}vMerge") is not None) for c in cells])
    assert found == [
        [("表名", "3", False)],
        [("甲", "", False), ("乙", "", False), ("丙", "", False)],
        [("一", "", True), ("二", "2", False)],
        [("", "", True), ("三", "", False), ("四", "", False)],
    ]


def test_links_and_cited_documents_lead_somewhere() -> None:
    text = "贯彻《意见》（苏教〔2019〕1号），见[公告](https://www.example.cn/a?b=1&c=2)、[脚本](javascript:x)和[上文](#s1)。"
    data = word(markdown(text), {"苏教〔2019〕1号": "https://wenku.example.cn/plans/1.html"})
    relations = parts(data)["word/_rels/document.xml.rels"].decode()
    shown = [text_of(link) for link in body(data).iter(f"{W}hyperlink")]
    assert "公告" in shown
    assert any("苏教〔2019〕1号" in text for text in shown)
    assert 'Target="https://www.example.cn/a?b=1&amp;c=2" TargetMode="External"' in relations
    assert "https://wenku.example.cn/plans/1.html" in relations
    assert "javascript" not in relations
    assert "#s1" not in relations


def test_pictures_are_inside_as_large_as_the_sheet_lets_them_be() -> None:
    data = word(markdown("正文。\n\n![合影](a.png)"), a=png(1200, 300))
    assert parts(data)["word/media/image1.png"] == png(1200, 300)
    [extent] = [e for e in body(data).iter() if e.tag.endswith("}extent")]
    wide, high = int(extent.get("cx", "0")) / 36000, int(extent.get("cy", "0")) / 36000
    assert (round(wide), round(high)) == (156, 39)
    [described] = [e.get("descr") for e in body(data).iter() if e.tag.endswith("}docPr")]
    assert described == "合影"
    without = word(markdown("正文。\n\n![合影](a.png)"), a=b"\x89PNG\r\n\x1a\n")
    assert not [name for name in parts(without) if "media" in name]


def test_other_programs_open_it_and_find_the_record() -> None:
    data = word(FULL)
    opened = docx.Document(io.BytesIO(data))
    record = opened.core_properties
    assert (record.title, record.author) == ("苏州市教育局关工委2024年工作要点", "苏州市教育局关工委")
    assert "测教关〔2024〕7号" in record.keywords
    assert record.created.strftime("%Y-%m-%d") == "2024-03-05"
    assert "测教关〔2024〕7号" in parts(data)["docProps/custom.xml"].decode()
    assert any(p.style.name == "heading 2" or p.style.name == "Heading 2" for p in opened.paragraphs)


def test_the_same_plan_gives_the_same_bytes() -> None:
    data = word(FULL)
    assert data == word(FULL)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert {(entry.date_time, entry.create_system) for entry in file.infolist()} == {((1980, 1, 1, 0, 0, 0), 0)}


def test_nothing_in_a_text_breaks_the_file() -> None:
    data = word(markdown('一、A&B <b>"引"</b> ]]> \x0b\ufffe末。', title="苏州市“A&B”<要点>2024年工作要点"))
    assert "A&B" in text_of(paragraph(data, "一、A"))
    assert docx.Document(io.BytesIO(data)).core_properties.title == "苏州市“A&B”<要点>2024年工作要点"
