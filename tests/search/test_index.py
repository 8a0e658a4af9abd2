"""The index alone: what it holds, in what bounds, and how little of it changes."""

import json
import random
import re
from base64 import b64decode
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import sites
from reader import Index

from generator import cache, intake
from generator.archive import Archive, group
from generator.indexing import index
from generator.plan import Plan
from generator.publisher import Publication
from generator.search.docs import LARGEST_TEXT
from generator.search.normal import normal_form
from generator.search.shards import LARGEST
from generator.workers import Executor

PLANS = 300


def archive_of(content: Path, kept: cache.Cache) -> Archive:
    """The archive of the plans below `content`, whose texts go to the cache."""
    inputs = intake.read(content, content / "none.yaml", kept, Executor())
    assert all(inputs.plans.values()), inputs.problems
    return group(plan for plan in inputs.plans.values() if plan)


def make_index(
    content: Path, output: Path, *, most: int = 2_000, jobs: int = 1, change: Callable[[Plan], Plan] = lambda plan: plan
) -> Index:
    """The index of the plans below `content`, each after `change`, in `output`; the cache lies beside that."""
    store = output.parent / ".yaodian" / "index.sqlite"
    with cache.opened(store) as kept, Publication(output) as publication:
        archive = group(map(change, archive_of(content, kept).plans))
        made = index(archive, publication, kept, store, Executor(jobs), most=most)
        publication.commit(made.files, "0")
        kept.keep_pages(made.files)
        kept.forget_pieces(made.pieces)
    return Index(output)


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Plans whose text is partly traditional, straddles the bounds of a file, or uses rare characters."""
    folder = tmp_path_factory.mktemp("archive") / "content"
    sites.make(folder, PLANS)
    head = "---\ntitle: {}\nissuer: 𠮷安市關工委\nregion: 江苏/苏州/张家港\n文号: 𠮷關〔2020〕第{}号\n---\n\n"
    long = "\n\n".join(f"{n}. 第{n}件事：把關心下一代工作抓實抓細，做到件件有著落。" * 9 for n in range(1, 150))
    (folder / "long.md").write_text(head.format("很長的2020年工作要點", "007") + long, "utf-8")
    (folder / "wide.md").write_text(head.format("大2020年工作要点", "9") + "做好工作。" * 30_000, "utf-8")
    short = "二○二○年，AI＋“讀懂中國”①②，x²，\U000323b0字，ﬁne Café。\n\n一、Ⅷ類"
    (folder / "odd.md").write_text(head.format("特別的2020年工作要点", "8") + short, "utf-8")
    return folder


@pytest.fixture(scope="module", params=[2_000, 100], ids=["one segment", "two segments"])
def whole(request: pytest.FixtureRequest, content: Path, tmp_path_factory: pytest.TempPathFactory) -> Index:
    return make_index(content, tmp_path_factory.mktemp("index") / "public", most=request.param)


def queries(found: Index, count: int, longest: int) -> list[str]:
    """Stretches of the texts, drawn at random: across punctuation, paragraphs and parts."""
    dice = random.Random(longest)
    texts = ["".join(text for _, _, text in shown["parts"]) for shown in found.texts.values()]
    drawn = []
    while len(drawn) < count:
        text = dice.choice(texts)
        at, length = dice.randrange(len(text)), dice.randint(1, longest)
        if normal_form(text[at : at + length]):
            drawn.append(text[at : at + length])
    return drawn


def test_every_document_that_holds_a_query_is_a_candidate(whole: Index) -> None:
    for query in queries(whole, 300, 30):
        truth = whole.truth(query)
        # What is cut out of a 文号 may have another normal form than it has there.
        assert truth or re.search("第|0[0-9]*号", query), query
        assert truth <= whole.candidates(query), query


def test_of_one_character_and_of_two_the_candidates_are_exact(whole: Index) -> None:
    for query in {normal_form(query)[:2] for query in queries(whole, 300, 4)}:
        assert whole.candidates(query) == whole.truth(query), query
        assert whole.candidates(query[0]) == whole.truth(query[0]), query


@pytest.mark.parametrize("query", ["龘", "工龘", "zzz", "读懂外国", "𠮷𠮷"])
def test_what_stands_nowhere_has_no_candidates(whole: Index, query: str) -> None:
    assert not whole.truth(query)
    assert not whole.candidates(query)


def test_the_fields_of_a_document_are_found_apart(whole: Index) -> None:
    kinds = {"i": "issuer", "n": "number", "t": "title"}
    for doc, shown in list(whole.texts.items())[::20]:
        for _, kind, text in shown["parts"]:
            if kind in kinds:
                assert doc in whole.candidates(text, kinds[kind])
            elif kind:
                assert doc in whole.candidates(text[: kind if isinstance(kind, int) else None], "heading")
        assert all(doc in whole.candidates(name, "place") for place in shown["place"] for name in place[::2])
    number = {doc for doc, shown in whole.texts.items() if "号" in shown["number"]}
    assert whole.holding("号", "number") == number
    assert whole.holding("号", "number") < whole.holding("号")


def test_pinyin_and_filters_find_documents(whole: Index) -> None:
    def having(test: Callable[[dict[str, object]], bool]) -> set[tuple[str, int]]:
        return {doc for doc, shown in whole.texts.items() if test(shown)}

    ours = having(lambda shown: "zhang jia gang shi" in shown["pinyin"])
    assert len(ours) >= 2
    assert ours <= whole.holding("~zj") & whole.holding("~jg") & whole.holding("~zhangjia") & whole.holding("~gang")
    path = [place[1] for place in next(iter(whole.texts.values()))["place"]]
    for region in path:
        below = {doc for doc, shown in whole.texts.items() if region in [place[1] for place in shown["place"]]}
        assert whole.holding(f"r:{region}") == below
    assert whole.holding("s:有效") == set(whole.texts)
    name, slug = whole.read("l/issuer/0")[5]
    assert whole.holding(f"o:{slug}") == having(lambda shown: shown["issuer"] == name) != set()


def test_the_columns_and_labels_tell_region_and_issuer(whole: Index) -> None:
    digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    for facet, told in whole.start["facets"].items():
        labels = [label for n in range(-(-told["count"] // 400)) for label in whole.read(f"l/{facet}/{n}")]
        assert len(labels) == told["count"]
        for segment in whole.start["segments"]:
            column, width = whole.read(f"c/{facet}/{segment['name']}/0"), told["width"]
            assert len(column) == width * segment["docs"]
            for doc in range(segment["docs"]):
                number = 0
                for digit in column[width * doc : width * (doc + 1)]:
                    number = 64 * number + digits.index(digit)
                shown = whole.texts[segment["name"], doc]
                wanted = shown["place"][-1][1] if facet == "region" else shown["issuer"]
                assert labels[number][1 if facet == "region" else 0] == wanted
        if facet == "region":
            assert all(labels[above][1] == path.rpartition("/")[0] for _, path, above in labels if above >= 0)
            assert all("/" not in path for _, path, above in labels if above < 0)


def test_the_start_tells_characters_years_and_segments(whole: Index) -> None:
    start = whole.start
    assert start["docs"] == len(whole.texts) == PLANS + 3
    for segment in start["segments"]:
        years = [whole.texts[segment["name"], doc]["year"] for doc in range(segment["docs"])]
        assert years == sorted(years)
        assert segment["years"] == [[year, years.index(year)] for year in sorted(set(years))]
    data = b64decode(start["chars"] + "=" * (-len(start["chars"]) % 4))
    chars = {chr(0x4E00 + 8 * n + bit) for n, byte in enumerate(data) for bit in range(8) if byte >> bit & 1}
    there = set("".join(whole.haystacks.values()))
    assert chars == {char for char in there if 0x4E00 <= ord(char) <= 0x9FFF}
    df = {char: sum(char in text for text in whole.haystacks.values()) for char in start["common"]}
    assert list(df.values()) == sorted(df.values(), reverse=True)
    table = whole.read("s")
    assert "關关" in [table[n : n + 2] for n in range(0, len(table), 2)]
    assert set(table[1::2]) <= there


def test_a_text_is_whole_and_tells_its_traditional_characters(whole: Index, content: Path) -> None:
    long, odd = (
        next(shown for shown in whole.texts.values() if shown["title"].startswith(title)) for title in ("很長", "特別")
    )
    assert long["more"] > 1
    assert [text for _, _, text in long["parts"][3:]] == (content / "long.md").read_text("utf-8").split("\n\n")[1:]
    assert {anchor for anchor, _, _ in long["parts"][3:]} == {f"i{n}" for n in range(1, 150)}
    assert "關关" in long["s"]
    assert "懂" not in odd["s"]
    assert [kind for _, kind, _ in odd["parts"]] == ["i", "n", "t", "", "h"]
    assert odd["pinyin"][2] == "jiang su sheng"
    assert whole.truth("二〇二〇年AI读懂中国12x2𲎰字fine café") == whole.candidates("二〇二〇年")


def test_files_are_small(whole: Index, content: Path) -> None:
    sizes = {path.relative_to(whole.folder).as_posix(): path.stat().st_size for path in whole.folder.rglob("*.js")}
    assert max(sizes.values()) <= LARGEST
    assert sizes["start.js"] <= 10 * 1024
    assert (content / "long.md").stat().st_size > 2 * LARGEST_TEXT


def test_a_build_that_changes_nothing_writes_nothing(content: Path, tmp_path: Path) -> None:
    make_index(content, tmp_path / "public", most=100)
    before = sites.stamps(tmp_path / "public")
    make_index(content, tmp_path / "public", most=100)
    assert sites.stamps(tmp_path / "public") == before


@pytest.fixture
def few(tmp_path: Path) -> Path:
    """A few plans, those of 2026 the newest."""
    sites.make(tmp_path / "content", 60)
    text = "---\ntitle: 某某2026年工作要点\nissuer: {}\nregion: {}\ndate: 2026-01-0{}\n---\n\n一、{}\n"
    for n, word in enumerate(("读书", "种树"), 1):
        (tmp_path / f"content/new{n}.md").write_text(text.format("某某办公室", "江苏", n, word), "utf-8")
    return tmp_path


def test_a_plan_of_the_newest_year_leaves_older_years_alone(few: Path) -> None:
    before = make_index(few / "content", few / "public", most=20)
    assert [segment["name"] for segment in before.start["segments"]] == ["a", "b"]
    stamps = sites.stamps(few / "public")
    text = (few / "content/new1.md").read_text("utf-8").replace("读书", "远足露营")
    (few / "content/another.md").write_text(text, "utf-8")
    after = make_index(few / "content", few / "public", most=20)
    assert len(after.candidates("远足露营")) == 1
    changed = {url for url, stamp in sites.stamps(few / "public").items() if stamps.get(url) != stamp}
    files = {url for url in changed if url.endswith(".js")}
    assert files
    assert not [url for url in files if "/b/" in url]
    assert before.start["segments"][1] == after.start["segments"][1]
    assert before.start["segments"][0]["v"] != after.start["segments"][0]["v"]


def test_whatever_the_history_and_the_processes_the_bytes_are_the_same(few: Path) -> None:
    dice = random.Random(7)
    for step in range(6):
        plans = sorted((few / "content").rglob("*.md"))
        if step % 2:
            dice.choice(plans).unlink()
        else:
            path = dice.choice(plans)
            path.write_text(path.read_text("utf-8") + f"\n补充{step}条。\n", "utf-8")
        make_index(few / "content", few / "public", most=20)
        make_index(few / "content", few / f"clean{step}" / "public", most=20, jobs=2)
        assert sites.tree(few / "public") == sites.tree(few / f"clean{step}" / "public")


def test_many_shares_and_chunks_change_nothing(few: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_index(few / "content", few / "one" / "public")
    monkeypatch.setattr("generator.indexing.DOCS_OF_A_SHARE", 9)
    monkeypatch.setattr("generator.search.grams.AT_ONCE", 7)
    monkeypatch.setattr("generator.search.shards.AT_ONCE", 500)
    make_index(few / "content", few / "many" / "public", jobs=2)
    assert sites.tree(few / "one" / "public") == sites.tree(few / "many" / "public")


def test_a_file_that_was_lost_is_made_again(few: Path) -> None:
    make_index(few / "content", few / "public", most=20)
    before = sites.tree(few / "public")
    for name in ("t/b/3", "start", "g/b/0001"):
        (few / f"public/search/{name}.js").unlink()
        make_index(few / "content", few / "public", most=20)
        assert sites.tree(few / "public") == before


def test_a_withdrawn_plan_is_found_by_its_record_alone(few: Path) -> None:
    path = few / "content/new1.md"
    path.write_text(path.read_text("utf-8").replace("title:", "状态: 撤下\ntitle:"), "utf-8")
    found = make_index(few / "content", few / "public")
    (doc,) = found.holding("s:撤下")
    assert found.start["status"] == {"撤下": [list(doc)]}
    assert found.texts[doc]["parts"] == [["", "i", "某某办公室"], ["", "t", "某某2026年工作要点"]]
    assert doc not in found.holding("读")


def test_without_search_the_page_offers_the_indexes_alone(few: Path) -> None:
    sites.build(few, "--quiet")
    assert (few / "public/search/start.js").exists()
    sites.build(few, "--quiet", "--no-search")
    assert not (few / "public/search").exists()
    page = (few / "public/search.html").read_text("utf-8")
    assert "按年度" in page
    assert "start.js" not in page


def test_browsers_and_engines_are_told_where_to_ask(few: Path) -> None:
    (few / "site.yaml").write_text("title: 名字长长的某某某某工作要点文库\nbase_url: https://example.org/a/\n", "utf-8")
    sites.build(few, "--quiet")
    told = ElementTree.parse(few / "public/opensearch.xml").getroot()
    names = {child.tag.rpartition("}")[2]: child for child in told}
    template = "https://example.org/a/search.html?q={searchTerms}"
    assert template in {child.get("template") for child in told}
    assert names["ShortName"].text == "名字长长的某某某某工作要点文库"[:16]
    home = (few / "public/index.html").read_text("utf-8")
    assert '<link rel="search" type="application/opensearchdescription+xml"' in home
    (site,) = (thing for thing in json_ld(home) if thing["@type"] == "WebSite")
    assert site["potentialAction"]["target"]["urlTemplate"] == template
    for call, settings in ((["--no-search"], "base_url: https://example.org/a/"), ([], "title: 没有网址")):
        (few / "site.yaml").write_text(settings, "utf-8")
        sites.build(few, "--quiet", *call)
        assert not (few / "public/opensearch.xml").exists()
        home = (few / "public/index.html").read_text("utf-8")
        assert 'rel="search"' not in home
        assert "SearchAction" not in home


def json_ld(page: str) -> list[dict[str, Any]]:
    """What a page tells machines."""
    return [json.loads(text) for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)]
