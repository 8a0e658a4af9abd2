"""A plan's text as it stands on the sheet of its page: what the layout needs, worked out from the record and the text.

What a document prints itself (主送, 版记) is not printed again from its front matter.
"""

import re
from collections.abc import Mapping, Sequence

import msgspec
from markupsafe import Markup, escape

from generator.permalinks import with_permalinks
from generator.plan import Block, Body, Plan

_CITE = re.compile(r'<cite data-cites="([^"]*)">(.*?)</cite>', re.DOTALL)
_CARRIED = re.compile(r'(<h2 class="document"[^>]*>)([^<]*)')
_COLOPHON = '<p class="colophon">'
_MOST_SPACED = 24  # characters of an issuer's name that the red head fits on one line

# Words of the genre at whose middle a title on several lines must not break (GB/T 9704-2012 7.3.1: 词意完整).
_WHOLE = re.compile("关心下一代|工作委员会|关工委|教育局|教育厅|工作要点|实施意见|的通知|[0-9]{4}年")


class ImprintLine(msgspec.Struct, frozen=True):
    """One line of the 版记: its text, or organ and date at either end of it."""

    text: str
    left: str = ""
    right: str = ""


class Sheet(msgspec.Struct, frozen=True):
    """What a layout shows of a plan's text.

    `title` and `html` are safe HTML; `recipients` is empty where the text has its own 主送; `spaced` is the number of
    characters of the issuer's name, 0 for a name too long for one line; `noted` says that the text tells of its 附件
    itself; `carries` that a notice carries the document; `outline` are the parts to go to, each with those below.
    """

    title: Markup
    html: Markup
    recipients: str
    imprint: tuple[ImprintLine, ...]
    spaced: int
    noted: bool
    carries: bool
    outline: tuple[tuple[Block, tuple[Block, ...]], ...]

    @property
    def imprint_text(self) -> str:
        """The lines of the 版记, one below the other: what keeps its room on paper."""
        return "\n".join(line.text for line in self.imprint)


def sheet_of(plan: Plan, body: Body, links: Mapping[str, str], root: str) -> Sheet:
    """The sheet of `plan`; `links` gives the addresses of cited plans by number or title, `root` leads to the site."""
    kinds = {block.kind for block in body.blocks}
    own = _own_imprint(body.blocks)
    html = body.html
    for _ in own:
        html = html[: html.rindex(_COLOPHON)]
    html = _CARRIED.sub(lambda found: found[1] + by_sense(found[2]), html)
    html = with_permalinks(_with_links(html, links, root), body.blocks)
    return Sheet(
        title=Markup(by_sense(str(escape(plan.title)))),
        html=Markup(html),
        recipients="" if "recipients" in kinds else plan.recipients,
        imprint=imprint_of(plan, body),
        spaced=len(plan.issuer) if len(plan.issuer) <= _MOST_SPACED else 0,
        noted=not kinds.isdisjoint(("attachment-note", "attachment")),
        carries="document" in kinds,
        outline=_outline(body.blocks),
    )


def by_sense(html: str) -> str:
    """A title, as HTML, whose known words don't break (GB/T 9704-2012 7.3.1)."""
    return _WHOLE.sub(r'<span class="word">\g<0></span>', html)


def _own_imprint(blocks: Sequence[Block]) -> tuple[ImprintLine, ...]:
    """The 版记 that the text ends with; a line that ends in 印发 holds organ and date."""
    lines: list[ImprintLine] = []
    for block in reversed(blocks):
        if block.kind != "colophon":
            break
        parts = block.text.split()
        two = len(parts) == 2 and parts[1].endswith("印发")
        lines.append(ImprintLine(block.text, *parts) if two else ImprintLine(block.text))
    return tuple(reversed(lines))


def imprint_of(plan: Plan, body: Body) -> tuple[ImprintLine, ...]:
    """The 版记 that the text ends with, else that of the record."""
    return _own_imprint(body.blocks) or (() if any(b.kind == "colophon" for b in body.blocks) else imprint(plan))


def imprint(plan: Plan) -> tuple[ImprintLine, ...]:
    """The 版记 from the record: 抄送, then 印发机关 and 印发日期 (GB/T 9704-2012 7.4)."""
    lines = [ImprintLine(f"抄送：{'，'.join(plan.cc)}。")] if plan.cc else []
    if plan.print_office or plan.print_date:
        date = f"{plan.print_date.chinese}印发" if plan.print_date else ""
        lines.append(ImprintLine(plan.print_office + date, plan.print_office, date))
    return tuple(lines)


def _outline(blocks: Sequence[Block]) -> tuple[tuple[Block, tuple[Block, ...]], ...]:
    """The parts with an address down to （一）, sub-sections below their section."""
    parts: list[tuple[Block, list[Block]]] = []
    for block in blocks:
        if block.anchor and block.level == 2 and parts:
            parts[-1][1].append(block)
        elif block.anchor and block.level <= 2:
            parts.append((block, []))
    return tuple((part, tuple(below)) for part, below in parts)


def _with_links(html: str, links: Mapping[str, str], root: str) -> str:
    """The citations of documents that the archive holds, as links."""

    def linked(found: re.Match[str]) -> str:
        target = links.get(str(Markup(found[1]).unescape()))
        return f'<a class="cites" href="{escape(root + target)}">{found[2]}</a>' if target else found[0]

    return _CITE.sub(linked, html) if "<cite" in html else html
