"""Word documents: nothing is lost, what isn't printed is told with the reason, and no file harms the machine."""

import io
import zipfile

import docx
import wordfile as w
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt, RGBColor
from hypothesis import given, settings
from hypothesis import strategies as st
from wordfile import difference, document, dropped, opened, p, r, row, table, texts

from generator.importer.word.docx import read

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx><w:txbxContent>{0}'
    "</w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
    "<w:txbxContent>{0}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
RED = '<w:color w:val="FF0000"/><w:sz w:val="72"/>'


def field(code: str, result: str) -> str:
    """A field as Word writes it: its code, then what it printed last."""
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    shown = marks[1] + r(result) if result else ""
    return f"{marks[0]}<w:r><w:instrText>{code}</w:instrText></w:r>{shown}{marks[2]}"


def test_a_document_of_python_docx() -> None:
    made = docx.Document()
    head = made.add_paragraph()
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = head.add_run("云溪县林业局文件")
    run.font.size, run.font.color.rgb, run.bold = Pt(36), RGBColor(0xFF, 0, 0), True
    made.add_heading("造林", 2)
    made.add_paragraph("春季补植")
    made.sections[0].header.paragraphs[0].text = "林业简讯"
    made.sections[0].footer.paragraphs[0].text = "— 3 —"
    stream = io.BytesIO()
    made.save(stream)
    original = read(stream.getvalue(), "a.docx")
    assert difference(original) == {}
    first, second, third = original.paragraphs
    assert (first.text, first.align, first.size, first.red, first.bold) == (
        "云溪县林业局文件",
        "center",
        36,
        True,
        True,
    )
    assert (second.heading, third.heading, third.lines) == (2, 0, (3,))
    assert dropped(original) == [("林业简讯", "页眉"), ("— 3 —", "页码")]


def test_text_of_every_kind_is_kept() -> None:
    body = (
        "<w:p>" + r("甲") + "<w:ins>" + r("乙") + "</w:ins>"
        '<w:hyperlink r:id="x">' + r("丙") + "</w:hyperlink><w:smartTag>" + r("丁") + "</w:smartTag>"
        "<w:sdt><w:sdtPr/><w:sdtContent>" + r("戊") + "</w:sdtContent></w:sdt>"
        "<w:r><w:noBreakHyphen/><w:tab/><w:t>己</w:t></w:r>"
        '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Wingdings" w:char="F001"/></w:r>'
        "<w:r><w:ruby><w:rt>" + r("gēng") + "</w:rt><w:rubyBase>" + r("庚") + "</w:rubyBase></w:ruby></w:r>"
        "<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath></w:p>"
    )
    original = opened(body)
    assert texts(original) == ["甲乙丙丁戊- 己☑〓庚x+1"]
    assert dropped(original) == [("gēng", "文字上方的注音")]
    assert [problem.code for problem in original.problems] == ["docx-formula"]


def test_a_formula_between_paragraphs_is_kept() -> None:
    assert (
        texts(opened(p("面积：") + "<m:oMathPara><m:oMath><m:r><m:t>a=b</m:t></m:r></m:oMath></m:oMathPara>"))[1]
        == "a=b"
    )


def test_what_is_not_printed_is_told_with_the_reason() -> None:
    body = (
        "<w:p>"
        + r("正文")
        + "<w:del><w:r><w:delText>旧句</w:delText></w:r></w:del>"
        + r("暗记", "<w:vanish/>")
        + "</w:p>"
        "<w:p><w:moveFrom>" + r("移走") + "</w:moveFrom>" + r("留下") + "</w:p>"
    )
    original = opened(body, comments='<w:comment w:id="0">' + p("再核一遍") + "</w:comment>")
    assert texts(original) == ["正文", "留下"]
    assert dropped(original) == [
        ("旧句", "修订中已删除的文字"),
        ("暗记", "隐藏的文字"),
        ("移走", "修订中已删除的文字"),
        ("再核一遍", "批注"),
    ]


def test_results_of_fields_are_kept_and_their_codes_are_not() -> None:
    body = f"<w:p>{r('见第')}{field(' PAGEREF a ', '4')}{r('页')}</w:p><w:p>{field('IF 1 = 1', '')}{r('其后')}</w:p>"
    broken = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>' + r("坏域") + "</w:p>" + p("后文")
    original = opened(body + broken)
    assert texts(original) == ["见第4页", "其后", "后文"]
    assert dropped(original) == [("坏域", "域代码，不印出来")]


def test_circled_numbers_made_by_a_field_are_printed() -> None:
    circled = field(r"eq \o\ac(○,3)", "")
    assert texts(opened(f"<w:p>{circled}{r('巡查河道')}</w:p>")) == ["③巡查河道"]


def test_manual_breaks_part_paragraphs_and_page_breaks_add_none() -> None:
    body = (
        '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t>云溪县林业局</w:t><w:br/><w:t>工作要点</w:t></w:r></w:p>'
        '<w:p><w:r><w:br w:type="page"/></w:r></w:p>' + p("正文")
    )
    original = opened(body)
    assert [(q.text, q.align, q.lines) for q in original.paragraphs[:2]] == [
        ("云溪县林业局", "center", (1,)),
        ("工作要点", "center", (2,)),
    ]
    assert len(original.paragraphs) == 3


