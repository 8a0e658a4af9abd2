"""The index of the search made and staged, as far as it has changed (docs/search.md)."""

import hashlib
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from generator import cache, routes, workers
from generator.archive import Archive
from generator.cache import Cache, Rendered
from generator.publisher import Publication
from generator.report import Told, silent
from generator.search.docs import MOST_IN_ONE, Doc, Segment, Words, call, segments, words
from generator.search.facets import facets
from generator.search.start import Summary, pairs, start
from generator.workers import Executor, Task, same

if TYPE_CHECKING:
    from generator.search.shards import Terms

DOCS_OF_A_SHARE = 3_000  # whose postings one process holds at once
AT_ONCE = 500  # documents whose postings are sorted together
_words = msgspec.msgpack.Decoder(Words)
_summary = msgspec.msgpack.Decoder(Summary)
_cards = msgspec.msgpack.Decoder(list[bytes])


class Index(msgspec.Struct, frozen=True):
    """The files of the index by address, the pieces of the cache behind them, and the version of the first file."""

    files: dict[str, Rendered]
    pieces: frozenset[bytes]
    version: str


NO_INDEX = Index({}, frozenset(), "")


class _Making(msgspec.Struct, frozen=True):
    """One build: what the last one left, and where the new files go."""

    publication: Publication
    kept: Cache
    store: Path
    executor: Executor
    tell: Told
    known: Mapping[bytes, dict[str, Rendered]]

    def unchanged(self, key: bytes) -> dict[str, Rendered]:
        """The files of the last build with this key, if the output still has all of them; else none."""
        found = self.known.get(key, {})
        return found if all(self.publication.holds(url, file) for url, file in found.items()) else {}

    def write(self, files: Iterable[tuple[str, bytes]], key: bytes) -> dict[str, Rendered]:
        """The files by address, staged."""
        return {routes.search(name): self.publication.write(routes.search(name), data, key) for name, data in files}


def index(
    archive: Archive,
    publication: Publication,
    kept: Cache,
    store: Path,
    executor: Executor,
    tell: Told = silent,
    most: int = MOST_IN_ONE,
) -> Index:
    """The index of `archive`, the cache being in the file `store`; `most` plans are in one segment.

    A segment whose plans are those of the last build is not looked at.
    """
    known: dict[bytes, dict[str, Rendered]] = {}
    for url, file in kept.pages().items():
        if url.startswith(routes.SEARCH_FOLDER):
            known.setdefault(file.key, {})[url] = file
    making = _Making(publication, kept, store, executor, tell, known)
    found = segments(archive, most)
    files: dict[str, Rendered] = {}
    pieces: set[bytes] = set()
    keys = [[doc.key for doc in segment.docs] for segment in found]
    own = [cache.page_key(msgspec.msgpack.encode((s.name, k))) for s, k in zip(found, keys, strict=True)]
    for segment, doc_keys, key in zip(found, keys, own, strict=True):
        pieces |= {b"s" + key, *(kind + doc_key for kind in (b"w", b"c") for doc_key in map(cache.page_key, doc_keys))}
        files |= (making.kept.has(b"s" + key) and making.unchanged(key)) or _segment(making, segment, doc_keys, key)
    whole = cache.page_key(msgspec.msgpack.encode((own, list(archive.nodes), list(archive.issuers))))
    files |= making.unchanged(whole) or _whole(making, archive, found, own, whole)
    return Index(files, frozenset(pieces), files[routes.search("start")].sha256[:8])


