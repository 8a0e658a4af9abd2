"""A volume as one HTML file: opened from a disk it asks for nothing, fits a phone, and axe finds no fault in it."""

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from books import leaf, leaves, page, png
from sheets import FOOT, markdown
from test_accessibility import axe, judge  # noqa: F401 -- axe is a fixture

WIDE = (
    "|" + "|".join(f"第{n}栏" for n in range(1, 13)) + "|\n|" + "---|" * 12 + "\n" + ("|" + "内容很多|" * 12 + "\n") * 3
)


class Elements(HTMLParser):
    """Every element of a page with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attrs for name, attrs in self.found if name == tag]


@pytest.fixture(scope="module")
def text() -> str:
    return page(
        [*leaves(), leaf(markdown(f"一、安排\n\n{WIDE}", title="苏州市宽表", 文号="", **FOOT), "2022-suzhou.md")]
    )


def test_pictures_and_style_are_inside_and_the_policy_lets_nothing_else_in(text: str) -> None:
    elements = Elements(text)
    [picture] = elements.all("img")
    assert base64.b64decode(picture["src"].removeprefix("data:image/png;base64,")) == png().data
    assert not elements.all("link") + elements.all("script") + elements.all("iframe")
    style = text[text.index("<style>") + 7 : text.index("</style>")]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = next(meta["content"] for meta in elements.all("meta") if "http-equiv" in meta)
    assert policy.startswith("default-src 'none'; img-src data:; style-src ")
    assert f"'sha256-{digest}'" in policy
    assert "url(" not in style
    assert "@import" not in style


def test_every_link_within_leads_to_an_element_that_is_there_once(text: str) -> None:
    elements = Elements(text)
    ids = [attrs["id"] for _, attrs in elements.found if attrs.get("id")]
    assert len(ids) == len(set(ids))
    within = [a["href"][1:] for a in elements.all("a") if a["href"].startswith("#")]
    assert {"plan-2023-suzhou", "plan-2024-suzhou", "plan-2023-suzhou.s1", "plan-2024-suzhou.s2"} <= set(within)
    assert set(within) <= set(ids)


def test_the_same_plans_give_the_same_bytes_and_all_their_text(text: str) -> None:
    assert page(leaves()) == page(leaves())
    shown = "".join(re.sub("<[^>]*>", "", text).split())
    for one in leaves():
        for block in one.body.blocks:
            said = "".join(block.text.split()).replace("&", "&amp;").replace("<", "&lt;")
            assert said in shown, said


@pytest.mark.browser
def test_in_a_browser_from_a_disk(chromium, axe: str, text: str, tmp_path: Path) -> None:  # noqa: F811
    file = tmp_path / "汇编.html"
    file.write_text(text, "utf-8")
    for scheme in ("light", "dark"):
        context = chromium.new_context(color_scheme=scheme, locale="zh-CN")
        opened = context.new_page()
        faults: list[str] = []
        asked: list[str] = []
        opened.on("console", lambda m, faults=faults: faults.append(m.text))
        opened.on("request", lambda r, asked=asked: asked.append(r.url))
        opened.goto(file.as_uri())
        for width in (320, 360, 1280):
            opened.set_viewport_size({"width": width, "height": 900})
            assert opened.evaluate("document.documentElement.scrollWidth") <= width
            assert not judge(opened, axe), f"{scheme} {width}"
        assert (
            opened.evaluate("getComputedStyle(document.querySelector('.plan')).backgroundColor") != "rgba(0, 0, 0, 0)"
        )
        assert opened.evaluate("document.querySelector('img').naturalWidth") == 60
        opened.click("text=苏州市教育局关工委2024年工作要点 >> nth=0")
        assert opened.evaluate("document.querySelector(':target').getBoundingClientRect().top") < 60
        opened.keyboard.press("Tab")
        assert [url for url in asked if not url.startswith("data:")] == [file.as_uri()]
        assert not faults
        context.close()
