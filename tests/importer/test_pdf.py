"""PDF: lines become paragraphs across lines and pages, tables stay, what every page prints goes, no file does harm."""

import base64
import re
import shutil
import subprocess
import time
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from generator.importer import account
from generator.importer.original import Original
from generator.importer.pdf.breaking import first_unit
from generator.importer.pdf.document import read
from generator.importer.pdf.png import Pixels, png

pdfium = pytest.importorskip("pypdfium2")

TITLE = ["关于印发《清溪县教育局关心下一代", "工作委员会2021年工作要点》的通知"]
BODY = [
    "现将《清溪县教育局关心下一代工作委员会2021年工作要点》印发给你们，请结合本校实际，认真抓好落实。",
    "一、把党史故事讲到学生心里",
    "1.办好“爷爷奶奶讲党史”活动。每所中心学校请三位老党员，每学期至少讲两次，讲自己家里的事、村里的事，讲稿由县关工委"
    "统一编印成册，年底评出二十篇好讲稿，送到各校图书室，供学生借阅和教师备课时参考使用。",
    "2.开好一堂课。每月一次同上一节课，共同读一本书，互相写一封信，学年末在县文化馆办一次书信展，请家长一起来看一看孩子们"
    "写了什么、想了什么、盼着什么，看完写一句话，贴在展板上，带回家里去。",
    "二、帮助有困难的孩子",
    "（一）摸清底数。各校在四月底以前把留守儿童、孤儿和家里有重病人的学生登记清楚，一人一表，由班主任和一位老同志共同联系，"
    "每月家访一次，并把情况记在联系卡上，交学校关工委保存，未经家长同意不得公开。",
    "（二）办好暑期托管班。全县办十二个点，每个点不少于两位老教师，时间从七月五日到八月十五日，免费供应午餐，经费由县慈善会"
    "和各乡镇共同承担，账目向家长公布，接受监督。",
    "3.各校关工委要有牌子、有屋子、有人管事，秋季开学前由县关工委逐校看一遍，缺什么补什么，做得好的在全县通报，做得差的由"
    "校长说明原因，并在一个月里改好，改得怎么样要再看一遍，直到学生和家长都说好为止。",
    "附件：1.2021年活动安排表",
]
COPIES = "抄送：县委办公室，县人大教科文卫工委，县政协教文卫体委，市教育局关工委，县关心下一代工作委员会。"
STYLE = """@page{size:A4;margin:37mm 26mm 35mm 28mm;
@top-center{content:"内部资料 注意保存"} @bottom-center{content:"— " counter(page) " —"}}
body{font:16pt/29pt "Noto Serif CJK SC";margin:0} p{text-indent:2em;margin:0;text-align:justify}
.head{color:red;text-align:center;font-size:30pt;letter-spacing:6pt;line-height:50pt;text-indent:0}
h1{text-align:center;font-size:22pt;line-height:36pt;font-weight:normal} .r{text-align:right;text-indent:0}
.c{text-align:center;text-indent:0} .f{text-indent:0} table{border-collapse:collapse;width:100%}
td,th{border:1px solid;font-size:12pt;line-height:18pt}"""
PLAIN = '@page{size:A4;margin:30mm 26mm} body{font:16pt/29pt "Noto Serif CJK SC"} p{text-indent:2em;margin:0}'
TABLE = (
    "<table><tr><th>活动</th><th>时间</th><th>单位</th></tr><tr><td>书信展</td><td>12月</td><td>实验小学</td></tr>"
    "<tr><td>总结</td><td colspan=2>各校自定</td></tr></table>"
)


def opened(data: bytes, *, codes: tuple[str, ...] = ()) -> Original:
    """The PDF as read; its sum holds, its lines hold every character that PDFium knows, and it has these problems."""
    original = read(data, "要点.pdf")
    assert account.of_original(original) is None
    assert tuple(p.code for p in original.problems if p.code != "radicals-mapped") == codes
    if original.paragraphs:
        lines = "".join(line.text for line in original.lines)
        assert len(account.squeezed(lines)) == len(account.squeezed(_all_text(data)))
    return original