def _segment(making: _Making, segment: Segment, doc_keys: Sequence[bytes], key: bytes) -> dict[str, Rendered]:
    """The texts and the shards of a segment; its summary goes to the cache."""
    from generator.search.shards import shards  # numpy: not when nothing has changed

    keys = list(map(cache.page_key, doc_keys))
    files: dict[str, Rendered] = {}
    numbers = itertools.count()
    task = Task(partial(_load, str(making.store)), _texts, same)
    for chunk in workers.map_chunks(task, zip(segment.docs, keys, strict=True), making.executor):
        making.kept.keep_pieces(piece for made, _ in chunk for piece in made)
        for (_, shown), number in zip(chunk, numbers, strict=False):
            files |= making.write(_text_files(f"t/{segment.name}/{number}", _cards.decode(shown)), key)
            making.tell(number + 1, len(keys))
    shares = 1 << ((len(keys) - 1) // DOCS_OF_A_SHARE).bit_length()
    # the postings need the words of all documents at once: that stays on this machine
    work = partial(_terms, str(making.store), keys, shares)
    parts = workers.map_chunks(work, range(shares), making.executor.here, worth=1)
    found = [terms for part in parts for terms in part]
    buckets, made_shards = shards(segment.name, found)
    files |= making.write(made_shards, key)
    counts = {char: count for part in found for char, count in part.counts.items()}
    summary = Summary(_version(files), buckets, counts)
    making.kept.keep_pieces([(b"s" + key, msgspec.msgpack.encode(summary))])
    return files


def _version(files: Mapping[str, Rendered]) -> str:
    """Eight signs that tell these files from others at the same addresses."""
    told = "".join(f"{url} {files[url].sha256}\n" for url in sorted(files))
    return hashlib.sha256(told.encode()).hexdigest()[:8]


def _load(store: str, docs: Sequence[tuple[Doc, bytes]]) -> list[tuple[Doc, bytes, bytes | None, bytes]]:
    """Each document with its key, its texts as the cache has them (None: they are to be made) and its packed body."""
    loaded = []
    with cache.opened(Path(store)) as kept:
        for doc, key in docs:
            shown = kept.piece(b"c" + key) if kept.has(b"w" + key) else None
            needed = [] if shown is not None or doc.plan.withdrawn else [doc.plan.body_digest]
            loaded.append((doc, key, shown, next(kept.packed(needed), b"")))
    return loaded


def _texts(
    docs: Sequence[tuple[Doc, bytes, bytes | None, bytes]],
) -> list[tuple[list[tuple[bytes, bytes]], bytes]]:
    """Of each document the pieces of the cache that were made now, and its texts as they are kept."""
    done: list[tuple[list[tuple[bytes, bytes]], bytes]] = []
    for doc, key, shown, packed in docs:
        if shown is not None:
            done.append(([], shown))
            continue
        found, texts = words(doc, cache.unpack(packed) if packed else None)
        made = msgspec.msgpack.encode(texts)
        done.append(([(b"w" + key, msgspec.msgpack.encode(found)), (b"c" + key, made)], made))
    return done


def _text_files(name: str, texts: Sequence[bytes]) -> Iterator[tuple[str, bytes]]:
    for n, data in enumerate(texts):
        file = f"{name}-{n}" if n else name
        yield file, call(file, data)


def _terms(store: str, keys: Sequence[bytes], shares: int, wanted: Sequence[int]) -> "list[Terms]":
    """The terms of some shares."""
    from generator.search.shards import terms  # numpy: not when nothing has changed

    with cache.opened(Path(store)) as kept:
        return [terms(_chunks(kept, keys), share, shares) for share in wanted]


def _chunks(kept: Cache, keys: Sequence[bytes]) -> Iterator[list[tuple[int, Words]]]:
    """The words of the documents with these keys, with their numbers, a few at a time."""
    for begin in range(0, len(keys), AT_ONCE):
        chunk = []
        for number, key in enumerate(keys[begin : begin + AT_ONCE], begin):
            piece = kept.piece(b"w" + key)
            if piece is None:
                raise cache.Damaged
            chunk.append((number, _words.decode(piece)))
        yield chunk


def _whole(
    making: _Making, archive: Archive, found: Sequence[Segment], keys: Sequence[bytes], key: bytes
) -> dict[str, Rendered]:
    """What is told of all segments together: facets, the table of traditional characters, and the first file."""
    summaries = []
    for segment_key in keys:
        piece = making.kept.piece(b"s" + segment_key)
        if piece is None:
            raise cache.Damaged
        summaries.append(_summary.decode(piece))
    files: dict[str, Rendered] = {}
    told: dict[str, object] = {}
    for facet in facets(archive, found):
        own = making.write(facet.files(), key)
        told[facet.name] = {"width": facet.width, "count": len(facet.labels), "v": _version(own)}
        files |= own
    table = making.write([("s", call("s", msgspec.json.encode(pairs(summaries))))], key)
    first = start(found, summaries, told, _version(table))
    return files | table | making.write([("start", call("start", first))], key)
