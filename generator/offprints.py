"""Copies apart from the site: PDFs or Word documents of plans, or a volume of plans (汇编本) in any form."""

import hashlib
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import msgspec

from generator import books, cache, intake
from generator.archive import Archive, group
from generator.bookkeeping import waiting
from generator.cache import Cache, Rendered
from generator.day import Day
from generator.layouts import load_sources
from generator.plan import Plan
from generator.printing import Order, Shelf, Shop, orders_of, print_plans, shop
from generator.problem import Problem, Refused, in_order, warning
from generator.publisher import lock
from generator.region import resolve
from generator.report import Told, ToldOfStages, silent
from generator.settings import Settings
from generator.workers import Executor


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """Which plans are wanted: all that answer to each thing that is given. As typed; empty for no such wish."""

    plans: tuple[str, ...] = ()
    region: str = ""
    year: int = 0
    issuer: str = ""
    volume: bool = False


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be printed, from where and to where; see generator/request.py.

    `form` is one of `printing.FORMS`, or of `books.ENDINGS`, which are volumes always.
    """

    content: Path
    output: Path
    layouts: Path
    settings: Path
    cache: Path
    today: Day
    jobs: int
    wish: Wish
    form: str = "pdf"


class Result(msgspec.Struct, frozen=True):
    """What came of it: the files by name, how many of them were made now, and all problems."""

    files: tuple[str, ...]
    made: int
    problems: list[Problem]


class NotThere(Exception):  # noqa: N818 -- says what happened
    """Nothing answers to the wish; the text says what, in Chinese."""


def offprints(request: Request, tell: ToldOfStages = silent) -> Result:
    """The files that `request` asks for, in its folder; what lies there already and is the same is not made again.

    `tell` hears the stage and how far it has come. NotThere where nothing answers.
    """
    store = request.cache / f"{request.output.resolve().name}-{request.form}.sqlite"
    with lock(request.output):
        try:
            return _offprints(request, store, tell)
        except cache.Damaged:
            cache.discard(store)
            return _offprints(request, store, tell)


def _offprints(request: Request, store: Path, tell: ToldOfStages) -> Result:
    executor = Executor(request.jobs)
    with cache.opened(store) as kept:
        inputs = intake.read(request.content, request.settings, kept, executor, partial(tell, "read"))
        held = waiting(inputs.plans, request.today)
        archive = group(plan for path, plan in inputs.plans.items() if plan and path not in held)
        plans = select(archive, request.wish)
        problems = list(inputs.problems)
        sources = load_sources(request.layouts)
        own = shop(request.content, sources, store, request.form)
        orders = orders_of(archive, plans, inputs.settings, own, f"{{}}.{request.form}".format)
        made: list[str] = []
        is_book = request.form in books.ENDINGS
        shelf = _shelf(request.output, made, partial(tell, "汇编" if is_book else request.form))
        try:
            if is_book:
                title, layouts = volume_title(request.wish), books.layouts_of(sources)
                files, found = books.print_book(request.form, title, inputs.settings, orders, layouts, kept, shelf)
                problems += [p.at(f"{own.content}/{path}") for path, p in found]
            elif request.wish.volume:
                files = _volume(request, inputs.settings, orders, own, kept, shelf, problems)
            else:
                printed = print_plans(orders, own, kept, shelf, executor)
                files, problems = printed.files, [*problems, *printed.problems]
            kept.keep_pages({**kept.pages(), **files})
        except Refused as refusal:
            return Result((), 0, in_order([*problems, *refusal.problems]))
        kept.forget(inputs.keys)
    return Result(tuple(files), len(made), in_order(problems))


def _shelf(folder: Path, made: list[str], tell: Told) -> Shelf:
    """The folder as a shelf; what is put there is added to `made`. What others altered there is made again."""

    def put(name: str, data: bytes, key: bytes) -> Rendered:
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / f".{name}.part"  # a reader never meets half a file
        part.write_bytes(data)
        part.replace(folder / name)
        made.append(name)
        return Rendered(key, hashlib.sha256(data).hexdigest(), len(data))

    def holds(name: str, wanted: Rendered) -> bool:
        file = folder / name
        if not file.is_file() or file.stat().st_size != wanted.size:
            return False
        return hashlib.sha256(file.read_bytes()).hexdigest() == wanted.sha256

    return Shelf(put, holds, tell)


def select(archive: Archive, wish: Wish) -> list[Plan]:
    """The plans that answer to the wish, in the archive's order; NotThere says what there is none of."""
    found = [plan for plan in archive.plans if not plan.withdrawn]
    there = {plan.id for plan in found}
    if unknown := [name for name in wish.plans if name not in there]:
        raise NotThere(f"没有编号为 {'、'.join(unknown)} 的文件；编号就是网页地址 plans/ 后面的那一段")
    if wish.plans:
        found = [plan for plan in found if plan.id in wish.plans]
    if wish.region:
        place = resolve(wish.region)
        if place.unknown or not place.region:
            raise NotThere(f"不认识地区“{wish.region}”；请写成 江苏/苏州 这样")
        found = [plan for plan in found if plan.region[: len(place.region)] == place.region]
    if wish.year:
        found = [plan for plan in found if plan.year == wish.year]
    if wish.issuer:
        found = [plan for plan in found if wish.issuer in (plan.issuer, plan.issuer_slug)]
    if not found:
        raise NotThere("没有这样的文件；请检查地区、年份和发文机关")
    return found


def volume_title(wish: Wish) -> str:
    """What a volume is called: 江苏省苏州市2020年工作要点汇编."""
    place = "".join(place.name for place in resolve(wish.region).region) if wish.region else ""
    year = f"{wish.year}年" if wish.year else ""
    return f"{place}{wish.issuer}{year}工作要点汇编"


def _volume(
    request: Request,
    settings: Settings,
    orders: list[Order],
    own: Shop,
    kept: Cache,
    shelf: Shelf,
    problems: list[Problem],
) -> Mapping[str, Rendered]:
    """One PDF of all the orders; what is to be told is added to `problems`."""
    title = volume_title(request.wish)
    name = books.file_name(title, "pdf")
    told = msgspec.msgpack.encode([title, settings.title, settings.organizer, [order.key for order in orders]])
    key = hashlib.blake2b(told, digest_size=16).digest()
    last, told_before = kept.pages().get(name), books.recalled(kept, key)
    if last and told_before is not None and last.key == key and shelf.holds(name, last):
        problems += [p.at(f"{own.content}/{path}" if path else "") for path, p in told_before]
        return {name: last}
    from generator.paper import binding, press  # the typesetter: not when nothing has changed

    shelf.tell(0, 0)
    bodies = kept.bodies(order.plan.body_digest for order in orders)
    parts = [
        binding.Part(o.plan, body, o.cites, {n: Path(p) for n, p in o.pictures.items()})
        for o, body in zip(orders, bodies, strict=True)
    ]
    bound = binding.bound(press.press(own.layouts), title, settings.organizer or settings.title, parts)
    problems += [p.at(f"{own.content}/{path}" if path else "") for path, p in bound.problems]
    if bound.data is None:
        hint = "请把这行提示发给管理网站的人"
        problems.append(warning("pdf-failed", f"汇编本做不出 PDF：{bound.fault}", hint, path="汇编本"))
        return {}
    books.remember(kept, key, tuple(bound.problems))
    return {name: shelf.put(name, bound.data, key)}
