"""Which format a file is, by its bytes first and its name second, and the reader for it.

Names lie: many a “.doc” of a school's site is a web page, many a “.txt” is Word. What can't be an original is refused
with what to do about it.
"""

import io
import re
import zipfile
from pathlib import PurePath

from generator.importer.original import Original
from generator.importer.word import ole
from generator.problem import Problem, error

MEGABYTE = 1 << 20
LARGEST = 50 * MEGABYTE
_WORD = (".docx", ".docm", ".dotx", ".doc", ".dot", ".wps", ".rtf", ".odt")
_WEB = (".html", ".htm", ".shtml", ".xhtml", ".mht", ".mhtml")
SUFFIXES = frozenset((*_WORD, *_WEB, ".pdf", ".txt"))
OFFICE = {"doc": ".doc", "wps": ".wps", "rtf": ".rtf", "odt": ".odt", "xml": ".xml"}  # what LibreOffice converts
_LARGEST_LIST = 4 * MEGABYTE  # of the names in a ZIP file: zipfile reads them all before it can be asked for one
_LISTED = b"PK\x05\x06"
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"AT&TFORM")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_HEAD = 4096
_TAGS = re.compile(
    rb"\A(?:\s|\xef\xbb\xbf|<\?xml[^>]*>|<!--.{0,2000}?-->)*<(?:!doctype\s+html|/?(?:html|head|body|meta|title|script|"
    rb"style|link|base|table|tbody|tr|div|p|span|font|center|h[1-6]|ul|br|form|article|section|strong|b)\b)",
    re.IGNORECASE | re.DOTALL,
)
_HTML = re.compile(rb"<(?:html|body|div|p|table|span|br|td|h[1-6])\b[^>]*>", re.IGNORECASE)
_MAIL = re.compile(rb"\s*[A-Za-z][A-Za-z0-9-]*:[^\n]*\n")
_USUAL = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef\\n\\r\\t -~]")
_MOSTLY = 0.8
_MULTIPART = re.compile(rb"^content-type:\s*(?:multipart/|text/html)", re.IGNORECASE | re.MULTILINE)


def read(data: bytes, name: str) -> Original:
    """The original in `data`; `name` is the file's name. Without paragraphs it is refused, and says why."""
    found = detect(data, name)
    if isinstance(found, Problem):
        return refused(found)
    if found in OFFICE:
        from generator.importer.word import office

        converted = office.convert({office_name(name, found): data})
        (result,) = converted.values()
        return refused(result) if isinstance(result, Problem) else read_as("docx", result, name)
    return read_as(found, data, name)


def office_name(name: str, kind: str) -> str:
    """The name under which LibreOffice opens a file for what it is: it goes by the suffix."""
    return PurePath(name).stem + OFFICE[kind]


def refused(problem: Problem) -> Original:
    """An original of which nothing was read, for this reason."""
    return Original((), (), problems=(problem,))


def read_as(kind: str, data: bytes, name: str) -> Original:
    """The original in `data`, of a kind that `detect` found and that needs no conversion."""
    if kind == "docx":
        from generator.importer.word.docx import read as read_docx

        return read_docx(data, name)
    if kind == "html":
        from generator.importer.web.html import read as read_html

        return read_html(data, name)
    if kind == "mht":
        from generator.importer.web.mht import read as read_mht

        return read_mht(data, name)
    if kind == "pdf":
        from generator.importer.pdf.document import read as read_pdf

        return read_pdf(data, name)
    from generator.importer.text.plain import read as read_text

    return read_text(data, name)


