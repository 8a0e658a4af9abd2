"""The parts of a file: the notice, the document that it carries, the attachments (附件, GB/T 9704-2012 7.3.7).

`# …` begins the document that a notice carries (印发), and so does a paragraph that repeats its title from the
notice's own. 附件 alone on a line begins an attachment, and the short line below is its title.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

from generator.gongwen.context import Context, Part, Unit, context
from generator.gongwen.labels import ATTACHMENT, is_date, is_organ, is_recipients

_INNER = re.compile("《(.+)》")
_LONGEST_TITLE = 80
_FARTHEST = 500  # units between 附件说明 and the attachment


def parts(state: StateCore) -> None:
    """Find the parts and their titles, and the recipients (主送) at the head of the first two."""
    found = context(state.env)
    units = found.units
    labels = [i for i in range(len(units)) if _is_label(units, i)]
    for i in labels:
        _label(units, i)
    first_label = labels[0] if labels else len(units)
    document = _document(found, first_label)
    starts = [(0, "")]
    if document is not None:
        units[document].kind, units[document].anchor, units[document].heading = "document", "document", True
        units[document].marker = None
        units[document].lead = units[document].text
        starts = [(document, "")] if not document else [(0, "n-"), (document, "")]
    for n, i in enumerate(labels, 1):
        units[i].anchor = f"a{n}"
        starts.append((i, f"a{n}-"))
    ends = [start for start, _ in starts[1:]] + [len(units)]
    found.parts = [Part(start, end, prefix) for (start, prefix), end in zip(starts, ends, strict=True) if start < end]
    for part in found.parts:
        if part.prefix in ("", "n-"):
            _recipients(found, part)


def _document(found: Context, end: int) -> int | None:
    """The unit that is the title of the carried document: the first `#`, else the title repeated."""
    units = found.units
    for i in range(end):
        if units[i].hashes == 1 and not units[i].marker:
            return i
    inner = _INNER.search(found.title)
    for title in (inner[1] if inner else "", found.title):
        wanted = _squeezed(title)
        for i in range(end if wanted else 0):
            text = units[i].text
            if text[:1] == wanted[0] and len(text) <= 2 * len(wanted) and _squeezed(text) == wanted:
                return i
    return None


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _is_label(units: list[Unit], i: int) -> bool:
    """Whether an attachment begins here: 附件 alone, 附件1 with a title, or 附件1：title with text of its own below."""
    unit = units[i]
    if unit.kind not in ("paragraph", "heading") or not unit.text.startswith("附") or len(unit.text) > _LONGEST_TITLE:
        return False
    found = ATTACHMENT.fullmatch(unit.text)
    if not found or re.search("[。；]", unit.text):
        return False
    if not found["title"] and not found["spaced"]:
        return True
    if not found["n"]:
        return bool(unit.hashes)
    return bool(unit.hashes) or not _only_announces(units, i, found["n"])


def _only_announces(units: list[Unit], i: int, number: str) -> bool:
    """附件1：title that only names what follows elsewhere (附件说明, 7.3.4)."""
    if i + 1 == len(units):
        return True
    if ATTACHMENT.match(units[i + 1].text) or units[i + 1].kind == "note":
        return True
    below = units[i + 1 : i + _FARTHEST]
    short = (u.text for u in below if u.text.startswith("附") and len(u.text) <= _LONGEST_TITLE)
    if any(label["n"] == number for label in map(ATTACHMENT.fullmatch, short) if label):
        return True
    return any(is_date(u.text) for u in below[:3]) or is_organ(below[0].text)


def _label(units: list[Unit], i: int) -> None:
    unit = units[i]
    unit.kind, unit.marker, unit.heading = "attachment", None, True
    found = ATTACHMENT.fullmatch(unit.text)
    title = (found["title"] or found["spaced"] or "") if found else ""
    unit.lead = title or unit.text
    below = units[i + 1] if i + 1 < len(units) else None
    if not title and below and _is_title(below):
        below.kind, below.heading = "attachment-title", True
        unit.lead = below.text


def _is_title(unit: Unit) -> bool:
    if unit.marker or len(unit.text) > _LONGEST_TITLE or unit.text.startswith("附件"):
        return False
    return bool(unit.hashes) or (unit.kind == "paragraph" and not re.search("[。；：:，,]$", unit.text))


def _recipients(found: Context, part: Part) -> None:
    units, first = found.units, part.start
    while first < part.end and (units[first].kind in ("document", "rule") or units[first].text == found.title):
        first += 1
    if first < part.end and units[first].kind == "paragraph" and is_recipients(units[first].text):
        units[first].kind = "recipients"


def parts_plugin(md: MarkdownIt) -> None:
    """Run when the units are known."""
    md.core.ruler.push("gongwen_parts", parts)
