"""The text of a plan as passages that can be told from one another, and the sections in which they stand."""

from collections import Counter
from collections.abc import Sequence
from itertools import chain

import msgspec

from generator.compare.alike import Features, Grams, common, grams, words
from generator.plan import Block, Body

FORMS = frozenset(("recipients", "signature", "date", "colophon", "attachment-note", "attachment-title"))
_BY_LINE = frozenset(("table", "list", "quote"))
_PARTS = frozenset(("document", "attachment"))


class Passage(Features, frozen=True):
    """A paragraph, a heading or a line of a table: `text` without its printed number, which is `printed`.

    Only passages of one `sort` may be the same. `lead` are the words of the heading with which it begins.
    """

    block: Block
    printed: str
    text: str
    sort: str
    lead: str


class Section(Features, frozen=True):
    """A section, an attachment, or the text before the first: the passages from `start` to `end`.

    The first is its heading if `headed`; `title` are the grams of that. Only sections of one `sort` may be the same.
    """

    start: int
    end: int
    headed: bool
    sort: str
    title: Grams

    @property
    def inner(self) -> range:
        """Its passages but the heading."""
        return range(self.start + self.headed, self.end)


class Text:
    """A text as passages, whatever it is compared with; `counts` has in how many of them each gram stands."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = passages
        self.counts = Counter(chain.from_iterable([passage.grams for passage in passages]))


class Passages:
    """One of the two texts: `all` its passages, without the grams that tell nothing, and its sections."""

    def __init__(self, passages: Sequence[Passage], useless: Grams) -> None:
        self.all = [msgspec.structs.replace(passage, grams=passage.grams - useless) for passage in passages]
        self.sections = _cut(self.all)

    def section(self, place: int) -> int:
        """The number of the section in which the passage at `place` stands."""
        return next(n for n, section in enumerate(self.sections) if place < section.end)


def passages_of(older: Text, newer: Text) -> tuple[Passages, Passages]:
    """The passages of two texts that are to be compared."""
    useless = common(older.counts, newer.counts, len(older.passages) + len(newer.passages))
    return Passages(older.passages, useless), Passages(newer.passages, useless)


def opens(block: Block) -> bool:
    """Whether a section, the document or an attachment begins here."""
    return block.level == 1 or block.kind in _PARTS


def name_of(block: Block, most: int = 30) -> str:
    """What a passage is called, in at most so many characters: its number and its heading, else how it begins."""
    text = block.number + block.lead if block.lead else block.text.replace("\t", "　").replace("\n", " ")
    return text if len(text) <= most else text[: most - 1] + "…"


def text_of(body: Body) -> Text:
    """The passages of a text in their order."""
    return Text([_passage(block) for block in blocks_of(body)])


def blocks_of(body: Body) -> list[Block]:
    """The block of each passage: a line of a table is one of its own."""
    return [
        block if text == block.text else msgspec.structs.replace(block, text=text)
        for block in body.blocks
        for text in (block.text.split("\n") if block.kind in _BY_LINE else [block.text])
        if text.strip()
    ]


def _passage(block: Block) -> Passage:
    number = block.number if block.text.startswith(block.number) else ""
    rest = block.text[len(number) :].lstrip()
    plain = words(rest)
    sort = block.kind if block.kind in FORMS else "table" if block.kind == "table" else "text"
    key = sort if sort in FORMS else plain or rest
    printed = block.text[: len(block.text) - len(rest)]
    return Passage(key, grams(plain), block, printed, rest, sort, words(block.lead))


def _cut(passages: Sequence[Passage]) -> list[Section]:
    starts = [i for i, passage in enumerate(passages) if i == 0 or opens(passage.block)]
    ends = [*starts[1:], len(passages)] if passages else []
    sections = []
    for start, end in zip(starts, ends, strict=True):
        head = passages[start]
        headed = opens(head.block)
        sort = "attachment" if head.block.kind == "attachment" else "section" if head.block.level == 1 else "front"
        inside = Grams().union(*[passage.grams for passage in passages[start:end]])
        key = head.key if headed else ""
        sections.append(Section(key, inside, start, end, headed, sort, head.grams if headed else frozenset()))
    return sections
