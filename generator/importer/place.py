"""A plan put into its folder: whole or not at all, and never over a file that is there.

It is written under a hidden name first, which the build leaves alone; so a killed import leaves no half of a plan.
"""

import contextlib
import os
import shutil
import time
from collections.abc import Sequence
from pathlib import Path

from generator.importer.original import Embedded

_STAGE = ".import-"
_LEFT = 3600  # seconds after which what is staged was left by an import that was killed: it takes a moment


def put(into: Path, name: str, text: str, files: Sequence[Embedded]) -> Path | None:
    """Write <name>.md below `into`, or <name>/index.md with its files beside it; None where something is there.

    OSError comes out of here when the machine fails.
    """
    into.mkdir(parents=True, exist_ok=True)
    stage = into / f"{_STAGE}{os.urandom(6).hex()}"
    data = text.encode("utf-8", "replace")
    try:
        return _put_folder(stage, into / name, data, files) if files else _put_file(stage, into / f"{name}.md", data)
    finally:
        _remove(stage)


def sweep(into: Path) -> None:
    """Remove what imports that were killed have left in a folder, which need not exist."""
    try:
        with os.scandir(into) as found:
            old = time.time() - _LEFT
            left = [Path(e.path) for e in found if e.name.startswith(_STAGE) and e.stat().st_mtime < old]
    except OSError:  # it is in nobody's way
        return
    for stage in left:
        _remove(stage)


def _put_file(stage: Path, target: Path, data: bytes) -> Path | None:
    stage.write_bytes(data)
    try:
        os.link(stage, target)
    except FileExistsError:
        return None
    except OSError:  # a USB stick knows no links: an empty file keeps the place for a moment
        try:
            target.open("xb").close()
        except FileExistsError:
            return None
        stage.replace(target)
    return target


def _put_folder(stage: Path, target: Path, data: bytes, files: Sequence[Embedded]) -> Path | None:
    stage.mkdir()
    (stage / "index.md").write_bytes(data)
    for file in files:
        if Path(file.name).name != file.name or file.name.startswith("."):
            raise ValueError(f"a file can't be saved under the name {file.name!r}")
        (stage / file.name).write_bytes(file.data)
    if os.path.lexists(target):
        return None
    try:
        stage.rename(target)
    except OSError:
        if os.path.lexists(target):  # it came between
            return None
        raise
    return target / "index.md"


def _remove(stage: Path) -> None:
    if stage.is_dir():
        shutil.rmtree(stage, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            stage.unlink(missing_ok=True)
