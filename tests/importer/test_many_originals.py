"""Hundreds of originals put together by dice: what holds for the chosen ones must hold for those, too."""

import os
from collections import Counter
from collections.abc import Sequence

import pytest
from originals.as_html import as_html
from originals.as_pdf import as_pdf
from originals.as_text import as_text
from originals.as_word import as_word
from originals.case import Case, solid
from originals.dice import made
from originals.make import lacking
from originals.outcome import FIELDS, PARAGRAPHS, expected, kept, plain

from generator.importer import account, formats
from generator.importer.draft import Draft
from generator.importer.recognise.document import recognise

COUNTS = {"txt": 400, "docx": 40, "html": 150, "pdf": 40}
SHARE = 0.95


MAKERS = {"txt": as_text, "docx": as_word, "html": as_html}


@pytest.fixture(scope="module", params=COUNTS)
def drafts(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Case, Draft]]:
    found = []
    form = request.param
    cases = [made(number, "docx" if form == "pdf" else form) for number in range(COUNTS[form])]
    originals = exported(cases, tmp_path_factory) if form == "pdf" else map(MAKERS[form], cases)
    for case, data in zip(cases, originals, strict=True):
        original = formats.read(data, case.name)
        assert account.of_original(original) is None
        found.append((case, recognise(original, case.name)))
    return found


def exported(cases: Sequence[Case], factory: pytest.TempPathFactory) -> list[bytes]:
    """The cases as PDF files, made once for all workers of this run."""
    if reason := lacking("office"):
        pytest.skip(reason)
    base = factory.getbasetemp()
    folder = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    return as_pdf(cases, folder / "dice")


def test_all_are_plans(drafts: list[tuple[Case, Draft]]) -> None:
    wrong = {case.name: draft.problems for case, draft in drafts if draft.verdict != "plan"}
    assert wrong == {}


def test_what_the_site_put_around_is_gone(drafts: list[tuple[Case, Draft]]) -> None:
    left = {}
    for case, draft in drafts:
        shown = {solid(part.paragraph.text) for part in draft.body}
        if found := [text for text in case.all("chrome") if solid(text) in shown]:
            left[case.name] = found
    assert len(left) / len(drafts) <= 1 - SHARE, left


def test_no_paragraph_is_lost(drafts: list[tuple[Case, Draft]]) -> None:
    lost = {}
    for case, draft in drafts:
        shown = solid("".join(part.paragraph.text for part in draft.body))
        dropped = solid("".join(left.text for left in draft.dropped))
        gone = [piece.text for piece in case.pieces if kept(piece) and solid(piece.text) not in shown]
        assert not Counter("".join(solid(p.text) for p in case.pieces)) - Counter(shown + dropped), case.name
        if gone:
            lost[case.name] = gone
    assert lost == {}


def test_paragraphs_stay_whole_and_apart(drafts: list[tuple[Case, Draft]]) -> None:
    torn, judged = [], 0
    for case, draft in drafts:
        blocks = Counter(solid(part.paragraph.text) for part in draft.body)
        texts = [piece.text for piece in case.pieces if piece.kind in PARAGRAPHS]
        judged += len(texts)
        torn += [f"{case.name}: {text}" for text in texts if not blocks[solid(text)]]
    assert len(torn) / judged <= 0.005, "\n".join(torn)


@pytest.mark.parametrize("name", FIELDS)
def test_a_field_is_right_nearly_always(name: str, drafts: list[tuple[Case, Draft]]) -> None:
    wrong, falsely_sure, judged = [], [], 0
    for case, draft in drafts:
        assert case.truth
        field = draft.fields.get(name)
        value = field.value if field else ""
        got, wanted = plain(name, list(value) if isinstance(value, tuple) else value), expected(case.truth, name)
        if name in case.truth.open or got == wanted or _is_title_without_issuer(name, got, wanted, case):
            judged += name not in case.truth.open
            continue
        judged += 1
        wrong.append(f"{case.name}: {wanted or 'nothing'} ≠ {got or 'nothing'}")
        if field and field.confidence == "high":
            falsely_sure.append(wrong[-1])
    assert len(wrong) / judged <= 1 - SHARE, "\n".join(wrong)
    assert len(falsely_sure) / judged <= 0.02, "\n".join(falsely_sure)


def _is_title_without_issuer(name: str, got: str, wanted: str, case: Case) -> bool:
    """Whether only the issuer on a line of its own is missing from a title (see `judge`)."""
    assert case.truth
    return (
        name == "title" and solid(case.truth.issuer[0]) + got == wanted and case.all("title")[0] == case.truth.issuer[0]
    )
