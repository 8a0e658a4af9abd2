"""The files that name every record or every page are written in parts, and are what they would be in one."""

import csv
import io
import json
import re
import shutil
from pathlib import Path

import pytest
import sites

from generator.archive import group
from generator.forms import json_of
from generator.intake import read
from generator.outputs import feeds, open_data
from generator.settings import Settings
from generator.workers import Executor


@pytest.mark.parametrize("count", [0, 1, 5, 12, 13])
def test_the_parts_make_the_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    monkeypatch.setattr(open_data, "AT_ONCE", 6)
    sites.make(tmp_path, 13)
    inputs = read(tmp_path, tmp_path / "none.yaml", None, Executor())
    archive = group([plan for plan in inputs.plans.values() if plan][:count])
    settings = Settings(title="文库{}，[]")
    parts = list(open_data.streams(archive, settings))
    made = {url: b"".join(part.get(url, b"") for part in parts) for url in ("plans.json", "plans.csv")}
    records = [open_data.record(plan, settings) for plan in archive.plans]
    assert made["plans.json"] == json_of({"schema": 1, "title": settings.title, "plans": records})
    assert len(json.loads(made["plans.json"])["plans"]) == count
    rows = list(csv.reader(io.StringIO(made["plans.csv"].decode("utf-8-sig"))))
    assert [row[1] for row in rows] == ["标题", *(plan.title for plan in archive.plans)]
    assert made["plans.csv"].count("\ufeff".encode()) == 1


def test_a_map_that_one_file_cannot_hold_names_all_pages_in_several(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sites.make(tmp_path / "content", 13)
    sites.build_here(tmp_path, tmp_path / "one")
    monkeypatch.setattr(feeds, "MOST_IN_MAP", 50)
    sites.build_here(tmp_path, tmp_path / "many")
    one = re.findall("<loc>.*</loc>", (tmp_path / "one" / "sitemap.xml").read_text("utf-8"))
    index = re.findall("<loc>(.*)</loc>", (tmp_path / "many" / "sitemap.xml").read_text("utf-8"))
    assert len(index) == -(-len(one) // 50) > 1
    assert [name.rpartition("/")[2] for name in index] == feeds.maps(len(one))[1:]
    maps = [(tmp_path / "many" / name.rpartition("/")[2]).read_text("utf-8") for name in index]
    assert [loc for text in maps for loc in re.findall("<loc>.*</loc>", text)] == one


def test_the_layout_of_the_map_is_told_when_it_is_faulty(tmp_path: Path) -> None:
    sites.make(tmp_path / "content", 3)
    shutil.copytree(sites.PROJECT / "layouts", tmp_path / "layouts")
    (tmp_path / "layouts" / "sitemap.xml").write_text("<urlset>\n{{ nobody.knows }}", "utf-8")
    done = sites.build_here(tmp_path, tmp_path / "public")
    told = [(p.code, p.path, p.line) for p in done.problems]
    assert told == [("layout-undefined", (tmp_path / "layouts" / "sitemap.xml").as_posix(), 2)]
    assert not (tmp_path / "public").exists()
