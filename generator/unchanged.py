"""A build of what the last build was made of: nothing is read, grouped, composed or rendered a second time.

A site is a pure function of what it is made of. So where all of that is the same, byte for byte, and the output still
holds what the last build left there, its report is the report.
"""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from generator import cache, routes
from generator.look import Look
from generator.paper.surroundings import machine
from generator.problem import Problem
from generator.publisher import clear, digest_of_file, digest_of_output
from generator.report import PageCounts, Report, SourceRow
from generator.request import Request


class _Last(msgspec.Struct, frozen=True, array_like=True):
    """What the last build was made of (`state`), left in the output (`manifest`, `tree`) and reported.

    `count` is the number of files of the site; `read` are the files that `state` doesn't cover, by their path, with
    their SHA-256: those copied as they are, and the lexicon.
    """

    state: bytes
    manifest: bytes
    tree: bytes
    count: int
    read: Mapping[str, str]
    sources: list[SourceRow]
    problems: Sequence[Problem]


def state_of(request: Request, seen: Look, ledger: str) -> bytes:
    """A digest of all that a build is made of but the files of `_Last.read`; empty where some can't be read.

    `seen` is what lies in content/, `ledger` the digest of the ledger.
    """
    if seen.unreadable:
        return b""
    asked = repr((request, machine(), ledger))
    digest = hashlib.blake2b(cache.version(), digest_size=16)
    digest.update(msgspec.msgpack.encode([asked, _bytes(request.settings), seen.problems, sorted(seen.keys.items())]))
    for folder in (request.layouts, request.assets):
        for path in sorted(p for p in folder.rglob("*") if p.is_file() and not p.name.startswith(".")):
            digest.update(msgspec.msgpack.encode([path.as_posix(), path.read_bytes()]))
    return digest.digest()


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def report_of(store: Path, state: bytes, output: Path) -> Report | None:
    """The report of a build from `state`, if the last one was from that and `output` is as that one left it."""
    last = _read(_place(store))
    if not state or last is None or last.state != state or _manifest(output) != last.manifest:
        return None
    if digest_of_output(output) != last.tree:
        return None
    if any(_digest(Path(path)) != digest for path, digest in last.read.items()):
        return None
    clear(output)
    counts = PageCounts(total=last.count, unchanged=last.count)
    return Report(last.sources, list(last.problems), counts, {}, published=True)


def remember(
    store: Path, state: bytes, output: Path, tree: bytes, count: int, read: Mapping[str, str], done: Report
) -> None:
    """Keep what the next build asks for: the digest of the output (see `Publication.digest`), how many files the site
    has, and those of `_Last.read`.
    """
    last = msgspec.msgpack.encode(_Last(state, _manifest(output), tree, count, read, done.sources, done.problems))
    place = _place(store)
    half = place.with_name(place.name + ".new")
    half.write_bytes(hashlib.blake2b(last, digest_size=16).digest() + last)
    half.replace(place)


def _place(store: Path) -> Path:
    """Beside the cache, so that it goes when that is discarded."""
    return store.with_name(store.name + ".last")


def _read(place: Path) -> _Last | None:
    """What was kept; None where nothing is, or something that no build put there."""
    try:
        data = place.read_bytes()
        sound = hashlib.blake2b(data[16:], digest_size=16).digest() == data[:16]
        return msgspec.msgpack.decode(data[16:], type=_Last) if sound else None
    except (OSError, msgspec.MsgspecError):
        return None


def _manifest(output: Path) -> bytes:
    """A digest of the manifest of the output, which holds the digests of all its files; empty without checksums."""
    if not (output / routes.SUMS).is_file():
        return b""
    return hashlib.blake2b(_bytes(output / routes.MANIFEST) or b"", digest_size=16).digest()


def _digest(path: Path) -> str:
    return digest_of_file(path).sha256 if path.is_file() else ""
