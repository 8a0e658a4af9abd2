"""A plan put into its folder: whole or not at all, and never over a file that is there."""

import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from generator.importer.original import Embedded


def put(into: Path, name: str, text: str, files: Sequence[Embedded]) -> Path | None:
    """Write <name>.md below `into`, or <name>/index.md with its files beside it; None where something is there.

    OSError comes out of here when the machine fails.
    """
    into.mkdir(parents=True, exist_ok=True)
    target = into / name if files else into / f"{name}.md"
    stage = Path(tempfile.mkdtemp(prefix=".import-", dir=into))
    try:
        plan = stage / ("index.md" if files else target.name)
        plan.write_bytes(text.encode("utf-8", "replace"))
        for file in files:
            if Path(file.name).name != file.name or file.name.startswith("."):
                raise ValueError(f"a file can't be saved under the name {file.name!r}")
            (stage / file.name).write_bytes(file.data)
        return _move(stage, plan, target, whole=bool(files))
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _move(stage: Path, plan: Path, target: Path, *, whole: bool) -> Path | None:
    """The staged file, or the whole folder, in its place; None where that is taken."""
    if target.exists():
        return None
    if whole:
        stage.chmod(0o755)
        stage.rename(target)  # fails where a folder with files came between
        return target / plan.name
    try:
        os.link(plan, target)
    except FileExistsError:
        return None
    except OSError:  # a USB stick knows no links
        try:
            with target.open("xb") as file:
                file.write(plan.read_bytes())
        except FileExistsError:
            return None
    return target
