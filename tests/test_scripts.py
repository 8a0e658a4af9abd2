"""What the scripts add, as a reader meets it: 关怀版, reading aloud, filtering, links to copy, two plans side by side.

The archive is the sample with forty plans of one more issuer, so there are long lists, other years and a correction.
"""

import re
import shutil
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from conftest import PROJECT, build

browser = pytest.mark.browser

PLAN = "plans/2020-zhangjiagang.html"
LIST = "issuers/jiaxianjiaoyuju.html"
KINDS = ("index.html", LIST, "regions/index.html", "search.html", "docnumbers.html", "beside.html", "404.html", PLAN)
KB = 1024

# A voice that says a sentence only when the test tells it to, and complains late when it is cut short, as real ones do.
VOICE = """
window.spoken = [];
const voice = {
    now: null,
    getVoices: () => [{ lang: "en-US", localService: true }],
    speak(utterance) {
        this.now = utterance;
        spoken.push(utterance.text);
        utterance.onstart?.({});
    },
    cancel() {
        const cut = this.now;
        this.now = null;
        if (cut) setTimeout(() => cut.onerror?.({ error: "canceled" }));
    },
    finish() {
        const done = this.now;
        this.now = null;
        done.onboundary?.({ charIndex: 0, name: "sentence" });
        done.onend?.({});
    },
};
Object.defineProperty(window, "speechSynthesis", { value: voice });
"""
MARKED = """() => window.Highlight
    ? [...(CSS.highlights.get("aloud") ?? [])].map(String).join("")
    : [...document.querySelectorAll(".sheet mark")].map((mark) => mark.textContent).join("")"""
NODES = """() => {
    const walker = document.createTreeWalker(document.querySelector(".sheet"), NodeFilter.SHOW_ALL);
    const found = [];
    while (walker.nextNode()) found.push(walker.currentNode.nodeName + (walker.currentNode.data ?? ""));
    return found;
}"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the sample and of forty plans of 甲县教育局, the first of which was corrected."""
    folder = tmp_path_factory.mktemp("scripts")
    content = folder / "content"
    shutil.copytree(PROJECT / "content", content)
    for year in range(1984, 2024):
        front = f"标题: 甲县教育局{year}年工作要点\n文号: 甲教〔{year}〕{year % 7}号\n"
        front += "发文机关: 甲县教育局\n地区: 江苏/苏州/张家港\n"
        if year == 1984:
            front += "更正:\n  - 1990-05-04 补上了漏掉的一段\n"
        (content / f"jia-{year}.md").write_text(f"---\n{front}---\n\n一、学习\n\n1. 第{year}次学习。\n", "utf-8")
    output = folder / "server" / "wenku"
    build("--content", content, "--output", output, "--settings", PROJECT / "site.yaml")
    return output


Opener = Callable[..., Any]


@pytest.fixture
def opened(chromium: Any) -> Iterator[Opener]:
    """Opens a page in a browser of its own; at the end nobody must have complained on any of them."""
    contexts: list[Any] = []
    complaints: list[str] = []

    def failed(request: Any) -> None:
        if request.failure != "net::ERR_ABORTED":  # what leaving a page cuts short
            complaints.append(f"{request.failure}: {request.url}")

    def opener(address: str, script: str = "", width: int = 1280, **options: Any) -> Any:
        context = chromium.new_context(viewport={"width": width, "height": 800}, locale="zh-CN", **options)
        contexts.append(context)
        context.set_default_timeout(10_000)
        if script:
            context.add_init_script(script)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda fault: complaints.append(str(fault)))
        page.on("requestfailed", failed)
        page.goto(address)
        return page

    yield opener
    for context in contexts:
        context.close()
    assert not complaints


def care(page: Any) -> None:
    page.get_by_role("button", name="关怀版", exact=True).click()


def text_size(page: Any) -> float:
    size: float = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.sheet .text p')).fontSize)")
    return size


def background(page: Any) -> str:
    color: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return color


# 关怀版


