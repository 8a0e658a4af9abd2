"""A volume to be read on a screen: its chapters as values, from the same papers that the PDF binds."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from urllib.parse import urljoin

import msgspec

from generator import routes
from generator.paper.nodes import Node, Ways, nodes_of
from generator.paper.pictures import Picture, lost, names_of
from generator.paper.sheets import Paper, paper_of
from generator.paper.volume import Volume, bind
from generator.plan import Body, Plan
from generator.problem import Problem

Tell = Callable[[int, int], None]


class Leaf(msgspec.Struct, frozen=True):
    """One plan to bind: with its text, where the documents it cites are, and its pictures by name."""

    plan: Plan
    body: Body
    cites: Mapping[str, str]
    pictures: Mapping[str, Picture]


class Place(msgspec.Struct, frozen=True):
    """Where a form has things: a plan by its id, an anchor in it, the id that an element gets for an anchor, a picture.

    `level` is that of the heading over each plan.
    """

    plan: Callable[[str], str]
    anchor: Callable[[str, str], str]
    own: Callable[[str, str], str]
    picture: Callable[[Picture], str]
    level: int


class Chapter(msgspec.Struct, frozen=True):
    """One plan: what its paper says, its record as names with values, its text.

    `parts` are the headings to go to, of the two highest levels that it has, each with those below.
    """

    id: str
    paper: Paper
    facts: tuple[tuple[str, str], ...]
    address: str
    nodes: tuple[Node, ...]
    parts: tuple[tuple[Node, tuple[Node, ...]], ...]


class Reading(msgspec.Struct, frozen=True):
    """A volume with its chapters, the pictures in it each once, and the problems of it, each with the plan's path."""

    volume: Volume
    chapters: tuple[Chapter, ...]
    pictures: tuple[Picture, ...]
    problems: tuple[tuple[str, Problem], ...]

    @property
    def titles(self) -> dict[str, str]:
        """The title of each plan by its id."""
        return {chapter.id: chapter.paper.title for chapter in self.chapters}


def unheard(done: int, total: int) -> None:
    """Nobody is told how far the work has come."""


def reading_of(
    title: str, compiler: str, base: str, leaves: Sequence[Leaf], place: Place, tell: Tell = unheard
) -> Reading:
    """The volume of these plans as a form lays it out that has things where `place` says.

    `base` is the address of the site, "" where it is not known. `tell` hears how many plans are read of all.
    """
    papers: list[Paper] = []
    for leaf in leaves:  # what takes the time
        papers.append(paper_of(leaf.plan, leaf.body))
        tell(len(papers), len(leaves))
    volume = bind(title, compiler, [leaf.plan for leaf in leaves], papers)
    by_id = {leaf.plan.id: leaf for leaf in leaves}
    pages = {leaf.plan.url: leaf.plan.id for leaf in leaves}
    numbers = {leaf.plan.doc_number: place.plan(leaf.plan.id) for leaf in leaves if leaf.plan.doc_number}

    def inside(page: str, anchor: str) -> str:
        if page not in pages:
            return ""
        there = any(block.anchor == anchor for block in by_id[pages[page]].body.blocks)
        return place.anchor(pages[page], anchor) if anchor and there else place.plan(pages[page])

    chapters: list[Chapter] = []
    pictures: dict[str, Picture] = {}
    problems: list[tuple[str, Problem]] = []
    for paper in volume.papers:
        leaf = by_id[paper.id]
        shown = {name: leaf.pictures[name] for name in names_of(paper) if name in leaf.pictures}
        pictures |= {picture.name: picture for picture in shown.values()}
        problems += [(leaf.plan.path, problem) for problem in lost(names_of(paper), shown)]
        address = urljoin(base, routes.href(leaf.plan.url)) if base else ""
        ways = Ways(
            cites={**leaf.cites, **numbers},
            inside=inside,
            own=partial(place.own, paper.id),
            base=address,
            pictures={name: place.picture(picture) for name, picture in shown.items()},
        )
        chapters.append(_chapter(leaf.plan, paper, address, nodes_of(paper.pieces, ways, place.level)))
    return Reading(volume, tuple(chapters), tuple(pictures[name] for name in sorted(pictures)), tuple(problems))


def _chapter(plan: Plan, paper: Paper, address: str, nodes: tuple[Node, ...]) -> Chapter:
    headings = [node for node in nodes if node.anchor and node.level]
    highest = min((node.level for node in headings), default=0)
    parts: list[tuple[Node, list[Node]]] = []
    for node in headings:
        if node.level == highest or not parts:
            parts.append((node, []))
        elif node.level == highest + 1:
            parts[-1][1].append(node)
    shown = tuple((part, tuple(below)) for part, below in parts)
    return Chapter(plan.id, paper, tuple(_facts(plan, paper)), address, nodes, shown)


def _facts(plan: Plan, paper: Paper) -> list[tuple[str, str]]:
    """The record, but for what the red head says."""
    headed = paper.form in ("document", "letter")
    facts = [
        ("发文机关", "" if headed else plan.issuer),
        ("发文字号", "" if headed else plan.doc_number),
        ("成文日期", plan.date.chinese if plan.date else ""),
        ("印发日期", plan.print_date.chinese if plan.print_date else ""),
        ("年度", f"{plan.year}年"),
        ("地区", "".join(place.name for place in plan.region)),
    ]
    return [(name, value) for name, value in facts if value]
