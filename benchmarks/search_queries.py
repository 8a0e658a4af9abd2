#!/usr/bin/env python3
"""What a query costs in a browser, and what it finds: `python benchmarks/search_queries.py DIR`.

DIR is what search_index.py left. Queries are pieces of the texts, drawn by dice, that at most 60 plans hold; the truth
is plain search in the normal form of the texts. Needs playwright and a Chromium.
"""

import argparse
import contextlib
import random
import shutil
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple
from urllib.parse import quote

PROJECT = Path(__file__).parent.parent
sys.path[:0] = [str(PROJECT)]

MOST_PLANS = 60
QUERIES = 40
ASK_OURS = """async (query) => {
    history.replaceState(null, "", "?" + new URLSearchParams({ q: query, all: 1 }));
    dispatchEvent(new PopStateEvent("popstate"));
    const list = document.getElementById("results");
    while (list.getAttribute("aria-busy") !== "false") await new Promise((go) => setTimeout(go));
    return [...list.querySelectorAll("[data-plan]")].map((one) => one.dataset.plan);
}"""
ASK_PAGEFIND = """async (query) => {
    window.pagefind ??= await import("./pagefind/pagefind.js");
    const { results } = await window.pagefind.search(query);
    const shown = await Promise.all(results.slice(0, 400).map((one) => one.data()));
    return shown.map((one) => one.url.replace(/^.*plans\\/|\\.html.*$/g, ""));
}"""
FIRST_PAGEFIND = """async (query) => {
    window.pagefind ??= await import("./pagefind/pagefind.js");
    const { results } = await window.pagefind.search(query);
    await Promise.all(results.slice(0, 5).map((one) => one.data()));
}"""


def haystacks(folder: Path) -> dict[str, str]:
    """The normal form of each plan's text by its id."""
    from generator import cache, intake
    from generator.plaintext import parts
    from generator.search.normal import normal_form
    from generator.workers import Executor

    with cache.opened(folder / "index-cache.sqlite") as kept:
        inputs = intake.read(folder / "content", folder / "site.yaml", kept, Executor())
        plans = [plan for plan in inputs.plans.values() if plan]
        bodies = kept.bodies(plan.body_digest for plan in plans)
        return {
            plan.id: "".join(normal_form(part.text) for part in parts(plan, body))
            for plan, body in zip(plans, bodies, strict=True)
        }


def drawn(texts: Mapping[str, str]) -> dict[str, set[str]]:
    """The queries, each with the plans that hold it."""
    dice = random.Random(5)
    found: dict[str, set[str]] = {}
    every = list(texts.values())
    while len(found) < QUERIES:
        text = dice.choice(every)
        start, length = dice.randrange(len(text)), dice.randint(3, 9)
        query = text[start : start + length]
        holding = {name for name, other in texts.items() if query in other}
        if len(holding) <= MOST_PLANS:
            found[query] = holding
    return found


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of `folder` on a server of this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


class Side(NamedTuple):
    """One of the two: its page, the folder of its files, how to ask it for all, and as a reader would."""

    name: str
    address: str
    folder: str
    all_of: str
    ask: Callable[[Any, str, str], None]


def ask_ours(page: Any, address: str, query: str) -> None:
    """Open the page with the query, or type it, and wait for the first answer."""
    if page.url == "about:blank":
        page.goto(f"{address}?q={quote(query)}")
    else:
        page.locator("#q").fill(query)
        page.wait_for_function("text => new URLSearchParams(location.search).get('q') === text", arg=query)
    page.locator("#results[aria-busy=false]").wait_for(state="attached")


def ask_pagefind(page: Any, address: str, query: str) -> None:
    """Load its script on a bare page, and the first five results, as many as its own page shows."""
    if page.url == "about:blank":
        page.goto(address)
    page.evaluate(FIRST_PAGEFIND, query)


def costs(browser: Any, side: Side, queries: Sequence[str]) -> Iterator[str]:
    """The median cost of a first query on a page just opened, and of one more."""
    firsts: list[tuple[float, int, int]] = []
    seconds: list[tuple[float, int, int]] = []
    for pair in zip(queries[::2], queries[1::2], strict=True):
        context = browser.new_context()
        page = context.new_page()
        asked: list[int] = []
        page.on("requestfinished", lambda one, asked=asked: f"/{side.folder}/" in one.url and asked.append(weight(one)))
        for query, costs_of in zip(pair, (firsts, seconds), strict=True):
            asked.clear()
            before = time.perf_counter()
            side.ask(page, side.address, query)
            took = time.perf_counter() - before
            page.wait_for_timeout(50)  # the sizes of the last answers are told a little later
            costs_of.append((took, len(asked), sum(asked)))
        context.close()
    for found in (firsts, seconds):
        took, count, size = (statistics.median(column) for column in zip(*found, strict=True))
        yield f"{took:.2f} s, {count:.0f} requests, {size / 1000:.0f} KB"


def weight(request: Any) -> int:
    """The bytes of an answer's body."""
    size: int = request.sizes()["responseBodySize"]
    return size


def row(browser: Any, side: Side, truth: Mapping[str, set[str]]) -> str:
    """One row of the table."""
    page = browser.new_page()
    page.goto(side.address)
    recalls, precisions = [], []
    for query, holding in truth.items():
        found = set(page.evaluate(side.all_of, query))
        recalls.append(len(found & holding) / len(holding))
        precisions.append(len(found & holding) / len(found) if found else 1)
    page.close()
    first, second = costs(browser, side, list(truth))
    return f"| {side.name} | {statistics.mean(recalls):.3f} | {statistics.mean(precisions):.3f} | {first} | {second} |"


def main() -> None:
    """Measure, and print a table."""
    from playwright.sync_api import sync_playwright

    call = argparse.ArgumentParser(description="Measure queries.")
    call.add_argument("folder", type=Path)
    folder: Path = call.parse_args().folder
    truth = drawn(haystacks(folder))
    print("| | recall | precision | a first query | a second |\n|---|---|---|---|---|")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"))
        with served(folder / "index") as address:
            print(row(browser, Side("ours", f"{address}search.html", "search", ASK_OURS, ask_ours), truth), flush=True)
        if (folder / "site" / "pagefind").exists():
            (folder / "site" / "index.html").write_text("<!doctype html><title>Pagefind</title>")
            with served(folder / "site") as address:
                print(
                    row(browser, Side("Pagefind", address, "pagefind", ASK_PAGEFIND, ask_pagefind), truth), flush=True
                )
        browser.close()


if __name__ == "__main__":
    main()
