"""A web page as a tree, and every line of text that it holds, hidden or not.

The lines are taken from the tree node by node, before anything decides what of them is the document, so that the sum of
what was kept and what was dropped can be checked against them.

Lexbor (selectolax) parses as browsers do (the HTML standard), so broken markup gives the text that a reader saw. Its
time grows with the square of the depth, and unclosed formatting tags are opened again in every paragraph: pages that
would take minutes or gigabytes are told from their source before it is parsed.
"""

import re
from typing import Any

import msgspec

from generator.importer.original import Line

BLOCKS = frozenset(
    "address article aside blockquote body button caption center col colgroup dd details dialog dir div dl dt "  # noqa: SIM905
    "fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html legend li main menu "
    "nav ol optgroup option p pre section select summary table tbody td textarea tfoot th thead title tr ul iframe "
    "marquee svg video audio object canvas".split()
)
NO_TEXT = frozenset("script style noscript template iframe noembed noframes".split())  # noqa: SIM905
VERBATIM = frozenset(("pre", "textarea", "listing", "xmp", "plaintext"))
_ZERO_WIDTH = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_NESTING = re.compile(
    r"<(/?)(?:div|section|article|aside|main|table|ul|ol|dl|blockquote|center|form|fieldset|span|font|b|i|u|a|strong|em"
    r"|big|small|s|header|footer|nav)\b",
    re.IGNORECASE,
)
_FORMATTING = ("font", "b", "i", "u", "a", "strong", "em", "big", "small", "s", "nobr", "tt", "strike", "code")
_LONG_TAG = re.compile("<[A-Za-z][^<>]{3000,}")
_QUOTED = re.compile("\"[^\"]*\"|'[^']*'")
_MOST_ATTRIBUTES = 1_000
_SOME_TAGS, _MANY_TAGS = 2_000, 20_000
_MOST_UNCLOSED = 300
_DEEPEST = 3_000
_MOST_REOPENED = 1_000_000


class Page(msgspec.Struct, frozen=True):
    """A parsed page: the tree, its lines, and the number of the line that each text node begins in, by its identity."""

    tree: Any
    lines: tuple[Line, ...]
    line_of: dict[int, int]


def is_trap(source: str) -> bool:
    """Whether parsing could take minutes or gigabytes: nested, or loaded with attributes, as no page for readers is."""
    if any(len(_QUOTED.sub("", tag[0]).split()) > _MOST_ATTRIBUTES for tag in _LONG_TAG.finditer(source)):
        return True
    if source.count("<") < _SOME_TAGS:
        return False
    lowered = source.lower()
    unclosed = sum(
        max(0, lowered.count(f"<{tag} ") + lowered.count(f"<{tag}>") - lowered.count(f"</{tag}")) for tag in _FORMATTING
    )
    blocks = lowered.count("<p") + lowered.count("<div") + lowered.count("<td")
    if unclosed > _MOST_UNCLOSED and unclosed * blocks > _MOST_REOPENED:
        return True
    return source.count("<") > _MANY_TAGS and _depth(source) > _DEEPEST


def _depth(source: str) -> int:
    depth = deepest = 0
    for tag in _NESTING.finditer(source):
        depth = max(0, depth - 1) if tag[1] else depth + 1
        deepest = max(deepest, depth)
        if deepest > _DEEPEST:
            break
    return deepest


def read_page(source: str) -> Page:
    """Parse the page and take down its lines: a line ends with a block, a <br>, or a line of preformatted text."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(source)
    lines: list[Line] = []
    line_of: dict[int, int] = {}
    root = tree.root
    if root is None:
        return Page(tree, (), line_of)
    silent: set[int] = set()
    block_of: dict[int, int] = {}  # element → the block that its text stands in
    tag_of: dict[int, str] = {}
    run: list[str] = []
    last = -1

    def end_line() -> None:
        text = one_line("".join(run))
        run.clear()
        if text:
            lines.append(Line(len(lines) + 1, text))

    for node in root.traverse(include_text=True):
        tag, parent = node.tag, node.parent
        above = parent.mem_id if parent is not None else 0
        if tag == "-text":
            if above in silent:
                continue
            block = block_of.get(above, 0)
            if block != last:
                end_line()
                last = block
            line_of[node.mem_id] = len(lines) + 1
            for i, piece in enumerate(pieces(node.text_content or "", tag_of.get(block, ""))):
                if i:
                    end_line()
                run.append(piece)
        elif tag == "br":
            end_line()
        elif tag and tag[0] not in "-!":
            if above in silent or tag in NO_TEXT:
                silent.add(node.mem_id)
            elif tag in BLOCKS:
                block_of[node.mem_id] = node.mem_id
                tag_of[node.mem_id] = tag
            else:
                block_of[node.mem_id] = block_of.get(above, 0)
    end_line()
    return Page(tree, tuple(lines), line_of)


def pieces(text: str, tag: str) -> list[str]:
    """The lines of one text node: more than one only inside preformatted text."""
    return text.split("\n") if tag in VERBATIM and "\n" in text else [text]


def one_line(text: str) -> str:
    """The text without invisible characters, its runs of blanks one blank, none at the ends."""
    return " ".join(_ZERO_WIDTH.sub("", text).split())