@browser
def test_care_is_remembered_over_pages_and_reloads(opened: Opener, home: str) -> None:
    page = opened(home + PLAN)
    tools = page.get_by_role("toolbar", name="关怀版工具")
    switch = page.get_by_role("button", name="关怀版", exact=True)
    assert not tools.is_visible()
    assert switch.get_attribute("aria-pressed") == "false"
    switch.click()
    assert switch.get_attribute("aria-pressed") == "true"
    assert "关怀版" in page.get_by_role("status").first.inner_text()
    page.get_by_role("button", name="特大").click()
    size = text_size(page)

    page.reload()
    assert tools.is_visible()
    assert text_size(page) == size
    with page.expect_navigation():
        page.locator(".site-nav a").first.click()
    assert tools.is_visible()
    assert page.get_by_role("button", name="特大").get_attribute("aria-pressed") == "true"
    page.get_by_role("button", name="退出关怀版").click()
    assert not tools.is_visible()
    assert page.evaluate("document.activeElement.id") == "care-switch"
    page.goto(home + PLAN)
    assert not tools.is_visible()


@browser
def test_care_is_there_before_the_first_paint(opened: Opener, served: str) -> None:
    page = opened(served + PLAN)
    care(page)
    page.add_init_script("""new MutationObserver((_, watch) => {
        if (!document.body) return;
        window.atBody = document.documentElement.dataset.care;
        watch.disconnect();
    }).observe(document, { childList: true, subtree: true });""")
    page.reload()
    assert page.evaluate("window.atBody") == "on"


@browser
@pytest.mark.parametrize("width", [360, 1280])
def test_care_has_three_growing_sizes_and_nothing_overflows(opened: Opener, served: str, width: int) -> None:
    page = opened(served + PLAN, width=width)
    sizes = [text_size(page)]
    spacing = "parseFloat(getComputedStyle(document.querySelector('.sheet .text p')).lineHeight)"
    before = page.evaluate(spacing) / sizes[0]
    care(page)
    for name in ("大", "特大", "最大"):
        page.get_by_role("button", name=name, exact=True).click()
        sizes.append(text_size(page))
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert all(later >= earlier * 1.15 for earlier, later in pairwise(sizes))
    assert page.evaluate(spacing) / sizes[-1] > before


@browser
@pytest.mark.parametrize("address", [PLAN, LIST, "index.html", "regions/index.html", "docnumbers.html"])
def test_every_target_is_large_in_care(opened: Opener, served: str, address: str) -> None:
    page = opened(served + address, width=360)
    care(page)
    small = page.evaluate("""() => [...document.querySelectorAll("a[href], button, select, input")]
        .filter((one) => one.checkVisibility() && one.type !== "hidden" && !one.matches(".text p a.cites"))
        .map((one) => [one.outerHTML, one.getBoundingClientRect()])
        .filter(([, box]) => box.width < 60 || box.height < 60)
        .map(([html, box]) => `${html.slice(0, 90)} ${box.width} × ${box.height}`)""")
    assert not small


@browser
def test_care_by_keyboard_alone(opened: Opener, served: str) -> None:
    page = opened(served + PLAN, VOICE)
    focused = "document.activeElement.textContent.trim()"

    def tab_to(name: str) -> None:
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.evaluate(focused) == name:
                return
        raise AssertionError(f"no way to {name}")

    tab_to("关怀版")
    page.keyboard.press("Enter")
    tab_to("最大")
    page.keyboard.press("Space")
    assert page.evaluate("document.documentElement.dataset.size") == "3"
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(focused) == "特大"
    page.keyboard.press("Home")
    assert page.evaluate(focused) == "大"
    tab_to("黑底黄字")
    page.keyboard.press("Enter")
    assert background(page) == "rgb(0, 0, 0)"
    tab_to("阅读线")
    page.keyboard.press("Enter")
    assert page.locator(".care-guide").is_visible()
    tab_to("朗读")
    page.keyboard.press("Enter")
    assert page.evaluate("spoken.length") == 1
    for gone in (page.locator("#aloud-stop"), page.locator(".care-guide")):
        assert gone.is_visible()
        page.keyboard.press("Escape")
        assert not gone.is_visible()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Escape")
    assert page.evaluate("document.documentElement.dataset.care") is None
    assert page.evaluate(focused) == "关怀版"


