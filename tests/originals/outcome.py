"""What the importer made of a corpus, and how that compares with the truth."""

import json
import os
import re
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path, PurePosixPath
from typing import Any

from generator import docnumber
from generator.docnumber import DocNumber
from generator.reader import read_plan
from generator.region import resolve
from originals.as_text import text_of
from originals.case import CASES, KINDS, Case, Piece, Truth, solid
from originals.make import build, locked

PROJECT = Path(__file__).parent.parent.parent
FIELDS = (
    "title",
    "issuer",
    "doc_number",
    "date",
    "year",
    "region",
    "recipients",
    "cc",
    "print_office",
    "print_date",
    "attachments",
)
_TAG = re.compile(r"<[^>]*>")
PARAGRAPHS = ("text", "h1", "h2", "item", "sub", "attach", "annex")
_MARKUP = "|\\*#`<>_~-:"  # characters of Markdown, which a target has more of
_LONG = 6  # characters of a piece of chrome that no document holds by chance


@dataclass(frozen=True)
class Outcome:
    """One original and what became of it: the entry of the report, and the file that was written, read back."""

    case: Case
    entry: dict[str, Any]
    target: str = ""  # the whole file
    plan: dict[str, Any] | None = None  # its front matter as the archive reads it
    shown: str = ""  # what a reader sees of the body
    blocks: tuple[str, ...] = ()
    faults: tuple[str, ...] = field(default=())

    @property
    def status(self) -> str:
        return str(self.entry.get("status", "missing"))

    @property
    def body(self) -> str:
        return self.target.split("\n---\n", 1)[-1]


def import_corpus(folder: Path) -> list[Outcome]:
    """Make the originals in `folder` and import them with one call of the command; both once only."""
    build(folder / "originals")
    report = folder / "report.json"
    with locked(folder / "import.lock"):
        if not report.exists():
            begun = time.perf_counter()
            done = _command(folder, sorted((folder / "originals").iterdir()))
            (folder / "import.log").write_text(f"{done.stdout}\n{done.stderr}\n", "utf-8")
            (folder / "seconds").write_text(f"{time.perf_counter() - begun:.1f}")
            if not report.exists():
                raise RuntimeError(f"the import wrote no report\n{done.stdout}\n{done.stderr}")
    found = entries(report)
    there = {path.name for path in (folder / "originals").iterdir()}
    return [read_back(case, found.get(case.name, {}), folder) for case in CASES.values() if case.name in there]


def _command(folder: Path, files: list[Path]) -> subprocess.CompletedProcess[str]:
    call = [sys.executable, "-X", "utf8", str(PROJECT / "build.py"), "import", *map(str, files)]
    call += ["--into", str(folder / "content"), "--report", str(folder / "report.json")]
    return subprocess.run(
        call, cwd=folder, env=dict(os.environ), capture_output=True, encoding="utf-8", timeout=600, check=False
    )


def entries(report: Path) -> dict[str, dict[str, Any]]:
    """The entries of a report by the names of the originals."""
    return {PurePosixPath(entry["source"]).name: entry for entry in json.loads(report.read_bytes())["imports"]}


def read_back(case: Case, entry: dict[str, Any], folder: Path) -> Outcome:
    """The outcome with the file that the report names, below `folder` or its content/."""
    if not entry.get("target"):
        return Outcome(case, entry)
    path = Path(entry["target"])
    return read_file(case, entry, next(p for p in (folder / path, folder / "content" / path) if p.exists()))


def read_file(case: Case, entry: dict[str, Any], path: Path) -> Outcome:
    """The outcome with the file at `path` as the archive reads it."""
    data = path.read_bytes()
    beside = {
        p.relative_to(path.parent).as_posix() for p in path.parent.rglob("*") if p.is_file() and p.suffix != ".md"
    }
    reading, body = read_plan(path.name, data, beside)
    faults = tuple(f"{p.code}: {p.message}" for p in reading.problems if p.severity == "error")
    target = data.decode()
    if reading.plan is None or body is None:
        return Outcome(case, entry, target, faults=faults)
    plan = reading.plan
    values = {
        "title": plan.title,
        "issuer": plan.issuer,
        "doc_number": plan.doc_number,
        "date": plan.date.iso if plan.date else "",
        "year": str(plan.year or ""),
        "region": "/".join(place.short for place in plan.region),
        "recipients": plan.recipients,
        "cc": list(plan.cc),
        "print_office": plan.print_office,
        "print_date": plan.print_date.iso if plan.print_date else "",
        "attachments": [a.name for a in plan.attachments if not a.file],
    }
    shown = unescape(_TAG.sub("", body.html))
    return Outcome(case, entry, target, values, shown, tuple(b.text for b in body.blocks), faults)


# Fields


def expected(truth: Truth, name: str) -> str:
    value = getattr(truth, name)
    return plain(name, list(value) if isinstance(value, tuple) else value)


