"""The files below a folder and how long each is; one digest of that, to tell whether it is as it was."""

import hashlib
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

Files = list[tuple[str, int]]  # names and sizes in bytes


def walk(root: Path, without: Collection[str] = ()) -> Iterator[tuple[str, Files]]:
    """Each folder below `root` that has files: its address, "" or ending in /, and its files, links not followed.

    Addresses in `without` are left out with all that is below them. Nothing where there is no such folder.
    """
    folders = [(str(root), "")]
    while folders:
        folder, prefix = folders.pop()
        try:
            entries = os.scandir(folder)
        except FileNotFoundError:
            continue
        files: Files = []
        with entries:
            for entry in entries:
                name = entry.name
                if prefix + name in without:
                    continue
                if entry.is_dir(follow_symlinks=False):
                    folders.append((entry.path, f"{prefix}{name}/"))
                else:
                    files.append((name, entry.stat(follow_symlinks=False).st_size))
        if files:
            yield prefix, files


def sizes(root: Path, without: Collection[str] = ()) -> dict[str, int]:
    """The size of every file below `root` by its address; see `walk`."""
    return {prefix + name: size for prefix, files in walk(root, without) for name, size in files}


def digest(folders: Iterable[tuple[str, Files]]) -> bytes:
    """A digest of what `walk` gives, in whatever order it comes."""
    found = []
    for prefix, files in folders:
        told = "\n".join([f"{name} {size}" for name, size in sorted(files)])
        found.append((prefix, hashlib.blake2b(told.encode("utf-8", "surrogatepass"), digest_size=16).digest()))
    whole = hashlib.blake2b(digest_size=16)
    for prefix, own in sorted(found):
        whole.update(prefix.encode("utf-8", "surrogatepass") + b"\0" + own)
    return whole.digest()


def by_folder(sizes: Mapping[str, int]) -> Iterable[tuple[str, Files]]:
    """What `walk` would give of files with these sizes by address."""
    folders: dict[str, Files] = {}
    for url, size in sizes.items():
        cut = url.rfind("/") + 1
        folders.setdefault(url[:cut], []).append((url[cut:], size))
    return folders.items()
