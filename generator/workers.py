"""Work over many things at once: a map over chunks, in this process or in several.

Chunks are few and large, and the results come in the order of the chunks, so how many processes there are changes
nothing but the time.
"""

import errno
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

WORTH_A_PROCESS = 200  # things to do; below this starting a process takes longer than it saves
LARGEST_CHUNK = 250


def map_chunks(
    work: Callable[[Sequence[T]], R], things: Sequence[T], jobs: int, worth: int = WORTH_A_PROCESS
) -> Iterator[R]:
    """`work` done on consecutive chunks of `things` by at most `jobs` processes, the results in order.

    Every `worth` things are worth a process.
    `work` and what it takes and returns can be pickled. An exception in it comes out here; OSError where the system
    ended a process.
    """
    jobs = min(jobs, len(things) // worth)
    size = min(LARGEST_CHUNK, max(1, -(-len(things) // (4 * max(jobs, 1)))))
    chunks = [things[i : i + size] for i in range(0, len(things), size)]
    if jobs <= 1:
        yield from map(work, chunks)
        return
    import multiprocessing  # these take 30 ms: not when there is next to nothing to do
    from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor

    # fork where it is safe, for a child starts in no time; elsewhere a fresh interpreter
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin) as pool:
        try:
            yield from pool.map(work, chunks)
        except BrokenProcessPool as fault:
            raise OSError(errno.ENOMEM, "有一个进程被系统中止了，可能是内存不够；可以加上 --jobs 1 再试") from fault


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
