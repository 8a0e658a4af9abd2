"""Hostile content: no script, handler, javascript: or foreign frame comes out of any field, body, setting or ledger.

tests/hostile/vectors.txt lists public vectors, one a line. Each is a plan that has it in every field that takes text
and in its body; all are one site. The pages are taken apart, then run in Chromium with their policy (CSP) taken out.
"""

import json
import re
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import sites
from conftest import served
from selectolax.lexbor import LexborHTMLParser

from generator.ledger import Row, written

VECTORS = (Path(__file__).parent / "hostile" / "vectors.txt").read_text("utf-8").split("\n")[:-1]
SCHEMES = re.compile(r"[\x00-\x20]*(?:https?|mailto|tel|ftp):", re.IGNORECASE)
SCHEME = re.compile(r"[\x00-\x20]*[a-z][a-z0-9+.\t\r\n-]*:", re.IGNORECASE)
FORBIDDEN = {
    *("iframe", "frame", "frameset", "object", "embed", "applet", "base", "svg", "math", "video", "audio", "source"),
    *("track", "portal", "marquee", "style"),
}
OWN_SCRIPT = re.compile(r"(?:(?:\.\./)*|/a/)assets/[\w.-]+")
RECORD = re.compile(r"data:application/[a-z.+-]+;charset=utf-8,[^<>\"']*$")  # for reference managers, to be saved
FOLLOWED = ("href", "src", "srcset", "action", "formaction", "data", "poster", "background", "xlink:href", "ping")
BATCH = 48
SPACES = re.compile(r"[\s/／\\＼>＞、·・•—–－|｜,，-]+")


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def plan(n: int, vector: str) -> str:
    """A plan with the vector wherever there may be text."""
    text = quoted(f"{vector}{n}")
    place = SPACES.sub("", vector)[:40] if n % 4 == 0 else ""  # looking for the place that is meant takes its time
    status = ("有效", "废止", "撤销", "撤下")[n % 4]
    front = [
        f"title: {quoted(f'{vector}2020年工作要点{n}')}",
        f"issuer: {quoted(f'{vector}关工委{n}')}",
        f"region: {quoted(f'江苏/苏州/{place}')}",
        f"文号: {text}",
        f"主送: {text}",
        f"抄送:\n- {text}",
        f"印发机关: {text}",
        f"附件:\n- {text}",
        f"source: {text}",
        "year: 2020",
        f"status: {quoted(f'{status} 2021-01-01 {vector}')}",
        f"history:\n- {quoted(f'2021-01-01 {vector}')}",
        f"不认识{n}: {text}",
    ]
    body = [
        f"一、{vector}",
        f"1. {vector}",
        f"（一）《{vector}》（{vector}）",
        vector,
        f"| a | b |\n|---|---|\n| {vector} | x |",
        f"[{vector}](https://a.cn/{quote(vector)})",
        f"[x]({vector})",
        f"![{vector}](x.png)",
        f"附件：{vector}",
    ]
    return "---\n" + "\n".join(front) + "\n---\n\n" + "\n\n".join(body) + "\n"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of all vectors."""
    folder = tmp_path_factory.mktemp("hostile")
    content = folder / "content"
    content.mkdir()
    for n, vector in enumerate(VECTORS):
        (content / f"v{n:03}.md").write_text(plan(n, vector), "utf-8")
    name = "-img src=x onerror=alert(1)- &quot; onload=alert(1) #%22"
    (content / f"{name}.md").write_text(plan(900, "<img src=x onerror=alert(1)>"), "utf-8")
    (content / "beside").mkdir()
    (content / "beside" / "index.md").write_text(plan(901, "x"), "utf-8")
    for file in ("a' onmouseover=alert(1) x='.csv", "javascript=alert(1).csv", "%22onload=alert(1).csv", "{{7}}.csv"):
        (content / "beside" / file).write_text("x", "utf-8")
    keys = ("title", "subtitle", "description", "language", "organizer", "contact", "icp", "police", "site_code")
    worst = quoted("\"'><img src=x onerror=alert(1)><script>alert(1)</script>")
    lines = [f"{key}: {worst}" for key in keys]
    (folder / "site.yaml").write_text("\n".join([*lines, "base_url: https://example.org/a/"]), "utf-8")
    gone = [Row(f"plans/gone{n}.html", "", v, v, v, v, v, "", v) for n, v in enumerate(VECTORS)]
    gone.append(Row("old/{{7}}'onload=alert(1).html", "", "x"))
    (content / "permalinks.csv").write_bytes(written(gone))
    report = sites.build_here(folder, folder / "site")
    assert report.published, [problem for problem in report.problems if problem.severity == "error"]
    return folder / "site"


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def test_there_are_enough_vectors() -> None:
    assert len(VECTORS) == len(set(VECTORS)) >= 150


def _runs(name: str, value: str) -> bool:
    """Whether an attribute may run something, or fetch it from elsewhere."""
    if name.startswith("on") or name in ("style", "srcdoc", "formaction", "ping"):
        return True
    if name in ("src", "srcset"):
        return bool(SCHEME.match(value)) or value.startswith("//")
    return name in FOLLOWED and bool(SCHEME.match(value)) and not SCHEMES.match(value)


def _is_own_frame(attributes: dict[str, str | None]) -> bool:
    """One of the two frames of beside.html, which are empty until its script fills them."""
    return attributes.get("id") in ("beside-a", "beside-b") and set(attributes) == {"id", "name", "title"}


def faults(data: str) -> Iterator[str]:
    """What in a page could run, frame another site or send a reader where no link says."""
    tree = LexborHTMLParser(data)
    for node in tree.css("*"):
        if node.tag in FORBIDDEN and not _is_own_frame(node.attributes):
            yield f"<{node.tag}>"
        for name, value in node.attributes.items():
            if _runs(name, value or "") and not (name == "href" and RECORD.match(value or "")):
                yield f"{node.tag} {name}={value}"
    for node in tree.css("script"):
        if node.attributes.get("type") == "application/ld+json":
            json.loads(node.text())
        elif not OWN_SCRIPT.fullmatch(node.attributes.get("src") or "") or node.text():
            yield f"script {node.html}"
    for node in tree.css("link"):
        href = node.attributes.get("href") or ""
        if node.attributes.get("rel") != "canonical" and (SCHEME.match(href) or href.startswith("//")):
            yield f"link {node.html}"
    for node in tree.css("meta[http-equiv]"):
        if node.attributes["http-equiv"] != "Content-Security-Policy" and not (
            re.fullmatch(r"0; url=(?:\.\./)*plans/[\w.-]+", node.attributes.get("content") or "")
        ):
            yield f"meta {node.html}"


def test_nothing_in_any_page_can_run(hostile: Path) -> None:
    found = {page.relative_to(hostile).as_posix(): list(faults(page.read_text("utf-8"))) for page in pages(hostile)}
    assert len(found) > 2 * len(VECTORS)
    assert {url: what for url, what in found.items() if what} == {}


def test_every_vector_is_shown_as_it_was_typed(hostile: Path) -> None:
    """Cleaning is no excuse for losing text: the title says what was typed."""
    for n, vector in enumerate(VECTORS):
        heading = LexborHTMLParser((hostile / f"plans/v{n:03}.html").read_text("utf-8")).css_first("h1")
        assert heading
        assert "".join(f"{vector}2020年工作要点{n}".split()) in "".join(heading.text().split()), vector


def test_data_files_carry_the_vectors_as_data(hostile: Path) -> None:
    for path in hostile.rglob("*.json"):
        json.loads(path.read_bytes())
    feeds = list(hostile.rglob("*.xml"))
    assert len(feeds) > 2
    for path in feeds:
        for element in ET.fromstring(path.read_bytes()).iter():
            assert not element.tag.lower().endswith("script")
            assert element.get("type") not in ("html", "xhtml")
    for path in hostile.rglob("*.json"):
        assert b'"content_html"' not in path.read_bytes()
    for line in (hostile / "plans.csv").read_text("utf-8-sig").splitlines():
        assert not line.startswith(("=", "@", "+"))


STRIPPED = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
WATCH = """
window.said = [];
for (const name of ["alert", "confirm", "prompt"]) window[name] = (...told) => said.push(name + told);
"""
LOOK = """() => [...document.querySelectorAll("*")].flatMap(e => [...e.attributes]
    .filter(a => /^on/i.test(a.name)
        || /^\\s*(javascript:|vbscript:|data:text|data:image)/i.test(a.value) && /^(href|src|action)$/.test(a.name))
    .map(a => e.tagName + " " + a.name)).concat(window.said)"""


@pytest.fixture(scope="module")
def unguarded(hostile: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same site with the policy taken out of its pages, and pages that frame many of them."""
    site = tmp_path_factory.mktemp("unguarded") / "a"
    shutil.copytree(hostile, site)
    for path in pages(site):
        text, count = STRIPPED.subn("", path.read_text("utf-8"))
        assert count == 1
        text = re.sub(r'<link rel="stylesheet"[^>]*>', "", text)  # many files, and none of them runs
        path.write_text(text, "utf-8")
    urls = [path.relative_to(site).as_posix() for path in pages(site)]
    many = ("plans/gone", "compare/", "regions/", "issuers/")  # of these every twentieth
    chosen = [url for url in urls if not url.startswith(many)]
    chosen += [url for kind in many for url in urls if url.startswith(kind)][::20]
    for n in range(0, len(chosen), BATCH):
        frames = "".join(f'<iframe src="{quote(url)}"></iframe>' for url in chosen[n : n + BATCH])
        (site / f"frames-{n // BATCH:02}.html").write_text(f"<!DOCTYPE html><title>x</title>{frames}", "utf-8")
    return site


