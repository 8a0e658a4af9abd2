"""Originals made by real tools, each with its truth, and the five real ones: imported by the command, and compared."""

import difflib
import os
import subprocess
from pathlib import Path

import pytest
import sites
from originals import accuracy, corpus, outcome
from originals.as_text import as_text
from originals.case import Case, solid
from originals.make import lacking, wants
from originals.outcome import FIELDS, Outcome, judge

from generator.reader import read_plan

CASES = corpus.CASES
PLANS = [case for case in CASES.values() if case.truth is not None]
SHARE = 0.95  # of the values of each field must be right


def shared(factory: pytest.TempPathFactory, name: str) -> Path:
    """A folder that all workers of this run share."""
    base = factory.getbasetemp()
    folder = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / name
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    """What became of every original that this machine can make."""
    return {one.case.name: one for one in outcome.import_corpus(shared(tmp_path_factory, "originals"))}


@pytest.fixture
def one(case: Case, outcomes: dict[str, Outcome]) -> Outcome:
    if reason := lacking(wants(case)):
        pytest.skip(reason)
    return outcomes[case.name]


def name_of(case: Case) -> str:
    return case.name


def test_the_corpus_has_every_format() -> None:
    assert len(PLANS) >= 48
    assert {case.format for case in PLANS} == set(accuracy.FORMATS)


@pytest.mark.parametrize("case", CASES.values(), ids=name_of)
def test_the_verdict_is_right(case: Case, one: Outcome) -> None:
    assert one.status in case.verdict, one.entry
    if one.status != "imported":
        assert all(problem["message"] and problem["hint"] for problem in one.entry["problems"])
        assert one.entry["problems"]


@pytest.mark.parametrize("case", PLANS, ids=name_of)
def test_every_paragraph_is_kept_in_its_order(case: Case, one: Outcome) -> None:  # noqa: ARG001
    assert outcome.missing_pieces(one) == []


@pytest.mark.parametrize("case", PLANS, ids=name_of)
def test_what_is_not_kept_is_listed(case: Case, one: Outcome) -> None:  # noqa: ARG001
    assert not outcome.lost_characters(one)
    assert all(dropped["text"] and dropped["why"] for dropped in one.entry["dropped"])


@pytest.mark.parametrize("case", PLANS, ids=name_of)
def test_what_the_site_put_around_is_gone(case: Case, one: Outcome) -> None:  # noqa: ARG001
    assert outcome.left_chrome(one) == []


@pytest.mark.parametrize("case", PLANS, ids=name_of)
def test_the_archive_takes_the_file(case: Case, one: Outcome) -> None:  # noqa: ARG001
    assert one.faults == ()
    assert one.plan is not None


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_is_right_nearly_always(field: str, outcomes: dict[str, Outcome]) -> None:
    judged = {one.case.name: judge(one, field) for one in accuracy.plans(outcomes.values())}
    wrong = [f"{name}: {j.wanted or 'nothing'} ≠ {j.got or 'nothing'}" for name, j in judged.items() if not j.right]
    assert 1 - len(wrong) / len(judged) >= SHARE, "\n".join(wrong)


def test_paragraphs_stay_whole_and_apart(outcomes: dict[str, Outcome]) -> None:
    torn = {one.case.name: outcome.torn_pieces(one) for one in accuracy.plans(outcomes.values())}
    assert {name: texts for name, texts in torn.items() if texts} == {}


def test_what_is_given_as_sure_is_right(outcomes: dict[str, Outcome]) -> None:
    judged = [judge(one, field) for one in accuracy.plans(outcomes.values()) for field in FIELDS]
    sure = [j for j in judged if j.sure]
    assert sum(j.right for j in sure) / len(sure) >= 0.98


def test_damaged_values_are_proposed_but_not_filled_in(outcomes: dict[str, Outcome]) -> None:
    damaged = [(one, name) for one in accuracy.plans(outcomes.values()) for name in one.case.truth.damaged]  # type: ignore[union-attr]
    assert damaged
    for one, name in damaged:
        assert judge(one, name).right, f"{one.case.name} {name}: {one.entry['fields'].get(name)}"


def test_the_archive_of_all_that_was_imported_builds(outcomes: dict[str, Outcome], tmp_path: Path) -> None:
    content = next(Path(one.entry["target"]) for one in outcomes.values() if one.target)
    content = next(parent for parent in content.parents if parent.name == "content")
    report = sites.report(tmp_path, "--content", content, "--output", tmp_path / "public", "--keep-going")
    became = {source["path"]: source["status"] for source in report["sources"]}
    written = {one.case.name: one for one in outcomes.values() if one.target}
    wanted = {name: "published" if one.status == "imported" else "held" for name, one in written.items()}
    assert {name: became[one.entry["target"]] for name, one in written.items()} == wanted


