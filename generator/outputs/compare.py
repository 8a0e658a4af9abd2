"""Two plans of one issuer, of successive years, side by side."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from generator import routes
from generator.archive import Archive, Issuer
from generator.page import Link, Page, crumbs, row
from generator.plan import Plan
from generator.settings import Settings
from generator.sheaf import Sheaf, Stamps, digest_of

_INNER_TITLE = re.compile(r"《(.+)》")
_LEAST = 1 / 3  # 工作要点 and 工作计划, but not 工作要点 and 表彰通知
_YEAR = re.compile(r"[\d〇零一二三四五六七八九]{4}年?度?")


def sheaves(archive: Archive, stamps: Stamps, settings: Settings) -> Iterator[Sheaf]:
    """A page for each pair of an organ; its layout compares the two texts."""
    for slug, issuer in archive.issuers.items():
        yield Sheaf(digest_of("comparisons", stamps.issuers[slug]), ("compare.html",), partial(_pages, issuer))


def _pages(issuer: Issuer) -> Iterator[Page]:
    for older, newer in pairs(issuer.plans):
        yield _page(issuer, older, newer)


def links(plans: Sequence[Plan]) -> dict[str, list[Link]]:
    """From each plan, by its id, to the pages that compare it: with the year before, then with the year after.

    `plans` are those of one issuer, newest first.
    """
    found: defaultdict[str, list[Link]] = defaultdict(list)
    chosen = pairs(plans)
    for older, newer in chosen:
        near = newer.year - older.year == 1
        label = "与上一年对比" if near else f"与{older.year}年对比"
        found[newer.id].append(Link(label, routes.compare(older.id, newer.id)))
    for older, newer in chosen:
        near = newer.year - older.year == 1
        label = "与下一年对比" if near else f"与{newer.year}年对比"
        found[older.id].append(Link(label, routes.compare(older.id, newer.id)))
    return dict(found)


def pairs(plans: Sequence[Plan]) -> list[tuple[Plan, Plan]]:
    """The older and the newer plan of each pair, oldest first; `plans` are those of one issuer, newest first.

    A plan is compared with the nearest of an earlier year that has its title but for the year. Where none has, with the
    one of the nearest earlier year whose title is most like its own, unless that one is taken. Withdrawn plans are left
    out.
    """
    chosen: list[tuple[Plan, Plan]] = []
    by_title: dict[str, Plan] = {}
    before: list[Plan] = []
    kept = [plan for plan in plans if not plan.withdrawn]
    for _, same_year in groupby(reversed(kept), key=lambda plan: plan.year):
        year = list(same_year)[::-1]
        taken = {older.id for plan in year if (older := by_title.get(_title(plan)))}
        free = [plan for plan in before if plan.id not in taken]
        for plan in year:
            older = by_title.get(_title(plan)) or max(free, key=partial(_likeness, plan), default=None)
            if older and _likeness(plan, older) >= _LEAST:
                chosen.append((older, plan))
                free = [other for other in free if other is not older]
        by_title |= {_title(plan): plan for plan in reversed(year)}
        before = year
    return chosen


def _title(plan: Plan) -> str:
    """The title without the year; that of the plan itself where a notice carries it."""
    inner = _INNER_TITLE.search(plan.title)
    return _YEAR.sub("", inner[1] if inner else plan.title)


def _likeness(one: Plan, other: Plan) -> float:
    """How many pairs of characters two titles share, from 0 to 1."""
    a, b = ({title[i : i + 2] for i in range(len(title) - 1)} for title in (_title(one), _title(other)))
    return 1.0 if _title(one) == _title(other) else 2 * len(a & b) / ((len(a) + len(b)) or 1)


def _page(issuer: Issuer, older: Plan, newer: Plan) -> Page:
    apart = newer.year - older.year
    up = Link("发文机关", routes.ISSUERS), Link(issuer.name, routes.issuer(issuer.slug))
    data = {
        "title": f"对比：{issuer.name} {older.year}年与{newer.year}年",
        "crumbs": crumbs(*up, Link(f"{older.year}年与{newer.year}年对比")),
        "older": row(older),
        "newer": row(newer),
        "apart": apart,
        "than": "与上年相比" if apart == 1 else f"与{older.year}年相比",
    }
    texts = (older.body_digest, newer.body_digest)
    return Page(routes.compare(older.id, newer.id), "compare.html", data, texts, newer.path)
