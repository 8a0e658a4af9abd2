"""The plan that a notice carries (印发《…》): where its own title stands below the notice."""

import re

import msgspec

from generator.importer.recognise.attachments import read_label
from generator.importer.recognise.rows import Row, joined
from generator.importer.recognise.titles import Title

_INNER = re.compile("《(?P<title>.+)》")
_NAMED = re.compile(r"(?:印发|下发|下达|颁发)(?P<title>(?:(?!印发|下发|下达)[^《》]){6,60}?)的?(?:通知|函)$")
_MOST_LINES = 5
_ALIKE = 0.72


class Carried(msgspec.Struct, frozen=True, gc=False):
    """The title of the carried document; `annexed` where 附件 stands above it: it is an attachment then."""

    title: Title
    annexed: bool = False

    @property
    def start(self) -> int:
        """The row with which its title begins."""
        return self.title.start

    @property
    def end(self) -> int:
        """The row behind its title."""
        return self.title.end


def find_carried(rows: list[Row], titles: list[Title], title: Title | None, start: int) -> Carried | None:
    """The carried document's title in rows[start:], for a notice; None where there is none."""
    if title is None or title.kind != "notice":
        return None
    inner = _INNER.search("".join(title.text.split()))
    named = inner or _NAMED.search("".join(title.text.split()))
    wanted = named["title"] if named else ""
    for n in range(start + 1, len(rows)) if wanted else ():
        end = _spelt(rows, n, wanted)
        if end:
            return _carried(rows, Title(n, end, joined([row.text for row in rows[n:end]]), "plan"))
    for other in titles:
        if other.start > start and other.kind == "plan" and _alike(other, wanted, title.tight):
            return _carried(rows, other)
    return None


def _spelt(rows: list[Row], first: int, wanted: str) -> int:
    """The row after the title `wanted`, spelt out from rows[first] on; 0 where something else is."""
    text = ""
    for n in range(first, min(first + _MOST_LINES, len(rows))):
        if not rows[n].plain or not rows[n].tight:
            return 0
        text += rows[n].tight
        if text.strip("《》") == wanted:
            return n + 1
        if not wanted.startswith(text.lstrip("《")):
            return 0
    return 0


def _alike(other: Title, wanted: str, notice: str) -> bool:
    """Whether another plan's title is the one meant: the same but for a name, a year or a slip."""
    tight = other.tight.strip("《》")
    if wanted and (tight.endswith(wanted) or (len(tight) > 6 and wanted.endswith(tight))):
        return True
    if not wanted:
        return len(tight) > 6 and tight in notice
    import difflib

    return difflib.SequenceMatcher(None, tight, wanted, autojunk=False).ratio() >= _ALIKE


def _carried(rows: list[Row], title: Title) -> Carried:
    above = [row for row in rows[max(0, title.start - 2) : title.start] if row.tight]
    annexed = any(_labels(row) for row in above)
    return Carried(title, annexed)


def _labels(row: Row) -> bool:
    found = read_label(row.text) if row.plain else None
    return bool(found and not found["title"] and not found["spaced"])
