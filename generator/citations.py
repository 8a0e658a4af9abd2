"""Citations: which plan cites which document, and which of those the archive holds."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec

from generator import docnumber
from generator.docnumber import DocNumber
from generator.plan import Citation, Plan

_INNER_TITLE = re.compile(r"《(.+)》")


class Missing(msgspec.Struct, frozen=True):
    """A document that plans of the archive cite by its 文号 and that the archive does not hold."""

    number: str
    key: tuple[str, int, int]
    titles: tuple[str, ...]
    cited_by: tuple[str, ...]


class Citations(msgspec.Struct, frozen=True):
    """The edges between plans, by id.

    `targets` gives, for a plan, the plan that each number (or title) it cites leads to; `cited_by` the other way;
    `missing` the documents cited but not held, by 文号.
    """

    targets: Mapping[str, Mapping[str, str]]
    cited_by: Mapping[str, tuple[str, ...]]
    missing: tuple[Missing, ...]


def link(plans: Iterable[Plan]) -> Citations:
    """The edges between `plans`, which stand in the order in which they are to be listed."""
    plans = tuple(plans)
    by_number, by_title = _index(plans)
    targets: dict[str, dict[str, str]] = {}
    cited_by: defaultdict[str, list[str]] = defaultdict(list)
    missing: defaultdict[str, list[tuple[Citation, str]]] = defaultdict(list)
    for plan in plans:
        edges: dict[str, str] = {}
        for cite in plan.cites:
            target = _target(cite, by_number, by_title)
            if target and target != plan.id:
                edges[cite.number or cite.title] = target
            elif not target and cite.number:
                missing[cite.number].append((cite, plan.id))
        targets[plan.id] = edges
        for target in dict.fromkeys(edges.values()):
            cited_by[target].append(plan.id)
    return Citations(
        targets=targets,
        cited_by={target: tuple(ids) for target, ids in cited_by.items()},
        missing=_missing(missing),
    )


def _index(plans: tuple[Plan, ...]) -> tuple[dict[str, list[Plan]], dict[str, str]]:
    """Plans by 文号 (joint papers may share one), and by title, also that of the plan which a notice carries."""
    by_number: defaultdict[str, list[Plan]] = defaultdict(list)
    by_title: dict[str, str] = {}
    for plan in plans:
        if plan.doc_number:
            by_number[plan.doc_number].append(plan)
        by_title.setdefault(plan.title, plan.id)
        inner = _INNER_TITLE.search(plan.title)
        if inner:
            by_title.setdefault(inner[1], plan.id)
    return by_number, by_title


def _target(cite: Citation, by_number: Mapping[str, list[Plan]], by_title: Mapping[str, str]) -> str:
    """The id of the plan that is cited; "" where the archive has none.

    A number is the lead organ's, so several issuers may have it: the one whose title is cited, else the first.
    """
    holders = by_number.get(cite.number, ()) if cite.number else ()
    if not holders:
        return "" if cite.number else by_title.get(cite.title, "")
    same = [plan.id for plan in holders if plan.title == cite.title]
    return same[0] if same else holders[0].id


def _missing(found: Mapping[str, list[tuple[Citation, str]]]) -> tuple[Missing, ...]:
    rows = []
    for number, cites in found.items():
        parsed = docnumber.parse(number)
        key = parsed.sort_key if isinstance(parsed, DocNumber) else (number, 0, 0)
        titles = tuple(dict.fromkeys(cite.title for cite, _ in cites if cite.title))
        rows.append(Missing(number, key, titles, tuple(dict.fromkeys(plan for _, plan in cites))))
    return tuple(sorted(rows, key=lambda row: (row.key, row.number)))
