"""The top-level elements of the text, one Unit each, with what its own words say: its marker or its label."""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from generator.gongwen.blanks import INDENT
from generator.gongwen.context import PLAIN, Unit, context, plain_text
from generator.gongwen.html_table import caption_of, table_text
from generator.gongwen.labels import NOTE, is_period
from generator.gongwen.markers import read_bare_marker, read_marker

_KINDS = {
    "paragraph_open": "paragraph",
    "heading_open": "heading",
    "table_open": "table",
    "html_table": "table",
    "bullet_list_open": "list",
    "blockquote_open": "quote",
    "hr": "rule",
}


def undent(state: StateCore) -> None:
    """Take the INDENT that told the rule `breaks` where a paragraph begins."""
    if INDENT in state.src:
        for token in state.tokens:
            if token.type == "inline":
                token.content = token.content.lstrip(INDENT + " \t")


def units(state: StateCore) -> None:
    """List the units of the document in its context."""
    found = context(state.env).units
    for tokens in _top_level(state.tokens):
        unit = _unit(tokens)
        if unit.text or unit.kind != "paragraph" or (len(tokens) > 1 and tokens[1].children):
            found.append(unit)
    state.tokens = [token for unit in found for token in unit.tokens]  # without paragraphs that hold nothing
    _bare_numbers(found)


def _top_level(tokens: list[Token]) -> Iterator[list[Token]]:
    start = 0
    for i, token in enumerate(tokens):
        if token.level == 0 and token.nesting <= 0:
            yield tokens[start : i + 1]
            start = i + 1


def _unit(tokens: list[Token]) -> Unit:
    first = tokens[0]
    kind = _KINDS.get(first.type, "paragraph")
    unit = Unit(kind, _text(kind, tokens), first.map[0] if first.map else 0, tokens)
    if kind == "heading":
        unit.hashes = int(first.tag[1])
    if kind in ("paragraph", "heading"):
        unit.text = unit.text.strip()
        unit.marker = read_marker(unit.text)
        if unit.marker:
            unit.kind = unit.marker.kind
        elif kind == "paragraph":
            unit.kind = "note" if NOTE.match(unit.text) else "heading" if is_period(unit.text) else kind
    return unit


def _text(kind: str, tokens: list[Token]) -> str:
    """The text of a unit; cells are joined by a tab, rows and the paragraphs of a list or quotation by \\n."""
    if kind == "table":
        first = tokens[0]
        return table_text(first.content) if first.type == "html_table" else _rows(tokens)
    if kind in ("paragraph", "heading"):
        return tokens[0].content if tokens[0].type == PLAIN else plain_text(tokens[1].children)
    lines = (table_text(t.content) if t.type == "html_table" else plain_text(t.children) for t in tokens)
    return "\n".join(line for line in lines if line)


def _rows(tokens: list[Token]) -> str:
    rows: list[list[str]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(plain_text(token.children))
    return "\n".join("\t".join(row) for row in rows)


def table_label(unit: Unit, above: Unit | None) -> str:
    """What a table shows: its caption, the short line or heading above it, or the first of its heads."""
    first = unit.tokens[0]
    if first.type == "html_table" and (caption := caption_of(first.content)):
        return caption
    if above and above.kind in ("heading", "attachment-title", "paragraph", "document") and len(above.text) <= 40:
        return re.sub("[：:。]$", "", above.text).replace("\n", " ")
    heads = [cell.strip() for cell in unit.text.split("\n", 1)[0].split("\t")]
    return "、".join(head for head in heads if head)[:40]


def _bare_numbers(found: list[Unit]) -> None:
    """2 按照…: an item where the marker before it is 1, or where it is 1 and the next is 2."""
    last = 0
    for i, unit in enumerate(found):
        if unit.kind == "paragraph" and (bare := read_bare_marker(unit.text)):
            after = found[i + 1] if i + 1 < len(found) else None
            following = (after.marker or read_bare_marker(after.text)) if after else None
            opens = bare.value == 1 and following is not None and following.kind == "item" and following.value == 2
            if opens or (last and bare.value == last + 1):
                unit.marker, unit.kind = bare, "item"
        if unit.marker and unit.marker.kind == "item":
            last = unit.marker.value
        elif unit.marker and unit.marker.level < 3:
            last = 0 if unit.hashes == 1 else last


def units_plugin(md: MarkdownIt) -> None:
    """Undent after the blocks are cut; list the units when the inline text is known."""
    md.core.ruler.after("block", "gongwen_undent", undent)
    md.core.ruler.push("gongwen_units", units)
