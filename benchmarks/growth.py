#!/usr/bin/env python3
"""How the build grows with the archive: `python benchmarks/growth.py 10000 100000`.

Ours alone, with the search: a clean build, the same again, one plan of the current year added, at each count; each
output is checked to hold every plan. Printed is a table, with the ratio to the count before. Memory (Linux) is that of
all processes together in the same runs, looked at all the time. 100,000 plans need some 25 GB of disk.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).parent.parent
sys.path[:0] = [str(PROJECT), str(PROJECT / "benchmarks")]

from against_hugo import NEW, PLAN  # noqa: E402
from make_archive import make  # noqa: E402
from measured import Measured, run  # noqa: E402

STEPS = ("clean build with search", "nothing changed", "one plan of the current year added, search updated")


def build(folder: Path, plans: int) -> Measured:
    """One build, whose output must have a page for each plan."""
    found = run(sys.executable, PROJECT / "build.py", "--quiet", cwd=folder, memory=True)
    pages = sum(entry.name.endswith(".html") for entry in os.scandir(folder / "public" / "plans"))
    assert pages == plans, f"{pages} pages for {plans} plans"
    assert (folder / "public" / "search" / "start.js").stat().st_size
    return found


def steps(folder: Path, count: int) -> list[Measured]:
    """What is measured at one count, in the order of STEPS."""
    make(folder / "content", count)
    (folder / "site.yaml").write_text("title: 要点文库\nbase_url: https://example.org/\n", "utf-8")
    found = [build(folder, count), build(folder, count)]
    (folder / "content" / f"{NEW}.md").write_text(PLAN, "utf-8")
    return [*found, build(folder, count + 1)]


def written(folder: Path) -> str:
    """How much the output is."""
    sizes = [(Path(where) / name).stat().st_size for where, _, names in os.walk(folder / "public") for name in names]
    return f"{len(sizes):,} files, {sum(sizes) / 1e6:,.0f} MB"


def main() -> None:
    """Measure, and print the table of each count."""
    call = argparse.ArgumentParser(description="How the build grows with the archive.")
    call.add_argument("counts", type=int, nargs="+")
    before: list[Measured] = []
    for count in call.parse_args().counts:
        with tempfile.TemporaryDirectory(prefix="yaodian-") as folder:
            found = steps(Path(folder), count)
            print(f"\n| {count:,} plans | wall | processors | memory | to the count before |\n|---|---|---|---|---|")
            for n, (title, one) in enumerate(zip(STEPS, found, strict=True)):
                ratio = f"{one.seconds / before[n].seconds:.1f}" if before else ""
                print(f"| {title} | {one.seconds:.1f} s | {one.processor:.1f} s | {one.memory:.0f} MB | {ratio} |")
            print(f"| output | {written(Path(folder))} | | | |", flush=True)
            before = found


if __name__ == "__main__":
    main()
