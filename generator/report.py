"""The report of a build: what became of every source file, every problem, and what it cost."""

import contextlib
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

import msgspec

from generator.problem import Problem, Severity
from generator.publisher import Changes

T = TypeVar("T")
Told = Callable[[int, int], None]  # how much of how much is done
ToldOfStages = Callable[[str, int, int], None]  # the same of a stage


def silent(*_: object) -> None:
    """Who does not want to be told."""


class SourceRow(msgspec.Struct, frozen=True, omit_defaults=True):
    """One source file: published, held or rejected, its address where it has one, and the codes of its problems.

    `until` is the day on which a file under embargo will be published.
    """

    path: str
    status: str
    url: str | None
    codes: list[str]
    until: str = ""


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
    """Seconds by stage; `with watch("read"):` times one. A stage within a stage stops the clock of the outer one."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._stages: list[str] = []
        self._since = time.perf_counter()

    @contextlib.contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        self._turn()
        self.seconds.setdefault(stage, 0)
        self._stages.append(stage)
        try:
            yield
        finally:
            self._turn()
            self._stages.pop()

    def each(self, stage: str, things: Iterable[T]) -> Iterator[T]:
        """The things, one after the other; making them is timed as `stage`."""
        rest, end = iter(things), object()
        while True:
            with self(stage):
                thing = next(rest, end)
            if thing is end:
                return
            yield thing  # type: ignore[misc]

    def _turn(self) -> None:
        """Give the time since the last turn to the stage that had it."""
        now = time.perf_counter()
        if self._stages:
            self.seconds[self._stages[-1]] += now - self._since
        self._since = now


def report(
    urls: Mapping[str, str | None],
    held: Mapping[str, tuple[str, str]],
    problems: Sequence[Problem],
    changes: Changes | None,
    seconds: Mapping[str, float],
) -> Report:
    """The report of a build.

    `urls` gives every source path and, where it is part of the archive, its address; `held` the paths that wait and
    why (draft, embargo), with the day of its end. A path of which `problems` has an error is rejected.
    """
    codes: dict[str, list[str]] = {path: [reason] for path, (reason, _) in held.items()}
    failed = {p.path for p in problems if p.severity is Severity.ERROR}
    for problem in problems:
        codes.setdefault(problem.path, []).append(problem.code)
    rows = [
        SourceRow(path, _status(path, url, held), url, codes.get(path, []), held.get(path, ("", ""))[1])
        for path, url in sorted(urls.items())
    ]
    assert all(row.path in failed for row in rows if row.status == "rejected"), "a file was rejected without a reason"
    counts = PageCounts()
    if changes:
        counts = PageCounts(changes.written + changes.unchanged, changes.written, changes.unchanged, changes.removed)
    return Report(
        rows, list(problems), counts, {stage: round(took, 4) for stage, took in seconds.items()}, changes is not None
    )


def _status(path: str, url: str | None, held: Collection[str]) -> str:
    return "held" if path in held else "published" if url else "rejected"
