"""Checks before publishing: small functions from a file, or from all plans, to problems, each with a code.

The checks of one file run when it is read and are kept with the reading; those of all files run in every build. A
webmaster may let a problem pass with a reason (`allowed`).
"""

from collections.abc import Callable, Collection, Iterator, Sequence

import msgspec

from generator.checks.allowed import let_pass, of_each, read_allowed, unused
from generator.checks.clashes import one_address_each, one_number_each
from generator.checks.copies import copies, sketch
from generator.checks.given import Given, Traces, given
from generator.checks.lexicon import Lexicon
from generator.checks.links import broken, links_of, own_anchors
from generator.checks.personal import personal_data
from generator.checks.record import attachments_named, made_and_printed, number_and_date, year_and_title
from generator.checks.secrecy import secret_marks
from generator.checks.series import gaps, near_numbers, one_spelling
from generator.checks.wording import doubled, mixed_widths, unclosed, wrong_words
from generator.frontmatter import Document
from generator.plan import Body, Plan
from generator.problem import Problem, Severity

OF_A_FILE: tuple[Callable[[Given], Iterator[Problem]], ...] = (
    personal_data,
    secret_marks,
    unclosed,
    doubled,
    mixed_widths,
    number_and_date,
    made_and_printed,
    year_and_title,
    attachments_named,
    own_anchors,
)
# An error of these rejects the plan that it names: of two that clash, the first in the order of the paths is kept.
OF_ALL: tuple[Callable[[Sequence[Plan]], list[Problem] | Iterator[Problem]], ...] = (
    one_address_each,
    one_number_each,
    gaps,
    near_numbers,
    one_spelling,
)
# Entries of 放行 for these can't be judged when the file is read: the checks of all files tell them, or --external.
JUDGED = frozenset(("docnumber-gap", "docnumber-near", "issuer-spelled", "text-copied", "page-missing"))
EXTERNAL = frozenset(("link-dead", "link-unreachable"))
_LATER = JUDGED | EXTERNAL | {"anchor-missing"}


def of_file(
    text: str, document: Document, plan: Plan, body: Body, problems: Sequence[Problem], lexicon: Lexicon
) -> tuple[list[Problem], Traces]:
    """All problems of one file: those that reading it has found, and those of its content; and what others need of it.

    `text` is the whole file. A draft is not published, so what is wrong with its content doesn't keep a site from
    being built.
    """
    file = given(text, document, plan, body)
    allowed, told = read_allowed(document.entries.get("allow"))
    found = [problem for run in OF_A_FILE for problem in run(file)]
    found += wrong_words(file, lexicon)
    if plan.draft:
        found = [_of_draft(problem) for problem in found]
    passed, used = let_pass([*problems, *found], allowed, file.lines)
    told += unused((a for a in allowed if a.code not in _LATER), used)
    return [*passed, *told], Traces(sketch(file), links_of(file), allowed)


def _of_draft(problem: Problem) -> Problem:
    is_error = problem.severity is Severity.ERROR
    return msgspec.structs.replace(problem, severity=Severity.WARNING) if is_error else problem


def of_all(
    plans: Sequence[Plan],
    traces: Sequence[Traces],
    pages: Callable[[], Collection[str]],
    anchors: Callable[[Plan], Collection[str]],
) -> list[Problem]:
    """What the checks of all files find; `traces` belong to the plans, `pages` and `anchors` are those of `broken`."""
    order = sorted(range(len(plans)), key=lambda at: plans[at].path)
    plans, traces = [plans[at] for at in order], [traces[at] for at in order]
    found = [problem for run in OF_ALL for problem in run(plans)]
    found += copies(plans, [trace.sketch for trace in traces])
    found += broken(plans, traces, pages, anchors)
    allowed = {plan.path: trace.allowed for plan, trace in zip(plans, traces, strict=True) if trace.allowed}
    return of_each(found, allowed, JUDGED) if allowed else found
