"""Builds, and checks without building. The flow (generator/flow.py) is loaded only when something has changed."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

import msgspec

from generator import cache, unchanged
from generator.day import Day
from generator.look import digest_of_ledger, look
from generator.problem import Problem, in_order
from generator.publisher import lock
from generator.report import Report, Stopwatch, ToldOfStages, silent
from generator.request import Request
from generator.workers import Executor, processors

External = Callable[[Mapping[str, Sequence[tuple[str, int]]]], list[Problem]]


def build(request: Request, tell: ToldOfStages = silent) -> Report:
    """Build the site that `request` asks for, and report what became of every file.

    `tell` hears the stage, how much of it is done, and how much it has, as far as that can be told. Where a file is
    rejected the output stays untouched, unless the request says to keep going. Locked and OSError come out of here
    when the machine fails.
    """
    store = request.cache / f"{request.output.resolve().name}.sqlite"
    watch = Stopwatch()
    with lock(request.output), lock(store):  # builds of two outputs may share a cache
        with watch("read"):
            seen = look(request.content)
            state = unchanged.state_of(request, seen, digest_of_ledger(request.content))
            last = unchanged.report_of(store, state, request.output)
        if last:
            return msgspec.structs.replace(last, seconds=watch.seconds)
        from generator import flow

        try:
            return flow.run(request, store, seen, watch, tell)
        except cache.Damaged:
            cache.discard(store)
            return flow.run(request, store, seen, watch, tell)


def check(
    content: Path, settings: Path, today: Day, tell: ToldOfStages = silent, ask: External | None = None
) -> list[Problem]:
    """Every problem of the content, of its ledger and of the settings, with nothing written anywhere.

    `ask` asks for links to other sites.
    """
    from generator import bookkeeping, intake
    from generator.checks import EXTERNAL
    from generator.checks.allowed import of_each

    inputs = intake.read(content, settings, None, Executor(processors()), partial(tell, "read"))
    held = bookkeeping.waiting(inputs.plans, today)
    problems = [*inputs.problems, *bookkeeping.opened(content, inputs, held, None).problems]
    if ask:
        problems += of_each(ask(intake.external_links(inputs)), intake.allowed(inputs), EXTERNAL)
    return in_order(problems)
