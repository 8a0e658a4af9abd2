"""The files with every record are written in parts, and are what they would be in one."""

import csv
import io
import json
from pathlib import Path

import pytest
import sites

from generator.archive import group
from generator.forms import json_of
from generator.intake import read
from generator.outputs import open_data
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
