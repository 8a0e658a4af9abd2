"""The report of a build: what became of every source file, every problem, and what it cost."""

import contextlib
import time
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from generator.problem import Problem, Severity
from generator.publisher import Changes


class SourceRow(msgspec.Struct, frozen=True):
    """One source file: published, held or rejected, its address where it has one, and the codes of its problems."""

    path: str
    status: str
    url: str | None
    codes: list[str]


class PageCounts(msgspec.Struct, frozen=True):
    """Files of the site: all of them, and what this build did to them."""

    total: int = 0
    written: int = 0
    unchanged: int = 0
    removed: int = 0


class Report(msgspec.Struct, frozen=True):
    """A build's report, whose JSON others rely on. `published` is False where the output was left untouched."""

    sources: list[SourceRow]
    problems: list[Problem]
    pages: PageCounts
    seconds: dict[str, float]
    published: bool
    schema: int = 1

    def count(self, status: str) -> int:
        """How many source files have this status."""
        return sum(row.status == status for row in self.sources)


class Stopwatch:
    """Seconds by stage; `with watch("read"):` times one."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextlib.contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] = round(self.seconds.get(stage, 0) + time.perf_counter() - start, 4)


def report(
    urls: Mapping[str, str | None],
    held: Mapping[str, str],
    problems: Sequence[Problem],
    changes: Changes | None,
    seconds: Mapping[str, float],
) -> Report:
    """The report of a build.

    `urls` gives every source path and, where it is part of the archive, its address; `held` the paths that wait and
    why (draft, embargo). A path of which `problems` has an error is rejected.
    """
    codes: dict[str, list[str]] = {path: [reason] for path, reason in held.items()}
    failed = {p.path for p in problems if p.severity is Severity.ERROR}
    for problem in problems:
        codes.setdefault(problem.path, []).append(problem.code)
    rows = [
        SourceRow(path, "held" if path in held else "published" if url else "rejected", url, codes.get(path, []))
        for path, url in sorted(urls.items())
    ]
    assert all(row.path in failed for row in rows if row.status == "rejected"), "a file was rejected without a reason"
    counts = PageCounts()
    if changes:
        counts = PageCounts(changes.written + changes.unchanged, changes.written, changes.unchanged, changes.removed)
    return Report(rows, list(problems), counts, dict(seconds), changes is not None)
