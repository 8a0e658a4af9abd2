"""The text of one block of a page as paragraphs: what <br>, or the lines of preformatted text, divide or only wrap.

Tags inside a line (span, strong, font) never divide it: editors tear words apart with them.
"""

import msgspec

from generator.importer.text import joining
from generator.importer.text.joining import Row
from generator.importer.web.breaks import begins_paragraph, glued, is_furniture, words
from generator.importer.web.looks import Look

_NARROWEST = 40  # half-widths of a line that had to be wrapped
_LEFT, _INDENTED = 2, 8  # half-widths: less is no indent, more is no paragraph's
_BLANKS = " \t\r\u3000\xa0\u2002\u2003"


class Run(msgspec.Struct, frozen=True, gc=False):
    """A piece of text with one look, and the line of the page that it begins in."""

    raw: str
    line: int
    look: Look


Segment = list[Run]
Text = tuple[str, list[Run]]


def paragraphs(segments: list[Segment], *, verbatim: bool) -> list[Text]:
    """Segments, between one break and the next, as paragraphs: each its words and its runs.

    What is hidden among shown text comes behind it, piece by piece; a block that is hidden throughout (until a script
    shows it) is read like any other. `verbatim` is for <pre>, whose lines may be wrapped by hand.
    """
    divide = _unwrapped if verbatim and len(segments) > 1 else _divided
    reasons = dict.fromkeys(["", *(run.look.why for segment in segments for run in segment)])
    if len(reasons) == 1:
        return divide(segments)
    shown = divide(_only(segments, ""))
    if shown:
        return shown + [
            (text, [run]) for segment in segments for run in segment if run.look.why and (text := words(run.raw))
        ]
    return [text for why in reasons if why for text in divide(_only(segments, why))]


def _only(segments: list[Segment], why: str) -> list[Segment]:
    """The segments without the runs that have another reason."""
    return [[run for run in segment if run.look.why == why] for segment in segments]


def _divided(segments: list[Segment]) -> list[Text]:
    """Paragraphs of text with <br>: most end one, some break a long line."""
    found: list[Text] = []
    open_text, open_runs = "", list[Run]()
    for segment in segments:
        raw = "".join(run.raw for run in segment)
        look = next((run.look for run in segment if run.raw.strip()), None)
        if begins_paragraph(open_text, raw, ("center" if look.heading else look.align) if look else ""):
            found.append((open_text, open_runs))
            open_text, open_runs = words(raw), segment
        else:
            open_text, open_runs = glued(open_text, words(raw)), open_runs + segment
    found.append((open_text, open_runs))
    return [(text, runs) for text, runs in found if text]


def _unwrapped(segments: list[Segment]) -> list[Text]:
    """Paragraphs of preformatted text, set and wrapped as a text file is."""
    rows: list[Row] = []
    gap = 0
    for n, segment in enumerate(segments):
        raw = "".join(run.raw for run in segment)
        if text := words(raw):
            blanks = raw[: len(raw) - len(raw.lstrip(_BLANKS))]
            rows.append(Row(n, text, joining.width_of(blanks.expandtabs(8)), gap))
        gap = 0 if text else gap + 1
    if not rows:
        return []
    shape = joining.shape_of(rows)
    if not shape.width and (width := _width(rows)):
        shape = msgspec.structs.replace(shape, width=width, indented=True)
    groups: list[list[Row]] = []
    for stretch in _between_furniture(rows):
        groups += joining.grouped(stretch, shape)
    return [(joining.text_of(group), [run for row in group for run in segments[row.n]]) for group in groups]


def _width(rows: list[Row]) -> int:
    """Where <pre> with few long lines is wrapped, by the indents: of its widest lines most go on at the left; or 0."""
    extents = [row.indent + joining.width_of(row.text) for row in rows]
    ends = [i for i in range(len(rows) - 1) if rows[i].indent <= _INDENTED and joining.is_open(rows[i].text)]
    wrapped = [i for i in ends if rows[i + 1].gap == 0 and rows[i + 1].indent < _LEFT and extents[i] >= _NARROWEST]
    width = max((extents[i] for i in wrapped), default=0)
    full = [i for i in ends if extents[i] >= width - joining.SLACK]
    starts = [i for i in range(1, len(rows)) if i - 1 not in wrapped]
    indented = sum(rows[i].indent >= _LEFT for i in starts)
    return width if 2 * len(wrapped) > len(full) and 2 * indented > len(starts) else 0


def _between_furniture(rows: list[Row]) -> list[list[Row]]:
    """The rows as stretches: a line of the site is one by itself."""
    stretches: list[list[Row]] = [[]]
    for row in rows:
        if is_furniture(row.text):
            stretches += [[row], []]
        else:
            stretches[-1].append(row)
    return [stretch for stretch in stretches if stretch]
