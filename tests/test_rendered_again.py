"""What a second build does again: only the pages of the layout that was edited, and nothing that is read."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import sites

from generator import cache, compiled
from generator.jinja import compile_source, environment


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


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="this system doesn't tell who may write a file")
@pytest.mark.parametrize(("mode", "is_run"), [(0o600, True), (0o602, False)])
def test_a_layout_is_compiled_once_and_code_that_others_could_write_is_not_run(
    tmp_path: Path, mode: int, is_run: bool
) -> None:
    sites.make(tmp_path / "content", 3)
    sites.build(tmp_path)
    source = (sites.PROJECT / "layouts" / "404.html").read_text("utf-8")
    store = tmp_path / ".yaodian" / "public.sqlite"
    key = compiled.key("404.html", source)
    with cache.opened(store) as kept:
        assert kept.has(key)
        kept.keep_pieces([(key, compile_source(environment({}), "404.html", "what the cache has"))])
    store.chmod(mode)
    (tmp_path / "site.yaml").write_text("title: 改过的名称\n", "utf-8")
    sites.build(tmp_path)
    assert ((tmp_path / "public" / "404.html").read_text("utf-8") == "what the cache has") is is_run


def test_a_faulty_layout_that_no_page_uses_stops_nothing(tmp_path: Path) -> None:
    shutil.copytree(sites.PROJECT / "layouts", tmp_path / "layouts")
    (tmp_path / "layouts" / "plan (2).html").write_text("{% if %}", "utf-8")
    sites.make(tmp_path / "content", 3)
    sites.build(tmp_path)


@pytest.mark.parametrize("kind", ["t", "g"])
def test_a_file_of_the_search_that_somebody_removed_comes_again(made: Path, kind: str) -> None:
    sites.build_here(made, made / "public")
    whole = sites.tree(made / "public")
    min((made / "public").glob(f"search/{kind}/a/*")).unlink()
    sites.build_here(made, made / "public")
    assert sites.tree(made / "public") == whole


def test_only_the_edited_plan_has_its_text_for_the_search_written_again(made: Path) -> None:
    sites.build_here(made, made / "public")
    before, _ = keys(made)
    sites.edit(made)
    sites.build_here(made, made / "public")
    after, _ = keys(made)
    again = [url for url in after if url.startswith("search/t/") and after[url] != before[url]]
    assert len(again) == 1
