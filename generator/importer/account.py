"""The sum: every character of an original is in its paragraphs or among what was dropped, and so on to the file.

Blanks never count: formats add and lose them. All else is counted, so that a character which a reader forgets, or
takes twice, can't go unseen.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from generator.importer.draft import Draft, Part
from generator.importer.original import Dropped, Line, Original
from generator.plan import Body
from generator.problem import Problem, error

_MOST_NAMED = 5  # places in one message
_AROUND = 12  # characters shown of a place


def is_blank(character: str) -> bool:
    """Whether a character has no ink: blanks of any width, tabs, controls, zero width, soft hyphens, BOM."""
    return character.isspace() or unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zs")


def squeezed(text: str) -> str:
    """The text without its blanks."""
    tight = "".join(text.split())
    if tight.isprintable():  # nearly always, and asked in no time: whatever is left of the blanks can't be printed
        return tight
    unseen = {c for c in set(tight) if is_blank(c)}
    return "".join(c for c in tight if c not in unseen)


def of_original(original: Original) -> Problem | None:
    """What a reader has lost or made up; None where its paragraphs and what it dropped make up its lines."""
    kept = [p.text for p in original.paragraphs]
    printed = [p.printed for p in original.paragraphs]
    return _unequal(original.lines, printed, kept, original.dropped)


def of_draft(original: Original, draft: Draft) -> Problem | None:
    """The same for the recognition: body and dropped make up the lines, and what Word had printed before them."""
    kept = [part.paragraph.text for part in draft.body]
    problem = None
    for printing in (original.paragraphs, [part.paragraph for part in draft.body]):
        problem = _unequal(original.lines, [p.printed for p in printing], kept, draft.dropped)
        if problem is None:
            return None  # the number of a dropped paragraph may have gone with it, or stands among the dropped
    return problem


def of_file(parts: Sequence[Part], body: Body) -> Problem | None:
    """What the written file shows otherwise than the draft has it, character by character in their order."""
    wanted = squeezed("".join(p.paragraph.text for p in parts if p.paragraph.kind != "image"))
    shown = squeezed("".join(block.text for block in body.blocks))
    if wanted == shown:
        return None
    at = next((i for i, (a, b) in enumerate(zip(wanted, shown, strict=False)) if a != b), min(len(wanted), len(shown)))
    start = max(0, at - _AROUND)
    was, now = wanted[start : at + _AROUND], shown[start : at + _AROUND]
    return _lost(f"写出的文件和原件不一样，在“{was}”处（变成了“{now}”）")


def _unequal(
    lines: Sequence[Line], printed: Iterable[str], kept: Sequence[str], dropped: Sequence[Dropped]
) -> Problem | None:
    before, after = _counted([*(line.text for line in lines), *printed], [*kept, *(d.text for d in dropped)])
    if before == after:
        return None
    lost, added = before - after, after - before
    whole = squeezed("".join(kept))
    gone: dict[int, list[str]] = {}
    for d in dropped:
        gone.setdefault(d.line, []).append(squeezed(d.text))
    suspects = [line for line in lines if lost and not _there(squeezed(line.text), whole, gone.get(line.n, []))]
    suspects = [line for line in suspects if not lost.keys().isdisjoint(line.text)][:_MOST_NAMED]
    places = "；".join(f"第 {line.n} 行“{line.text[:_AROUND]}”" for line in suspects)
    told = [f"少了 {lost.total()} 个字（{_sample(lost)}）" if lost else "", f"在 {places}" if places else ""]
    told.append(f"多了 {added.total()} 个字（{_sample(added)}）" if added else "")
    return _lost("正文和原件的字数对不上：" + "，".join(filter(None, told)))


def _there(line: str, whole: str, gone: Iterable[str]) -> bool:
    """Whether the body has a line as it is, or what is left of it without the parts that were dropped."""
    for part in gone:
        line = line.replace(part, "", 1)
    return line in whole


def _counted(before: Iterable[str], after: Iterable[str]) -> tuple[Counter[str], Counter[str]]:
    """How often every character stands before and after, without the texts that both have whole: most lines do."""
    texts = Counter(before)
    texts.subtract(after)
    was = "".join(text * n for text, n in texts.items() if n > 0)
    now = "".join(text * -n for text, n in texts.items() if n < 0)
    return Counter(squeezed(was)), Counter(squeezed(now))


def _sample(counts: Counter[str]) -> str:
    return "".join(sorted(counts.elements()))[:_AROUND]


def _lost(message: str) -> Problem:
    hint = "这是程序的错误，为了不丢字，没有导入；请把这个文件和这句话一起报告给开发者"
    return error("import-lost", message, hint)
