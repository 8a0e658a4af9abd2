"""The HTML element of each unit, and its Block: the end of the rules.

A kind is the class of its element. Headings: the document and each attachment <h2> (the plan's title is the page's
<h1>), a section <h3>, a subsection <h4>, an item <h5>, each at most one rank below the heading before it; a run-in
heading is <span class="lead"> inside its paragraph.
"""

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from generator.gongwen.context import PLAIN, Unit, context
from generator.gongwen.spans import wrap_across
from generator.gongwen.units import table_label
from generator.plan import Block

_TOP = {"document": 2, "attachment": 2, "attachment-title": 3}
_PLAIN = frozenset(("paragraph", "table", "list", "quote", "rule"))


def elements(state: StateCore) -> None:
    """Set tag, class and id of each paragraph and heading, mark the leads, and name the tables."""
    found = context(state.env)
    labels: dict[str, int] = {}
    rank = 2  # the heading before the body: the layout's own
    for i, unit in enumerate(found.units):
        if unit.kind == "table":
            label = table_label(unit, found.units[i - 1] if i else None)
            labels[label] = labels.get(label, 0) + 1
            unit.tokens[0].meta["label"] = label + (f"（{labels[label]}）" if labels[label] > 1 else "")
        elif unit.kind in ("list", "quote"):
            _demote(unit)
        elif unit.kind != "rule":
            rank = _element(unit, rank)


def _element(unit: Unit, above: int) -> int:
    """Make the element of a unit below a heading of rank `above`; out: the rank of the last heading now.

    A level may be skipped in print (一、 then 1.), but a heading is at most one rank below the one before it.
    """
    opening, inline, closing = unit.tokens if len(unit.tokens) > 1 else unit.tokens * 3
    rank = min(_rank(unit), above + 1)
    tag = f"h{rank}" if unit.heading else "p"
    opening.tag = closing.tag = tag
    if unit.kind not in _PLAIN:
        opening.attrs["class"] = unit.kind
    if unit.anchor:
        opening.attrs["id"] = unit.anchor
    if unit.lead_end and (inline.children or inline.type == PLAIN):
        _lead(unit, inline, rank)
    return rank if unit.heading or (unit.lead_end and unit.level <= 2) else above


def _demote(unit: Unit) -> None:
    """A heading inside a list or a quotation is no part of the document's outline."""
    for token in unit.tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = "p"


def _rank(unit: Unit) -> int:
    return _TOP.get(unit.kind) or min(6, 2 + unit.level)


def _lead(unit: Unit, inline: Token, rank: int) -> None:
    attrs: dict[str, str | int | float] = {"class": "lead"}
    if unit.level <= 2:
        attrs |= {"role": "heading", "aria-level": str(rank)}
    if inline.children:
        inline.children = wrap_across(inline.children, "span", 0, unit.lead_end, attrs, stretch=True)
    else:
        inline.meta["lead"] = unit.lead_end, attrs


def block(unit: Unit, first_line: int) -> Block:
    """The Block of a unit."""
    return Block(
        unit.kind,
        unit.text,
        first_line + unit.line,
        anchor=unit.anchor,
        number=unit.marker.number if unit.marker else "",
        lead=unit.lead,
        level=unit.level,
    )


def elements_plugin(md: MarkdownIt) -> None:
    """Run last."""
    md.core.ruler.push("gongwen_elements", elements)
