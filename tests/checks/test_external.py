"""`check --external`: hosts side by side, one question at a time to each, good answers kept; loopback servers only."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import sites
from reading import FRONT

from generator.external import KEPT, Answer, ask, ask_all, problems_of


class Server:
    """A server that answers by the path, and remembers what it was asked, and how much at once."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.at_once = self.most_at_once = 0
        self.lock = threading.Lock()
        self.address = ""


@contextmanager
def serving() -> Iterator[Server]:
    state = Server()

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            with state.lock:
                state.asked.append(f"{self.command} {self.path}")
                state.at_once += 1
                state.most_at_once = max(state.most_at_once, state.at_once)
            if self.path == "/slow":
                time.sleep(2)
            code = int(self.path[1:4]) if self.path[1:4].isdigit() else 200
            if self.path == "/nohead" and self.command == "HEAD":
                code = 405
            with state.lock:
                state.at_once -= 1
            self.send_response(code)
            if code == 302:
                self.send_header("Location", "/200" if self.path == "/302" else "file:///etc/hostname")
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_GET = do_HEAD = answer  # noqa: N815 -- the server's names

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        state.address = f"http://127.0.0.1:{server.server_port}"
        yield state
        server.shutdown()


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as state:
        yield state


@pytest.mark.parametrize(
    ("path", "good", "status"),
    [("/200", True, 200), ("/302", True, 200), ("/404", False, 404), ("/500", False, 500), ("/nohead", True, 200)],
)
def test_what_is_asked(server: Server, path: str, *, good: bool, status: int) -> None:
    answer = ask(server.address + path)
    assert (answer.good, answer.status) == (good, status)


def test_a_page_that_sends_on_to_a_file_is_not_followed(server: Server) -> None:
    assert not ask(server.address + "/302file").good


def test_no_answer_in_time_and_nobody_there(server: Server) -> None:
    assert ask(server.address + "/slow", 0.3).reason == "等了太久没有回答"
    with serving() as gone:
        pass
    assert ask(gone.address + "/").reason == "连接不上"
    assert ask("http://[::1/").reason == "连接不上"


def test_addresses_with_chinese_characters_are_quoted(server: Server) -> None:
    assert ask(f"{server.address}/文件.html?页=1#二").good
    assert server.asked == ["HEAD /%E6%96%87%E4%BB%B6.html?%E9%A1%B5=1"]


def test_one_host_is_asked_one_after_the_other_with_a_pause(server: Server) -> None:
    urls = [f"{server.address}/{n}" for n in range(4)]
    start = time.monotonic()
    answers = ask_all([*urls, *urls], {}, 0, pause=0.1)
    assert time.monotonic() - start >= 0.3
    assert set(answers) == set(urls)
    assert len(server.asked) == 4
    assert server.most_at_once == 1


def test_hosts_are_asked_side_by_side() -> None:
    both = threading.Barrier(2)

    def asker(_: str, __: float) -> Answer:
        both.wait(10)
        return Answer(200)

    answers = ask_all(["https://a.example/", "https://b.example/"], {}, 0, asker=asker)
    assert all(answer.good for answer in answers.values())


def test_good_answers_are_taken_for_a_week_and_bad_ones_asked_again() -> None:
    asked: list[str] = []

    def asker(url: str, _: float) -> Answer:
        asked.append(url)
        return Answer(200)

    known = {"https://a.example/": Answer(200, asked=1.0), "https://b.example/": Answer(404, asked=1.0)}
    ask_all(known, known, KEPT, asker=asker)
    assert asked == ["https://b.example/"]
    ask_all(known, known, KEPT + 2, asker=asker)
    assert sorted(asked[1:]) == sorted(known)


def test_what_is_told() -> None:
    answers = {"a": Answer(404), "b": Answer(503), "c": Answer(0, "连接不上"), "d": Answer(200), "e": Answer(410)}
    found = problems_of({url: [("1.md", 3)] for url in (*answers, "f")}, answers)
    codes = ["link-dead", "link-unreachable", "link-unreachable", "link-dead"]
    assert [p.code for p in found] == codes


def test_the_command(tmp_path: Path, server: Server) -> None:
    (tmp_path / "content").mkdir()
    body = f"[好]({server.address}/200)\n\n[坏]({server.address}/404/a)\n"
    text = f"---\n{FRONT}来源: 某网站 {server.address}/404/b\n---\n\n{body}"
    (tmp_path / "content" / "a.md").write_text(text, "utf-8")
    assert sites.run(tmp_path, "check").returncode == 0
    assert server.asked == []
    done = sites.run(tmp_path, "check", "--external", "--format", "json", "--cache", tmp_path / "kept")
    found = [(p["code"], p["line"]) for p in json.loads(done.stdout)["problems"]]
    assert found == [("link-dead", 5), ("link-dead", 10)]
    assert sorted(server.asked) == ["HEAD /200", "HEAD /404/a", "HEAD /404/b"]
    (tmp_path / "kept" / "links.json").read_bytes()
    sites.run(tmp_path, "check", "--external", "--cache", tmp_path / "kept")
    assert sorted(server.asked[3:]) == ["HEAD /404/a", "HEAD /404/b"]
    (tmp_path / "kept" / "links.json").write_text("{", "utf-8")
    assert sites.run(tmp_path, "check", "--external", "--cache", tmp_path / "kept").returncode == 0
