"""What lies in content/, by the digest of its bytes: enough to tell whether anything has changed."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from generator import cache
from generator.ledger import FILE
from generator.problem import Problem
from generator.sources import Source, read_bytes, scan


class Look(msgspec.Struct, frozen=True):
    """The files below content/: the plans' keys and SHA-256 by path, why one is `unreadable`, and other problems."""

    sources: Sequence[Source]
    keys: Mapping[str, bytes]
    digests: Mapping[str, str]
    unreadable: Mapping[str, tuple[Problem, ...]]
    problems: Sequence[Problem]


def look(content: Path) -> Look:
    """What is below `content`, by the digest of its bytes and unparsed; nothing where that is no folder."""
    sources, found = scan(content) if content.is_dir() else ([], [])
    keys: dict[str, bytes] = {}
    digests: dict[str, str] = {}
    unreadable: dict[str, tuple[Problem, ...]] = {}
    for source in sources:
        data, problems = read_bytes(content, source)
        digests[source.path] = sha256 = hashlib.sha256(data).hexdigest()
        keys[source.path] = cache.reading_key(source, sha256)
        if problems:
            unreadable[source.path] = tuple(problems)
    return Look(sources, keys, digests, unreadable, found)


def digest_of_ledger(content: Path) -> str:
    """A digest of the ledger, "" for none that can be read: a build depends on it as on every plan."""
    try:
        return cache.digest_of((content / FILE).read_bytes())
    except OSError:
        return ""
