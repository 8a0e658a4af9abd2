"""The search page in a browser: nothing is missed and nothing shown that isn't so, within its budgets, for everybody.

The truth is plain text search in Python over the texts as published. The archive: 220 invented plans, the samples, and
the plans of an office that are void, annulled and withdrawn.
"""

import json
import random
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
import sites
from conftest import PROJECT, build

from generator.search.normal import normal_form, simplified

pytestmark = pytest.mark.browser

KB = 1024
DRAWN, ABSENT = 300, 50
FIELD_OR_PHRASE = re.compile(r'^["“＂].*["”＂]$|^(文号|发文机关|地区|年度)\s*[:：]')
BRACKETS = ("〔〕", "[]", "（）", "()", "【】", "［］", "〖〗")
ASK_ALL = """async (queries) => {
    const list = document.getElementById("results");
    const answers = [];
    for (const query of queries) {
        history.replaceState(null, "", "?" + new URLSearchParams({ q: query, all: 1 }));
        dispatchEvent(new PopStateEvent("popstate"));
        while (list.getAttribute("aria-busy") !== "false") await new Promise((go) => setTimeout(go));
        const found = [...list.querySelectorAll("[data-plan]")].map((one) => one.dataset.plan);
        answers.push([Number(list.dataset.total), found]);
    }
    return answers;
}"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, in a sub-folder of what is served."""
    folder = tmp_path_factory.mktemp("search")
    content = folder / "content"
    shutil.copytree(PROJECT / "content", content)
    shutil.copytree(PROJECT / "tests" / "office" / "content", content / "office")
    sites.make(content / "made", 220)
    output = folder / "server" / "wenku"
    build("--content", content, "--output", output, "--settings", PROJECT / "site.yaml", "--jobs", "1")
    return output


@pytest.fixture(scope="module")
def plans(archive: Path) -> dict[str, dict[str, Any]]:
    """The record of every plan by its id."""
    return {plan["id"]: plan for plan in json.loads((archive / "plans.json").read_bytes())["plans"]}


@pytest.fixture(scope="module")
def texts(archive: Path, plans: dict[str, Any]) -> dict[str, str]:
    """The text of every plan as published; of a withdrawn one what its record says."""
    found = {}
    for name, plan in plans.items():
        file = archive / "plans" / f"{name}.txt"
        head = "\n\n".join(filter(None, (plan["issuer"], plan.get("doc_number"), plan["title"])))
        found[name] = file.read_text("utf-8") if file.exists() else head
    return found


@pytest.fixture(scope="module")
def haystacks(texts: dict[str, str]) -> dict[str, str]:
    """What is searched: the normal form of each paragraph, one behind the other."""
    return {name: "".join(map(normal_form, text.split("\n\n"))) for name, text in texts.items()}


class Seen:
    """A page of the site, with what it asked for and what it complained about."""

    def __init__(self, chromium: Any, address: str, width: int = 1280, **options: Any) -> None:
        self.context = chromium.new_context(viewport={"width": width, "height": 800}, locale="zh-CN", **options)
        self.context.set_default_timeout(10_000)
        self.page = self.context.new_page()
        self.complaints: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(f"{message.type}: {message.text}"))
        self.page.on("pageerror", lambda fault: self.complaints.append(str(fault)))
        self.page.on("request", lambda one: self.asked.append(one.url) if "/search/" in one.url else None)
        self.page.goto(address)

    def answer(self) -> tuple[int, list[str]]:
        """The total, and the plans that are listed, once the answer is complete."""
        self.page.locator("#results[aria-busy=false]").wait_for(state="attached")
        shown = self.page.locator("[data-plan]").evaluate_all("all => all.map((one) => one.dataset.plan)")
        return int(self.page.locator("#results").get_attribute("data-total") or -1), shown

    def type(self, text: str) -> tuple[int, list[str]]:
        """What is found once `text` was typed and the page came to rest."""
        self.page.locator("#q").fill(text)
        self.page.wait_for_function("text => new URLSearchParams(location.search).get('q') === text", arg=text)
        return self.answer()

    def files(self) -> list[str]:
        """The files of the index that were asked for, in order."""
        return [re.sub(r"^.*/search/|\.js.*$", "", url) for url in self.asked]


