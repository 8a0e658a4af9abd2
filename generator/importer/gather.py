"""Which originals a call names: files, folders with all that is in them, and standard input."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from generator.importer.formats import SUFFIXES
from generator.importer.prepare import Job

STDIN = "-"
_PAGE_PARTS = ("_files", ".files", "_file")  # what browsers save beside a page


class Gathered(msgspec.Struct, frozen=True):
    """The originals in order, each once, and the files of folders that are none by their names."""

    jobs: tuple[Job, ...]
    skipped: tuple[str, ...]


def gather(sources: Sequence[str], stdin: bytes) -> Gathered:
    """The originals of a call. A file that is named is taken whatever it is called; in folders the suffix decides."""
    jobs: list[Job] = []
    skipped: list[str] = []
    seen: set[Path] = set()
    for source in sources:
        if source == STDIN:
            jobs.append(Job(STDIN, data=stdin or b" "))
            continue
        for path in _below(Path(source)) if Path(source).is_dir() else [Path(source)]:
            if path.resolve() in seen:
                continue
            seen.add(path.resolve())
            if path.suffix.lower() in SUFFIXES or path == Path(source):
                jobs.append(Job(path.as_posix(), path))
            else:
                skipped.append(path.as_posix())
    return Gathered(tuple(jobs), tuple(skipped))


def _below(folder: Path) -> Iterator[Path]:
    """The files in and below a folder in the order of their names, without those that the system or Word hides."""
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(n for n in folders if n[0] not in ".~" and not n.lower().endswith(_PAGE_PARTS))
        yield from (Path(where) / name for name in sorted(names) if name[0] not in ".~")
