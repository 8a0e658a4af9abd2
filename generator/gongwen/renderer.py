"""The HTML of the tokens: markdown-it's own, with the tokens that nearly all text is made of written directly."""

from collections.abc import Sequence

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict


class Renderer(RendererHTML):
    """markdown-it's renderer; what it writes is the same, byte for byte."""

    def render(self, tokens: Sequence[Token], options: OptionsDict, env: EnvType) -> str:
        """The HTML of block tokens."""
        out: list[str] = []
        for i, token in enumerate(tokens):
            if token.type == "inline":
                out.append(self.renderInline(token.children or [], options, env))
            elif token.type in _PARAGRAPHS and not token.hidden:
                out.append(f"</{token.tag}>\n" if token.nesting < 0 else _opening(token))
            elif token.type in self.rules:
                out.append(self.rules[token.type](tokens, i, options, env))
            else:
                out.append(self.renderToken(tokens, i, options, env))
        return "".join(out)

    def renderInline(self, tokens: Sequence[Token], options: OptionsDict, env: EnvType) -> str:  # noqa: N802
        """The HTML of inline tokens."""
        out: list[str] = []
        for i, token in enumerate(tokens):
            if token.type == "text":
                out.append(escapeHtml(token.content))
            elif token.type in self.rules:
                out.append(self.rules[token.type](tokens, i, options, env))
            elif token.block or token.hidden or not token.nesting:
                out.append(self.renderToken(tokens, i, options, env))
            else:
                out.append(f"</{token.tag}>" if token.nesting < 0 else _opening(token))
        return "".join(out)


_PARAGRAPHS = frozenset(("paragraph_open", "paragraph_close", "heading_open", "heading_close"))


def _opening(token: Token) -> str:
    if not token.attrs:
        return f"<{token.tag}>"
    attrs = "".join(f' {escapeHtml(key)}="{escapeHtml(str(value))}"' for key, value in token.attrs.items())
    return f"<{token.tag}{attrs}>"