@pytest.fixture
def visit(chromium: Any) -> Iterator[Any]:
    """Opens a page; at the end none of them must have complained."""
    opened: list[Seen] = []

    def go(address: str, **options: Any) -> Seen:
        opened.append(Seen(chromium, address, **options))
        return opened[-1]

    yield go
    for seen in opened:
        seen.context.close()
    assert not [complaint for seen in opened for complaint in seen.complaints]


def asking(home: str, **fields: str) -> str:
    """The address of a search."""
    return f"{home}search.html?{urlencode(fields)}"


# Nothing missed, nothing wrong


def drawn(dice: random.Random, texts: dict[str, str], count: int) -> list[str]:
    """Pieces of texts of 1 to 30 characters, a third in other brackets and a third in traditional characters."""
    traditional = {form: char for char, form in simplified().items() if len(form) == 1}
    names = sorted(texts)
    found: list[str] = []
    while len(found) < count:
        text = re.sub(r"\s+", "", texts[dice.choice(names)])
        start = dice.randrange(len(text))
        piece = text[start : start + dice.randint(1, 30)]
        if len(found) % 10 == 0 and (number := re.search(r"[一-龥]{2,6}〔\d{4}〕\d+号", text)):
            piece = number[0].replace("〕", "〕第0") if len(found) % 20 else number[0]
        other = piece
        if len(found) % 3 == 0:
            other = other.translate(dict(zip(map(ord, "〔〕"), dice.choice(BRACKETS), strict=True)))
        if len(found) % 3 == 1:
            other = "".join(traditional.get(char, char) for char in other)
        if normal_form(other) == normal_form(piece):
            piece = other
        if normal_form(piece) and not FIELD_OR_PHRASE.search(piece):
            found.append(piece)
    return found


def absent(dice: random.Random, texts: dict[str, str], haystacks: dict[str, str], count: int) -> list[str]:
    """Pieces of texts shuffled, and characters that stand nowhere."""
    found = ["鱻", "鱻！", "关鱻", "〇〇〇鱻", "qqxz9"]
    while len(found) < count:
        chars = list(dice.choice(drawn(dice, texts, 1)))
        dice.shuffle(chars)
        piece = "".join(chars)
        norm = normal_form(piece)
        if norm and not FIELD_OR_PHRASE.search(piece) and not any(norm in text for text in haystacks.values()):
            found.append(piece)
    return found


def test_everything_is_found_and_nothing_else(
    visit: Any, home: str, texts: dict[str, str], haystacks: dict[str, str]
) -> None:
    dice = random.Random(5)
    queries = drawn(dice, texts, DRAWN) + absent(dice, texts, haystacks, ABSENT)
    queries = queries if home.startswith("http") else queries[::5]  # from a disk other bytes come by the same way
    truth = {query: {name for name, text in haystacks.items() if normal_form(query) in text} for query in queries}
    assert sum(1 for found in truth.values() if found) >= len(queries) * 0.8  # a cut may fall into 第07号
    page = visit(asking(home)).page
    page.context.set_default_timeout(90_000)
    wrong = {}
    for query, (total, found) in zip(queries, page.evaluate(ASK_ALL, queries), strict=True):
        if set(found) != truth[query] or total != len(found) or len(set(found)) != len(found):
            wrong[query] = (total, truth[query] - set(found), set(found) - truth[query])
    assert not wrong


# Words, fields, phrases, pinyin, order


def test_words_are_and_quotes_are_exact(visit: Any, served: str, texts: dict[str, str], haystacks: Any) -> None:
    seen = visit(asking(served, q="读懂中国 老校长", all="1"))
    both = {name for name, text in haystacks.items() if "读懂中国" in text and "老校长" in text}
    assert set(seen.answer()[1]) == both
    exact = {name for name, text in texts.items() if "“读懂中国”" in re.sub(r"\s", "", text)}
    loose = {name for name, text in haystacks.items() if "读懂中国" in text}
    assert exact
    cases = {"“读懂中国”": loose, "“‘读懂中国’”": set(), '"“读懂中国”"': exact, "“读懂 中国”": loose}
    for query, found in cases.items():
        seen.page.goto(asking(served, q=query, all="1"))
        assert set(seen.answer()[1]) == found, query


