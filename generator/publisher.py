"""Publishing: the files of a build staged beside the output, then committed by renames.

Whatever moment a build dies at, no page that a reader can reach links to a page that isn't there: new files come
first, then changed ones, the home page last, and only then do files go that are no longer wanted. The manifest in the
output says what builds wrote there; nothing else is ever removed or overwritten.
"""

import contextlib
import errno
import hashlib
import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from generator import disk, routes, seal, tree
from generator.cache import Rendered
from generator.problem import Refused, error
from generator.seal import Manifest

UNKNOWN = ""  # the digest of a file that a build was about to write when it died


class Changes(msgspec.Struct, frozen=True):
    """What a commit did, as numbers of files."""

    written: int
    unchanged: int
    removed: int


class Locked(Exception):
    """Another build is at work on the same output."""


@contextlib.contextmanager
def lock(output: Path) -> Iterator[None]:
    """Keep other builds from `output`; Locked where one is at work. A dead process holds no lock."""
    path = _beside(output.resolve(), "lock")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        if not _locks(file.fileno()):
            raise Locked
        yield


def _beside(output: Path, what: str) -> Path:
    """Where the lock or the stage of `output` is: on the same filesystem, so that renaming works."""
    return (output if os.path.ismount(output) else output.parent) / f".{output.name}.{what}"


def _not_ours(output: Path) -> set[str]:
    """What in the output is no file of the site."""
    return {routes.MANIFEST, routes.SUMS, _beside(output, "stage").name, _beside(output, "lock").name}


def digest_of_output(output: Path) -> bytes:
    """A digest of the names and the sizes of all files in `output`, those that no build wrote included."""
    output = output.resolve()
    return tree.digest(tree.walk(output, _not_ours(output)))


def clear(output: Path) -> None:
    """Remove the stage that a killed build has left beside `output`."""
    disk.remove_tree(_beside(output.resolve(), "stage"))


def _locks(descriptor: int) -> bool:
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):  # the latter on Windows; all else is the machine's failure
        return False
    return True


