"""The site in a real browser: from the home page to a plan by clicking, from a sub-folder and from a USB stick."""

import functools
import shutil
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def sub_folder(sample_site: Path, tmp_path: Path) -> Iterator[str]:
    """The sample served below a path of its own, with nothing else on the server."""
    shutil.copytree(sample_site, tmp_path / "dept" / "yaodian")
    handler = functools.partial(Quiet, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/dept/yaodian/"
        server.shutdown()


@pytest.fixture(params=["sub-folder", "file"])
def home(request: pytest.FixtureRequest, sample_site: Path) -> str:
    if request.param == "file":
        return sample_site.as_uri() + "/"
    return request.getfixturevalue("sub_folder")


def test_a_reader_clicks_from_home_to_a_plan(chromium, home: str) -> None:
    page = chromium.new_context(viewport={"width": 360, "height": 740}, locale="zh-CN").new_page()
    complaints: list[str] = []
    requests: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda fault: complaints.append(str(fault)))
    page.on("requestfailed", lambda request: complaints.append(request.url))
    page.on("request", lambda request: requests.append(request.url))

    page.goto(home + "index.html")
    page.locator("table a", has_text="江苏").first.click()
    assert page.url == home + "regions/jiangsu/index.html"
    page.locator("main a", has_text="2020年").first.click()
    assert page.url == home + "regions/jiangsu/2020.html"
    page.locator("main a", has_text="张家港市教育局关心下一代工作委员会2020年工作要点").first.click()
    assert page.url == home + "plans/2020-zhangjiagang.html"
    assert page.locator("h1").inner_text().replace("\n", "").startswith("关于印发《张家港市教育局")
    assert "张教党工委〔2020〕8号" in page.locator("main").inner_text()

    assert not complaints
    assert all(url.startswith(home) for url in requests), requests
    page.context.close()


def test_every_cell_of_the_grid_leads_to_its_plans(chromium, home: str) -> None:
    page = chromium.new_context().new_page()
    page.goto(home + "index.html")
    cells = page.locator("table td a")
    shown = {cells.nth(i).get_attribute("href"): cells.nth(i).inner_text() for i in range(cells.count())}
    assert len(shown) >= 5
    for address in shown:
        page.goto(home + address)
        assert page.locator("main a[href*='plans/']").count() >= 1, address
    page.context.close()


def test_copied_text_has_the_printed_numbers(chromium, home: str) -> None:
    page = chromium.new_context().new_page()
    page.goto(home + "plans/2020-zhangjiagang.html")
    page.locator("h1").wait_for()
    page.keyboard.press("Control+a")
    copied = page.evaluate("getSelection().toString()")
    at = 0
    for n in range(1, 16):
        found = copied.find(f"\n{n}. ", at)
        assert found >= 0, f"{n}. is not in the copied text"
        at = found
    page.context.close()
