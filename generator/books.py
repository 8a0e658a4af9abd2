"""A volume to be read on a screen, as EPUB or as one HTML file, made again only if something in it has changed."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from generator import cache
from generator.cache import Cache, Rendered
from generator.printing import Order, Shelf
from generator.problem import Problem
from generator.settings import Settings

if TYPE_CHECKING:
    from generator.paper.pictures import Picture

ENDINGS = {"epub": "epub", "page": "html"}  # how the file of each form ends
_FOLDER = "volume/"  # of the layouts
_UNFIT = re.compile(r'[\\/:*?"<>|\s]+')  # in the name of a file, on any system


Findings = tuple[tuple[str, Problem], ...]  # problems, each with the plan's path


class Outcome(msgspec.Struct, frozen=True):
    """What is kept of a volume: its problems."""

    problems: Findings


_outcome = msgspec.msgpack.Decoder(Outcome)


def layouts_of(sources: Mapping[str, str]) -> dict[str, str]:
    """Those of the layouts that a volume depends on."""
    return {name: source for name, source in sorted(sources.items()) if name.startswith(_FOLDER)}


def file_name(title: str, ending: str) -> str:
    """江苏省2020年工作要点汇编.epub: the title of a volume as a name that every system can hold."""
    return f"{_UNFIT.sub('-', title)}.{ending}"


def print_book(
    form: str,
    title: str,
    settings: Settings,
    orders: Iterable[Order],
    sources: Mapping[str, str],
    kept: Cache,
    shelf: Shelf,
) -> tuple[Mapping[str, Rendered], Findings]:
    """The volume of these orders on the shelf: its file, and its problems, each with the plan's path.

    `form` is epub or page. Refused where a layout is missing or faulty.
    """
    orders, name = list(orders), file_name(title, ENDINGS[form])
    told = [form, title, settings.title, settings.organizer, settings.base_url, sorted(sources.items())]
    packed = msgspec.msgpack.encode([*told, [order.key for order in orders]])
    key = hashlib.blake2b(cache.version() + packed, digest_size=16).digest()
    last, told_before = kept.pages().get(name), recalled(kept, key)
    if last and told_before is not None and last.key == key and shelf.holds(name, last):
        return {name: last}, told_before
    shelf.tell(0, 0)
    data, problems = _made(form, title, settings, orders, sources, kept, shelf)
    remember(kept, key, problems)
    return {name: shelf.put(name, data, key)}, problems


def recalled(kept: Cache, key: bytes) -> Findings | None:
    """What was to be told of the volume with this key when it was made; None where that is not known."""
    blob = kept.piece(b"b" + key)
    return _outcome.decode(blob).problems if blob else None


def remember(kept: Cache, key: bytes, problems: Findings) -> None:
    """Keep what is to be told of the volume with this key, so that it is told again while nothing has changed."""
    kept.keep_pieces([(b"b" + key, msgspec.msgpack.encode(Outcome(problems)))])


def _made(
    form: str,
    title: str,
    settings: Settings,
    orders: list[Order],
    sources: Mapping[str, str],
    kept: Cache,
    shelf: Shelf,
) -> tuple[bytes, Findings]:
    from generator.paper.epub import epub_of  # these and Jinja: not when nothing has changed
    from generator.paper.onepage import page_of
    from generator.paper.reading import Leaf

    bodies = kept.bodies(order.plan.body_digest for order in orders)
    leaves = [Leaf(o.plan, body, o.cites, _pictures(o)) for o, body in zip(orders, bodies, strict=True)]
    compiler = settings.organizer or settings.title
    base = settings.base_url if settings.has_address else ""
    if form == "epub":
        return epub_of(sources, title, compiler, base, leaves, f"{base or settings.title}#{title}", shelf.tell)
    return page_of(sources, title, compiler, base, leaves, shelf.tell)


def _pictures(order: Order) -> dict[str, "Picture"]:
    from generator.paper.pictures import picture_of

    found = {name: picture_of(Path(path).read_bytes()) for name, path in order.pictures.items()}
    return {name: picture for name, picture in found.items() if picture}
