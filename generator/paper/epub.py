"""A volume as EPUB 3.3: a file for each plan, contents, indexes, and metadata of who can read it how.

The same volume gives the same bytes: entries in one order, without times; `modified` is the day of the newest document,
for a build has no clock.
"""

import io
import uuid
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from generator.paper.pictures import Picture
from generator.paper.reading import Leaf, Place, Reading, Tell, reading_of, unheard
from generator.paper.stencils import Stencils
from generator.problem import Problem

_ROOT = "EPUB/"
_NEVER = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file can tell
_SUMMARY = "正文可以逐段朗读，标题分级，有目录和索引，可以按章节跳转。"


class Item(msgspec.Struct, frozen=True):
    """One file of the package, as its manifest tells it; `linear` where it stands in the order of reading."""

    id: str
    href: str
    kind: str
    properties: str = ""
    linear: bool = False


def epub_of(
    sources: Mapping[str, str],
    title: str,
    compiler: str,
    base: str,
    leaves: Sequence[Leaf],
    name: str,
    tell: Tell = unheard,
) -> tuple[bytes, tuple[tuple[str, Problem], ...]]:
    """The EPUB of these plans, and the problems of it. `name` tells this volume from all others, for its identifier.

    Refused where a layout is missing or faulty.
    """
    years = sorted(leaves, key=lambda leaf: leaf.plan.year)
    files = {leaf.plan.id: f"plan-{n:04}.xhtml" for n, leaf in enumerate(years, 1)}
    place = Place(
        plan=lambda plan: files[plan],
        anchor=lambda plan, anchor: f"{files[plan]}#{anchor}",
        own=lambda _, anchor: anchor,
        picture=lambda picture: f"pictures/{picture.name}",
        level=1,
    )
    reading = reading_of(title, compiler, base, leaves, place, tell)
    return _packed(_pages(Stencils(sources), reading, files, name), reading.pictures), reading.problems


def _pages(stencils: Stencils, reading: Reading, files: Mapping[str, str], name: str) -> dict[str, str]:
    """The texts of the package by name, in the order in which they lie in it."""
    shared = {"volume": reading.volume, "files": files, "titles": reading.titles}
    indexes = _indexes(reading)
    pages = {"cover.xhtml": stencils.write("cover.xhtml", **shared)}
    pages["nav.xhtml"] = stencils.write("nav.xhtml", **shared, indexes=indexes, chapters=_by_id(reading))
    for chapter in reading.chapters:
        pages[files[chapter.id]] = stencils.write("chapter.xhtml", chapter=chapter)
    for file, heading, groups in indexes:
        pages[file] = stencils.write("index.xhtml", **shared, heading=heading, groups=groups)
    items = [Item(page.removesuffix(".xhtml"), page, "application/xhtml+xml", linear=True) for page in pages]
    items = [msgspec.structs.replace(i, properties="nav") if i.id == "nav" else i for i in items]
    items += [Item("style", "book.css", "text/css"), Item("cover-image", "cover.svg", "image/svg+xml", "cover-image")]
    items += [Item(f"picture-{n}", f"pictures/{p.name}", p.kind) for n, p in enumerate(reading.pictures, 1)]
    package = stencils.write("package.opf", **shared, items=items, **_metadata(reading, name))
    return {
        "META-INF/container.xml": stencils.write("container.xml"),
        f"{_ROOT}package.opf": package,
        **{_ROOT + page: text for page, text in pages.items()},
        f"{_ROOT}book.css": stencils.text("book.css"),
        f"{_ROOT}cover.svg": stencils.write("cover.svg", **shared),
    }


def _by_id(reading: Reading) -> dict[str, Any]:
    return {chapter.id: chapter for chapter in reading.chapters}


def _indexes(reading: Reading) -> list[tuple[str, str, Any]]:
    """The indexes: their file, their heading, their lines below headings ("" for none)."""
    volume = reading.volume
    numbers = [("numbers.xhtml", "文号索引", [{"name": "", "plans": volume.numbers}])] if volume.numbers else []
    return [*numbers, ("issuers.xhtml", "发文机关索引", volume.issuers)]


def _metadata(reading: Reading, name: str) -> dict[str, Any]:
    """What the package says about itself; see EPUB Accessibility 1.1, 2 for the second half."""
    year, month, day = reading.volume.moment
    kinds = {picture.kind for picture in reading.pictures}
    return {
        "identifier": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}",
        "modified": f"{year:04}-{month:02}-{day:02}T00:00:00Z",
        "modes": ["textual", *(["visual"] if kinds else [])],
        "features": [
            *("tableOfContents", "readingOrder", "structuralNavigation", "index", "displayTransformability"),
            *(["alternativeText"] if kinds else []),
        ],
        "hazard": "unknown" if kinds & {"image/gif", "image/webp"} else "none",  # they may flash
        "summary": _SUMMARY + ("图片都有文字说明。" if kinds else ""),
    }


def _packed(pages: Mapping[str, str], pictures: Sequence[Picture]) -> bytes:
    store = io.BytesIO()
    with zipfile.ZipFile(store, "w", zipfile.ZIP_DEFLATED) as package:
        _put(package, "mimetype", b"application/epub+zip", zipfile.ZIP_STORED)
        for name, text in pages.items():
            _put(package, name, text.encode(), zipfile.ZIP_DEFLATED)
        for picture in pictures:
            _put(package, f"{_ROOT}pictures/{picture.name}", picture.data, zipfile.ZIP_STORED)
    return store.getvalue()


def _put(package: zipfile.ZipFile, name: str, data: bytes, how: int) -> None:
    entry = zipfile.ZipInfo(name, _NEVER)
    entry.create_system = 3  # else it tells on which system it was made
    entry.external_attr = 0o644 << 16
    package.writestr(entry, data, how)
