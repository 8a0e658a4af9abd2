"""The text of a plan as passages that can be told from one another, and the sections in which they stand."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from generator.compare.alike import Named, words
from generator.plan import Block, Body

if TYPE_CHECKING:
    from generator.compare.sharing import Held

FORMS = frozenset(("recipients", "signature", "date", "colophon", "attachment-note", "attachment-title"))
_BY_LINE = frozenset(("table", "list", "quote"))
_PARTS = frozenset(("document", "attachment"))
_SHORTEST_LEAD = 4


class Passage(Named, frozen=True):
    """A paragraph, a heading or a line of a table: `text` without its printed number, which is `printed`.

    `key` are its words without signs and years, or its `sort` where that tells more; only passages of one `sort` may be
    the same. `lead` are the words of the heading with which it begins. Key and lead are its names.
    """

    key: str
    words: str
    block: Block
    printed: str
    text: str
    sort: str
    lead: str


class Section(Named, frozen=True):
    """A section, an attachment, or the text before the first: the passages from `start` to `end`.

    The first is its heading if `headed`, with the words `key`. Only sections of one `sort` may be the same.
    """

    key: str
    start: int
    end: int
    headed: bool
    sort: str

    @property
    def inner(self) -> range:
        """Its passages but the heading."""
        return range(self.start + self.headed, self.end)


class Text:
    """A text as passages and sections, whatever it is compared with."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = passages
        self.sections = _cut(passages)

    @cached_property
    def held(self) -> "Held":
        """The pairs of characters in its passages."""
        from generator.compare.sharing import held  # NumPy: only where texts are compared

        return held([passage.words for passage in self.passages])


class Passages:
    """One of the two texts: `all` its passages, its sections, and what it holds but for what tells nothing."""

    def __init__(self, text: Text, held: "Held") -> None:
        self.all = text.passages
        self.sections = text.sections
        self.held = held
        self._grams: dict[int, frozenset[int]] = {}

    def grams(self, place: int) -> frozenset[int]:
        """The pairs of neighbouring characters in the passage at `place` that tell it from others."""
        if place not in self._grams:
            self._grams[place] = self.held.of(place)
        return self._grams[place]

    def section(self, place: int) -> int:
        """The number of the section in which the passage at `place` stands."""
        return next(n for n, section in enumerate(self.sections) if place < section.end)


def passages_of(older: Text, newer: Text) -> tuple[Passages, Passages]:
    """The passages of two texts that are to be compared."""
    from generator.compare.sharing import telling

    held = telling(older.held, newer.held, len(older.passages) + len(newer.passages))
    return Passages(older, held[0]), Passages(newer, held[1])


def opens(block: Block) -> bool:
    """Whether a section, the document or an attachment begins here."""
    return block.level == 1 or block.kind in _PARTS


def name_of(block: Block, most: int = 30) -> str:
    """What a passage is called, in at most so many characters: its number and its heading, else how it begins."""
    text = block.number + block.lead if block.lead else block.text.replace("\t", "　").replace("\n", " ")
    return text if len(text) <= most else text[: most - 1] + "…"


def text_of(body: Body) -> Text:
    """The passages of a text in their order."""
    blocks = blocks_of(body)
    rests = [block.text[len(_number(block)) :].lstrip() for block in blocks]
    plain = words([*rests, *(block.lead for block in blocks)])
    parts = zip(blocks, rests, plain, plain[len(blocks) :], strict=False)
    return Text([_passage(*part) for part in parts])


def blocks_of(body: Body) -> list[Block]:
    """The block of each passage: a line of a table is one of its own."""
    return [
        block if text == block.text else msgspec.structs.replace(block, text=text)
        for block in body.blocks
        for text in (block.text.split("\n") if block.kind in _BY_LINE else [block.text])
        if text.strip()
    ]


def _number(block: Block) -> str:
    """The number that is printed before its text."""
    return block.number if block.text.startswith(block.number) else ""


def _passage(block: Block, rest: str, plain: str, lead: str) -> Passage:
    sort = block.kind if block.kind in FORMS else "table" if block.kind == "table" else "text"
    key = sort if sort in FORMS else plain or rest
    printed = block.text[: len(block.text) - len(rest)]
    names = (key, f"{lead}…") if len(lead) >= _SHORTEST_LEAD else (key,)
    return Passage(names, key, plain, block, printed, rest, sort, lead)


def _cut(passages: Sequence[Passage]) -> list[Section]:
    starts = [i for i, passage in enumerate(passages) if i == 0 or opens(passage.block)]
    ends = [*starts[1:], len(passages)] if passages else []
    sections = []
    for start, end in zip(starts, ends, strict=True):
        head = passages[start]
        headed = opens(head.block)
        sort = "attachment" if head.block.kind == "attachment" else "section" if head.block.level == 1 else "front"
        key = head.key if headed else ""
        sections.append(Section((key,), key, start, end, headed, sort))
    return sections
