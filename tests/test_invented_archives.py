"""The archives that benchmarks invent: the same on every machine, of any size."""

import random
import runpy
from pathlib import Path

import sites

MAKER = runpy.run_path(str(sites.PROJECT / "benchmarks" / "make_archive.py"))


def test_the_same_count_and_seed_give_the_same_files(tmp_path: Path) -> None:
    for name, seed in (("one", 7), ("other", 7), ("third", 8)):
        sites.make(tmp_path / name, 60, seed)
    trees = [sites.tree(tmp_path / name) for name in ("one", "other", "third")]
    assert trees[0] == trees[1]
    assert trees[0] != trees[2]


def test_there_are_organs_for_a_million_plans() -> None:
    wanted = 40_000  # more than there are places with an organ of each kind
    issuers = MAKER["_issuers"](random.Random(0), wanted)
    assert len({(issuer.folder, issuer.stem) for issuer in issuers}) == wanted  # no file is written twice
    assert len({issuer.serial for issuer in issuers}) == wanted
    assert wanted * len(MAKER["YEARS"]) >= 1_000_000


def test_what_later_plans_may_cite_is_bounded(tmp_path: Path) -> None:
    making = MAKER["making"]
    making.__globals__["REMEMBERED"] = 5
    files = [path.read_text("utf-8") for path in making(tmp_path, 40)]
    numbers = [line.removeprefix("文号: ") for text in files for line in text.splitlines() if line.startswith("文号: ")]
    assert numbers[0] not in "".join(files[20:])
