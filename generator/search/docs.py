"""The documents of the index: which segment a plan is in, its number there, and what of it is searched and shown."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from generator.archive import Archive
from generator.plaintext import Part, parts
from generator.plan import Body, Plan
from generator.search import pinyin
from generator.search.normal import compatible, traditional

MOST_IN_ONE = 2_000  # plans; a larger archive has the newest year in a segment of its own
LARGEST_TEXT = 48_000  # bytes of the parts in one file
LARGEST_PART = 12_000  # characters; a longer paragraph or table goes on in another part
FIELDS = "nthi"  # the kinds of parts with sets of their own, in the order of a term's value; places come after them
_LINE_ENDS = ((b"\xe2\x80\xa8", rb"\u2028"), (b"\xe2\x80\xa9", rb"\u2029"))  # which end a line in old scripts


class Doc(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A plan, its places from the top down as (short name, path, name), and its issuer's slug."""

    plan: Plan
    places: tuple[tuple[str, str, str], ...]
    issuer: str

    @property
    def key(self) -> bytes:
        """A digest of everything that the index says about the plan."""
        return hashlib.blake2b(msgspec.msgpack.encode(self), digest_size=16).digest()


class Segment(msgspec.Struct, frozen=True):
    """Documents with their numbers, which are their places in `docs`, oldest first."""

    name: str
    docs: tuple[Doc, ...]

    @property
    def key(self) -> bytes:
        """A digest of everything that the index says about its plans."""
        digest = hashlib.blake2b(self.name.encode(), digest_size=16)
        for begin in range(0, len(self.docs), 500):
            digest.update(msgspec.msgpack.encode(self.docs[begin : begin + 500]))
        return digest.digest()


class Words(msgspec.Struct, frozen=True, gc=False):
    """What a plan is found by.

    `texts` are in NFKC: the whole, of which letters make the haystack, the number, the title, the headings, the issuer,
    the places; APART stands between the parts of each. `terms` are the pinyin and the filters.
    """

    texts: tuple[str, ...]
    terms: tuple[str, ...]


def segments(archive: Archive, most: int = MOST_IN_ONE) -> tuple[Segment, ...]:
    """The segments, the newest first: `a` alone, or with `b` for all but the newest year where plans are many."""
    places = {path: _places(archive, path) for path in archive.nodes}
    plans = sorted(archive.plans, key=_oldest_first)
    docs = tuple(Doc(plan, places[archive.node_of[plan.id]], archive.slug_of[plan.issuer]) for plan in plans)
    newest = archive.plans[0].year
    if len(docs) <= most or docs[0].plan.year == newest:
        return (Segment("a", docs),)
    cut = next(n for n, doc in enumerate(docs) if doc.plan.year == newest)
    return Segment("a", docs[cut:]), Segment("b", docs[:cut])


def _oldest_first(plan: Plan) -> tuple[int, str, str]:
    return plan.year, plan.date.iso if plan.date else "", plan.path


def _places(archive: Archive, path: str) -> tuple[tuple[str, str, str], ...]:
    lineage = archive.ancestors(archive.nodes[path])
    return tuple((node.region[-1].short, node.path, node.region[-1].name) for node in lineage)


def words(doc: Doc, body: Body | None) -> tuple[Words, list[bytes]]:
    """What a plan is found by and the files that show it, with its text as published: None for a withdrawn one.

    Of the files, as JSON, the first tells everything; the others hold the parts that found no room there.
    """
    plan, found = doc.plan, list(_bounded(parts(doc.plan, body)))
    spellings = [pinyin.spelt(text) for text in (plan.title, plan.issuer, *(name for _, _, name in doc.places))]
    filters = {f"o:{doc.issuer}", f"s:{plan.status}", *(f"r:{path}" for _, path, _ in doc.places)}
    whole = compatible(part.text for part in found)
    fields = (compatible(_texts(found, kind)) for kind in FIELDS)
    places = compatible(name for place in doc.places for name in place[::2])
    searched = Words((whole, *fields, places), (*sorted(filters), *sorted(pinyin.terms(spellings))))
    first, *more = _cut(found)
    return searched, [_card(doc, spellings, traditional(whole), first, len(more)), *map(_json, more)]


def _bounded(found: Iterable[Part]) -> Iterator[Part]:
    """The parts, very long ones cut after a line or a sentence."""
    for part in found:
        kind, text = part.kind, part.text
        while len(text) > LARGEST_PART:
            end = 1 + max(text.rfind(stop, LARGEST_PART // 2, LARGEST_PART) for stop in "\n。") or LARGEST_PART
            yield Part(part.anchor, kind, text[:end])
            kind, text = "", text[end:]
        yield Part(part.anchor, kind, text)


def _texts(found: Sequence[Part], kind: str) -> Iterator[str]:
    """What belongs to one field; of a paragraph that begins with its heading, that alone."""
    for part in found:
        if part.kind == kind:
            yield part.text
        elif kind == "h" and isinstance(part.kind, int):
            yield part.text[: part.kind]


def _cut(found: Sequence[Part]) -> list[list[Part]]:
    """The parts in files of bounded size, one at least."""
    if 4 * sum(len(part.text) for part in found) + 20 * len(found) <= LARGEST_TEXT:  # 4 bytes a character at most
        return [list(found)]
    files: list[list[Part]] = [[]]
    room = LARGEST_TEXT
    for part in found:
        size = len(part.text.encode()) + 20
        if size > room and files[-1]:
            files.append([])
            room = LARGEST_TEXT
        files[-1].append(part)
        room -= size
    return files


def _card(doc: Doc, spellings: Sequence[str], changed: str, first: Sequence[Part], more: int) -> bytes:
    plan = doc.plan
    shown: dict[str, object] = {
        "id": plan.id,
        "url": plan.url,
        "title": plan.title,
        "issuer": plan.issuer,
        "number": plan.doc_number,
        "place": doc.places,
        "year": plan.year,
        "date": plan.date.chinese if plan.date else "",
        "iso": plan.date.iso if plan.date else "",
        "status": plan.status,
        "kind": plan.kind,
        "pinyin": spellings,
    }
    shown |= {"s": changed} if changed else {}
    shown |= {"more": more} if more else {}
    return _json({**shown, "parts": first})


def _json(value: object) -> bytes:
    data = msgspec.json.encode(value)
    for end, written in _LINE_ENDS:
        data = data.replace(end, written)
    return data


def call(name: str, value: bytes | Mapping[str, object]) -> bytes:
    """The file `name`: a script that hands over one JSON value."""
    data = value if isinstance(value, bytes) else _json(value)
    return b'yaodian("%s",%s)\n' % (name.encode(), data)
