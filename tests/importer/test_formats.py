"""What a file is, its bytes say; its name only where they don't. What is no original is refused and told what to do."""

import io
import struct
import zipfile

import pytest

from generator.importer import formats
from generator.problem import Problem

PAGE = "<!DOCTYPE html>\n<html><head><meta charset=gbk><title>要点</title></head><body><p>正文</p></body></html>"
MHT = 'From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="b"\r\n\r\n--b\r\n'
TEXT = "桑园市教育局关工委2021年工作要点\n\n一、加强学习\n"


def zipped(*names: str, mimetype: str = "") -> bytes:
    store = io.BytesIO()
    with zipfile.ZipFile(store, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "<x/>")
    return store.getvalue()


def compound(*streams: str, flags: int = 0) -> bytes:
    """An OLE file with these streams at its top, in one directory chain of as many sectors as it takes."""
    names = ["Root Entry", *streams]
    entries = b""
    for n, name in enumerate(names):
        raw = name.encode("utf-16-le") + b"\0\0"
        entry = bytearray(128)
        entry[: len(raw)] = raw
        struct.pack_into("<H", entry, 64, len(raw))
        entry[66] = 2 if n else 5
        right = n + 1 if 0 < n < len(streams) else 0xFFFFFFFF
        struct.pack_into("<III", entry, 68, 0xFFFFFFFF, right, 1 if not n and streams else 0xFFFFFFFF)
        struct.pack_into("<II", entry, 116, 0, 4096)
        entries += bytes(entry)
    entries += b"\0" * (-len(entries) % 512)
    sectors = len(entries) // 512
    stream = struct.pack("<HHHHHH", 0xA5EC, 0, 0, 0, 0, flags).ljust(512, b"\0")
    chain = [0xFFFFFFFE, *range(2, 1 + sectors), 0xFFFFFFFE, 0xFFFFFFFD]
    table = struct.pack("<128I", *chain, *[0xFFFFFFFF] * (128 - len(chain)))
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<I", header, 48, 1)
    struct.pack_into("<I", header, 56, 4096)
    struct.pack_into("<109I", header, 76, 1 + sectors, *[0xFFFFFFFF] * 108)
    return bytes(header) + stream + entries + table


def named(value: object) -> str:
    """The id of a case: its name and what is expected, not its bytes, which hold the time."""
    return value if isinstance(value, str) else "bytes"


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (zipped("[Content_Types].xml", "word/document.xml"), "a.docx", "docx"),
        (zipped("[Content_Types].xml", "word/document.xml"), "a.doc", "docx"),
        (zipped("word/document2.xml"), "a", "docx"),
        (zipped("[Content_Types].xml", "word/document.xml")[:60], "cut.docx", "docx"),
        (zipped("content.xml", mimetype="application/vnd.oasis.opendocument.text"), "a.odt", "odt"),
        (compound("WordDocument", "1Table"), "a.doc", "doc"),
        (compound("WordDocument", "1Table"), "a.wps", "wps"),
        (compound("WordDocument", "1Table"), "a.docx", "doc"),
        (b"{\\rtf1\\ansi ...}", "a.doc", "rtf"),
        (b"%PDF-1.4\n...", "a.pdf", "pdf"),
        (b"\n\n%PDF-1.7\n...", "a.txt", "pdf"),
        (PAGE.encode("gbk"), "a.html", "html"),
        (PAGE.encode("utf-8-sig"), "a.doc", "html"),
        (PAGE.encode("utf-16"), "a.htm", "html"),
        (b"<!-- saved from url=(0022)http://a.example/ -->\n<HTML><body>", "a.doc", "html"),
        ("<p>一、加强学习</p>".encode(), "a.txt", "html"),
        ("通知<br>正文<p>一</p>".encode(), "a.html", "html"),
        ("只是文字，没有标记".encode(), "a.html", "txt"),
        (MHT.encode(), "a.mht", "mht"),
        (MHT.encode(), "a.doc", "mht"),
        (
            b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="x">',
            "a.doc",
            "xml",
        ),
        (TEXT.encode(), "a.txt", "txt"),
        (TEXT.encode(), "a.doc", "txt"),
        (TEXT.encode("gb18030"), "a.txt", "txt"),
        (TEXT.encode("big5", "ignore"), "a.txt", "txt"),
        (TEXT.encode("utf-16"), "a.txt", "txt"),
        (TEXT.encode("utf-16-le"), "a.txt", "txt"),
        ("主送：各学校\n正文".encode(), "a.txt", "txt"),
        ("<2020年>工作要点".encode(), "a.txt", "txt"),
        (b"Subject: hello\nplain words", "a.txt", "txt"),
    ],
    ids=named,
)
def test_what_a_file_is(data: bytes, name: str, kind: str) -> None:
    assert formats.detect(data, name) == kind


