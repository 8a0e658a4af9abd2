"""Pages saved in a single file: by browsers, by Internet Explorer, by Word."""

import base64
import shutil
from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest
from conftest import BROWSERS
from saved_pages import BODY, DATE, DOCUMENT, MENU, OPENING, SIGNATURE, TITLE, boda, paragraphs, word

from generator.importer import account
from generator.importer.original import Original
from generator.importer.web.mht import read

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4


def archive(
    page: str, *, charset: str = "utf-8", location: str = "http://www.example.cn/a/b.htm", subtype: str = "related"
) -> MIMEMultipart:
    message = MIMEMultipart(subtype)
    message["From"] = "<Saved by Blink>"
    message["Subject"] = "=?utf-8?Q?=E5=85=B3?="
    part = MIMEText(page, "html", charset)
    part["Content-Location"] = location
    message.attach(part)
    return message


def opened(data: bytes) -> Original:
    original = read(data, "页.mht")
    assert account.of_original(original) is None
    return original


def texts(original: Original) -> tuple[str, ...]:
    return tuple(p.text for p in original.paragraphs)


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_base64(charset: str) -> None:
    original = opened(archive(boda(), charset=charset).as_bytes())
    assert texts(original) == DOCUMENT
    assert original.address == "http://www.example.cn/a/b.htm"


def test_quoted_printable_of_word_with_pictures() -> None:
    page = word().replace(
        "</div></body>", '<p><img src="file.files/image001.png"></p><p>附注：另行通知。</p></div></body>'
    )
    message = MIMEMultipart("related")
    part = MIMEText("", "html", "gb2312")
    part.set_payload(base64.encodebytes(page.encode("gb18030")).decode())
    part.replace_header("Content-Transfer-Encoding", "base64") if part[
        "Content-Transfer-Encoding"
    ] else part.add_header("Content-Transfer-Encoding", "base64")
    part["Content-Location"] = "file:///C:/0123/file.htm"
    message.attach(part)
    image = MIMEImage(PNG, "png")
    image["Content-Location"] = "file:///C:/0123/file.files/image001.png"
    message.attach(image)
    original = opened(message.as_bytes())
    assert texts(original) == (*DOCUMENT, "", "附注：另行通知。")
    assert [(file.name, file.data) for file in original.files] == [("图1.png", PNG)]
    assert original.paragraphs[-2].markup == "![图1](图1.png)"
    assert original.address == ""


def test_a_frame_holds_the_text() -> None:
    message = archive("<html><frameset><frame src='x.htm'></frameset></html>")
    part = MIMEText(boda(), "html", "utf-8")
    part["Content-Location"] = "http://www.example.cn/a/x.htm"
    message.attach(part)
    assert texts(opened(message.as_bytes())) == DOCUMENT


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"abc",
        b"MIME-Version: 1.0\r\n\r\nhello",
        b"\x00" * 100,
        b"Content-Type: multipart/related; boundary=x\r\n\r\n--x\r\n",
    ],
)
def test_what_is_no_page_is_refused_with_a_reason(data: bytes) -> None:
    original = opened(data)
    assert not original.paragraphs
    assert [p.code for p in original.problems] == ["original-broken"]


def test_an_archive_in_archives_without_end_is_refused() -> None:
    inner = b"".join(b"Content-Type: multipart/related; boundary=b%d\r\n\r\n--b%d\r\n" % (i, i) for i in range(5000))
    assert [p.code for p in opened(inner).problems] == ["original-broken"]


def test_a_cut_off_archive_gives_what_there_is() -> None:
    data = archive(boda()).as_bytes()
    original = opened(data[: len(data) * 2 // 3])
    assert TITLE in texts(original)
    assert [p.code for p in original.problems] == ["mht-cut-off"]


@pytest.mark.browser
def test_saved_by_a_browser(tmp_path: Path) -> None:
    browser = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if browser is None:
        pytest.skip("no Chromium on this machine")
    page = tmp_path / "page.html"
    page.write_text(
        f"<meta charset=utf-8><title>{TITLE}</title><nav><ul>{MENU}</ul></nav><h1>{TITLE}</h1>"
        f"{paragraphs((OPENING, *BODY, SIGNATURE, DATE))}<script>document.title += '（打开过）'</script>",
        encoding="utf-8",
    )
    snapshot = _snapshot(browser, page.as_uri())
    original = opened(snapshot)
    assert texts(original) == DOCUMENT


def _snapshot(browser: str, address: str) -> bytes:
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as runner:
        opened_browser = runner.chromium.launch(executable_path=browser)
        tab = opened_browser.new_page()
        tab.goto(address)
        saved = tab.context.new_cdp_session(tab).send("Page.captureSnapshot", {"format": "mhtml"})["data"]
        opened_browser.close()
    return saved.encode("utf-8")
