"""What a published tree says about itself, so that anybody can verify it, on any machine and at any time.

`build-manifest.json` tells what the site was made of and by what; `SHA256SUMS`, which `sha256sum -c` reads, has the
digest of every file and of the manifest. Both are functions of the input and of the versions named in them.
"""

import hashlib
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache as once
from pathlib import Path

import msgspec

from generator import __version__, cache, routes

_AT_ONCE = 10_000  # lines that are made together: of 683,000 they take as much memory as all else that is known of them
_DISTRIBUTIONS = {"markdown_it": "markdown_it_py", "yaml": "pyyaml"}  # where the package has another name


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What builds have written to an output folder: the SHA-256 of each file by its address.

    `input` is the digest of all that it was made of, "" while a build is at work or where one has died; `versions` has
    the generator, its source, Python and the packages that make bytes.
    """

    schema: int = 1
    input: str = ""
    versions: dict[str, str] = {}
    files: dict[str, str] = {}

    def encoded(self) -> bytes:
        """The bytes of build-manifest.json, an address a line."""
        # Sorted here, for msgspec's own sort takes half a minute for 683,000 addresses in groups.
        versions, files = (dict(sorted(pairs.items())) for pairs in (self.versions, self.files))
        data = msgspec.json.encode(msgspec.structs.replace(self, versions=versions, files=files))
        return data.replace(b'","', b'",\n"') + b"\n"  # within a string every quote has a backslash


def manifest_of(files: Mapping[str, str], made_of: str) -> Manifest:
    """The manifest of `files`, whose SHA-256 is given by address, made of what `made_of` is the digest of."""
    return Manifest(input=made_of, versions=versions(), files=dict(files))


def read_manifest(folder: Path) -> Manifest:
    """The manifest in `folder`; an empty one where there is none that can be read."""
    try:
        return msgspec.json.decode((folder / routes.MANIFEST).read_bytes(), type=Manifest)
    except (OSError, msgspec.MsgspecError):
        return Manifest()


def sums(files: Mapping[str, str], manifest: bytes) -> bytes:
    """SHA256SUMS for `files`, in their order, and for the manifest."""
    urls, parts = sorted(files), []
    for begin in range(0, len(urls), _AT_ONCE):
        some = urls[begin : begin + _AT_ONCE]
        text = "".join([f"{files[url]}  {url}\n" for url in some])
        if "\\" in text or "\r" in text or text.count("\n") > len(some):
            text = "".join([_line(url, files[url]) for url in some])
        parts.append(text.encode("utf-8", "surrogateescape"))
    own = _line(routes.MANIFEST, hashlib.sha256(manifest).hexdigest())
    return b"".join([*parts, own.encode()])


def is_sums(path: Path) -> bool:
    """Whether a build wrote this file of checksums, or there is none: others do not end with the manifest."""
    try:
        return path.read_bytes().endswith(f"  {routes.MANIFEST}\n".encode())
    except FileNotFoundError:
        return True


def _line(url: str, sha256: str) -> str:
    """As GNU writes names that hold a line break or a backslash."""
    escaped = url.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    return f"{'' if escaped == url else chr(92)}{sha256}  {escaped}\n"


def parse_sums(data: bytes) -> dict[str, str]:
    """The SHA-256 by address that a file in the format of sha256sum holds; ValueError where it is none."""
    found = {}
    for line in data.decode("utf-8", "surrogateescape").replace("\r\n", "\n").split("\n")[:-1]:
        escaped, plain = line.startswith("\\"), line.removeprefix("\\")
        sha256, mark, url = plain[:64], plain[64:66], plain[66:]
        if mark not in ("  ", " *") or not url or set(sha256) - set("0123456789abcdef"):
            raise ValueError(line)
        if escaped:
            url = "\\".join(p.replace("\\n", "\n").replace("\\r", "\r") for p in url.split("\\\\"))
        found[url] = sha256
    return found


def digest_of_input(digests: Mapping[str, str], conditions: Iterable[str] = ()) -> str:
    """One digest of everything that a site is made of.

    `digests` has the SHA-256 of each file by a name that is the same on every machine (content/…, layouts/…);
    `conditions` is what else decides: which files wait for their day, what was left out.
    """
    lines = [f"{digests[name]}  {name}\n" for name in sorted(digests)]
    told = "".join([*lines, *(f"{condition}\n" for condition in conditions)])
    return hashlib.sha256(told.encode("utf-8", "surrogateescape")).hexdigest()


@once
def versions() -> dict[str, str]:
    """The versions of everything that makes bytes, by name."""
    found = {"yaodian": __version__, "source": cache.source().hex(), "python": "{}.{}".format(*sys.version_info[:2])}
    places = {origin.parent.parent for origin in cache.origins().values()}
    there = {name: version for place in places for name, version in _installed(place)}
    wanted = {package: _DISTRIBUTIONS.get(package, package) for package in sorted(cache.origins())}
    return found | {package: there.get(name) or _told(name) for package, name in wanted.items()}


def _installed(place: Path) -> Iterator[tuple[str, str]]:
    """Names and versions of what is installed there; the names of folders tell, far faster than their metadata."""
    for path in place.iterdir():
        if path.suffix == ".dist-info":
            kind, _, version = path.name.removesuffix(".dist-info").partition("-")
            yield kind.casefold(), version


def _told(name: str) -> str:
    from importlib import metadata  # slow

    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
