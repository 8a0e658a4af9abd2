"""Pages rendered into the stage, each only if something that it depends on has changed."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from generator import cache, disk, workers
from generator.cache import Cache, Rendered
from generator.layouts import LayoutError, Layouts
from generator.page import Page
from generator.plan import Body
from generator.problem import Refused
from generator.publisher import Publication
from generator.report import Told, silent
from generator.settings import Settings
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
    """What each page is, by its address, and the keys of the comparisons that the pages show."""

    files: dict[str, Rendered]
    comparisons: set[bytes]


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
    pages: Iterable[Page], tools: Kit, publication: Publication, kept: Cache, executor: Executor, tell: Told = silent
) -> Done:
    """What each page is; those that the output doesn't hold yet lie in the stage.

    A page whose key is that of the last build, and whose file is still there, is not rendered. `pages` are asked for
    as they are needed. Refused for a layout that can't be used.
    """
    done = Done({}, set())
    save = partial(_save, tools.cache, tools.stage)
    task = Task(partial(_load, tools.cache), partial(_render_chunk, tools), save)
    for chunk in workers.map_chunks(task, _to_do(pages, _layouts(tools), publication, kept, done), executor):
        done.files.update(chunk)
        tell(len(done.files), 0)
    return done


def _to_do(pages: Iterable[Page], layouts: Layouts, publication: Publication, kept: Cache, done: Done) -> Iterator[Job]:
    """The pages to render; what the others are is put into `done`."""
    known = kept.pages()
    for page in pages:
        key = cache.page_key(layouts.digest(page))
        last = known.get(page.url)
        comparison = b""
        if page.layout == "compare.html":
            comparison = cache.comparison_key(page.bodies, page.data["apart"])
            done.comparisons.add(comparison)
        if last and last.key == key and publication.holds(page.url, last):
            done.files[page.url] = last
        else:
            yield Job(page, key, comparison, *publication.held(page.url))


@lru_cache(maxsize=2)
def _layouts(tools: Kit) -> Layouts:
    return Layouts(dict(tools.sources), tools.settings, dict(tools.assets))


def _load(store: str, jobs: Sequence[Job]) -> list[Loaded]:
    """The pages with the packed texts that they show, and with their comparisons."""
    if not any(job.page.bodies for job in jobs):
        return [(job, [], b"") for job in jobs]
    with cache.opened(Path(store)) as kept:
        return [
            (job, list(kept.packed(job.page.bodies)), (kept.piece(job.comparison) if job.comparison else None) or b"")
            for job in jobs
        ]


def _render_chunk(tools: Kit, loaded: Sequence[Loaded]) -> list[Made]:
    """The pages, and the comparisons that were made for them."""
    layouts = _layouts(tools)
    comparing = Comparing()
    done: list[Made] = []
    for job, packed, known in loaded:
        bodies = [cache.unpack(text) for text in packed]
        comparison, new = comparing(job.page, bodies, known) if job.comparison else (None, b"")
        try:
            data = layouts.render(job.page, bodies, comparison)
        except LayoutError as fault:
            raise Refused([fault.problem.at(f"{tools.folder}/{fault.problem.path}")]) from fault
        made = Rendered(job.key, hashlib.sha256(data).hexdigest(), len(data))
        is_held = (made.sha256, made.size) == (job.sha256, job.size)
        done.append((job.page.url, made, None if is_held else data, (job.comparison, new) if new else None))
    return done


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
