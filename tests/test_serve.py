"""`serve` on a real folder: pages, one reload for a batch of changes, problems in the browser, strangers kept out."""

import asyncio
import contextlib
import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import sites
from hypothesis import given
from hypothesis import strategies as st
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from generator import publisher
from generator.errorpage import error_page
from generator.preview import is_known, split_host
from generator.problem import error
from generator.watch import LONGEST, QUIET, Batch, Watch

PROJECT = Path(__file__).parent.parent
SECONDS = 10  # until a condition that should soon be true counts as false
HELLO = {"command": "hello", "protocols": ["http://livereload.com/protocols/official-7"]}
INFO = {"command": "info", "plugins": {}, "url": "http://localhost/"}

PLAN = """\
---
title: 测试市关工委{year}年工作要点
issuer: 测试市关工委
region: 江苏/苏州
---

一、做好第{year}号工作

1. {text}
"""
BROKEN = PLAN.replace("region: 江苏/苏州\n", "region: 江苏/苏州\ndate: <b>昨天</b>\n")


class Served:
    """A preview that runs as a process of its own, its folder, and what it said."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder, self.content, self.output = folder, folder / "content", folder / "site"
        self._said = folder / "said"
        command = [sys.executable, str(PROJECT / "build.py"), "serve", "--output", "site", "--port", "0", *options]
        with self._said.open("wb") as said:
            self.process = subprocess.Popen(command, cwd=folder, stdout=said, stderr=said)
        try:
            self.port = int(sites.until(lambda: re.search(r"http://127\.0\.0\.1:(\d+)/", self.said))[1])
        except BaseException:
            self.__exit__()
            raise

    @property
    def said(self) -> str:
        return self._said.read_text("utf-8")

    @property
    def rebuilds(self) -> list[int]:
        """The number of changed files of each rebuild so far."""
        return [int(count) for count in re.findall(r"改动 (\d+) 个文件：", self.said)]

    def get(self, path: str = "/", method: str = "GET", **headers: str) -> tuple[int, http.client.HTTPMessage, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        with contextlib.closing(connection):
            connection.request(method, path, headers=headers)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read().decode("utf-8", "replace")

    def shows(self, path: str, text: str, status: int = 200) -> None:
        """Wait until the address shows this text."""
        sites.until(lambda: (found := self.get(path))[0] == status and text in found[2])

    def write(self, name: str, text: str) -> None:
        """Save a file as an editor does: written under a passing name, then renamed."""
        passing = self.content / f"~{name}.tmp"
        passing.write_text(text, "utf-8")
        passing.replace(self.content / name)

    def on_disk(self) -> dict[str, bytes]:
        return {str(path): path.read_bytes() for path in self.output.rglob("*") if path.is_file()}

    def end(self, by: signal.Signals = signal.SIGINT) -> float:
        """End it; the seconds that it took."""
        start = time.monotonic()
        self.process.send_signal(by)
        assert self.process.wait(SECONDS) == 0, self.said
        assert "Traceback" not in self.said, self.said
        return time.monotonic() - start

    def __enter__(self) -> "Served":
        return self

    def __exit__(self, *_: object) -> None:
        """Leave no process behind, also where a test has failed."""
        self.process.kill()
        self.process.wait()


def in_a_loop(scenario: Coroutine[Any, Any, None]) -> None:
    """Run `scenario` on a thread of its own: the thread of the tests may hold the browser's loop."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, scenario).result()


