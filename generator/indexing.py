"""The index of the search made and staged, as far as it has changed (docs/search.md)."""

import contextlib
import hashlib
import shutil
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from generator import cache, routes, syllables, workers
from generator.archive import Archive
from generator.cache import Cache, Rendered
from generator.publisher import Publication
from generator.report import Told, silent
from generator.search.docs import MOST_IN_ONE, Doc, Segment, call, segments, words
from generator.search.facets import facets
from generator.search.start import Summary, most_often, pairs, start
from generator.workers import Executor, Task

if TYPE_CHECKING:
    from generator.search.shards import Terms

DOCS_OF_A_SHARE = 250  # whose postings one process holds at once
FEW_SHARES = 4  # worth a process: below, what it takes to begin one (0.15 s) is more than it saves
FEW_DOCS = 100  # twice as many as a process works on at a time where most are new: what they are made into is large
_KEY = 16  # bytes of a key
_found = msgspec.msgpack.Decoder(tuple[bytes, tuple[str, ...]])
_summary = msgspec.msgpack.Decoder(Summary)
_cards = msgspec.msgpack.Decoder(list[bytes])


class Index(msgspec.Struct, frozen=True):
    """The files of the index by address, the pieces of the cache behind them, and the version of the first file."""

    files: dict[str, Rendered]
    pieces: frozenset[bytes]
    version: str


NO_INDEX = Index({}, frozenset(), "")


