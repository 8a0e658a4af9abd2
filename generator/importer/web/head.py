"""What the head of a page and its comments say of it: title, date, address."""

import re
from typing import Any

import msgspec

from generator.day import Day
from generator.importer.web.labels import web_date

_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)\s*(\S+?)\s*-->")
_SCRIPTED_TIME = re.compile(r"""(?:createTime|publish_time|ori_create_time)\s*[=:]\s*["'](\d{4}-\d\d-\d\d)""")
_SPLIT = re.compile(r"\s*[_|｜]\s*|\s+[-–—－]+\s+|(?<=\D)[-–—－]+(?=\D)|\s*[>»›]+\s*|--+")
_TITLES = ("articletitle", "og:title", "twitter:title", "dc.title", "title")
_DATES = (
    "pubdate",
    "publishdate",
    "article:published_time",
    "firstpublishedtime",
    "publish_time",
    "pub_date",
    "publication_date",
    "og:release_date",
    "datepublished",
    "dc.date",
    "dc.date.issued",
    "createdate",
    "makedate",
)
_SOURCES = ("contentsource", "source")
_SHOWN = 4096


class Head(msgspec.Struct, frozen=True):
    """`title` is the article's as a meta element gives it, `tab` that of the browser's tab, with the site's name."""

    title: str
    tab: str
    day: Day | None
    address: str
    source: str


def read_head(tree: Any, source: str) -> Head:
    """The facts that the elements meta, title and link give, and the browser's comment on where it saved from."""
    metas: dict[str, str] = {}
    for node in tree.css("meta"):
        attributes = node.attributes
        name = attributes.get("name") or attributes.get("property") or attributes.get("itemprop") or ""
        content = " ".join((attributes.get("content") or "").split())
        if name and content:
            metas.setdefault(name.strip().lower(), content)
    node = tree.css_first("title")
    tab = " ".join(node.text().split()) if node is not None else ""
    return Head(
        title=next((metas[name] for name in _TITLES[:3] if metas.get(name)), ""),
        tab=tab or metas.get("title", ""),
        day=_day(metas, tree),
        address=_address(metas, tree, source),
        source=next((metas[name] for name in _SOURCES if metas.get(name)), ""),
    )


def _day(metas: dict[str, str], tree: Any) -> Day | None:
    for name in _DATES:
        if day := web_date(metas.get(name, "")):
            return day
    for script in tree.css("script"):
        text = script.text(deep=True) or ""
        if len(text) < 200_000 and (found := _SCRIPTED_TIME.search(text)):
            return web_date(found[1])
    return None


def _address(metas: dict[str, str], tree: Any, source: str) -> str:
    saved = _SAVED_FROM.search(source, 0, _SHOWN)
    link = tree.css_first('link[rel="canonical"]')
    canonical = (link.attributes.get("href") or "") if link is not None else ""
    for address in (saved[1] if saved else "", metas.get("url", ""), metas.get("og:url", ""), canonical):
        if address.startswith(("http://", "https://")) and len(address) < 2000:
            return address
    return ""


def title_parts(tab: str) -> list[str]:
    """The parts of a tab's title, the whole first: 工作要点-通知公告-某中学 has three, a year 2020-2021 has one."""
    parts = [part.strip() for part in _SPLIT.split(tab) if part.strip()]
    return [tab, *parts] if len(parts) > 1 else parts
