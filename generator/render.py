"""Pages rendered into the stage, each only if something that it depends on has changed."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path

import msgspec

from generator import cache, disk, workers
from generator.cache import Cache, Rendered
from generator.layouts import LayoutError, Layouts
from generator.page import Page
from generator.problem import Refused
from generator.publisher import Publication
from generator.report import Told, silent
from generator.settings import Settings
from generator.workers import Executor, Task


class Kit(msgspec.Struct, frozen=True):
    """What a worker needs to render pages, in a form that can be sent to another process and compared."""

    sources: tuple[tuple[str, str], ...]
    settings: Settings
    assets: tuple[tuple[str, str], ...]
    cache: str
    stage: str
    folder: str


class Job(msgspec.Struct, frozen=True):
    """A page to render, its key, and the file that the output holds at its address ("" and 0 for none)."""

    page: Page
    key: bytes
    sha256: str
    size: int


def kit(
    layouts: Mapping[str, str], settings: Settings, assets: Mapping[str, str], store: Path, stage: Path, folder: Path
) -> Kit:
    """The kit for templates by name, assets by name, the file of the cache, and the folders of stage and layouts."""
    sources, names = tuple(sorted(layouts.items())), tuple(sorted(assets.items()))
    return Kit(sources, settings, names, str(store), str(stage), folder.as_posix())


def render(
    pages: Iterable[Page], tools: Kit, publication: Publication, kept: Cache, executor: Executor, tell: Told = silent
) -> dict[str, Rendered]:
    """What each page is, by its address; those that the output doesn't hold yet lie in the stage.

    A page whose key is that of the last build, and whose file is still there, is not rendered. `pages` are asked for
    as they are needed. Refused for a layout that can't be used.
    """
    done: dict[str, Rendered] = {}
    task = Task(partial(_load, tools.cache), partial(_render_chunk, tools), partial(_save, tools.stage))
    for chunk in workers.map_chunks(task, _to_do(pages, _layouts(tools), publication, kept, done), executor):
        done |= chunk
        tell(len(done), 0)
    return done


def _to_do(
    pages: Iterable[Page], layouts: Layouts, publication: Publication, kept: Cache, done: dict[str, Rendered]
) -> Iterator[Job]:
    """The pages to render; what the others are is put into `done`."""
    known = kept.pages()
    for page in pages:
        key = cache.page_key(layouts.digest(page))
        last = known.get(page.url)
        if last and last.key == key and publication.holds(page.url, last):
            done[page.url] = last
        else:
            yield Job(page, key, *publication.held(page.url))


@lru_cache(maxsize=2)
def _layouts(tools: Kit) -> Layouts:
    return Layouts(dict(tools.sources), tools.settings, dict(tools.assets))


def _load(store: str, jobs: Sequence[Job]) -> tuple[Sequence[Job], list[bytes]]:
    """The pages with the packed texts that they show, one page's after the other's."""
    if not any(job.page.bodies for job in jobs):
        return jobs, []
    with cache.opened(Path(store)) as kept:
        return jobs, list(kept.packed(digest for job in jobs for digest in job.page.bodies))


def _render_chunk(tools: Kit, loaded: tuple[Sequence[Job], list[bytes]]) -> list[tuple[str, Rendered, bytes | None]]:
    """Each page's address, what it is, and its bytes where the output doesn't hold them."""
    layouts = _layouts(tools)
    jobs, packed = loaded
    bodies = map(cache.unpack, packed)
    done = []
    for job in jobs:
        try:
            data = layouts.render(job.page, [next(bodies) for _ in job.page.bodies])
        except LayoutError as fault:
            raise Refused([fault.problem.at(f"{tools.folder}/{fault.problem.path}")]) from fault
        made = Rendered(job.key, hashlib.sha256(data).hexdigest(), len(data))
        is_held = (made.sha256, made.size) == (job.sha256, job.size)
        done.append((job.page.url, made, None if is_held else data))
    return done


def _save(stage: str, made: Sequence[tuple[str, Rendered, bytes | None]]) -> dict[str, Rendered]:
    """Put the bytes into the stage."""
    for url, _, data in made:
        if data is not None:
            disk.stage(Path(stage), url, data)
    return {url: rendered for url, rendered, _ in made}