def test_the_text_of_a_box_is_taken_once_and_before_its_paragraph() -> None:
    body = f"<w:p>{BOX.format(p('云溪县林业局文件', '', RED))}{r('云林〔2022〕5号')}</w:p>"
    original = opened(body)
    assert texts(original) == ["云溪县林业局文件", "云林〔2022〕5号"]
    assert original.paragraphs[0].red
    assert len(original.lines) == 2


def test_word_art_is_text() -> None:
    art = '<w:r><w:pict><v:shape><v:textpath string="云溪县林业局文件"/></v:shape></w:pict></w:r>'
    assert texts(opened(f"<w:p>{art}</w:p>" + p("正文"))) == ["云溪县林业局文件", "正文"]


def test_a_red_head_in_a_header_comes_first_and_a_running_head_is_dropped() -> None:
    header = p("云溪县林业局文件", "", RED) + p("云林〔2022〕5号") + p("内部刊物")
    original = opened(p("关于植树的通知"), header1=header)
    assert texts(original) == ["云溪县林业局文件", "云林〔2022〕5号", "关于植树的通知"]
    assert dropped(original) == [("内部刊物", "页眉")]
    repeated = opened(p("云溪县林业局文件") + p("正文"), header1=p("云溪县林业局文件"))
    assert texts(repeated) == ["云溪县林业局文件", "正文"]
    assert dropped(repeated) == [("云溪县林业局文件", "页眉")]


def test_a_watermark_is_dropped_as_such() -> None:
    art = '<w:p><w:r><w:pict><v:shape><v:textpath string="样稿"/></v:shape></w:pict></w:r></w:p>'
    assert dropped(opened(p("正文"), header1=art)) == [("样稿", "水印")]


def test_a_colophon_in_a_footer_comes_last_and_page_numbers_are_dropped() -> None:
    footer = p("抄送：县财政局。") + "<w:p>" + r("第 ") + field("PAGE", "2") + r(" 页") + "</w:p>" + p("地址：东街1号")
    original = opened(p("正文"), footer1=footer)
    assert texts(original) == ["正文", "抄送：县财政局。"]
    assert dropped(original) == [("第 2 页", "页码"), ("地址：东街1号", "页脚")]


def test_notes_stand_at_the_end_with_their_marks() -> None:
    reference = '<w:r><w:footnoteReference w:id="7"/></w:r>'
    note = '<w:footnote w:id="-1" w:type="separator"><w:p/></w:footnote>'
    note += '<w:footnote w:id="7"><w:p><w:r><w:footnoteRef/></w:r>'
    original = opened(f"<w:p>{r('造林面积')}{reference}</w:p>", footnotes=note + r("含补植。") + "</w:p></w:footnote>")
    assert texts(original) == ["造林面积[1]", "[1]含补植。"]


def test_the_table_of_contents_is_dropped() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="toc 1"/></w:style>'
    contents = p("造林\t3", '<w:pStyle w:val="t"/>')
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    body = f"<w:sdt>{gallery}<w:sdtContent>{p('目录')}</w:sdtContent></w:sdt>{contents}{p('造林')}"
    original = opened(body, styles=styles)
    assert texts(original) == ["造林"]
    assert {why for _, why in dropped(original)} == {"目录（Word 自动生成）"}


def test_looks_come_through_styles() -> None:
    styles = (
        "<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val='32'/></w:rPr></w:rPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="标题 1"/><w:pPr><w:jc w:val="center"/></w:pPr>'
        "<w:rPr><w:b/></w:rPr></w:style>"
        '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="章"/><w:basedOn w:val="a"/>'
        '<w:rPr><w:b w:val="0"/><w:sz w:val="44"/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="c"><w:rPr><w:color w:val="C00000"/></w:rPr></w:style>'
    )
    body = p("甲", '<w:pStyle w:val="b"/>', '<w:rStyle w:val="c"/>') + p("乙")
    first, second = opened(body, styles=styles).paragraphs
    assert (first.align, first.size, first.bold, first.red, first.heading) == ("center", 22, False, True, 1)
    assert (second.align, second.size, second.heading) == ("", 16, 0)


def test_blanks_and_indents_that_place_a_line() -> None:
    body = p("\u3000" * 18 + "2022年3月1日", "", '<w:sz w:val="32"/>') + p("青山", '<w:ind w:firstLine="6400"/>')
    body += p("\u3000\u3000巡查河道，清理垃圾。", "", '<w:sz w:val="32"/>') + p("张\u3000三\u00a0\u00a0李四")
    body += p("\u3000" * 8 + "春季造林工作要点", "", '<w:sz w:val="32"/>') + p(
        "\u3000" * 5 + "2.春季造林任务分工一览表"
    )
    original = opened(body)
    assert [(q.text, q.align) for q in original.paragraphs] == [
        ("2022年3月1日", "right"),
        ("青山", "right"),
        ("巡查河道，清理垃圾。", ""),
        ("张\u3000三 李四", ""),
        ("春季造林工作要点", "center"),
        ("2.春季造林任务分工一览表", ""),
    ]


