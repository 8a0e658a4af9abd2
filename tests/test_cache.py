"""What the cache keeps of one build for the next: what sheaves held, and texts while a reading is left for them."""

from pathlib import Path

import msgspec
import pytest

from generator import cache
from generator.cache import LOOSE, Bound, Rendered
from generator.plan import Body, Plan
from generator.reader import Reading


def file(key: str) -> Rendered:
    return Rendered(key.encode(), key * 64, len(key))


def test_sheaves_come_back_however_many_parts_they_fill(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_IN_A_PART", 2)
    for count in (5, 4, 0):
        sheaves = {
            f"{n}".encode(): Bound({f"{n}.html": file("a"), f"{n}.txt": file("b")}, (b"c",)) for n in range(count)
        }
        pages = {url: page for bound in sheaves.values() for url, page in bound.files.items()} | {"feed.xml": file("d")}
        with cache.opened(tmp_path / "c.sqlite") as kept:
            kept.keep_pages(pages, sheaves)
        with cache.opened(tmp_path / "c.sqlite") as kept:
            assert kept.pages() == pages
            assert kept.sheaves() == sheaves | {LOOSE: Bound({"feed.xml": file("d")})}


def test_a_text_goes_with_the_last_reading_of_it(tmp_path: Path) -> None:
    plan = Plan(path="a.md", id="a", title="", issuer="", issuer_slug="", region=(), year=2020, body_digest="x")
    body = msgspec.msgpack.encode(Body("<p>"))
    readings = [(key, Reading(plan, ()), body) for key in (b"1", b"2")]
    with cache.opened(tmp_path / "c.sqlite") as kept:
        kept.keep_readings(readings)
    for left in ({b"2"}, set()):
        with cache.opened(tmp_path / "c.sqlite") as kept:
            kept.readings(frozenset(left))
            kept.forget(left)
        with cache.opened(tmp_path / "c.sqlite") as kept:
            assert kept.readings(frozenset((b"1", b"2"))).keys() == left
            assert kept._db.execute("SELECT count(*) FROM bodies").fetchone() == (len(left),)
