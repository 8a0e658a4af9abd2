"""What a second build does again: only the pages of the layout that was edited, and nothing that is read."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import sites

from generator import cache


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small archive with layouts of its own, built once."""
    folder = tmp_path_factory.mktemp("again")
    shutil.copytree(sites.PROJECT / "layouts", folder / "layouts")
    sites.make(folder / "content", 40)
    sites.build_here(folder, folder / "public")
    return folder


def keys(folder: Path) -> tuple[dict[str, bytes], set[bytes]]:
    """The key of every page of the last build, and those of the readings; a page with a new key has been rendered."""
    with cache.opened(folder / ".yaodian" / "public.sqlite") as kept:
        readings = {row[0] for row in kept._db.execute("SELECT key FROM readings")}
        return {url: page.key for url, page in kept.pages().items()}, readings


def is_page(url: str) -> bool:
    """Whether every page with the frame of the site is at such an address."""
    return url.endswith(".html")


@pytest.mark.parametrize(
    ("layout", "renders"),
    [
        ("plan.html", lambda url: url.startswith("plans/") and is_page(url)),
        ("compare.html", lambda url: url.startswith("compare/")),
        ("404.html", lambda url: url == "404.html"),
        ("robots.txt", lambda url: url == "robots.txt"),
        ("sitemap.xml", lambda url: url == "sitemap.xml"),
        ("care.html", is_page),  # which base.html includes, and so every page
        ("macros.html", is_page),
    ],
)
def test_an_edited_layout_renders_its_pages_and_no_others(
    made: Path, layout: str, renders: Callable[[str], bool]
) -> None:
    before, readings = keys(made)
    path = made / "layouts" / layout
    path.write_text(path.read_text("utf-8") + "{# edited #}", "utf-8")
    sites.build_here(made, made / "public")
    after, same = keys(made)
    again = {url for url in after if after[url] != before[url]}
    assert again == {url for url in after if renders(url)}
    assert again
    assert same == readings
