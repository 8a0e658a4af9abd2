"""The HTML of the tokens: markdown-it's own, with the tokens that nearly all text is made of written directly."""

from collections.abc import Callable, Mapping, Sequence

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from generator.gongwen.context import PLAIN, context

_PARAGRAPHS = frozenset(("paragraph_open", "paragraph_close", "heading_open", "heading_close"))


class Renderer(RendererHTML):
    """markdown-it's renderer; what it writes is the same, byte for byte."""

    def render(self, tokens: Sequence[Token], options: OptionsDict, env: EnvType) -> str:
        """The HTML of block tokens."""
        out: list[str] = []
        escape = _escape(env)
        for i, token in enumerate(tokens):
            if token.type == PLAIN:
                text = self.renderInline(token.children, options, env) if token.children else _plain(token, escape)
                out.append(f"{_opening(token.tag, token.attrs, escape)}{text}</{token.tag}>\n")
            elif token.type == "inline":
                out.append(self.renderInline(token.children or [], options, env))
            elif token.type in _PARAGRAPHS and not token.hidden:
                out.append(f"</{token.tag}>\n" if token.nesting < 0 else _opening(token.tag, token.attrs, escape))
            elif token.type in self.rules:
                out.append(self.rules[token.type](tokens, i, options, env))
            else:
                out.append(self.renderToken(tokens, i, options, env))
        return "".join(out)

    def renderInline(self, tokens: Sequence[Token], options: OptionsDict, env: EnvType) -> str:  # noqa: N802
        """The HTML of inline tokens."""
        out: list[str] = []
        escape = _escape(env)
        for i, token in enumerate(tokens):
            if token.type == "text":
                out.append(escape(token.content))
            elif token.type in self.rules:
                out.append(self.rules[token.type](tokens, i, options, env))
            elif token.block or token.hidden or not token.nesting:
                out.append(self.renderToken(tokens, i, options, env))
            else:
                out.append(f"</{token.tag}>" if token.nesting < 0 else _opening(token.tag, token.attrs, escape))
        return "".join(out)


def _escape(env: EnvType) -> Callable[[str], str]:
    """What texts and values are escaped by: nothing, where the document has no sign that HTML escapes."""
    return escapeHtml if context(env).has_signs else str


def _plain(token: Token, escape: Callable[[str], str]) -> str:
    """The text of a PLAIN token, with its lead if it has one."""
    text = token.content
    if "lead" not in token.meta:
        return escape(text)
    end, attrs = token.meta["lead"]
    return f"{_opening('span', attrs, escape)}{escape(text[:end])}</span>{escape(text[end:])}"


def _opening(tag: str, attrs: Mapping[str, str | int | float], escape: Callable[[str], str]) -> str:
    if not attrs:
        return f"<{tag}>"
    told = [f' {key}="{escape(str(value))}"' for key, value in attrs.items()]
    return f"<{tag}{''.join(told)}>"