class _Done(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A document: the texts that show it, packed, what names it beside its grams, and what is new in the cache."""

    number: int
    shown: bytes
    terms: tuple[str, ...]
    pieces: tuple[tuple[bytes, bytes], ...]


class _Loaded(msgspec.Struct, frozen=True, gc=False):
    """A numbered document with its key: its codes and texts as the cache has them, else its packed body."""

    number: int
    doc: Doc
    key: bytes
    kept: tuple[bytes, bytes] | None = None  # without the texts where the output has them
    body: bytes = b""


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

    def all_unchanged(self, segment: str, docs: bytes, key: bytes) -> dict[str, Rendered]:
        """The files of a segment with this key, of whose documents `docs` has the keys; none if one is missing."""
        shards = self.unchanged(key)
        numbered = enumerate(range(0, len(docs), _KEY))
        texts = [self.unchanged(_shown_key(segment, n, docs[place : place + _KEY])) for n, place in numbered]
        return {url: file for files in (shards, *texts) for url, file in files.items()} if shards and all(texts) else {}

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
    own = [cache.page_key(segment.key) for segment in found]
    for segment, key in zip(found, own, strict=True):
        docs = kept.piece(b"d" + key) if kept.has(b"s" + key) else None
        made = making.all_unchanged(segment.name, docs, key) if docs else {}
        if not docs or not made:
            keys = [cache.page_key(doc.key) for doc in segment.docs]
            made, docs = _segment(making, segment, keys, key), b"".join(keys)
        files |= made
        pieces |= {b"s" + key, b"d" + key}
        pieces |= {kind + docs[n : n + _KEY] for kind in (b"w", b"c") for n in range(0, len(docs), _KEY)}
    whole = cache.page_key(msgspec.msgpack.encode((own, list(archive.nodes), list(archive.issuers))))
    files |= making.unchanged(whole) or _whole(making, archive, found, own, whole)
    return Index(files, frozenset(pieces), files[routes.search("start")].sha256[:8])


def _segment(making: _Making, segment: Segment, doc_keys: Sequence[bytes], key: bytes) -> dict[str, Rendered]:
    """The texts and the shards of a segment; its summary and the keys of its documents go to the cache."""
    from generator.search.shards import named, shards  # numpy: not when nothing has changed

    own = [_shown_key(segment.name, n, k) for n, k in enumerate(doc_keys)]
    shown = [making.unchanged(k) for k in own]
    docs = [(n, doc, k, bool(shown[n])) for n, (doc, k) in enumerate(zip(segment.docs, doc_keys, strict=True))]
    fresh = sum(not making.kept.has(b"w" + piece) for piece in doc_keys)
    if fresh:
        syllables.load()
    worth = workers.WORTH_A_PROCESS if fresh < MOST_IN_ONE else FEW_DOCS
    executor = making.executor
    if fresh < workers.WORTH_A_PROCESS and len(docs) <= MOST_IN_ONE:  # what is known is only put together
        executor = Executor(scheduler=executor.scheduler)
    shares = 1 << ((len(docs) - 1) // DOCS_OF_A_SHARE).bit_length()
    files = {url: file for texts in shown for url, file in texts.items()}
    names: dict[str, array[int]] = {}
    with _folder(making.store.with_suffix(".spill")) as spilled:
        task = Task(partial(_load, str(making.store)), _texts, partial(_spill, str(making.store), spilled, shares))
        for chunk in workers.map_chunks(task, docs, executor, worth):
            for done in chunk:
                texts = _cards.decode(done.shown) if done.shown else ()
                files |= making.write(_text_files(f"t/{segment.name}/{done.number}", texts), own[done.number])
                for term in done.terms:
                    names.setdefault(term, array("I")).append(done.number)
                making.tell(done.number + 1, len(docs))
        # the postings of a share are of all documents: that stays on this machine
        work = partial(_terms, spilled, shares)
        parts = workers.map_chunks(work, range(shares), making.executor.here, FEW_SHARES)
        found = [terms for part in parts for terms in part]
        buckets, made_shards = shards(segment.name, found, named(spilled, names))
        files |= making.write(made_shards, key)
    counts = {char: count for part in found for char, count in part.counts.items()}
    often = {gram: count for part in found for gram, count in part.often.items()}
    summary = Summary(_version(files), buckets, counts, {gram: often[gram] for gram in most_often(often)})
    making.kept.keep_pieces([(b"s" + key, msgspec.msgpack.encode(summary)), (b"d" + key, b"".join(doc_keys))])
    return files


def _shown_key(segment: str, number: int, doc_key: bytes) -> bytes:
    """What the files that show a document depend on: its place in the index and what this says about it."""
    return hashlib.blake2b(f"{segment}/{number}/".encode() + doc_key, digest_size=16).digest()


@contextlib.contextmanager
def _folder(path: Path) -> Iterator[Path]:
    """An empty folder for as long as it is needed; what a killed build left there goes too."""
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir(parents=True)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def _version(files: Mapping[str, Rendered]) -> str:
    """Eight signs that tell these files from others at the same addresses."""
    told = "".join(f"{url} {files[url].sha256}\n" for url in sorted(files))
    return hashlib.sha256(told.encode()).hexdigest()[:8]


def _load(store: str, docs: Sequence[tuple[int, Doc, bytes, bool]]) -> list[_Loaded]:
    """Of numbered documents with their keys what the cache has; of those that the output shows, the codes alone."""
    loaded = []
    with cache.opened(Path(store)) as kept:
        for number, doc, key, is_shown in docs:
            found, shown = kept.piece(b"w" + key), b"" if is_shown else kept.piece(b"c" + key)
            if found is not None and shown is not None:
                loaded.append(_Loaded(number, doc, key, (found, shown)))
            else:
                needed = [] if doc.plan.withdrawn else [doc.plan.body_digest]
                loaded.append(_Loaded(number, doc, key, body=next(kept.packed(needed), b"")))
    return loaded


def _texts(docs: Sequence[_Loaded]) -> list[tuple[bytes, _Done]]:
    """The codes of documents, and what became of them, in their order."""
    from generator.search import grams

    done: list[tuple[bytes, _Done]] = []
    for doc in docs:
        if doc.kept:
            codes, terms = _found.decode(doc.kept[0])
            done.append((codes, _Done(doc.number, doc.kept[1], terms, ())))
    fresh = [doc for doc in docs if not doc.kept]
    for begin in range(0, len(fresh), grams.AT_ONCE):
        done += _made(fresh[begin : begin + grams.AT_ONCE])
    return sorted(done, key=lambda made: made[1].number)


def _made(docs: Sequence[_Loaded]) -> Iterator[tuple[bytes, _Done]]:
    """The codes of documents, and what became of them, for the first time."""
    from generator.search import grams

    texts = [words(each.doc, cache.unpack(each.body) if each.body else None) for each in docs]
    codes = grams.codes([found.texts for found, _ in texts])
    for each, (found, cards), own in zip(docs, texts, codes, strict=True):
        shown = msgspec.msgpack.encode(cards)
        pieces = ((b"w" + each.key, msgspec.msgpack.encode((own, found.terms))), (b"c" + each.key, shown))
        yield own, _Done(each.number, shown, found.terms, pieces)


def _spill(store: str, spilled: Path, shares: int, made: Sequence[tuple[bytes, _Done]]) -> list[_Done]:
    """The postings of documents put into the folder `spilled`, and what is new into the cache, here: it is large."""
    from generator.search.shards import spill

    spill(spilled, [(done.number, codes) for codes, done in made], shares)
    new = [piece for _, done in made for piece in done.pieces]
    if new:
        with cache.opened(Path(store)) as kept:
            kept.keep_pieces(new)
    return [msgspec.structs.replace(done, pieces=()) for _, done in made]


def _text_files(name: str, texts: Sequence[bytes]) -> Iterator[tuple[str, bytes]]:
    for n, data in enumerate(texts):
        file = f"{name}-{n}" if n else name
        yield file, call(file, data)


def _terms(spilled: Path, shares: int, wanted: Sequence[int]) -> "list[Terms]":
    """The terms of some shares."""
    from generator.search.shards import terms

    return [terms(spilled, share, shares) for share in wanted]


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
