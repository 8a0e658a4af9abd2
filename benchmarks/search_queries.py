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
from typing import Any

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

    with cache.opened(folder / "index-cache.sqlite") as kept:
        inputs = intake.read(folder / "content", folder / "site.yaml", kept, 1)
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


def first_and_second(browser: Any, queries: Sequence[str], ask: Callable[[Any, str], object], address: str) -> str:
    """The median cost of a first query on a page just opened, and of one more."""
    costs: list[tuple[float, int, int, float, int, int]] = []
    for one, two in zip(queries[::2], queries[1::2], strict=True):
        context = browser.new_context()
        page = context.new_page()
        asked: list[int] = []
        page.on("requestfinished", lambda request, asked=asked: asked.append(request.sizes()["responseBodySize"]))
        page.goto(address)
        cost: list[float] = []
        for query in (one, two):
            asked.clear()
            before = time.perf_counter()
            ask(page, query)
            seconds = time.perf_counter() - before
            page.wait_for_timeout(50)  # the sizes of the last answers are told a little later
            cost += [seconds, len(asked), sum(asked)]
        costs.append(tuple(cost))  # type: ignore[arg-type]
        context.close()
    a, b, c, d, e, f = (statistics.median(column) for column in zip(*costs, strict=True))
    return f"{a:.2f} s, {b:.0f} requests, {c / 1000:.0f} KB | {d:.2f} s, {e:.0f} requests, {f / 1000:.0f} KB"


def ask_page(page: Any, query: str) -> None:
    """Ask our page as a reader does, and wait for the first answer."""
    page.evaluate(ASK_OURS.replace(", all: 1", ""), query)


def row(browser: Any, name: str, address: str, truth: Mapping[str, set[str]], all_of: str, ask: Any) -> str:
    """One row of the table."""
    page = browser.new_page()
    page.goto(address)
    recalls, precisions = [], []
    for query, holding in truth.items():
        found = set(page.evaluate(all_of, query))
        recalls.append(len(found & holding) / len(holding))
        precisions.append(len(found & holding) / len(found) if found else 1)
    page.close()
    costs = first_and_second(browser, list(truth), ask, address)
    return f"| {name} | {statistics.mean(recalls):.3f} | {statistics.mean(precisions):.3f} | {costs} |"


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
            print(row(browser, "ours", f"{address}search.html", truth, ASK_OURS, ask_page), flush=True)
        if (folder / "pages" / "pagefind").exists():
            (folder / "pages" / "index.html").write_text("<!doctype html><title>Pagefind</title>")

            def ask(page: Any, query: str) -> None:
                page.evaluate(FIRST_PAGEFIND, query)

            with served(folder / "pages") as address:
                print(row(browser, "Pagefind", address, truth, ASK_PAGEFIND, ask), flush=True)
        browser.close()


if __name__ == "__main__":
    main()