class Publication:
    """One build's way into `output`: stage files, then commit them all.

    A context manager; when it is left without a commit the output is as it was, and the stage is gone either way.
    """

    def __init__(self, output: Path) -> None:
        self.output = output.resolve()  # a link to a folder elsewhere: the stage lies beside that one
        self.stage = _beside(self.output, "stage")
        disk.remove_tree(self.stage)
        self._last = seal.read_manifest(self.output)
        self._before = self._last.files
        self._present = tree.sizes(self.output, _not_ours(self.output))

    def __enter__(self) -> "Publication":
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):  # the next build removes it; this one has done its work, or told why not
            disk.remove_tree(self.stage)

    def held(self, url: str) -> tuple[str, int]:
        """SHA-256 and size of the file that the output holds at `url`; "" and 0 for none, or one of unknown origin."""
        return self._before.get(url, UNKNOWN), self._present.get(url, 0)

    def holds(self, url: str, wanted: Rendered) -> bool:
        """Whether the output has this very file already, as the manifest and the folder say."""
        return url in self._present and self.held(url) == (wanted.sha256, wanted.size)

    def intact(self, files: Mapping[str, Rendered]) -> set[str]:
        """The addresses of those of `files` that the output has: `holds`, asked of all at once."""
        before, present = self._before.get, self._present.get
        return {url for url, file in files.items() if before(url) == file.sha256 and present(url) == file.size}

    def digest(self, wanted: Mapping[str, Rendered]) -> bytes:
        """What `digest_of_output` will be once `wanted` is committed."""
        sizes = {url: rendered.size for url, rendered in wanted.items()}
        foreign = (self._present.keys() - self._before.keys()).difference(wanted)
        return tree.digest(tree.by_folder(sizes | {url: self._present[url] for url in foreign}))

    def put(self, url: str, source: Path) -> Rendered:
        """Have the file `source` at `url`: it goes to the stage unless the output holds it."""
        wanted = digest_of_file(source)
        if self.holds(url, wanted):
            return wanted
        target = self.stage / url
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
        return digest_of_file(target)  # the source may have changed in between

    def write(self, url: str, data: bytes, key: bytes) -> Rendered:
        """Have `data`, made from what `key` tells, at `url`: it goes to the stage unless the output holds it."""
        wanted = Rendered(key, hashlib.sha256(data).hexdigest(), len(data))
        if not self.holds(url, wanted):
            disk.stage(self.stage, url, data)
        return wanted

    def stream(self, urls: Sequence[str], parts: Iterable[Mapping[str, bytes]], key: bytes) -> dict[str, Rendered]:
        """The same for several files at once, whose data comes in parts by address, which are not held together."""
        with contextlib.ExitStack() as opened:
            files = {}
            for url in urls:
                (self.stage / url).parent.mkdir(parents=True, exist_ok=True)
                files[url] = opened.enter_context((self.stage / url).open("wb"))
            digests = {url: hashlib.sha256() for url in urls}
            for part in parts:
                for url, data in part.items():
                    digests[url].update(data)
                    files[url].write(data)
            made = {url: Rendered(key, digests[url].hexdigest(), files[url].tell()) for url in urls}
        for url in (url for url, wanted in made.items() if self.holds(url, wanted)):
            disk.remove(self.stage / url)
        return made

    def commit(self, wanted: Mapping[str, Rendered], made_of: str) -> Changes:
        """Make the output hold exactly the files `wanted`, made of what `made_of` is the digest of.

        Those that it lacks lie in the stage. Refused where something that no build wrote stands in the way.
        """
        sizes = tree.sizes(self.stage)
        staged = list(sizes)
        dropped = [url for url in self._before if url not in wanted]
        manifest = seal.manifest_of({url: rendered.sha256 for url, rendered in wanted.items()}, made_of)
        if staged or self._last != manifest or not (self.output / routes.SUMS).is_file():
            self._demand_all(wanted, sizes)
            self._refuse_strangers(staged, dropped)
            if not self._appears_at_once(manifest):
                self._change(manifest, staged, dropped)
        return Changes(len(staged), len(wanted) - len(staged), sum(url in self._present for url in dropped))

    def _demand_all(self, wanted: Mapping[str, Rendered], staged: Mapping[str, int]) -> None:
        """An OSError where a file is neither staged, as long as it should be, nor there: somebody emptied the stage."""
        lost = wanted.keys() - staged.keys() - self.intact(wanted)
        lost.update(url for url, size in staged.items() if url in wanted and size != wanted[url].size)
        if lost:
            raise OSError(errno.ENOENT, "准备好的文件不见了，或者被别的程序改了", str(self.stage / min(lost)))

    def _refuse_strangers(self, staged: list[str], dropped: list[str]) -> None:
        """Refused for what no build wrote and what stands where a file of ours, or its folder, should go.

        A file that is the same to the byte is none: it becomes ours.
        """
        foreign = self._present.keys() - self._before.keys()
        strangers = foreign & _folders(staged)
        strangers |= {url for url in foreign.intersection(staged) if not self._is_staged(url)}
        others = _folders(self._present.keys() - set(dropped))
        emptied = _folders(dropped)
        strangers |= {u for u in staged if u in others or (u not in emptied and (self.output / u).is_dir())}
        if not seal.is_sums(self.output / routes.SUMS):
            strangers.add(routes.SUMS)
        if strangers:
            hint = "请把它移走，或者用 --output 换一个文件夹；生成器不会覆盖别人的文件"
            message = "输出文件夹里已有同名文件，不是本程序写的"
            paths = [(self.output / url).as_posix() for url in sorted(strangers)]
            raise Refused([error("output-foreign", message, hint, path=path) for path in paths])

    def _is_staged(self, url: str) -> bool:
        there, ours = self.output / url, self.stage / url
        return there.is_file() and not there.is_symlink() and there.read_bytes() == ours.read_bytes()

    def _appears_at_once(self, manifest: Manifest) -> bool:
        """Put a whole new site in its place by one rename, where no folder is there yet and the system allows it."""
        if self.output.exists():  # with the owner and the permissions that somebody gave it
            return False
        self._seal(manifest, self.stage)
        try:
            disk.patiently(lambda: self.stage.rename(self.output))
        except OSError:
            (self.stage / routes.MANIFEST).unlink()
            (self.stage / routes.SUMS).unlink()
            return False
        return True

    def _change(self, manifest: Manifest, staged: list[str], dropped: list[str]) -> None:
        """New files, changed files, removals; the manifest names all of them until the last is done."""
        files = manifest.files
        in_between = Manifest(versions=manifest.versions, files={**self._before, **dict.fromkeys(staged, UNKNOWN)})
        disk.stage(self.stage, routes.MANIFEST, in_between.encoded())
        disk.settle([self.stage / url for url in (*staged, routes.MANIFEST)])
        self.output.mkdir(parents=True, exist_ok=True)
        disk.move(self.stage / routes.MANIFEST, self.output / routes.MANIFEST)
        in_the_way = _in_the_way(dropped, staged)
        self._remove(in_the_way, files)
        for folder in _folders(staged):
            (self.output / folder).mkdir(parents=True, exist_ok=True)
        for url in sorted(staged, key=self._turn):
            disk.move(self.stage / url, self.output / url)
        self._remove(set(dropped).difference(in_the_way), files)
        self._seal(manifest, self.output)

    def _seal(self, manifest: Manifest, folder: Path) -> None:
        """Put the checksums and then the manifest into `folder`, by way of the stage, so that there is never half."""
        data = manifest.encoded()
        disk.stage(self.stage, routes.SUMS, seal.sums(manifest.files, data))
        disk.stage(self.stage, routes.MANIFEST, data)
        own = (routes.SUMS, routes.MANIFEST)
        disk.settle([self.stage / url for url in own])
        for url in own if folder != self.stage else ():
            disk.move(self.stage / url, folder / url)

    def _turn(self, url: str) -> tuple[bool, bool, bool, str]:
        """New files before changed ones, pages that link to others after these, the home page last."""
        return (url in self._present, url.endswith(".html"), url == routes.HOME, url)

    def _remove(self, urls: Collection[str], files: Mapping[str, str]) -> None:
        """Remove the files, and the folders that this leaves empty.

        Where names differ in nothing but case, a system may have one file for both: it stays if either is wanted.
        """
        wanted = {url.casefold(): url for url in files} if urls else {}
        for url in sorted(urls, key=lambda url: (not url.endswith(".html"), url)):  # pages before what they link to
            twin = wanted.get(url.casefold())
            target = self.output / url
            if not (twin and _same_file(target, self.output / twin)):
                with contextlib.suppress(FileNotFoundError, NotADirectoryError):
                    disk.remove(target)
        for folder in sorted(_folders(urls), key=len, reverse=True):
            with contextlib.suppress(OSError):
                (self.output / folder).rmdir()


def digest_of_file(path: Path) -> Rendered:
    """The SHA-256 and the size of a file."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while part := file.read(1 << 20):
            digest.update(part)
            size += len(part)
    return Rendered(b"", digest.hexdigest(), size)


def _folders(urls: Iterable[str]) -> set[str]:
    """Every folder that one of the addresses is in."""
    nearest = {url.rpartition("/")[0] for url in urls} - {""}
    return nearest.union(*map(routes.folders, nearest))


def _in_the_way(dropped: Collection[str], staged: Collection[str]) -> set[str]:
    """Files of ours whose address is now a folder, or that lie in a folder whose address is now a file."""
    files, folders = set(staged), _folders(staged)
    return {url for url in dropped if url in folders or not files.isdisjoint(routes.folders(url))}


def _same_file(one: Path, other: Path) -> bool:
    with contextlib.suppress(OSError):
        return one.samefile(other)
    return False
