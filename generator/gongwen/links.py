"""Links and images: to files beside the plan, to other sites, and never to anything that runs.

A picture from another site becomes a link, for no page of the archive asks another host for anything.
"""

import re
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline, image, link
from markdown_it.token import Token

from generator.gongwen.context import Context, context, plain_text

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_IGNORED = re.compile("[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\ufeff]+")
MOST_BRACKETS = 1000  # in one paragraph
_SAFE = frozenset(("http", "https", "mailto", "tel", "ftp"))


def linked(state: StateInline, silent: bool) -> bool:
    """As markdown-it, but a text without ]( further on is not searched for the end of a label."""
    return state.src[state.pos] == "[" and _has_target(state) and link(state, silent)


def pictured(state: StateInline, silent: bool) -> bool:
    """The same for ![…](…)."""
    return state.src[state.pos] == "!" and _has_target(state) and image(state, silent)


def _has_target(state: StateInline) -> bool:
    found = context(state.env)
    found.has_links = True
    if found.target_of != state.src:
        found.target_of, found.last_target = state.src, state.src.rfind("](")
        if found.last_target >= 0 and state.src.count("[") > MOST_BRACKETS:  # each is tried against all that follow
            found.last_target = -1
            hint = "请检查是不是粘贴了别的东西；需要链接的，请分成几段"
            found.warn("link-brackets", 0, f"有一段的方括号超过 {MOST_BRACKETS} 个，没有认作链接。", hint)
    return found.last_target > state.pos


def links(state: StateCore) -> None:
    """Point each link where it belongs; drop what is unsafe and keep its text."""
    found = context(state.env)
    if not found.has_links and "<" not in state.src:
        return
    for token in state.tokens:
        if token.type == "inline" and token.children:
            token.children = _resolved(token.children, found, token.map[0] if token.map else 0)


def _resolved(children: list[Token], found: Context, line: int) -> list[Token]:
    kept: list[Token] = []
    dropped: list[bool] = []
    for token in children:
        if token.type == "image":
            kept += _picture(token, found, line)
        elif token.type == "link_open":
            target = _target(str(token.attrs.get("href", "")), found, line)
            dropped.append(target is None)
            if target is not None:
                token.attrs["href"] = target
                kept.append(token)
        elif token.type == "link_close":
            if not dropped or not dropped.pop():
                kept.append(token)
        else:
            kept.append(token)
    return kept


def _picture(token: Token, found: Context, line: int) -> list[Token]:
    source = str(token.attrs.get("src", ""))
    target = _target(source, found, line)
    caption = Token("text", "", 0, content=plain_text(token.children))
    if target is None:
        return [caption] if caption.content else []
    if not _SCHEME.match(target) and not target.startswith("//"):
        token.attrs["src"] = target
        token.attrs["loading"] = "lazy"
        return [token]
    found.warn(
        "link-unsafe",
        line,
        f"图片在别的网站上：{source}，改成了链接。",
        "请把图片下载到这份文件旁边的文件夹，再写成 ![说明](文件名)。",
    )
    caption.content = caption.content or "图片"
    return [Token("link_open", "a", 1, {"href": target}), caption, Token("link_close", "a", -1)]


def _target(href: str, found: Context, line: int) -> str | None:
    """Where a link leads on the page; None where it must not be one."""
    bare = _IGNORED.sub("", unquote(href))
    scheme = _SCHEME.match(bare)
    if scheme and scheme[1].lower() not in _SAFE:
        found.warn(
            "link-unsafe",
            line,
            f"链接的地址不安全，已去掉：{bare[:80]}",
            "链接只能以 http://、https:// 或 mailto: 开头，或者是这份文件旁边的文件名。文字仍然保留。",
        )
        return None
    if scheme or bare.startswith(("//", "#")):
        return href
    name = unquote(href.partition("#")[0]).replace("\\", "/").removeprefix("./")
    if name in found.files or unquote(href) in found.files:
        return found.base + href.replace("%5C", "/").removeprefix("./")
    if name.partition("?")[0].lower().endswith(".html"):
        return href  # a page of the archive: whether it is there only all plans together tell (checks/links.py)
    found.warn(
        "link-missing",
        line,
        f"找不到链接的文件：{name or '（空）'}",
        "请把这个文件放在这份文件旁边的文件夹里，并核对文件名（包括扩展名）是否一致。",
    )
    return href or None


def links_plugin(md: MarkdownIt) -> None:
    """Guard both inline rules, and resolve what they find."""
    md.inline.ruler.at("link", linked)
    md.inline.ruler.at("image", pictured)
    md.core.ruler.push("gongwen_links", links)
