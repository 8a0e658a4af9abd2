"""What the checks of one file are given, and what they leave for the checks of all files together."""

from collections.abc import Sequence

import msgspec

from generator.frontmatter import Document
from generator.plan import Body, Plan


class Link(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A link in the text of a plan: where it leads, as written, and its line in the file."""

    href: str
    line: int


class Allowed(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One entry of 放行: the code that may pass, and why; with a `phrase`, only where that stands."""

    code: str
    phrase: str
    reason: str
    line: int


class Traces(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What the checks of all files need of one: a sketch of its text, its links, and what it lets pass."""

    sketch: bytes = b""
    links: tuple[Link, ...] = ()
    allowed: tuple[Allowed, ...] = ()


class Given(msgspec.Struct, frozen=True):
    """One file: its lines with what is not published left empty, its parts, its record and its text.

    `source` is the lines in one, `shown` the text of all blocks, one a line as far as they have no breaks themselves:
    most checks look through either once and find nothing.
    """

    lines: Sequence[str]
    document: Document
    plan: Plan
    body: Body
    source: str
    shown: str


def given(text: str, document: Document, plan: Plan, body: Body) -> Given:
    """What the checks are given of the file `text`."""
    lines = published_lines(text, document)
    shown = "\n".join([block.text for block in body.blocks])
    return Given(lines, document, plan, body, "\n".join(lines), shown)


def published_lines(text: str, document: Document) -> list[str]:
    """The lines of a file; comments in front matter, and the entry 放行 itself, are empty, for nobody reads them."""
    lines = text.split("\n")
    front = document.body_line - 1
    for at in range(min(front, len(lines))):
        if lines[at].lstrip().startswith("#"):
            lines[at] = ""
    allow = document.entries.get("allow")
    if allow:
        end = min((e.line for e in document.entries.values() if e.line > allow.line), default=front)
        for at in range(allow.line - 1, min(end - 1, len(lines))):
            lines[at] = ""
    return lines
