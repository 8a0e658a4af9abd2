"""A page saved in a single file (.mht, .mhtml): an e-mail whose parts are the page and its pictures (RFC 2557)."""

import base64
import email
import re
from email.errors import CloseBoundaryNotFoundDefect
from email.message import Message
from urllib.parse import urljoin

import msgspec

from generator.importer.original import Original
from generator.importer.web import html
from generator.importer.web.charset import page_text
from generator.problem import error, warning

_MOST_PARTS = 2_000
_DEEPEST = 20
_MULTIPART = re.compile(rb"content-type:\s*multipart/", re.IGNORECASE)
_NOT_BASE64 = re.compile("[^A-Za-z0-9+/=]")
_SAVE_AGAIN = "请在浏览器里打开原网页，重新保存为“网页，单个文件”或“网页，全部”，再导入"
_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]*:")


def read(data: bytes, name: str) -> Original:  # noqa: ARG001 -- every reader takes it
    """Read an archive of one page: its main part is the document, the pictures saved with it come along."""
    if len(data) > html.LARGEST:
        return Original((), (), problems=(html.too_large(),))
    archive = _opened(data)
    parts = [part for part in archive.walk() if not part.is_multipart()] if archive is not None else []
    pages = [part for part in parts if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    if archive is None or not pages:
        message = "网页存档里没有网页，可能没有保存完整"
        return Original((), (), problems=(error("original-broken", message, _SAVE_AGAIN),))
    start = archive.get_param("start")
    pages.sort(key=lambda part: part.get("Content-ID") != start)
    pictures = _pictures(parts)
    original = _page(pages[0], pictures)
    for page in pages[1:]:  # a frame may hold the text
        if original.paragraphs:
            break
        framed = _page(page, pictures)
        original = framed if framed.paragraphs else original
    if any(isinstance(defect, CloseBoundaryNotFoundDefect) for defect in archive.defects):
        cut_off = warning("mht-cut-off", "网页存档没有保存完整，后面的内容可能缺了", _SAVE_AGAIN)
        original = msgspec.structs.replace(original, problems=(*original.problems, cut_off))
    return original


def _opened(data: bytes) -> Message | None:
    """The archive as an e-mail; None where the file is none, or a trap."""
    data = data.lstrip(b"\xef\xbb\xbf\r\n\t ")
    if not _HEADER.match(data) or len(_MULTIPART.findall(data)) > _DEEPEST or data.count(b"\n--") > 2 * _MOST_PARTS:
        return None
    return email.message_from_bytes(data)


def _page(part: Message, pictures: dict[str, bytes]) -> Original:
    location = _location(part)
    text, problems = page_text(_payload(part))
    here = {**pictures, **_relative(pictures, location)}
    address = location if location.startswith(("http://", "https://")) else ""
    return html.read_text(text, problems=tuple(problems), pictures=here, address=address)


def _payload(part: Message) -> bytes:
    """The bytes of a part, also of one whose base64 was cut off."""
    if str(part.get("Content-Transfer-Encoding") or "").strip().lower() == "base64":
        letters = _NOT_BASE64.sub("", str(part.get_payload()))
        return base64.b64decode(letters[: len(letters) // 4 * 4])
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _location(part: Message) -> str:
    """The address that a part was saved from; line breaks in it are the e-mail's."""
    return "".join(str(part.get("Content-Location") or "").split())


def _pictures(parts: list[Message]) -> dict[str, bytes]:
    """The bytes of the pictures by their addresses, cid: addresses among them."""
    pictures: dict[str, bytes] = {}
    for part in parts:
        if part.get_content_maintype() != "image":
            continue
        data = _payload(part)
        names = [_location(part), "cid:" + str(part.get("Content-ID") or "").strip("<> \r\n\t")]
        pictures.update({key: data for key in names if key not in ("", "cid:")})
    return pictures


def _relative(pictures: dict[str, bytes], location: str) -> dict[str, bytes]:
    """The same pictures by the shorter addresses that the page may use: below its own, or the bare name of the file."""
    base = urljoin(location, ".") if location else ""
    short: dict[str, bytes] = {}
    for key, data in pictures.items():
        if base and key.startswith(base):
            short[key[len(base) :]] = data
        short.setdefault(key.rpartition("/")[2].rpartition("\\")[2], data)
    return short
