# ruff: noqa: E501 -- the lines are those of the documents
"""A case as a saved web page: what differing site systems put around and into a document.

`chrome` pieces go to the places that a style has for them, in order: the first half above the document, the rest below.
"""

import base64
import quopri
from collections.abc import Callable, Iterable
from html import escape

from originals.case import Case, Piece

CENTRED = ("mark", "no", "title", "plan", "annextitle")
RIGHT = ("sign", "date")


def as_html(case: Case) -> bytes:
    """The bytes of the page. Options: style (a name of STYLES), encoding (its real one), declared (what it says)."""
    encoding = str(case.how.get("encoding", "utf-8"))
    declared = str(case.how.get("declared", encoding))
    page = STYLES[str(case.how["style"])](case)
    return page.replace("{charset}", declared).encode(encoding, "xmlcharrefreplace")


def as_mht(case: Case) -> bytes:
    """The page as a web archive: quoted-printable text, and a picture that it shows."""
    encoding = str(case.how.get("encoding", "utf-8"))
    html = as_html(case)
    body = base64.encodebytes(html) if case.how.get("base64") else quopri.encodestring(html)
    way = "base64" if case.how.get("base64") else "quoted-printable"
    address = str(case.how.get("address", "http://www.example.gov.cn/art/2016/3/18/art_1_2.html"))
    head = (
        "From: <Saved by Blink>\r\nSubject: =?utf-8?B?" + base64.b64encode("工作要点".encode()).decode() + "?=\r\n"
        "Date: Fri, 18 Mar 2016 09:00:00 +0800\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----MultipartBoundary--x1"\r\n\r\n'
        "------MultipartBoundary--x1\r\n"
        f"Content-Type: text/html; charset={encoding}\r\nContent-Transfer-Encoding: {way}\r\nContent-Location: {address}\r\n\r\n"
    )
    image = (
        "\r\n------MultipartBoundary--x1\r\nContent-Type: image/gif\r\nContent-Transfer-Encoding: base64\r\n"
        "Content-Location: http://www.example.gov.cn/logo.gif\r\n\r\n"
        "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7\r\n------MultipartBoundary--x1--\r\n"
    )
    return head.encode() + body.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n") + image.encode()


def _chrome(case: Case) -> tuple[list[str], list[str]]:
    """The chrome above and below: what stands before the first other piece, and the rest."""
    first = next((n for n, piece in enumerate(case.pieces) if piece.kind not in ("chrome", "hidden")), 0)
    above = [piece.text for piece in case.pieces[:first] if piece.kind == "chrome"]
    below = [piece.text for piece in case.pieces[first:] if piece.kind == "chrome"]
    return above, below


def _document(case: Case) -> list[Piece]:
    return [piece for piece in case.pieces if piece.kind not in ("chrome", "hidden", "pageno")]


def _paragraphs(
    pieces: Iterable[Piece],
    inside: Callable[[Piece], str] = lambda piece: escape(piece.text),
    tag: str = "p",
) -> str:
    out = []
    for piece in pieces:
        if piece.kind == "table":
            out.append(table(piece))
            continue
        style = (
            "text-align:center"
            if piece.kind in CENTRED
            else "text-align:right"
            if piece.kind in RIGHT
            else "text-indent:2em"
        )
        out.append(f'<{tag} style="{style}">{inside(piece)}</{tag}>')
    return "\n".join(out)


def table(piece: Piece, attributes: str = 'border="1"') -> str:
    """A table of a document, with its merged cells."""
    rows = piece.rows
    out = []
    for y, row in enumerate(rows):
        cells = []
        for x, text in enumerate(row):
            if text in ("<", "^"):
                continue
            across, down = 1, 1
            while x + across < len(row) and row[x + across] == "<":
                across += 1
            while y + down < len(rows) and rows[y + down][x] == "^":
                down += 1
            span = (f' colspan="{across}"' if across > 1 else "") + (f' rowspan="{down}"' if down > 1 else "")
            inside = "".join(f"<p>{escape(line)}</p>" for line in text.split("\\n"))
            cells.append(f"<td{span}>{inside}</td>")
        out.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table {attributes}><tbody>{''.join(out)}</tbody></table>"