def _all_text(data: bytes) -> str:
    document = pdfium.PdfDocument(data)
    return "".join(document[n].get_textpage().get_text_range() for n in range(len(document)))


def texts(original: Original) -> list[str]:
    return [paragraph.text for paragraph in original.paragraphs]


@pytest.fixture(scope="session")
def printed(chromium: Any) -> Any:
    """What Chromium prints of an HTML body with a style sheet."""

    def printer(body: str, style: str = STYLE, **options: Any) -> bytes:
        page = chromium.new_page()
        page.set_content(f'<meta charset=utf-8><html lang="zh-CN"><style>{style}</style>{body}')
        data: bytes = page.pdf(prefer_css_page_size=True, **options)
        page.close()
        return data

    return printer


@pytest.fixture(scope="session")
def notice(printed: Any) -> Original:
    """A notice of three pages with a red head, a table, copies, page numbers and a running head."""
    parts = ["<p class=head>清溪县教育局文件</p><p class=c>清教关〔2021〕12号</p>", f"<h1>{'<br>'.join(TITLE)}</h1>"]
    parts += ["<p class=f>各乡镇中心学校关工委，县直属各中小学、幼儿园关工委，各民办学校：</p>"]
    parts += [f"<p>{text}</p>" for text in BODY]
    parts += ["<p class=r>清溪县教育局关工委</p><p class=r>2021年3月8日</p>", TABLE, f"<p class=f>{COPIES}</p>"]
    return opened(printed("".join(parts)))


def test_lines_become_the_paragraphs_that_were_typed(notice: Original) -> None:
    assert [text for text in BODY if text not in texts(notice)] == []
    assert COPIES in texts(notice)
    assert "各乡镇中心学校关工委，县直属各中小学、幼儿园关工委，各民办学校：" in texts(notice)


def test_letters_spaced_out_are_joined_and_the_red_head_is_red(notice: Original) -> None:
    head = notice.paragraphs[0]
    assert (head.text, head.red, head.align, head.size) == ("清溪县教育局文件", True, "center", 30)
    assert not notice.paragraphs[1].red


def test_the_lines_of_a_title_stay_apart_and_centred(notice: Original) -> None:
    assert [(p.text, p.align, p.size) for p in notice.paragraphs[2:4]] == [(t, "center", 22) for t in TITLE]


@pytest.mark.parametrize(
    "title",
    [
        "清溪县教育局关心下一代工作委员会今年工作要点",  # 点 alone on the second line
        "关于印发《清溪县教育局关心下一代工作委员会2021年工作要点》的通知",
        "清溪县教育局关心下一代工作委员会关于印发《清溪县教育局关心下一代工作委员会2021年工作要点》的通知",
    ],
)
@pytest.mark.parametrize("place", ["center", "left"])
def test_a_title_that_the_program_wrapped_is_one(printed: Any, title: str, place: str) -> None:
    original = opened(printed(f"<h1 style='text-align:{place}'>{title}</h1>" + "".join(f"<p>{t}</p>" for t in BODY)))
    assert len(original.paragraphs[0].lines) > 1
    assert [original.paragraphs[0].text, original.paragraphs[1].text] == [title, BODY[0]]
    assert (original.paragraphs[0].align, original.paragraphs[0].size) == (place if place == "center" else "", 22)


def test_a_red_head_that_the_program_wrapped_is_one_but_organs_below_each_other_are_not(printed: Any) -> None:
    body = "".join(f"<p>{text}</p>" for text in BODY)
    (head, *_) = opened(printed("<p class=head>清溪县教育局关心下一代工作委员会文件</p>" + body)).paragraphs
    assert (head.text, head.red, head.align) == ("清溪县教育局关心下一代工作委员会文件", True, "center")
    stacked = ["清溪县卫生健康宣传办公室", "清溪县教育局文件"]
    heads = opened(printed(f"<p class=head>{'<br>'.join(stacked)}</p>" + body)).paragraphs[:2]
    assert [(p.text, p.align, p.red, p.size) for p in heads] == [(text, "center", True, 30) for text in stacked]


