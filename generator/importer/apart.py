"""Things worked on one by one in processes of their own: a process that dies costs only the thing that it held.

PDFium and lxml are native code, which may crash, and the system ends a process that takes too much memory. The pools of
the standard library then give up all that was in them, and don't say which thing it was.
"""

import multiprocessing
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_AHEAD = 32  # things begun while the first of them is still worked on


def map_apart(work: Callable[[T], R], things: Sequence[T], processes: int) -> Iterator[R | None]:
    """`work` done on each thing by at most `processes` others, the results in order; None where the process died.

    `work` and what it takes and returns can be pickled, and `work` raises nothing. OSError comes out of here where no
    process can be started.
    """
    workers = [_Worker(work) for _ in range(min(processes, len(things)))]
    done: dict[int | None, Any] = {}
    begun = 0
    try:
        for i in range(len(things)):
            while i not in done:
                for worker in workers:
                    if worker.held is None and begun < min(len(things), i + _AHEAD):
                        worker.begin(begun, things[begun])
                        begun += 1
                _finish(workers, done)
            yield done.pop(i)
    finally:
        for worker in workers:
            worker.end()


class _Worker:
    """A process that does one thing after the other; `held` is the number of the one it is at."""

    def __init__(self, work: Callable[[Any], Any]) -> None:
        # fork where it is safe, for a child starts in no time; elsewhere a fresh interpreter
        self._context: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
        self._work = work
        self.held: int | None = None
        self._start()

    def _start(self) -> None:
        self.pipe, theirs = self._context.Pipe()
        self._process = self._context.Process(target=_serve, args=(self._work, theirs), daemon=True)
        self._process.start()
        theirs.close()  # so that its end is noticed: nobody else may hold the pipe open

    def begin(self, number: int, thing: object) -> None:
        """Give it the next thing."""
        self.held = number
        try:
            self.pipe.send(thing)
        except OSError:  # it died while it had nothing to do: another does it
            self.end()
            self._start()
            self.pipe.send(thing)

    def result(self) -> tuple[int | None, Any]:
        """The number of the thing and what was made of it: None where it died, and another process is in its place."""
        number, self.held = self.held, None
        try:
            return number, self.pipe.recv()
        except (EOFError, OSError):
            self.end()
            self._start()
            return number, None

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self.pipe.close()
        self._process.kill()
        self._process.join()


def _finish(workers: Sequence[_Worker], done: dict[int | None, Any]) -> None:
    """Wait until a worker has finished or died, and note what became of the thing it held."""
    busy = [worker for worker in workers if worker.held is not None]
    ready = wait([worker.pipe for worker in busy])
    done.update(worker.result() for worker in busy if worker.pipe in ready)


def _serve(work: Callable[[Any], Any], pipe: Connection) -> None:
    """In the new process: do what comes, until the one that started this is gone. Ctrl-C is left to that one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    assert parent
    while pipe in wait([pipe, parent.sentinel]):
        pipe.send(work(pipe.recv()))
