"""What a sheaf tells covers all that its pages are made of: told the same, they are the same."""

from pathlib import Path

import pytest
import sites
from edits import Desk, issuer

from generator import cache
from generator.archive import group
from generator.intake import read
from generator.layouts import Layouts
from generator.outputs import compose
from generator.sheaf import stamps_of
from generator.workers import Executor

STEPS = 40


@pytest.mark.parametrize("seed", range(3))
def test_sheaves_that_tell_the_same_have_the_same_pages(tmp_path: Path, seed: int) -> None:
    sites.make(tmp_path / "content", 24, seed)
    sites.make(tmp_path / "pool", 40, seed)
    desk = Desk(tmp_path / "content", tmp_path / "pool", seed)
    for year in (2020, 2021):  # which differ in nothing but themselves
        text = f"---\ntitle: {year}年工作要点\nissuer: 读书会\nregion: 贵州\n---\n\n一、读书\n"
        (tmp_path / "content" / f"{year}-twin.md").write_text(text, "utf-8")
    for _ in range(12):
        issuer(desk)  # organs of several plans, which are compared
    ever: dict[tuple[bytes, ...], list[tuple[str, bytes]]] = {}
    history, met = [], 0
    with cache.opened(tmp_path / "cache.sqlite") as kept:
        for step in range(STEPS):
            history.append(desk.change())
            inputs = read(tmp_path / "content", tmp_path / "none.yaml", kept, Executor())
            archive = group(plan for plan in inputs.plans.values() if plan and not plan.draft)
            layouts = Layouts({}, inputs.settings, {})
            printed = {plan.url.replace("html", "pdf"): step // 9 * 2048 for plan in archive.plans if step > 8}
            now = set[tuple[bytes, ...]]()
            for sheaf in compose(archive, stamps_of(archive), inputs.settings, str(step // 9), printed):
                pages = [(page.url, layouts.digest(page)) for page in sheaf.pages()]
                key = (sheaf.told, *(layout.encode() for layout in sheaf.layouts))
                assert key not in now, "two sheaves tell the same"
                assert ever.get(key, pages) == pages, history
                now.add(key)
                met += key in ever
                ever[key] = pages
    assert met > STEPS * 24


def test_a_new_plan_has_the_pages_of_its_place_and_organ_composed_and_hardly_more(tmp_path: Path) -> None:
    sites.make(tmp_path, 300)
    told = []
    for _ in range(2):
        inputs = read(tmp_path, tmp_path / "none.yaml", None, Executor())
        archive = group(plan for plan in inputs.plans.values() if plan)
        told.append({sheaf.told for sheaf in compose(archive, stamps_of(archive), inputs.settings, "", {})})
        path = min(path for path in tmp_path.rglob("*.md") if path.name != "index.md")
        text = path.read_text("utf-8").replace("aliases: ", "source: https://example.org/")
        path.with_stem("added").write_text(text.replace("工作要点", "工作计划", 1), "utf-8")
    assert len(told[1] - told[0]) < len(told[1]) / 8