@browser
def test_the_reading_line_follows_pointer_and_focus(opened: Opener, served: str) -> None:
    page = opened(served + PLAN)
    care(page)
    page.get_by_role("button", name="阅读线").click()
    line = page.locator(".care-guide")

    def middle() -> float:
        box = line.bounding_box()
        return float(box["y"] + box["height"] / 2)

    page.mouse.move(300, 555)
    assert abs(middle() - 555) <= 1
    page.keyboard.press("Tab")
    box = page.evaluate("document.activeElement.getBoundingClientRect().toJSON()")
    assert abs(middle() - (box["top"] + box["height"] / 2)) <= 1
    assert "url(" in page.evaluate("getComputedStyle(document.body).cursor")


@browser
def test_colours_are_chosen_outside_care_too(opened: Opener, served: str) -> None:
    page = opened(served + PLAN, color_scheme="dark")
    dark = background(page)
    choice = page.locator(".theme-choice select")
    choice.select_option("浅色")
    light = background(page)
    assert light != dark
    choice.select_option("高对比")
    assert background(page) == "rgb(255, 255, 255)"
    page.reload()
    assert background(page) == "rgb(255, 255, 255)"
    choice.select_option("深色")
    page.emulate_media(color_scheme="light")
    assert background(page) == dark
    choice.select_option("跟随系统")
    assert background(page) == light
    page.emulate_media(contrast="more")
    assert background(page) == "rgb(255, 255, 255)"
    page.emulate_media(color_scheme="dark")
    assert background(page) == "rgb(0, 0, 0)"


@browser
def test_without_storage_a_choice_holds_on_its_page(opened: Opener, served: str) -> None:
    script = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no'); } });"
    page = opened(served + PLAN, script)
    care(page)
    assert page.get_by_role("toolbar", name="关怀版工具").is_visible()
    page.get_by_role("button", name="先记下这份").click()
    assert "没能记下" in page.locator("#said").inner_text()


# 朗读


@browser
@pytest.mark.parametrize("marking", ["highlight", "mark"])
def test_reading_aloud_marks_each_sentence_and_leaves_the_page_as_it_was(
    opened: Opener, served: str, marking: str
) -> None:
    page = opened(served + PLAN, VOICE + ("delete window.Highlight;" if marking == "mark" else ""))
    care(page)
    html, nodes = page.inner_html(".sheet"), page.evaluate(NODES)
    page.evaluate("window.kept = document.querySelector('#i1').lastElementChild.previousSibling")
    page.get_by_role("button", name="朗读", exact=True).click()
    heard: list[str] = []
    while page.locator("#aloud-stop").is_visible():
        said = page.evaluate("spoken.at(-1)")
        assert page.evaluate(MARKED).strip() == said
        heard.append(said)
        page.evaluate("speechSynthesis.finish()")
    assert "朗读完了" in page.locator("#said").inner_text()

    assert page.evaluate(MARKED) == ""
    assert page.inner_html(".sheet") == html
    assert page.evaluate(NODES) == nodes
    assert page.evaluate("window.kept.isConnected")
    assert "1. 学好党的十九大精神。" in heard
    assert "各中小学关工委：" in heard
    sheet = page.evaluate("document.querySelector('.sheet').textContent")
    hidden = "".join(page.locator(".sheet .visually-hidden").all_text_contents())
    everything = re.sub(r"\s", "", sheet.replace(hidden, "") if hidden else sheet)
    assert re.sub(r"\s", "", "".join(heard)) == everything


@browser
def test_reading_pauses_goes_on_changes_speed_and_stops(opened: Opener, served: str) -> None:
    page = opened(served + PLAN, VOICE)
    care(page)
    play, stop = page.locator("#aloud-play"), page.locator("#aloud-stop")
    assert not stop.is_visible()
    play.click()
    page.evaluate("speechSynthesis.finish()")
    second = page.evaluate("spoken.at(-1)")
    assert play.inner_text() == "暂停"
    play.click()
    assert play.inner_text() == "继续"
    assert page.evaluate("speechSynthesis.now") is None
    assert page.evaluate(MARKED).strip() == second
    play.click()
    assert page.evaluate("spoken.slice(-2)") == [second, second]
    page.get_by_role("button", name="慢").click()
    assert page.evaluate("[speechSynthesis.now.text, speechSynthesis.now.rate < 1]") == [second, True]
    page.evaluate("speechSynthesis.finish()")
    assert page.evaluate("spoken.at(-1)") != second
    stop.click()
    assert page.evaluate("document.activeElement.id") == "aloud-play"
    assert page.evaluate(MARKED) == ""
    assert page.evaluate("speechSynthesis.now") is None
    assert play.inner_text() == "朗读"
    assert "已停止" in page.locator("#said").inner_text()
    page.reload()
    assert page.get_by_role("button", name="慢").get_attribute("aria-pressed") == "true"


