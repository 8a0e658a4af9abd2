"""The flow: read, group, compose, render, publish. `build` is the whole of it; nothing flows back."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import nullcontext
from functools import partial
from itertools import chain
from pathlib import Path, PurePosixPath

import msgspec

from generator import bookkeeping, cache, intake, ledger, routes, unchanged
from generator.archive import Archive, group
from generator.cache import Rendered
from generator.checks import EXTERNAL
from generator.checks.allowed import of_each
from generator.day import Day
from generator.indexing import NO_INDEX, index
from generator.intake import Inputs
from generator.layouts import load_sources
from generator.names import folded
from generator.outputs import compose, expected, former
from generator.paper.surroundings import machine
from generator.plan import Plan
from generator.printing import print_beside
from generator.problem import Problem, Refused, error, has_errors, in_order
from generator.publisher import Publication, lock
from generator.render import kit, render
from generator.report import Report, Stopwatch, ToldOfStages, report, silent
from generator.seal import digest_of_input
from generator.workers import Executor, processors

External = Callable[[Mapping[str, Sequence[tuple[str, int]]]], list[Problem]]


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be built, from where and to where. `today` decides what an embargo (publish_on) still holds.

    `ledger` says whether the addresses are written into content/permalinks.csv: a preview only reads them.
    """

    content: Path
    output: Path
    layouts: Path
    assets: Path
    settings: Path
    cache: Path
    today: Day
    jobs: int = 1
    scheduler: str = ""
    keep_going: bool = False
    strict: bool = False
    search: bool = True
    ledger: bool = True

    @property
    def executor(self) -> Executor:
        """Who does the work."""
        return Executor(self.jobs, self.scheduler)


def build(request: Request, tell: ToldOfStages = silent) -> Report:
    """Build the site that `request` asks for, and report what became of every file.

    `tell` hears the stage, how much of it is done, and how much it has, as far as that can be told. Where a file is
    rejected the output stays untouched, unless the request says to keep going. Locked and OSError come out of here
    when the machine fails.
    """
    store = request.cache / f"{request.output.resolve().name}.sqlite"
    watch = Stopwatch()
    with lock(request.output), lock(store):  # builds of two outputs may share a cache
        with watch("read"):
            seen = intake.look(request.content)
            ledger = bookkeeping.digest(request.content)
            last = unchanged.report_of(store, _state(request, seen, ledger), request.output)
        if last:
            return msgspec.structs.replace(last, seconds=watch.seconds)
        try:
            return _build(request, store, seen, watch, tell)
        except cache.Damaged:
            cache.discard(store)
            return _build(request, store, seen, watch, tell)


def _state(request: Request, seen: intake.Look, ledger: str) -> bytes:
    asked = repr((request, machine(), ledger))
    return unchanged.state_of(asked, request.settings, (request.layouts, request.assets), seen)


def _build(request: Request, store: Path, seen: intake.Look, watch: Stopwatch, tell: ToldOfStages) -> Report:
    """The flow, with the cache in the file `store`."""
    ledger = bookkeeping.digest(request.content)
    changes, state = None, _state(request, seen, ledger)
    wanted: dict[str, cache.Rendered] = {}
    files: dict[str, Path] = {}
    with cache.opened(store) as kept:
        with watch("read"):
            told = partial(tell, "read")
            inputs = intake.read(request.content, request.settings, kept, request.executor, told, seen)
            held = waiting(inputs.plans, request.today)
            book = bookkeeping.opened(request.content, inputs, held, kept)
        problems = [*inputs.problems, *book.problems]
        try:
            _refuse_rejected(request, inputs, problems)
            settings = msgspec.structs.replace(inputs.settings, search=request.search)
            with watch("group"):
                archive = group(plan for path, plan in inputs.plans.items() if plan and path not in held)
            with Publication(request.output) as publication:
                with watch("index"):
                    found = NO_INDEX
                    if request.search:
                        found = index(archive, publication, kept, store, request.executor, partial(tell, "index"))
                layouts = load_sources(request.layouts)
                with watch("copies") if settings.pdf or settings.word else nullcontext():
                    content = request.content
                    printed = print_beside(
                        archive, settings, layouts, content, publication, kept, store, request.executor, tell
                    )
                    problems += printed.problems
                _refuse_rejected(request, inputs, problems)
                with watch("render"):
                    published = assets(request.assets)
                    files = {**published, **_attachments(request.content, archive)}
                    names = {path.relative_to(request.assets).as_posix(): url for url, path in published.items()}
                    tools = kit(layouts, settings, names, store, publication.stage, request.layouts)
                    taken = routes.Taken([*files, *found.files, *printed.files])
                    pages = watch.each("compose", compose(archive, settings, found.version, printed.sizes))
                    all_pages = chain(taken.free(pages), taken.spare(former.pages(book.settled)))
                    told = partial(_told_of_pages, tell, expected(archive))
                    wanted = found.files | printed.files
                    rendered = render(all_pages, tools, publication, kept, request.executor, told)
                    wanted |= rendered.files
                    _refuse_clashes(taken, archive, request.content)
                with watch("publish"):
                    wanted |= {url: publication.put(url, source) for url, source in files.items()}
                    changes = publication.commit(wanted, _made_of(request, inputs, held, book, files, layouts, wanted))
                    kept.keep_pages(wanted)
                    kept.forget_pieces({*found.pieces, *printed.pieces, *rendered.comparisons, book.key})
                problems += bookkeeping.keep(request.content, book) if request.ledger else []
        except Refused as refusal:
            problems += refusal.problems
        kept.forget(inputs.keys)
    urls = {path: plan.url if plan else None for path, plan in inputs.plans.items()}
    done = report(urls, held, in_order(problems), changes, watch.seconds)
    as_read = inputs.as_seen and state == _state(request, seen, ledger)
    if changes and as_read and bookkeeping.is_kept(book, done.problems):
        state = _state(request, seen, bookkeeping.digest(request.content))
        read = {path: wanted[url].sha256 for url, path in files.items()}
        read |= {inputs.lexicon: inputs.digests[inputs.settings.lexicon]} if inputs.lexicon else {}
        unchanged.remember(store, state, request.output, wanted, read, done)
    return done


