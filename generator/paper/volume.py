"""Several plans bound together (汇编本): what stands on the cover, in the contents and in the indexes."""

from collections.abc import Sequence
from itertools import groupby

import msgspec

from generator.day import Day
from generator.paper.sheets import Paper
from generator.paper.titles import title_lines, width
from generator.plan import Plan

_LONGEST_TITLE = 14  # characters of 30 pt on a line of the cover
_LONGEST_ENTRY = 27  # characters of 4号 on a line of the contents, which leave room for dots and the page number
_INDENT = 2  # of the lines below an issuer, in those characters


class Entry(msgspec.Struct, frozen=True):
    """A line of the contents or of an index: what it says, also line by line, and the plan that it leads to."""

    name: str
    id: str
    lines: tuple[str, ...]


class Group(msgspec.Struct, frozen=True):
    """Lines below one heading."""

    name: str
    plans: tuple[Entry, ...]


class Volume(msgspec.Struct, frozen=True):
    """A bound volume: its title (also line by line), the plans in their order, contents by year, indexes.

    `moment` is the day of its newest document, which the PDF bears, `newest` the same as precisely as it is known.
    """

    title: str
    lines: tuple[str, ...]
    subtitle: str
    compiler: str
    subject: str
    moment: tuple[int, int, int]
    newest: str
    papers: tuple[Paper, ...]
    groups: tuple[Group, ...]
    numbers: tuple[Entry, ...]
    issuers: tuple[Group, ...]


def bind(title: str, compiler: str, plans: Sequence[Plan], papers: Sequence[Paper]) -> Volume:
    """The volume of these plans, oldest year first, whose papers are given in the same order.

    In a year the plans stand in the order given. `compiler` is who hands it out, as the cover says.
    """
    order = sorted(range(len(plans)), key=lambda n: plans[n].year)
    bound = [plans[n] for n in order]
    years = (bound[0].year, bound[-1].year)
    span = f"{years[0]}年" if years[0] == years[1] else f"{years[0]}—{years[1]}年"
    groups = tuple(
        Group(f"{year}年", tuple(_entry(plan.title, plan.id) for plan in same))
        for year, same in groupby(bound, key=lambda plan: plan.year)
    )
    numbered = sorted((plan for plan in bound if plan.doc_number), key=lambda plan: (plan.number_key, plan.doc_number))
    by_issuer = sorted(bound, key=lambda plan: plan.issuer_slug)
    issuers = tuple(
        Group(name, tuple(_entry(plan.title, plan.id, _LONGEST_ENTRY - _INDENT) for plan in same))
        for name, same in groupby(by_issuer, key=lambda plan: plan.issuer)
    )
    return Volume(
        title=title,
        lines=title_lines(title, _LONGEST_TITLE),
        subtitle=f"{span}　共{len(bound)}份",
        compiler=compiler,
        subject=f"{title}，{span}，收文件{len(bound)}份",
        moment=max(papers[n].moment for n in order),
        newest=max(plan.date or plan.print_date or Day(plan.year) for plan in bound).iso,
        papers=tuple(papers[n] for n in order),
        groups=groups,
        numbers=tuple(_entry(plan.doc_number, plan.id) for plan in numbered),
        issuers=issuers,
    )


def _entry(name: str, plan: str, longest: int = _LONGEST_ENTRY) -> Entry:
    """A line, or several: those below the first are indented, too."""
    return Entry(name, plan, (name,) if width(name) <= longest else title_lines(name, longest - _INDENT))
