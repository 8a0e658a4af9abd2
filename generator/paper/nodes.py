"""The pieces of a paper as nodes of a page on a screen: nested lists, heading levels, links that lead somewhere.

A node holds only what a layout may write down; where a link leads is worked out here, for it differs between the files
of an EPUB, a single page and the archive's own site.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from urllib.parse import quote, unquote, urljoin, urlsplit

import msgspec

from generator.paper.pieces import Piece, Run

_SCHEMES = ("http", "https", "mailto", "tel", "ftp")
_SAFE = "/:?#[]@!$&'()*+,;=%-._~"  # of an address, as it is
_DEEPEST = 6  # HTML has no seventh heading


class Inline(msgspec.Struct, frozen=True, omit_defaults=True):
    """Text of one look; `href` where it leads, `src` the picture that `text` tells of. A line break is a newline."""

    text: str
    looks: tuple[str, ...] = ()
    href: str = ""
    src: str = ""


class Box(msgspec.Struct, frozen=True):
    """One cell of a table, with the columns and rows that it spans."""

    inlines: tuple[Inline, ...]
    across: int
    down: int


class Node(msgspec.Struct, frozen=True, omit_defaults=True):
    """One element: `kind` as of its Piece, or "list" of `nodes`, each an entry that may hold lists in turn.

    `level` is that of its heading, 0 for none; `name` is its entry in the contents, or what a table is called.
    """

    kind: str
    inlines: tuple[Inline, ...] = ()
    anchor: str = ""
    level: int = 0
    name: str = ""
    head: tuple[tuple[Box, ...], ...] = ()
    rows: tuple[tuple[Box, ...], ...] = ()
    nodes: tuple["Node", ...] = ()


class Ways(msgspec.Struct, frozen=True):
    """Where the links of one plan lead.

    `cites` gives addresses by 文号; `inside` that of a page of the site and an anchor in it, "" where the volume lacks
    the page; `base` is the address of the plan's own page, "" where it has none; `own` gives the id of an
    element for an anchor of this text, `pictures` the address of a picture by its name in the text.
    """

    cites: Mapping[str, str]
    inside: Callable[[str, str], str]
    own: Callable[[str], str]
    base: str
    pictures: Mapping[str, str]


def nodes_of(pieces: Sequence[Piece], ways: Ways, level: int) -> tuple[Node, ...]:
    """The nodes of a text whose title is a heading of `level`."""
    anchors = {piece.anchor for piece in pieces if piece.anchor}
    writer = _Writer(ways, anchors)
    return tuple(_listed(_levelled(pieces, writer, level)))


def _levelled(pieces: Iterable[Piece], writer: "_Writer", level: int) -> Iterator[tuple[Node, int]]:
    """Each node with its depth in a list. Parts stand below the title, sections below their part where there is one."""
    parted = 0
    for piece in pieces:
        parted = parted or int(piece.rank == 1)
        run_in = any("lead" in run.looks for run in piece.runs)
        deep = 0 if not piece.rank or run_in else min(_DEEPEST, level + piece.rank - 1 + parted)
        yield writer.node(piece, deep), piece.depth if piece.kind == "entry" else 0


def _listed(nodes: Iterable[tuple[Node, int]]) -> Iterator[Node]:
    """The nodes with the entries that follow each other as one list, deeper ones within the entry before."""
    waiting: list[tuple[Node, int]] = []
    for node, depth in nodes:
        if depth:
            waiting.append((node, depth))
            continue
        if waiting:
            yield _list(waiting)
            waiting = []
        yield node
    if waiting:
        yield _list(waiting)


def _list(entries: Sequence[tuple[Node, int]]) -> Node:
    top = min(depth for _, depth in entries)
    found: list[Node] = []
    at = 0
    while at < len(entries):
        end = at + 1
        while end < len(entries) and entries[end][1] > top:
            end += 1
        below = entries[at + 1 : end]
        if entries[at][1] > top:  # one deeper than the first of its list
            found.append(Node("entry", nodes=(_list(entries[at:end]),)))
        else:
            found.append(msgspec.structs.replace(entries[at][0], nodes=(_list(below),) if below else ()))
        at = end
    return Node("list", nodes=tuple(found))


class _Writer(msgspec.Struct, frozen=True):
    """What turns runs into inlines: the ways of the plan, and the anchors that its text has."""

    ways: Ways
    anchors: set[str]

    def node(self, piece: Piece, level: int) -> Node:
        table = piece.table
        rows = [tuple(Box(self.inlines(c.runs), c.across, c.down) for c in row) for row in table.rows] if table else []
        head = table.head if table else 0
        return Node(
            piece.kind,
            self.inlines(piece.runs),
            self.ways.own(piece.anchor) if piece.anchor else "",
            level,
            piece.name,
            tuple(rows[:head]),
            tuple(rows[head:]),
        )

    def inlines(self, runs: Iterable[Run]) -> tuple[Inline, ...]:
        return tuple(self._inline(run) for run in runs)

    def _inline(self, run: Run) -> Inline:
        if run.picture:
            src = self.ways.pictures.get(run.picture, "")
            return Inline(run.text or "图片" if src else f"（图片：{run.text or unquote(run.picture)}）", src=src)
        return Inline(run.text, run.looks, self.ways.cites.get(run.cites, "") or self._target(run.link))

    def _target(self, link: str) -> str:
        """Where a link of the text leads from here; "" for nowhere."""
        link = link.strip()
        if not link:
            return ""
        if link.startswith("#"):
            return "#" + self.ways.own(link[1:]) if link[1:] in self.anchors else ""
        if link.startswith("//"):
            link = "https:" + link
        if not (scheme := _parts(link)[0]):
            path, _, anchor = urljoin("plans/", link).partition("#")
            if inside := self.ways.inside(unquote(path), anchor):
                return inside
            link = urljoin(self.ways.base, link) if self.ways.base else ""
            scheme = _parts(link)[0]
        return quote(link, safe=_SAFE) if scheme in _SCHEMES else ""


def _parts(link: str) -> tuple[str, str]:
    """Scheme and host of an address; neither for what is none, such as http://[1."""
    try:
        parts = urlsplit(link)
        parts.port  # noqa: B018 -- reading it is what finds a port that is none
    except ValueError:
        return "-", ""
    if parts.scheme in ("http", "https", "ftp") and not parts.hostname:
        return "-", ""
    return parts.scheme, parts.hostname or ""