@browser
def test_reading_begins_where_the_reader_is_and_stops_with_care(opened: Opener, served: str) -> None:
    page = opened(served + PLAN + "#i9", VOICE)
    care(page)
    page.evaluate("document.getElementById('i9').scrollIntoView()")
    page.get_by_role("button", name="朗读", exact=True).click()
    assert page.evaluate("spoken[0]").startswith("9.")
    page.get_by_role("button", name="退出关怀版").click()
    assert page.evaluate("speechSynthesis.now") is None
    assert page.evaluate(MARKED) == ""


@browser
def test_without_a_voice_there_is_no_reading_aloud(opened: Opener, served: str) -> None:
    page = opened(served + PLAN, "delete window.speechSynthesis;")
    care(page)
    assert page.get_by_role("toolbar").count() == 1


# 目录、链接、引用、打印


@browser
def test_the_contents_follow_the_reader(opened: Opener, served: str) -> None:
    page = opened(served + PLAN)
    current = page.locator(".outline [aria-current=location]")
    for anchor in ("s4", "s2", "h1", "s1"):
        page.evaluate("anchor => document.getElementById(anchor).scrollIntoView({ behavior: 'instant' })", anchor)
        page.locator(f".outline [href='#{anchor}'][aria-current=location]").wait_for(state="attached")
        assert current.count() == 1
    page.evaluate("scrollTo({ top: document.body.scrollHeight, behavior: 'instant' })")
    page.locator(".outline [href='#h1'][aria-current]").wait_for(state="attached")
    page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    page.locator(".outline [href='#h1']:not([aria-current])").wait_for(state="attached")