def detect(data: bytes, name: str) -> str | Problem:
    """docx, html, mht, pdf, txt, or one of OFFICE; a problem for what is none of them."""
    suffix = PurePath(name).suffix.lower()
    if len(data) > LARGEST:
        return too_large()
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        return error("original-empty", "文件是空的", "请看看文件是不是选错了，或者没有下载完、没有保存好")
    if ole.is_ole(data):
        return _ole(data, name)
    if data.startswith((b"PK\x03\x04", _LISTED)):
        return _zip(data, suffix)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(_IMAGES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP") or data[4:12] == b"ftypheic":
        return _scan()
    if data.startswith(_ARCHIVES):
        return _archive()
    return _text(data, suffix)


def _ole(data: bytes, name: str) -> str | Problem:
    """Word 97 to 2003 and WPS, or what else such a file holds."""
    suffix = PurePath(name).suffix.lower()
    kind = ole.kind_of(data)
    if kind == "encrypted":
        return ole.locked(name)
    if kind in ("doc", "works"):
        return "wps" if suffix == ".wps" or kind == "works" else "doc"
    if kind == "other" and suffix in (".doc", ".dot", ".wps"):
        return "wps" if suffix == ".wps" else "doc"  # LibreOffice may still open it, or say that it can't
    return _other({"xls": "Excel 表格", "ppt": "演示文稿"}.get(kind, "别的程序的文件"))


def _zip(data: bytes, suffix: str) -> str | Problem:
    """Word, OpenDocument, or some other package or archive. Nothing is decompressed but a line of its type."""
    named = suffix in (".docx", ".docm", ".dotx")
    end = data.rfind(_LISTED, -66_000)
    size = int.from_bytes(data[end + 12 : end + 16], "little")
    if end < 0:
        return "docx" if named or b"word/document" in data else _broken()
    if size > _LARGEST_LIST:
        return _archive()
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        names = {name.replace("\\", "/").lstrip("/") for name in archive.namelist()}
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return "docx" if named or b"word/document" in data else _broken()
    if any(name.startswith("word/document") for name in names):
        return "docx"
    if "mimetype" in names:
        if b"opendocument.text" in data[:200]:
            return "odt"
        return _other("OpenDocument 表格或演示文稿" if b"opendocument" in data[:200] else "电子书")
    kinds = {"xl/": "Excel 表格", "ppt/": "演示文稿", "OFD.xml": "OFD 版式文件"}
    kind = next((kind for start, kind in kinds.items() if any(name.startswith(start) for name in names)), "")
    return _other(kind) if kind else "docx" if named and "[Content_Types].xml" in names else _archive()


def _text(data: bytes, suffix: str) -> str | Problem:
    """A web page, a saved one with all its parts, or plain text."""
    narrow = data[: 2 * _HEAD].replace(b"\x00", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    head = narrow[:_HEAD]
    if _MULTIPART.search(head) and _MAIL.match(head):
        return "mht"
    if re.search(rb"<(?:w:wordDocument|pkg:package|office:document)\b", head):
        return "xml"
    if _TAGS.match(head):
        return "html"
    if suffix in (".html", ".htm", ".shtml", ".xhtml", ".doc", ".wps") and _HTML.search(narrow):
        return "html"
    if suffix in (".mht", ".mhtml") and _MAIL.match(head):
        return "mht"
    if b"\x00" in data[:_HEAD] and not _is_wide(data[:_HEAD]):
        return _other("别的程序的文件")
    return "txt"


def _is_wide(head: bytes) -> bool:
    """Whether bytes with zeros among them are Chinese text in UTF-16, with or without its mark."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    texts = (head[: len(head) // 2 * 2].decode(encoding, "replace") for encoding in ("utf-16-le", "utf-16-be"))
    return any(len(_USUAL.findall(text)) > len(text) * _MOSTLY for text in texts)


def too_large() -> Problem:
    """The problem of a file that has more than LARGEST bytes."""
    hint = "请看看是不是选错了文件；里面有大图片的，在 Word 里压缩图片后另存一份再导入"
    return error("original-too-large", f"文件太大（超过 {LARGEST >> 20} MB），没有读", hint)


def _scan() -> Problem:
    hint = "请先用文字识别（OCR）软件转成 Word 或文本文件，校对后再导入；图片本身可以作为附件"
    return error("original-scan", "这是扫描件或者图片，里面没有文字", hint)


def _archive() -> Problem:
    return error("original-archive", "这是压缩包，不是一份文件", "请先解压，再导入里面的 Word、PDF 或网页文件")


def _broken() -> Problem:
    hint = "请重新下载，或者向提供文件的人再要一份"
    return error("original-broken", "这个文件或者压缩包已损坏，或者没有下载完整，打不开", hint)


def _other(kind: str) -> Problem:
    hint = "请在能打开它的程序里另存为 Word（.docx）、网页或文本文件（.txt），再导入"
    gap = " " if kind[0].isascii() else ""
    return error("original-unknown", f"这是{gap}{kind}，不能导入", hint)
