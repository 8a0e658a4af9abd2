"""How fast plans become PDFs, and what it takes: `python benchmarks/pdf_speed.py [plans] [plans of the volume]`.

Each figure is one run of the whole command in a folder of its own, start of Python, fonts and reading included. The
processor's time of all processes is given beside the clock's, for a machine with other work; memory is the peak of the
largest process.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from make_archive import make

PROJECT = Path(__file__).resolve().parent.parent


def main(count: int, bound: int) -> None:
    """Measure `count` PDFs by one process and by two, the same again unchanged, and volumes of `bound` plans."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        make(folder / "content", count)
        for jobs in (1, 2):
            used = run(folder, "pdf", "--output", f"pdf{jobs}", "--jobs", str(jobs))
            told(f"{count} PDFs, --jobs {jobs}", count, *used)
        told(f"{count} PDFs, unchanged", count, *run(folder, "pdf", "--output", "pdf2"))
        sizes = [path.stat().st_size for path in (folder / "pdf2").glob("*.pdf")]
        print(f"a PDF has {sum(sizes) / len(sizes) / 1024:.0f} KB on average")
        make(folder / "more" / "content", bound)
        for form, args in (("pdf", ("--volume",)), ("epub", ()), ("page", ())):
            told(f"volume of {bound} plans, {form}", bound, *run(folder / "more", form, *args))
            [volume] = (folder / "more" / form).iterdir()
            print(f"the volume has {volume.stat().st_size / 1024 / 1024:.1f} MB")


def run(folder: Path, *args: str) -> tuple[float, float, int]:
    """Seconds by the clock, seconds of the processor, and peak memory in KB of `build.py` with these arguments."""
    begin = time.perf_counter()
    command = [sys.executable, str(PROJECT / "build.py"), *args]
    child = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    if status:
        raise SystemExit(f"{command} failed")
    return time.perf_counter() - begin, used.ru_utime + used.ru_stime, used.ru_maxrss


def told(what: str, count: int, clock: float, processor: float, memory: int) -> None:
    """Print one figure."""
    print(
        f"{what}: {clock:.1f} s ({count / clock:.1f} a second), processor {processor:.1f} s, {memory / 1024:.0f} MB",
        flush=True,
    )


if __name__ == "__main__":
    numbers = [int(arg) for arg in sys.argv[1:]]
    main(*(numbers + [200, 500][len(numbers) :]))