def _title(case: Case) -> str:
    return escape(str(case.how.get("page_title") or "".join(case.all("title"))))


def _links(texts: Iterable[str], around: str = "li") -> str:
    return "".join(f'<{around}><a href="/c/{n}.html">{escape(text)}</a></{around}>' for n, text in enumerate(texts))


def _split(case: Case) -> tuple[list[Piece], list[Piece]]:
    """The title as the page shows it by itself, and what follows; the rest of the title pieces stay in the text."""
    pieces = _document(case)
    titles = [piece for piece in pieces if piece.kind == "title"]
    return titles, [piece for piece in pieces if piece.kind != "title"]


def modern(case: Case) -> str:
    """A site system of today: nav, breadcrumb, share bar, hidden text, related reading, footer, scripts."""
    above, below = _chrome(case)
    titles, rest = _split(case)
    hidden = "".join(f'<div style="display:none">{escape(text)}</div>' for text in case.all("hidden"))
    half = (len(below) + 1) // 2
    return f"""<!DOCTYPE html><html lang="zh-CN"><head><meta charset="{{charset}}"><title>{_title(case)}_工作动态</title>
<meta name="ArticleTitle" content="{_title(case)}"><meta name="PubDate" content="{case.how.get("published", "2022-04-07 10:12")}">
<style>.nav{{color:red}} p{{text-indent:2em}}</style><script>var _hmt = _hmt || []; document.write("脚本文字不是正文");</script></head>
<body><header class="top"><nav class="nav"><ul>{_links(above)}</ul></nav></header>{hidden}
<main class="container"><div class="article"><h1 class="article-title">{escape("".join(p.text for p in titles))}</h1>
<div class="article-content" id="zoom">
{_paragraphs(rest)}
</div></div><div class="share bdsharebuttonbox">{_links(below[:half], "span")}</div></main>
<footer class="footer">{"".join(f"<p>{escape(text)}</p>" for text in below[half:])}</footer>
<noscript>您的浏览器不支持脚本</noscript></body></html>"""


def policy(case: Case) -> str:
    """A government site with its table of policy metadata above the text."""
    above, below = _chrome(case)
    titles, rest = _split(case)
    rows = case.how.get("metadata", ())
    cells = "".join(
        f"<tr><td class='k'>{escape(a)}</td><td>{escape(b)}</td><td class='k'>{escape(c)}</td><td>{escape(d)}</td></tr>"
        for a, b, c, d in rows  # type: ignore[attr-defined]
    )
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset={{charset}}"/><title>{_title(case)}</title>
<meta name="SiteName" content="示例门户"/><meta name="ColumnName" content="政策文件"/></head><body>
<div id="header"><ul class="menu">{_links(above)}</ul></div>
<div class="xxgk"><table class="xxgk_table" width="100%">{cells}</table>
<div class="title">{"<br/>".join(escape(p.text) for p in titles)}</div>
<div class="TRS_Editor"><div class="Custom_UnionStyle">
{_paragraphs(rest, lambda piece: f'<span style="font-size:16pt">{"" if piece.kind in RIGHT else "　　"}{escape(piece.text)}</span>')}
</div></div></div>
<div class="bottom">{"<br/>".join(escape(text) for text in below)}</div></body></html>"""


def layout_tables(case: Case) -> str:
    """A school's page of 2006: tables within tables for the layout, FONT and CENTER, capitals, unclosed paragraphs."""
    above, below = _chrome(case)
    titles, rest = _split(case)
    menu = "".join(f"<TD bgColor=#3366cc><FONT color=white>{escape(text)}</FONT></TD>" for text in above)
    parts = []
    for piece in rest:
        if piece.kind == "table":
            parts.append(table(piece, "border=1 cellSpacing=0"))
        elif piece.kind in CENTRED:
            parts.append(f"<P align=center><FONT size=4><B>{escape(piece.text)}</B></FONT>")
        else:
            parts.append(
                f"<P{' align=right' if piece.kind in RIGHT else ''}><FONT face=宋体>&nbsp;&nbsp;&nbsp; {escape(piece.text)}</FONT>"
            )
    newline = "\n"
    return f"""<HTML><HEAD><TITLE>{_title(case)}</TITLE><META http-equiv=Content-Type content="text/html; charset={{charset}}"></HEAD>
<BODY><TABLE width=778 align=center cellPadding=0><TR>{menu}</TR></TABLE>
<TABLE width=778 align=center><TR><TD width=160 vAlign=top><TABLE><TR><TD>站内导航</TD></TR></TABLE></TD>
<TD><TABLE width="100%"><TR><TD align=center><FONT size=5><B>{"<BR>".join(escape(p.text) for p in titles)}</B></FONT></TD></TR>
<TR><TD class=content>{newline.join(parts)}</TD></TR></TABLE></TD></TR></TABLE>
<TABLE width=778 align=center>{"".join(f"<TR><TD align=center>{escape(text)}</TD></TR>" for text in below)}</TABLE></BODY></HTML>"""


