"""Tables with pipes. As GitHub's, but a row may have more cells than the head: none is dropped.

Every table stands in a region that can be scrolled with the keyboard, named by what it shows.
"""

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

_RULER = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?")
_PIPE = re.compile(r"(?<!\\)\|")
_MOST_EMPTY_CELLS = 10_000


def tables(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A row of cells, a row of dashes with as many, then rows up to the first line without a pipe."""
    if start + 1 >= end or state.sCount[start + 1] < state.blkIndent:
        return False
    dashes = _line(state, start + 1)
    if "-" not in dashes[:8] or "|" not in dashes or not _RULER.fullmatch(dashes):
        return False
    head, sides = _cells(_line(state, start)), [_side(cell) for cell in _cells(dashes)]
    if "|" not in _line(state, start) or len(head) != len(sides):
        return False
    if silent:
        return True
    last = start + 2
    while last < end and "|" in _line(state, last) and state.sCount[last] >= state.blkIndent:
        last += 1
    _push(state, start, last, head, sides)
    state.line = last
    return True


def _push(state: StateBlock, start: int, last: int, head: list[str], sides: list[str]) -> None:
    state.push("table_open", "table", 1).map = [start, last]
    state.push("thead_open", "thead", 1)
    _row(state, start, "th", head, sides)
    state.push("thead_close", "thead", -1)
    if last > start + 2:
        state.push("tbody_open", "tbody", 1)
        room = _MOST_EMPTY_CELLS
        for line in range(start + 2, last):
            cells = _cells(_line(state, line))
            lacking = min(max(0, len(head) - len(cells)), room)
            room -= lacking
            _row(state, line, "td", cells + [""] * lacking, sides)
        state.push("tbody_close", "tbody", -1)
    state.push("table_close", "table", -1)


def _row(state: StateBlock, line: int, tag: str, cells: list[str], sides: list[str]) -> None:
    state.push("tr_open", "tr", 1)
    for i, cell in enumerate(cells):
        opening = state.push(f"{tag}_open", tag, 1)
        if tag == "th":
            opening.attrs["scope"] = "col"
        if i < len(sides) and sides[i]:
            opening.attrs["class"] = sides[i]
        inline = state.push("inline", "", 0)
        inline.map, inline.content, inline.children = [line, line + 1], cell, []
        state.push(f"{tag}_close", tag, -1)
    state.push("tr_close", "tr", -1)


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].strip()


def _cells(line: str) -> list[str]:
    cells = [cell.strip().replace("\\|", "|") for cell in _PIPE.split(line)]
    if cells and not cells[0]:
        cells.pop(0)
    if cells and not cells[-1]:
        cells.pop()
    return cells


def _side(dashes: str) -> str:
    left, right = dashes.startswith(":"), dashes.endswith(":")
    return "center" if left and right else "right" if right else ""


def region_open(label: str) -> str:
    """The tag that opens the region of a table; `label` names it."""
    name = f"表格：{label}" if label else "表格"
    return f'<div class="table" tabindex="0" role="region" aria-label="{escapeHtml(name)}">\n'


REGION_CLOSE = "</div>\n"


def _open(self: RendererHTML, tokens: Sequence[Token], i: int, options: OptionsDict, env: EnvType) -> str:
    return region_open(tokens[i].meta.get("label", "")) + self.renderToken(tokens, i, options, env)


def _close(self: RendererHTML, tokens: Sequence[Token], i: int, options: OptionsDict, env: EnvType) -> str:
    return self.renderToken(tokens, i, options, env) + REGION_CLOSE


def tables_plugin(md: MarkdownIt) -> None:
    """Replace the rule of markdown-it, and wrap what it renders."""
    md.block.ruler.at("table", tables, {"alt": ["paragraph", "reference"]})
    md.add_render_rule("table_open", _open)
    md.add_render_rule("table_close", _close)