@browser
@pytest.mark.parametrize("way", ["clipboard", "command", "none"])
def test_a_permalink_copies_its_address(opened: Opener, served: str, way: str) -> None:
    script = {
        "clipboard": "",
        "command": "Object.defineProperty(navigator, 'clipboard', { value: undefined });"
        "document.addEventListener('copy', () => (window.copied = document.activeElement.value));",
        "none": "Object.defineProperty(navigator, 'clipboard', { value: undefined });"
        "Document.prototype.execCommand = () => false;",
    }[way]
    page = opened(served + PLAN, script, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("link", name="第7条的链接").click()
    page.locator("#said", has_text="第7条的链接").wait_for()
    address = served + PLAN + "#i7"
    assert page.url == address
    assert ("已复制" in page.locator("#said").inner_text()) == (way != "none")
    if way == "clipboard":
        assert page.evaluate("navigator.clipboard.readText()") == address
    elif way == "command":
        assert page.evaluate("window.copied") == address


def test_every_part_of_a_document_has_a_permalink(archive: Path) -> None:
    html = (archive / "plans/2013-chongqing.html").read_text("utf-8")
    text = html[html.index('<div class="text">') : html.index("</article>")]
    anchors = re.findall(r'<(?:p|h[1-6])[^>]* id="([^"]+)"', text)
    links = re.findall(r'<a class="permalink" href="#([^"]+)" aria-label="([^"]+)的链接"></a></(?:p|h[1-6])>', text)
    anchors = [anchor for anchor in anchors if anchor != "files-title"]
    assert len(anchors) > 30
    assert [anchor for anchor, _ in links] == anchors
    names = dict(links)
    assert names["s2"] == "第二部分"
    assert names["i13"] == "第13条"
    assert names["a1-i5"] == "第5条"


@browser
def test_the_citation_has_todays_date_and_can_be_copied(opened: Opener, served: str) -> None:
    page = opened(served + PLAN, permissions=["clipboard-read", "clipboard-write"], timezone_id="Asia/Shanghai")
    page.clock.set_fixed_time("2026-03-08T01:00:00+08:00")
    page.reload()
    shown = page.locator("#citing-text").inner_text()
    assert shown.endswith("[A]. (2020-03-25)[2026-03-08].")
    page.locator("#citing-copy").click()
    page.locator("#said", has_text="已复制").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == shown
    with page.expect_download() as saving:
        page.get_by_role("link", name="BibTeX").click()
    assert saving.value.suggested_filename == "2020-zhangjiagang.bib"
    assert saving.value.path().read_text("utf-8").startswith("@techreport{2020-zhangjiagang,")


@browser
def test_the_print_button_prints(opened: Opener, served: str) -> None:
    page = opened(served + PLAN, "window.print = () => (window.printed = true);")
    page.get_by_role("button", name="打印本文").click()
    assert page.evaluate("window.printed")


def test_corrections_show_on_the_page_and_in_lists(archive: Path) -> None:
    plan = (archive / "plans/jia-1984.html").read_text("utf-8")
    assert '<time datetime="1990-05-04">1990年5月4日</time> <span>补上了漏掉的一段</span>' in plan
    assert 'href="#history"' in plan
    listed = (archive / LIST).read_text("utf-8")
    assert listed.count("有更正") == 1
    assert "有更正" in listed[listed.index("plans/jia-1984.html") :]
    assert "history" not in (archive / "plans/jia-1985.html").read_text("utf-8")


# 筛选


@browser
def test_typing_filters_a_long_list(opened: Opener, served: str) -> None:
    page = opened(served + LIST)
    field = page.get_by_label("在本页里筛选")
    rows, groups = page.locator(".row:visible"), page.locator(".group h2:visible")
    assert (rows.count(), groups.count()) == (40, 40)
    field.fill(" １９９ 甲教")  # full width, with a blank
    assert rows.count() == 0
    field.fill("甲 教[１９９")
    assert rows.count() == groups.count() == 10
    assert page.get_by_text("显示 10 / 40 份").is_visible()
    field.fill("1984年")
    assert rows.count() == groups.count() == 1
    field.fill("没有这样的文件")
    assert (rows.count(), groups.count()) == (0, 0)
    assert page.get_by_text("显示 0 / 40 份").is_visible()
    field.press("Escape")
    assert field.input_value() == ""
    assert (rows.count(), groups.count()) == (40, 40)


@browser
@pytest.mark.parametrize("address", [PLAN, "index.html", "search.html", "years/2020.html", "404.html"])
def test_short_lists_have_no_filter(opened: Opener, served: str, address: str) -> None:
    page = opened(served + address)
    assert page.locator("#filter").count() == 0


# 并排看


@browser
def test_two_plans_side_by_side(opened: Opener, home: str) -> None:
    page = opened(home + "plans/jia-2000.html")
    choice = page.get_by_label("另一份是")
    assert choice.locator("optgroup").first.get_attribute("label") == "同一机关"
    choice.select_option("甲县教育局2001年工作要点")
    page.get_by_role("button", name="并排看", exact=True).click()
    page.wait_for_url(home + "beside.html?a=jia-2000&b=jia-2001")
    for side, year in (("a", 2000), ("b", 2001)):
        title = f"甲县教育局{year}年工作要点"
        page.get_by_title(title).wait_for()
        frame = page.frame(f"beside-{side}")
        assert title in frame.locator("h1").inner_text()
        assert not frame.locator(".site-header").is_visible()
        assert page.get_by_role("link", name=title).get_attribute("href") == f"plans/jia-{year}.html"


@browser
def test_a_noted_plan_can_be_put_beside_any_other(opened: Opener, home: str) -> None:
    page = opened(home + "plans/2013-chongqing.html")
    page.get_by_role("button", name="先记下这份").click()
    assert "已记下" in page.locator("#said").inner_text()
    page.goto(home + PLAN)
    page.get_by_role("button", name="并排看", exact=True).click()
    page.wait_for_url(home + "beside.html?a=2020-zhangjiagang&b=2013-chongqing")
    page.get_by_title("重庆").wait_for()
    left, right = page.frame("beside-a"), page.frame("beside-b")
    assert not left.locator(".side").is_visible()

    left.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    right.wait_for_function("scrollY > 100 && scrollY + innerHeight > document.documentElement.scrollHeight - 5")
    page.get_by_role("button", name="一起滚动").click()
    left.evaluate("scrollTo(0, 0)")
    left.wait_for_function("scrollY === 0")
    page.wait_for_timeout(150)
    assert right.evaluate("scrollY > 100")
    left.locator("a.permalink").first.evaluate("link => link.click()")
    assert "beside.html" in page.url


@browser
def test_side_by_side_on_a_phone_one_is_below_the_other(opened: Opener, served: str) -> None:
    page = opened(served + "beside.html?a=jia-2000&b=jia-2001", width=360)
    page.get_by_title("甲县教育局2001年工作要点").wait_for()
    first, second = page.locator("#beside-a").bounding_box(), page.locator("#beside-b").bounding_box()
    assert second["y"] >= first["y"] + first["height"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@browser
@pytest.mark.parametrize(
    "asked",
    ["", "?a=jia-2000", "?a=jia-2000&b=", "?a=jia-2000&b=../index", "?a=jia-2000&b=//evil.example/x", "?a=x%00&b=y:z"],
)
def test_only_ids_are_ever_shown_side_by_side(opened: Opener, served: str, asked: str) -> None:
    page = opened(served + "beside.html" + asked)
    assert page.locator("#beside-empty").is_visible()
    assert not page.locator("iframe").first.is_visible()
    assert page.locator("iframe[src]").count() == 0


# Without scripts, and safely with them


@browser
@pytest.mark.parametrize("address", KINDS)
def test_without_scripts_nothing_is_dead(opened: Opener, home: str, address: str) -> None:
    page = opened(home + address, java_script_enabled=False)
    for dead in ("button", "select", "input:not(#care-here)", "iframe", "[role=toolbar]"):
        assert page.locator(f"{dead}:visible").count() == 0, dead
    assert all(page.locator("a:visible").nth(i).get_attribute("href") for i in range(page.locator("a:visible").count()))
    if address == PLAN:
        assert "[引用日期]" in page.locator("#citing-text").inner_text()
        page.get_by_role("link", name="第7条的链接").click()
        assert page.url.endswith("#i7")


@browser
def test_without_scripts_a_box_to_tick_gives_the_care_version(opened: Opener, home: str) -> None:
    page = opened(home + PLAN, java_script_enabled=False)
    link, text = page.locator(".site-nav a").first, page.locator(".text > p").first
    size = "element => parseFloat(getComputedStyle(element).fontSize)"
    small = text.evaluate(size)
    page.get_by_role("checkbox", name="关怀版").check()
    assert text.evaluate(size) >= 1.2 * small
    assert link.bounding_box()["height"] >= 60
    page.get_by_role("checkbox", name="关怀版").uncheck()
    assert text.evaluate(size) == small


@browser
def test_the_policy_holds_and_the_pages_keep_to_it(opened: Opener, home: str) -> None:
    page = opened(home + KINDS[0])
    page.context.add_init_script("""window.broken = [];
        document.addEventListener("securitypolicyviolation", (event) => broken.push(event.violatedDirective));""")
    for address in KINDS:
        page.goto(home + address)
        policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content")
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        page.get_by_role("button", name="关怀版", exact=True).click()
        assert page.evaluate("broken") == [], address
    assert page.evaluate("document.styleSheets.length") >= 8


@browser
def test_the_policy_stops_an_inline_script(chromium: Any, home: str) -> None:
    page = chromium.new_page()
    page.goto(home + PLAN)
    page.evaluate("""() => {
        const script = document.createElement("script");
        script.textContent = "window.ran = true";
        document.body.append(script);
    }""")
    assert page.evaluate("window.ran") is None
    page.close()


# Budgets


@pytest.mark.parametrize("plan", ["2020-zhangjiagang", "2013-chongqing", "jia-2000"])
def test_a_plans_page_is_small_beyond_its_text(archive: Path, plan: str) -> None:
    page = (archive / f"plans/{plan}.html").read_bytes()
    text = re.sub(rb"<[^>]*>", b"", page[page.index(b'<div class="text">') : page.index(b"</article>")])
    assert len(page) - len(text) <= 40 * KB