@pytest.mark.parametrize(
    "number",
    [
        "渝教工委办〔2013〕7号",
        "渝教工委办[2013]第007号",
        "渝教工委办2013第7號",
        "文号:渝教工委办（2013）7号",
        "文号：渝教工委办",
    ],
)
def test_a_number_is_found_however_it_is_written(visit: Any, served: str, number: str) -> None:
    seen = visit(asking(served, q=number))
    total, found = seen.answer()
    assert found[0] == "2013-chongqing"
    assert total >= 1
    assert "7号" in seen.page.locator("[data-plan] .row-facts mark").first.inner_text() or "文号" in number


def test_fields_restrict_a_word(visit: Any, served: str, plans: dict[str, Any]) -> None:
    cases = {
        "发文机关:张家港": {name for name, plan in plans.items() if "张家港" in plan["issuer"]},
        "地区：张家港": {name for name, plan in plans.items() if any("张家港" in place for place in plan["region"])},
        "年度:2018-2020 工作": {name for name, plan in plans.items() if 2018 <= plan["year"] <= 2020},
        "年度：2013": {name for name, plan in plans.items() if plan["year"] == 2013},
        "文号:读指 年度:2015": {
            name for name, plan in plans.items() if plan["year"] == 2015 and "读指" in (plan["doc_number"] or "")
        },
    }
    seen = visit(asking(served))
    for query, found in cases.items():
        seen.page.goto(asking(served, q=query, all="1"))
        assert found, query
        assert set(seen.answer()[1]) == found, query


@pytest.mark.parametrize("query", ["zjg", "zhangjiagang", "ZhangJiaGang", "zhang jia gang"])
def test_pinyin_finds_places_and_says_so(visit: Any, served: str, query: str) -> None:
    seen = visit(asking(served, q=query))
    total, found = seen.answer()
    assert "2020-zhangjiagang" in found
    assert total == len(found)
    assert seen.page.locator("#told").inner_text() == f"按拼音查到 {total} 份文件"


def test_the_best_come_first(visit: Any, served: str, texts: dict[str, str], plans: dict[str, Any]) -> None:
    query = "关心下一代工作委员会"
    seen = visit(asking(served, q=query, all="1"))
    ranks = []
    for name in seen.answer()[1]:
        plan = plans[name]
        rank = 1 if query in plan["title"] else 3 if query in plan["issuer"] else 4
        ranks.append((2 if rank > 2 and f"、{query}" in texts[name] else rank, -plan["year"]))
    assert {1, 4} <= {rank for rank, _ in ranks}
    assert ranks == sorted(ranks)


def test_an_excerpt_leads_to_its_item_where_the_words_are_marked(visit: Any, home: str) -> None:
    seen = visit(asking(home, q="讀懂中國"))
    assert "2020-guizhou" in seen.answer()[1]
    result = seen.page.locator("[data-plan='2020-guizhou']")
    assert set(result.locator(".excerpts mark").all_inner_texts()) == {"读懂中国"}
    link = result.locator(".excerpts a").first
    anchor = re.sub("^.*#", "", link.get_attribute("href"))
    link.click()
    page = seen.page
    page.locator(".mark-bar").wait_for()
    assert page.url.endswith(f"plans/2020-guizhou.html?q={quote('读懂中国')}#{anchor}")
    marks = page.locator(".sheet mark")
    assert set(marks.all_inner_texts()) == {"读懂中国"}
    here = page.locator("mark[data-here]")
    here.wait_for()
    assert page.evaluate("a => !!document.querySelector('mark[data-here]').closest('#' + a)", anchor)
    assert page.evaluate("const b = document.querySelector('mark[data-here]').getBoundingClientRect();"
                         " b.top > 0 && b.bottom < innerHeight")  # fmt: skip
    page.emulate_media(media="print")
    assert not page.locator(".mark-bar").is_visible()
    assert here.evaluate("one => getComputedStyle(one).backgroundColor") == "rgba(0, 0, 0, 0)"
    page.emulate_media(media="screen")
    page.get_by_role("button", name="去掉标记").click()
    assert marks.count() == 0
    assert page.evaluate("location.search") == ""
    page.go_back()
    assert "2020-guizhou" in seen.answer()[1]