def with_pictures(*pictures: tuple[str, bytes], body: str = "") -> bytes:
    """A document that shows these pictures, each twice."""
    shown = "".join(
        f'<w:p><w:r><w:drawing><a:blip r:embed="i{n}"/></w:drawing></w:r></w:p>' * 2 for n in range(len(pictures))
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    relations = "".join(
        f'<Relationship Id="i{n}" Type="{kind}" Target="media/{name}"/>' for n, (name, _) in enumerate(pictures)
    )
    with zipfile.ZipFile(io.BytesIO(document(body + shown))) as package:
        files = {name: package.read(name) for name in package.namelist()}
    rels = "word/_rels/document.xml.rels"
    files[rels] = files[rels].replace(b"</Relationships>", relations.encode() + b"</Relationships>")
    return w.zipped(files | {f"word/media/{name}": data for name, data in pictures})


def test_pictures_are_saved_once_and_what_no_page_shows_is_told() -> None:
    original = read(with_pictures(("图.emf", b"emf"), ("照片.png", PNG), body=p("正文")), "a.docx")
    assert [(f.name, f.data) for f in original.files] == [("image1.png", PNG)]
    assert [q.markup for q in original.paragraphs if q.kind == "image"] == ["![图1](image1.png)"] * 2
    assert [problem.code for problem in original.problems] == ["docx-picture-format"]


def test_a_scan_is_refused() -> None:
    original = read(with_pictures(("a.png", PNG)), "a.docx")
    assert original.paragraphs == ()
    assert original.problems[0].code == "original-scan"


def test_strict_namespaces_are_read_too() -> None:
    data = document(p("正文"))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        files = {name: package.read(name) for name in package.namelist()}
    strict = b"http://purl.oclc.org/ooxml/"
    for name, kind in (("wordprocessingml/2006/main", "wordprocessingml/main"),):
        old, new = f"http://schemas.openxmlformats.org/{name}".encode(), strict + kind.encode()
        files["word/document.xml"] = files["word/document.xml"].replace(old, new)
    files["_rels/.rels"] = files["_rels/.rels"].replace(
        b"http://schemas.openxmlformats.org/officeDocument/2006/", strict + b"officeDocument/"
    )
    assert texts(read(w.zipped(files), "a.docx")) == ["正文"]


_WORD = st.text(st.sampled_from("甲乙丙1（） \u3000\u200b&lt;"), max_size=5).map(
    lambda t: t.replace("&", "").replace("<", "")
)
_RUN = st.one_of(
    _WORD.map(r),
    _WORD.map(lambda t: r(t, "<w:vanish/>")),
    _WORD.map(lambda t: f"<w:ins>{r(t)}</w:ins>"),
    _WORD.map(lambda t: f"<w:del><w:r><w:delText>{t}</w:delText></w:r></w:del>"),
    _WORD.map(lambda t: field("REF x", t)),
    _WORD.map(lambda t: BOX.format(p(t))),
    st.sampled_from(
        [
            "<w:r><w:br/></w:r>",
            "<w:r><w:tab/></w:r>",
            '<w:r><w:sym w:char="F0FC"/></w:r>',
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            '<w:r><w:footnoteReference w:id="2"/></w:r>',
        ]
    ),
)
_PARAGRAPH = st.builds(
    lambda runs, number: f"<w:p><w:pPr>{number}</w:pPr>{''.join(runs)}</w:p>",
    st.lists(_RUN, max_size=4),
    st.sampled_from(["", *(f'<w:numPr><w:ilvl w:val="{n}"/><w:numId w:val="1"/></w:numPr>' for n in range(3))]),
)
_BLOCK = st.recursive(
    _PARAGRAPH,
    lambda block: st.lists(
        st.lists(
            st.builds(
                lambda inner, merge: f"<w:tc><w:tcPr>{merge}</w:tcPr>{''.join(inner)}</w:tc>",
                st.lists(block, min_size=1, max_size=2),
                st.sampled_from(["", "<w:vMerge/>", '<w:vMerge w:val="restart"/>', '<w:gridSpan w:val="2"/>']),
            ),
            min_size=1,
            max_size=3,
        ).map(lambda cells: row(*cells)),
        min_size=1,
        max_size=3,
    ).map(lambda rows: table(*rows)),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_BLOCK, max_size=4), _WORD, _WORD)
def test_whatever_it_holds_no_character_is_lost(blocks: list[str], above: str, note: str) -> None:
    levels = (
        w.level(0, "chineseCounting", "%1、") + w.level(1, "chineseCounting", "（%2）") + w.level(2, "decimal", "%3.")
    )
    footnote = f'<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>{r(note)}</w:p></w:footnote>'
    data = document(
        "".join(blocks) + p("末段"), numbering=w.lists(levels), header1=p(above), footer1=p(note), footnotes=footnote
    )
    original = read(data, "a.docx")
    assert difference(original) == {}
    numbers = {line.n for line in original.lines}
    assert {n for q in original.paragraphs for n in q.lines} | {d.line for d in original.dropped} == numbers
