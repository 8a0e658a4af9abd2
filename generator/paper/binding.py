"""A volume as a PDF, with what is to be told of the plans in it."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from generator.paper.copies import font_problems, glyph_problems, picture_problems, used_pictures
from generator.paper.lines import broken
from generator.paper.press import Failed, Press
from generator.paper.sheets import Paper, paper_of
from generator.paper.volume import bind
from generator.plan import Body, Plan
from generator.problem import Problem


class Part(msgspec.Struct, frozen=True):
    """One plan to bind: with its text, where the documents it cites are, and its pictures."""

    plan: Plan
    body: Body
    cites: Mapping[str, str]
    pictures: Mapping[str, Path]


class Bound(msgspec.Struct, frozen=True):
    """The PDF, None with the typesetter's `fault` where it could not be made; problems, each with the plan's path."""

    data: bytes | None
    fault: str
    problems: list[tuple[str, Problem]]


def bound(press: Press, title: str, compiler: str, parts: Sequence[Part]) -> Bound:
    """The volume of these plans. One that can't be set, for a character that no font has, is left out and told."""
    problems: list[tuple[str, Problem]] = [("", problem) for problem in font_problems(press.faces)]
    taken: list[tuple[Part, Paper]] = []
    for part in parts:
        paper = paper_of(part.plan, part.body)
        told, can_be_set = glyph_problems(paper, press.faces)
        told += picture_problems(paper, part.pictures)
        problems += [(part.plan.path, problem) for problem in told]
        if can_be_set:
            taken.append((part, paper))
    if not taken:
        return Bound(None, "没有一份文件能排", problems)
    volume = bind(title, compiler, [part.plan for part, _ in taken], [broken(paper, press.faces) for _, paper in taken])
    within = {part.plan.doc_number: f"#plan-{part.plan.id}" for part, _ in taken if part.plan.doc_number}
    cites = {part.plan.id: {**part.cites, **within} for part, _ in taken}
    pictures = {name: path for part, paper in taken for name, path in used_pictures(paper, part.pictures).items()}
    data = {"volume": volume, "cites": [_used(paper, cites[paper.id]) for paper in volume.papers]}
    try:
        return Bound(press.set("volume.typ", data, volume.moment, pictures), "", problems)
    except Failed as fault:
        return Bound(None, str(fault), problems)


def _used(paper: Paper, cites: Mapping[str, str]) -> dict[str, str]:
    """Those of the addresses that this paper cites."""
    wanted = {run.cites for piece in paper.pieces for run in piece.runs if run.cites}
    return {number: cites[number] for number in sorted(wanted & cites.keys())}
