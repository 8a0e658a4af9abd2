"""Whether a published tree is what the generator wrote: any copy of it, wherever it was moved to."""

import hashlib
import os
from collections.abc import Collection, Iterator
from pathlib import Path

import msgspec

from generator import routes, seal


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a tree since it was built; all lists are addresses in their order.

    `line_ends` are those of the altered whose line ends alone were changed, as FTP does in text mode. `added` are files
    that no build wrote. `sums` is the SHA-256 of SHA256SUMS, by which two trees can be compared; "" without one.
    """

    schema: int = 1
    files: int = 0
    sums: str = ""
    sealed: bool = True
    finished: bool = True
    altered: list[str] = []
    line_ends: list[str] = []
    missing: list[str] = []
    added: list[str] = []

    @property
    def sound(self) -> bool:
        """Whether the tree is whole and nobody has touched it."""
        return self.sealed and self.finished and not (self.altered or self.missing or self.added)


def verify(folder: Path, allowed: Collection[str] = ()) -> Verdict:
    """Compare every file below `folder` with SHA256SUMS and the manifest; OSError where one can't be read.

    `allowed` names files and folders that may be there besides.
    """
    there = set(_files(folder))
    sealed = {routes.SUMS, routes.MANIFEST} & there
    if not sealed:
        return Verdict(files=len(there), sealed=False)
    manifest = seal.read_manifest(folder)
    finished = bool(manifest.input) or not manifest.versions
    data = (folder / routes.SUMS).read_bytes() if routes.SUMS in there else b""
    listed = _parsed(data) if finished else {}
    expected = {**{url: sha256 for url, sha256 in manifest.files.items() if sha256}, **listed}
    altered = {url for url in expected if url in there and _sha256(folder / url) != expected[url]}
    if data and finished and {**listed, routes.MANIFEST: ""} != {**manifest.files, routes.MANIFEST: ""}:
        altered.add(routes.SUMS if routes.MANIFEST not in altered else routes.MANIFEST)
    strangers = there - expected.keys() - manifest.files.keys() - {routes.SUMS, routes.MANIFEST}
    return Verdict(
        files=len(expected),
        sums=hashlib.sha256(data).hexdigest() if data else "",
        finished=finished,
        altered=sorted(altered),
        line_ends=sorted(url for url in altered & expected.keys() if _unix(folder / url) == expected[url]),
        missing=sorted((expected.keys() | {routes.SUMS, routes.MANIFEST}) - there),
        added=sorted(url for url in strangers if not _is_allowed(url, allowed)),
    )


def _parsed(sums: bytes) -> dict[str, str]:
    """What SHA256SUMS says; nothing where it is no such list."""
    try:
        return seal.parse_sums(sums)
    except ValueError:
        return {}


def _files(folder: Path) -> Iterator[str]:
    """The address of everything below `folder` that is no folder; a link to a folder counts as a file."""
    folders = [(str(folder), "")]
    while folders:
        place, prefix = folders.pop()
        with os.scandir(place) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append((entry.path, f"{prefix}{entry.name}/"))
                else:
                    yield prefix + entry.name


def _sha256(path: Path) -> str:
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _unix(path: Path) -> str:
    """The digest that the file would have with the line ends that the generator writes."""
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest() if path.is_file() else ""


def _is_allowed(url: str, allowed: Collection[str]) -> bool:
    return any(url == name.strip("/") or url.startswith(name.rstrip("/") + "/") for name in allowed)
