"""Pages rendered into the stage, each only if something that it depends on has changed."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path

import msgspec

from generator import cache, workers
from generator.cache import Cache, Rendered
from generator.layouts import LayoutError, Layouts
from generator.page import Page
from generator.problem import Refused
from generator.publisher import Publication
from generator.settings import Settings


class Kit(msgspec.Struct, frozen=True):
    """What a worker needs to render pages, in a form that can be sent to another process and compared."""

    sources: tuple[tuple[str, str], ...]
    settings: Settings
    assets: tuple[tuple[str, str], ...]
    cache: str
    stage: str


class Job(msgspec.Struct, frozen=True):
    """A page to render, its key, and the file that the output holds at its address ("" and 0 for none)."""

    page: Page
    key: bytes
    sha256: str
    size: int


def kit(layouts: Mapping[str, str], settings: Settings, assets: Mapping[str, str], store: Path, stage: Path) -> Kit:
    """The kit for templates given by name, assets by name, the file of the cache and the folder of the stage."""
    return Kit(tuple(sorted(layouts.items())), settings, tuple(sorted(assets.items())), str(store), str(stage))


def render(pages: Iterable[Page], tools: Kit, publication: Publication, kept: Cache, jobs: int) -> dict[str, Rendered]:
    """What each page is, by its address; those that the output doesn't hold yet lie in the stage.

    A page whose key is that of the last build, and whose file is still there, is not rendered. Refused for a layout
    that can't be used.
    """
    layouts = _layouts(tools)
    known = kept.pages()
    done: dict[str, Rendered] = {}
    todo: list[Job] = []
    for page in pages:
        key = cache.page_key(layouts.digest(page))
        last = known.get(page.url)
        if last and last.key == key and publication.holds(page.url, last):
            done[page.url] = last
        else:
            todo.append(Job(page, key, *publication.held(page.url)))
    for chunk in workers.map_chunks(partial(_render_chunk, tools), todo, jobs):
        done |= chunk
    return done


@lru_cache(maxsize=2)
def _layouts(tools: Kit) -> Layouts:
    return Layouts(dict(tools.sources), tools.settings, dict(tools.assets))


def _render_chunk(tools: Kit, jobs: Sequence[Job]) -> dict[str, Rendered]:
    """Render the pages; those whose bytes the output doesn't hold go to the stage."""
    layouts = _layouts(tools)
    stage = Path(tools.stage)
    done = {}
    with cache.opened(Path(tools.cache)) as kept:
        bodies = kept.bodies(digest for job in jobs for digest in job.page.bodies)
        for job in jobs:
            page = job.page
            try:
                data = layouts.render(page, [next(bodies) for _ in page.bodies])
            except LayoutError as fault:
                raise Refused([fault.problem]) from fault
            sha256 = hashlib.sha256(data).hexdigest()
            if (sha256, len(data)) != (job.sha256, job.size):
                target = stage / page.url
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)
            done[page.url] = Rendered(job.key, sha256, len(data))
    return done
