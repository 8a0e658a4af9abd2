"""Commands measured: wall time, processor time, and the peak of the memory of all their processes together."""

import os
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

INTERVAL = 0.05  # seconds between two looks at the memory


class Measured(NamedTuple):
    """What a command took: wall seconds, processor seconds of all its processes, and MB at the peak (0: not asked)."""

    seconds: float
    processor: float
    memory: float


def run(*command: str | Path, cwd: Path, memory: bool = False) -> Measured:
    """Run a command to its end, which must be a good one; with `memory` its processes are looked at all the time."""
    # with modules that are compiled once, as they are where it is used
    own = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before, used = time.perf_counter(), os.times()
    with subprocess.Popen(
        list(map(str, command)),
        cwd=cwd,
        env=own,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    ) as process:
        watch = _Watch(process.pid) if memory else None
        assert process.stdout
        printed = process.stdout.read()
    seconds = time.perf_counter() - before
    after = os.times()
    if process.returncode:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{printed.decode(errors='replace')}")
    processor = after.children_user + after.children_system - used.children_user - used.children_system
    return Measured(seconds, processor, watch.peak() if watch else 0)


class _Watch:
    """Looks at the memory of a session (a process and all that come of it) until the session is gone."""

    def __init__(self, session: int) -> None:
        self._session, self._peak = session, 0
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def peak(self) -> float:
        """The most that all processes had at one moment, in MB; waits for their end."""
        self._thread.join()
        return self._peak / 1024

    def _look(self) -> None:
        while found := proportional(self._session):
            self._peak = max(self._peak, found)
            time.sleep(INTERVAL)


def proportional(session: int) -> int:
    """KB of memory of all processes of a session, what several share counted once (Pss); 0 when none is left."""
    total = 0
    for process in Path("/proc").iterdir():
        if process.name.isdigit():
            with suppress(OSError, IndexError, ValueError):
                fields = (process / "stat").read_bytes().rpartition(b")")[2].split()
                if int(fields[3]) == session:
                    lines = (process / "smaps_rollup").read_text().splitlines()
                    total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total
