"""The same input gives the same bytes: after any history of edits, at any number of processes, on any machine."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import sites
from edits import Desk

from generator import workers

STEPS = 20  # edits of each of the histories
PLANS = 24


def layout_edit(folder: Path, step: int) -> str:
    """Another word in a layout that stands alone, or that others extend or import."""
    name = ("base.html", "macros.html", "plan.html", "list.html")[step % 4]
    path = folder / "layouts" / name
    text = path.read_text("utf-8")
    end = next(end for end in ("{% endmacro %}", "{% endblock %}") if end in text)
    path.write_text(text.replace(end, f"<!-- {step} -->{end}"), "utf-8")
    return f"layouts/{name}"


def settings_edit(folder: Path, step: int) -> str:
    """Another setting."""
    lines = [f"title: 文库{step}", f"base_url: https://example.org/{step}/", f"feed_size: {step}", "organizer: 读书会"]
    (folder / "site.yaml").write_text("\n".join(lines[: step % 5]), "utf-8")
    return "site.yaml"


def asset_edit(folder: Path, step: int) -> str:
    """Another style, at another address."""
    path = random.Random(step).choice(sorted((folder / "assets").glob("*.css")))
    path.write_text(path.read_text("utf-8") + f"\n/* {step} */\n", "utf-8")
    return f"assets/{path.name}"


def attachment_edit(folder: Path, step: int) -> str:
    """Another file beside a plan."""
    place = folder / "content" / "with-files"
    place.mkdir(exist_ok=True)
    plan = "---\ntitle: 带附件的2020年工作要点\nissuer: 读书会\nregion: 贵州\n---\n\n一、读书\n"
    (place / "index.md").write_text(plan, "utf-8")
    (place / f"表{step % 3}.csv").write_text(f"{step}", "utf-8")
    return place.name


OTHERS: tuple[Callable[[Path, int], str], ...] = (layout_edit, settings_edit, asset_edit, attachment_edit)


@pytest.mark.parametrize("seed", range(4))
def test_after_every_edit_the_site_is_that_of_a_clean_build(tmp_path: Path, seed: int) -> None:
    for name in ("layouts", "assets"):
        shutil.copytree(sites.PROJECT / name, tmp_path / name)
    sites.make(tmp_path / "content", PLANS, seed)
    sites.make(tmp_path / "pool", PLANS + 16, seed)
    desk, dice = Desk(tmp_path / "content", tmp_path / "pool", seed), random.Random(seed)
    history: list[str] = []
    for step in range(STEPS):
        other = dice.choice(OTHERS)
        history.append(other(tmp_path, step) if dice.random() < 0.3 else desk.change())
        done = sites.build_here(tmp_path, tmp_path / "public")
        assert done.published, done.problems
        clean = tmp_path / "clean"
        sites.build_here(tmp_path, clean / "public")
        kept, fresh = sites.tree(tmp_path / "public"), sites.tree(clean / "public")
        different = [url for url in kept.keys() | fresh.keys() if kept.get(url) != fresh.get(url)]
        assert not different, history
        shutil.rmtree(clean)


def test_the_number_of_processes_shows_nowhere(tmp_path: Path) -> None:
    sites.make(tmp_path / "content", 2 * workers.WORTH_A_PROCESS)  # enough for two to read and for more to render
    for jobs in (1, 4):
        report = sites.build_here(tmp_path, tmp_path / f"jobs{jobs}" / "public", jobs=jobs)
        assert report.published
    assert sites.tree(tmp_path / "jobs1" / "public") == sites.tree(tmp_path / "jobs4" / "public")


def test_the_machine_shows_nowhere(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "elsewhere" / "other"
    sites.make(one / "content", PLANS)
    (one / "site.yaml").write_text("base_url: https://example.org/a/\n", "utf-8")
    shutil.copytree(one, other)
    for path in sorted(other.rglob("*.md"), reverse=True):  # another order on the disk, another time
        text = path.read_bytes()
        path.unlink()
        path.write_bytes(text)
    sites.build(one, PYTHONHASHSEED="1", TZ="Asia/Shanghai", LC_ALL="C.UTF-8", SOURCE_DATE_EPOCH="1772294400")
    sites.build(
        tmp_path,
        *("--content", other / "content", "--settings", other / "site.yaml", "--output", other / "public"),
        PYTHONHASHSEED="77",
        TZ="America/New_York",
        LC_ALL="C",
        SOURCE_DATE_EPOCH="1893456000",
    )
    first, second = sites.tree(one / "public"), sites.tree(other / "public")
    assert first == second
    assert (one / "public/build-manifest.json").read_bytes() == (other / "public/build-manifest.json").read_bytes()
    everything = b"".join([*first.values(), *(url.encode() for url in first)])
    assert str(tmp_path).encode() not in everything
    assert b"content/" not in everything.replace(b"https://example.org/", b"")
