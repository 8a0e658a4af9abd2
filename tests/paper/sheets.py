"""Plans set on paper for tests, and what is measured on the sheets. Lengths are in millimetres from the upper left."""

import io
import os
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from generator import routes
from generator.paper.copies import set_plan
from generator.paper.press import Press, press
from generator.plan import Body, Plan
from generator.reader import read_plan

PROJECT = Path(__file__).parent.parent.parent
LEFT, RIGHT, TOP, BOTTOM = 28, 28 + 156, 37, 37 + 225  # the edges of the 版心 on the sheet
ROW, CHAR = 225 / 22, 156 / 28  # the standard's line and character, for what is told in them
MM = 25.4 / 72
NEAR = 1.0
HAN = "国家教育工作会议精神贯彻落实关心下一代团结奋斗"
FRONT = {
    "title": "苏州市教育局关工委2024年工作要点",
    "issuer": "苏州市教育局关工委",
    "文号": "测教关〔2024〕7号",
    "date": "2024-03-05",
    "region": "江苏/苏州",
    "year": "2024",
}
FOOT = {
    "抄送": "[苏州市关心下一代工作委员会, 苏州市家长学校总校, 苏州市教育学会, 各县级市（区）教育局, 各学校党组织]",
    "印发机关": "苏州市教育局办公室",
    "印发日期": "2024-03-06",
}


class Line(NamedTuple):
    """Characters that stand on one line: their text, and the edges of the first and the last one."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    font: str
    colour: Any


@cache
def typesetter() -> Press:
    """The press with the layouts of the project; the test is skipped where it can't be had."""
    if not os.environ.get("YAODIAN_REQUIRE_BROWSER"):
        pytest.importorskip("typst", reason="the extra pdf is not installed")
    return press(tuple((p.name, p.read_text("utf-8")) for p in sorted((PROJECT / "layouts").glob("*.typ"))))


def markdown(text: str, **front: str) -> str:
    """A plan's file; what is given in `front` comes on top of the usual, and is left out where it is empty."""
    rows = {**FRONT, **front}
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in rows.items() if value) + f"---\n\n{text}\n"


def read(source: str, name: str = "2024-suzhou.md", files: tuple[str, ...] = ()) -> tuple[Plan, Body]:
    """The plan and its text."""
    reading, body = read_plan(name, source.encode(), files)
    assert reading.plan, reading.problems
    assert body
    return reading.plan, body


def pdf(source: str, cites: dict[str, str] | None = None, **pictures: Path) -> bytes:
    """The PDF of a plan, given as its file."""
    plan, body = read(source, files=tuple(f"{name}.png" for name in pictures))
    shown = {routes.href(f"{plan.id}/{name}.png"): path for name, path in pictures.items()}
    data, problems = set_plan(typesetter(), plan, body, source.encode(), cites or {}, shown)
    assert data, problems
    assert not [p for p in problems if p.severity != "notice"], problems
    return data


def opened(data: bytes) -> Any:
    """The pages of a PDF, to be measured."""
    return pytest.importorskip("pdfplumber").open(io.BytesIO(data)).pages


def lines(page: Any) -> list[Line]:
    """The lines of a page, downwards."""
    rows: dict[int, list[Any]] = {}
    for char in page.chars:
        baseline = round(char["matrix"][5] * MM * 2)
        near = next((row for row in (baseline, baseline - 1, baseline + 1) if row in rows), baseline)
        rows.setdefault(near, []).append(char)
    found = []
    for chars in (rows[row] for row in sorted(rows, reverse=True)):
        inked = [c for c in sorted(chars, key=lambda c: c["x0"]) if c["text"].strip()]
        if not inked:
            continue
        first, last = inked[0], inked[-1]
        size = first["size"] * MM
        base = (float(page.height) - first["matrix"][5]) * MM  # a Han character stands 0.88 above and 0.12 below
        edges = (first["x0"] * MM, last["x1"] * MM, base - 0.88 * size, base + 0.12 * size)
        text = "".join(c["text"] for c in inked)
        found.append(Line(text, *edges, first["size"], first["fontname"], first["non_stroking_color"]))
    return found


def line(page: Any, begin: str) -> Line:
    """The line of a page that begins like this."""
    return next(found for found in lines(page) if found.text.startswith(begin))


def body_lines(page: Any) -> list[Line]:
    """The lines within the 版心."""
    return [found for found in lines(page) if found.top > TOP - NEAR and found.bottom < BOTTOM + NEAR]


def rules(page: Any) -> list[tuple[float, float, float, float]]:
    """The horizontal lines of a page: left, right, height, thickness."""
    found = []
    for one in (*page.lines, *page.rects):
        high = one["bottom"] - one["top"]
        if high < 2 and one["x1"] - one["x0"] > 50:
            middle = (one["top"] + one["bottom"]) / 2
            found.append((one["x0"] * MM, one["x1"] * MM, middle * MM, (high or one["linewidth"]) * MM))
    return sorted(found, key=lambda rule: rule[2])


def close(a: float, b: float, within: float = NEAR) -> bool:
    """Whether two lengths are the same to a millimetre."""
    return abs(a - b) <= within