def wechat(case: Case) -> str:
    """An article of a WeChat account: sections in sections, spans in spans, the account's name and hints around."""
    above, below = _chrome(case)
    titles, rest = _split(case)

    def spans(piece: Piece) -> str:
        cut = len(piece.text) // 3
        return f'<span style="letter-spacing:1px"><span>{escape(piece.text[:cut])}</span><strong>{escape(piece.text[cut:])}</strong></span>'

    body = "".join(f"<section><section>{_paragraphs([piece], spans)}</section></section>" for piece in rest)
    return f"""<!DOCTYPE html><html><head><meta charset="{{charset}}"><meta property="og:title" content="{_title(case)}"/>
<title></title></head><body id="activity-detail"><div id="js_article" class="rich_media"><div class="rich_media_inner">
<h1 class="rich_media_title" id="activity-name">{escape("".join(p.text for p in titles))}</h1>
<div id="meta_content" class="rich_media_meta_list">{"".join(f'<span class="rich_media_meta">{escape(t)}</span>' for t in above)}</div>
<div class="rich_media_content" id="js_content" style="visibility: hidden;">{body}</div>
<div class="rich_media_tool">{"".join(f"<span>{escape(t)}</span>" for t in below)}</div></div></div>
<script>var msg_title = "{_title(case)}";</script></body></html>"""


def saved_by_word(case: Case) -> str:
    """What Word writes with “save as web page”: MsoNormal, conditional comments, o:p, lists whose numbers are ignored."""

    def inside(piece: Piece) -> str:
        number, text = piece.number, piece.text
        if not number:
            return f"<span lang=EN-US style='font-size:16.0pt'>{escape(text)}<o:p></o:p></span>"
        dummy = f"<![if !supportLists]><span style='mso-list:Ignore'>{escape(number)}<span style='font:7.0pt \"Times New Roman\"'>&nbsp;</span></span><![endif]>"
        return f"{dummy}<span style='font-family:仿宋_GB2312'>{escape(text[len(number) :])}</span>"

    parts = []
    for piece in _document(case):
        if piece.kind == "table":
            parts.append(table(piece, "class=MsoTableGrid border=1"))
            continue
        align = " align=center style='text-align:center'" if piece.kind in CENTRED else ""
        align = " align=right style='text-align:right'" if piece.kind in RIGHT else align
        parts.append(f"<p class=MsoNormal{align}>{inside(piece)}</p>\n")
        if piece.kind == "sign":
            parts.append("<p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p>\n")
    return f"""<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv=Content-Type content="text/html; charset={{charset}}"><meta name=Generator content="Microsoft Word 12">
<title>{_title(case)}</title><!--[if gte mso 9]><xml><o:DocumentProperties><o:Author>办公室</o:Author></o:DocumentProperties></xml><![endif]-->
<style><!-- p.MsoNormal {{margin:0cm; font-size:10.5pt;}} --></style></head>
<body lang=ZH-CN style='text-justify-trim:punctuation'><div class=Section1 style='layout-grid:15.6pt'>
{"".join(parts)}</div></body></html>"""


