"""Originals that can't be imported as they are, one for each problem that `import` tells of, and how to come by it."""

import ctypes
import io
import sys
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw
import pytest

TITLE = "苏州市教育局关心下一代工作委员会2021年工作要点"
LINES = (
    TITLE,
    "各县（市、区）教育局关工委：",
    "2021年的工作，要围绕立德树人根本任务，发挥“五老”的作用，关心青少年健康成长，认真做好下面几件事。",
    "一、加强学习",
    "1. 组织“五老”和青少年学习党的历史，讲好身边的故事，每个学校全年不少于四次。",
    "2. 办好读书活动，把学习和实践结合起来，引导学生爱党、爱国、爱社会主义。",
    "二、加强队伍建设",
    "3. 动员新近退休的老教师参加关工委工作，让每一位愿意出力的老同志都有岗位。",
    "4. 开展走访慰问，关心老同志的身体和生活，帮助他们解决实际困难。",
    "苏州市教育局关心下一代工作委员会",
    "2021年3月10日",
)
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def text(*lines: str) -> bytes:
    """A text file of these lines."""
    return "\n\n".join(lines or LINES).encode()


def page(body: str = "", *, head: str = "", lines: tuple[str, ...] = LINES) -> bytes:
    """A web page with the plan, then `body`."""
    paragraphs = "".join(f"<p>{line}</p>\n" for line in lines)
    return f"<html><head><title>{TITLE}</title>{head}</head><body>\n{paragraphs}{body}</body></html>".encode()


