"""What stands at the end of a part: 附件说明, 署名, 成文日期, 附注 and 版记 (GB/T 9704-2012 7.3.4 to 7.4).

The same words in the middle of the text are plain text: a date heads a calendar, 抄送 begins a sentence.
"""

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

from generator.gongwen.context import Part, Unit, context
from generator.gongwen.labels import (
    ANNOTATION,
    ATTACHMENT,
    is_colophon,
    is_date,
    is_name_line,
    is_organ,
    is_printed,
    is_signed,
)

_MOST_SIGNERS = 8


def closing(state: StateCore) -> None:
    """Tell what ends each part, from its end backwards."""
    found = context(state.env)
    for part in found.parts:
        _announcements(found.units, part)
        end = _tail(found.units, part)
        while (before := _signed(found.units, part.start, end)) < end:
            end = before


def _announcements(units: list[Unit], part: Part) -> None:
    """附件：name, and after 附件：1.name the lines 2.name, 3.name, which are no items."""
    for i in range(part.start, part.end):
        found = ATTACHMENT.fullmatch(units[i].text) if units[i].text.startswith("附") else None
        if not found or not found["title"] or units[i].kind != "paragraph":
            continue
        units[i].kind = "attachment-note"
        numbered = found["title"][0].isdecimal()
        for below in units[i + 1 : part.end]:
            if not numbered or below.kind != "item" or "。" in below.text or len(below.text) > 80:
                break
            below.kind, below.marker = "attachment-note", None


def _tail(units: list[Unit], part: Part) -> int:
    """Mark 版记 and 附注 from the end; out: where they, and what may stand among them, begin."""
    i = part.end
    while i > part.start:
        unit = units[i - 1]
        kind = _closes(unit, units[i] if i < part.end else None) if unit.kind == "paragraph" else ""
        if not kind and unit.kind not in ("rule", "note", "attachment-note"):
            break  # web pages often list the attachments below the signature
        unit.kind = kind or unit.kind
        i -= 1
    return i


def _closes(unit: Unit, below: Unit | None) -> str:
    """The kind that a paragraph at the end of a part has by its words; empty where it is none of them."""
    if is_colophon(unit.text) or (below and _prints(below) and is_organ(unit.text)):
        return "colophon"
    return "annotation" if len(unit.text) <= 120 and ANNOTATION.fullmatch(unit.text) else ""


def _prints(unit: Unit) -> bool:
    """A line of the 版记 that gives the date alone: the organ stands on the line above."""
    return unit.kind == "colophon" and is_printed(unit.text) and unit.text[:1].isnumeric()


def _signed(units: list[Unit], start: int, end: int) -> int:
    """Mark 成文日期 and the 署名 above it, or a lone organ; out: where they begin."""
    i = end - 1
    if i < start:
        return end
    if units[i].kind == "annotation" or units[i].kind == "rule":
        return i
    if units[i].kind == "paragraph" and is_signed(units[i].text):
        units[i].kind = "signature"
        return i
    if units[i].kind in ("paragraph", "heading") and not units[i].hashes and is_date(units[i].text):
        units[i].kind = "date"
        first = i - 1
        lowest = max(start, i - _MOST_SIGNERS)
        while first >= lowest and _signs(units[first], above_date=first == i - 1):
            units[first].kind = "signature"
            first -= 1
        return first + 1
    if end > start + 1 and _signs(units[i], above_date=False) and _may_end(units[i - 1]):
        units[i].kind = "signature"
        return i
    return end


def _signs(unit: Unit, *, above_date: bool) -> bool:
    if unit.kind != "paragraph":
        return False
    return is_organ(unit.text) or (above_date and is_name_line(unit.text))


def _may_end(unit: Unit) -> bool:
    """Whether an organ below this unit can be its signature, and not one line of a list of names."""
    return unit.kind in ("signature", "attachment-note", "table") or unit.text.endswith(("。", "！", "！”", "。”"))


def closing_plugin(md: MarkdownIt) -> None:
    """Run when the parts are known."""
    md.core.ruler.push("gongwen_closing", closing)