@pytest.mark.browser
def test_no_vector_runs_even_without_the_policy(unguarded: Path, chromium: Any) -> None:
    ran: list[str] = []
    looked: set[str] = set()
    with served(unguarded.parent) as root:
        context = chromium.new_context()
        context.add_init_script(WATCH)
        page = context.new_page()
        page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
        context.on("request", lambda r: None if r.url.startswith((root, "data:", "about:")) else ran.append(r.url))
        context.on("page", lambda other: ran.append(f"window {other.url}"))
        for path in sorted(unguarded.glob("frames-*.html")):
            page.goto(f"{root}a/{path.name}", wait_until="load")
            for frame in page.frames[1:]:
                ran += [f"{frame.url}: {what}" for what in frame.evaluate(LOOK)]
                looked.add(frame.url)
        for words in ("alert", "<img src=x onerror=alert(1)>", "\"'><script>"):
            page.goto(f"{root}a/search.html?q={quote(words)}", wait_until="networkidle")
            ran += page.evaluate(LOOK)
            assert page.locator(".row-title, li a").count() > 0
        context.close()
    assert ran == []
    assert len(looked) > len(VECTORS)


@pytest.mark.browser
def test_the_vectors_do_run_where_nothing_is_escaped(chromium: Any, tmp_path: Path) -> None:
    """The listeners of the test above hear something: the corpus as raw HTML is full of what runs."""
    (tmp_path / "raw.html").write_text("<!DOCTYPE html><img src=x onerror=alert(1)><svg onload=alert(1)>", "utf-8")
    with served(tmp_path) as root:
        context = chromium.new_context()
        context.add_init_script(WATCH)
        page = context.new_page()
        page.goto(f"{root}raw.html", wait_until="load")
        assert len(page.evaluate(LOOK)) >= 4
        context.close()


def test_the_corpus_is_caught_by_the_check_itself() -> None:
    caught = sum(bool(list(faults(f"<!DOCTYPE html><title>x</title>{unescape(vector)}"))) for vector in VECTORS)
    assert caught > 100
