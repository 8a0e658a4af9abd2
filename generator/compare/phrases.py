"""Two wordings of one passage compared phrase by phrase.

Phrases that both have are found first; what is left is compared by atoms: a Han character, a number (15, 十九) or a
Latin word. A few characters that two different wordings happen to share are not kept apart, so that a mark is a phrase
and never a scatter of characters. Spaces, the width of a character and punctuation make no difference.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import accumulate, groupby
from operator import attrgetter

import msgspec

from generator.compare.folding import YEAR, fold
from generator.compare.longest import matches

_BREAK = "\0"  # between the parts of a passage; no text holds it
_ANY_YEAR = "〇〇〇〇"  # as long as a year, for what is folded keeps its length
_YEAR = re.compile(YEAR)
_PHRASE = re.compile(r"((\w+(?:[.,]\d+)*)[^\w\0]*|\0|[^\w\0]+)")
_ATOM = re.compile(r"((\d+(?:[.,]\d+)*%?|[一二三四五六七八九十百千万亿]+|〇{4}|[A-Za-z]+|\t|\S)[^\S\t]*|[^\S\t]+)")
_has_text, _mark = attrgetter("text"), attrgetter("mark")
_MOST_PAIRS = 1_000_000  # of atoms; a passage with more counts as wholly reworded


class Run(msgspec.Struct, frozen=True, gc=False):
    """A stretch of text; `mark` is same, dropped (only in the older text) or added (only in the newer)."""

    text: str
    mark: str


class Wording(msgspec.Struct, frozen=True, gc=False):
    """A passage in both texts: the runs of each, and `changed` where the words differ.

    `years` are the pairs of years that differ in what else is the same; `punctuation` says that this does.
    """

    before: tuple[Run, ...] = ()
    after: tuple[Run, ...] = ()
    changed: bool = False
    years: tuple[tuple[str, str], ...] = ()
    punctuation: bool = False


class _Atom(msgspec.Struct, frozen=True, gc=False):
    """A smallest piece with the space behind it; atoms with one `key` are equal. `weight`: its length, 0 for a sign."""

    text: str
    key: str
    weight: int


Atoms = tuple[_Atom, ...]


class _Edit(msgspec.Struct, frozen=True, gc=False):
    """Atoms of both texts that stand for each other: with the same words, or the one replaced by the other."""

    same: bool
    old: Atoms
    new: Atoms
    weight: int


def _edit(same: bool, old: Atoms, new: Atoms) -> _Edit:
    return _Edit(same, old, new, max(sum([atom.weight for atom in old]), sum([atom.weight for atom in new])))


def wordings(olds: Sequence[str], news: Sequence[str], apart: int) -> list[Wording]:
    """The passage `olds`, now `news`: a paragraph each, or on one side the several into which it was parted.

    One Wording for each of the several. The runs of each side, one after the other, are the texts of that side.
    A year that moved by `apart` is marked, but is no change.
    """
    if olds == news:
        return [Wording((Run(text, "same"),), (Run(text, "same"),)) for text in olds]
    edits = _edits(_BREAK.join(olds), _BREAK.join(news))
    parts = [edits] if len(olds) == len(news) == 1 else _parts(edits)
    return [_wording(part, apart) for part in parts]


def _edits(old: str, new: str) -> Iterator[_Edit]:
    """The phrases that are the same, and between them the atoms that are."""
    a, b = _folded(old), _folded(new)
    words, cuts = _phrases(a)
    words_new, cuts_new = _phrases(b)
    for same, i, i2, j, j2 in _blocks(words, words_new):
        here, there = slice(cuts[i], cuts[i2]), slice(cuts_new[j], cuts_new[j2])
        if same and old[here] == new[there]:
            alike = (_Atom(old[here], "", 1),)
            yield _Edit(True, alike, alike, 1)
        elif same:
            yield _edit(True, _atoms(old[here], a[here]), _atoms(new[there], b[there]))
        elif _unlike(a[here], b[there]):
            yield from _trimmed(_edit(False, _whole(old[here], a[here]), _whole(new[there], b[there])))
        else:
            for edit in _without_crumbs(_by_atoms(_atoms(old[here], a[here]), _atoms(new[there], b[there]))):
                yield from _trimmed(edit)


def _unlike(a: str, b: str) -> bool:
    """Whether the one replaces the other whole: where they share less than a third of their characters."""
    x, y = set(filter(str.isalnum, a)), set(filter(str.isalnum, b))
    few = not x or not y or 3 * len(x & y) < min(len(x), len(y))
    return few and bool(x or y) and _BREAK not in a + b


def _whole(text: str, folded: str) -> Atoms:
    """All words of a stretch as one atom, and the signs behind them as another."""
    end = len(folded)
    while end and not folded[end - 1].isalnum():
        end -= 1
    return tuple(atom for atom in (_Atom(text[:end], "", 1), _Atom(text[end:], folded[end:], 0)) if atom.text)


def _phrases(folded: str) -> tuple[list[str], list[int]]:
    """The words of each phrase (its signs where it has none), and where the phrases are cut, from 0 to the end."""
    found = _PHRASE.findall(folded)
    return [words or phrase for phrase, words in found], [0, *accumulate(len(phrase) for phrase, _ in found)]


def _folded(text: str) -> str:
    """The text as it is compared, as long as it is: in half-width forms, and with one word for every year."""
    return _YEAR.sub(_ANY_YEAR, fold(text))


def _atoms(text: str, folded: str) -> Atoms:
    """The atoms of `text`, found in its folded form."""
    atoms = []
    end = 0
    for piece, key in _ATOM.findall(folded):
        start, end = end, end + len(piece)
        atoms.append(_Atom("" if key == _BREAK else text[start:end], key, len(key) if key[0].isalnum() else 0))
    return tuple(atoms)


def _by_atoms(old: Atoms, new: Atoms) -> Iterator[_Edit]:
    """The atoms that are the same and those that are not; signs that differ count as the same."""
    if not old or not new or len(old) * len(new) > _MOST_PAIRS:
        yield _edit(False, old, new)
        return
    for same, i, i2, j, j2 in _blocks([atom.key for atom in old], [atom.key for atom in new]):
        edit = _edit(same, old[i:i2], new[j:j2])
        yield edit if same or edit.weight else _edit(True, edit.old, edit.new)


def _blocks(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[bool, int, int, int, int]]:
    """a[i:i2] and b[j:j2], the same or not, in order and without gaps."""
    at, bt = 0, 0
    for i, j, size in (*matches(a, b), (len(a), len(b), 0)):
        if (at, bt) != (i, j):
            yield False, at, i, bt, j
        at, bt = i + size, j + size
        if size:
            yield True, i, at, j, bt


def _without_crumbs(edits: Iterable[_Edit]) -> list[_Edit]:
    """The edits with each crumb put into the change beside it: what is the same, but too little to be read as such.

    Between two changes that is a single character, or no more than each of them; at an end a single character.
    """
    done: list[_Edit] = []
    for edit in edits:
        done.append(edit)
        while len(done) > 2 and done[-2].same and not done[-1].same and not done[-3].same:
            weight = done[-2].weight
            if weight > 1 and weight > min(done[-1].weight, done[-3].weight):
                break
            done[-3:] = [_joined(done[-3:])]
    if len(done) > 1 and done[0].same and done[0].weight == 1 and not done[1].same:
        done[:2] = [_joined(done[:2])]
    if len(done) > 1 and done[-1].same and done[-1].weight == 1 and not done[-2].same:
        done[-2:] = [_joined(done[-2:])]
    return done


def _joined(edits: Iterable[_Edit]) -> _Edit:
    edits = tuple(edits)
    return _edit(False, tuple([a for e in edits for a in e.old]), tuple([a for e in edits for a in e.new]))


def _trimmed(edit: _Edit) -> Iterator[_Edit]:
    """The edit without the signs that both sides begin or end with."""
    old, new = edit.old, edit.new
    if edit.same or not old or not new:
        yield edit
        return
    first, last = 0, 0
    most = min(len(old), len(new))
    while first < most and not old[first].weight and old[first].key == new[first].key:
        first += 1
    while last < most - first and not old[-1 - last].weight and old[-1 - last].key == new[-1 - last].key:
        last += 1
    if not first and not last:
        yield edit
        return
    yield _edit(True, old[:first], new[:first])
    yield _edit(False, old[first : len(old) - last], new[first : len(new) - last])
    yield _edit(True, old[len(old) - last :], new[len(new) - last :])


def _parts(edits: Iterable[_Edit]) -> list[list[_Edit]]:
    """The edits cut at the breaks. What the other text has at a break goes with the first part that has words there."""
    parts: list[list[_Edit]] = [[]]
    for edit in edits:
        olds, news = _cut(edit.old), _cut(edit.new)
        many, one = (olds, edit.new) if len(olds) > 1 else (news, edit.old)
        home = next((i for i, atoms in enumerate(many) if atoms), 0)
        for i, atoms in enumerate(many):
            if i:
                parts.append([])
            rest = one if i == home else ()
            old, new = (atoms, rest) if len(olds) > 1 else (rest, atoms)
            parts[-1].append(_edit(edit.same, old, new))
    return parts


def _cut(atoms: Atoms) -> list[Atoms]:
    breaks = [i for i, atom in enumerate(atoms) if atom.key == _BREAK]
    return [atoms[i + 1 : j] for i, j in zip([-1, *breaks], [*breaks, len(atoms)], strict=True)]


def _wording(edits: Iterable[_Edit], apart: int) -> Wording:
    before: list[Run] = []
    after: list[Run] = []
    years: dict[tuple[str, str], None] = {}
    changed = punctuation = False
    for edit in edits:
        if edit.old is edit.new:  # the very same phrases
            same = Run(_text(edit.old), "same")
            before.append(same)
            after.append(same)
        elif edit.same:
            moved = _years(edit)
            years |= dict.fromkeys(moved.values())
            punctuation |= _signs(edit.old) != _signs(edit.new)
            before += _same(edit.old, "dropped", moved)
            after += _same(edit.new, "added", moved)
        else:
            changed |= edit.weight > 0
            before.append(Run(_text(edit.old), "dropped"))
            after.append(Run(_text(edit.new), "added"))
    changed |= any(not (old + new).isdecimal() or int(new) - int(old) != apart for old, new in years)
    return Wording(_merged(before), _merged(after), changed, tuple(years), punctuation)


def _text(atoms: Atoms) -> str:
    return "".join([atom.text for atom in atoms])


def _signs(atoms: Atoms) -> list[str]:
    return [atom.key for atom in atoms if not atom.weight]


def _same(atoms: Atoms, mark: str, moved: Collection[int]) -> list[Run]:
    """The atoms as runs without mark but on the years that `moved`, which are named by the words before them."""
    if not moved:
        return [Run(_text(atoms), "same")]
    runs = []
    n = 0
    for atom in atoms:
        runs.append(Run(atom.text, mark if atom.weight and n in moved else "same"))
        n += atom.weight > 0
    return runs


def _years(edit: _Edit) -> dict[int, tuple[str, str]]:
    """The years that differ in what is otherwise the same, by how many words stand before them."""
    if not any(atom.key == _ANY_YEAR for atom in edit.old):
        return {}
    old, new = ([atom for atom in side if atom.weight] for side in (edit.old, edit.new))
    pairs = {
        i: (fold(a.text).strip(), fold(b.text).strip())
        for i, (a, b) in enumerate(zip(old, new, strict=True))
        if a.key == _ANY_YEAR
    }
    return {i: pair for i, pair in pairs.items() if pair[0] != pair[1]}


def _merged(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Neighbours with one mark as one run, those without text left out."""
    merged = []
    for mark, together in groupby(filter(_has_text, runs), key=_mark):
        first, *more = together
        merged.append(Run("".join([first.text, *[run.text for run in more]]), mark) if more else first)
    return tuple(merged)