# What it costs


def weigh(archive: Path, files: list[str]) -> list[int]:
    return [(archive / "search" / f"{name}.js").stat().st_size for name in files]


@pytest.mark.parametrize(
    "fields",
    [
        {"q": "读懂中国"},
        {"q": "工"},
        {"q": "關心下一代工作委員會"},
        {"q": "渝教工委办[2013]7号"},
        {"q": "读书活动 志愿者 每学期第三周", "region": "jiangsu", "status": "有效"},
        {"q": "zjg"},
        {"region": "zhejiang"},
        {"from": "2010", "to": "2020"},
    ],
)
def test_a_first_answer_is_cheap(visit: Any, archive: Path, served: str, fields: dict[str, str]) -> None:
    seen = visit(asking(served, **fields))
    seen.answer()
    first, *rest = seen.files()
    assert first == "start"
    assert weigh(archive, ["start"])[0] <= 10 * KB
    assert 0 < len(rest) <= 8
    assert len(set(rest)) == len(rest)
    assert sum(weigh(archive, rest)) <= 120 * KB


def between(dice: random.Random, haystacks: dict[str, str], count: int) -> list[str]:
    """Words of 3 to 6 characters that no plan has, though many have every two that follow each other."""
    counts = Counter(pair for text in haystacks.values() for pair in {text[n : n + 2] for n in range(len(text) - 1)})
    pairs = sorted(pair for pair, docs in counts.items() if docs > len(haystacks) / 5)
    found: list[str] = []
    while len(found) < count:
        word = dice.choice(pairs)
        while len(word) < 3 + len(found) % 4 and (after := [pair for pair in pairs if pair[0] == word[-1]]):
            word += dice.choice(after)[1]
        if len(word) > 2 and word not in found and not any(word in text for text in haystacks.values()):
            found.append(word)
    return found


def test_what_no_plan_has_is_told_as_cheaply(
    chromium: Any, archive: Path, served: str, haystacks: dict[str, str]
) -> None:
    dice = random.Random(8)
    texts = sorted(haystacks.values())
    joined = "".join(text[at : at + 9] for text in dice.sample(texts, 2) for at in [dice.randrange(len(text) - 9)])
    for query in [*between(dice, haystacks, 8), joined]:
        assert not any(query in text for text in haystacks.values())
        seen = Seen(chromium, asking(served, q=query))
        assert seen.answer() == (0, []), query
        _, *rest = seen.files()
        assert len(rest) <= 8, query
        assert sum(weigh(archive, rest)) <= 120 * KB, query
        assert seen.page.locator("#told").inner_text() == "没有找到"
        seen.context.close()


def test_what_one_of_many_alike_has_is_found_however_much_is_read(visit: Any, tmp_path: Path) -> None:
    """Every plan has both halves of the piece, one has it whole: the oldest, which is read last."""
    halves = ("组织老同志走进校园讲述", "走进校园讲述身边的好故事")
    whole = "组织老同志走进校园讲述身边的好故事"
    for n in range(40):
        text = whole if n == 0 else "。另外还要".join(halves)
        head = f"title: 第{n}读书会{1980 + n}年工作要点\nissuer: 第{n}读书会\nregion: 贵州"
        plan = f"---\n{head}\n---\n\n一、读书\n\n{text}。\n"
        (tmp_path / "content").mkdir(exist_ok=True)
        (tmp_path / "content" / f"{1980 + n}.md").write_text(plan, "utf-8")
    site = tmp_path / "public"
    build("--content", tmp_path / "content", "--output", site, "--settings", tmp_path / "none.yaml", "--jobs", "1")
    seen = visit(asking(site.as_uri() + "/", q=whole))
    assert seen.answer() == (1, ["1980"])
    assert len(seen.files()) > 20  # the texts of many others, too


