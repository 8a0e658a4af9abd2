"""Work done by a Dask cluster (extra `cluster`): values are sent to its workers, values come back.

Workers need this program, in the same version with the same packages, and nothing else: no folder of the builder. A
worker that is lost costs the chunk it had in hand, which the scheduler gives to another.
"""

import contextlib
import hashlib
import pickle
import sys
import threading
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from generator import cache as kept

CONNECTING = 5  # seconds for the scheduler to answer
PATIENCE = 15  # seconds without a single worker
_NO_DASK = '用集群要先装 Dask；请在要点的文件夹里运行：.venv/bin/pip install -e ".[cluster]"'
_MISSING = "集群里的机器没有装要点，或者版本不同；请在调度进程和每个工作进程的环境里装好同一版本，重新启动它们"
_OTHER = "集群里的程序和这台电脑上的不是同一个版本；请在每台机器上装好同一版本的要点和程序包，重新启动 dask worker"
_PACKAGES = ("jinja2", "markdown-it-py", "msgspec", "nh3", "numpy", "pypinyin", "pyyaml")
_one_at_a_time = threading.Lock()  # a worker may have several threads; this program's workers have one


class ClusterFailed(OSError):  # noqa: N818 -- says what happened, as Locked and Refused do
    """The cluster did not do the work, and why, in words for the person who called the build."""


@cache
def own_version() -> bytes:
    """A digest of this program's source, the versions of the packages that make bytes, and that of Python."""
    told = [f"{sys.version_info[:2]}", *(f"{name} {_version(name)}" for name in _PACKAGES)]
    return hashlib.blake2b("\n".join(told).encode() + kept.source(), digest_size=16).digest()


def _version(package: str) -> str:
    from importlib.metadata import PackageNotFoundError, version  # slow

    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def run(wanted: bytes, payload: bytes) -> bytes:
    """On a worker: do the work in `payload` and return its result, both pickled; b"" for another version."""
    if own_version() != wanted:
        return b""
    with _one_at_a_time:
        work, value = pickle.loads(payload)
        return pickle.dumps(work(value), pickle.HIGHEST_PROTOCOL)


class Crew:
    """The workers of one cluster, as long as the connection is open. `width` chunks keep all of them busy."""

    def __init__(self, client: Any) -> None:
        self._client = client
        with contextlib.suppress(TimeoutError):
            client.wait_for_workers(1, timeout=PATIENCE)
        self.width = 2 * sum(self._threads().values())
        if not self.width:
            raise ClusterFailed("集群里一个工作进程也没有；请先启动 dask worker，再运行一次")

    def _threads(self) -> dict[str, int]:
        threads: dict[str, int] = self._client.nthreads()
        return threads

    def submit(self, work: Callable[[Any], Any], value: Any) -> "_Promise":
        """Have `work(value)` done by some worker."""
        payload = pickle.dumps((work, value), pickle.HIGHEST_PROTOCOL)
        return _Promise(self._client.submit(run, own_version(), payload, pure=False), self._still_there)

    def _still_there(self) -> None:
        """ClusterFailed where nobody is left to wait for."""
        if self._client.status != "running":
            raise ClusterFailed("和集群的连接断了；请检查调度进程（dask scheduler），再运行一次")
        if not self._threads():
            raise ClusterFailed("集群里的工作进程都不在了；请检查 dask worker，再运行一次")


class _Promise:
    """A result that will come."""

    def __init__(self, future: Any, still_there: Callable[[], None]) -> None:
        self._future, self._still_there = future, still_there

    def result(self) -> Any:
        """The result, waited for as long as there are workers."""
        while not self._future.done():
            with contextlib.suppress(TimeoutError):
                self._future.result(timeout=PATIENCE)
            if not self._future.done():
                self._still_there()
        answer: bytes = self._future.result()
        if not answer:
            raise ClusterFailed(_OTHER)
        return pickle.loads(answer)


@contextlib.contextmanager
def opened(scheduler: str) -> Iterator[Crew]:
    """The workers behind `scheduler`. ClusterFailed where Dask is missing, nobody answers, or the work is not done."""
    try:
        import distributed
        from distributed import KilledWorker
        from distributed.comm.core import CommClosedError
    except ImportError as fault:
        raise ClusterFailed(
            '用集群要先装 Dask；请在要点的文件夹里运行：.venv/bin/pip install -e ".[cluster]"'
        ) from fault
    import logging
    import warnings
    from concurrent.futures import CancelledError

    logging.disable(logging.CRITICAL)  # what matters is told in our own words
    warnings.filterwarnings("ignore", module=r"distributed\..*")  # of large messages, as ours are meant to be
    try:
        connect: Any = distributed.Client
        client = connect(scheduler, timeout=CONNECTING, set_as_default=False)
    except OSError as fault:
        raise ClusterFailed(f"连不上集群的调度进程 {scheduler}；请检查地址，并确认 dask scheduler 已经启动") from fault
    try:
        with client:
            yield Crew(client)
    except ClusterFailed:
        raise
    except KilledWorker as fault:
        raise ClusterFailed("集群里接连有工作进程中途停了，可能是内存不够；请检查 dask worker，再运行一次") from fault
    except (CancelledError, CommClosedError) as fault:
        raise ClusterFailed("和集群的连接断了；请检查调度进程（dask scheduler），再运行一次") from fault
    except ModuleNotFoundError as fault:
        raise ClusterFailed(_MISSING) from fault
    except RuntimeError as fault:
        if "deserializ" not in str(fault):
            raise
        raise ClusterFailed(_MISSING) from fault
