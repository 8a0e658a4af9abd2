"""What earlier builds worked out, kept so that it need not be worked out again.

One SQLite file an output. Readings are kept by the digest of everything they depend on, bodies by their own digest,
the files of each sheaf by address with the digest of what they depend on and of their bytes, pieces of the index and
compiled layouts by the digest of what they were made of. It is always safe to delete. What doesn't match its digest,
or can't be read, makes the cache Damaged, and the build starts anew.
"""

import contextlib
import errno
import hashlib
import os
import sqlite3
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from generator.sources import Source

if TYPE_CHECKING:  # what reads plans takes as long to import as all of an unchanged build takes
    from generator.plan import Body
    from generator.reader import Reading

_TABLES = """
CREATE TABLE IF NOT EXISTS readings
    (key BLOB PRIMARY KEY, reading BLOB NOT NULL, digest TEXT NOT NULL, body TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS bodies (digest TEXT PRIMARY KEY, body BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS sheaves (part INTEGER PRIMARY KEY, sheaves BLOB NOT NULL, digest TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS pieces (key BLOB PRIMARY KEY, digest TEXT NOT NULL, piece BLOB NOT NULL);
"""
_PACKAGES = ("jinja2", "markdown_it", "msgspec", "nh3", "numpy", "pypinyin", "yaml")
# Result codes of SQLite that are the machine's failure: permission, busy, no memory, read-only, I/O, full, can't open.
_MACHINE = {3, 5, 6, 7, 8, 10, 13, 14}


class Damaged(Exception):  # noqa: N818 -- says what happened, as Locked and Refused do
    """The cache holds something that no build put there; `discard` it."""


