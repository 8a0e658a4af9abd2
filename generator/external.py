"""Links to other sites asked whether they still lead somewhere: `check --external`.

Polite: one question at a time to a host, with a pause between two, few hosts at once, only the head of a page asked
for, and what was found good not asked again for a week. Answers are kept in one JSON file, always safe to delete.
"""

import http.client
import ssl
import threading
import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

import msgspec

from generator.problem import Problem, notice, warning

TIMEOUT = 10.0  # seconds for one answer
PAUSE = 1.0  # seconds between two questions to one host
HOSTS = 8  # asked at the same time
KEPT = 7 * 24 * 3600  # seconds for which a good answer is taken
MOST = 2_000  # addresses asked in one run
_GONE = frozenset((404, 410))
_USER_AGENT = "Mozilla/5.0 (compatible; Yaodian link check)"


class Answer(msgspec.Struct, frozen=True):
    """What a site said of an address: the HTTP status, or 0 with the reason why there was none; and when (seconds)."""

    status: int
    reason: str = ""
    asked: float = 0.0

    @property
    def good(self) -> bool:
        """Whether the page is there."""
        return 200 <= self.status < 400


Ask = Callable[[str, float], Answer]


def ask(url: str, timeout: float = TIMEOUT) -> Answer:
    """Ask for the head of a page; sites that refuse that are asked for the page, of which nothing is read."""
    answer = _ask(url, "HEAD", timeout)
    return answer if answer.good or answer.status in (0, 404, 410, 429) else _ask(url, "GET", timeout)


def _ask(url: str, method: str, timeout: float) -> Answer:
    try:
        headers = {"User-Agent": _USER_AGENT, "Accept": "*/*"}
        request = urllib.request.Request(_ascii(url), method=method, headers=headers)
        with _opener().open(request, timeout=timeout) as response:
            return Answer(response.status)
    except urllib.error.HTTPError as fault:
        fault.close()
        return Answer(fault.code) if fault.code >= 400 else Answer(0, "转来转去，没有到头")
    except (OSError, http.client.HTTPException, ValueError) as fault:
        reason = getattr(fault, "reason", fault)
        if isinstance(reason, TimeoutError):
            return Answer(0, "等了太久没有回答")
        return Answer(0, "证书有问题" if isinstance(reason, ssl.SSLError) else "连接不上")


def _opener() -> urllib.request.OpenerDirector:
    """An opener for HTTP alone: a page that sends on to a file or an FTP server is not followed."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPRedirectHandler(),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.UnknownHandler(),
    ):
        opener.add_handler(handler)
    return opener


def _host(url: str) -> str:
    return url.partition("://")[2].partition("/")[0].casefold()


def _ascii(url: str) -> str:
    """The address as HTTP takes it: the host in Punycode, all else quoted, without the fragment."""
    parts = urlsplit(url)
    host = (parts.hostname or "").encode("idna").decode() + (f":{parts.port}" if parts.port else "")
    return urlunsplit(
        (
            parts.scheme,
            host,
            quote(parts.path, safe="/%:@!$&'()*+,;=~-._"),
            quote(parts.query, safe="=&%+/:?@!$'()*,;~-._"),
            "",
        )
    )


def ask_all(
    urls: Iterable[str],
    known: Mapping[str, Answer],
    now: float,
    *,
    asker: Ask = ask,
    pause: float = PAUSE,
    timeout: float = TIMEOUT,
) -> dict[str, Answer]:
    """The answer for each address: the one of `known` while it is good and fresh, else asked for.

    Hosts are asked side by side, each by one thread, so that no host has two questions at a time.
    """
    wanted = list(dict.fromkeys(urls))
    fresh = {
        url: known[url] for url in wanted if url in known and known[url].good and 0 <= now - known[url].asked < KEPT
    }
    by_host: defaultdict[str, list[str]] = defaultdict(list)
    for url in [url for url in wanted if url not in fresh][:MOST]:
        by_host[_host(url)].append(url)
    wait = threading.Event()

    def ask_host(own: Sequence[str]) -> list[tuple[str, Answer]]:
        answers = []
        for n, url in enumerate(own):
            if n:
                wait.wait(pause)
            answers.append((url, msgspec.structs.replace(asker(url, timeout), asked=now)))
        return answers

    with ThreadPoolExecutor(HOSTS) as pool:
        for answers in pool.map(ask_host, by_host.values()):
            fresh |= dict(answers)
    return fresh


def problems_of(places: Mapping[str, Sequence[tuple[str, int]]], answers: Mapping[str, Answer]) -> list[Problem]:
    """What the answers say of the places, path and line, where each address stands."""
    found = []
    for url, where in places.items():
        answer = answers.get(url)
        if answer is None or answer.good:
            continue
        for path, line in where:
            if answer.status in _GONE:
                hint = "请换成现在的地址，或者删去链接、留下文字；对方网站只是暂时出错的，过几天再查"
                message = f"链接的网页没有了（{answer.status}）：{url}"
                found.append(warning("link-dead", message, hint, path=path, line=line))
            else:
                hint = "可能是对方网站暂时出错，或者不让程序访问；请在浏览器里点开看一看"
                why = answer.reason or f"对方回答 {answer.status}"
                found.append(notice("link-unreachable", f"链接没有查通（{why}）：{url}", hint, path=path, line=line))
    return found


def check_external(places: Mapping[str, Sequence[tuple[str, int]]], store: Path) -> list[Problem]:
    """Ask for every address, and tell what is wrong; `store` keeps the answers for the next time."""
    answers = ask_all(places, _load(store), time.time())
    store.parent.mkdir(parents=True, exist_ok=True)
    beside = store.with_suffix(".new")
    beside.write_bytes(msgspec.json.encode(answers))
    beside.replace(store)
    return problems_of(places, answers)


def _load(store: Path) -> dict[str, Answer]:
    try:
        return msgspec.json.decode(store.read_bytes(), type=dict[str, Answer])
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return {}