def test_standard_input_is_an_original_too(outcomes: dict[str, Outcome], tmp_path: Path) -> None:
    name = "rare-han.txt"
    call = sites.call("import", "-", "--into", tmp_path / "content", "--report", tmp_path / "report.json")
    subprocess.run(call, cwd=tmp_path, input=as_text(CASES[name]), check=True, capture_output=True, timeout=60)
    (entry,) = outcome.entries(tmp_path / "report.json").values()
    assert entry["fields"] == outcomes[name].entry["fields"]
    assert outcome.missing_pieces(outcome.read_back(CASES[name], entry, tmp_path)) == []


# The five real originals, which lie beside the project while it is developed.

SEEDS = {
    "000": "2020-zhangjiagang",
    "001": "2023-wujin",
    "002": "2020-guizhou",
    "003": "2013-chongqing",
    "004": "2021-jiangsu-xinxi-xueyuan",
}
DAMAGED = {"002": ("doc_number", "date")}
# What the finished plans mend: (in the original, in the plan).
REPAIRS = {
    "000": {("<p>", ""), ("</p>", "")},
    "002": {
        *((dot, numeral) for dot in (".", "") for numeral in ("一、", "二、", "三、")),
        ("贵州省教育厅关心下一代工作委员会201912", ""),  # the signature, whose date is damaged
    },
}


@pytest.fixture(scope="session")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    """The five originals imported, by their numbers."""
    originals = sites.PROJECT.parent / "shared" / "originals"
    if not originals.is_dir():
        pytest.skip("the five real originals are not beside the project")
    folder = tmp_path_factory.mktemp("seeds")
    done = sites.run(
        folder, "import", *sorted(originals.iterdir()), "--into", folder / "content", "--report", folder / "report.json"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    entries = outcome.entries(folder / "report.json")
    return {n: outcome.read_back(Case(f"{n}.txt", (), None), entries[f"{n}.txt"], folder) for n in SEEDS}


def finished(seed: str) -> Outcome:
    path = sites.PROJECT.parent / "shared" / "plans" / f"{SEEDS[seed]}.md"
    return outcome.read_file(Case(path.name, (), None), {}, path)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_real_original_gives_every_field_of_its_plan(seed: str, seeds: dict[str, Outcome]) -> None:
    one, plan = seeds[seed], finished(seed).plan
    assert plan is not None
    assert one.plan is not None, one.faults
    for name in FIELDS:
        wanted, filled = outcome.plain(name, plan[name]), outcome.plain(name, one.plan[name])
        if name in DAMAGED.get(seed, ()):
            told = one.entry["fields"][name]
            assert told["confidence"] == "low", name
            assert outcome.plain(name, told["value"]) == wanted, name
            assert filled != wanted, f"{name} is damaged, and yet filled in"
        elif wanted or name != "attachments":  # the plans leave the list to the text
            assert filled == wanted, name


@pytest.mark.parametrize("seed", SEEDS)
def test_a_real_original_gives_the_text_of_its_plan(seed: str, seeds: dict[str, Outcome]) -> None:
    ours, theirs = solid(seeds[seed].shown), solid(finished(seed).shown)
    known = REPAIRS.get(seed, set())
    differ = difflib.SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    found = {(ours[a:b], theirs[c:d]) for kind, a, b, c, d in differ if kind != "equal"}
    assert found - known == set()


@pytest.mark.parametrize("seed", SEEDS)
def test_a_real_original_loses_nothing(seed: str, seeds: dict[str, Outcome]) -> None:
    one = seeds[seed]
    text = (sites.PROJECT.parent / "shared" / "originals" / f"{seed}.txt").read_text("utf-8")
    assert not outcome.lost(text, one)


def test_the_reader_of_outcomes_sees_what_is_missing(tmp_path: Path) -> None:
    """The measure itself: a paragraph that is taken out of a target is missed, and so are its characters."""
    case = CASES["township.txt"]
    gone = next(piece for piece in case.pieces if piece.kind == "item")
    texts = [piece.text for piece in case.pieces if piece is not gone and piece.kind != "title"]
    path = tmp_path / "t.md"
    head = "---\ntitle: 某镇工作要点\nissuer: 某镇\nregion: 浙江\nyear: 2022\n---\n\n"
    path.write_text(head + "\n\n".join(texts), "utf-8")
    assert read_plan("t.md", path.read_bytes(), set())[0].plan
    entry = {"dropped": [{"line": 1, "text": case.all("title")[0], "why": "题"}]}
    one = outcome.read_file(case, entry, path)
    assert outcome.missing_pieces(one) == [solid(gone.text)]
    assert "".join(sorted(outcome.lost_characters(one).elements())) == "".join(sorted(solid(gone.text)))