@pytest.mark.parametrize(
    ("line", "rest"),  # as LibreOffice breaks them: room for two or three characters is left on the line
    [
        ("为落实市教育局关于关心孩子的意见（清政办发", "〔2021〕17号），各校都要有人管这件事，一件一件办好。"),
        ("各校都要请老同志来讲课，每月同上一节课，每年开", "展“讲一讲”活动，读书、写信、种树，都要有人管。"),
        ("各校都要请老同志来讲课，每月一次，请“说一", "说”活动的老师也来，读书、写信、种树，都要有人管。"),
    ],
)
def test_a_line_that_the_rules_of_line_breaking_left_short_goes_on(printed: Any, line: str, rest: str) -> None:
    original = opened(printed(f"<p>{BODY[2]}</p><p>{line}<br>{rest}</p><p>{BODY[3]}</p>", PLAIN))
    assert texts(original) == [BODY[2], line + rest, BODY[3]]


def test_a_line_that_ends_short_where_more_would_have_fitted_ends_its_paragraph(printed: Any) -> None:
    lines = ["各校都要请老同志来讲课，每月上一节课，一年讲十次", "下面的学校要请老同志来讲课，每月上一节课，一年讲八次"]
    style = PLAIN.replace("text-indent:2em", "")
    assert texts(opened(printed("".join(f"<p>{text}</p>" for text in (BODY[2], *lines, BODY[3])), style))) == [
        BODY[2],
        *lines,
        BODY[3],
    ]


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        ("工作", 1),
        ("好，", 2),
        ("〔2021〕17号", 4.2),
        ("展“护苗”行动", 3),
        ("评”办法", 3),
        ("（一）", 3),
        ("STEM课程", 2.2),
    ],
)
def test_what_may_not_be_divided_goes_to_the_next_line_together(text: str, sizes: float) -> None:
    assert first_unit(text) == pytest.approx(sizes)


@pytest.mark.parametrize("length", [20, 22, 23, 24])
def test_a_signature_is_no_more_of_the_line_above_it(printed: Any, length: int) -> None:
    attachment = "附件：清溪县教育局关心下一代工作委员会今年活动安排表"[:length]
    signed = f"<p>{attachment}</p><p style='text-align:right'>清溪县教育局关工委</p>"
    signed += "<p style='text-align:right'>2021年3月8日</p><p style='text-indent:0'>【打印】</p>"
    original = opened(printed("".join(f"<p>{text}</p>" for text in BODY[:4]) + signed, PLAIN))
    assert texts(original)[-4:] == [attachment, "清溪县教育局关工委", "2021年3月8日", "【打印】"]


def test_signature_and_date_are_at_the_right(notice: Original) -> None:
    assert [p.text for p in notice.paragraphs if p.align == "right"] == ["清溪县教育局关工委", "2021年3月8日"]


def test_page_numbers_and_running_heads_are_dropped(notice: Original) -> None:
    pages = len(notice.dropped) // 2
    assert pages >= 2
    expected = [("内部资料注意保存", "每页重复的页眉或页脚"), *((f"—{n}—", "页码") for n in range(1, pages + 1))]
    assert {(account.squeezed(d.text), d.why) for d in notice.dropped} == set(expected)


def test_a_heading_that_stands_at_the_head_of_two_pages_is_no_running_head(printed: Any) -> None:
    pages = [f"<p>（二）开好一堂课</p><p>第{n}次：{BODY[3]}</p>" for n in (1, 2)]
    original = opened(printed("<div style='break-after:page'></div>".join(pages), PLAIN))
    assert texts(original).count("（二）开好一堂课") == 2


def test_a_ruled_table_with_merged_cells_is_html(notice: Original) -> None:
    (table,) = [p for p in notice.paragraphs if p.kind == "table"]
    assert table.text == "活动\t时间\t单位\n书信展\t12月\t实验小学\n总结\t各校自定"
    assert '<td colspan="2">各校自定</td>' in table.markup


