"""Work on a Dask cluster: a real scheduler and real worker processes on this machine."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sites

from generator.workers import WORTH_A_PROCESS

pytest.importorskip("distributed", reason="Dask is not installed (extra cluster)")

PLANS = WORTH_A_PROCESS + 40  # chunks enough that each worker gets some of every stage
SAY = "import sys, distributed.cli.{0} as c; sys.argv[0] = {0!r}; c.main()"


@contextmanager
def started(kind: str, *args: str, log: Path, **variables: str) -> Iterator[subprocess.Popen[bytes]]:
    """A scheduler or a worker, ended afterwards; what it says is in `log`."""
    call = [sys.executable, "-c", SAY.format(kind), *args]
    with (
        log.open("wb") as out,
        subprocess.Popen(call, stdout=out, stderr=out, env={**os.environ, **variables}) as process,
    ):
        try:
            yield process
        finally:
            process.kill()


@contextmanager
def scheduling(folder: Path) -> Iterator[str]:
    """The address of a scheduler, as HOST:PORT."""
    with scheduler(folder) as (address, _):
        yield address


@contextmanager
def scheduler(folder: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The same, and its process."""
    log = folder / "scheduler.log"
    with started("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", log=log) as process:
        sites.until(lambda: "Scheduler at:" in log.read_text())
        found = re.search(r"Scheduler at: *tcp://(\S+)", log.read_text())
        assert found
        yield found[1], process


@contextmanager
def working(folder: Path, address: str, name: str, *first: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A worker that has come to the scheduler at `address`; it looks for modules in `first` before all others."""
    log = folder / f"{name}.log"
    args = (f"tcp://{address}", "--no-nanny", "--nthreads", "1", "--no-dashboard", "--local-directory", str(folder))
    path = os.pathsep.join(map(str, [*first, sites.PROJECT]))
    with started("dask_worker", *args, log=log, PYTHONPATH=path) as worker:
        sites.until(lambda: "Registered to" in log.read_text())
        yield worker


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive, built in one process to serial/public."""
    folder = tmp_path_factory.mktemp("cluster")
    sites.make(folder / "content", PLANS)
    sites.build(folder, "--quiet", "--executor", "serial", "--output", "serial/public")
    return folder


def test_a_worker_killed_half_way_costs_nothing_but_time(archive: Path, tmp_path: Path) -> None:
    with (
        scheduling(tmp_path) as address,
        working(tmp_path, address, "one") as one,
        working(tmp_path, address, "other") as other,
    ):
        options = ("--quiet", "--executor", f"dask://{address}", "--output", "dask/public")
        with sites.start(archive, *options) as process:
            stage = archive / "dask" / ".public.stage" / "plans"
            sites.until(lambda: process.poll() is not None or (stage.is_dir() and len(os.listdir(stage)) >= PLANS))  # noqa: PTH208
            assert process.poll() is None, process.communicate()
            one.send_signal(signal.SIGKILL)
            _, err = process.communicate(timeout=sites.LONGEST)
        assert process.returncode == 0, err
        assert one.wait() == -signal.SIGKILL
        assert other.poll() is None
    assert sites.tree(archive / "dask" / "public") == sites.tree(archive / "serial" / "public")
    kept = [folder / "public" / "build-manifest.json" for folder in (archive / "dask", archive / "serial")]
    assert kept[0].read_bytes() == kept[1].read_bytes()


@pytest.mark.parametrize("who", ["scheduler", "the only worker"])
def test_without_scheduler_or_workers_a_build_ends_and_changes_nothing(archive: Path, tmp_path: Path, who: str) -> None:
    options = ("--quiet", "--output", "gone/public", "--executor")
    with (
        scheduler(tmp_path) as (address, head),
        working(tmp_path, address, "one") as worker,
        sites.start(archive, *options, f"dask://{address}") as process,
    ):
        stage = archive / "gone" / ".public.stage" / "plans"
        sites.until(lambda: process.poll() is not None or (stage.is_dir() and len(os.listdir(stage)) >= PLANS))  # noqa: PTH208
        assert process.poll() is None, process.communicate()
        (head if who == "scheduler" else worker).kill()
        _, err = process.communicate(timeout=sites.LONGEST)
    assert process.returncode == 3, err
    assert "Traceback" not in err
    assert ("dask scheduler" if who == "scheduler" else "dask worker") in err
    assert not (archive / "gone" / "public").exists()


def test_a_scheduler_that_does_not_answer_fails_the_build(archive: Path) -> None:
    done = sites.run(archive, "--executor", "dask://127.0.0.1:1", "--output", "none/public")
    assert done.returncode == 3
    assert "连不上集群的调度进程 tcp://127.0.0.1:1" in done.stderr
    assert not (archive / "none" / "public").exists()


def test_a_worker_with_another_version_is_not_trusted(archive: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "sitecustomize.py").write_text(
        "import generator.cache\ngenerator.cache.source = lambda: b'another version'\n", "utf-8"
    )
    with scheduling(tmp_path) as address, working(tmp_path, address, "other", other):
        done = sites.run(archive, "--executor", f"dask://{address}", "--output", "none/public")
    assert done.returncode == 3
    assert "不是同一个版本" in done.stderr
    assert not (archive / "none" / "public").exists()


def test_without_dask_the_build_says_how_to_install_it(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "distributed.py").write_text("raise ImportError", "utf-8")
    done = sites.run(archive, "--executor", "dask://127.0.0.1:1", "--output", "none/public", PYTHONPATH=str(tmp_path))
    assert done.returncode == 3
    assert '.venv/bin/pip install -e ".[cluster]"' in done.stderr


@pytest.mark.parametrize("spec", ["dask", "dask://", "dask://a", "dask://a:b", "dask://:1", "dask:a:1", "processes:0"])
def test_an_executor_that_is_none_is_a_wrong_call(archive: Path, spec: str) -> None:
    done = sites.run(archive, "--executor", spec)
    assert done.returncode == 2
    assert "dask://10.0.0.5:8786" in done.stderr
