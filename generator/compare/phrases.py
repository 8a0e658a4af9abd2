"""Two wordings of one passage compared phrase by phrase.

Phrases that both have are found first; what is left is compared by atoms: a Han character, a number (15, 十九) or a
Latin word. A few characters that two different wordings happen to share are not kept apart, so that a mark is a phrase
and never a scatter of characters. Spaces, the width of a character and punctuation make no difference.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, chain

import msgspec

from generator.compare.atoms import Atoms, atoms
from generator.compare.folding import YEAR, fold
from generator.compare.longest import matches

_BREAK = "\0"  # between the parts of a passage; no text holds it
_ANY_YEAR = "〇〇〇〇"  # as long as a year, for what is folded keeps its length
_YEAR = re.compile(YEAR)
_YEARS = re.compile(r"〇{4}[^\S\t]*")
_PHRASE = re.compile(r"((\w+(?:[.,]\d+)*)[^\w\0]*|\0|[^\w\0]+)")
_WITHIN = frozenset(".,_")  # signs that stand within the words of a phrase
_SIGN = re.compile(r"[^\w\s]|[_\t]")
_MOST_PAIRS = 1_000_000  # of atoms; a passage with more counts as wholly reworded

# What stands for each other: whether the words are the same, and from where to where in the older and the newer text.
_Edit = tuple[bool, int, int, int, int]


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


class _Side(msgspec.Struct, frozen=True):
    """A text as it is compared, `folded` to its own length: in half-width forms, and with one word for every year.

    `phrases` are the words of each phrase (its signs where it has none), which are cut at `cuts`, from 0 to the end.
    """

    text: str
    folded: str
    phrases: list[str]
    cuts: list[int]


@lru_cache(maxsize=512)  # a passage is compared with that of the year before, and with that of the year after
def _side(text: str) -> _Side:
    folded = _YEAR.sub(_ANY_YEAR, fold(text))
    found = _PHRASE.findall(folded)
    return _Side(text, folded, [words or phrase for phrase, words in found], _cuts(0, found))


def _cuts(start: int, found: Iterable[tuple[str, str]]) -> list[int]:
    """Where pieces, which come with what they hold, are cut."""
    return list(accumulate([len(piece) for piece, _ in found], initial=start))


def wordings(olds: Sequence[str], news: Sequence[str], apart: int) -> list[Wording]:
    """The passage `olds`, now `news`: a paragraph each, or on one side the several into which it was parted.

    One Wording for each of the several. The runs of each side, one after the other, are the texts of that side.
    A year that moved by `apart` is marked, but is no change.
    """
    if olds == news:
        return [Wording((Run(text, "same"),), (Run(text, "same"),)) for text in olds]
    old, new = _side(_BREAK.join(olds)), _side(_BREAK.join(news))
    edits = _edits(old, new)
    parts = [edits] if len(olds) == len(news) == 1 else _parts(old, new, edits)
    return [_wording(old, new, part, apart) for part in parts]


def _edits(old: _Side, new: _Side) -> list[_Edit]:
    """The phrases that are the same, and between them the atoms that are."""
    a, b = old.cuts, new.cuts
    edits: list[_Edit] = []
    for same, m, m2, n, n2 in _blocks(old.phrases, new.phrases):
        edit = same, a[m], a[m2], b[n], b[n2]
        if same or m == m2 or n == n2:
            edits.append(edit)
        elif _unlike(old.phrases[m:m2], new.phrases[n:n2]):
            edits += _replaced(old, new, edit)
        else:
            edits += _by_atoms(atoms(old.folded, a[m], a[m2]), atoms(new.folded, b[n], b[n2]))
    return edits


def _blocks(a: Sequence[str], b: Sequence[str]) -> Iterator[_Edit]:
    """a[i:i2] and b[j:j2], the same or not, in order and without gaps."""
    at, bt = 0, 0
    for i, j, size in (*matches(a, b), (len(a), len(b), 0)):
        if (at, bt) != (i, j):
            yield False, at, i, bt, j
        at, bt = i + size, j + size
        if size:
            yield True, i, at, j, bt


def _unlike(olds: Sequence[str], news: Sequence[str]) -> bool:
    """Whether these phrases replace those whole: where they share less than a third of their characters."""
    x, y = set("".join(olds)) - _WITHIN, set("".join(news)) - _WITHIN
    few = 3 * len(x & y) < min(len(x), len(y))
    return few and _BREAK not in x and _BREAK not in y and any(map(str.isalnum, chain(x, y)))


def _replaced(old: _Side, new: _Side, edit: _Edit) -> Iterator[_Edit]:
    """Other words altogether; the signs behind them are the same if all of them are."""
    _, i, i2, j, j2 = edit
    k, n = _end_of_words(old, i, i2), _end_of_words(new, j, j2)
    if k < i2 and old.folded[k:i2] == new.folded[n:j2]:
        yield False, i, k, j, n
        yield True, k, i2, n, j2
    else:
        yield edit


def _end_of_words(side: _Side, start: int, end: int) -> int:
    while end > start and not side.folded[end - 1].isalnum():
        end -= 1
    return end


def _by_atoms(old: Atoms, new: Atoms) -> Iterator[_Edit]:
    """The atoms that are the same and those that are not; signs that differ count as the same."""
    if len(old.keys) * len(new.keys) > _MOST_PAIRS:
        blocks: Iterable[_Edit] = [(False, 0, len(old.keys), 0, len(new.keys))]
    else:
        blocks = _blocks(old.keys, new.keys)
    edits = [(edit[0] or not _weight(old, new, edit), *edit[1:]) for edit in blocks]
    for edit in _without_crumbs(old, new, edits):
        for same, i, i2, j, j2 in _trimmed(old, new, edit):
            yield same, old.cuts[i], old.cuts[i2], new.cuts[j], new.cuts[j2]


def _weight(old: Atoms, new: Atoms, edit: _Edit) -> int:
    """How many characters that are no signs the edit has, on the side that has more of them."""
    _, i, i2, j, j2 = edit
    return max(old.weights[i2] - old.weights[i], new.weights[j2] - new.weights[j])


def _without_crumbs(old: Atoms, new: Atoms, edits: Iterable[_Edit]) -> list[_Edit]:
    """The edits with each crumb put into the change beside it: what is the same, but too little to be read as such.

    Between two changes that is a single character, or no more than each of them; at an end a single character.
    """
    done: list[_Edit] = []
    for edit in edits:
        done.append(edit)
        while len(done) > 2 and done[-2][0] and not done[-1][0] and not done[-3][0]:
            weight = _weight(old, new, done[-2])
            if weight > 1 and weight > min(_weight(old, new, done[-1]), _weight(old, new, done[-3])):
                break
            done[-3:] = [_joined(done[-3], done[-1])]
    if len(done) > 1 and done[0][0] and not done[1][0] and _weight(old, new, done[0]) == 1:
        done[:2] = [_joined(done[0], done[1])]
    if len(done) > 1 and done[-1][0] and not done[-2][0] and _weight(old, new, done[-1]) == 1:
        done[-2:] = [_joined(done[-2], done[-1])]
    return done


def _joined(first: _Edit, last: _Edit) -> _Edit:
    """The change from the one to the other."""
    return False, first[1], last[2], first[3], last[4]


def _trimmed(old: Atoms, new: Atoms, edit: _Edit) -> Iterator[_Edit]:
    """The edit without the signs that both sides begin or end with."""
    same, i, i2, j, j2 = edit
    first = last = 0
    most = 0 if same else min(i2 - i, j2 - j)
    while first < most and _same_sign(old, new, i + first, j + first):
        first += 1
    while last < most - first and _same_sign(old, new, i2 - 1 - last, j2 - 1 - last):
        last += 1
    if first:
        yield True, i, i + first, j, j + first
    yield same, i + first, i2 - last, j + first, j2 - last
    if last:
        yield True, i2 - last, i2, j2 - last, j2


def _same_sign(old: Atoms, new: Atoms, i: int, j: int) -> bool:
    return old.keys[i] == new.keys[j] and old.weights[i + 1] == old.weights[i]


def _parts(old: _Side, new: _Side, edits: Iterable[_Edit]) -> list[list[_Edit]]:
    """The edits cut at the breaks. What the other text has at a break goes with the first part that has words there."""
    parts: list[list[_Edit]] = [[]]
    for same, i, i2, j, j2 in edits:
        olds, news = _cut(old, i, i2), _cut(new, j, j2)
        is_old = len(olds) > 1
        many, one = (olds, (j, j2)) if is_old else (news, (i, i2))
        home = next((n for n, (start, end) in enumerate(many) if start < end), 0)
        for n, piece in enumerate(many):
            if n:
                parts.append([])
            rest = one if n == home else (one[1], one[1])
            parts[-1].append((same, *piece, *rest) if is_old else (same, *rest, *piece))
    return parts


def _cut(side: _Side, start: int, end: int) -> list[tuple[int, int]]:
    breaks = [n for n in range(start, end) if side.text[n] == _BREAK]
    return list(zip([start, *(n + 1 for n in breaks)], [*breaks, end], strict=True))


def _wording(old: _Side, new: _Side, edits: Iterable[_Edit], apart: int) -> Wording:
    before: list[Run] = []
    after: list[Run] = []
    years: dict[tuple[str, str], None] = {}
    changed = punctuation = False
    for same, i, i2, j, j2 in edits:
        was, now = old.text[i:i2], new.text[j:j2]
        if not same:
            changed = changed or any(map(str.isalnum, was + now))
            _add(before, was, "dropped")
            _add(after, now, "added")
        elif was == now:
            _add(before, was, "same")
            _add(after, now, "same")
        else:
            a, b = old.folded[i:i2], new.folded[j:j2]
            punctuation = punctuation or (a != b and _SIGN.findall(a) != _SIGN.findall(b))
            years |= dict.fromkeys(_with_years(before, after, (was, a), (now, b)))
    changed |= any(not (old + new).isdecimal() or int(new) - int(old) != apart for old, new in years)
    return Wording(tuple(before), tuple(after), changed, tuple(years), punctuation)


def _with_years(
    before: list[Run], after: list[Run], old: tuple[str, str], new: tuple[str, str]
) -> Iterator[tuple[str, str]]:
    """The years that differ in what is otherwise the same, which goes to the runs with those years marked.

    `old` and `new` are the text and its folded form.
    """
    (was, a), (now, b) = old, new
    at, at_new = 0, 0
    for one, other in zip(_YEARS.finditer(a), _YEARS.finditer(b), strict=True):
        years = fold(was[slice(*one.span())]).strip(), fold(now[slice(*other.span())]).strip()
        if years[0] != years[1]:
            yield years
            _add(before, was[at : one.start()], "same")
            _add(before, was[slice(*one.span())], "dropped")
            _add(after, now[at_new : other.start()], "same")
            _add(after, now[slice(*other.span())], "added")
            at, at_new = one.end(), other.end()
    _add(before, was[at:], "same")
    _add(after, now[at_new:], "same")


def _add(runs: list[Run], text: str, mark: str) -> None:
    """Put a stretch behind the runs, or into the last of them if it has that mark."""
    if runs and runs[-1].mark == mark:
        runs[-1] = Run(runs[-1].text + text, mark)
    elif text:
        runs.append(Run(text, mark))
