"""The table of accuracy: `python tests/originals/accuracy.py [FOLDER]` makes the corpus, imports it and prints it.

Rows are the fields, columns the formats; below them the text that was kept, the verdicts, how far a confidence can be
trusted, and each failure with what was wanted. With a folder, the corpus and the import stay there for a look.
"""

import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parent.parent), str(Path(__file__).parent.parent.parent)]

from originals import corpus, outcome
from originals.outcome import FIELDS, Judged, Outcome, judge

FORMATS = ("txt", "docx", "doc", "wps", "html", "htm", "mht", "pdf")


def fields_table(outcomes: Iterable[Outcome]) -> dict[tuple[str, str], tuple[int, int]]:
    """(field, format) → (right, all) of the plans; a plan that was refused has every field wrong."""
    table: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for one in plans(outcomes):
        for name in FIELDS:
            cell = table[name, one.case.format]
            cell[0] += judge(one, name).right
            cell[1] += 1
    return {key: (right, total) for key, (right, total) in table.items()}


def plans(outcomes: Iterable[Outcome]) -> list[Outcome]:
    return [one for one in outcomes if one.case.truth is not None]


def share(right: int, total: int) -> str:
    """In percent, rounded down: 100% is all of them."""
    return f"{100 * right // total}%" if total else "–"


def kept_text(one: Outcome) -> tuple[int, int]:
    """Characters of the document that the target shows in order, and all that it should."""
    wanted = sum(len(outcome.solid("".join(p.shown))) for p in one.case.pieces if outcome.kept(p))
    return wanted - sum(map(len, outcome.missing_pieces(one))), wanted


def print_tables(outcomes: list[Outcome]) -> None:
    cells = fields_table(outcomes)
    print(f"{len(outcomes)} originals, {len(plans(outcomes))} of them plans\n")
    print(f"{'':14}" + "".join(f"{form:>7}" for form in (*FORMATS, "all")))
    print(f"{'originals':14}" + _row(lambda _: (1, 1), outcomes, count=True))
    for name in FIELDS:
        values = [cells.get((name, form), (0, 0)) for form in FORMATS]
        total = sum(right for right, _ in values), sum(n for _, n in values)
        print(f"{name:14}" + "".join(f"{share(*value):>7}" for value in (*values, total)))
    print(f"{'text kept':14}" + _row(kept_text, plans(outcomes)))
    print(f"{'text accounted':14}" + _row(lambda one: (not outcome.lost_characters(one), 1), plans(outcomes)))
    print(f"{'chrome gone':14}" + _row(lambda one: (not outcome.left_chrome(one), 1), plans(outcomes)))
    print(f"{'paragraphs':14}" + _row(_paragraphs, plans(outcomes)))
    print(f"{'verdict':14}" + _row(lambda one: (one.status in one.case.verdict, 1), outcomes))
    print_calibration(outcomes)


def _paragraphs(one: Outcome) -> tuple[int, int]:
    total = sum(piece.kind in outcome.PARAGRAPHS for piece in one.case.pieces) + bool(one.case.all("plan"))
    return total - len(outcome.torn_pieces(one)), total


def _row(measure, outcomes: list[Outcome], *, count: bool = False) -> str:
    out = []
    for form in (*FORMATS, ""):
        values = [measure(one) for one in outcomes if not form or one.case.format == form]
        right, total = sum(v[0] for v in values), sum(v[1] for v in values)
        out.append(f"{total if count else share(right, total):>7}")
    return "".join(out)


def print_calibration(outcomes: list[Outcome]) -> None:
    """Of the values given as sure, and of those given as not sure, how many are right."""
    counts: Counter[tuple[bool, bool]] = Counter()
    for one in plans(outcomes):
        counts.update((j.sure, j.right) for j in _judged(one) if j.sure is not None)
    print()
    for sure, word in ((True, "high"), (False, "low")):
        right, wrong = counts[sure, True], counts[sure, False]
        print(f"confidence {word:5}: {right + wrong:4} values, {wrong} wrong")


def _judged(one: Outcome) -> list[Judged]:
    return [judge(one, name) for name in FIELDS]


def failures(one: Outcome) -> list[str]:
    """What is wrong with one original, a line each."""
    found = []
    if one.status not in one.case.verdict:
        codes = "; ".join(f"{p['code']}: {p['message']}" for p in one.entry.get("problems", [])[:3])
        found.append(f"verdict: wanted {'|'.join(sorted(one.case.verdict))}, got {one.status} ({codes})")
    if one.case.truth is None:
        return found
    if not one.target:
        return [*found, "nothing was written"]
    found += [f"target: {fault}" for fault in one.faults]
    for name, judged in zip(FIELDS, _judged(one), strict=True):
        if not judged.right:
            sure = {True: "high", False: "low", None: "–"}[judged.sure]
            found.append(f"{name}: wanted {judged.wanted or 'nothing'}, got {judged.got or 'nothing'} ({sure})")
    found += [f"text not kept: {text[:60]}" for text in outcome.missing_pieces(one)[:4]]
    found += [f"paragraph torn: {text[:60]}" for text in outcome.torn_pieces(one)[:4]]
    found += [f"chrome kept: {text[:60]}" for text in outcome.left_chrome(one)[:4]]
    if lost := outcome.lost_characters(one):
        found.append(f"not accounted for: {lost.total()} characters, {''.join(sorted(lost.elements()))[:40]}")
    return found


def print_failures(outcomes: list[Outcome]) -> None:
    for one in outcomes:
        if found := failures(one):
            print(f"\n{one.case.name}")
            for line in found:
                print(f"  {line}")


def main(folder: Path) -> None:
    assert corpus.CASES
    outcomes = outcome.import_corpus(folder)
    print_tables(outcomes)
    print_failures(outcomes)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as scratch:
            main(Path(scratch))