def broken_lines(case: Case) -> str:
    """A page of a bulletin system: the whole text in one cell, its paragraphs divided by <br> and full-width blanks."""
    above, below = _chrome(case)
    titles, rest = _split(case)
    parts = []
    for piece in rest:
        if piece.kind == "table":
            parts.append(table(piece))
        else:
            right = "　" * 20 if piece.kind in RIGHT else ""
            parts.append(f"{right}&nbsp;&nbsp;&nbsp;&nbsp;{escape(piece.text)}<br />\r\n<br />")
    newline = "\n"
    return f"""<html><head><meta http-equiv="content-type" content="text/html; charset={{charset}}"><title>{_title(case)} - 通知公告</title></head>
<body><div class="nav">{" | ".join(f'<a href="/{n}">{escape(t)}</a>' for n, t in enumerate(above))}</div>
<table><tr><td><h2>{escape("".join(p.text for p in titles))}</h2></td></tr><tr><td id="fontzoom">{newline.join(parts)}</td></tr>
<tr><td>{"".join(f'<a href="#">{escape(t)}</a> ' for t in below[: len(below) // 2])}</td></tr></table>
<div align="center">{"<br>".join(escape(t) for t in below[len(below) // 2 :])}</div></body></html>"""


def article(case: Case) -> str:
    """HTML5 with one <article>, JSON-LD and an <aside>; sections are headings, items an ordered list of HTML."""
    above, below = _chrome(case)
    titles, rest = _split(case)
    parts: list[str] = []
    open_list = False
    for piece in rest:
        is_item = piece.kind == "item" and bool(case.how.get("lists"))
        if open_list and not is_item:
            parts.append("</ol>")
        if is_item:
            start = piece.number.strip(".．、 ")
            parts.append(
                ("" if open_list else f'<ol start="{start}">') + f"<li>{escape(piece.text[len(piece.number) :])}</li>"
            )
        elif piece.kind == "h1":
            parts.append(f"<h2>{escape(piece.text)}</h2>")
        else:
            parts.append(_paragraphs([piece]))
        open_list = is_item
    parts += ["</ol>"] * open_list
    newline = "\n"
    return f"""<!doctype html><html lang="zh"><head><meta charset="{{charset}}"><title>{_title(case)}</title>
<meta property="article:published_time" content="2024-03-20T08:30:00+08:00">
<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{_title(case)}","datePublished":"2024-03-20"}}</script></head>
<body><nav aria-label="主导航">{_links(above, "span")}</nav>
<article><header><h1>{"<br>".join(escape(p.text) for p in titles)}</h1></header>
{newline.join(parts)}</article>
<aside><ul>{_links(below[: len(below) // 2])}</ul></aside>
<footer><small>{"</small><small>".join(escape(t) for t in below[len(below) // 2 :])}</small></footer></body></html>"""


