"""Two plans of one issuer compared: what was kept, changed, added, dropped or moved, down to the phrase.

Sections are paired with sections first, by their headings and their contents, then the passages within each pair, then
what is left anywhere, which has moved. Printed numbers, years that moved on with the plan, punctuation, spaces and the
width of characters make no change: they are told in a note.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

import msgspec

from generator.alike import Features, best_first, common, grams, in_order, likeness, pairs, words
from generator.phrases import FOLD, Run, Wording, wordings
from generator.plan import Block, Body

WORDS = {"kept": "保留", "changed": "修改", "added": "新增", "dropped": "删去", "moved": "移动"}

_BY_LINE = frozenset(("table", "list", "quote"))
_PARTS = frozenset(("document", "attachment"))
_FORMS = frozenset(("recipients", "signature", "date", "colophon", "attachment-note", "attachment-title"))
_LEAST = 0.3  # from here on two passages of one section are the same passage, reworded
_LEAST_SECTIONS = 0.25  # the same for two sections, whose headings and contents count one half each
_LEAST_MOVED = 0.5  # for passages and sections that stand elsewhere
_PARTED = 0.6  # of a passage's grams are in what its neighbour lost: it was parted from it
_SHORTEST_LEAD, _SHORTEST_PART = 4, 6


class Row(msgspec.Struct, frozen=True):
    """A passage in both plans, or in one.

    `kind` is a key of WORDS. `before` and `after` are its runs in the older and the newer plan. A passage that was
    parted or joined is a row for each part, with the runs of that part. `notes` tell in Chinese what the runs don't.
    """

    kind: str
    older: Block | None
    newer: Block | None
    before: tuple[Run, ...] = ()
    after: tuple[Run, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def word(self) -> str:
        """The kind in Chinese."""
        return WORDS[self.kind]

    @property
    def marked(self) -> bool:
        """Whether any phrase differs, so that both texts must be shown."""
        return any(run.mark != "same" for run in (*self.before, *self.after))

    @property
    def name(self) -> str:
        """The beginning of the passage, to name it in a list."""
        block = self.newer or self.older
        assert block
        return _name(block)

    @property
    def heading(self) -> bool:
        """Whether it is a heading of a section or a larger part, and nothing else."""
        block = self.newer or self.older
        return block is not None and _opens(block) and len(block.number + block.lead) + 2 >= len(block.text)


class Comparison(msgspec.Struct, frozen=True):
    """The rows in the order of the newer plan, what was dropped where it stood; and how many there are of each kind."""

    rows: tuple[Row, ...]
    counts: Mapping[str, int]

    @property
    def summary(self) -> str:
        """保留 6 条，修改 5 条，新增 3 条"""
        return "，".join(f"{word} {self.counts[kind]} 条" for kind, word in WORDS.items() if self.counts[kind])


class _Unit(Features, frozen=True):
    """A paragraph, a heading or a line of a table: `text` without its printed number, which is `printed`."""

    block: Block
    printed: str
    text: str
    sort: str
    lead: str


class _Group(Features, frozen=True):
    """A section, the text before the first, or an attachment: units[start:end], the first its heading if `headed`."""

    start: int
    end: int
    headed: bool
    sort: str
    title: frozenset[str]

    @property
    def inner(self) -> range:
        """Its units but the heading."""
        return range(self.start + self.headed, self.end)


class _Match(msgspec.Struct, frozen=True):
    """Units, by their places, that are the same passage: one of each text, or one and its parts in the other."""

    olds: tuple[int, ...]
    news: tuple[int, ...]
    moved: str = ""


def compare(older: Body, newer: Body, apart: int = 1) -> Comparison:
    """The comparison of two texts of plans whose years lie `apart`."""
    a, b = _units(older), _units(newer)
    useless = common([unit.grams for unit in (*a, *b)])
    olds, news = _Side(a, useless), _Side(b, useless)
    homes = _sections(olds.groups, news.groups)
    matches: list[_Match] = []
    for g, h, moved in homes:
        matches += _within(olds, olds.groups[g], news, news.groups[h], "整个部分换了位置" if moved else "")
    matches += _elsewhere(olds, news, matches, {(g, h) for g, h, _ in homes})
    rows = tuple(_rows(olds, news, matches, homes, apart))
    counts = Counter(row.kind for row in rows)
    return Comparison(rows, {kind: counts[kind] for kind in WORDS})


class _Side:
    """One of the two texts: its units, without the grams that tell nothing, and its groups."""

    def __init__(self, units: Sequence[_Unit], useless: frozenset[str]) -> None:
        self.units = [msgspec.structs.replace(unit, grams=unit.grams - useless) for unit in units]
        self.groups = _groups(self.units)

    def section(self, place: int) -> int:
        """The number of the group in which the unit at `place` stands."""
        return next(n for n, group in enumerate(self.groups) if place < group.end)


def _units(body: Body) -> list[_Unit]:
    units = []
    for block in body.blocks:
        lines = block.text.split("\n") if block.kind in _BY_LINE else [block.text]
        for text in filter(str.strip, lines):
            part = block if text == block.text else msgspec.structs.replace(block, text=text)
            units.append(_unit(part))
    return units


def _unit(block: Block) -> _Unit:
    number = block.number if block.text.startswith(block.number) else ""
    rest = block.text[len(number) :].lstrip()
    plain = words(rest)
    sort = block.kind if block.kind in _FORMS else "table" if block.kind == "table" else "text"
    key = sort if sort in _FORMS else plain or rest
    printed = block.text[: len(block.text) - len(rest)]
    return _Unit(key, grams(plain), block, printed, rest, sort, words(block.lead))


def _opens(block: Block) -> bool:
    """Whether a section, the document or an attachment begins here."""
    return block.level == 1 or block.kind in _PARTS


def _groups(units: Sequence[_Unit]) -> list[_Group]:
    starts = [i for i, unit in enumerate(units) if i == 0 or _opens(unit.block)]
    ends = [*starts[1:], len(units)] if units else []
    groups = []
    for start, end in zip(starts, ends, strict=True):
        head = units[start]
        headed = _opens(head.block)
        sort = "attachment" if head.block.kind == "attachment" else "section" if head.block.level == 1 else "front"
        inside = frozenset[str]().union(*(unit.grams for unit in units[start:end]))
        key = head.key if headed else ""
        groups.append(_Group(key, inside, start, end, headed, sort, head.grams if headed else frozenset()))
    return groups


def _sections(olds: Sequence[_Group], news: Sequence[_Group]) -> list[tuple[int, int, bool]]:
    """The groups that belong together, by their numbers, and whether they moved."""
    titled = {group.key for group in olds if group.headed} & {group.key for group in news if group.headed}

    def alike(old: _Group, new: _Group) -> float:
        """A section whose heading the other text has is that one, whatever it holds, and no other."""
        return 0.0 if old.key != new.key and not titled.isdisjoint((old.key, new.key)) else _groups_alike(old, new)

    found = pairs(olds, news, alike, _LEAST_SECTIONS)
    chosen = in_order(found)
    taken_old, taken_new = {g for g, _ in chosen}, {h for _, h in chosen}
    rest = [p for p in found if p[0] >= _LEAST_MOVED and p[1] not in taken_old and p[2] not in taken_new]
    return [*((g, h, False) for g, h in chosen), *((g, h, True) for g, h in best_first(rest))]


def _groups_alike(old: _Group, new: _Group) -> float:
    if old.sort != new.sort:
        return 0.0
    inside = likeness(old.grams, new.grams)
    if not old.headed and not new.headed:
        return max(inside, _LEAST)  # what stands before the first section of each
    if not (old.headed and new.headed):
        return inside
    return (inside + (1.0 if old.key == new.key else likeness(old.title, new.title))) / 2


def _alike(old: _Unit, new: _Unit) -> float:
    if old.sort != new.sort:
        return 0.0
    if old.text == new.text:
        return 1.0
    same = old.key == new.key or (len(old.lead) >= _SHORTEST_LEAD and old.lead == new.lead)
    exact = 0.99 if old.key == new.key and old.sort not in _FORMS else 0.5 if same else 0.0
    return max(exact, likeness(old.grams, new.grams))


def _within(olds: _Side, old: _Group, news: _Side, new: _Group, moved: str) -> Iterator[_Match]:
    """The passages of two groups that belong together, in order; `moved` is the note on the group's heading."""
    if old.headed and new.headed:
        yield _Match((old.start,), (new.start,), moved)
    a, b = ([side.units[i] for i in group.inner] for side, group in ((olds, old), (news, new)))
    chosen = in_order(pairs(a, b, _alike, _LEAST))
    first, second = old.inner.start, new.inner.start
    free_old = set(old.inner) - {first + i for i, _ in chosen}
    free_new = set(new.inner) - {second + j for _, j in chosen}
    for i, j in chosen:
        whole, now = first + i, second + j
        parts = _parted(olds.units[whole], now, news.units, free_new)
        joined = _parted(news.units[now], whole, olds.units, free_old) if len(parts) == 1 else (whole,)
        free_new -= set(parts)
        free_old -= set(joined)
        yield _Match(joined, parts)


