"""The flow: read, group, compose, render, publish. `run` is the whole of it; nothing flows back."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from functools import partial
from itertools import chain
from pathlib import Path, PurePosixPath

import msgspec

from generator import bookkeeping, cache, intake, ledger, routes, syllables, unchanged
from generator.archive import Archive, group
from generator.bookkeeping import Book
from generator.cache import Cache, Rendered
from generator.clashing import refuse_clashes
from generator.indexing import NO_INDEX, Index, index
from generator.intake import Inputs
from generator.layouts import load_sources
from generator.look import Look, digest_of_ledger
from generator.outputs import compose, expected, feeds, former, open_data
from generator.printing import Printed, print_beside
from generator.problem import Problem, Refused, has_errors, in_order
from generator.publisher import Changes, Publication
from generator.render import Done, Kit, digest_of_layouts, in_parts, kit, render
from generator.report import Report, Stopwatch, Told, ToldOfStages, report
from generator.request import Request
from generator.seal import digest_of_input
from generator.settings import Settings
from generator.sheaf import Sheaf, Stamps, digest_of, stamps_of
from generator.unchanged import state_of

LARGE = 2_000  # plans that are read and indexed at once: the tables of pinyin are not kept for the rest of the build


class _Work(msgspec.Struct, frozen=True):
    """A build at work: what is asked, the cache and its file, the clock, and who hears how far it has come."""

    request: Request
    store: Path
    kept: Cache
    watch: Stopwatch
    tell: ToldOfStages

    def told(self, stage: str) -> Told:
        """Who hears how much of a stage is done."""
        return partial(self.tell, stage)

    def timed(self, sheaf: Sheaf) -> Sheaf:
        """The sheaf, making whose pages is timed."""
        return msgspec.structs.replace(sheaf, pages=lambda: self.watch.each("compose", sheaf.pages()))


class _Found(msgspec.Struct, frozen=True):
    """What was read: everything, the plans that wait, and the ledger; `problems` are those of all of them and since."""

    inputs: Inputs
    held: Mapping[str, tuple[str, str]]
    book: Book
    problems: list[Problem]


class _Made(msgspec.Struct, frozen=True):
    """What was published, for the next build (see `unchanged.remember`), and what that changed (None: nothing)."""

    changes: Changes | None = None
    tree: bytes = b""
    count: int = 0
    read: Mapping[str, str] = {}


def run(request: Request, store: Path, seen: Look, watch: Stopwatch, tell: ToldOfStages) -> Report:
    """A build from what was `seen`, with the cache in the file `store`; what the next build asks for is kept."""
    ledger = digest_of_ledger(request.content)
    state, made = state_of(request, seen, ledger), _Made()
    with cache.opened(store) as kept:
        work = _Work(request, store, kept, watch, tell)
        found = _found(work, seen)
        try:
            made = _published(work, found)
            found.problems.extend(bookkeeping.keep(request.content, found.book) if request.ledger else ())
        except Refused as refusal:
            found.problems.extend(refusal.problems)
        kept.forget(found.inputs.keys)
    urls = {path: plan.url if plan else None for path, plan in found.inputs.plans.items()}
    done = report(urls, found.held, in_order(found.problems), made.changes, watch.seconds)
    as_read = found.inputs.as_seen and state == state_of(request, seen, ledger)
    if made.changes and as_read and bookkeeping.is_kept(found.book, done.problems):
        state = state_of(request, seen, digest_of_ledger(request.content))
        unchanged.remember(store, state, request.output, made.tree, made.count, made.read, done)
    return done


def _found(work: _Work, seen: Look) -> _Found:
    """Everything read."""
    request = work.request
    with work.watch("read"):
        inputs = intake.read(request.content, request.settings, work.kept, request.executor, work.told("read"), seen)
        held = bookkeeping.waiting(inputs.plans, request.today)
        book = bookkeeping.opened(request.content, inputs, held, work.kept)
    return _Found(inputs, held, book, [*inputs.problems, *book.problems])


def _published(work: _Work, found: _Found) -> _Made:
    """Grouped, composed, rendered and published. Refused where something is in the way, and the output is as it was."""
    request, watch, kept = work.request, work.watch, work.kept
    _refuse_rejected(request, found)
    settings = msgspec.structs.replace(found.inputs.settings, search=request.search)
    with watch("group"):
        archive = group(plan for path, plan in found.inputs.plans.items() if plan and path not in found.held)
    with Publication(request.output) as publication:
        with watch("index"):
            indexed = NO_INDEX
            if request.search:
                indexed = index(archive, publication, kept, work.store, request.executor, work.told("index"))
        if len(archive.plans) > LARGE and not kept.pages():  # all of them were read
            syllables.forget()
        layouts = load_sources(request.layouts)
        with watch("copies") if settings.pdf or settings.word else nullcontext():
            printed = print_beside(
                archive,
                settings,
                layouts,
                request.content,
                publication,
                kept,
                work.store,
                request.executor,
                work.tell,
            )
        found.problems.extend(printed.problems)
        _refuse_rejected(request, found)
        with watch("render"):
            site = _Site(archive, stamps_of(archive), settings, layouts, indexed, printed)
            wanted, copied, done = _rendered(work, site, publication, former.sheaf(found.book.settled))
        with watch("publish"):
            wanted |= {url: publication.put(url, source) for url, source in copied.items()}
            changes = publication.commit(wanted, _made_of(request, found, copied, layouts, wanted))
            kept.keep_pages(wanted, done.sheaves)
            kept.forget_pieces({*indexed.pieces, *printed.pieces, *done.pieces, *found.book.pieces})
    read = {str(path): wanted[url].sha256 for url, path in copied.items()}
    if found.inputs.lexicon:
        read[str(found.inputs.lexicon)] = found.inputs.digests[settings.lexicon]
    return _Made(changes, publication.digest(wanted), len(wanted), read)


class _Site(msgspec.Struct, frozen=True):
    """What pages are composed and rendered from."""

    archive: Archive
    stamps: Stamps
    settings: Settings
    layouts: Mapping[str, str]
    indexed: Index
    printed: Printed


def _rendered(
    work: _Work, site: _Site, publication: Publication, former_pages: Sheaf
) -> tuple[dict[str, Rendered], dict[str, Path], Done]:
    """Every page, and every other file that is made, by address; the files only copied; what became of the sheaves."""
    request, archive = work.request, site.archive
    published = assets(request.assets)
    copied = {**published, **_attachments(request.content, archive)}
    names = {path.relative_to(request.assets).as_posix(): url for url, path in published.items()}
    tools = kit(site.layouts, site.settings, names, work.store, publication.stage, request.layouts)
    made = site.indexed.files | site.printed.files | _records(work, site, publication)
    taken = routes.Taken([*copied, *made])

    composed = compose(archive, site.stamps, site.settings, site.indexed.version, site.printed.sizes)
    sheaves = map(work.timed, chain(composed, [former_pages]))
    told = partial(_told_of_pages, work.tell, expected(archive))
    done = render(sheaves, tools, publication, work.kept, taken, request.executor, told)
    maps = _maps(work, site.settings, tools, publication, sorted(done.listed))
    made |= {url: rendered for url, rendered in maps.items() if taken.take(url)}
    refuse_clashes(taken, archive, request.content)
    return made | done.files, copied, done


def _maps(
    work: _Work, settings: Settings, tools: Kit, publication: Publication, urls: Sequence[str]
) -> dict[str, Rendered]:
    """The map of the site, which names the pages at `urls`."""
    key = cache.page_key(digest_of("map", digest_of_layouts(tools, "sitemap.xml"), urls))
    pages = feeds.sitemap(urls, settings)
    parts = ({page.url: part} for page in pages for part in in_parts(tools, page))
    return _streamed(work, publication, feeds.maps(len(urls)), parts, key)


def _records(work: _Work, site: _Site, publication: Publication) -> dict[str, Rendered]:
    """The files with every record."""
    key = cache.page_key(digest_of("records", site.stamps.whole, site.settings))
    return _streamed(work, publication, open_data.FILES, open_data.streams(site.archive, site.settings), key)


def _streamed(
    work: _Work, publication: Publication, urls: Sequence[str], parts: Iterable[Mapping[str, bytes]], key: bytes
) -> dict[str, Rendered]:
    """The files at `urls`, written in `parts` unless the output has all of them as they were made with this key.

    In one piece each of them would take more memory than all else.
    """
    known = work.kept.pages()
    last = {url: known[url] for url in urls if url in known and known[url].key == key}
    if len(last) == len(urls) == len(publication.intact(last)):
        return last
    return publication.stream(urls, parts, key)


def _refuse_rejected(request: Request, found: _Found) -> None:
    """Refused where files are rejected, unless the build keeps going; with no plan at all it never does."""
    keep_going = request.keep_going and any(found.inputs.plans.values())
    if has_errors(found.problems, strict=request.strict) and not keep_going:
        raise Refused([])


def _made_of(
    request: Request,
    found: _Found,
    files: Mapping[str, Path],
    layouts: Mapping[str, str],
    wanted: Mapping[str, Rendered],
) -> str:
    """The digest of all that the site is made of, the same wherever the folders are."""
    digests = {f"layouts/{name}": hashlib.sha256(text.encode()).hexdigest() for name, text in layouts.items()}
    for url, path in files.items():
        place, root = ("assets", request.assets) if url.startswith("assets/") else ("content", request.content)
        digests[f"{place}/{path.relative_to(root).as_posix()}"] = wanted[url].sha256
    if rows := found.book.rows:
        digests[f"content/{ledger.FILE}"] = hashlib.sha256(rows).hexdigest()
    wait = sorted(f"held {Path(path).relative_to(request.content).as_posix()}" for path in found.held)
    return digest_of_input({**found.inputs.digests, **digests}, [f"search {request.search}", *wait])


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
