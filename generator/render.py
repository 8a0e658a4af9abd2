"""Pages rendered into the stage, each only if something that it depends on has changed."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from generator import cache, compiled, disk, workers
from generator.cache import Bound, Cache, Rendered
from generator.layouts import LayoutError, Layouts
from generator.page import Page
from generator.plan import Body
from generator.problem import Refused
from generator.publisher import Publication
from generator.report import Told, silent
from generator.routes import Taken
from generator.settings import Settings
from generator.sheaf import Sheaf
from generator.workers import Executor, Task

if TYPE_CHECKING:
    from generator.compare import Comparison, Text


class Kit(msgspec.Struct, frozen=True):
    """What a worker needs to render pages, in a form that can be sent to another process and compared."""

    sources: tuple[tuple[str, str], ...]
    settings: Settings
    assets: tuple[tuple[str, str], ...]
    cache: str
    stage: str
    folder: str


class Job(msgspec.Struct, frozen=True):
    """A page to render, its key, and the file that the output holds at its address ("" and 0 for none).

    `comparison` is the key of the comparison that it shows, if it shows one.
    """

    page: Page
    key: bytes
    comparison: bytes
    sha256: str
    size: int


class Done(msgspec.Struct, frozen=True):
    """What each page is, by its address; what each sheaf held, for the cache; the addresses for the map of the site.

    `pieces` are the keys of what the cache has for them: compiled layouts, and comparisons.
    """

    files: dict[str, Rendered]
    sheaves: dict[bytes, Bound]
    pieces: set[bytes]
    listed: list[str]


# A job's texts as packed, and its comparison where the cache has it; its address, what it is, its bytes where the
# output doesn't hold them, and a comparison to keep with its key.
Loaded = tuple[Job, list[bytes], bytes]
Made = tuple[str, Rendered, bytes | None, tuple[bytes, bytes] | None]


def kit(
    layouts: Mapping[str, str], settings: Settings, assets: Mapping[str, str], store: Path, stage: Path, folder: Path
) -> Kit:
    """The kit for templates by name, assets by name, the file of the cache, and the folders of stage and layouts."""
    sources, names = tuple(sorted(layouts.items())), tuple(sorted(assets.items()))
    return Kit(sources, settings, names, str(store), str(stage), folder.as_posix())


def render(
    sheaves: Iterable[Sheaf],
    tools: Kit,
    publication: Publication,
    kept: Cache,
    taken: Taken,
    executor: Executor,
    tell: Told = silent,
) -> Done:
    """What each page is; those that the output doesn't hold yet lie in the stage.

    `sheaves` are asked for as they are needed. One that is made of what it was made of before, and whose files are
    still there, is not composed; a page whose key is that of the last build is not rendered. Refused for a layout that
    can't be used.
    """
    code = compiled.keep(partial(_made_of, tools, {}), dict(tools.sources), kept)
    done = Done({}, {}, set(code), [])
    save = partial(_save, tools.cache, tools.stage)
    sent = msgspec.structs.replace(tools, cache="") if executor.scheduler else tools  # a cluster opens no cache
    task = Task(partial(_load, tools.cache), partial(_render_chunk, sent), save)
    composing = _Composing(_layouts(tools), publication, kept, taken, done)
    for chunk in workers.map_chunks(task, composing.jobs(sheaves), executor):
        done.files.update(chunk)
        tell(len(done.files), 0)
    if not taken.withheld:
        composing.bind()
    return done


class _Composing:
    """Tells the pages that have to be rendered from the others, which are put into `done`."""

    def __init__(self, layouts: Layouts, publication: Publication, kept: Cache, taken: Taken, done: Done) -> None:
        self._layouts, self._publication, self._taken, self._done = layouts, publication, taken, done
        self._sheaves, self._known = kept.sheaves(), kept.pages()
        self._there = publication.intact(self._known)
        self._new: dict[bytes, tuple[list[str], list[bytes]]] = {}

    def jobs(self, sheaves: Iterable[Sheaf]) -> Iterator[Job]:
        """The pages to render. A page whose address another one has is left out."""
        for sheaf in sheaves:
            key = cache.sheaf_key(self._layouts.digest_of(sheaf.layouts), sheaf.told) if sheaf.told else cache.LOOSE
            if key == cache.LOOSE or not self._is_known(key, sheaf):
                yield from self._composed(sheaf, key)

    def bind(self) -> None:
        """Have in `done` what the sheaves hold that were composed, once all their pages are rendered."""
        files = self._done.files
        for key, (urls, comparisons) in self._new.items():
            self._done.sheaves[key] = Bound({url: files[url] for url in urls}, tuple(comparisons))

    def _is_known(self, key: bytes, sheaf: Sheaf) -> bool:
        """Whether the output holds all pages of the sheaf with this key; they are done then."""
        bound = self._sheaves.get(key)
        if not bound or not self._there.issuperset(bound.files):
            return False
        if self._taken.take_plain(bound.files):
            self._done.files.update(bound.files)
            self._list(bound.files, sheaf)
        else:
            self._done.files.update((url, file) for url, file in bound.files.items() if self._is_free(url, sheaf))
        self._done.sheaves[key] = bound
        self._done.pieces.update(bound.comparisons)
        return True

    def _is_free(self, url: str, sheaf: Sheaf) -> bool:
        """Whether no other page has the address; the map names it then, if it should."""
        free = self._taken.take(url, must=not sheaf.spare)
        if free:
            self._list((url,), sheaf)
        return free

    def _list(self, urls: Iterable[str], sheaf: Sheaf) -> None:
        if sheaf.listed:
            self._done.listed.extend([url for url in urls if url.endswith(".html")])

    def _composed(self, sheaf: Sheaf, key: bytes) -> Iterator[Job]:
        """The pages of the sheaf that have to be rendered; what it holds is kept with its key."""
        urls: list[str] = []
        comparisons: list[bytes] = []
        for page in sheaf.pages():
            assert page.layout in sheaf.layouts, f"{page.url}: {page.layout} is none of {sheaf.layouts}"
            page_key, comparison = cache.page_key(self._layouts.digest(page)), b""
            if page.layout == "compare.html":
                comparison = cache.comparison_key(page.bodies, page.data["apart"])
                comparisons.append(comparison)
            if not self._is_free(page.url, sheaf):
                continue
            urls.append(page.url)
            if page.url in self._there and self._known[page.url].key == page_key:
                self._done.files[page.url] = self._known[page.url]
            else:
                yield Job(page, page_key, comparison, *self._publication.held(page.url))
        self._done.pieces.update(comparisons)
        if key != cache.LOOSE:
            self._new[key] = (urls, comparisons)


@lru_cache(maxsize=2)
def _layouts(tools: Kit) -> Layouts:
    return _made_of(tools, compiled.known(dict(tools.sources), Path(tools.cache)) if tools.cache else {})


def _made_of(tools: Kit, code: Mapping[str, bytes]) -> Layouts:
    return Layouts(dict(tools.sources), tools.settings, dict(tools.assets), code)


def _load(store: str, jobs: Sequence[Job]) -> list[Loaded]:
    """The pages with the packed texts that they show, and with their comparisons."""
    if not any(job.page.bodies for job in jobs):
        return [(job, [], b"") for job in jobs]
    with cache.opened(Path(store)) as kept:
        # Three pages in a row show the text of a plan, two in a row that of a year: it is read once.
        text = lru_cache(maxsize=2)(lambda digest: next(kept.packed([digest])))
        return [
            (job, list(map(text, job.page.bodies)), (kept.piece(job.comparison) if job.comparison else None) or b"")
            for job in jobs
        ]


def _render_chunk(tools: Kit, loaded: Sequence[Loaded]) -> list[Made]:
    """The pages, and the comparisons that were made for them."""
    layouts = _layouts(tools)
    comparing = Comparing()
    done: list[Made] = []
    with _refused(tools):
        for job, packed, known in loaded:
            bodies = [cache.unpack(text) for text in packed]
            comparison, new = comparing(job.page, bodies, known) if job.comparison else (None, b"")
            data = layouts.render(job.page, bodies, comparison)
            made = Rendered(job.key, hashlib.sha256(data).hexdigest(), len(data))
            is_held = (made.sha256, made.size) == (job.sha256, job.size)
            done.append((job.page.url, made, None if is_held else data, (job.comparison, new) if new else None))
    return done


def in_parts(tools: Kit, page: Page) -> Iterator[bytes]:
    """The bytes of a page in parts, for one that would be too large in one piece; Refused as `render` is."""
    with _refused(tools):
        yield from _layouts(tools).parts(page)


def digest_of_layouts(tools: Kit, *names: str) -> bytes:
    """What pages depend on that may use these layouts, beside their data and texts."""
    return _layouts(tools).digest_of(names)


@contextmanager
def _refused(tools: Kit) -> Iterator[None]:
    """A layout that can't be used refuses the build."""
    try:
        yield
    except LayoutError as fault:
        raise Refused([fault.problem.at(f"{tools.folder}/{fault.problem.path}")]) from fault


