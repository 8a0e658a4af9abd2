"""HTML tags inside a paragraph: <br> breaks the line, a few that mean something stay, the others go.

The text inside a tag always stays. Between </p> and <p> on one line, as in the cells of a pasted table, the line
breaks. A < that begins no HTML tag is text: <2020年>.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from generator.gongwen.context import Context, context

_KEPT = {"b": "strong", "strong": "strong", "i": "em", "em": "em", "sub": "sub", "sup": "sup", "u": "u"}
_BLOCKS = frozenset(("p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article"))
_NAME = re.compile(
    "a|abbr|address|area|article|aside|audio|b|base|big|blockquote|body|br|button|canvas|caption|center|cite|code|col|"
    "colgroup|dd|del|dfn|dir|div|dl|dt|em|embed|fieldset|figcaption|figure|font|footer|form|frame|h[1-6]|head|header|"
    "hr|html|i|iframe|img|input|ins|kbd|label|legend|li|link|main|map|marquee|menu|meta|nav|nobr|noscript|object|ol|"
    "optgroup|option|p|param|pre|q|s|samp|script|section|select|small|source|span|strike|strong|style|sub|sup|svg|"
    "table|tbody|td|textarea|tfoot|th|thead|time|title|tr|tt|u|ul|var|video|wbr|(?:o|v|w|m|x|st1):[a-z0-9]+"
)
_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]*(?::[A-Za-z0-9]+)?)(?=[\s/>])"
    r"""(?:(?:[^<>"']|"[^"<]*"|'[^'<]*')*>|[^<>]*>)"""
)
_DECLARATION = re.compile(r"<(?:!DOCTYPE\b[^<>]*|!\[[^<>]*|\?xml[^<>]*)>", re.IGNORECASE)


def html_tags(state: StateInline, silent: bool) -> bool:
    """Push a token for a tag; `balance` decides about it when all of the paragraph is known."""
    if state.src[state.pos] != "<":
        return False
    found = _TAG.match(state.src, state.pos, state.posMax)
    if found:
        name = found["name"].lower()
        if not _NAME.fullmatch(name):
            return False
    else:
        found = _DECLARATION.match(state.src, state.pos, state.posMax)
        name = "!"
        if not found:
            return False
    if not silent:
        _push(state, name, found)
    state.pos = found.end()
    return True


def _push(state: StateInline, name: str, found: re.Match[str]) -> None:
    if name == "br":
        state.push("hardbreak", "br", 0)
        return
    token = state.push("html_tag", _KEPT.get(name, ""), 0)
    token.info, token.markup = name, "" if name == "!" else found["close"]
    token.content = found[0]
    context(state.env).has_tags = True


def balance(state: StateCore) -> None:
    """Keep the tags that pair, break lines between blocks, drop the rest and say so once a paragraph."""
    found = context(state.env)
    if not found.has_tags:
        return
    in_cell = False
    for token in state.tokens:
        if token.type in ("td_open", "th_open"):
            in_cell = True
        elif token.type in ("td_close", "th_close"):
            in_cell = False
        elif token.type == "inline" and token.children:
            dropped = _balanced(token)
            quiet = {"p", "div", "span"} if in_cell else set()
            names = [name for name in dict.fromkeys(dropped) if name not in quiet]
            if names:
                _report(found, token.map[0] if token.map else 0, names)


def _balanced(inline: Token) -> list[str]:
    """Replace the tags among the children; out: the names of those that went."""
    children = inline.children or []
    pairs = _pairs(children)
    kept: list[Token] = []
    dropped: list[str] = []
    closed = False
    for i, token in enumerate(children):
        if token.type != "html_tag":
            closed = closed and token.type == "text" and not token.content.strip()
            if not closed:
                kept.append(token)
            continue
        if i in pairs:
            opening = not token.markup
            kept.append(Token(f"{token.tag}_{'open' if opening else 'close'}", token.tag, 1 if opening else -1))
            continue
        dropped.append(token.info)
        if token.info in _BLOCKS:
            if not token.markup and closed and kept:
                kept.append(Token("hardbreak", "br", 0))
            closed = bool(token.markup)
    inline.children = kept
    return dropped


def _pairs(children: list[Token]) -> set[int]:
    """The places of the tags that stay: each with its partner, none crossing another or Markdown's emphasis."""
    pairs: set[int] = set()
    stack: list[tuple[int, str]] = []
    opened: dict[str, int] = {}
    for i, token in enumerate(children):
        if token.type == "html_tag" and token.tag:
            if not token.markup:
                stack.append((i, token.tag))
                opened[token.tag] = opened.get(token.tag, 0) + 1
            elif opened.get(token.tag):
                while stack and stack[-1][1] != token.tag and stack[-1][1]:
                    opened[stack.pop()[1]] -= 1
                if stack and stack[-1][1] == token.tag:
                    pairs |= {stack.pop()[0], i}
                    opened[token.tag] -= 1
        elif token.nesting > 0:
            stack.append((i, ""))
        elif token.nesting < 0:
            while stack and stack[-1][1]:
                opened[stack.pop()[1]] -= 1
            if stack:
                stack.pop()
    return pairs


def _report(found: Context, line: int, names: list[str]) -> None:
    listed = "、".join("网页声明" if name == "!" else f"<{name}>" for name in names)
    found.warn(
        "html-cleaned",
        line,
        f"去掉了网页代码：{listed}，其中的文字保留。",
        "正文不需要网页代码，可以把它们删去；图片请写成 ![说明](文件名)，链接请写成 [文字](地址)。",
    )


def html_tags_plugin(md: MarkdownIt) -> None:
    """Take the place of markdown-it's raw HTML, before <https://…> is looked for."""
    md.inline.ruler.before("autolink", "gongwen_html_tags", html_tags)
    md.core.ruler.push("gongwen_balance", balance)