def _parted(whole: _Unit, place: int, units: Sequence[_Unit], free: Collection[int]) -> tuple[int, ...]:
    """The unit at `place`, which is `whole` in the other text, and those beside it that were parted from `whole`."""
    first = last = place
    rest = whole.grams - units[place].grams
    while last + 1 in free and _belongs(units[last + 1], whole, rest):
        last += 1
    while first - 1 in free and _belongs(units[first - 1], whole, rest):
        first -= 1
    return tuple(range(first, last + 1))


def _belongs(part: _Unit, whole: _Unit, rest: frozenset[str]) -> bool:
    if part.sort != "text" or whole.sort != "text" or len(part.key) < _SHORTEST_PART:
        return False
    return part.key in whole.key or len(part.grams & rest) > _PARTED * len(part.grams)


def _elsewhere(
    olds: _Side, news: _Side, matches: Sequence[_Match], homes: Collection[tuple[int, int]]
) -> Iterator[_Match]:
    """The passages that are left in both texts and belong together, wherever they stand."""
    taken_old = {i for match in matches for i in match.olds}
    taken_new = {j for match in matches for j in match.news}
    left_old = [i for group in olds.groups for i in group.inner if i not in taken_old]
    left_new = [j for group in news.groups for j in group.inner if j not in taken_new]
    a, b = [olds.units[i] for i in left_old], [news.units[j] for j in left_new]
    for m, n in best_first(pairs(a, b, _alike, _LEAST_MOVED)):
        i, j = left_old[m], left_new[n]
        g, h = olds.section(i), news.section(j)
        group = olds.groups[g]
        if (g, h) in homes:
            note = "在本部分内换了位置"
        else:
            note = f"原在“{_name(olds.units[group.start].block, 16)}”" if group.headed else "原在开头部分"
        yield _Match((i,), (j,), note)