class Rendered(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One file of the site: the key of what it depended on, and the SHA-256 and the size of its bytes."""

    key: bytes
    sha256: str
    size: int


class Bound(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What a sheaf held: its files by address, and the keys of the comparisons that they show."""

    files: dict[str, Rendered]
    comparisons: tuple[bytes, ...] = ()


LOOSE = b""  # the sheaf of all files that are in no other
_IN_A_PART = 10_000  # sheaves that are packed together; a field of SQLite holds 1 GB
_bound = msgspec.msgpack.Decoder(dict[bytes, Bound])


@cache
def source() -> bytes:
    """A digest of the generator's source, whatever the line ends of its files."""
    digest = hashlib.blake2b(digest_size=16)
    here = Path(__file__).parent
    found = (Path(folder, name) for folder, _, names in os.walk(here) for name in names)  # rglob takes 3 ms more
    for path in sorted(p for p in found if p.suffix in (".py", ".tsv", ".yaml")):
        text = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(path.relative_to(here).as_posix().encode() + b"\0" + text + b"\0")
    return digest.digest()


@cache
def origins() -> dict[str, Path]:
    """Where the packages that make bytes are, by name; those that are not there left out."""
    found = ((name, find_spec(name)) for name in _PACKAGES)
    return {name: Path(spec.origin) for name, spec in found if spec and spec.origin}


@cache
def version() -> bytes:
    """A digest of the generator's source and the packages that make bytes: others must not trust what these kept.

    A package is told by when and where it was installed, for asking its version takes longer than a build.
    """
    installed = "".join(f"{origin} {origin.stat().st_mtime_ns}\0" for origin in origins().values())
    return hashlib.blake2b(f"{source().hex()} {sys.version}\0{installed}".encode(), digest_size=16).digest()


def reading_key(source: Source, sha256: str) -> bytes:
    """What the reading of a file depends on: this version, its name, the files beside it, and its bytes."""
    told = msgspec.msgpack.encode([version(), source.path, source.files, sha256])
    return hashlib.blake2b(told, digest_size=16).digest()


def worded(key: bytes, words: bytes) -> bytes:
    """The key of a reading that a lexicon with these bytes has a part in, too; empty for that which comes along."""
    return hashlib.blake2b(key + words, digest_size=16).digest() if words else key


def page_key(digest: bytes) -> bytes:
    """What a page depends on: this version, and what its layout says with `digest`."""
    return hashlib.blake2b(version() + digest, digest_size=16).digest()


def sheaf_key(layouts: bytes, told: bytes) -> bytes:
    """What all pages of a sheaf depend on: this version, its layouts, and what it is `told` to be made of."""
    return b"sheaf" + hashlib.blake2b(version() + layouts + told, digest_size=16).digest()


def comparison_key(texts: Iterable[str], apart: int) -> bytes:
    """What the comparison of two texts with these digests, of years that lie `apart`, depends on."""
    told = msgspec.msgpack.encode([version(), list(texts), apart])
    return b"compared" + hashlib.blake2b(told, digest_size=16).digest()


@cache
def _readings() -> "msgspec.msgpack.Decoder[Reading]":
    from generator.reader import Reading

    return msgspec.msgpack.Decoder(Reading)


@cache
def _bodies() -> "msgspec.msgpack.Decoder[Body]":
    from generator.plan import Body

    return msgspec.msgpack.Decoder(Body)


class Cache:
    """The cache in the file `path`. Every write is kept at once or not at all, so a killed build leaves it sound."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._bodies: dict[bytes, str] = {}  # the digest of the body by the key of the reading
        self._sheaves: Mapping[bytes, Bound] | None = None
        self._pages: Mapping[str, Rendered] = {}
        self._db = sqlite3.connect(path)
        with contextlib.ExitStack() as failing:
            failing.callback(self._db.close)  # Windows removes no file that is open
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
            self._db.executescript(_TABLES)
            failing.pop_all()

    def close(self) -> None:
        """Give the file back."""
        self._db.close()

    def readings(self, keys: Collection[bytes]) -> "dict[bytes, Reading]":
        """The readings with these keys, as far as there are any."""
        decode, found = _readings().decode, {}
        for key, reading, digest, body in self._db.execute("SELECT key, reading, digest, body FROM readings"):
            self._bodies[key] = body
            if key in keys:
                found[key] = decode(_checked(reading, digest))
        return found

    def keep_readings(self, found: "Iterable[tuple[bytes, Reading, bytes]]") -> None:
        """Keep readings with their key and their body as `reader.read_packed` packs it, empty for none."""
        with self._db:
            for key, reading, body in found:
                blob = msgspec.msgpack.encode(reading)
                digest = reading.plan.body_digest if reading.plan and body else ""
                row = (key, blob, digest_of(blob), digest)
                self._db.execute("INSERT OR REPLACE INTO readings VALUES (?, ?, ?, ?)", row)
                self._bodies[key] = digest
                if digest:
                    self._db.execute("INSERT OR REPLACE INTO bodies VALUES (?, ?)", (digest, body))

    def packed(self, digests: Iterable[str]) -> Iterator[bytes]:
        """The bodies with these digests, one after the other, packed."""
        for digest in digests:
            row = self._db.execute("SELECT body FROM bodies WHERE digest = ?", (digest,)).fetchone()
            yield _checked(row[0] if row else b"", digest)

    def bodies(self, digests: Iterable[str]) -> "Iterator[Body]":
        """The bodies with these digests, one after the other."""
        return map(unpack, self.packed(digests))

    def sheaves(self) -> Mapping[bytes, Bound]:
        """What each sheaf of the last build held, by its key; the sheaf LOOSE has all other files."""
        if self._sheaves is None:
            rows = self._db.execute("SELECT sheaves, digest FROM sheaves ORDER BY part")
            self._sheaves = {key: bound for row in rows for key, bound in _bound.decode(_checked(*row)).items()}
            self._pages = {url: file for bound in self._sheaves.values() for url, file in bound.files.items()}
        return self._sheaves

    def pages(self) -> Mapping[str, Rendered]:
        """What each address of the last build held."""
        self.sheaves()
        return self._pages

    def keep_pages(self, pages: Mapping[str, Rendered], sheaves: Mapping[bytes, Bound] | None = None) -> None:
        """Keep `pages` for their addresses, those of `sheaves` with these, and forget all others."""
        bound = dict(sheaves or {})
        inside = {url for each in bound.values() for url in each.files}
        bound[LOOSE] = Bound({url: file for url, file in pages.items() if url not in inside})
        if bound != self.sheaves():
            keys = list(bound)
            parts = ({key: bound[key] for key in keys[n : n + _IN_A_PART]} for n in range(0, len(keys), _IN_A_PART))
            with self._db:
                self._db.execute("DELETE FROM sheaves")
                packed = map(msgspec.msgpack.encode, parts)
                rows = ((n, part, digest_of(part)) for n, part in enumerate(packed))
                self._db.executemany("INSERT INTO sheaves VALUES (?, ?, ?)", rows)
        self._sheaves, self._pages = bound, pages

    def has(self, key: bytes) -> bool:
        """Whether there is a piece with this key."""
        return self._db.execute("SELECT 1 FROM pieces WHERE key = ?", (key,)).fetchone() is not None

    def piece(self, key: bytes) -> bytes | None:
        """The piece with this key, None where there is none."""
        row = self._db.execute("SELECT piece, digest FROM pieces WHERE key = ?", (key,)).fetchone()
        return _checked(*row) if row else None

    def keep_pieces(self, made: Iterable[tuple[bytes, bytes]]) -> None:
        """Keep pieces, which others worked out and can read, by their keys."""
        with self._db:
            rows = ((key, digest_of(piece), piece) for key, piece in made)
            self._db.executemany("INSERT OR REPLACE INTO pieces VALUES (?, ?, ?)", rows)

    def forget_pieces(self, used: Collection[bytes]) -> None:
        """Drop every piece but these."""
        gone = [(key,) for (key,) in self._db.execute("SELECT key FROM pieces") if key not in used]
        if gone:
            with self._db:
                self._db.executemany("DELETE FROM pieces WHERE key = ?", gone)

    def forget(self, readings: Collection[bytes]) -> None:
        """Drop the readings that `readings` came upon, or that were kept since, but these; and the bodies of none."""
        gone = {key: body for key, body in self._bodies.items() if key not in readings}
        if gone:
            left = {body for key, body in self._bodies.items() if key in readings}
            with self._db:
                self._db.executemany("DELETE FROM readings WHERE key = ?", [(key,) for key in gone])
                self._db.executemany("DELETE FROM bodies WHERE digest = ?", [(b,) for b in {*gone.values()} - left])


@lru_cache(maxsize=2)  # the pages of a plan, and the comparisons of an organ's plans, ask for a body in a row
def unpack(body: bytes) -> "Body":
    """The body that was packed."""
    return _bodies().decode(body)


def digest_of(data: bytes) -> str:
    """A digest as it is kept beside what it is of."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _checked(blob: bytes, digest: str) -> bytes:
    if not isinstance(blob, bytes) or digest_of(blob) != digest:
        raise Damaged
    return blob


@contextlib.contextmanager
def opened(path: Path) -> Iterator[Cache]:
    """The cache in the file `path`, closed afterwards. Damaged where it can't be used, OSError for the machine."""
    with contextlib.ExitStack() as closing:
        try:
            kept = Cache(path)
            closing.callback(kept.close)
            yield kept
        except sqlite3.Error as fault:
            if getattr(fault, "sqlite_errorcode", 0) & 0xFF in _MACHINE:
                raise OSError(errno.EIO, f"缓存用不了：{fault}", str(path)) from fault
            raise Damaged from fault


def discard(path: Path) -> None:
    """Remove the cache in the file `path`."""
    for file in path.parent.glob(path.name + "*"):
        file.unlink()
