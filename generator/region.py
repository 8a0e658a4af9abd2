"""Places of the region tree (地区): the place that a webmaster typed, its address, and GB/T 2260 order.

The table of places is regions.tsv (see docs/regions.md). It is read once, when first asked.
"""

import functools
import re
import unicodedata
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path

import msgspec

from generator.syllables import syllables


class Place(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One place: 江苏省, 江苏, jiangsu, 320000. `code` is GB/T 2260, empty for a place that it lacks."""

    name: str
    short: str
    slug: str
    code: str = ""


Region = tuple[Place, ...]


class Resolution(msgspec.Struct, frozen=True):
    """The answer to a typed region.

    `region` goes from the province down; what the table lacks stays in it as typed, without a code.
    `unknown` is that part (levels joined by /), "" when all is known. `candidates` are the places that it
    may mean, each as a path that resolves: 江苏/南京/鼓楼.
    """

    region: Region
    unknown: str = ""
    candidates: tuple[str, ...] = ()


class _Table(msgspec.Struct, frozen=True, gc=False):
    """The rows of regions.tsv; `parents`: the row that each is in, or -1; `index`: the rows of a spelling."""

    rows: list[list[str]]
    parents: list[int]
    index: dict[str, list[int]]


# The columns of regions.tsv. `until` is the year when a former place was last listed, empty for one of today.
_DEPTH, _CODE, _NAME, _SHORT, _SLUG, _UNTIL, _ALSO = range(7)
_LONGEST = 20  # no spelling in the table is longer
_SEPARATORS = re.compile(r"[\s/／\\＼>＞、·・•—–－|｜,，\-\u200b\ufeff]+")
_Step = tuple[list[int], str]  # the rows that a word may mean, and the word

_MARKS = re.compile(r"[\u0300-\u036f]+")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af〇]+")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_SLUG_LENGTH = 80
# Names that Windows keeps for devices: no file may be called so, with any extension.
_DEVICES = {"con", "prn", "aux", "nul"} | {f"{device}{n}" for device in ("com", "lpt") for n in range(10)}


@functools.cache
def _table() -> _Table:
    text = Path(__file__).with_name("regions.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines()[2:]]  # after the credit and the names of columns
    parents: list[int] = []
    index: dict[str, list[int]] = {}
    above = [-1, -1, -1, -1]  # the latest row of each depth; 0 is the top
    for number, row in enumerate(rows):
        depth = int(row[_DEPTH])
        above[depth] = number
        parents.append(above[depth - 1])
        index.setdefault(row[_NAME], []).append(number)
        if row[_SHORT] != row[_NAME]:
            index.setdefault(row[_SHORT], []).append(number)
        for spelling in row[_ALSO].split():
            index.setdefault(spelling, []).append(number)
    return _Table(rows, parents, index)


@functools.cache
def _prefixes() -> frozenset[str]:
    """The first four digits of every code in the table: a province's or a prefecture's part."""
    return frozenset(row[_CODE][:4] for row in _table().rows if row[_CODE])


def is_code(code: str) -> bool:
    """Whether six digits can be a code of GB/T 2260, of today or earlier, to the depth of the prefecture.

    Counties come and go, and a number keeps the code of the year when it was given.
    """
    return code[:4] in _prefixes()


def resolve(text: str) -> Resolution:
    """The region that `text` means: 江苏/苏州/张家港, 江苏省苏州市张家港市, 江苏 苏州, 张家港, 全国.

    Plain and full names meet, levels may be left out (江苏/张家港), and a place of today goes before a
    former one. A name that several places share is taken as unknown, with those places as candidates.
    """
    words = [word for word in _SEPARATORS.split(text) if word]
    steps: list[_Step] = []
    rest = ""
    while words and not rest:
        further, rest = _walk(steps[-1][0] if steps else None, words.pop(0))
        steps += further
    unknown = [rest, *words] if rest else []
    candidates = _paths(_meant_anywhere(rest)) if rest and steps else ()
    while steps and len(meant := _meant(steps)) > 1:
        candidates = _paths(meant)
        unknown.insert(0, steps.pop()[1])
    known = meant[0] if steps else -1
    return Resolution(_region(known) + _unknown_places(known, unknown), "/".join(unknown), candidates)


def _walk(within: list[int] | None, word: str) -> tuple[list[_Step], str]:
    """The steps down that `word` takes below the rows `within` (None: the top), and what is left."""
    if rows := _below(within, word):
        return [(rows, word)], ""
    partly: tuple[list[_Step], str] | None = None
    for cut in range(min(len(word) - 1, _LONGEST), 1, -1):  # 江苏省苏州市 in one run
        head = word[:cut]
        if not (rows := _below(within, head)):
            continue
        steps, rest = _walk(rows, word[cut:])
        if not rest:
            return [(rows, head), *steps], ""
        # Only a full name may be cut off something unknown: 江苏省某镇 is in 江苏, 江苏大学 need not be.
        if partly is None and any(_table().rows[row][_NAME] == head for row in rows):
            partly = [(rows, head), *steps], rest
    return partly or ([], word)


def _below(within: list[int] | None, word: str) -> list[int]:
    """The rows called `word` that are below any of `within`, at whatever depth."""
    rows = _table().index.get(word, [])
    return rows if within is None else [row for row in rows if not _above(row).isdisjoint(within)]


def _above(row: int) -> set[int]:
    """The rows that `row` is in: at most its prefecture and its province."""
    parents, above = _table().parents, set()
    while (row := parents[row]) >= 0:
        above.add(row)
    return above


def _meant(steps: list[_Step]) -> list[int]:
    """Which rows the last of `steps` means: one, or several where it cannot be told."""
    table, parents = _table().rows, _table().parents
    rows, word = steps[-1]
    rows = [row for row in rows if word in (table[row][_NAME], table[row][_SHORT])] or rows
    rows = [row for row in rows if table[row][_DEPTH] == str(len(steps))] or rows  # no level is left out
    today = [row for row in rows if not table[row][_UNTIL]]
    if not today and len({table[parents[row]][_SHORT] for row in rows}) == 1:
        return [max(rows, key=lambda row: table[row][_UNTIL])]  # one place over time: 吴县, then 吴县市
    rows = today or rows
    return [row for row in rows if _above(row).isdisjoint(rows)]  # 抚顺 is the city, not its county


def _meant_anywhere(word: str) -> list[int]:
    """What `word` means where nothing is known of the places above it."""
    steps, rest = _walk(None, word)
    return _meant(steps) if steps and not rest else []


def _paths(rows: Iterable[int]) -> tuple[str, ...]:
    return tuple("/".join(place.short for place in _region(row)) for row in sorted(rows))


@functools.cache
def _region(row: int) -> Region:
    """The places from the top down to `row`; none for -1."""
    if row < 0:
        return ()
    columns = _table().rows[row]
    place = Place(columns[_NAME], columns[_SHORT], columns[_SLUG], columns[_CODE])
    return (*_region(_table().parents[row]), place)


def _unknown_places(known: int, names: list[str]) -> Region:
    """Places that the table lacks, one below the other, below the row `known`."""
    if not names:
        return ()
    first = slugify(names[0])
    if first in _slugs_in(known):
        first = f"{first[: _SLUG_LENGTH - 9]}-{_digest(names[0])}"  # 苏洲 must not land on the page of 苏州
    slugs = [first, *map(slugify, names[1:])]
    return tuple(Place(name, name, slug) for name, slug in zip(names, slugs, strict=True))


@functools.cache
def _slugs_in(parent: int) -> frozenset[str]:
    table = _table()
    return frozenset(row[_SLUG] for row, up in zip(table.rows, table.parents, strict=True) if up == parent)


def sort_key(region: Region) -> tuple[tuple[int, str, str], ...]:
    """Orders regions as GB/T 2260 does, 全国 first, each before what is in it.

    Places without a code come after the others of their level, in the order of their pinyin.
    """
    return tuple((0, place.code, place.name) if place.code else (1, place.slug, place.name) for place in region)


def nearest(name: str) -> tuple[str, ...]:
    """Up to five places of today that a mistyped `name` may mean, as paths: first those that sound the same.

    Takes some 20 ms: ask for names that `resolve` finds unknown only.
    """
    import difflib

    word = next(filter(None, _SEPARATORS.split(name)), "")
    sounds = {slugify(word), slugify(word[:-1])} if word[2:] and word[-1] in "省市县区旗盟州" else {slugify(word)}
    table = _table()
    rows = [n for n, row in enumerate(table.rows) if row[_SLUG] in sounds] or [
        n for spelling in difflib.get_close_matches(word, table.index, n=5, cutoff=0.6) for n in table.index[spelling]
    ]
    today = dict.fromkeys(n for n in rows if not table.rows[n][_UNTIL])
    return tuple(path for n in today for path in _paths([n]))[:5]


@functools.lru_cache(maxsize=4096)
def slugify(text: str) -> str:
    """An ASCII name for a file or an address: [a-z0-9-]+, at most 80 characters, the same for ever.

    A run of Han characters becomes its pinyin without separators (张家港 → zhangjiagang); all else that is no
    letter or digit becomes one hyphen. What is cut, or can't be spelt, ends in a digest of `text`.
    """
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", text)).lower()
    slug = _NOT_SLUG.sub("-", _HAN.sub(_pinyin, plain)).strip("-")
    if not slug:
        return _digest(text)
    if len(slug) > _SLUG_LENGTH or slug in _DEVICES:
        return f"{slug[: _SLUG_LENGTH - 9].rstrip('-')}-{_digest(text)}"
    return slug


def _pinyin(run: re.Match[str]) -> str:
    return f"-{''.join(filter(str.isascii, syllables(run[0])))}-"


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
