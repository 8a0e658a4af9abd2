"""Saved web pages: the document is found, the rest is dropped with a reason, and no character is lost."""
# ruff: noqa: E501, SIM905 - markup

import base64
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import BROWSERS
from hypothesis import given, settings
from hypothesis import strategies as st
from opened import opened, texts
from saved_pages import (
    BODY,
    DATE,
    DOCUMENT,
    EXTRA,
    FOOT,
    HARDER,
    MENU,
    NEWS,
    OPENING,
    SIGNATURE,
    STYLES,
    TITLE,
    boda,
    dede,
    encoded,
    government,
    outside,
    paragraphs,
    wechat,
)

from generator.day import Day
from generator.importer.original import Original, Paragraph
from generator.importer.web.html import LARGEST

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4


def article(inside: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a page with this markup between the text and the signature."""
    page = f"<ul>{MENU}</ul><h1>{TITLE}</h1><div id=zoom>{paragraphs((OPENING, *BODY))}{inside}<p>{SIGNATURE}</p><p>{DATE}</p></div>{FOOT}"
    found = opened(page).paragraphs
    assert tuple(p.text for p in found[: len(BODY) + 2]) == DOCUMENT[:-2]
    assert tuple(p.text for p in found[-2:]) == DOCUMENT[-2:]
    return found[len(BODY) + 2 : -2]


def why(original: Original, text: str) -> str:
    """Why a line with this text was dropped."""
    return next(d.why for d in original.dropped if text in d.text)


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.__name__)
def test_the_document_is_found_and_nothing_else(style: Callable[[], str]) -> None:
    found = texts(encoded(style()))
    assert sorted(found) == sorted([*DOCUMENT, *EXTRA.get(style, ())])
    assert [line for line in found if line in DOCUMENT] == list(DOCUMENT)


@pytest.mark.parametrize("name", HARDER)
def test_pages_that_are_harder_to_cut(name: str) -> None:
    page, wanted = HARDER[name]
    assert list(texts(page)) == wanted


def test_what_is_dropped_is_told_with_the_reason() -> None:
    original = opened(government())
    assert why(original, "索 引 号") == "网页的著录信息"
    assert why(original, "您现在的位置") == "当前位置"
    assert why(original, "字体") == "网页的发布信息"
    assert why(original, "扫一扫") == "二维码说明"
    assert why(original, "打印本页") == "打印、关闭、字号等按钮"
    assert why(original, "冀ICP备") == "网站页脚"
    assert why(original, "分享到") == "分享按钮"
    other = opened(encoded(dede()))
    assert why(other, "上一篇") == "上一篇、下一篇"
    assert why(other, "责任编辑") in ("编辑、审核人", "网页的发布信息")
    assert why(other, "发表评论") in ("网友评论", "打印、关闭、字号等按钮")


def test_what_a_page_tells_of_the_document() -> None:
    original = opened(government())
    told = {label: value for label, value, _ in original.told}
    assert told["发文字号"] == "清教关〔2019〕3号"
    assert told["成文日期"] == "2019年03月18日"
    assert told["信息来源"] == "县教育局"
    lines = {line.n: line.text for line in original.lines}
    assert all(value in lines[n] for _, value, n in original.told if n)
    assert original.page_title == TITLE
    assert original.page_date == Day(2019, 3, 20)


@pytest.mark.parametrize(
    ("page", "day"),
    [
        (boda(), Day(2019, 3, 20)),
        (wechat(), Day(2019, 3, 20)),
        (f"<h1>{TITLE}</h1><p>日期: 2021-04-07      信息来源:      点击数:</p>{paragraphs()}", Day(2021, 4, 7)),
        (f"<h1>{TITLE}</h1><p>2020-05-14 15:02   审核人:</p>{paragraphs()}", Day(2020, 5, 14)),
        (f"<h1>{TITLE}</h1>{paragraphs()}", None),
    ],
)
def test_the_date_of_the_page(page: str, day: Day | None) -> None:
    original = opened(page)
    assert original.page_date == day
    assert DATE in [p.text for p in original.paragraphs]


@pytest.mark.parametrize(
    ("head", "address"),
    [
        ("<!-- saved from url=(0042)http://www.example.cn/info/1.htm -->", "http://www.example.cn/info/1.htm"),
        ('<link rel="canonical" href="https://www.example.cn/a.html">', "https://www.example.cn/a.html"),
        ('<meta property="og:url" content="https://www.example.cn/b.html">', "https://www.example.cn/b.html"),
        ('<link rel="canonical" href="javascript:alert(1)">', ""),
    ],
)
def test_the_address_of_the_page(head: str, address: str) -> None:
    assert opened(f"{head}<html><body>{paragraphs()}</body></html>").address == address


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "big5", "iso-8859-1", ""])
def test_wrong_declarations_are_seen_through(name: str, declared: str) -> None:
    page = f'<html><head><meta charset="{declared}"><title>x</title></head><body><h1>{TITLE}</h1>{paragraphs()}</body></html>'
    assert texts(page.encode(name)) == DOCUMENT


@pytest.mark.parametrize("declared", ["big5", "utf-8"])
def test_big5(declared: str) -> None:
    lines = (
        "關心下一代工作委員會工作計劃",
        "一、加強組織領導，發揮老同志的作用。",
        "二、開展讀書活動，關愛兒童的成長。",
        "三、做好總結，報送材料。",
    )
    page = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' + paragraphs(lines)
    assert texts(page.encode("big5")) == lines


def test_a_few_broken_bytes_are_told() -> None:
    data = f"<h1>{TITLE}</h1>{paragraphs()}".encode()
    original = opened(data.replace("质".encode(), b"\xe8\xb4").replace("报送".encode(), b"\xe6\x8a\xff\xe9\x80\x81"))
    assert [p.code for p in original.problems] == ["text-garbled"]
    assert TITLE in [p.text for p in original.paragraphs]


def test_hidden_text_is_dropped_and_told() -> None:
    styles = ("display:none", "visibility: hidden", "font-size:0", "font-size:0px", "opacity:0", "text-indent:-9999px")
    noise = "".join(f"<span style='{style}'>暗文{i}</span>" for i, style in enumerate(styles)) + "<i hidden>暗文9</i>"
    original = opened(f"<h1>{TITLE}</h1>{paragraphs().replace('立德树人', f'立德{noise}树人')}")
    assert tuple(p.text for p in original.paragraphs) == DOCUMENT
    assert [d.text for d in original.dropped if d.why == "隐藏文字"] == [*(f"暗文{i}" for i in range(6)), "暗文9"]


@pytest.mark.parametrize("wrong", ["gb18030", "latin-1"])
def test_a_page_saved_garbled_is_refused(wrong: str) -> None:
    page = f"<h1>{TITLE}</h1>{paragraphs()}".encode().decode(wrong, "replace")
    original = opened(page)
    assert not original.paragraphs
    assert [p.code for p in original.problems] == ["text-garbled"]


def test_a_garbled_word_is_told_with_its_line() -> None:
    original = opened(f"<h1>{TITLE}</h1>{paragraphs((OPENING, *BODY, '五、锟斤拷锟斤拷。'))}")
    assert [(p.code, p.severity, p.line) for p in original.problems] == [("text-garbled", "warning", len(BODY) + 3)]


def test_scripts_styles_and_comments_are_no_text() -> None:
    page = f"<h1>{TITLE}</h1><script>var a='脚本'</script><style>p::after{{content:'样式'}}</style><!-- 注释 --><noscript>无脚本</noscript><template>模板</template>{paragraphs()}"
    assert [line.text for line in opened(page).lines] == list(DOCUMENT)


def test_a_table_of_data_becomes_markdown() -> None:
    (table,) = article(
        "<table><tr><th>时间</th><th>内容|要求</th></tr><tr><td>三月</td><td>读书<br>征文</td></tr></table>"
    )
    assert table.kind == "table"
    assert table.text == "时间\t内容|要求\n三月\t读书 征文"
    assert table.markup == "| 时间 | 内容\\|要求 |\n| --- | --- |\n| 三月 | 读书<br>征文 |"


def test_a_table_with_merged_cells_becomes_html() -> None:
    rows = "<tr><td rowspan=2>春季</td><td>学雷锋 &lt;一&gt;</td></tr><tr><td>植树</td></tr><tr><td colspan=2>另行通知</td></tr>"
    (caption, table) = article(f"<table><caption>附表</caption>{rows}</table>")
    assert caption.text == "附表"
    assert table.markup == (
        '<table>\n<tr><td rowspan="2">春季</td><td>学雷锋 &lt;一&gt;</td></tr>\n<tr><td>植树</td></tr>\n'
        '<tr><td colspan="2">另行通知</td></tr>\n</table>'
    )


def test_a_table_of_layout_is_none() -> None:
    found = article(
        "<table><tr><td><p>四、抓宣传，扩大影响</p></td></tr><tr><td><p>5.办好宣传栏。</p></td></tr></table>"
    )
    assert [(p.kind, p.text) for p in found] == [("text", "四、抓宣传，扩大影响"), ("text", "5.办好宣传栏。")]


def test_numbers_of_lists_are_printed() -> None:
    found = article(
        "<ol start=5><li>办好宣传栏。</li><li value=9>写好信息。</li></ol><ol type=a><li>甲校；</li></ol><ol><li>（一）自带编号。</li></ol><ol style='list-style:none'><li>没有编号。</li></ol>"
    )
    assert [(p.text, p.printed) for p in found] == [
        ("5.办好宣传栏。", "5."),
        ("9.写好信息。", "9."),
        ("a.甲校；", "a."),
        ("（一）自带编号。", ""),
        ("没有编号。", ""),
    ]


def test_numbers_of_lists_are_printed_in_cells() -> None:
    cell = "如下：<ol start=2><li><p>读书</p><p>征文</p></li><li>听<b>课</b><ul><li>甲校</li></ul></li></ol>另定"
    (table,) = article(
        f"<table><tr><td>月</td><td>内容</td></tr><tr><td>三</td><td>{cell}</td></tr><tr><td>四</td><td><ol><li>（一）植树</li><li>参观</li></ol></td></tr></table>"
    )
    assert table.text == "月\t内容\n三\t如下： 2.读书 征文 3.听课 甲校 另定\n四\t（一）植树 2.参观"
    assert table.printed.split() == ["2.", "3.", "2."]
    assert "| 三 | 如下：<br>2.读书<br>征文<br>3.听课<br>甲校<br>另定 |" in table.markup


def test_a_dropped_table_is_told_without_the_numbers_of_lists() -> None:
    side = "<aside><table><tr><td>1.栏目</td><td>说明</td></tr><tr><td>一</td><td><ol><li>甲</li><li>乙</li></ol></td></tr></table></aside>"
    original = opened(f"<h1>{TITLE}</h1>{paragraphs()}{side}")
    assert tuple(p.text for p in original.paragraphs) == DOCUMENT
    assert original.dropped[-1].text == "1.栏目\t说明\n一\t甲 乙"


def test_inline_elements_never_break_a_paragraph() -> None:
    torn = "<p><span><span>四、{0}</span><strong>抓{0}宣</strong></span>传，<font>2<i>0</i></font>19<a>年</a>扩<u>大</u>影响</p>"
    noise = "<span style='display:none'>暗</span>"
    for page in ("<div>{}</div>", "<div style='visibility:hidden'>{}</div>"):
        inside = paragraphs((OPENING, *BODY)) + torn.format("") + f"<p>{SIGNATURE}</p><p>{DATE}</p>"
        original = opened(f"<h1>{TITLE}</h1>{page.format(inside)}{FOOT}")
        assert "四、抓宣传，2019年扩大影响" in [p.text for p in original.paragraphs]
    (found,) = article(torn.format(noise))
    assert found.text == "四、抓宣传，2019年扩大影响"


def test_a_style_makes_an_element_a_block_or_none() -> None:
    found = article(
        "<section><span style='display: block;'>四、抓宣传</span><span style='color:red;display:block'>五、抓总结</span></section><div>六、<div style='display:inline'>抓督促</div></div>"
    )
    assert [p.text for p in found] == ["四、抓宣传", "五、抓总结", "六、抓督促"]


def test_lines_between_breaks() -> None:
    found = article(
        "<p>四、抓宣传<br>五、抓总结<br>　　年底前报送材料，<br>由办公室汇总。<br>六、<br>其他事项按上级的通知和本局的安排，<br>另行办理。<br>七、抓督促的事由人事股<br>负责</p>"
    )
    assert [p.text for p in found] == [
        "四、抓宣传",
        "五、抓总结",
        "年底前报送材料，由办公室汇总。",
        "六、其他事项按上级的通知和本局的安排，另行办理。",
        "七、抓督促的事由人事股",
        "负责",
    ]


def test_how_a_paragraph_looks() -> None:
    looks = "<p align=center style='font-size:22pt;color:#FF0000'><b>红头文件</b></p><center>居中 <font color=red>半红</font></center><h3>小标题</h3>"
    red, centred, heading = article(looks)
    assert (red.align, red.size, red.bold, red.red, red.heading) == ("center", 22, True, True, 0)
    assert (centred.align, centred.red, centred.text) == ("center", False, "居中 半红")
    assert (heading.heading, heading.bold) == (3, True)


def test_breaks_of_the_source_inside_chinese_go() -> None:
    (found,) = article("<p>办好\n   宣传\r\n栏， 每月 更新 two\nwords&nbsp;&nbsp;&nbsp;一次。</p>")
    assert found.text == "办好宣传栏， 每月 更新 two words 一次。"


def test_pictures() -> None:
    data = base64.b64encode(PNG).decode()
    original = opened(
        f"<h1>{TITLE}</h1>{paragraphs((OPENING, *BODY))}<p><img src='data:image/png;base64,{data}'></p><p><img src=seal.png></p>"
        f"{paragraphs((SIGNATURE, DATE))}<img src=foot.png>"
    )
    assert [(file.name, file.data) for file in original.files] == [("图1.png", PNG)]
    assert [p.markup for p in original.paragraphs if p.kind == "image"] == ["![图1](图1.png)"]
    assert [p.code for p in original.problems] == ["html-pictures-missing"]


def test_attachments_to_download_are_told() -> None:
    original = opened(f"<!-- saved from url=(0030)http://www.example.cn/info/1.htm -->{outside()}")
    assert [p.message for p in original.problems] == ["附件要另外下载：http://www.example.cn/f/1.docx"]


def test_an_article_over_several_pages_is_told() -> None:
    page, _ = HARDER["pages"]
    assert [p.code for p in opened(page).problems] == ["html-more-pages"]


@pytest.mark.parametrize(
    ("page", "code"),
    [
        ("<html><body><div id=app></div><script src=app.js></script></body></html>", "html-needs-script"),
        ("<html><body></body></html>", "original-empty"),
        ("", "original-empty"),
        (f"<ul>{MENU}</ul><div><ul>{NEWS * 5}</ul></div>{FOOT}", "import-links"),
        ("<div>" * 200_000 + OPENING, "html-too-deep"),
        ("<table><tr><td>" * 10_000 + OPENING, "html-too-deep"),
        ("".join(f"<p><font color=#{i:06x}>" for i in range(5000)) + OPENING, "html-too-deep"),
        ("<div " + " ".join(f"a{i}=1" for i in range(100_000)) + ">" + OPENING, "html-too-deep"),
        ("<p>一、做好工作。" * 60_000, "original-too-long"),
        (" " * (LARGEST + 1), "original-too-large"),
    ],
    ids=["script", "empty", "nothing", "links", "deep", "tables", "fonts", "attributes", "long", "large"],
)
def test_what_can_not_be_read_is_refused_with_a_reason(page: str, code: str) -> None:
    original = opened(page)
    assert not original.paragraphs
    assert [p.code for p in original.problems] == [code]


@pytest.mark.parametrize(
    "line",
    ["来源：|" * 15 + "。", "-" * 59 + "x", "大中小" * 19 + "x", "1" * 78 + "页x", "编辑： " * 18, "日 期 " * 60],
)
def test_hostile_lines_are_read_at_once(line: str) -> None:
    """They would take years where a pattern tried everything twice."""
    assert opened(f"<h1>{TITLE}</h1>{paragraphs()}<p>{line}</p>").paragraphs


def test_ten_thousand_levels_are_read() -> None:
    assert texts("<div>" * 10_000 + "".join(f"<p>{line}</p>" for line in DOCUMENT)) == DOCUMENT


_TAGS = st.sampled_from(
    "<p>|</p>|<div class=nav>|<div>|</div>|<br>|<table>|<tr>|<td>|<td colspan=2>|</table>|<ol>|<li>|</ol>|<b>|</b>|<a href=x>|</a>"
    "|<span style='display:none'>|</span>|<font color=red>|<center>|<h1>|</h1>|<pre>|<select><option>|</select>|<!--|-->|<script>|</script>"
    "|<style>|</style>|<title>|</title>|<textarea>|<svg>|</svg>|<math>|<caption>|&nbsp;|&#12288;|&lt;|\n|<![if !supportLists]>|<![endif]>|<img src=a>".split(
        "|"
    )
)
_WORDS = st.sampled_from(
    [
        *DOCUMENT,
        "当前位置：首页",
        "上一篇：没有了",
        "索引号：",
        "文号",
        "成文日期：2019-1-1",
        "发布时间：2019-3-1",
        "一、",
        "a b",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(_TAGS, _WORDS, st.text(max_size=6)), max_size=60))
def test_no_markup_loses_a_character(parts: list[str]) -> None:
    opened("".join(parts))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(STYLES), st.randoms(use_true_random=False))
def test_no_damage_to_a_page_loses_a_character(style: Callable[[], str], random) -> None:  # type: ignore[no-untyped-def]
    page = style()
    for _ in range(4):
        start = random.randrange(len(page))
        page = page[:start] + page[start + random.randrange(40) :]
    opened(page)


@pytest.mark.browser
@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.__name__)
def test_saved_by_a_browser(style: Callable[[], str], tmp_path: Path) -> None:
    """What a browser makes of the page reads the same."""
    browser = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if browser is None:
        pytest.skip("no Chromium on this machine")
    page = tmp_path / "page.html"
    page.write_bytes(encoded(style()))
    call = [browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}/profile", "--dump-dom"]
    dumped = subprocess.run([*call, page.as_uri()], capture_output=True, timeout=60, check=True).stdout
    assert texts(dumped) == texts(page.read_bytes())


def test_line_breaks_that_a_style_sheet_elsewhere_shows_divide_and_those_of_the_source_do_not() -> None:
    typed = [
        "各中心学校：",
        "一、把读书活动办到村里",
        "1.每个村小建一个读书角，由退休教师轮流值守，每周二、周四下午开放，借还登记要清楚，不得凑数。",
        "2.暑假里办二十个读书班，每班不少于三十人，重点照顾家在山里的孩子。",
        "3.各校在开学两周以内摸清困难学生的底数，一人一表，由班主任和一位老同志共同联系，每月家访一次，把情况记下来。",
        "4.资助款物的发放要张榜公布，接受家长和社会的监督，有意见的可以直接告诉县教育局，县教育局十天以内答复。",
        "2014年3月12日",
    ]
    assert texts(f"<html><body><div class=c>\n{chr(10).join(typed)}\n</div></body></html>") == tuple(typed)
    whole = "".join(typed[2:6])
    wrapped = "\n".join(whole[i : i + 30] for i in range(0, len(whole), 30))
    assert texts(f"<html><body><p>{wrapped}</p></body></html>") == (whole,)