@pytest.mark.parametrize(
    ("data", "name", "code", "told"),
    [
        (b"", "a.docx", "original-empty", "空"),
        (b"\0" * 5000, "a.doc", "original-empty", "空"),
        (b"\xef\xbb\xbf \r\n", "a.txt", "original-empty", "空"),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "a.xlsx", "original-unknown", "Excel"),
        (zipped("[Content_Types].xml", "ppt/presentation.xml"), "a.docx", "original-unknown", "演示文稿"),
        (zipped("OFD.xml", "Doc_0/Document.xml"), "a.ofd", "original-unknown", "OFD"),
        (zipped("x", mimetype="application/vnd.oasis.opendocument.spreadsheet"), "a.ods", "original-unknown", "表格"),
        (zipped("通知.docx", "附件.doc"), "a.zip", "original-archive", "压缩包"),
        (b"Rar!\x1a\x07\x00", "a.rar", "original-archive", "压缩包"),
        (zipped("a.txt")[:30], "a.zip", "original-broken", "损坏"),
        (compound("Workbook"), "a.xls", "original-unknown", "Excel"),
        (compound("PowerPoint Document"), "a.doc", "original-unknown", "演示文稿"),
        (compound("EncryptionInfo", "EncryptedPackage"), "a.docx", "original-locked", "密码"),
        (compound("WordDocument", flags=0x0100), "a.doc", "original-locked", "密码"),
        (b"\x89PNG\r\n\x1a\n", "a.doc", "original-scan", "图片"),
        (b"\xff\xd8\xff\xe0", "a.jpg", "original-scan", "扫描件"),
        (b"MZ\x90\x00\x03\x00\x00\x00\x04" + bytes(range(1, 200)), "a.doc", "original-unknown", "不能导入"),
    ],
    ids=named,
)
def test_what_is_no_original_is_told_with_what_to_do(data: bytes, name: str, code: str, told: str) -> None:
    found = formats.detect(data, name)
    assert isinstance(found, Problem)
    assert found.code == code
    assert told in found.message
    assert found.hint
    original = formats.read(data, name)
    assert (original.paragraphs, original.problems) == ((), (found,))


def test_a_file_of_more_than_the_limit_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "LARGEST", 100)
    found = formats.detect(TEXT.encode() * 3, "a.txt")
    assert isinstance(found, Problem)
    assert found.code == "original-too-large"


def test_a_package_with_a_million_names_is_refused_before_they_are_read() -> None:
    whole = bytearray(zipped("word/document.xml"))
    end = whole.rfind(b"PK\x05\x06")
    struct.pack_into("<I", whole, end + 12, 40 << 20)
    found = formats.detect(bytes(whole), "a.docx")
    assert isinstance(found, Problem)
    assert found.code == "original-archive"


@pytest.mark.parametrize(
    "start", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-", b"{\\rtf", b"<html>", b"PK\x05\x06"]
)
@pytest.mark.parametrize("rest", [b"", b"\xff" * 600, bytes(range(256)) * 4])
def test_rubbish_never_crashes(start: bytes, rest: bytes) -> None:
    assert formats.detect(start + rest, "a.docx")


def test_text_is_read() -> None:
    original = formats.read(TEXT.encode("gb18030"), "a.txt")
    assert [p.text for p in original.paragraphs] == ["桑园市教育局关工委2021年工作要点", "一、加强学习"]
