"""Two plans of one issuer compared: what was kept, changed, added, dropped or moved, down to the phrase.

Printed numbers, years that moved on with the plan, punctuation, spaces and the width of characters make no change; a
note tells of them.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from generator.compare.folding import fold
from generator.compare.matching import Match, dropped, matched
from generator.compare.passages import Passage, Passages, Text, name_of, opens, passages_of, text_of
from generator.compare.phrases import Run, Wording, wordings
from generator.plan import Block, Body

WORDS = {"kept": "保留", "changed": "修改", "added": "新增", "dropped": "删去", "moved": "移动"}


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
        return name_of(self._block)

    @property
    def heading(self) -> bool:
        """Whether it is a heading of a section or a larger part, and nothing else."""
        block = self._block
        return opens(block) and len(block.number + block.lead) + 2 >= len(block.text)

    @property
    def text(self) -> str:
        """The passage in the newer plan, or in the older if that alone has it."""
        return self._block.text

    @property
    def _block(self) -> Block:
        block = self.newer or self.older
        assert block
        return block


class Comparison(msgspec.Struct, frozen=True):
    """The rows in the order of the newer plan, what was dropped where it stood; and how many there are of each kind."""

    rows: tuple[Row, ...]
    counts: Mapping[str, int]

    @property
    def summary(self) -> str:
        """保留 6 条，修改 5 条，新增 3 条"""
        return "，".join(f"{word} {self.counts[kind]} 条" for kind, word in WORDS.items() if self.counts[kind])


def compare(older: Body, newer: Body, apart: int = 1) -> Comparison:
    """The comparison of two texts of plans whose years lie `apart`."""
    return compare_texts(text_of(older), text_of(newer), apart)


def compare_texts(older: Text, newer: Text, apart: int = 1) -> Comparison:
    """The same for texts that were told apart into passages before: each stands in two comparisons."""
    rows = tuple(_rows(*passages_of(older, newer), apart))
    counts = Counter(row.kind for row in rows)
    return Comparison(rows, {kind: counts[kind] for kind in WORDS})


def _rows(olds: Passages, news: Passages, apart: int) -> Iterator[Row]:
    found = matched(olds, news)
    gone = dropped(olds, news, found)
    match_of = {j: match for match in found.matches for j in match.news}
    for place in range(-1, len(news.all)):
        match = match_of.get(place)
        if match and place == match.news[0]:
            yield from _matched([olds.all[i] for i in match.olds], [news.all[j] for j in match.news], match, apart)
        elif place >= 0 and not match:
            yield _alone(news.all[place].block, "added")
        for i in gone.get(place, ()):
            yield _alone(olds.all[i].block, "dropped")


def _alone(block: Block, mark: str) -> Row:
    """The row of a passage that only one of the texts has."""
    runs = (Run(block.text, mark),)
    return Row(mark, None, block, after=runs) if mark == "added" else Row(mark, block, None, before=runs)


def _matched(olds: Sequence[Passage], news: Sequence[Passage], match: Match, apart: int) -> Iterator[Row]:
    """A row for a passage, or for each of its parts."""
    found = wordings([passage.text for passage in olds], [passage.text for passage in news], apart)
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


def _with_number(passage: Passage | None, runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The runs behind the printed number, which is no change."""
    if passage is None or not passage.printed:
        return runs
    if runs and runs[0].mark == "same":
        return (Run(passage.printed + runs[0].text, "same"), *runs[1:])
    return (Run(passage.printed, "same"), *runs)


def _number_notes(old: str, new: str) -> list[str]:
    """What became of the printed number; 1. and １、 are the same."""
    a, b = (number.rstrip("、．.,， ") for number in (old, new))
    if fold(a) == fold(b):
        return []
    return [f"序号由{a}改为{b}" if a and b else f"新加序号{b}" if b else f"去掉序号{a}"]


def _wording_notes(wording: Wording, moved: bool) -> list[str]:
    if wording.changed:
        return ["文字有修改"] if moved else []
    notes = [f"年份由{old}改为{new}" for old, new in wording.years]
    if wording.punctuation:
        notes.append("标点有改动")
    return notes
