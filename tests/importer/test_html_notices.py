"""Saved pages of a notice that carries a plan: nothing of the notice's beginning is taken for the site around it."""
# ruff: noqa: E501 - markup

import textwrap

import pytest
from opened import opened, texts
from saved_pages import BODY, FOOT, MENU, OPENING

NUMBER = "清教关〔2019〕3号"
TITLE = ("清河县教育局关于印发", "《清河县教育局2019年工作要点》的通知")
ADDRESSED = "各中心校、县直各学校："
ANNOUNCED = "现将《清河县教育局2019年工作要点》印发给你们，请结合实际，认真贯彻执行。"
PLAN = "清河县教育局2019年工作要点"
ATTACHED = f"附件：{PLAN}"
SIGNED = ("清河县教育局", "2019年3月18日")
CARRIED = ("附件", PLAN, OPENING, *BODY)
NOTICE = (NUMBER, *TITLE, ADDRESSED, ANNOUNCED, ATTACHED, *SIGNED, *CARRIED)
CENTRED = (NUMBER, *TITLE, PLAN)
NAV = "[<a href=1>首页</a>] [<a href=2>通知公告</a>] [<a href=3>下载中心</a>]"


def lines(*parts: str) -> str:
    """Paragraphs, titles centred."""
    return "".join(f"<p{' align=center' if part in CENTRED else ''}>{part}</p>" for part in parts)


def preformatted(*parts: str, width: int = 30) -> str:
    """Lines of <pre>, wrapped by hand, paragraphs indented."""
    out: list[str] = []
    for part in parts:
        if part in CENTRED:
            out += ["", "　" * 6 + part, ""]
        else:
            out += textwrap.wrap(part, width, initial_indent="　　")
    return "<pre>" + "\n".join(out) + "</pre>"


WHOLE = "".join(TITLE)
ONE_BOX = f"<title>{WHOLE}</title><body>{NAV}<hr>{preformatted(*NOTICE)}<hr>{FOOT}"
PAGES = {
    "pre": ONE_BOX,
    "pre, another tab": ONE_BOX.replace(f"<title>{WHOLE}", "<title>清河教育网"),
    "pre, the tab names the plan": ONE_BOX.replace(f"<title>{WHOLE}", f"<title>{PLAN}"),
    "paragraphs": f"<ul>{MENU}</ul><div class=con>{lines(*NOTICE)}</div>{FOOT}",
    "divs of two parts": f"<ul>{MENU}</ul><div><div class=zw>{lines(*NOTICE[:8])}</div><div>【打印本页】</div><div class=fj>{lines(*CARRIED)}</div></div>{FOOT}",
    "cells of two parts": f"<ul>{MENU}</ul><table><tr><td>{lines(*NOTICE[:8])}</td></tr><tr><td><p>{'</p><p>'.join(CARRIED)}</p></td></tr></table>{FOOT}",
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_the_whole_notice_is_kept(page: str) -> None:
    assert texts(page) == NOTICE


@pytest.mark.parametrize(
    "title", ["<h1>{0}<br>{1}</h1>", "<div class=tit>{0}<br/>{1}</div>", "<td align=center><b>{0}<br>{1}</b></td>"]
)
def test_a_title_on_two_lines_above_the_text_is_kept(title: str) -> None:
    """Whether or not the tab says it, too; the title of the plan below is none of the page."""
    for tab in (WHOLE, f"{WHOLE}-清河教育网", "清河教育网", PLAN):
        head = title.format(*TITLE)
        page = f"<html><head><title>{tab}</title></head><body><ul>{MENU}</ul><table><tr>{head}</tr></table><div class=nr>{lines(NUMBER, *NOTICE[3:])}</div>{FOOT}"
        found = opened(page)
        assert tuple(p.text for p in found.paragraphs) == (*TITLE, NUMBER, *NOTICE[3:])
        assert found.page_title.startswith((WHOLE, PLAN))


def test_a_notice_without_a_title_is_kept_from_its_number_on() -> None:
    kept = (NUMBER, *NOTICE[3:])
    page = f"<ul>{MENU}</ul><div><div>{lines(*kept[:6])}</div><div>【打印本页】</div><div>{lines(*CARRIED)}</div></div>{FOOT}"
    assert texts(page) == kept


def test_the_title_of_a_notice_above_that_of_the_tab_is_kept() -> None:
    kept = (WHOLE, PLAN, OPENING, *BODY)
    stamp = "<div>发布时间：2019-03-20 10:12</div>"
    assert texts(f"<title>{PLAN}</title><ul>{MENU}</ul><div>{stamp}{lines(*kept)}</div>{FOOT}") == kept


def test_an_organ_above_the_title_is_kept() -> None:
    page = f"<ul>{MENU}</ul><div>发布时间：2019-03-20 10:12</div>{{}}{lines(OPENING, *BODY)}{FOOT}"
    title = "<p align=center>清河县教育局</p><p align=center>2019年重点工作安排</p>"
    assert texts(page.format(title))[:2] == ("清河县教育局", "2019年重点工作安排")


def test_preformatted_paragraphs_are_whole() -> None:
    """Lines wrapped by hand join, also before a comma; what stands apart or is the site's doesn't."""
    for width in (24, 27, 38):
        full = ("组织老同志参加读书活动，" * 10)[: 2 * width - 2]
        text = preformatted(*NOTICE, full, width=width).replace("</pre>", "\n【打印】【关闭】\n上一篇：没有了</pre>")
        found = opened(f"<title>{WHOLE}</title>{NAV}{text}{FOOT}")
        assert tuple(p.text for p in found.paragraphs) == (*NOTICE, full)
        assert {"【打印】【关闭】", "上一篇：没有了"} <= {d.text for d in found.dropped}