def test_a_table_that_goes_on_overleaf_is_one_and_its_head_comes_once(printed: Any) -> None:
    rows = "".join(
        f"<tr><td>{n}月</td><td>第{n}次活动：请老同志到班里来讲一段家史，学生写一篇日记</td></tr>" for n in range(1, 60)
    )
    head = "<thead><tr><th>时间</th><th>内容</th></tr></thead>"
    original = opened(printed(f"<h1>安排表</h1><table>{head}{rows}</table>"))
    (table,) = [p for p in original.paragraphs if p.kind == "table"]
    assert table.text.startswith("时间\t内容\n1月\t第1次活动：请老同志")
    assert [row.split("\t")[0] for row in table.text.split("\n")[1:]] == [f"{n}月" for n in range(1, 60)]
    assert {d.text for d in original.dropped if d.why == "跨页重复的表头"} == {"时间", "内容"}


def test_two_columns_are_read_one_after_the_other(printed: Any) -> None:
    paragraphs = "".join(f"<p>{text}</p>" for text in BODY[2:8] if len(text) > 40)
    style = '@page{size:A4;margin:20mm} body{font:12pt/20pt "Noto Serif CJK SC"} p{text-indent:2em;margin:0}'
    original = opened(printed(f"<div style='column-count:2;column-gap:10mm'>{paragraphs}</div>", style))
    assert texts(original) == [text for text in BODY[2:8] if len(text) > 40]


def test_text_that_runs_down_the_page_is_read(printed: Any) -> None:
    style = PLAIN.replace("A4", "A4 landscape") + "body{writing-mode:vertical-rl}"
    assert texts(opened(printed(f"<p>{BODY[5]}</p><p>{BODY[6]}</p>", style))) == BODY[5:7]


@pytest.mark.parametrize(
    ("matrix", "turn"),
    [((0, 1, -1, 0, 842, 0), 0), ((0, -1, 1, 0, 0, 595), 0), ((-1, 0, 0, -1, 595, 842), 0), (None, 90), (None, 180)],
)
def test_turned_pages_are_read(printed: Any, matrix: tuple[float, ...] | None, turn: int) -> None:
    document = pdfium.PdfDocument(printed("".join(f"<p>{text}</p>" for text in BODY[2:4]), PLAIN))
    page = document[0]
    page.set_rotation(turn)
    if matrix:
        pdfium.raw.FPDFPage_TransFormWithClip(page.raw, pdfium.raw.FS_MATRIX(*matrix), None)
    assert texts(opened(_saved(document))) == BODY[2:4]


def test_a_watermark_at_a_slant_is_dropped(printed: Any) -> None:
    mark = "<div style='position:fixed;top:300px;left:80px;transform:rotate(-40deg);font-size:50pt'>仅供参考</div>"
    original = opened(printed(mark + f"<p>{BODY[2]}</p>"))
    assert BODY[2] in texts(original)
    assert [d.text for d in original.dropped if d.why == "斜排的水印"] == ["仅供参考"]


def test_what_a_browser_prints_around_a_page_is_dropped(printed: Any) -> None:
    style = '@page{size:A4;margin:20mm} body{font:12pt/22pt "Noto Sans CJK SC"} p{margin:12px 0}'
    head = "<div style='font-size:8pt;width:100%'>2021/3/8 10:22 清溪县教育局</div>"
    foot = "<div style='font-size:8pt'>https://example.invalid/a.html 1/1</div>"
    shown = {"display_header_footer": True, "header_template": head, "footer_template": foot}
    original = opened(printed("".join(f"<p>{text}</p>" for text in BODY), style, **shown))
    assert texts(original) == BODY
    assert {d.why for d in original.dropped} == {"浏览器打印时加的页眉页脚"}


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What LibreOffice makes of a Word file."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("there is no LibreOffice on this machine")
    folder = tmp_path_factory.mktemp("office")

    def convert(document: Any, target: str = "pdf") -> bytes:
        document.save(folder / "a.docx")
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [soffice, profile, "--headless", "--convert-to", target, "--outdir", folder, folder / "a.docx"]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return (folder / "a.pdf").read_bytes()

    return convert


def word(paragraphs: list[str]) -> Any:
    document = docx.Document()
    for text in paragraphs:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.first_line_indent = Pt(32)
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(text)
        run.font.size, run.font.name = Pt(16), "Noto Serif CJK SC"
        run._element.rPr.rFonts.set(qn("w:eastAsia"), "Noto Serif CJK SC")
    return document


