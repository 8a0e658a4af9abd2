"""Comments, scripts and style sheets in pasted HTML: they vanish with what they hold."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

from generator.gongwen.context import Context, context

_START = re.compile(r"<(?:(script|style)(?=[\s>/])|!--)", re.IGNORECASE | re.ASCII)  # <ſcript> is no script
_CLOSERS = {
    "script": re.compile(r"</script\s*>", re.IGNORECASE | re.ASCII),
    "style": re.compile(r"</style\s*>", re.IGNORECASE | re.ASCII),
    "": re.compile("-->"),
}
_NAMES = {"script": "脚本 <script>", "style": "样式 <style>", "": "注释 <!-- -->"}


def html_removed(state: StateCore) -> None:
    """Cut them out of the source; lines keep their numbers, and what is not closed keeps its text."""
    if "<" in state.src and _START.search(state.src):
        state.src = _cut(state.src, context(state.env))


def _cut(source: str, found: Context) -> str:
    kept: list[str] = []
    unclosed: set[str] = set()
    position = searched = line = counted = 0
    while opening := _START.search(source, searched):
        name = (opening[1] or "").lower()
        closing = None if name in unclosed else _CLOSERS[name].search(source, opening.end())
        searched = opening.end()
        if not closing:
            unclosed.add(name)
            continue
        line += source.count("\n", counted, opening.start())
        counted = opening.start()
        found.warn(
            "html-cleaned",
            line,
            f"去掉了网页代码：{_NAMES[name]}。",
            "这里的内容不会发布。如果其中有正文，请改成普通文字。",
        )
        kept += source[position : opening.start()], "\n" * source.count("\n", opening.start(), closing.end())
        position = searched = closing.end()
    return "".join(kept) + source[position:]


def html_removed_plugin(md: MarkdownIt) -> None:
    """Run on the source, before it is cut into blocks."""
    md.core.ruler.after("normalize", "gongwen_html_removed", html_removed)
