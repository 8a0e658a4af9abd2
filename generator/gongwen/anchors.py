"""Addresses on the page: s2, s2-1, i7, h1, with n- in the notice and a1- in the first attachment.

They come from the printed numbers, so they stay when text around them changes. An item whose number is used before in
its part, as where items restart under each section, is addressed through its section: s3-i1.
"""

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

from generator.gongwen.context import Part, Unit, context


def anchors(state: StateCore) -> None:
    """Give each heading and each item its address; all are ASCII and unique."""
    found = context(state.env)
    used = {unit.anchor for unit in found.units if unit.anchor}
    counters: dict[str, int] = {}
    for part in found.parts:
        _Namer(part, used, counters).name(found.units[part.start : part.end])


class _Namer:
    """Names the units of one part, with the section and the item that it stands in."""

    def __init__(self, part: Part, used: set[str], counters: dict[str, int]) -> None:
        self.prefix = part.prefix
        self.used = used
        self.counters = counters
        self.section = ""
        self.heading = ""
        self.item = "i0"
        self.headings = 0

    def name(self, units: list[Unit]) -> None:
        for unit in units:
            if not unit.anchor and (wanted := self._wanted(unit)):
                unit.anchor = self._free(self.prefix + wanted)
                self._enter(unit, unit.anchor.removeprefix(self.prefix))

    def _wanted(self, unit: Unit) -> str:
        value = unit.marker.value if unit.marker else 0
        if unit.kind == "section":
            return f"s{value}"
        if unit.kind == "subsection":
            return f"{self.section or 's0'}-{value}"
        if unit.kind == "item":
            plain = f"i{value}"
            inside = self.heading or self.section
            return f"{inside}-{plain}" if inside and self.prefix + plain in self.used else plain
        if unit.kind == "point" and unit.heading:
            return f"{self.item}-{value}"
        if unit.kind == "heading":
            self.headings += 1
            return f"h{self.headings}"
        return ""

    def _enter(self, unit: Unit, name: str) -> None:
        if unit.kind == "section":
            self.section, self.heading = name, ""
        elif unit.kind in ("subsection", "heading"):
            self.heading = name
        elif unit.kind == "item":
            self.item = name

    def _free(self, anchor: str) -> str:
        """The anchor, or with the first of -2, -3 … that is free."""
        if anchor in self.used:
            n = self.counters.get(anchor, 1) + 1
            while f"{anchor}-{n}" in self.used:
                n += 1
            self.counters[anchor] = n
            anchor = f"{anchor}-{n}"
        self.used.add(anchor)
        return anchor


def anchors_plugin(md: MarkdownIt) -> None:
    """Run when headings are known."""
    md.core.ruler.push("gongwen_anchors", anchors)