def test_a_pdf_of_an_office_program_is_read(office: Any) -> None:
    document = word(BODY)
    head = document.paragraphs[0].insert_paragraph_before("")
    run = head.add_run("清溪县教育局文件")
    run.font.color.rgb, run.font.size, head.alignment = RGBColor(255, 0, 0), Pt(30), WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph("清溪县教育局办公室\t\t\t2021年3月9日印发")
    original = opened(office(document))
    assert texts(original) == ["清溪县教育局文件", *BODY, "清溪县教育局办公室 2021年3月9日印发"]
    assert original.paragraphs[0].red


def test_names_keep_the_blanks_between_them(office: Any) -> None:
    assert texts(opened(office(word(["组　长：王长河", "成　员：李秀兰　赵大山　周文"])))) == [
        "组长：王长河",
        "成员：李秀兰 赵大山 周文",
    ]


def test_a_locked_pdf_is_refused_with_what_to_do(office: Any) -> None:
    locked = '{"EncryptFile":{"type":"boolean","value":"true"},"DocumentOpenPassword":{"type":"string","value":"x"}}'
    original = opened(office(word(BODY), f"pdf:writer_pdf_Export:{locked}"), codes=("original-locked",))
    assert "密码" in original.problems[0].message


def _saved(document: Any) -> bytes:
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _blank(pages: int) -> Any:
    document = pdfium.PdfDocument.new()
    for _ in range(pages):
        document.new_page(595, 842)
    return document


def test_a_pdf_without_text_is_refused_with_the_reason() -> None:
    original = opened(_saved(_blank(2)), codes=("original-scan",))
    assert not original.paragraphs
    assert "OCR" in original.problems[0].hint


def test_a_scan_is_called_a_scan() -> None:
    document = _blank(1)
    image = pdfium.PdfImage.new(document)
    image.set_bitmap(pdfium.PdfBitmap.new_native(60, 60, 4))
    page = document[0]
    page.insert_obj(image)
    page.gen_content()
    assert "扫描件" in opened(_saved(document), codes=("original-scan",)).problems[0].message


def test_a_pdf_of_too_many_pages_is_refused_in_a_second() -> None:
    data = _saved(_blank(500))
    start = time.perf_counter()
    assert "500" in opened(data, codes=("original-too-long",)).problems[0].message
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4\nrubbish", b"%PDF-1.7\n" + bytes(5000), b"PK\x03\x04"])
def test_a_broken_pdf_is_refused(data: bytes) -> None:
    assert not opened(data, codes=("original-broken",)).paragraphs


