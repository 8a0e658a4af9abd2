"""What earlier builds worked out, kept so that it need not be worked out again.

One SQLite file. Readings are kept by the digest of everything they depend on, bodies by their own digest, pages by
address with the digest of what they depend on and of their bytes. It is always safe to delete; one that can't be read
is thrown away.
"""

import contextlib
import hashlib
import sqlite3
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import msgspec

from generator.plan import Body
from generator.reader import Reading
from generator.sources import Source

_TABLES = """
CREATE TABLE IF NOT EXISTS readings (key BLOB PRIMARY KEY, reading BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS bodies (digest TEXT PRIMARY KEY, body BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS pages
    (url TEXT PRIMARY KEY, key BLOB NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL) WITHOUT ROWID;
"""
_PACKAGES = ("jinja2", "markdown_it", "msgspec", "nh3", "pypinyin", "yaml")
_readings = msgspec.msgpack.Decoder(Reading)
_bodies = msgspec.msgpack.Decoder(Body)


class Rendered(msgspec.Struct, frozen=True):
    """One file of the site: the key of what it depended on, and the SHA-256 and the size of its bytes."""

    key: bytes
    sha256: str
    size: int


@cache
def version() -> bytes:
    """A digest of the generator's source and the packages that make bytes: others must not trust what these kept.

    A package is told by when and where it was installed, for asking its version takes longer than a build.
    """
    digest = hashlib.blake2b(digest_size=16)
    here = Path(__file__).parent
    for path in sorted(p for p in here.rglob("*") if p.suffix in (".py", ".tsv")):
        digest.update(path.relative_to(here).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    for name in _PACKAGES:
        spec = find_spec(name)
        if spec and spec.origin:
            digest.update(f"{spec.origin} {Path(spec.origin).stat().st_mtime_ns} {sys.version}\0".encode())
    return digest.digest()


def reading_key(source: Source, data: bytes) -> bytes:
    """What the reading of a file depends on: this version, its name, the files beside it, and its bytes."""
    head = msgspec.msgpack.encode([version(), source.path, source.files])
    return hashlib.blake2b(head + data, digest_size=16).digest()


def page_key(digest: bytes) -> bytes:
    """What a page depends on: this version, and what its layout says with `digest`."""
    return hashlib.blake2b(version() + digest, digest_size=16).digest()


class Cache:
    """The cache in the file `path`. Every write is kept at once or not at all, so a killed build leaves it sound."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._db = self._open()
        except sqlite3.DatabaseError:
            for leftover in path.parent.glob(path.name + "*"):
                leftover.unlink()
            self._db = self._open()

    def _open(self) -> sqlite3.Connection:
        db = sqlite3.connect(self._path)
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        db.executescript(_TABLES)
        db.execute("SELECT count(*) FROM pages").fetchone()
        return db

    def close(self) -> None:
        """Give the file back."""
        self._db.close()

    def readings(self) -> dict[bytes, Reading]:
        """All readings that are kept, by their key."""
        rows = self._db.execute("SELECT key, reading FROM readings")
        return {key: _readings.decode(blob) for key, blob in rows}

    def keep_readings(self, found: Iterable[tuple[bytes, Reading, bytes]]) -> None:
        """Keep readings with their key and their body as encoded by `pack`, empty for none."""
        with self._db:
            for key, reading, body in found:
                blob = msgspec.msgpack.encode(reading)
                self._db.execute("INSERT OR REPLACE INTO readings VALUES (?, ?)", (key, blob))
                if reading.plan and body:
                    digest = reading.plan.body_digest
                    self._db.execute("INSERT OR REPLACE INTO bodies VALUES (?, ?)", (digest, body))

    def bodies(self, digests: Iterable[str]) -> Iterator[Body]:
        """The bodies with these digests, one after the other."""
        for digest in digests:
            row = self._db.execute("SELECT body FROM bodies WHERE digest = ?", (digest,)).fetchone()
            if row is None:
                raise LookupError(f"body {digest} is not in the cache {self._path}")
            yield _bodies.decode(row[0])

    def pages(self) -> dict[str, Rendered]:
        """What each address of the last build held."""
        rows = self._db.execute("SELECT url, key, sha256, size FROM pages")
        return {url: Rendered(key, sha256, size) for url, key, sha256, size in rows}

    def keep_pages(self, pages: Mapping[str, Rendered]) -> None:
        """Keep `pages` for their addresses, and forget all others."""
        with self._db:
            self._drop("pages", "url", pages.keys())
            rows = ((url, r.key, r.sha256, r.size) for url, r in pages.items())
            self._db.executemany("INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?)", rows)

    def forget(self, readings: Collection[bytes], bodies: Collection[str]) -> None:
        """Drop every reading and body but these, which the last build used."""
        with self._db:
            self._drop("readings", "key", readings)
            self._drop("bodies", "digest", bodies)

    def _drop(self, table: str, column: str, keep: Collection[bytes] | Collection[str]) -> None:
        kept = [row[0] for row in self._db.execute(f"SELECT {column} FROM {table}")]
        gone = [(value,) for value in kept if value not in keep]
        self._db.executemany(f"DELETE FROM {table} WHERE {column} = ?", gone)


def pack(body: Body | None) -> bytes:
    """A body as the cache keeps it."""
    return msgspec.msgpack.encode(body) if body else b""


@contextlib.contextmanager
def opened(folder: Path) -> Iterator[Cache]:
    """The cache in the folder `folder`, closed afterwards."""
    kept = Cache(folder / "cache.sqlite")
    try:
        yield kept
    finally:
        kept.close()