def _rows(
    olds: _Side, news: _Side, matches: Sequence[_Match], homes: Sequence[tuple[int, int, bool]], apart: int
) -> Iterator[Row]:
    dropped = _dropped(olds, news, matches, homes)
    match_of = {j: match for match in matches for j in match.news}
    for place in range(-1, len(news.units)):
        match = match_of.get(place)
        if match and place == match.news[0]:
            yield from _matched([olds.units[i] for i in match.olds], [news.units[j] for j in match.news], match, apart)
        elif place >= 0 and not match:
            yield _alone(news.units[place].block, "added")
        for i in dropped[place]:
            yield _alone(olds.units[i].block, "dropped")


def _alone(block: Block, mark: str) -> Row:
    """The row of a passage that only one of the texts has."""
    runs = (Run(block.text, mark),)
    return Row(mark, None, block, after=runs) if mark == "added" else Row(mark, block, None, before=runs)


def _dropped(
    olds: _Side, news: _Side, matches: Sequence[_Match], homes: Sequence[tuple[int, int, bool]]
) -> defaultdict[int, list[int]]:
    """The units that were dropped, by the place of the newer text behind which they would stand (-1: before it)."""
    match_of = {i: match for match in matches for i in match.olds}
    home_of = {g: (news.groups[h], moved) for g, h, moved in homes}
    dropped: defaultdict[int, list[int]] = defaultdict(list)
    end = -1
    for g, group in enumerate(olds.groups):
        home, moved = home_of.get(g, (None, True))
        last = home.inner.start - 1 if home else end
        for i in range(group.start, group.end):
            match = match_of.get(i)
            if match is None:
                dropped[last].append(i)
            elif not match.moved:
                last = match.news[-1]
        if home and not moved:
            end = home.end - 1
    return dropped


def _matched(olds: Sequence[_Unit], news: Sequence[_Unit], match: _Match, apart: int) -> Iterator[Row]:
    """A row for a passage, or for each of its parts."""
    found = wordings([unit.text for unit in olds], [unit.text for unit in news], apart)
    for n, wording in enumerate(found):
        old = olds[n] if n < len(olds) else None
        new = news[n] if n < len(news) else None
        before = _with_number(old, wording.before)
        after = _with_number(new, wording.after)
        kind = "moved" if match.moved else "changed" if wording.changed else "kept"
        notes = [match.moved] if match.moved else []
        if n:
            notes.append("并入上一条" if len(olds) > 1 else "从上一条分出")
        elif old and new:
            notes += _number_notes(old.block.number, new.block.number)
        notes += _wording_notes(wording, bool(match.moved))
        older, newer = (old or olds[-1]).block, (new or news[-1]).block
        if before and after:
            yield Row(kind, older, newer, before, after, tuple(notes))
        else:
            yield _alone(older, "dropped") if before else _alone(newer, "added")


def _with_number(unit: _Unit | None, runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The runs behind the printed number, which is no change."""
    if unit is None or not unit.printed:
        return runs
    if runs and runs[0].mark == "same":
        return (Run(unit.printed + runs[0].text, "same"), *runs[1:])
    return (Run(unit.printed, "same"), *runs)


def _number_notes(old: str, new: str) -> list[str]:
    """What became of the printed number; 1. and １、 are the same."""
    a, b = (number.rstrip("、．.,， ") for number in (old, new))
    if a.translate(FOLD) == b.translate(FOLD):
        return []
    return [f"序号由{a}改为{b}" if a and b else f"新加序号{b}" if b else f"去掉序号{a}"]


def _wording_notes(wording: Wording, moved: bool) -> list[str]:
    if wording.changed:
        return ["文字有修改"] if moved else []
    notes = [f"年份由{old}改为{new}" for old, new in wording.years]
    if wording.punctuation:
        notes.append("标点有改动")
    return notes


def _name(block: Block, most: int = 30) -> str:
    """What a passage is called, in at most so many characters: its number and its heading, else how it begins."""
    text = block.number + block.lead if block.lead else block.text.replace("\t", "　").replace("\n", " ")
    return text if len(text) <= most else text[: most - 1] + "…"
