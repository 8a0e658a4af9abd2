"""The layouts as Jinja compiles them, kept in the cache: no process of a build, and no later build, does it again.

What comes out of the cache here is run. So it is taken only from a file that belongs to this user and that not
everybody may write (docs/threat-model.md); Windows tells neither.
"""

import hashlib
import os
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

import msgspec

from generator import cache
from generator.cache import Cache
from generator.layouts import Layouts


def key(name: str, source: str) -> bytes:
    """What the code of a layout depends on: this version, its name and its source."""
    told = msgspec.msgpack.encode([cache.version(), name, source])
    return b"layout" + hashlib.blake2b(told, digest_size=16).digest()


def _keys(sources: Mapping[str, str]) -> dict[str, bytes]:
    """The layouts of pages with the keys of their code; those of volumes and of paper are used elsewhere."""
    return {name: key(name, text) for name, text in sources.items() if "/" not in name and not name.endswith(".typ")}


def keep(layouts: Callable[[], Layouts], sources: Mapping[str, str], kept: Cache) -> Collection[bytes]:
    """Have the code of the layouts with these sources in the cache, but for faulty ones; the keys of all.

    `layouts` makes them where one has to be compiled.
    """
    keys = _keys(sources)
    new = [name for name, own in keys.items() if not kept.has(own)]
    if new:
        made = layouts()
        kept.keep_pieces((keys[name], code) for name in new if (code := made.compiled(name)))
    return keys.values()


def known(sources: Mapping[str, str], store: Path) -> dict[str, bytes]:
    """The code of these layouts by name, as far as the cache in the file `store` has it, and is our own."""
    if not _is_own(store):
        return {}
    with cache.opened(store) as kept:
        found = {name: kept.piece(own) for name, own in _keys(sources).items()}
    return {name: code for name, code in found.items() if code}


def _is_own(path: Path) -> bool:
    """Whether the file is there, belongs to this user, and not everybody may write it."""
    try:
        found = path.stat()
    except OSError:
        return False
    return not hasattr(os, "getuid") or (found.st_uid == os.getuid() and not found.st_mode & 0o002)
