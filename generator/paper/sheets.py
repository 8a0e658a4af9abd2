"""What stands on the sheets of one plan, as a value: the parts of GB/T 9704-2012 7, in their order."""

import re

import msgspec

from generator.paper.pieces import Piece, Run, pieces_of
from generator.paper.titles import title_lines
from generator.plan import Body, Plan
from generator.sheet import ImprintLine, imprint_of

_LETTER = re.compile(r"函〔")
_ROLL = re.compile(r"(出席|请假|列席|主持|记录)(人员?)?[:：]")
_BETWEEN = re.compile(r"[\s、]+")  # organs that issue jointly; an import writes 、
_TITLES = ("document", "attachment-title")
_LONGEST_TITLE = 19.5  # characters of 2号 on a line of 156 mm


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """One plan as it is printed.

    `form` is document (7), letter (信函格式, 10.1), minutes (纪要格式, 10.3), or digest for a 摘编, which has no red
    head because no office issued it. `mark` is the red head, line by line, `lines` the title. `notices` must be read
    first (废止, 摘编). `files` are 附件 that lie beside the text. `subject`, `keywords` and `region` are for the
    file's record.
    """

    id: str
    form: str
    mark: tuple[str, ...]
    number: str
    title: str
    lines: tuple[str, ...]
    notices: tuple[str, ...]
    recipients: str
    pieces: tuple[Piece, ...]
    files: tuple[str, ...]
    imprint: tuple[ImprintLine, ...]
    issuer: str
    date: str
    moment: tuple[int, int, int]
    subject: str
    keywords: tuple[str, ...]
    source: str
    region: str = ""

    @property
    def notes(self) -> tuple[str, ...]:
        """附件说明 (7.3.4), a line each: 附件：1.表, then 2.图; without a number where there is one file."""
        numbers = [f"{n}." if len(self.files) > 1 else "" for n in range(1, len(self.files) + 1)]
        shown = [number + name for number, name in zip(numbers, self.files, strict=True)]
        return (f"附件：{shown[0]}", *shown[1:]) if shown else ()


def paper_of(plan: Plan, body: Body) -> Paper:
    """The paper of a plan with its text. The same plan gives the same paper."""
    form = _form(plan)
    pieces = tuple(_dressed(piece, form) for piece in pieces_of(body.html, body.blocks))
    end = len(pieces)
    while end and pieces[end - 1].kind == "colophon":
        end -= 1
    kinds = {piece.kind for piece in pieces}
    noted = not kinds.isdisjoint(("attachment-note", "attachment"))
    day = plan.date or plan.print_date
    return Paper(
        id=plan.id,
        form=form,
        mark=() if form == "digest" else ((plan.title,) if form == "minutes" else _mark(plan.issuer)),
        number=plan.doc_number,
        title=plan.title,
        lines=() if form == "minutes" else title_lines(plan.title, _LONGEST_TITLE),
        notices=_notices(plan),
        recipients="" if "recipients" in kinds else plan.recipients,
        pieces=pieces[:end],
        files=() if noted else tuple(a.name for a in plan.attachments),
        imprint=imprint_of(plan, body),
        issuer=plan.issuer,
        date=plan.date.chinese if plan.date else "",
        moment=(day.year, day.month or 1, day.day or 1) if day else (plan.year, 1, 1),
        subject="，".join(_facts(plan)),
        keywords=tuple(filter(None, (plan.doc_number, plan.issuer, *(place.name for place in plan.region)))),
        source=plan.path.rpartition("/")[2],
        region="/".join(place.name for place in plan.region),
    )


def _form(plan: Plan) -> str:
    if plan.kind == "摘编":
        return "digest"
    if plan.title.endswith("纪要"):
        return "minutes"
    return "letter" if _LETTER.search(plan.doc_number) else "document"


def _mark(issuer: str) -> tuple[str, ...]:
    """The red head: organs that issue jointly one below the other, the lead organ first (7.2.4)."""
    names = _BETWEEN.split(issuer.strip())
    return tuple(names) if len(names) > 1 and all(len(name) > 3 for name in names) else (issuer,)


def _notices(plan: Plan) -> tuple[str, ...]:
    """What must be known before the document is used."""
    found = []
    if plan.status != "有效":
        date = f"（{plan.status_date.chinese}）" if plan.status_date else ""
        note = f"：{plan.status_note}" if plan.status_note else ""
        found.append(f"本文件已{plan.status}{date}{note}")
    if plan.kind == "摘编":
        found.append("摘编：本文是根据公开文件重新编写的摘要，不是原文。")
    return tuple(found)


def _facts(plan: Plan) -> list[str]:
    facts = [plan.issuer]
    if plan.doc_number:
        facts.append(f"发文字号 {plan.doc_number}")
    if plan.date:
        facts.append(f"成文日期 {plan.date.chinese}")
    if plan.print_date:
        facts.append(f"印发日期 {plan.print_date.chinese}")
    return [*facts, f"{plan.year}年度"]


def _dressed(piece: Piece, form: str) -> Piece:
    """A piece with what only paper knows: the lines of a title, the labels of minutes in 黑体 (10.3)."""
    if piece.kind in _TITLES and not any(run.looks or run.link for run in piece.runs):
        return msgspec.structs.replace(piece, lines=title_lines(piece.text, _LONGEST_TITLE))
    if form == "minutes" and piece.kind == "paragraph" and (found := _ROLL.match(piece.text)):
        first, *rest = piece.runs
        label = Run(first.text[: found.end()], (*first.looks, "label"))
        remains = msgspec.structs.replace(first, text=first.text[found.end() :])
        return msgspec.structs.replace(piece, runs=(label, remains, *rest))
    return piece
