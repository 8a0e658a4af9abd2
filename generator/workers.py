"""Work over many things at once: a map over chunks, in this process, in several, or on the machines of a cluster.

Chunks are made as they are needed and the results come in the order of the chunks, so who does the work changes nothing
but the time, and no more is held than is under way.
"""

import errno
import gc
import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, islice
from typing import Any, Generic, Protocol, TypeVar

import msgspec

T = TypeVar("T")
V = TypeVar("V")
W = TypeVar("W")
R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)

WORTH_A_PROCESS = 200  # things to do; below this starting a process takes longer than it saves
AHEAD = 2  # chunks a process that are given out before the first of them is asked for


class Executor(msgspec.Struct, frozen=True):
    """Who does the work: this process (`jobs` is 1), several of this machine, or the workers of a Dask `scheduler`.

    `scheduler` is an address such as tcp://10.0.0.5:8786, "" for none.
    """

    jobs: int = 1
    scheduler: str = ""

    @property
    def here(self) -> "Executor":
        """The same processes of this machine, without the cluster."""
        return Executor(self.jobs)


class Task(msgspec.Struct, Generic[T, V, W, R], frozen=True):
    """Work on a chunk that needs files of this machine: `load` and `save` touch them, `work` is values in, values out.

    A process of this machine does all three. A cluster is given values and gives back values: a worker that is lost in
    the middle has changed nothing, and no folder needs to be shared.
    """

    load: Callable[[Sequence[T]], V]
    work: Callable[[V], W]
    save: Callable[[W], R]

    def __call__(self, chunk: Sequence[T]) -> R:
        """All three, one after the other."""
        return self.save(self.work(self.load(chunk)))


class _Result(Protocol[R_co]):
    def result(self) -> R_co: ...


def same(value: T) -> T:
    """The value itself: a Task has nothing to load, or nothing to save."""
    return value


def map_chunks(
    work: Callable[[Sequence[T]], R],
    things: Iterable[T],
    executor: Executor,
    worth: int = WORTH_A_PROCESS,
    warm: Callable[[], object] | None = None,
) -> Iterator[R]:
    """`work` done on consecutive chunks of `things` by `executor`, the results in order.

    Every `worth` things are worth a process; a cluster is asked for however few there are.
    `warm` is called before processes begin, to load what all of them need: forked from here, they share it.
    `work` (of a Task what `work` takes and returns) can be pickled. An exception in it comes out here; OSError where
    the system ended a process, ClusterFailed where the cluster did not do it.
    """
    chunks = _cut(things, max(1, worth // 2))
    if executor.scheduler:
        yield from _on_cluster(work, chunks, executor.scheduler)
        return
    first = list(islice(chunks, AHEAD * executor.jobs))
    jobs = min(executor.jobs, sum(map(len, first)) // worth)
    if jobs <= 1:
        yield from map(work, chain(first, chunks))
    else:
        yield from _in_processes(work, chain(first, chunks), jobs, warm)


def _cut(things: Iterable[T], size: int) -> Iterator[Sequence[T]]:
    rest = iter(things)
    while chunk := list(islice(rest, size)):
        yield chunk


def _on_cluster(work: Callable[[Sequence[T]], R], chunks: Iterator[Sequence[T]], scheduler: str) -> Iterator[R]:
    first = next(chunks, None)
    if first is None:  # nothing to do: nobody is asked
        return
    from generator import cluster

    todo = chain([first], chunks)
    if not isinstance(work, Task):
        with cluster.opened(scheduler) as crew:
            yield from in_order(partial(crew.submit, work), todo, crew.width)
        return
    with cluster.opened(scheduler) as crew:
        for result in in_order(partial(crew.submit, work.work), map(work.load, todo), crew.width):
            yield work.save(result)


def _in_processes(
    work: Callable[[Sequence[T]], R], chunks: Iterator[Sequence[T]], jobs: int, warm: Callable[[], object] | None
) -> Iterator[R]:
    import multiprocessing  # these take 30 ms: not when there is next to nothing to do
    from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor

    # fork where it is safe, for a child starts in no time; elsewhere a fresh interpreter
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    if warm and sys.platform == "linux":
        warm()
    pool: Any = ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin)
    gc.freeze()  # what is here now stays shared: no child's collector writes into it
    try:
        yield from in_order(partial(pool.submit, work), chunks, AHEAD * jobs)
    except BrokenProcessPool as fault:
        raise OSError(errno.ENOMEM, "有一个进程被系统中止了，可能是内存不够；可以加上 --jobs 1 再试") from fault
    finally:
        gc.unfreeze()
        pool.shutdown(cancel_futures=True)


def in_order(submit: Callable[[V], _Result[R]], chunks: Iterable[V], most: int) -> Iterator[R]:
    """The results of the chunks in their order; at most `most` are given out before the first of them is done."""
    under_way: deque[_Result[R]] = deque()
    for chunk in chunks:
        if len(under_way) >= most:
            yield under_way.popleft().result()
        under_way.append(submit(chunk))
    while under_way:
        yield under_way.popleft().result()


def _begin() -> None:
    """In a new process: leave Ctrl-C to the one that started it, and end when that one ends, however it does.

    A process that outlived a killed build would write into the stage of the next one.
    """
    import signal
    import threading

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    import multiprocessing

    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


def processors() -> int:
    """How many processes this machine runs at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