class Comparing:
    """Two texts compared, or what an earlier build found; a text that the last page showed is not taken apart again."""

    def __init__(self) -> None:
        self._texts: dict[str, Text] = {}

    def __call__(self, page: Page, bodies: Sequence[Body], known: bytes) -> "tuple[Comparison, bytes]":
        """What the page of two plans shows, and that in the cache's form if it was not `known`."""
        from generator.compare import compare_texts, pack, text_of, unpack  # not when nothing has changed

        if known:
            return unpack(known, *bodies), b""
        digests = zip(page.bodies, bodies, strict=True)
        self._texts = {key: self._texts.get(key) or text_of(body) for key, body in digests}
        older, newer = (self._texts[key] for key in page.bodies)
        found = compare_texts(older, newer, page.data["apart"])
        return found, pack(found, older, newer)


def _save(store: str, stage: str, made: Sequence[Made]) -> dict[str, Rendered]:
    """Put the bytes into the stage, and the comparisons into the cache."""
    for url, _, data, _ in made:
        if data is not None:
            disk.stage(Path(stage), url, data)
    compared = [comparison for *_, comparison in made if comparison]
    if compared:
        with cache.opened(Path(store)) as kept:
            kept.keep_pieces(compared)
    return {url: rendered for url, rendered, *_ in made}
