"""The runs of a passage as HTML. What was added or dropped is said in words too, for who hears or copies the page."""

from collections.abc import Iterable

from markupsafe import Markup, escape

from generator.compare.phrases import Run

_CELL = " ｜ "  # between the cells of a line of a table
_MARKS = {"added": ("ins", "新增"), "dropped": ("del", "删去")}


def cells(text: str) -> str:
    """The text with its cells, where it is a line of a table, told apart."""
    return text.replace("\t", _CELL)


def runs(parts: Iterable[Run]) -> Markup:
    """The runs as one piece of HTML; not a macro of the layout, for a page has hundreds."""
    html = []
    for run in parts:
        text = str(escape(cells(run.text)))
        if run.mark in _MARKS:
            tag, word = _MARKS[run.mark]
            spoken = f'<span class="spoken">［{word}：&NoBreak;</span>'
            text = f'<{tag}>{spoken}{text}<span class="spoken">］</span></{tag}>'
        html.append(text)
    return Markup("".join(html))