def test_no_file_is_large(archive: Path) -> None:
    assert all(path.stat().st_size <= 64 * KB for path in (archive / "search").rglob("*.js"))


def test_the_second_time_costs_nothing(visit: Any, served: str) -> None:
    seen = visit(asking(served, q="读懂中国"))
    first = seen.answer()
    assert seen.type("老校长") != first
    asked = len(seen.asked)
    assert seen.type("读懂中国") == first
    assert len(seen.asked) == asked


def test_a_character_that_stands_nowhere_needs_no_shard(visit: Any, served: str) -> None:
    seen = visit(asking(served, q="读懂鱻"))
    assert seen.answer() == (0, [])
    assert set(seen.files()) <= {"start", "s"}


# Facets


def counted(seen: Seen, facet: str) -> dict[str, int]:
    """The labels of a facet with their counts, once it was opened."""
    part = seen.page.locator(f"details[data-facet={facet}]")
    if part.get_attribute("open") is None:
        part.locator("summary").click()
    part.locator("a").first.wait_for()
    seen.answer()
    return {
        re.sub(r"\s*\d+$", "", text): int(re.search(r"\d+$", text)[0])  # type: ignore[index]
        for text in part.locator("a").evaluate_all("all => all.map((one) => one.textContent.trim())")
    }


@pytest.mark.parametrize("query", ["", "关心"])
def test_facets_count_and_restrict(
    visit: Any, home: str, plans: dict[str, Any], haystacks: dict[str, str], query: str
) -> None:
    holding = {name: plan for name, plan in plans.items() if query in haystacks[name]}
    seen = visit(asking(home, **({"q": query} if query else {})))
    way = [(seen.page.url, seen.answer()[0])]
    provinces = Counter(plan["region"][0] for plan in holding.values())
    regions = counted(seen, "region")
    assert sum(regions.values()) == len(holding)
    assert regions["江苏"] == provinces["江苏省"]
    organs = Counter(plan["issuer"] for plan in holding.values())
    shown = counted(seen, "issuer")
    assert len(shown) == min(10, len(organs))
    assert list(shown.values()) == sorted(organs.values(), reverse=True)[:10]
    assert all(organs[name] == docs for name, docs in shown.items())
    assert counted(seen, "status") == Counter(plan["status"] for plan in holding.values())
    years = Counter(plan["year"] for plan in holding.values())
    options = seen.page.locator("[name=from] option").all_inner_texts()[1:]
    assert {int(o[:4]): int(o[6:-1]) for o in options if "（" in o} == years

    seen.page.locator("[data-facet=region] a", has_text="江苏").click()
    seen.page.locator("#chips a", has_text="地区：江苏").wait_for()
    within = {name for name, plan in holding.items() if plan["region"][0] == "江苏省"}
    total, found = seen.answer()
    assert total == len(within)
    way.append((seen.page.url, total))
    assert set(found) <= within
    assert seen.page.evaluate("document.activeElement.textContent").startswith("江苏")
    places = counted(seen, "region")
    cities = Counter(plans[name]["region"][1][:2] for name in within if len(plans[name]["region"]) > 1)
    assert cities
    assert {city: places[city] for city in cities} == cities
    assert places["江苏"] == len(within)
    assert sum(docs for name, docs in places.items() if name in regions) == len(holding)

    seen.page.locator("[name=from]").select_option("2015")
    seen.page.locator("#chips a", has_text="2015").wait_for()
    later = {name for name in within if plans[name]["year"] >= 2015}
    assert seen.answer()[0] == len(later)
    way.append((seen.page.url, len(later)))
    assert "region=jiangsu" in seen.page.url
    assert "from=2015" in seen.page.url
    seen.page.locator("#chips a", has_text="地区").click()
    seen.page.locator("#chips a", has_text="地区").wait_for(state="detached")
    assert seen.answer()[0] == sum(plan["year"] >= 2015 for plan in holding.values())
    for url, docs in reversed(way):
        seen.page.go_back()
        seen.page.locator(f"#results[aria-busy=false][data-total='{docs}']").wait_for(state="attached")
        assert seen.page.url == url


