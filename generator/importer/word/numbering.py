"""Word's automatic numbering, counted as Word counts it, so that it comes out as printed: 一、 （一） 1. 第一条.

The numbers stand nowhere in the text of a document: numbering.xml says how each level looks and where it starts
(ISO/IEC 29500-1 17.9), and the numbers come from counting the paragraphs.
"""

from xml.etree.ElementTree import Element

import msgspec

from generator.importer.word.names import VAL, W
from generator.importer.word.number_formats import printed
from generator.importer.word.styles import is_on, whole

_LEVELS = 9
_BULLETS = {0xF06C: "●", 0xF06E: "■", 0xF075: "◆", 0xF0D8: "➢", 0xF0FC: "✓", 0xF076: "❖", 0xF0A8: "□", 0xF0B2: "□"}
_CLOSED = "、，。．）】〕》：.)"


class Level(msgspec.Struct, frozen=True, gc=False):
    """One level as it is defined: `text` with %1 to %9, `after` is tab, space or nothing; `restart` the level (from 1)
    that makes it begin again, 0 for never and -1 for any above; `style` the style of paragraphs that belongs to it."""

    form: str = "decimal"
    text: str = ""
    start: int = 1
    after: str = "tab"
    restart: int = -1
    legal: bool = False
    style: str = ""


class _List(msgspec.Struct, frozen=True):
    """What a numId stands for: the list that it counts in, its levels, and the levels where it starts anew."""

    counted: str
    levels: dict[int, Level]
    starts: dict[int, int]


class Numbering:
    """The lists of a document and how far each has been counted. Ask for the labels in the order of the text."""

    def __init__(self, root: Element | None) -> None:
        """`root` is w:numbering; without it no paragraph has a number."""
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[tuple[str, int]] = set()
        if root is None:
            return
        abstracts = {a.get(f"{W}abstractNumId", ""): a for a in root.findall(f"{W}abstractNum")}
        nums = {num.get(f"{W}numId", ""): num for num in root.findall(f"{W}num")}
        by_style = {link.get(VAL): key for key, a in abstracts.items() if (link := a.find(f"{W}styleLink")) is not None}
        for key, num in nums.items():
            named = num.find(f"{W}abstractNumId")
            abstract = "" if named is None else named.get(VAL, "")
            if abstract in abstracts and (link := abstracts[abstract].find(f"{W}numStyleLink")) is not None:
                abstract = by_style.get(link.get(VAL), abstract)
            if abstract in abstracts:
                self._lists[key] = _list(abstract, abstracts[abstract], num)

    def level_of_style(self, num_id: str, style: str, otherwise: int) -> int:
        """The level of a list that belongs to a style of paragraphs; that counts more than the one the style names."""
        found = self._lists.get(num_id)
        levels = found.levels if found and style else {}
        return next((n for n, level in levels.items() if level.style == style), otherwise)

    def label(self, num_id: str, level: int) -> str:
        """Count a paragraph of this list and level: what Word prints before it; empty for none."""
        found = self._lists.get(num_id)
        if found is None or level not in found.levels:
            return ""
        counts = self._counts.setdefault(found.counted, [None] * _LEVELS)
        count = counts[level]
        if level in found.starts and (num_id, level) not in self._started:
            counts[level] = found.starts[level]
        else:
            start = found.starts.get(level, found.levels[level].start)
            counts[level] = start if count is None else count + 1
        self._started.add((num_id, level))
        for deeper in range(level + 1, _LEVELS):
            restart = found.levels[deeper].restart if deeper in found.levels else -1
            if restart and level < (restart if restart > 0 else deeper):
                counts[deeper] = None
        return _label(found.levels, counts, level)

    def gap(self, num_id: str, level: int, label: str, text: str) -> str:
        """What stands between a label and the text after it: nothing where the label closes itself (一、 1.), which is
        how a person types it, unless a digit or letter follows; a blank where Word leaves one otherwise."""
        found = self._lists.get(num_id)
        if found is None or not label or found.levels[level].after == "nothing":
            return ""
        if label[-1] in _CLOSED and not (text[:1].isascii() and text[:1].isalnum()):
            return ""
        return " "


def _label(levels: dict[int, Level], counts: list[int | None], level: int) -> str:
    own = levels[level]
    if own.form == "bullet":
        return "".join(_BULLETS.get(ord(sign), "●" if 0xE000 <= ord(sign) < 0xF900 else sign) for sign in own.text)
    label = own.text
    for n in range(_LEVELS):
        if f"%{n + 1}" in label and n in levels:
            count = counts[n]
            form = "decimal" if own.legal else levels[n].form
            form = "none" if levels[n].form == "bullet" else form
            value = printed(levels[n].start if count is None else count, form)
            label = label.replace(f"%{n + 1}", value)
    return label.strip()


def _list(counted: str, abstract: Element, num: Element) -> _List:
    levels = {whole(level, key=f"{W}ilvl"): _level(level) for level in abstract.findall(f"{W}lvl")}
    starts: dict[int, int] = {}
    for override in num.findall(f"{W}lvlOverride"):
        n = whole(override, key=f"{W}ilvl")
        own, start = override.find(f"{W}lvl"), override.find(f"{W}startOverride")
        if own is not None:
            levels[n] = _level(own)
        if start is not None:
            starts[n] = whole(start)
    return _List(counted, {n: level for n, level in levels.items() if 0 <= n < _LEVELS}, starts)


def _level(element: Element) -> Level:
    form, text, after = (_value(element, name) for name in ("numFmt", "lvlText", "suff"))
    legal, start, restart = (element.find(f"{W}{name}") for name in ("isLgl", "start", "lvlRestart"))
    return Level(
        form=form or "decimal",
        text=text,
        start=whole(start, 1),
        after=after or "tab",
        restart=whole(restart, -1),
        legal=legal is not None and is_on(legal),
        style=_value(element, "pStyle"),
    )


def _value(element: Element, name: str) -> str:
    found = element.find(f"{W}{name}")
    if found is None and name == "numFmt":
        # A format that older programs don't know stands in a choice, with one that they know.
        found = next(element.iter(f"{W}{name}"), None)
    return "" if found is None else found.get(VAL, "")
