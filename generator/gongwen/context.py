"""What the rules of one document share: its surroundings, its units, and what they find.

markdown-it hands one `env` to all rules; the context is its only entry. It lives for one call of `parse`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token
from markdown_it.utils import EnvType

from generator.gongwen.markers import Marker
from generator.plan import Citation
from generator.problem import Problem, warning

PLAIN = "gongwen_plain"  # a paragraph of text without markup, in one token: the text is its content


@dataclass(slots=True)
class Unit:
    """One top-level element of the text while the rules work on it; it ends as one Block.

    `line` counts from 0 in the text; `tokens` run from its opening token to its closing one; `hashes` is the depth of
    an explicit Markdown heading; `heading` says that the whole unit is one; `lead_end` ends its run-in heading in
    `text` (0: it has none).
    """

    kind: str
    text: str
    line: int
    tokens: list[Token]
    hashes: int = 0
    marker: Marker | None = None
    heading: bool = False
    lead_end: int = 0
    lead: str = ""
    level: int = 0
    anchor: str = ""


@dataclass(slots=True)
class Part:
    """The notice, the document that it carries, or an attachment: units[start:end], and the prefix of its anchors."""

    start: int
    end: int
    prefix: str


@dataclass(slots=True)
class Context:
    """One document while it is parsed."""

    title: str = ""
    first_line: int = 1
    files: frozenset[str] = frozenset()
    base: str = ""
    has_signs: bool = True  # of those that HTML escapes
    has_tags: bool = False
    has_links: bool = False
    target_of: str = ""
    last_target: int = -1
    units: list[Unit] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def warn(self, code: str, line: int, message: str, hint: str) -> None:
        """Report a problem on `line`, which counts from 0 in the text."""
        self.problems.append(warning(code, message, hint, line=self.first_line + line))


def context(env: EnvType) -> Context:
    """The context of the document that is being parsed; a new one where there is none yet."""
    found = env.get("gongwen")
    if not isinstance(found, Context):
        found = env["gongwen"] = Context()
    return found


def plain_text(children: Sequence[Token] | None) -> str:
    """The textContent of inline tokens; a line break is \\n."""
    if not children:
        return ""
    if len(children) == 1 and children[0].type == "text":
        return children[0].content
    parts = []
    for token in children:
        if token.type == "text":
            parts.append(token.content)
        elif token.type == "hardbreak":
            parts.append("\n")
    return "".join(parts)