def test_a_search_with_facets_can_be_sent(visit: Any, home: str, plans: dict[str, Any], haystacks: Any) -> None:
    seen = visit(asking(home, q="工作", region="zhejiang", **{"from": "2020", "to": "2024"}, status="废止"))
    truth = {
        name
        for name, plan in plans.items()
        if plan["region"][0] == "浙江省" and 2020 <= plan["year"] <= 2024 and plan["status"] == "废止"
    }
    assert truth
    assert set(seen.answer()[1]) == {name for name in truth if "工作" in haystacks[name]}
    assert seen.page.locator("#q").input_value() == "工作"
    assert len(seen.page.locator("#chips a").all()) == 3


# Typing, keys, voices


def test_typing_searches_and_back_returns(visit: Any, home: str) -> None:
    seen = visit(home + "search.html")
    seen.page.locator("#q").press_sequentially("老校长", delay=20)
    seen.page.wait_for_function("() => new URLSearchParams(location.search).get('q') === '老校长'")
    first = seen.answer()
    assert first[0] > 0
    assert seen.page.evaluate("document.activeElement.id") == "q"
    seen.page.keyboard.press("Enter")
    second = seen.type("读懂中国")
    assert second != first
    seen.page.go_back()
    seen.page.wait_for_function("() => document.getElementById('q').value === '老校长'")
    assert seen.answer() == first
    seen.page.go_forward()
    seen.page.wait_for_function("() => document.getElementById('q').value === '读懂中国'")
    assert seen.answer() == second
    seen.page.go_back()
    seen.page.go_back()
    seen.page.wait_for_function("() => document.getElementById('q').value === ''")


def test_an_input_method_is_left_in_peace(visit: Any, served: str) -> None:
    seen = visit(served + "search.html")
    seen.answer()
    seen.page.locator("#q").focus()
    client = seen.context.new_cdp_session(seen.page)
    for typed in ("l", "lao", "lao xiao"):
        place = {"selectionStart": len(typed), "selectionEnd": len(typed)}
        client.send("Input.imeSetComposition", {"text": typed, **place})
        seen.page.wait_for_timeout(300)
    assert seen.page.evaluate("location.search") == ""
    client.send("Input.insertText", {"text": "老校长"})
    seen.page.wait_for_function("() => new URLSearchParams(location.search).get('q') === '老校长'")
    assert seen.answer()[0] > 0


def test_all_by_keyboard(visit: Any, served: str) -> None:
    seen = visit(asking(served, q="读懂中国"))
    found = seen.answer()[1]
    press, focused = seen.page.keyboard.press, "document.activeElement.closest('[data-plan]')?.dataset.plan"
    press("/")
    assert seen.page.evaluate("document.activeElement.id") == "q"
    press("End")
    seen.page.keyboard.type("/")
    assert seen.page.locator("#q").input_value() == "读懂中国/"
    press("Backspace")
    press("ArrowDown")
    assert seen.page.evaluate(focused) == found[0]
    press("ArrowDown")
    assert seen.page.evaluate(focused) == found[1]
    press("Tab")
    assert seen.page.evaluate(focused) == found[1]  # its first excerpt
    press("ArrowUp")
    assert seen.page.evaluate(focused) == found[0]
    press("ArrowUp")
    assert seen.page.evaluate("document.activeElement.id") == "q"
    press("ArrowDown")
    press("Escape")
    assert seen.page.evaluate("document.activeElement.id") == "q"
    press("ArrowDown")
    with seen.page.expect_navigation():
        press("Enter")
    assert f"plans/{found[0]}.html?q=" in seen.page.url
    seen.page.go_back()
    seen.answer()
    seen.page.locator("#q").focus()
    press("Escape")
    seen.page.wait_for_function("() => !location.search")
    assert seen.page.locator("#q").input_value() == ""
    assert seen.answer() == (0, [])


