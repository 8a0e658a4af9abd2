"""The first file of a search: what there is, in which versions, and which characters."""

from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

import msgspec

from generator.search.docs import Doc, Segment
from generator.search.normal import simplified

MOST_COMMON = 600  # characters that are told with their rank
MOST_OFTEN = 2_500  # fours of characters of which it is told that they are in many documents
OFTEN_BITS = 14  # of their hash
MOST_WITH_STATUS = 40  # documents out of force that are named at once; of more, the terms tell
FIRST_HAN, LAST_HAN = 0x4E00, 0x9FFF


class Summary(msgspec.Struct, frozen=True, array_like=True):
    """What the first file tells of a segment: its version, its buckets, in how many documents each character is.

    `often`: the grams of fours that most documents have, and how many.
    """

    version: str
    buckets: int
    counts: dict[str, int]
    often: dict[int, int]


def start(
    segments: Sequence[Segment], summaries: Sequence[Summary], facets: Mapping[str, object], t2s: str
) -> dict[str, object]:
    """The value of start.js; `t2s` is the version of the table of traditional characters."""
    counts: Counter[str] = Counter()
    for summary in summaries:
        counts.update(summary.counts)
    often: Counter[int] = Counter()
    for summary in summaries:
        often.update(summary.often)
    han = [char for char in counts if FIRST_HAN <= ord(char) <= LAST_HAN]
    common = sorted(counts, key=lambda char: (-counts[char], char))[:MOST_COMMON]
    return {
        "schema": 2,
        "docs": sum(len(segment.docs) for segment in segments),
        "segments": [_told(*pair) for pair in zip(segments, summaries, strict=True)],
        "chars": _bits(ord(char) - FIRST_HAN for char in han),
        "common": "".join(common),
        "often": _bits({gram & (1 << OFTEN_BITS) - 1 for gram in most_often(often)}),
        "facets": facets,
        "status": _status(segments),
        "t2s": t2s,
    }


def _told(segment: Segment, summary: Summary) -> dict[str, object]:
    years = [(year, next(docs)[0]) for year, docs in groupby(enumerate(segment.docs), key=_year)]
    return {
        "name": segment.name,
        "v": summary.version,
        "docs": len(segment.docs),
        "buckets": summary.buckets,
        "years": years,
    }


def most_often(counts: Mapping[int, int]) -> list[int]:
    """The first MOST_OFTEN, those with the highest counts first."""
    return sorted(counts, key=lambda gram: (-counts[gram], gram))[:MOST_OFTEN]


def _year(numbered: tuple[int, Doc]) -> int:
    return numbered[1].plan.year


def _bits(numbers: Iterable[int]) -> str:
    """A bitmap, the lowest bit first, in base 64 without padding."""
    value = 0
    for number in numbers:
        value |= 1 << number
    data = value.to_bytes((value.bit_length() + 7) // 8, "little")
    return b64encode(data).rstrip(b"=").decode()


def _status(segments: Sequence[Segment]) -> dict[str, list[tuple[str, int]] | int]:
    """The documents out of force by their status; their number alone where there are many."""
    found: dict[str, list[tuple[str, int]]] = {}
    for segment in segments:
        for number, doc in enumerate(segment.docs):
            if doc.plan.status != "有效":
                found.setdefault(doc.plan.status, []).append((segment.name, number))
    few = sum(map(len, found.values())) <= MOST_WITH_STATUS
    return {status: found[status] if few else len(found[status]) for status in sorted(found)}


def pairs(summaries: Sequence[Summary]) -> str:
    """The value of s.js: each traditional character whose simplified form is in the archive, that form behind it."""
    there = {char for summary in summaries for char in summary.counts}
    return "".join(char + form for char, form in simplified().items() if form in there)
