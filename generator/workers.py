"""Work over many things at once: a map over chunks, in this process or in several.

Chunks are few and large, and the results come in the order of the chunks, so how many processes there are changes
nothing but the time.
"""

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

WORTH_A_PROCESS = 200  # things to do; below this starting a process takes longer than it saves
LARGEST_CHUNK = 250


def map_chunks(work: Callable[[Sequence[T]], R], things: Sequence[T], jobs: int) -> Iterator[R]:
    """`work` done on consecutive chunks of `things` by at most `jobs` processes, the results in order.

    `work` and what it takes and returns can be pickled. An exception in it comes out here.
    """
    jobs = min(jobs, len(things) // WORTH_A_PROCESS)
    size = min(LARGEST_CHUNK, max(1, -(-len(things) // (4 * max(jobs, 1)))))
    chunks = [things[i : i + size] for i in range(0, len(things), size)]
    if jobs <= 1:
        yield from map(work, chunks)
        return
    with ProcessPoolExecutor(jobs, mp_context=_context()) as pool:
        yield from pool.map(work, chunks)


def _context() -> multiprocessing.context.BaseContext:
    """fork where it is safe, for a child starts in no time; elsewhere a fresh interpreter."""
    return multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")


def processors() -> int:
    """How many processes this machine runs at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