def _refuse_rejected(request: Request, inputs: Inputs, problems: list[Problem]) -> None:
    """Refused where files are rejected, unless the build keeps going; with no plan at all it never does."""
    keep_going = request.keep_going and any(inputs.plans.values())
    if has_errors(problems, strict=request.strict) and not keep_going:
        raise Refused([])


def check(
    content: Path, settings: Path, today: Day, tell: ToldOfStages = silent, ask: External | None = None
) -> list[Problem]:
    """Every problem of the content, of its ledger and of the settings, with nothing written anywhere.

    `ask` asks for links to other sites.
    """
    inputs = intake.read(content, settings, None, Executor(processors()), partial(tell, "read"))
    problems = [*inputs.problems, *bookkeeping.opened(content, inputs, waiting(inputs.plans, today), None).problems]
    if ask:
        problems += of_each(ask(intake.external_links(inputs)), intake.allowed(inputs), EXTERNAL)
    return in_order(problems)


def waiting(plans: Mapping[str, Plan | None], today: Day) -> dict[str, tuple[str, str]]:
    """The plans that wait, why, and until when."""
    held = {}
    for path, plan in plans.items():
        if plan and plan.draft:
            held[path] = ("draft", "")
        elif plan and plan.publish_on and plan.publish_on > today:
            held[path] = ("embargo", plan.publish_on.iso)
    return held


def _made_of(
    request: Request,
    inputs: Inputs,
    held: Iterable[str],
    book: bookkeeping.Book,
    files: Mapping[str, Path],
    layouts: Mapping[str, str],
    wanted: Mapping[str, Rendered],
) -> str:
    """The digest of all that the site is made of, the same wherever the folders are."""
    digests = {f"layouts/{name}": hashlib.sha256(text.encode()).hexdigest() for name, text in layouts.items()}
    for url, path in files.items():
        place, root = ("assets", request.assets) if url.startswith("assets/") else ("content", request.content)
        digests[f"{place}/{path.relative_to(root).as_posix()}"] = wanted[url].sha256
    if book.rows:
        digests[f"content/{ledger.FILE}"] = hashlib.sha256(book.rows).hexdigest()
    wait = sorted(f"held {Path(path).relative_to(request.content).as_posix()}" for path in held)
    return digest_of_input({**inputs.digests, **digests}, [f"search {request.search}", *wait])


def assets(folder: Path) -> dict[str, Path]:
    """The files of assets/ by the address at which they are published, which tells one version from the next."""
    found = {}
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and not p.name.startswith(".")):
        name = PurePosixPath(path.relative_to(folder).as_posix())
        digest = hashlib.sha256(path.read_bytes()).hexdigest()[:8]
        found[f"assets/{name.with_suffix('')}.{digest}{name.suffix}"] = path
    return found


def _attachments(content: Path, archive: Archive) -> dict[str, Path]:
    """The files beside the plans by the address at which they are published."""
    return {
        routes.attachment(plan.id, file): content / PurePosixPath(plan.path).parent / file
        for plan in archive.plans
        if not plan.withdrawn
        for file in plan.files
    }


def _told_of_pages(tell: ToldOfStages, expected: int, done: int, _: int) -> None:
    tell("render", done, max(done, expected))


def _refuse_clashes(taken: routes.Taken, archive: Archive, content: Path) -> None:
    """Refused where two files would have one address, which only old addresses (aliases) and 附件 can bring about."""
    clashing = taken.clashes()
    if not clashing:
        return
    old = [(url, plan) for plan in archive.plans for url in plan.aliases if folded(url) in clashing]
    own = [(routes.attachment(plan.id, file), plan) for plan in archive.plans for file in plan.files]
    beside = [(url, plan) for url, plan in own if folded(url) in clashing]
    assert old or beside, f"two pages have one address: {sorted(clashing)}"
    if old:
        others = [*old, *beside, *((plan.url, plan) for plan in archive.plans if folded(plan.url) in clashing)]
        raise Refused([_alias_taken(url, plan, others, content) for url, plan in old])
    raise Refused([_attachment_taken(url, plan, content) for url, plan in beside])


def _alias_taken(url: str, plan: Plan, others: Iterable[tuple[str, Plan]], content: Path) -> Problem:
    """An old address that is taken: by which file, if it is a file's."""
    twins = (p for at, p in others if (at, p.id) != (url, plan.id) and routes.clashes([at, url]))
    other = next(twins, None)
    owner = f" {content.as_posix()}/{other.path} 的" if other else "文库自己的"
    hint = f"它是{owner}地址；请在这份文件里删掉这个旧地址，或者换一个"
    place = f"{content.as_posix()}/{plan.path}"
    return error("alias-taken", f"旧地址 {url} 已经有网页", hint, path=place, line=plan.lines.get("aliases", 1))


def _attachment_taken(url: str, plan: Plan, content: Path) -> Problem:
    hint = "请给这个附件换一个文件名；只有大小写不同的文件名不能同时用"
    place = f"{content.as_posix()}/{plan.path}"
    return error("address-taken", f"附件的地址重复：{url}", hint, path=place, line=plan.lines.get("attachments", 1))
