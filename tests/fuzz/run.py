"""Fuzz the generator: `python tests/fuzz/run.py --cases 100000` (a night), `--cases 300` (half a minute).

The cases come from Hypothesis, which makes a failing one as small as it can, or with `--engine atheris` from libFuzzer,
which looks for those that reach new code (`pip install -e ".[fuzz]"`). A case fails where an exception comes out, or
where it takes more than a second of processor time, twice. Exit status 1 where any fails; it is printed and can be run
again with `--again FILE`.
"""

import argparse
import faulthandler
import os
import random
import subprocess
import sys
import time
import traceback
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1])]

from cases import case  # noqa: E402
from targets import TARGETS  # noqa: E402

LONGEST = 1.0  # seconds of processor time for one case
STUCK = 60  # seconds after which a case counts as one that never ends


class TooSlowError(Exception):
    """A case that took more than LONGEST."""


class Clock:
    """Runs the cases of one target, and remembers the slowest."""

    def __init__(self, target: str) -> None:
        self.target, self.done, self.slowest, self._armed = target, 0, 0.0, 0.0

    def __call__(self, data: bytes) -> None:
        if time.monotonic() > self._armed + STUCK / 4:  # not for each case: it starts a thread
            self._armed = time.monotonic()
            faulthandler.dump_traceback_later(STUCK, exit=True)
        taken = self._timed(data)
        if taken > LONGEST:  # a machine at its limits may be slow at anything, and the first case loads modules
            taken = self._timed(data)
        self.done += 1
        self.slowest = max(self.slowest, taken)
        if taken > LONGEST:
            raise TooSlowError(f"{taken:.2f} s")

    def _timed(self, data: bytes) -> float:
        start = time.process_time()
        TARGETS[self.target](data)
        return time.process_time() - start


def with_hypothesis(target: str, cases: int, seed: int) -> int:
    """Run so many cases; 1 where one fails, after printing it."""
    import hypothesis
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import strategies as st

    run, last = Clock(target), b""
    run(b"")

    @hypothesis.seed(seed)
    @settings(
        max_examples=cases, deadline=None, database=None, derandomize=False, print_blob=False,
        phases=[Phase.generate, Phase.shrink], suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(st.integers(0, 2**48), st.binary(max_size=24))
    def holds(number: int, ending: bytes) -> None:
        nonlocal last
        last = case(target, random.Random(number), ending)
        run(last)

    start = time.perf_counter()
    try:
        holds()
    except BaseException:
        return _failed(target, last)
    spent = time.perf_counter() - start
    print(f"{target}: {run.done} cases in {spent:.0f} s, slowest {run.slowest:.3f} s, all well", flush=True)
    return 0


def _failed(target: str, data: bytes) -> int:
    traceback.print_exc()
    file = Path(f"fuzz-{target}.bin")
    file.write_bytes(data)
    print(f"{target}: failed; run it again with --target {target} --again {file}\n{data!r}", flush=True)
    return 1


def with_atheris(target: str, cases: int, seed: int) -> None:
    """Run so many cases in this process, which libFuzzer ends."""
    import atheris  # type: ignore[import-not-found,unused-ignore]

    with atheris.instrument_imports(include=["generator"]):
        for name in [name for name in sys.modules if name.startswith("generator") or name == "targets"]:
            del sys.modules[name]
        from targets import TARGETS as TRACED

    TARGETS.update(TRACED)
    run = Clock(target)
    run(b"")

    def one(data: bytes) -> None:
        # Half of the cases are raw bytes, in half the bytes choose among the pieces.
        run(data[1:] if data[:1] < b"\x80" else case(target, random.Random(data[:8]), data[8:40]))

    atheris.Setup([sys.argv[0], f"-runs={cases}", f"-seed={seed + 1}", "-max_len=4096", "-verbosity=0"], one)
    print(f"{target}: atheris, {cases} cases", flush=True)
    atheris.Fuzz()


def main() -> int:
    """See the head of the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--target", choices=sorted(TARGETS), action="append")
    parser.add_argument("--engine", choices=("hypothesis", "atheris"), default="hypothesis")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--again", type=Path)
    chosen = parser.parse_args()
    failed = 0
    for target in chosen.target or list(TARGETS):
        if chosen.again:
            Clock(target)(chosen.again.read_bytes())
        elif chosen.engine == "hypothesis":
            failed |= with_hypothesis(target, chosen.cases, chosen.seed)
        elif os.environ.get("YAODIAN_FUZZ") == target:
            with_atheris(target, chosen.cases, chosen.seed)
        else:  # libFuzzer ends its process
            command = [sys.executable, *sys.argv, *([] if chosen.target else ["--target", target])]
            failed |= subprocess.run(command, env={**os.environ, "YAODIAN_FUZZ": target}, check=False).returncode != 0
    return failed


if __name__ == "__main__":
    sys.exit(main())
