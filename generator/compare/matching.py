"""Which passages of the newer text are which of the older.

Sections are paired with sections first, by their headings and their contents, then the passages within each pair in
their order, then what is left anywhere, which has moved.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

import msgspec

from generator.compare.alike import Grams, best_first, in_order, likeness, pairs
from generator.compare.passages import FORMS, Passage, Passages, Section, name_of

_LEAST = 0.3  # from here on two passages of one section are the same passage, reworded
_LEAST_SECTIONS = 0.25  # the same for two sections, whose headings and contents count one half each
_LEAST_MOVED = 0.5  # for passages and sections that stand elsewhere
_PARTED = 0.6  # of a passage's grams are in what its neighbour lost: it was parted from it
_SHORTEST_LEAD, _SHORTEST_PART = 4, 6


class Match(msgspec.Struct, frozen=True):
    """Passages, by their places, that are the same: one of each text, or one and its parts in the other.

    `moved` is what the reader is told where it stands elsewhere; empty where it stayed.
    """

    olds: tuple[int, ...]
    news: tuple[int, ...]
    moved: str = ""


class Matching(msgspec.Struct, frozen=True):
    """The matches of two texts, and the pairs of sections, by their numbers, with whether the section moved."""

    matches: tuple[Match, ...]
    homes: tuple[tuple[int, int, bool], ...]


def matched(olds: Passages, news: Passages) -> Matching:
    """Which passages of `news` are which of `olds`."""
    homes = _sections(olds.sections, news.sections)
    matches: list[Match] = []
    for g, h, moved in homes:
        matches += _within(olds, olds.sections[g], news, news.sections[h], "整个部分换了位置" if moved else "")
    matches += _elsewhere(olds, news, matches, {(g, h) for g, h, _ in homes})
    return Matching(tuple(matches), tuple(homes))


def dropped(olds: Passages, news: Passages, found: Matching) -> dict[int, list[int]]:
    """The passages that were dropped, by the place of the newer text behind which they would stand (-1: before it)."""
    match_of = {i: match for match in found.matches for i in match.olds}
    home_of = {g: (news.sections[h], moved) for g, h, moved in found.homes}
    gone: defaultdict[int, list[int]] = defaultdict(list)
    end = -1
    for g, section in enumerate(olds.sections):
        home, moved = home_of.get(g, (None, True))
        last = home.inner.start - 1 if home else end
        for i in range(section.start, section.end):
            match = match_of.get(i)
            if match is None:
                gone[last].append(i)
            elif not match.moved:
                last = match.news[-1]
        if home and not moved:
            end = home.end - 1
    return dict(gone)


def _sections(olds: Sequence[Section], news: Sequence[Section]) -> list[tuple[int, int, bool]]:
    """The sections that belong together, by their numbers, and whether they moved."""
    titled = {section.key for section in olds if section.headed} & {section.key for section in news if section.headed}

    def alike(old: Section, new: Section, _: int | None) -> float:
        """A section whose heading the other text has is that one, whatever it holds, and no other."""
        return 0.0 if old.key != new.key and not titled.isdisjoint((old.key, new.key)) else _sections_alike(old, new)

    found = pairs(olds, news, alike, _LEAST_SECTIONS)
    chosen = in_order(found)
    taken_old, taken_new = {g for g, _ in chosen}, {h for _, h in chosen}
    rest = [p for p in found if p[0] >= _LEAST_MOVED and p[1] not in taken_old and p[2] not in taken_new]
    return [*((g, h, False) for g, h in chosen), *((g, h, True) for g, h in best_first(rest))]


def _sections_alike(old: Section, new: Section) -> float:
    if old.sort != new.sort:
        return 0.0
    inside = likeness(old.grams, new.grams)
    if not old.headed and not new.headed:
        return max(inside, _LEAST)  # what stands before the first section of each
    if not (old.headed and new.headed):
        return inside
    return (inside + (1.0 if old.key == new.key else likeness(old.title, new.title))) / 2


def _alike(old: Passage, new: Passage, shared: int | None) -> float:
    if old.sort != new.sort:
        return 0.0
    if old.text == new.text:
        return 1.0
    found = likeness(old.grams, new.grams, shared)
    if old.key == new.key:
        return max(found, 0.5 if old.sort in FORMS else 0.99)
    if old.lead == new.lead and len(old.lead) >= _SHORTEST_LEAD:
        return max(found, 0.5)
    return found


def _within(olds: Passages, old: Section, news: Passages, new: Section, moved: str) -> Iterator[Match]:
    """The passages of two sections that belong together, in order; `moved` is the note on the section's heading."""
    if old.headed and new.headed:
        yield Match((old.start,), (new.start,), moved)
    a, b = ([side.all[i] for i in section.inner] for side, section in ((olds, old), (news, new)))
    chosen = in_order(pairs(a, b, _alike, _LEAST))
    first, second = old.inner.start, new.inner.start
    free_old = set(old.inner) - {first + i for i, _ in chosen}
    free_new = set(new.inner) - {second + j for _, j in chosen}
    for i, j in chosen:
        whole, now = first + i, second + j
        parts = _parted(olds.all[whole], now, news.all, free_new)
        joined = _parted(news.all[now], whole, olds.all, free_old) if len(parts) == 1 else (whole,)
        free_new -= set(parts)
        free_old -= set(joined)
        yield Match(joined, parts)


def _parted(whole: Passage, place: int, passages: Sequence[Passage], free: Collection[int]) -> tuple[int, ...]:
    """The passage at `place`, which is `whole` in the other text, and those beside it that were parted from `whole`."""
    first = last = place
    rest = whole.grams - passages[place].grams
    while last + 1 in free and _belongs(passages[last + 1], whole, rest):
        last += 1
    while first - 1 in free and _belongs(passages[first - 1], whole, rest):
        first -= 1
    return tuple(range(first, last + 1))


def _belongs(part: Passage, whole: Passage, rest: Grams) -> bool:
    if part.sort != "text" or whole.sort != "text" or len(part.key) < _SHORTEST_PART:
        return False
    return part.key in whole.key or len(part.grams & rest) > _PARTED * len(part.grams)


def _elsewhere(
    olds: Passages, news: Passages, matches: Sequence[Match], homes: Collection[tuple[int, int]]
) -> Iterator[Match]:
    """The passages that are left in both texts and belong together, wherever they stand."""
    taken_old = {i for match in matches for i in match.olds}
    taken_new = {j for match in matches for j in match.news}
    left_old = [i for section in olds.sections for i in section.inner if i not in taken_old]
    left_new = [j for section in news.sections for j in section.inner if j not in taken_new]
    a, b = [olds.all[i] for i in left_old], [news.all[j] for j in left_new]
    for m, n in best_first(pairs(a, b, _alike, _LEAST_MOVED)):
        i, j = left_old[m], left_new[n]
        g, h = olds.section(i), news.section(j)
        section = olds.sections[g]
        if (g, h) in homes:
            note = "在本部分内换了位置"
        else:
            note = f"原在“{name_of(olds.all[section.start].block, 16)}”" if section.headed else "原在开头部分"
        yield Match((i,), (j,), note)
