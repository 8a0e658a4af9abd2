"""Plans made into PDFs and Word documents, each only if something that it depends on has changed."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path, PurePosixPath

import msgspec

from generator import cache, routes, workers
from generator.archive import Archive
from generator.cache import Cache, Rendered
from generator.paper.surroundings import PICTURES, TEMPLATES, machine
from generator.plan import Body, Plan
from generator.problem import Problem
from generator.publisher import Publication
from generator.report import Told, ToldOfStages, silent
from generator.settings import Settings
from generator.workers import Executor

FORMS = ("pdf", "docx")
WORTH_A_PROCESS = {"pdf": 8, "docx": 60}  # plans to set: a process takes as long to start as they do


class Order(msgspec.Struct, frozen=True):
    """One plan to print: its source, where the documents it cites are, its pictures by their names in the text.

    `key` tells all that its copy depends on, `url` is where it goes.
    """

    plan: Plan
    url: str
    source: str
    cites: dict[str, str]
    pictures: dict[str, str]
    key: bytes

    @property
    def shown(self) -> dict[str, Path]:
        """The pictures as files."""
        return {name: Path(path) for name, path in self.pictures.items()}


class Copy(msgspec.Struct, frozen=True):
    """What came of an order: the file, None where it could not be made, and what is to be told."""

    order: Order
    data: bytes | None
    problems: tuple[Problem, ...]


class Outcome(msgspec.Struct, frozen=True):
    """What is kept of an order: whether there is a file, and the problems to tell again."""

    made: bool
    problems: tuple[Problem, ...]


class Shop(msgspec.Struct, frozen=True):
    """What all orders share: the content folder, the layouts by name, the file of the cache, and the form (FORMS)."""

    content: str
    layouts: tuple[tuple[str, str], ...]
    store: str
    form: str = "pdf"


class Printed(msgspec.Struct, frozen=True):
    """The files by address, the pieces of the cache behind them, and what is to be told."""

    files: dict[str, Rendered]
    pieces: frozenset[bytes]
    problems: tuple[Problem, ...]

    @property
    def sizes(self) -> dict[str, int]:
        """How many bytes there are at each address."""
        return {url: file.size for url, file in self.files.items()}


Maker = Callable[[Order, Body], tuple[bytes | None, list[Problem]]]
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
    tell: ToldOfStages,
) -> Printed:
    """What the settings ask for beside every plan of the site: a PDF (`pdf: true`), a Word document (`word: true`)."""
    found = NOTHING
    for form in (form for form, wanted in zip(FORMS, (settings.pdf, settings.word), strict=True) if wanted):
        own = shop(content, layouts, store, form)
        orders = orders_of(archive, archive.plans, settings, own, partial(routes.plan_data, ending=form))
        shelf = Shelf(publication.write, publication.holds, partial(tell, form))
        more = print_plans(orders, own, kept, shelf, executor)
        found = Printed(found.files | more.files, found.pieces | more.pieces, found.problems + more.problems)
    return found


def shop(content: Path, layouts: Mapping[str, str], store: Path, form: str) -> Shop:
    """The shop for a form; the texts of the plans are in the cache in the file `store`."""
    used = TEMPLATES if form == "pdf" else ()
    return Shop(content.as_posix(), tuple((n, layouts[n]) for n in used if n in layouts), str(store), form)


def print_plans(orders: Iterable[Order], own: Shop, kept: Cache, shelf: Shelf, executor: Executor) -> Printed:
    """The copy of each order on the shelf. Refused where the typesetter or all Chinese fonts are missing."""
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
    for copies in workers.map_chunks(partial(_set, own), todo, _safely(executor, todo), WORTH_A_PROCESS[own.form]):
        for copy in copies:
            if copy.data is not None:
                files[copy.order.url] = shelf.put(copy.order.url, copy.data, copy.order.key)
            problems += copy.problems
        kept.keep_pieces((_piece(c.order), _packed(c)) for c in copies)
        done += len(copies)
        shelf.tell(done, len(todo))
    return Printed(files, frozenset(pieces), tuple(problems))


def orders_of(
    archive: Archive, plans: Iterable[Plan], settings: Settings, own: Shop, url: Callable[[str], str]
) -> list[Order]:
    """What to print of an archive, in the order of `plans`, to the address that `url` gives an id.

    A withdrawn plan (撤下) is no longer handed out.
    """
    same = cache.version() + msgspec.msgpack.encode([own.form, own.layouts, machine() if own.form == "pdf" else ()])
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
    inside = (source,) if own.form == "pdf" else ()  # a PDF holds the Markdown; a Word document what was read of it
    for path in (*inside, *map(Path, pictures.values())):
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
    """The copy of each order."""
    make = _writer() if own.form == "docx" else _typesetter(own)
    done = []
    with cache.opened(Path(own.store)) as kept:
        bodies = kept.bodies(order.plan.body_digest for order in orders)
        for order, body in zip(orders, bodies, strict=True):
            data, problems = make(order, body)
            told = [p if p.path else p.at(f"{own.content}/{order.plan.path}") for p in problems]
            done.append(Copy(order, data, tuple(told)))
    return done


def _typesetter(own: Shop) -> Maker:
    """Who makes PDFs. Refused where it is not installed."""
    from generator.paper import copies, press

    typesetter = press.press(own.layouts)
    fonts = copies.font_problems(typesetter.faces)

    def make(order: Order, body: Body) -> tuple[bytes | None, list[Problem]]:
        source = Path(order.source).read_bytes()
        data, told = copies.set_plan(typesetter, order.plan, body, source, order.cites, order.shown)
        return data, [*told, *fonts]

    return make


def _writer() -> Maker:
    """Who writes Word documents."""
    from generator.paper.word.copies import write_plan

    return lambda order, body: write_plan(order.plan, body, order.cites, order.shown)
