#!/usr/bin/env python3
"""The search index against Pagefind over the same plans: `python benchmarks/search_index.py 1000 DIR PAGEFIND`.

PAGEFIND is its program, node_modules/@pagefind/<system>/bin/pagefind_extended after `npm i pagefind`; without it our
own index is measured alone. Printed: seconds, the peak of memory, bytes and files, and the seconds after one more plan.
Memory is that of all processes at their peaks; reading the plans is part of neither. Pagefind gets the plans'
own pages and no others. Both lie in DIR afterwards, for search_queries.py. Needs a system with wait4.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

PROJECT = Path(__file__).parent.parent
sys.path[:0] = [str(PROJECT), str(PROJECT / "benchmarks")]

NEW_PLAN = "---\ntitle: 某某2026年工作要点\nissuer: 某某办公室\nregion: 江苏\ndate: 2026-12-31\n---\n\n一、种树养花\n"


def index_once(folder: Path, jobs: int) -> dict[str, float]:
    """Read the plans of `folder` and make their index; what the latter took."""
    from generator import cache, intake
    from generator.archive import group
    from generator.indexing import index
    from generator.publisher import Publication
    from generator.workers import Executor

    store = folder / "index-cache.sqlite"
    with cache.opened(store) as kept:
        inputs = intake.read(folder / "content", folder / "site.yaml", kept, Executor(jobs))
        archive = group(plan for plan in inputs.plans.values() if plan)
        with Publication(folder / "index") as publication:
            before, read = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
            made = index(archive, publication, kept, store, Executor(jobs))
            seconds = time.perf_counter() - before
            publication.commit(made.files, "0")
        kept.keep_pages(made.files)
        kept.forget_pieces(made.pieces)
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return {"seconds": seconds, "memory": (own + jobs * children * (jobs > 1 and children > read)) / 1024}


def run(*command: str | Path) -> tuple[float, float, bytes]:
    """Run a command: seconds, the peak of its memory in MB, what it printed."""
    before = time.perf_counter()
    with subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE) as process:
        assert process.stdout
        printed = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{command[0]} failed")
    return time.perf_counter() - before, usage.ru_maxrss / 1024, printed


def size(folder: Path) -> str:
    """Bytes and files below `folder`."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return f"{sum(sizes) / 1e6:.1f} MB in {len(sizes)} files"


def ours(folder: Path, jobs: int) -> str:
    """A row of the table: our index made from nothing, then after one more plan."""
    call = (sys.executable, __file__, "--index", str(jobs), "0", folder)
    json.loads(run(*call)[2])  # the readings are in the cache from here on
    forget(folder)
    clean = json.loads(run(*call)[2])
    kept = size(folder / "index")
    extra = folder / "content" / "one-more.md"
    extra.write_text(NEW_PLAN, "utf-8")
    added = json.loads(run(*call)[2])
    extra.unlink()
    return f"| ours | {clean['seconds']:.1f} s | {clean['memory']:.0f} MB | {kept} | {added['seconds']:.2f} s |"


def forget(folder: Path) -> None:
    """Drop the index and what the cache has of it; the readings stay."""
    import shutil
    import sqlite3

    shutil.rmtree(folder / "index")
    database = sqlite3.connect(folder / "index-cache.sqlite")
    with database:
        database.execute("DELETE FROM pieces")
        database.execute("DELETE FROM sheaves")
    database.close()


def pages(folder: Path) -> None:
    """The page that searches our index, beside it, so that a browser can be asked; and below site/ the plans' pages."""
    from generator import cache, flow, intake
    from generator.archive import group
    from generator.layouts import Layouts, load_sources
    from generator.outputs import plans, search
    from generator.sheaf import stamps_of
    from generator.workers import Executor

    files = flow.assets(PROJECT / "assets")
    names = {path.relative_to(PROJECT / "assets").as_posix(): url for url, path in files.items()}
    with cache.opened(folder / "index-cache.sqlite") as kept:
        inputs = intake.read(folder / "content", folder / "site.yaml", kept, Executor())
        archive = group(plan for plan in inputs.plans.values() if plan)
        layouts = Layouts(load_sources(PROJECT / "layouts"), inputs.settings, names)
        for page in search.pages("00000000", archive, inputs.settings):
            put(folder / "index" / page.url, layouts.render(page))
        sheaves = plans.sheaves(archive, stamps_of(archive), inputs.settings, {})
        for page in chain.from_iterable(sheaf.pages() for sheaf in sheaves):
            if page.layout == "plan.html":
                put(folder / "site" / page.url, layouts.render(page, list(kept.bodies(page.bodies))))
    for url, path in files.items():
        put(folder / "index" / url, path.read_bytes())


def put(file: Path, data: bytes) -> None:
    """Write a file, its folders too."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


def pagefind(folder: Path, program: Path) -> str:
    """A row of the table: Pagefind over the plans' pages, which it indexes from nothing each time."""
    seconds, memory, _ = run(program, "--site", folder / "site")
    return f"| Pagefind | {seconds:.1f} s | {memory:.0f} MB | {size(folder / 'site' / 'pagefind')} | {seconds:.1f} s |"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print a table."""
    call = argparse.ArgumentParser(description="Measure the search index.")
    call.add_argument("count", type=int)
    call.add_argument("folder", type=Path)
    call.add_argument("program", type=Path, nargs="?")
    call.add_argument("--index", type=int, default=0, help=argparse.SUPPRESS)
    given = call.parse_args(arguments)
    if given.index:
        print(json.dumps(index_once(given.folder, given.index)))
        return
    from make_archive import make

    make(given.folder / "content", given.count)
    jobs = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    print("| | build | memory | size | one more plan |\n|---|---|---|---|---|", flush=True)
    print(ours(given.folder, jobs), flush=True)
    pages(given.folder)
    if given.program:
        print(pagefind(given.folder, given.program), flush=True)


if __name__ == "__main__":
    main()