def divs(case: Case) -> str:
    """Paragraphs as <div>, words cut by <font> and &nbsp;, the page's own date and counts beside the title."""
    above, below = _chrome(case)
    titles, rest = _split(case)

    def torn(piece: Piece) -> str:
        cut = max(1, len(piece.text) // 2)
        return f"&nbsp; &nbsp; <font>{escape(piece.text[:cut])}</font><font>{escape(piece.text[cut:])}</font>"

    half = len(above) // 2
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"><html xmlns="http://www.w3.org/1999/xhtml"><head>
<meta http-equiv="Content-Type" content="text/html; charset={{charset}}" /><title>{_title(case)}-示例站点</title></head><body>
<div class="head"><div class="menu">{_links(above[:half], "div")}</div></div><div class="ny_con"><div class="ny_left"><ul>
<li><a href="a.htm">通知公告</a></li><li><a href="b.htm">工作简报</a></li></ul></div><div class="ny_right">
<div class="content"><div class="contentTitle">{escape("".join(p.text for p in titles))}</div>
<div class="contentInfo">{"&nbsp;&nbsp;".join(f"<span>{escape(t)}</span>" for t in above[half:])}</div>
<div class="v_news_content">{_paragraphs(rest, torn, "div")}</div></div></div></div>
<div class="foot">{"".join(f"<div>{escape(t)}</div>" for t in below)}</div></body></html>"""


def preformatted(case: Case) -> str:
    """A page of the nineties: the whole text in <pre>, its lines wrapped by hand."""
    above, below = _chrome(case)
    lines: list[str] = []
    for piece in _document(case):
        if piece.kind in CENTRED:
            lines += ["", " " * max(0, 36 - len(piece.text)) + piece.text, ""]
            continue
        text = (" " * 40 if piece.kind in RIGHT else "" if piece.kind == "to" else "　　") + piece.text
        lines += [text[n : n + 38] for n in range(0, len(text), 38)]
    newline = "\n"
    return f"""<html><head><title>{_title(case)}</title><meta http-equiv="Content-Type" content="text/html; charset={{charset}}">
</head><body bgcolor="#ffffff">{"".join(f"[<a href=x.htm>{escape(t)}</a>]" for t in above)}<hr>
<pre>{escape(newline.join(lines))}</pre><hr><center>{"<br>".join(escape(t) for t in below)}</center></body></html>"""


def plain_sheet(case: Case) -> str:
    """A sheet for printing: nothing around it. `spaced` letter-spaces the title with blanks."""

    def inside(piece: Piece) -> str:
        if piece.kind == "title" and case.how.get("spaced"):
            return f'<span style="letter-spacing:12pt">{escape(piece.text)}</span>'
        return escape(piece.text)

    parts = []
    for piece in _document(case):
        if piece.kind == "table":
            parts.append(table(piece))
        elif piece.kind == "print":
            organ, _, date = piece.text.rpartition("　")
            parts.append(f'<p class="print"><span>{escape(organ)}</span><span>{escape(date)}</span></p>')
        else:
            page = " newpage" if piece.kind == "annex" else ""
            parts.append(f'<p class="{piece.kind}{page}">{inside(piece)}</p>')
    return f"""<!doctype html><html lang="zh-CN"><head><meta charset="{{charset}}"><title>{_title(case)}</title><style>
@page {{ size: A4 }} body {{ font: 16pt/29pt "Noto Serif CJK SC", serif; margin: 0 }} p {{ margin: 0; text-align: justify }}
.mark {{ font-size: 34pt; line-height: 50pt; color: red; text-align: center }} .no {{ text-align: center; margin-bottom: 24pt }}
.title, .plan, .annextitle {{ font-size: 22pt; line-height: 34pt; text-align: center; text-wrap: balance }}
.text, .h1, .h2, .item, .sub, .attach, .note {{ text-indent: 2em }} .sign, .date {{ text-align: right; padding-right: 4em }}
.plan, .to {{ margin-top: 24pt }} .cc, .print {{ border-top: 1px solid; font-size: 14pt; padding: 0 1em }} .newpage {{ break-before: page }}
.print {{ display: flex; justify-content: space-between; white-space: nowrap; font-size: 12pt }} table {{ border-collapse: collapse; width: 100%; font-size: 14pt }}
</style></head><body>{"".join(parts)}</body></html>"""


STYLES: dict[str, Callable[[Case], str]] = {
    "modern": modern,
    "policy": policy,
    "layout": layout_tables,
    "wechat": wechat,
    "word": saved_by_word,
    "lines": broken_lines,
    "article": article,
    "divs": divs,
    "pre": preformatted,
    "sheet": plain_sheet,
}