@pytest.mark.parametrize("part", [10, 4, 2])
def test_a_pdf_that_was_cut_off_is_refused_or_read(printed: Any, part: int) -> None:
    data = printed("".join(f"<p>{text}</p>" for text in BODY))
    original = read(data[: len(data) * (part - 1) // part], "a.pdf")
    assert original.paragraphs or original.problems


def test_a_stream_that_would_unpack_to_hundreds_of_megabytes_is_refused() -> None:
    packer = zlib.compressobj(9)
    packed = b"".join([*(packer.compress(bytes(1 << 20)) for _ in range(310)), packer.flush()])
    start = f"%PDF-1.4\n1 0 obj\n<</Filter/FlateDecode/Length {len(packed)}>>\nstream\n"
    data = start.encode() + packed + b"\nendstream\nendobj\n"
    assert opened(data, codes=("original-too-large",)).problems


def test_a_font_without_characters_is_called_garbled(printed: Any) -> None:
    garbled = "".join(chr(0xE000 + n % 300) for n in range(400))
    assert not opened(printed(f"<p>{garbled}</p>"), codes=("text-garbled",)).paragraphs


def test_reading_twice_gives_the_same(printed: Any, tmp_path: Path) -> None:
    data = printed("".join(f"<p>{text}</p>" for text in BODY) + TABLE)
    (tmp_path / "a.pdf").write_bytes(data)
    assert read(data, "a.pdf") == read((tmp_path / "a.pdf").read_bytes(), "a.pdf")


def squares(width: int, height: int, opaque: int = 255) -> Pixels:
    """A coloured picture, of which the left half may let the page shine through."""
    rows = ((x % 250, y % 250, 9, opaque if x < width // 2 else 255) for y in range(height) for x in range(width))
    return Pixels(bytes(value for pixel in rows for value in pixel), width, height)


def image(data: bytes, how: str, kind: str = "png") -> str:
    return f'<img src="data:image/{kind};base64,{base64.b64encode(data).decode()}" {how}>'


def test_pictures_are_saved_where_they_stand_and_decoration_is_left(printed: Any) -> None:
    chart, logo, line = png(squares(200, 120)), png(squares(90, 30)), png(Pixels(b"\x10\x20\xc0\xff" * 900, 30, 30))
    top = image(logo, "style='position:fixed;top:0;right:0'")
    long = "".join(f"<p>{text}</p>" for text in BODY * 2)
    body = f"{top}<h1>{TITLE[0]}</h1><p>{BODY[0]}</p>{image(chart, 'width=300')}{long}{image(line, 'width=60')}"
    original = opened(printed(body), codes=("pdf-picture-left",))
    assert [(f.name, f.data) for f in original.files] == [("image1.png", chart)]
    places = [i for i, p in enumerate(original.paragraphs) if p.kind == "image"]
    assert [original.paragraphs[i].markup for i in places] == ["![图1](image1.png)"]
    assert original.paragraphs[places[0] - 1].text == BODY[0]
    assert original.paragraphs[places[0] + 1].text == BODY[0]
    assert re.search("好几页上重复的 [2-9] 幅，线条、色块一类的装饰 1 幅", original.problems[0].message)


def test_a_photograph_stays_the_file_it_is(printed: Any, chromium: Any) -> None:
    page = chromium.new_page()
    taken = page.evaluate(
        "() => { const c = document.createElement('canvas'); c.width = 120; c.height = 80;"
        "const d = c.getContext('2d'); d.fillStyle = 'teal'; d.fillRect(20, 10, 60, 50);"
        "return c.toDataURL('image/jpeg') }"
    )
    page.close()
    photo = base64.b64decode(taken.partition(",")[2])
    original = opened(printed(f"<p>{BODY[0]}</p>{image(photo, 'width=240', 'jpeg')}<p>{BODY[2]}</p>"))
    assert [(f.name, f.data) for f in original.files] == [("image1.jpg", photo)]


def test_a_seal_over_the_signature_comes_after_it_and_keeps_what_shines_through(printed: Any) -> None:
    seal = png(squares(100, 100, opaque=0))
    over = image(seal, "style='position:absolute;right:0;top:-20px;width:130px'")
    signed = f"<div style='position:relative'><p class=r>清溪县教育局关工委</p><p class=r>2021年3月8日</p>{over}</div>"
    original = opened(printed(f"<p>{BODY[0]}</p>{signed}"))
    last = [p.text or p.markup for p in original.paragraphs[-3:]]
    assert last == ["清溪县教育局关工委", "2021年3月8日", "![图1](image1.png)"]
    (file,) = original.files
    assert file.data[:8] == seal[:8]
    assert file.data[25] == 6  # red, green, blue and how opaque


def test_the_picture_below_a_recognised_text_is_left(printed: Any) -> None:
    scan = image(png(squares(60, 90)), "style='position:absolute;left:0;top:0;width:210mm;height:296mm'")
    text = f"<p style='position:relative'>{BODY[0]}</p>"
    original = opened(printed(scan + text, style="@page{size:A4;margin:0} body{margin:0}"), codes=("pdf-picture-left",))
    assert original.files == ()
    assert "整页的底图 1 幅" in original.problems[0].message


def test_more_pictures_than_a_document_has_are_told(printed: Any) -> None:
    many = "".join(image(png(squares(20 + n, 20)), "width=40 height=40") for n in range(45))
    original = opened(printed(f"<p>{BODY[0]}</p>{many}"), codes=("pdf-picture-left",))
    assert len(original.files) == 40
    assert "太多或者太大的 5 幅" in original.problems[0].message
