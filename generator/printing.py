"""Plans made into PDFs, each only if something that it depends on has changed."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path, PurePosixPath

import msgspec

from generator import cache, routes, workers
from generator.archive import Archive
from generator.cache import Cache, Rendered
from generator.paper.surroundings import PICTURES, TEMPLATES, machine
from generator.plan import Plan
from generator.problem import Problem
from generator.publisher import Publication
from generator.report import Told, silent
from generator.settings import Settings
from generator.workers import Executor

WORTH_A_PROCESS = 8  # plans to set: a process takes as long to start as they do


class Order(msgspec.Struct, frozen=True):
    """One plan to print: its source, where the documents it cites are, its pictures by their names in the text.

    `key` tells all that its PDF depends on, `url` is where it goes.
    """

    plan: Plan
    url: str
    source: str
    cites: dict[str, str]
    pictures: dict[str, str]
    key: bytes


class Copy(msgspec.Struct, frozen=True):
    """What came of an order: the PDF, None where it could not be made, and what is to be told."""

    order: Order
    data: bytes | None
    problems: tuple[Problem, ...]


class Outcome(msgspec.Struct, frozen=True):
    """What is kept of an order: whether there is a PDF, and the problems to tell again."""

    made: bool
    problems: tuple[Problem, ...]


class Shop(msgspec.Struct, frozen=True):
    """What all orders share: the content folder, the layouts by name, and the file of the cache."""

    content: str
    layouts: tuple[tuple[str, str], ...]
    store: str


class Printed(msgspec.Struct, frozen=True):
    """The PDFs by address, the pieces of the cache behind them, and what is to be told."""

    files: dict[str, Rendered]
    pieces: frozenset[bytes]
    problems: tuple[Problem, ...]

    @property
    def sizes(self) -> dict[str, int]:
        """How many bytes there are at each address."""
        return {url: file.size for url, file in self.files.items()}


NOTHING = Printed({}, frozenset(), ())
_outcome = msgspec.msgpack.Decoder(Outcome)


class Shelf(msgspec.Struct, frozen=True):
    """Where PDFs go: `put` stores one with its key, `holds` says whether that file is there already.

    `tell` hears how many of how many have been made.
    """

    put: Callable[[str, bytes, bytes], Rendered]
    holds: Callable[[str, Rendered], bool]
    tell: Told = silent


def print_beside(
    archive: Archive,
    settings: Settings,
    layouts: Mapping[str, str],
    content: Path,
    publication: Publication,
    kept: Cache,
    store: Path,
    executor: Executor,
    tell: Told,
) -> Printed:
    """A PDF beside every plan of the site, where the settings ask for it (`pdf: true`)."""
    if not settings.pdf:
        return NOTHING
    own = shop(content, layouts, store)
    orders = orders_of(archive, archive.plans, settings, own, routes.plan_pdf)
    return print_plans(orders, own, kept, Shelf(publication.write, publication.holds, tell), executor)


def shop(content: Path, layouts: Mapping[str, str], store: Path) -> Shop:
    """The shop for the layouts in one folder; the texts of the plans are in the cache in the file `store`."""
    return Shop(content.as_posix(), tuple((n, layouts[n]) for n in TEMPLATES if n in layouts), str(store))


def print_plans(orders: Iterable[Order], own: Shop, kept: Cache, shelf: Shelf, executor: Executor) -> Printed:
    """The PDF of each order on the shelf. Refused where the typesetter or all Chinese fonts are missing."""
    known = kept.pages()
    files: dict[str, Rendered] = {}
    pieces: set[bytes] = set()
    problems: list[Problem] = []
    todo: list[Order] = []
    for order in orders:
        pieces.add(_piece(order))
        blob, last = kept.piece(_piece(order)), known.get(order.url)
        outcome = _outcome.decode(blob) if blob else None
        if outcome and outcome.made and last and last.key == order.key and shelf.holds(order.url, last):
            files[order.url] = last
        elif not outcome or outcome.made:
            todo.append(order)
            continue
        problems += outcome.problems
    done = 0
    for copies in workers.map_chunks(partial(_set, own), todo, _safely(executor, todo), WORTH_A_PROCESS):
        for copy in copies:
            if copy.data is not None:
                files[copy.order.url] = shelf.put(copy.order.url, copy.data, copy.order.key)
            problems += copy.problems
        kept.keep_pieces((_piece(c.order), _packed(c)) for c in copies)
        done += len(copies)
        shelf.tell(done, len(todo))
    return Printed(files, frozenset(pieces), tuple(problems))


def orders_of(
    archive: Archive, plans: Iterable[Plan], settings: Settings, own: Shop, url: Callable[[str], str], same: bytes = b""
) -> list[Order]:
    """What to print of an archive, in the order of `plans`, to the address that `url` gives an id.

    A withdrawn plan (撤下) is no longer handed out. `same` is what all depend on: for PDFs, layouts and fonts.
    """
    same = same or cache.version() + msgspec.msgpack.encode([own.layouts, machine()])
    return [_order(archive, plan, settings, own, url(plan.id), same) for plan in plans if not plan.withdrawn]


def _order(archive: Archive, plan: Plan, settings: Settings, own: Shop, url: str, same: bytes) -> Order:
    targets = archive.citations.targets[plan.id] if settings.has_address else {}
    cites = {number: settings.base_url + routes.plan(target) for number, target in sorted(targets.items())}
    content = Path(own.content)
    folder = content / PurePosixPath(plan.path).parent
    shown = [file for file in plan.files if PurePosixPath(file).suffix.lower() in PICTURES]
    pictures = {routes.href(f"{plan.id}/{file}"): str(folder / file) for file in shown}
    source = content / plan.path
    digest = hashlib.blake2b(same, digest_size=16)
    digest.update(msgspec.msgpack.encode([plan, cites, sorted(pictures)]))
    for path in (source, *map(Path, pictures.values())):
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return Order(plan, url, str(source), cites, pictures, digest.digest())


def _piece(order: Order) -> bytes:
    return b"p" + order.key


def _packed(copy: Copy) -> bytes:
    return msgspec.msgpack.encode(Outcome(copy.data is not None, copy.problems))


def _safely(executor: Executor, todo: Sequence[Order]) -> Executor:
    """Who does the work: this machine, whose fonts these are, and this process alone where it has set something."""
    if not todo:
        return executor.here
    from generator.paper import press  # the typesetter's side: not when nothing has changed

    return Executor() if press.started() else executor.here


def _set(own: Shop, orders: Sequence[Order]) -> list[Copy]:
    """The PDF of each order."""
    from generator.paper import copies, press

    typesetter = press.press(own.layouts)
    done = []
    with cache.opened(Path(own.store)) as kept:
        bodies = kept.bodies(order.plan.body_digest for order in orders)
        for order, body in zip(orders, bodies, strict=True):
            source = Path(order.source).read_bytes()
            pictures = {name: Path(path) for name, path in order.pictures.items()}
            data, problems = copies.set_plan(typesetter, order.plan, body, source, order.cites, pictures)
            told = [p.at(f"{own.content}/{order.plan.path}") for p in problems]
            done.append(Copy(order, data, (*told, *copies.font_problems(typesetter.faces))))
    return done