def word(more: str = "", *, relations: str = "", lines: tuple[str, ...] = LINES, **parts: bytes) -> bytes:
    """A Word file with the plan, then `more` in its body."""
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    files = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r" Type="{_R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{_W}" xmlns:r="{_R}" '
        'xmlns:o="urn:schemas-microsoft-com:office:office" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
        'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">'
        f"<w:body>{body}{more}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>',
    }
    return zipped({name: part.encode() for name, part in files.items()} | {f"word/{n}": d for n, d in parts.items()})


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A ZIP file, packed."""
    store = io.BytesIO()
    with zipfile.ZipFile(store, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(name, data)
    return store.getvalue()


def related(target: str, kind: str = "image", mode: str = "") -> str:
    """A relationship of the document to a part."""
    return f'<Relationship Id="x" Type="{_R}/{kind}" Target="{target}"{mode}/>'


def drawn(inner: str) -> str:
    """A paragraph with a drawing, or something else in a run."""
    return f"<w:p><w:r>{inner}</w:r></w:p>"


_BLIP = drawn('<w:drawing><a:blip r:embed="x"/></w:drawing>')
_EMBEDDED = drawn('<w:object><o:OLEObject r:id="x"/></w:object>')
_PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


def pdf(*contents: str, pages: int = 1, more: str = "") -> bytes:
    """A PDF file whose pages show these contents; its font can say what the letters are."""
    unicode_map = (
        "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange "
        "1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap end"
    )
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type0 /BaseFont /S /Encoding /Identity-H /DescendantFonts [4 0 R] "
        "/ToUnicode 5 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /S /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
        "/Supplement 0 >> /DW 1000 >>",
        f"<< /Length {len(unicode_map)} >>\nstream\n{unicode_map}\nendstream",
        "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>"
        "\nstream\n0\nendstream",
    ]
    kids = []
    for content in contents * pages:
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> "
            f"/XObject << /I 6 0 R >> >> /Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out, places = b"%PDF-1.4\n", []
    for n, item in enumerate(objects, 1):
        places.append(len(out))
        out += f"{n} 0 obj\n{item}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(places) + 1
    trailer = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R {more}>>"
    return out + f"{trailer}\nstartxref\n{len(out)}\n%%EOF".encode()


def attached(*files: tuple[str, bytes], marks: Sequence[tuple[str, bytes]] = ()) -> bytes:
    """A PDF that holds these files, and others in marks on its page."""
    document = pypdfium2.PdfDocument(pdf(shown()))
    for name, data in files:
        attachment = document.new_attachment(name)
        if data:
            attachment.set_data(data)
    for name, data in marks:
        page = document[0]
        mark = pypdfium2.raw.FPDFPage_CreateAnnot(page.raw, pypdfium2.raw.FPDF_ANNOT_FILEATTACHMENT)
        wide = ctypes.create_string_buffer((name + "\0").encode("utf-16-le"))
        handle = pypdfium2.raw.FPDFAnnot_AddFileAttachment(
            mark, ctypes.cast(wide, ctypes.POINTER(pypdfium2.raw.FPDF_WCHAR))
        )
        pypdfium2.raw.FPDFAttachment_SetFile(handle, document.raw, data, len(data))
        pypdfium2.raw.FPDFPage_CloseAnnot(mark)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def shown(*lines: str) -> str:
    """The contents of a page of these lines."""
    rows = []
    for n, line in enumerate(lines or LINES):
        rows.append(f"BT /F 10 Tf 40 {800 - 40 * n} Td <{line.encode('utf-16-be').hex()}> Tj ET")
    return "\n".join(rows)


_PICTURE = "q 500 0 0 700 40 40 cm /I Do Q"
ONLY_LINKS = "".join(f'<p><a href="{n}.html">关于印发2021年工作要点的通知（{n}）</a></p>' for n in range(20))
_BOUNDARY = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n'


def archived(*, end: bool = True, kind: str = "text/html") -> bytes:
    """A page saved in one file."""
    part = f"--b\r\nContent-Type: {kind}; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n".encode() + page()
    return _BOUNDARY.encode() + part + (b"\r\n--b--\r\n" if end else b"\r\n")


def _falls(*_: Any) -> Any:
    raise RecursionError("maximum recursion depth exceeded")


def _fall(patch: pytest.MonkeyPatch) -> None:
    from generator.importer import formats

    patch.setattr(formats, "read_as", _falls)


def _lose(patch: pytest.MonkeyPatch) -> None:
    from generator.importer import formats

    real = formats.read_as

    def loses(kind: str, data: bytes, name: str) -> Any:
        original = real(kind, data, name)
        return type(original)(original.lines, original.paragraphs[:-2], original.dropped)

    patch.setattr(formats, "read_as", loses)


def _office(program: Path | None) -> Callable[[pytest.MonkeyPatch], None]:
    def set_it(patch: pytest.MonkeyPatch) -> None:
        from generator.importer.word import office

        patch.setattr(office, "find", lambda: program)

    return set_it


def _fonts(*families: str, told: bool = False) -> Callable[[pytest.MonkeyPatch], None]:
    """Only these fonts are installed, for a press that is made anew; whether it is `told` which ones are wanting."""

    def set_it(patch: pytest.MonkeyPatch) -> None:
        from functools import lru_cache

        from generator.paper import fonts, press

        typst = pytest.importorskip("typst", reason="the extra pdf is not installed")
        there = [font for font in typst.Fonts().fonts() if font.family in families]
        if {font.family for font in there} != set(families):
            pytest.skip(f"needs {families}")
        found = fonts.choose(there)
        faces = found and (found if told else fonts.Faces(found.roles, ()))
        patch.setattr(press, "choose", lambda _: faces)
        patch.setattr(press, "press", lru_cache(press.press.__wrapped__))

    return set_it


def _answer(status: int, reason: str = "") -> Callable[[pytest.MonkeyPatch], None]:
    def set_it(patch: pytest.MonkeyPatch) -> None:
        from generator import external

        patch.setattr(external, "_ask", lambda *_: external.Answer(status, reason))

    return set_it


def _no_typesetter(patch: pytest.MonkeyPatch) -> None:
    _fonts()(patch)
    patch.setitem(sys.modules, "typst", None)


_NOTO = ("Noto Serif CJK SC", "Noto Sans CJK SC")
_FREE = _fonts(*_NOTO)

# The original of each case, under the name that its command.txt gives it.
ORIGINALS: dict[str, Callable[[], bytes]] = {
    "docx-chart": lambda: word(drawn('<w:drawing><c:chart r:id="x"/></w:drawing>')),
    "docx-chunk": lambda: word('<w:altChunk r:id="x"/>'),
    "docx-embedded": lambda: word(_EMBEDDED, relations=related("a.xlsx", "package"), **{"a.xlsx": b"PK"}),
    "docx-formula": lambda: word("<w:p><m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath></w:p>"),
    "docx-object": lambda: word(
        _EMBEDDED, relations=related("a.bin", "oleObject"), **{"a.bin": compound("Equation Native")}
    ),
    "docx-picture-format": lambda: word(_BLIP, relations=related("a.emf"), **{"a.emf": b"\1\0\0\0"}),
    "docx-picture-missing": lambda: word(
        _BLIP, relations=related("http://a.example/a.png", mode=' TargetMode="External"')
    ),
    "html-attachments": lambda: page('<p>附件：<a href="http://a.example/1.xlsx">活动安排表.xlsx</a></p>'),
    "html-more-pages": lambda: page(
        '<div class="page"><span>1</span> <a href="2.html">2</a> <a href="2.html">下一页</a></div>'
    ),
    "html-needs-script": lambda: b"<html><body><div id=app></div><script src=a.js></script></body></html>",
    "html-pictures-missing": lambda: page().replace("<p>二".encode(), '<p><img src="a.png"></p><p>二'.encode()),
    "html-too-deep": lambda: b"<html><body>" + b"<div>" * 20_000 + TITLE.encode(),
    "import-alike": lambda: text(*LINES[:5], "2. 办好读书活动。", *LINES[6:]),
    "import-empty": lambda: text("【打印】【关闭】", "上一篇：无"),
    "import-genre": lambda: text("苏州市教育局关心下一代工作委员会2021年工作总结", *LINES[1:]),
    "import-incomplete": lambda: text("2021年工作要点", *LINES[2:9]),
    "import-inside": lambda: text("内部资料　注意保存", *LINES),
    "import-classified": lambda: text("机密★5年", *LINES),
    "import-known": text,
    "import-links": lambda: text(*(f"关于印发工作要点的通知 2021-03-{n}" for n in range(10, 30))),
    "import-news": lambda: text(
        "我市举行青少年读书活动颁奖仪式", "本报讯（记者 王小明）5月8日上午，颁奖仪式在市少年宫举行。" * 3
    ),
    "import-no-plan": lambda: text(
        "关于印发《苏州市教育局关工委2021年工作要点》的通知",
        "各县（市、区）教育局关工委：",
        "现将《苏州市教育局关工委2021年工作要点》印发给你们，请结合实际，认真贯彻执行，并将执行情况及时报送我局。",
        "苏州市教育局",
        "2021年3月10日",
    ),
    "import-no-title": lambda: text(*LINES[2:9], "苏州市教育局关心下一代工作委员会", "2021年3月10日"),
    "import-only-table": lambda: page(
        "<table border=1>" + "<tr><td>三月</td><td>学习党的历史，办好读书活动</td></tr>" * 9 + "</table>",
        lines=(TITLE,),
    ),
    "import-several": lambda: text(*LINES, *(line.replace("2021", "2020").replace("苏州", "无锡") for line in LINES)),
    "import-too-short": lambda: text(TITLE, "另行通知。"),
    "import-failed": text,
    "import-lost": text,
    "mht-cut-off": lambda: archived(end=False),
    "office-failed": lambda: compound("WordDocument"),
    "office-missing": lambda: compound("WordDocument"),
    "original-archive": lambda: zipped({"a.doc": b"", "b.doc": b""}),
    "original-broken": lambda: b"%PDF-1.4\n1 0 obj\n",
    "original-empty": lambda: b"\r\n",
    "original-locked": lambda: pdf(
        shown(),
        more="/Encrypt << /Filter /Standard /V 1 /R 2 /O <"
        + "00" * 32
        + "> /U <"
        + "00" * 32
        + "> /P -4 >> /ID [<00><00>] ",
    ),
    "original-scan": lambda: b"\xff\xd8\xff\xe0",
    "original-too-large": lambda: b"\0" * (51 << 20),
    "original-too-long": lambda: pdf(shown(TITLE), pages=301),
    "original-unknown": lambda: zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<x/>"}),
    "pdf-attachment": lambda: attached(("活动安排.xlsx", b"PK")),
    "pdf-attachment-left": lambda: attached(("活动安排.xlsx", b"")),
    "pdf-page-without-text": lambda: pdf(shown(), _PICTURE),
    "pdf-picture-left": lambda: pdf(f"q 595 0 0 842 0 0 cm /I Do Q {shown()}"),
    "radicals-mapped": lambda: pdf(shown(*(line.replace("人", "\u2f08").replace("老", "\u2f7c") for line in LINES))),
    "text-garbled": lambda: text(
        *LINES[:5], "2. 办好读书活动，把学习锟斤拷结合起来，引导学生爱党、爱国、爱社会主义。", *LINES[6:]
    ),
}
# What must be so on the machine.
SETTINGS: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "import-failed": _fall,
    "import-lost": _lose,
    "link-dead": _answer(404),
    "link-unreachable": _answer(0, "连接不上"),
    "office-failed": _office(Path(sys.executable)),
    "pdf-failed": _FREE,
    "pdf-fonts": _fonts(*_NOTO, told=True),
    "pdf-glyph-borrowed": _FREE,
    "pdf-glyph-missing": _FREE,
    "pdf-missing": _no_typesetter,
    "pdf-no-font": _fonts(),
    "pdf-picture": _FREE,
    "office-missing": _office(None),
}


def compound(stream: str) -> bytes:
    """An OLE file with one stream."""
    import struct

    entries = b""
    for n, name in enumerate(("Root Entry", stream)):
        raw = name.encode("utf-16-le") + b"\0\0"
        head = raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw), 2 if n else 5, 1)
        rest = struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF if n else 1)
        entries += (head + rest).ljust(116, b"\0") + struct.pack("<IIxxxx", 0xFFFFFFFE, 0)
    table = struct.pack("<128I", 0xFFFFFFFE, 0xFFFFFFFD, *[0xFFFFFFFF] * 126)
    header = _OLE + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header = header.ljust(44, b"\0") + struct.pack("<IIII", 1, 0, 0, 4096)
    header = header.ljust(76, b"\0") + struct.pack("<109I", 1, *[0xFFFFFFFF] * 108)
    return header + entries.ljust(512, b"\0") + table