def plain(name: str, value: object) -> str:
    """A value for comparing: without blanks and without what divides the parts of a list."""
    parts = value if isinstance(value, list | tuple) else [value]
    text = solid("|".join(str(part) for part in parts if part))
    if name == "doc_number":
        number = docnumber.parse(text)
        return str(number) if isinstance(number, DocNumber) else text
    if name == "region":
        return "/".join(place.name for place in resolve(text).region)  # 白银 and 白银区 are one place
    if name == "issuer":
        return re.sub(r"[|、，,；;/]", "", text)
    if name in ("recipients", "print_office"):
        return text.rstrip("：:。").replace(",", "，")
    if name == "attachments":
        return re.sub(r"(^|\|)(?:附件)?\d*[.．、：:]?(?=\D)", r"\1", text)
    return "" if name == "year" and text == "0" else text


@dataclass(frozen=True)
class Judged:
    """One field of one original: whether it is right, and what was said. `sure` is None where nothing was said."""

    right: bool
    wanted: str
    got: str
    sure: bool | None


def judge(outcome: Outcome, name: str) -> Judged:
    """Compare a field with the truth.

    A value that the original has must be reported, and where it is reported as sure also stand in the front matter.
    One that it lacks may at most be proposed. A damaged one must be proposed, as not sure, and not be filled in.
    """
    truth = outcome.case.truth
    assert truth is not None
    wanted = expected(truth, name)
    told = outcome.entry.get("fields", {}).get(name) or {}
    got = plain(name, told.get("value") or "")
    sure = None if not got else told.get("confidence") == "high"
    filled = plain(name, (outcome.plan or {}).get(name) or "")
    if name in truth.damaged:
        proposed = wanted in (got, filled) or any(
            wanted in plain(name, line) or solid(wanted) in solid(line) for line in _comments(outcome.target)
        )
        return Judged(proposed and not sure and filled != wanted, wanted + " (damaged)", got or filled, sure)
    if name in truth.open:
        return Judged(not got or not sure or got == wanted, f"{wanted or 'nothing sure'}", got, sure)
    if not wanted:
        return Judged(not filled and not sure, "", got or filled, sure)
    if name == "title" and solid("".join(truth.issuer)) + got == wanted and _issuer_has_its_line(outcome.case):
        wanted = got  # the archive leaves out an issuer on a line of its own above 关于…; the whole title is right too
    right = got == wanted and (filled == wanted or (not sure and outcome.plan is not None))
    return Judged(
        right, wanted, got if got != wanted else f"{got} in the report, {filled or 'nothing'} in the file", sure
    )


def _issuer_has_its_line(case: Case) -> bool:
    assert case.truth is not None
    return solid(case.all("title")[0]) == solid("".join(case.truth.issuer))


def _comments(target: str) -> list[str]:
    return [line for line in target.splitlines() if "#" in line[:40]] + [
        line for line in target.splitlines() if "<!--" in line
    ]


# Text


def missing_pieces(outcome: Outcome) -> list[str]:
    """The texts of the document that the target doesn't show in their order."""
    shown, at, missing = solid(outcome.shown), 0, []
    for piece in outcome.case.pieces:
        if kept(piece):
            for text in map(solid, piece.shown):
                found = shown.find(text, at)
                if found < 0:
                    missing.append(text)
                else:
                    at = found + len(text)
    return missing


def kept(piece: Piece) -> bool:
    return KINDS[piece.kind] is True


def torn_pieces(outcome: Outcome) -> list[str]:
    """Paragraphs of the document that are no paragraph of the target: torn apart, or run into another.

    The title of a carried plan is one, on however many lines it was printed.
    """
    blocks = Counter(map(solid, outcome.blocks))
    texts = [piece.text for piece in outcome.case.pieces if piece.kind in PARAGRAPHS]
    texts += filter(None, ["".join(outcome.case.all("plan"))])
    return [text for text in texts if not blocks[solid(text)]]


def left_chrome(outcome: Outcome) -> list[str]:
    """What should have gone but stands in the target."""
    blocks, shown = {solid(block) for block in outcome.blocks}, solid(outcome.shown)
    texts = map(solid, outcome.case.all("chrome", "pageno", "hidden", "deleted"))
    return [text for text in texts if text in blocks or (len(text) >= _LONG and text in shown)]


def lost_characters(outcome: Outcome) -> Counter[str]:
    """The characters of the source that are neither in the body of the target nor among the dropped.

    All that was printed is counted but what a tracked change deleted, and page numbers that a printer made.
    """
    case = outcome.case
    if case.format == "txt":
        return lost(text_of(case), outcome)
    return lost("".join("".join(piece.shown) for piece in case.pieces if _counts(case, piece)), outcome)


def lost(source: str, outcome: Outcome) -> Counter[str]:
    """The same for an original whose whole text is `source`."""
    dropped = "".join(d["text"] for d in outcome.entry.get("dropped", []))
    return _ink(source) - (_ink(outcome.shown) | _ink(outcome.body)) - _ink(dropped)


def _counts(case: Case, piece: Piece) -> bool:
    return piece.kind != "deleted" and not (piece.kind == "pageno" and case.format == "pdf")


def _ink(text: str) -> Counter[str]:
    ink = Counter(solid(text))
    for mark in _MARKUP:
        del ink[mark]
    return ink
