"""Sites built for tests with the real command on real folders, and what to ask of them."""

import json
import os
import re
import runpy
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import lru_cache
from html import unescape
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import unquote

from generator import pipeline
from generator.day import Day
from generator.report import Report
from generator.request import Request

PROJECT = Path(__file__).parent.parent
make = runpy.run_path(str(PROJECT / "benchmarks" / "make_archive.py"))["make"]  # make(folder, count, seed=0) -> files

LONGEST = 60.0  # seconds that anything may take before a test gives up

_LINK = re.compile(r"""<(?:a|link|img|script|source)\b[^>]*?\s(?:href|src)="([^"]*)\"""")
_ID = re.compile(r'\sid="([^"]*)"')
_ELSEWHERE = re.compile(r"[a-z]+:|//")


def call(*args: str | Path) -> list[str]:
    """The command `python build.py` with these arguments."""
    return [sys.executable, "-X", "utf8", str(PROJECT / "build.py"), *map(str, args)]


def start(folder: Path, *args: str | Path, **variables: str) -> subprocess.Popen[str]:
    """`python build.py` with these arguments, under way in `folder`."""
    return subprocess.Popen(
        call(*args),
        cwd=folder,
        env={**os.environ, **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def run(folder: Path, *args: str | Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """`python build.py` with these arguments, run to its end in `folder`. It never shows a traceback."""
    with start(folder, *args, **variables) as process:
        out, err = process.communicate(timeout=120)
    assert "Traceback" not in err, err
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def until(reached: Callable[[], Any]) -> Any:
    """What `reached` gives as soon as that is true; in between the processor is left to what makes it so."""
    deadline = time.monotonic() + LONGEST
    while not (found := reached()):
        assert time.monotonic() < deadline, "it did not come about in time"
        time.sleep(0.0005)
    return found


def build(folder: Path, *args: str | Path, **variables: str) -> str:
    """A build that must succeed; what it printed."""
    done = run(folder, *args, **variables)
    assert done.returncode == 0, done.stderr
    return done.stdout


def build_here(folder: Path, output: Path, *, jobs: int = 1) -> Report:
    """Build `folder`/content to `output` within this process, the cache beside the output."""
    request = Request(
        content=folder / "content",
        output=output,
        layouts=next(place for place in (folder / "layouts", PROJECT / "layouts") if place.exists()),
        assets=next(place for place in (folder / "assets", PROJECT / "assets") if place.exists()),
        settings=folder / "site.yaml",
        cache=output.parent / ".yaodian",
        today=Day(2026, 1, 1),
        jobs=jobs,
    )
    return pipeline.build(request)


def report(folder: Path, *args: str | Path) -> dict[str, Any]:
    """The report of a build in `folder`, whatever its exit status."""
    run(folder, "--quiet", "--report", folder / "report.json", *args)
    return json.loads((folder / "report.json").read_bytes())  # type: ignore[no-any-return]


def edit(folder: Path) -> None:
    """A sentence more in one plan."""
    path = min((folder / "content").rglob("*.md"))
    path.write_text(path.read_text("utf-8") + "\n另行通知。\n", "utf-8")


def spoil(folder: Path) -> Path:
    """Misspell a required key of one plan, which rejects it; the plan."""
    path = min((folder / "content").rglob("*.md"))
    path.write_text(path.read_text("utf-8").replace("title: ", "tilte: ").replace("标题: ", "tilte: "), "utf-8")
    return path


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below `folder` by its address, without those that tell of the others."""
    files = (path for path in folder.rglob("*") if path.is_file())
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
    for name in ("build-manifest.json", "SHA256SUMS"):
        found.pop(name, None)
    return found


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """When every file below `folder` was written last, and its inode: what shows that a file was written again."""
    return {p.relative_to(folder).as_posix(): (p.stat().st_mtime_ns, p.stat().st_ino) for p in folder.rglob("*")}


def dangling(files: dict[str, bytes]) -> dict[str, list[str]]:
    """The links of every page that lead to no file or fragment of the site, as file#fragment."""
    found = {}
    for url, data in files.items():
        if url.endswith(".html"):
            broken = [f"{file}#{part}" for file, part in _links(url, data) if not _resolves(files, file, part)]
            if broken:
                found[url] = broken
    return found


def reachable(files: dict[str, bytes]) -> set[str]:
    """The files that a reader comes to from the home page by following links."""
    found: set[str] = set()
    todo = ["index.html"]
    while todo:
        url = todo.pop()
        if url in files and url not in found:
            found.add(url)
            if url.endswith(".html"):
                todo += [file for file, _ in _links(url, files[url])]
    return found


@lru_cache(maxsize=20_000)
def _links(url: str, data: bytes) -> frozenset[tuple[str, str]]:
    """The files and fragments of the site that the page at `url` links to."""
    links = {unescape(link) for link in _LINK.findall(data.decode())}
    return frozenset(_target(url, link) for link in links if not _ELSEWHERE.match(link))


@lru_cache(maxsize=20_000)
def _ids(data: bytes) -> frozenset[str]:
    return frozenset(map(unescape, _ID.findall(data.decode())))


def _target(url: str, link: str) -> tuple[str, str]:
    path, _, fragment = link.partition("#")
    return (normpath(join(dirname(url), unquote(path))) if path else url), unquote(fragment)


def _resolves(files: dict[str, bytes], file: str, fragment: str) -> bool:
    return file in files and (not fragment or fragment in _ids(files[file]))


def halves(files: dict[str, bytes]) -> Iterator[str]:
    """Files that are not whole, by what their format must end with."""
    endings = {".html": b"</html>", ".json": b"}", ".xml": b">"}
    for url, data in files.items():
        wanted = endings.get(url[url.rfind(".") :], b"")
        if not data.rstrip().endswith(wanted):
            yield url
