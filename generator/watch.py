"""What a preview watches: the files that a build reads, their changes gathered into batches.

The system's events only say when to look. What has changed is read off the files, so an editor's passing files, a
program that merely reads, and whatever the build itself writes beside them start nothing.
"""

import contextlib
import os
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Self

import msgspec
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

if TYPE_CHECKING:
    from watchdog.observers.api import ObservedWatch

QUIET = 0.2  # seconds without an event after which a batch is complete
LONGEST = 2.0  # seconds after which a batch is taken although events still come
_SLICE = 0.5  # seconds; on Windows Ctrl-C is heard only between two waits
_CHANGES = {"created", "modified", "moved", "deleted", "closed", "attrib"}

Stamp = tuple[int, int, int, int]
Stamps = dict[str, Stamp]


class Batch(msgspec.Struct, frozen=True):
    """Events that belong together, by the times in seconds of the first and of the last."""

    first: float
    last: float

    def then(self, now: float) -> "Batch":
        """The batch with one more event."""
        return Batch(self.first, now)

    @property
    def due(self) -> float:
        """When the batch is to be taken: once it is quiet, but not put off for ever."""
        return min(self.last + QUIET, self.first + LONGEST)


def stamps(paths: Iterable[Path], besides: Path) -> Stamps:
    """What tells one state of a file from the next, for every file at or below `paths` that exists.

    Names that begin with . or ~ are passing files of editors and systems; the folder `besides` (the cache) is not
    looked into.
    """
    found = {}
    for path in _files(paths, besides.resolve()):
        with contextlib.suppress(OSError):  # it went while we looked
            stat = path.stat()
            found[str(path)] = (stat.st_mtime_ns, stat.st_size, stat.st_mode, stat.st_ino)
    return found


def _files(paths: Iterable[Path], besides: Path) -> Iterator[Path]:
    for top in paths:
        if top.is_file():
            yield top
        for name, folders, names in os.walk(top):
            folder = Path(name)
            ours = [name for name in folders if not name.startswith((".", "~"))]
            folders[:] = [name for name in ours if (folder / name).resolve() != besides]
            yield from (folder / name for name in names if not name.startswith((".", "~")))


class Watch(FileSystemEventHandler):
    """A watch on folders and files. From its making on no change is missed; inside `with` it hears of them at once."""

    def __init__(self, paths: Sequence[Path], besides: Path) -> None:
        self._paths = [path.absolute() for path in paths]
        self._besides = besides
        self._last = stamps(self._paths, besides)
        self._batch: Batch | None = None
        self._heard = threading.Condition()
        self._watched: dict[tuple[str, bool], tuple[tuple[int, int], ObservedWatch]] = {}

    def __enter__(self) -> Self:
        self._observer = Observer()  # not before: it starts a thread, and a build may still fork
        self._observer.start()
        self._note()  # something may have changed since the watch was made
        return self

    def __exit__(self, *_: object) -> None:
        self._observer.stop()
        self._observer.join(1)

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Hear an event, on the observer's thread. That a folder was modified only repeats what its files say."""
        if event.event_type in _CHANGES and not (event.is_directory and event.event_type == "modified"):
            self._note()

    def wait(self, patience: float | None = None) -> set[str]:
        """The files that have changed since the last call, once they are quiet; none after `patience` seconds."""
        end = None if patience is None else time.monotonic() + patience
        while self._until_quiet(end):
            if self._look_where_they_are():
                self._note()
            now, before = stamps(self._paths, self._besides), self._last
            self._last = now
            changed = {name for name in now.keys() | before.keys() if now.get(name) != before.get(name)}
            if changed:
                return changed
        return set()

    def _note(self) -> None:
        with self._heard:
            now = time.monotonic()
            self._batch = self._batch.then(now) if self._batch else Batch(now, now)
            self._heard.notify()

    def _until_quiet(self, end: float | None) -> bool:
        """Wait for a whole batch and take it; False where there is none by the time `end`."""
        with self._heard:
            while True:
                now = time.monotonic()
                if self._batch and self._batch.due <= now:
                    self._batch = None
                    return True
                if end is not None and end <= now and not self._batch:
                    return False
                times = [now + _SLICE, *([self._batch.due] if self._batch else [end] if end is not None else [])]
                self._heard.wait(min(times) - now)

    def _look_where_they_are(self) -> bool:
        """Watch each folder, and the folder around it, in which it may be replaced. Whether that changed anything."""
        wanted = {}
        for path in self._paths:
            if path.is_dir():
                wanted[str(path.resolve()), True] = _identity(path)
            around = next(parent for parent in path.parents if parent.is_dir())
            wanted[str(around), False] = _identity(around)
        watched = {place: identity for place, (identity, _) in self._watched.items()}
        for place in [place for place in watched if wanted.get(place) != watched[place]]:
            self._observer.unschedule(self._watched.pop(place)[1])
        for place in [place for place in wanted if place not in self._watched]:
            watch = self._observer.schedule(self, place[0], recursive=place[1])
            self._watched[place] = (wanted[place], watch)
        return wanted != watched


def _identity(folder: Path) -> tuple[int, int]:
    """What tells a folder from another that takes its place under the same name."""
    try:
        stat = folder.stat()
    except OSError:
        return 0, 0
    return stat.st_dev, stat.st_ino
