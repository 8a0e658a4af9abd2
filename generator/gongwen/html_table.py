"""A table pasted as HTML, from Word or a web page: taken whole, also with blank lines inside, and sanitised.

What stays is what says something: rows, cells, colspan and rowspan, and the emphasis inside a cell.
"""

import html
import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from generator.gongwen.context import context
from generator.gongwen.tables import REGION_CLOSE, region_open

_STARTS = re.compile(r"(?:</?(?:div|p|center|span|font|section)\b[^>]*>\s*){0,6}<table\b", re.IGNORECASE)
_EDGE = re.compile(r"<(/?)table\b[^>]*>?", re.IGNORECASE)
_TAGS = frozenset("table caption colgroup col thead tbody tfoot tr th td br p b strong i em sub sup u".split())  # noqa: SIM905 - a line, not twenty
_SPANS = {"colspan", "rowspan"}
_ATTRIBUTES = {"th": {*_SPANS, "scope"}, "td": _SPANS, "col": {"span"}, "colgroup": {"span"}}
_SILENT = frozenset(("div", "span", "font", "center", "section", "o:p")) | _TAGS
_FIRST_ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL)
_HEAD = re.compile(r"<th(?![^>]*\bscope=)(?=[\s>])")
_TAG = re.compile(r"<(/?)([a-z]+)[^>]*>")
_CAPTION = re.compile(r"<caption>(.*?)</caption>", re.DOTALL)


def html_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """From a line that begins with <table> to the one that closes it, or to a blank line where none does."""
    position = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("<", position) or not _STARTS.match(state.src, position):
        return False
    if silent:
        return True
    last = _last_line(state, start, end)
    source = state.getLines(start, last, state.blkIndent, False)
    token = state.push("html_table", "table", 0)
    token.map = [start, last]
    token.content = sanitised(source)
    lost = sorted({t for t in re.findall(r"<([a-z][a-z0-9:]*)", source.lower()) if t not in _SILENT})
    if lost:
        context(state.env).warn(
            "html-cleaned",
            start,
            f"从表格里去掉了网页代码：{'、'.join(f'<{t}>' for t in lost)}。",
            "表格只保留文字、行列、合并的单元格和加粗。请看一看发布出来的表格是否完整。",
        )
    state.line = last
    return True


def _last_line(state: StateBlock, start: int, end: int) -> int:
    """The line after the table: where its tags balance, else after its last closing tag, else a blank line."""
    depth, after = 0, 0
    for line in range(start, end):
        for edge in _EDGE.finditer(state.src, state.bMarks[line], state.eMarks[line]):
            depth += -1 if edge[1] else 1
            after = line + 1 if edge[1] else after
        if depth <= 0:
            return line + 1
    if after:
        return after
    return next((line for line in range(start, end) if state.isEmpty(line)), end)


def sanitised(source: str) -> str:
    """The table alone, with harmless tags, and scope on the heads of its first row."""
    import nh3

    clean = nh3.clean(
        source,
        tags=set(_TAGS),
        attributes=_ATTRIBUTES,
        attribute_filter=_attribute,
        clean_content_tags={"script", "style"},
        link_rel=None,
    ).strip()
    return _FIRST_ROW.sub(lambda row: _HEAD.sub('<th scope="col"', row[0]), clean, count=1)


def _attribute(_tag: str, name: str, value: str) -> str | None:
    if name == "scope":
        return value if value in ("col", "row", "colgroup", "rowgroup") else None
    return value if value.isascii() and value.isdigit() and 0 < int(value) <= 1000 else None


def table_text(clean: str) -> str:
    """The text of a sanitised table: cells joined by a tab, rows by \\n."""
    rows: list[list[list[str]]] = []
    position, inside = 0, False
    for tag in _TAG.finditer(clean + "<end>"):
        text = " ".join(clean[position : tag.start()].split())
        position = tag.end()
        name, opening = tag[2], not tag[1]
        if text:
            if not inside:
                rows.append([[]])
            rows[-1][-1].append(text)
            inside = True
        if name == "tr" or (name == "caption" and opening):
            inside = False
            if opening:
                rows.append([] if name == "tr" else [[]])
                inside = name == "caption"
        elif name in ("td", "th") and opening and rows:
            rows[-1].append([])
            inside = True
        elif name == "br" or (name == "p" and not opening):
            rows[-1][-1].append("\n") if inside else None
    lines = ("\t".join("".join(cell).strip() for cell in row) for row in rows if any(row))
    return html.unescape("\n".join(lines))


def caption_of(clean: str) -> str:
    """The text of the caption of a sanitised table, or empty."""
    found = _CAPTION.search(clean)
    return html.unescape(_TAG.sub("", found[1])).strip() if found else ""


def _render(_self: RendererHTML, tokens: Sequence[Token], i: int, _options: OptionsDict, _env: EnvType) -> str:
    return region_open(tokens[i].meta.get("label", "")) + tokens[i].content + "\n" + REGION_CLOSE


def html_table_plugin(md: MarkdownIt) -> None:
    """Try it before all other blocks: nothing inside a table is Markdown."""
    ends = ["paragraph", "reference", "blockquote", "list"]
    md.block.ruler.before("table", "gongwen_html_table", html_table, {"alt": ends})
    md.add_render_rule("html_table", _render)
