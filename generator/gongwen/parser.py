"""The parser: markdown-it with the rules of official documents, made once.

Off, because pasted text would trip over them: ordered lists (numbers are content), indented and fenced code, headings
underlined with ---, references, raw HTML, `code`.
"""

from collections.abc import Callable, Collection
from functools import cache

from markdown_it import MarkdownIt

from generator.gongwen.anchors import anchors_plugin
from generator.gongwen.blanks import blanks_plugin
from generator.gongwen.breaks import breaks_plugin
from generator.gongwen.citations import citations_plugin
from generator.gongwen.closing import closing_plugin
from generator.gongwen.containers import containers_plugin
from generator.gongwen.context import Context
from generator.gongwen.elements import block, elements_plugin
from generator.gongwen.emphasis import emphasis_plugin
from generator.gongwen.headings import headings_plugin
from generator.gongwen.html_removed import html_removed_plugin
from generator.gongwen.html_table import html_table_plugin
from generator.gongwen.html_tags import html_tags_plugin
from generator.gongwen.joins import joins_plugin
from generator.gongwen.links import links_plugin
from generator.gongwen.parts import parts_plugin
from generator.gongwen.plain import plain_plugin
from generator.gongwen.renderer import Renderer
from generator.gongwen.tables import tables_plugin
from generator.gongwen.units import units_plugin
from generator.plan import Body
from generator.problem import Problem, in_order

_OFF = ("code", "fence", "lheading", "reference", "html_block", "html_inline", "backticks")
# The core rules run in this order, after markdown-it's own.
_PLUGINS: tuple[Callable[[MarkdownIt], None], ...] = (
    plain_plugin,
    blanks_plugin,
    html_removed_plugin,
    containers_plugin,
    tables_plugin,
    html_table_plugin,
    breaks_plugin,
    emphasis_plugin,
    joins_plugin,
    html_tags_plugin,
    links_plugin,
    units_plugin,
    parts_plugin,
    closing_plugin,
    headings_plugin,
    anchors_plugin,
    citations_plugin,
    elements_plugin,
)


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802, ARG002 - markdown-it's name
        """Every link is a link here; the rule `links` judges it, so that a bad one leaves its text and a warning."""
        return True


@cache
def parser() -> MarkdownIt:
    """The parser; it keeps nothing between documents."""
    md = _Parser("commonmark", {"html": False, "xhtmlOut": False}, renderer_cls=Renderer).enable("table").disable(_OFF)
    for plugin in _PLUGINS:
        md.use(plugin)
    return md


def parse(
    text: str, *, title: str, first_line: int, files: Collection[str], base: str
) -> tuple[Body, tuple[Problem, ...]]:
    """See `generator.gongwen.parse_body`."""
    found = Context(title=title, first_line=first_line, files=frozenset(files), base=base)
    found.has_signs = any(sign in text for sign in '&<>"')
    html: str = parser().render(text, {"gongwen": found})
    blocks = tuple(block(unit, first_line) for unit in found.units)
    return Body(html, blocks, tuple(found.citations)), tuple(in_order(found.problems))
