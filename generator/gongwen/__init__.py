"""The structure of an official document (公文) in Markdown: the door of the package.

A plan's text is plain paragraphs, as a webmaster pastes them. What a paragraph is, its printed marker and its place
say (GB/T 9704-2012 7.3: 一、 （一） 1. （1）), never its nesting; printed numbers are content and stay as typed.
Each rule of the grammar stands in its own file, as a rule of markdown-it; `parser` puts them together.
"""

from collections.abc import Collection

from generator.plan import Body
from generator.problem import Problem


def parse_body(
    text: str, *, title: str = "", first_line: int = 1, files: Collection[str] = (), base: str = ""
) -> tuple[Body, tuple[Problem, ...]]:
    """The body of a plan and what is wrong with it.

    In: the Markdown after the front matter; the plan's `title`; the line of the file that `text` begins on; the
    names of the files beside the plan, and the folder (with /) that links to them get as a prefix.
    Out: HTML, blocks and citations; warnings html-cleaned, link-missing and link-unsafe, without a path. Never raises.
    """
    from generator.gongwen.parser import parse  # markdown-it takes its time to load

    return parse(text, title=title, first_line=first_line, files=files, base=base)