def archive(folder: Path) -> Path:
    """A folder with three plans."""
    (folder / "content").mkdir()
    for year in range(2001, 2004):
        (folder / "content" / f"{year}.md").write_text(PLAN.format(year=year, text="旧的内容。"), "utf-8")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return archive(tmp_path)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One preview for all tests that leave 2001.md to 2003.md as they were."""
    with Served(archive(tmp_path_factory.mktemp("served"))) as preview:
        yield preview
        assert preview.end() < 2


@pytest.fixture
def started(folder: Path) -> Iterator[Callable[[], Served]]:
    """Starts a preview of `folder` for one test."""
    with contextlib.ExitStack() as stack:
        yield lambda: stack.enter_context(Served(folder))


class Page:
    """An open page, as livereload.js connects it: greeted, and from then on told when to reload."""

    def __init__(self, connection: WebSocketClientConnection) -> None:
        self._connection = connection

    @classmethod
    async def open(cls, served: Served, version: str | None = None) -> "Page":
        connection = await websocket_connect(f"ws://127.0.0.1:{served.port}/livereload")
        page = cls(connection)
        hello = HELLO if version is None else {**HELLO, "snipver": version}
        await connection.write_message(json.dumps(hello))
        assert (await page.told())["command"] == "hello"
        await connection.write_message(json.dumps(INFO))
        return page

    async def told(self) -> dict[str, Any]:
        message = await asyncio.wait_for(self._connection.read_message(), SECONDS)
        assert message is not None, "the server closed the connection"
        return dict(json.loads(message))


def test_pages_are_served_as_they_will_be_hosted(served: Served) -> None:
    status, headers, home = served.get("/")
    assert (status, headers["Content-Type"], headers["Cache-Control"]) == (200, "text/html; charset=utf-8", "no-store")
    assert f'<script src="/livereload.js?host=127.0.0.1&amp;port={served.port}&amp;snipver=' in home
    assert int(headers["Content-Length"]) == len(home.encode())
    assert "旧的内容。" in served.get("/plans/2001.html")[2]
    assert served.get("/regions/jiangsu/")[0] == 200
    moved, headers, _ = served.get("/regions/jiangsu")
    assert (moved, headers["Location"]) == (301, "/regions/jiangsu/")
    status, _, missing = served.get("/plans/none.html")
    assert status == 404
    assert (served.output / "404.html").read_text("utf-8").partition("</head>")[2] in missing
    kinds = {path.suffix: path for path in served.output.rglob("*") if path.is_file()}
    for suffix, kind in {".css": "text/css", ".json": "application/json", ".xml": "application/xml"}.items():
        _, headers, body = served.get("/" + kinds[suffix].relative_to(served.output).as_posix())
        assert (headers["Content-Type"], headers["Cache-Control"]) == (f"{kind}; charset=utf-8", "no-store")
        assert body == kinds[suffix].read_text("utf-8")
    assert served.get("/index.html", method="HEAD")[2] == ""
    assert served.get("/index.html", method="POST")[0] == 405
    status, _, part = served.get("/index.html", Range="bytes=0-4999")
    assert (status, "</head>" in part, "livereload" in part) == (206, True, False)
    assert served.get("/livereload.js")[0] == 200
    assert not [name for name, data in served.on_disk().items() if b"livereload" in data]


def test_strangers_and_ways_out_of_the_folder_get_nothing(served: Served) -> None:
    secret = served.folder / "secret.txt"
    secret.write_text("secret", "utf-8")
    (served.output / "way-out.txt").symlink_to(secret)
    (served.output / "folder-out").symlink_to(served.folder, target_is_directory=True)
    (served.output / "inside.txt").symlink_to(served.output / "robots.txt")
    ways = ("/../secret.txt", "/..%2fsecret.txt", "/plans/../../secret.txt", f"/{secret}", f"/%2f{secret}")
    (served.output / ".htpasswd").write_text("secret", "utf-8")
    (served.output / ".git").mkdir()
    (served.output / ".git" / "config").write_text("secret", "utf-8")
    for way in (
        *ways,
        "/.htpasswd",
        "/.git/config",
        "/.git/",
        "/%2egit/config",
        "/way-out.txt",
        "/folder-out/secret.txt",
        "/folder-out/",
        "/%00",
        "/..%5csecret.txt",
    ):
        status, _, body = served.get(way)
        assert status in (403, 404), way
        assert "secret" not in body, way
    assert served.get("/inside.txt")[0] == 200
    headers = served.get("/plans.json", Origin="http://evil.example")[1]
    assert not [name for name in headers if name.lower().startswith("access-control")]
    shutil.rmtree(served.output / ".git")
    (served.output / ".htpasswd").unlink()

    for name in ("evil.example", f"evil.example:{served.port}", "127.0.0.1.evil.example", "192.0.2.1", "a@localhost"):
        for path in ("/", "/livereload.js", "/plans/2001.html", "/livereload"):
            status, _, body = served.get(path, Host=name)
            assert status in (400, 403), (name, path)
            assert "旧的内容" not in body
    for name in ("localhost", f"LOCALHOST:{served.port}", f"[::1]:{served.port}", "127.0.0.1:9000"):
        assert served.get("/", Host=name)[0] == 200, name
    assert "host=[::1]&amp;port=9000" in served.get("/", Host="[::1]:9000")[2]

    async def foreign_page() -> None:
        url = f"http://127.0.0.1:{served.port}/livereload".replace("http", "ws", 1)
        with pytest.raises(HTTPClientError, match="403"):
            await websocket_connect(HTTPRequest(url, headers={"Origin": "http://evil.example"}))

    in_a_loop(foreign_page())
    for link in ("way-out.txt", "folder-out", "inside.txt"):
        (served.output / link).unlink()


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="the process can't be held here")
def test_a_batch_of_changes_is_one_reload(served: Served) -> None:
    async def scenario() -> None:
        page, before = await Page.open(served), len(served.rebuilds)
        # Held meanwhile, the process finds all changes at once, however slow this machine is.
        served.process.send_signal(signal.SIGSTOP)
        for year in range(2010, 2030):
            served.write(f"{year}.md", PLAN.format(year=year, text="新的内容。"))
        served.process.send_signal(signal.SIGCONT)
        assert (await page.told())["command"] == "reload"
        assert all("新的内容。" in served.get(f"/plans/{year}.html")[2] for year in range(2010, 2030))
        assert sites.until(lambda: served.rebuilds[before:]) == [20]

        # Had the batch been more than one, what it still said would come before the next change.
        served.write("2030.md", PLAN.format(year=2030, text="又一份。"))
        await page.told()
        assert "又一份。" in served.get("/plans/2030.html")[2]
        assert sites.until(lambda: served.rebuilds[before + 1 :]) == [1]

    in_a_loop(scenario())


def test_a_page_of_an_earlier_version_is_reloaded_as_it_connects(served: Served) -> None:
    async def scenario() -> None:
        version = re.search(r"snipver=(\w+)", served.get("/")[2])
        assert version
        current, stale = await Page.open(served, version[1]), await Page.open(served, "v0")
        assert (await stale.told())["command"] == "reload"
        served.write("2031.md", PLAN.format(year=2031, text="新的内容。"))
        for page in (current, stale):
            assert (await page.told())["command"] == "reload"
            assert "新的内容。" in served.get("/plans/2031.html")[2]

    in_a_loop(scenario())


def test_problems_are_shown_until_they_are_mended(served: Served) -> None:
    before = served.on_disk()

    async def scenario() -> None:
        page = await Page.open(served)
        served.write("2001.md", BROKEN.format(year=2001, text="新的内容。"))
        await page.told()
        for path in ("/", "/plans/2002.html", "/regions/jiangsu"):
            status, headers, body = served.get(path)
            assert (status, headers["Cache-Control"]) == (500, "no-store")
            assert "<code>content/2001.md:5</code>" in body
            assert "&lt;b&gt;昨天&lt;/b&gt;" in body
            assert "livereload.js" in body
        assert served.get("/feed.xml")[0] == 200
        assert served.on_disk() == before
        sites.until(lambda: "content/2001.md:5: 错误[date-unreadable]" in served.said)

        served.write("2001.md", PLAN.format(year=2001, text="旧的内容。"))
        await page.told()
        assert "旧的内容。" in served.get("/plans/2001.html")[2]
        assert served.on_disk() == before

    in_a_loop(scenario())


def test_layouts_settings_and_replaced_folders_are_watched(folder: Path, started: Callable[[], Served]) -> None:
    for name in ("layouts", "assets"):
        shutil.copytree(PROJECT / name, folder / name)
    served = started()
    home = folder / "layouts" / "home.html"
    whole = home.read_text("utf-8")
    home.write_text(whole + "{% if", "utf-8")
    served.shows("/", f"home.html:{whole.count(chr(10)) + 1}", 500)
    home.write_text(whole, "utf-8")
    served.shows("/", "<h1")
    (folder / "site.yaml").write_text("title: 换了名字的文库\n", "utf-8")
    served.shows("/", "换了名字的文库")

    served.content.rename(folder / "elsewhere")
    served.shows("/", "<code>content</code>", 500)
    (folder / "elsewhere").rename(served.content)
    served.shows("/plans/2001.html", "旧的内容。")
    (served.content / "a" / "b").mkdir(parents=True)
    (served.content / "a" / "b" / "deep.md").write_text(PLAN.format(year=2009, text="深处。"), "utf-8")
    served.shows("/plans/deep.html", "深处。")
    served.end(signal.SIGTERM)


def test_what_the_machine_refuses_and_another_build_are_waited_for(served: Served) -> None:
    stage = served.folder / ".site.stage"
    stage.write_text("a file where the build wants a folder")
    served.write("2032.md", PLAN.format(year=2032, text="新的内容。"))
    served.shows("/", "电脑出了问题", 500)
    stage.unlink()
    served.shows("/plans/2032.html", "新的内容。")

    with publisher.lock(served.output):
        served.write("2032.md", PLAN.format(year=2032, text="更新的内容。"))
        sites.until(lambda: "另一次生成正在进行" in served.said)
        assert "新的内容。" in served.get("/plans/2032.html")[2]
    served.shows("/plans/2032.html", "更新的内容。")


def test_a_site_that_was_never_built_shows_why(folder: Path, started: Callable[[], Served]) -> None:
    (folder / "content" / "2001.md").write_text(BROKEN.format(year=2001, text=""), "utf-8")
    served = started()
    assert served.get("/")[0] == 500
    assert not served.output.exists()
    (folder / "content" / "2001.md").unlink()
    served.shows("/plans/2002.html", "旧的内容。")
    served.end()


def test_it_ends_at_once_in_the_middle_of_a_build(started: Callable[[], Served]) -> None:
    served = started()
    text = "\n\n".join(f"{n}. 内容。" for n in range(1, 60))
    for n in range(400):
        (served.content / f"{n}.md").write_text(PLAN.format(year=2005, text=text), "utf-8")
    sites.until((served.folder / ".site.stage").exists)
    assert served.end() < 2
    assert "旧的内容。" in (served.output / "plans" / "2001.html").read_text("utf-8")


def test_a_port_that_is_taken_is_told(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        call = [sys.executable, str(PROJECT / "build.py"), "serve", "--output", "site", "--port", str(port)]
        ended = subprocess.run(call, cwd=folder, capture_output=True, encoding="utf-8", timeout=SECONDS)
    assert (ended.returncode, ended.stdout) == (3, "")
    assert re.fullmatch(rf"端口 {port} 用不了.*\n.* serve --port \d+\n", ended.stderr)
    assert not (folder / "site").exists()
    call[-3:] = ["site", "--host", "192.0.2.1"]
    ended = subprocess.run(call, cwd=folder, capture_output=True, encoding="utf-8", timeout=SECONDS)
    assert ended.returncode == 2
    assert "--host" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.browser
def test_an_open_page_follows_what_is_typed(chromium, served: Served) -> None:
    served.write("2033.md", PLAN.format(year=2033, text="旧的内容。"))
    served.shows("/plans/2033.html", "旧的内容。")
    page = chromium.new_page()
    page.goto(f"http://127.0.0.1:{served.port}/plans/2033.html")
    served.write("2033.md", PLAN.format(year=2033, text="新的内容。"))
    page.get_by_text("新的内容。").wait_for(timeout=SECONDS * 1000)
    served.write("2033.md", BROKEN.format(year=2033, text="新的内容。"))
    page.get_by_text("content/2033.md:5").wait_for(timeout=SECONDS * 1000)
    served.write("2033.md", PLAN.format(year=2033, text="改好的内容。"))
    page.get_by_text("改好的内容。").wait_for(timeout=SECONDS * 1000)
    page.close()


@given(st.lists(st.floats(0, 1), min_size=1, max_size=60))
def test_a_batch_is_taken_once_quiet_and_never_late(pauses: list[float]) -> None:
    now = 0.0
    batch = Batch(now, now)
    for pause in pauses:
        assert batch.due <= batch.first + LONGEST
        if now + pause < batch.due:
            now += pause
            batch = batch.then(now)
        else:
            assert batch.due in (batch.last + QUIET, batch.first + LONGEST)
            now += pause
            batch = Batch(now, now)


def test_a_batch_ends_200_ms_after_the_last_event_and_2_s_after_the_first() -> None:
    assert Batch(10.0, 10.0).due == pytest.approx(10.2)
    assert Batch(10.0, 10.0).then(10.1).then(10.2).due == pytest.approx(10.4)
    assert Batch(10.0, 11.9).due == pytest.approx(12.0)


def test_only_what_a_build_reads_counts_as_a_change(tmp_path: Path) -> None:
    content, cache, output = tmp_path / "content", tmp_path / "content" / "kept", tmp_path / "public"
    for place in (content, cache, output, content / "folder", content / ".git"):
        place.mkdir()
    for n in range(20):
        (content / "folder" / f"{n}.md").write_text("1", "utf-8")
    with Watch([content, tmp_path / "site.yaml"], besides=cache) as watch:
        (output / "index.html").write_text("a page", "utf-8")
        (cache / "cache.sqlite").write_text("kept", "utf-8")
        (tmp_path / ".public.lock").write_text("", "utf-8")
        (content / ".git" / "index").write_text("", "utf-8")
        (content / "folder" / "0.md").read_text("utf-8")
        (content / "4913").write_text("an editor tries whether it can write", "utf-8")
        (content / "4913").unlink()
        (content / ".a.md.swp").write_text("an editor's notes", "utf-8")
        assert watch.wait(2 * QUIET) == set()
        (tmp_path / "site.yaml").write_text("title: 文库", "utf-8")
        assert watch.wait(SECONDS) == {str(tmp_path / "site.yaml")}
        (content / "folder").rename(content / "renamed")
        assert len(watch.wait(SECONDS)) == 40
        (content / "renamed" / "0.md").write_text("2", "utf-8")
        assert watch.wait(SECONDS) == {str(content / "renamed" / "0.md")}
        os.utime(content / "renamed" / "1.md", (1, 1))
        assert watch.wait(SECONDS) == {str(content / "renamed" / "1.md")}


def test_a_change_between_making_and_starting_is_not_missed(tmp_path: Path) -> None:
    watch = Watch([tmp_path / "content"], besides=tmp_path)
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").write_text("a", "utf-8")
    with watch:
        assert watch.wait(SECONDS) == {str(tmp_path / "content" / "a.md")}


@pytest.mark.parametrize(
    ("name", "host", "known"),
    [
        ("localhost", "127.0.0.1", True),
        ("192.0.2.7", "127.0.0.1", False),
        ("192.0.2.7", "0.0.0.0", True),
        ("fe80::1", "::", True),
        ("evil.example", "0.0.0.0", False),
        ("office-pc", "office-pc", True),
        ("office-pc", "OFFICE-PC", True),
        ("evil.example", "office-pc", False),
    ],
)
def test_the_names_of_this_server(name: str, host: str, known: bool) -> None:
    assert is_known(name, host) is known


def test_host_headers() -> None:
    assert split_host("[::1]:8000") == ("::1", 8000)
    assert split_host("LocalHost") == ("localhost", 80)
    assert [split_host(bad) for bad in ("", "a b", "a:b", "a@b", "[x]", "a/b")] == [None] * 6


def test_the_error_page_is_plain_text_in_html() -> None:
    page = error_page([error("code", "<i>&消息", "做<这个>", path="a<b>.md", line=3), error("code", "另一个", "")])
    assert "<code>a&lt;b&gt;.md:3</code>" in page
    assert "&lt;i&gt;&amp;消息" in page
    assert "做&lt;这个&gt;" in page
    assert "有 2 个问题" in page
