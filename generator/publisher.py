"""Publishing: the files of a build staged beside the output, then committed by renames.

Whatever moment a build dies at, no page that a reader can reach links to a page that isn't there: new files come
first, then changed ones, the home page last, and only then do files go that are no longer wanted. The manifest in the
output says what builds wrote there; nothing else is ever removed or overwritten.
"""

import contextlib
import hashlib
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from generator import routes
from generator.cache import Rendered
from generator.problem import Refused, error

UNKNOWN = ""  # the digest of a file that a build was about to write when it died


class Changes(msgspec.Struct, frozen=True):
    """What a commit did, as numbers of files."""

    written: int
    unchanged: int
    removed: int


class Manifest(msgspec.Struct, frozen=True):
    """What builds have written to an output folder: the SHA-256 of each file by its address."""

    files: dict[str, str]
    schema: int = 1


class Locked(Exception):
    """Another build is at work on the same output."""


@contextlib.contextmanager
def lock(output: Path) -> Iterator[None]:
    """Keep other builds from `output`; Locked where one is at work. A dead process holds no lock."""
    output.parent.mkdir(parents=True, exist_ok=True)
    with (output.parent / f".{output.name}.lock").open("a+b") as file:
        if not _locks(file.fileno()):
            raise Locked
        yield


def _locks(descriptor: int) -> bool:
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


class Publication:
    """One build's way into `output`: stage files, then commit them all, or abandon and leave everything as it was."""

    def __init__(self, output: Path) -> None:
        self.output = output
        self.stage = output.parent / f".{output.name}.stage"
        _remove_tree(self.stage)
        self._before = _read_manifest(output)
        self._present = _sizes(output)

    def held(self, url: str) -> tuple[str, int]:
        """SHA-256 and size of the file that the output holds at `url`; "" and 0 for none, or one of unknown origin."""
        return self._before.get(url, UNKNOWN), self._present.get(url, 0)

    def holds(self, url: str, wanted: Rendered) -> bool:
        """Whether the output has this very file already, as the manifest and the folder say."""
        return url in self._present and self.held(url) == (wanted.sha256, wanted.size)

    def put(self, url: str, source: Path) -> Rendered:
        """Have the file `source` at `url`: it goes to the stage unless the output holds it."""
        digest, size = hashlib.sha256(), 0
        with source.open("rb") as file:
            while part := file.read(1 << 20):
                digest.update(part)
                size += len(part)
        wanted = Rendered(b"", digest.hexdigest(), size)
        if not self.holds(url, wanted):
            target = self.stage / url
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
        return wanted

    def abandon(self) -> None:
        """Leave the output as it is."""
        _remove_tree(self.stage)

    def commit(self, wanted: Mapping[str, Rendered]) -> Changes:
        """Make the output hold exactly the files `wanted`; those it lacks lie in the stage.

        Refused where a file that no build wrote stands in the way.
        """
        staged = list(_sizes(self.stage))
        gone = [url for url in self._before if url not in wanted and url in self._present]
        files = {url: rendered.sha256 for url, rendered in wanted.items()}
        if staged or gone or self._before != files:
            self._refuse_strangers(staged)
            if not self._appears_at_once(files):
                self._change(files, staged, gone)
        _remove_tree(self.stage)
        return Changes(len(staged), len(wanted) - len(staged), len(gone))

    def _refuse_strangers(self, staged: list[str]) -> None:
        """Files that stand where ours should go and that no build wrote, unless they are the same to the byte."""
        strangers = [
            url
            for url in staged
            if url in self._present
            and url not in self._before
            and (self.output / url).read_bytes() != (self.stage / url).read_bytes()
        ]
        if strangers:
            hint = "请把它移走，或者用 --output 换一个文件夹；生成器不会覆盖别人的文件"
            message = "输出文件夹里已有同名文件，不是本程序写的"
            paths = [(self.output / url).as_posix() for url in strangers]
            raise Refused([error("output-foreign", message, hint, path=path) for path in paths])

    def _appears_at_once(self, files: Mapping[str, str]) -> bool:
        """Put a whole new site in its place by one rename, where nothing is there yet and the system allows it."""
        if self._present:
            return False
        _write_manifest(self.stage, files)
        try:
            if self.output.exists():
                (self.output / routes.MANIFEST).unlink(missing_ok=True)
                self.output.rmdir()
            self.stage.rename(self.output)
        except OSError:
            (self.stage / routes.MANIFEST).unlink()
            return False
        return True

    def _change(self, files: Mapping[str, str], staged: list[str], gone: list[str]) -> None:
        in_between = {**self._before, **dict.fromkeys(staged, UNKNOWN)}
        _write_manifest(self.output, in_between)
        for url in sorted(staged, key=self._turn):
            target = self.output / url
            target.parent.mkdir(parents=True, exist_ok=True)
            (self.stage / url).replace(target)
        for url in gone:
            (self.output / url).unlink(missing_ok=True)
        _remove_empty(self.output, gone)
        _write_manifest(self.output, files)

    def _turn(self, url: str) -> tuple[bool, bool, bool, str]:
        """New files before changed ones, pages that link to others after these, the home page last."""
        return (url in self._present, url.endswith(".html"), url == routes.HOME, url)


def _read_manifest(output: Path) -> dict[str, str]:
    try:
        data = (output / routes.MANIFEST).read_bytes()
        return msgspec.json.decode(data, type=Manifest).files
    except (OSError, msgspec.MsgspecError):
        return {}


def _write_manifest(folder: Path, files: Mapping[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    manifest = Manifest({url: files[url] for url in sorted(files)})
    data = msgspec.json.format(msgspec.json.encode(manifest), indent=0) + b"\n"
    new = folder / f".{routes.MANIFEST}.new"
    new.write_bytes(data)
    new.replace(folder / routes.MANIFEST)


def _sizes(output: Path) -> dict[str, int]:
    """The size of every file below `output`, by its address; the manifest and its like left out."""
    sizes: dict[str, int] = {}
    folders = [(str(output), "")]
    while folders:
        folder, prefix = folders.pop()
        try:
            entries = list(os.scandir(folder))
        except FileNotFoundError:
            continue
        for entry in entries:
            url = prefix + entry.name
            if entry.is_dir(follow_symlinks=False):
                folders.append((entry.path, url + "/"))
            elif routes.MANIFEST not in entry.name:
                sizes[url] = entry.stat(follow_symlinks=False).st_size
    return sizes


def _remove_tree(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)


def _remove_empty(output: Path, urls: list[str]) -> None:
    """Remove the folders that the removal of `urls` left empty."""
    parents = {parent for url in urls for parent in (output / url).relative_to(output).parents}
    for parent in sorted(parents, key=lambda p: -len(p.parts)):
        if parent.parts:
            with contextlib.suppress(OSError):
                (output / parent).rmdir()