def test_the_count_is_told_once_the_reader_rests(visit: Any, served: str) -> None:
    seen = visit(served + "search.html")
    seen.answer()
    seen.page.evaluate("""() => {
        window.heard = [];
        const live = document.querySelector("#live[role=status]");
        new MutationObserver(() => heard.push(live.textContent)).observe(live, { childList: true });
    }""")
    seen.page.locator("#q").press_sequentially("读懂中国", delay=60)
    seen.page.wait_for_function(
        "() => heard.includes(document.getElementById('told').textContent) && /找到 \\d/.test(heard)"
    )
    assert [text for text in seen.page.evaluate("heard") if "找到" in text] == [seen.page.locator("#told").inner_text()]


def test_more_comes_with_scrolling_and_with_a_button(visit: Any, served: str, haystacks: dict[str, str]) -> None:
    seen = visit(asking(served, q="图书"))
    total, found = seen.answer()
    assert total == sum("图书" in text for text in haystacks.values())
    assert len(found) <= 8 < total
    seen.page.mouse.wheel(0, 20_000)
    seen.page.wait_for_function("n => document.querySelectorAll('[data-plan]').length > n", arg=len(found))
    more = seen.page.get_by_role("button", name="显示更多")
    seen.answer()
    before = len(seen.answer()[1])
    more.focus()
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_function("n => document.querySelectorAll('[data-plan]').length > n", arg=before)
    assert seen.page.evaluate("!!document.activeElement.closest('[data-plan]')")
    again = seen.answer()[1]
    assert len(set(again)) == len(again)


# When nothing is found, or nothing works


def test_nothing_found_says_what_to_try(visit: Any, served: str) -> None:
    seen = visit(asking(served, q="老校长骑鲸"))
    assert seen.answer() == (0, [])
    assert seen.page.locator("#told").inner_text() == "没有找到"
    assert "换短一点的词" in seen.page.locator("#none").inner_text()
    assert seen.page.get_by_role("heading", name="按年度").is_visible()
    seen.type("老校长")
    assert not seen.page.locator("#none").is_visible()
    assert not seen.page.get_by_role("heading", name="按年度").is_visible()
    seen.type("，。")
    assert "请输入" in seen.page.locator("#told").inner_text()


def test_a_missing_shard_is_told_and_asked_for_again(chromium: Any, served: str) -> None:
    seen = Seen(chromium, served + "search.html")
    seen.answer()
    seen.page.route("**/search/g/**", lambda route: route.abort())
    seen.page.locator("#q").fill("读懂中国")
    again = seen.page.get_by_role("button", name="再试一次")
    again.wait_for()
    assert seen.page.locator("#results").get_attribute("aria-busy") == "false"
    assert "网络" in seen.page.locator("#trouble").inner_text()
    assert seen.page.get_by_role("heading", name="按年度").is_visible()
    seen.page.unroute("**/search/g/**")
    again.click()
    seen.page.locator("[data-plan]").first.wait_for()
    assert not seen.page.locator("#trouble").is_visible()
    seen.context.close()


def test_without_scripts_the_indexes_are_there(visit: Any, served: str) -> None:
    seen = visit(served + "search.html", java_script_enabled=False)
    for name in ("按年度", "按地区", "按名称或文号"):
        assert seen.page.get_by_role("heading", name=name).is_visible()
    assert not seen.page.locator("#q").is_visible()
    assert not seen.page.locator("#facets").is_visible()


def test_every_page_has_a_box_to_search_from(visit: Any, home: str) -> None:
    seen = visit(home + "plans/2020-zhangjiagang.html")
    box = seen.page.get_by_role("searchbox")
    box.fill("老校长 关工委")
    with seen.page.expect_navigation():
        box.press("Enter")
    assert "search.html?q=" in seen.page.url
    assert seen.answer()[0] > 0
    assert seen.page.locator("#q").input_value() == "老校长 关工委"
