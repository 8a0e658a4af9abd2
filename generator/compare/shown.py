"""A comparison as the layout shows it. What was added or dropped is said in words too, for who hears or copies it."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from markupsafe import escape

from generator.compare.phrases import Run
from generator.compare.rows import Comparison, Row

_CELL = " ｜ "  # between the cells of a line of a table
_BETWEEN = "\0"  # no text holds it
_OPENING = {"same": "", "added": "<ins><i>［新增：&NoBreak;</i>", "dropped": "<del><i>［删去：&NoBreak;</i>"}
_CLOSING = {"same": "", "added": "<i>］</i></ins>", "dropped": "<i>］</i></del>"}


class Shown(NamedTuple):
    """A row as text and HTML. A layout takes it apart in its loop, for to ask for each part by its name takes longer.

    `word` is the kind in Chinese; `tag` is h3 for a heading. `before` and `after` are what stands in the older and in
    the newer text, the former "" where both are shown alike.
    """

    number: int
    kind: str
    word: str
    name: str
    notes: str
    tag: str
    before: str
    after: str


def shown(comparison: Comparison) -> list[Shown]:
    """The rows of the comparison, in order; all their parts are escaped."""
    return [_shown(number, row) for number, row in enumerate(comparison.rows, 1)]


def _shown(number: int, row: Row) -> Shown:
    tag = "h3" if row.heading else "p"
    whole = row.kind in ("added", "dropped")
    name, notes, text = _escaped((row.name, "，".join(row.notes), row.text if whole else ""))
    if whole:
        before, after = (text, "") if row.kind == "dropped" else ("", text)
    else:
        before, after = _html(row.before) if row.marked else "", _html(row.after)
    return Shown(number, row.kind, row.word, name, notes, tag, before, after)


def _html(runs: Sequence[Run]) -> str:
    """The runs as one piece of HTML."""
    texts = _escaped([run.text for run in runs])
    pieces = [_OPENING[run.mark] + text + _CLOSING[run.mark] for run, text in zip(runs, texts, strict=True)]
    return "".join(pieces)


def _escaped(texts: Iterable[str]) -> list[str]:
    """The texts as they are written into HTML, the cells of a line of a table told apart; escaped in one go."""
    return str(escape(_BETWEEN.join(texts))).replace("\t", _CELL).split(_BETWEEN)
