"""Links between pages of the archive: the page is there, and so is the place on it.

Files beside a plan are looked for when its text is read (generator/gongwen/links.py).
"""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from html import unescape
from posixpath import join, normpath
from urllib.parse import unquote

from generator.checks.given import Given, Link, Traces
from generator.plan import Plan
from generator.problem import Problem, warning

_HREF = re.compile(r'<a [^>]*?href="([^"]*)"')
_WEB = re.compile(r"https?://[^\s<>\"'（）()，。；、《》“”\u4e00-\u9fff]+", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


def links_of(given: Given) -> tuple[Link, ...]:
    """The links of a plan to other pages of the archive and to other sites, also in 来源."""
    found = []
    if 'href="' in given.body.html:
        text = given.source
        for href in dict.fromkeys(map(unescape, _HREF.findall(given.body.html))):
            is_page = href.partition("#")[0].partition("?")[0].lower().endswith(".html") and not _SCHEME.match(href)
            if is_page or _WEB.match(href):
                at = max(text.find(href), text.find(unquote(href)))
                found.append(Link(href, text.count("\n", 0, at) + 1 if at >= 0 else given.document.body_line))
    if "://" in given.plan.source:
        line = given.plan.lines.get("source", 1)
        found += [Link(href.rstrip(".,;"), line) for href in _WEB.findall(given.plan.source)]
    return tuple(found)


def is_external(link: Link) -> bool:
    """Whether a link leads to another site."""
    return bool(_WEB.match(link.href))


def own_anchors(given: Given) -> Iterator[Problem]:
    """Links within the page lead to something with that anchor."""
    if 'href="#' not in given.body.html:
        return
    anchors = {block.anchor for block in given.body.blocks}
    for href in dict.fromkeys(map(unescape, _HREF.findall(given.body.html))):
        if href.startswith("#") and len(href) > 1 and unquote(href[1:]) not in anchors:
            line = given.source.count("\n", 0, max(0, given.source.find(f"({href}"))) + 1
            yield _no_anchor(href, line, "")


def broken(
    plans: Sequence[Plan],
    traces: Sequence[Traces],
    pages: Callable[[], Collection[str]],
    anchors: Callable[[Plan], Collection[str]],
) -> Iterator[Problem]:
    """Links to pages that the archive doesn't have, or to places that a plan's page doesn't have.

    `pages` gives every address of the site, `anchors` those of a plan's text: asked only where there are links.
    """
    internal = [
        (plan, link) for plan, trace in zip(plans, traces, strict=True) for link in trace.links if not is_external(link)
    ]
    if not internal:
        return
    known, by_url = pages(), {plan.url: plan for plan in plans if not plan.draft}
    for plan, link in internal:
        path, _, anchor = link.href.partition("#")
        url = normpath(join("plans", unquote(path.partition("?")[0])))
        if url not in known and not url.startswith("compare/"):  # which pairs there are, the archive decides
            hint = "同一个文库里的文件，链接写成“编号.html”，编号是那份文件网址里的名字；请核对"
            yield warning("page-missing", f"链接的网页不存在：{link.href}", hint, path=plan.path, line=link.line)
        elif anchor and url in by_url and unquote(anchor) not in anchors(by_url[url]):
            yield _no_anchor(link.href, link.line, plan.path)


def _no_anchor(href: str, line: int, path: str) -> Problem:
    hint = "条目的地址由印着的序号来，例如 #s2 是“二、”，#i7 是“7.”；请在网页上点开那一条核对"
    return warning("anchor-missing", f"链接的位置不存在：{href}", hint, path=path, line=line)
