"""Which passages of the newer text are which of the older.

Sections are paired with sections first, by their headings and their contents, then the passages within each pair in
their order, then what is left anywhere, which has moved.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial

import msgspec

from generator.compare.alike import Likely, best_first, in_order, pairs
from generator.compare.passages import FORMS, Passage, Passages, Section, name_of

_LEAST = 0.3  # from here on two passages of one section are the same passage, reworded
_LEAST_SECTIONS = 0.25  # the same for two sections, whose headings and contents count one half each
_LEAST_MOVED = 0.5  # for passages and sections that stand elsewhere
_PARTED = 0.6  # of a passage's grams are in what its neighbour lost: it was parted from it
_SHORTEST_PART = 6

_Near = Sequence[Mapping[int, float]]  # for each passage of the newer text how much those of the older are alike


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
    from generator.compare.sharing import likely

    near = likely(olds.held, len(olds.all), news.held, len(news.all), _LEAST)
    homes = _sections(olds, news)
    matches: list[Match] = []
    for g, h, moved in homes:
        matches += _within(olds, olds.sections[g], news, news.sections[h], near, "整个部分换了位置" if moved else "")
    matches += _elsewhere(olds, news, near, matches, {(g, h) for g, h, _ in homes})
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


def _sections(older: Passages, newer: Passages) -> list[tuple[int, int, bool]]:
    """The sections that belong together, by their numbers, and whether they moved."""
    from generator.compare.sharing import likely

    olds, news = older.sections, newer.sections
    titled = {section.key for section in olds if section.headed} & {section.key for section in news if section.headed}
    a, b = (side.held.within([section.start for section in side.sections]) for side in (older, newer))

    def alike(old: Section, new: Section, inside: float) -> float:
        """A section whose heading the other text has is that one, whatever it holds, and no other."""
        if old.sort != new.sort or (old.key != new.key and not titled.isdisjoint((old.key, new.key))):
            return 0.0
        if not old.headed and not new.headed:
            return max(inside, _LEAST)  # what stands before the first section of each
        if not (old.headed and new.headed):
            return inside
        same = old.key == new.key
        return (inside + (1.0 if same else _likeness(older.grams(old.start), newer.grams(new.start)))) / 2

    found = pairs(olds, news, likely(a, len(olds), b, len(news)), alike, _LEAST_SECTIONS)
    chosen = in_order(found)
    taken_old, taken_new = {g for g, _ in chosen}, {h for _, h in chosen}
    rest = [p for p in found if p[0] >= _LEAST_MOVED and p[1] not in taken_old and p[2] not in taken_new]
    return [*((g, h, False) for g, h in chosen), *((g, h, True) for g, h in best_first(rest))]


def _likeness(a: frozenset[int], b: frozenset[int]) -> float:
    """How much two sets of grams have in common, as `likely` has it."""
    shared = len(a & b)
    return max(2 * shared / (len(a) + len(b)), 0.6 * shared / min(len(a), len(b))) if shared else 0.0


def _alike(old: Passage, new: Passage, found: float) -> float:
    if old.sort != new.sort:
        return 0.0
    if old.text == new.text:
        return 1.0
    if old.key == new.key:
        return max(found, 0.5 if old.sort in FORMS else 0.99)
    if old.lead == new.lead and old.names[1:]:
        return max(found, 0.5)
    return found


def _paired(
    olds: Passages, places: Sequence[int], news: Passages, others: Sequence[int], near: _Near, least: float
) -> list[Likely]:
    """The passages at these places that are alike by at least `least`, by where they stand in `places` and `others`."""
    at = {place: n for n, place in enumerate(places)}
    shared = [{at[i]: score for i, score in near[j].items() if i in at} for j in others]
    return pairs([olds.all[i] for i in places], [news.all[j] for j in others], shared, _alike, least)


def _within(olds: Passages, old: Section, news: Passages, new: Section, near: _Near, moved: str) -> Iterator[Match]:
    """The passages of two sections that belong together, in order; `moved` is the note on the section's heading."""
    if old.headed and new.headed:
        yield Match((old.start,), (new.start,), moved)
    chosen = in_order(_paired(olds, old.inner, news, new.inner, near, _LEAST))
    first, second = old.inner.start, new.inner.start
    free_old = set(old.inner) - {first + i for i, _ in chosen}
    free_new = set(new.inner) - {second + j for _, j in chosen}
    for i, j in chosen:
        whole, now = first + i, second + j
        parts = _parted(olds, whole, news, now, free_new, partial(_is_near, near, whole))
        joined = _parted(news, now, olds, whole, free_old, near[now].__contains__) if len(parts) == 1 else (whole,)
        free_new -= set(parts)
        free_old -= set(joined)
        yield Match(joined, parts)


def _parted(
    side: Passages, whole: int, other: Passages, place: int, free: Collection[int], near: Callable[[int], bool]
) -> tuple[int, ...]:
    """The passage at `place`, which is `whole` in the text `side`, and those beside it that were parted from it.

    `near` tells of a passage beside it whether it is somewhat alike to `whole`.
    """
    lost = (side, whole, other, place)
    first = last = place
    while last + 1 in free and _belongs(last + 1, lost, near):
        last += 1
    while first - 1 in free and _belongs(first - 1, lost, near):
        first -= 1
    return tuple(range(first, last + 1))


def _is_near(near: _Near, old: int, new: int) -> bool:
    return old in near[new]


def _belongs(part: int, lost: tuple[Passages, int, Passages, int], near: Callable[[int], bool]) -> bool:
    """Whether a passage was parted from a whole: it stands in it, or for the most in what the whole has `lost`."""
    side, whole, other, place = lost
    a, b = other.all[part], side.all[whole]
    if a.sort != "text" or b.sort != "text" or len(a.key) < _SHORTEST_PART:
        return False
    if a.key in b.key or not near(part):  # what shares six tenths of its grams is alike by 0.36 at least
        return a.key in b.key
    grams = other.grams(part)
    return len(grams & side.grams(whole) - other.grams(place)) > _PARTED * len(grams)


def _elsewhere(
    olds: Passages, news: Passages, near: _Near, matches: Sequence[Match], homes: Collection[tuple[int, int]]
) -> Iterator[Match]:
    """The passages that are left in both texts and belong together, wherever they stand."""
    taken_old = {i for match in matches for i in match.olds}
    taken_new = {j for match in matches for j in match.news}
    left_old = [i for section in olds.sections for i in section.inner if i not in taken_old]
    left_new = [j for section in news.sections for j in section.inner if j not in taken_new]
    for m, n in best_first(_paired(olds, left_old, news, left_new, near, _LEAST_MOVED)):
        i, j = left_old[m], left_new[n]
        g, h = olds.section(i), news.section(j)
        section = olds.sections[g]
        if (g, h) in homes:
            note = "在本部分内换了位置"
        else:
            note = f"原在“{name_of(olds.all[section.start].block, 16)}”" if section.headed else "原在开头部分"
        yield Match((i,), (j,), note)
