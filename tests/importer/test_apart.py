"""Work in processes of their own: one that dies costs what it held, and nothing else."""

import ctypes
import faulthandler
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from test_import import PLAN, write

from generator.importer.apart import map_apart

PROJECT = Path(__file__).parents[2]


def halved(number: int) -> int:
    """Half of an even number; the process ends over an odd one, as by the system or as by a fault in native code."""
    if number % 4 == 1:
        os.kill(os.getpid(), signal.SIGTERM)
    if number % 4 == 3:
        faulthandler.disable()  # pytest's, which would tell at length
        ctypes.string_at(0)
    return number // 2


@pytest.mark.parametrize("processes", [1, 3])
def test_results_come_in_order_and_a_process_that_dies_costs_one(processes: int) -> None:
    things = [2, 1, 4, 6, 3, 8, *range(10, 100, 2), 5]
    found = list(map_apart(halved, things, processes))
    assert found == [None if n % 2 else n // 2 for n in things]


def test_nothing_to_do_starts_no_process() -> None:
    assert list(map_apart(halved, [], 4)) == []


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc, and needs named pipes")
def test_a_reader_that_is_killed_costs_its_file_alone(tmp_path: Path) -> None:
    """The second original is a named pipe: whoever reads it waits, and is killed for good while it does."""
    for name in ("1", "3"):
        write(tmp_path, f"originals/{name}.txt", PLAN.format(year=f"202{name}"))
    held = tmp_path / "originals/2.txt"
    os.mkfifo(held)
    killer = threading.Thread(target=_kill_reader, args=(held,), daemon=True)
    command = [sys.executable, str(PROJECT / "build.py"), "import", "originals"]
    importer = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    _feed(held, b"first look at its kind")
    killer.start()
    out, err = importer.communicate(timeout=60)
    assert importer.returncode == 1, err
    assert "originals/2.txt: 错误[import-failed] 读这个文件的时候，程序被系统中止了" in err
    assert sorted(p.name for p in (tmp_path / "content").iterdir()) == ["2021-suzhou.md", "2023-suzhou.md"]
    assert "导入 2 份，未导入 1 份" in out


def _feed(pipe: Path, data: bytes) -> None:
    """Wait until somebody reads the pipe, and let it have this."""
    with pipe.open("wb") as writer:
        writer.write(data)


def _kill_reader(pipe: Path) -> None:
    """Wait until a process that another process has started reads the pipe, and kill it."""
    with pipe.open("wb"):
        while not (found := [process for process in _children() if _holds(process, pipe)]):
            os.sched_yield()
        os.kill(found[0], signal.SIGKILL)


def _children() -> list[int]:
    """The processes that a process started by this one has started."""
    mine = f"PPid:\t{os.getpid()}\n"
    status = {int(p.parent.name): _read(p) for p in Path("/proc").glob("[0-9]*/status")}
    started = {process for process, text in status.items() if mine in text}
    return [process for process, text in status.items() if any(f"PPid:\t{parent}\n" in text for parent in started)]


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:  # it has ended since
        return ""


def _holds(process: int, file: Path) -> bool:
    try:
        return any(os.path.realpath(fd) == str(file) for fd in Path(f"/proc/{process}/fd").iterdir())
    except OSError:
        return False
