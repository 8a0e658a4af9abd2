"""Files put on a disk so that they stay there: what file systems and other programs ask of whoever writes."""

import errno
import os
import shutil
import time
from collections.abc import Callable, Sequence
from pathlib import Path

FEW = 20  # files that are written out faster one by one (4 ms each) than with all else that the system holds back
_IN_USE = (5, 32, 33)  # what Windows calls a file that another program has open: access denied, sharing, lock
_CANNOT = (errno.EINVAL, errno.ENOTSUP, errno.ENOSYS)  # some network folders can't be asked to write out
_PAUSES = (0.02, 0.05, 0.1, 0.2, 0.5, 1.0)  # seconds


def stage(folder: Path, url: str, data: bytes) -> None:
    """Put `data` below `folder` at the address `url`."""
    target = f"{folder}/{url}"  # a Path takes half as long again as the writing
    try:
        _write(target, data)
    except FileNotFoundError:  # asked of every file, whether its folder is there costs as much as half of the writing
        Path(target).parent.mkdir(parents=True, exist_ok=True)
        _write(target, data)


def _write(target: str, data: bytes) -> None:
    with open(target, "wb") as file:  # noqa: PTH123
        file.write(data)


def settle(files: Sequence[Path]) -> None:
    """Have the system write out the contents of these files: renamed before, they may be empty after a power cut."""
    if len(files) > FEW and hasattr(os, "sync"):
        os.sync()
        return
    for path in files:
        with path.open("r+b") as file:  # Windows wants the right to write
            try:
                os.fsync(file.fileno())
            except OSError as fault:
                if fault.errno not in _CANNOT:
                    raise


def move(source: Path, target: Path) -> None:
    """Put the file `source` in the place of `target`, at once."""
    patiently(lambda: source.replace(target))


def remove(path: Path) -> None:
    """Remove a file; FileNotFoundError where there is none."""
    patiently(path.unlink)


def patiently(act: Callable[[], object]) -> None:
    """Do it again for two seconds where Windows refuses: a virus scanner or a server has the file open for a moment."""
    for pause in _PAUSES:
        try:
            act()
            return
        except PermissionError as fault:
            if getattr(fault, "winerror", None) not in _IN_USE:
                raise
            time.sleep(pause)
    act()


def remove_tree(folder: Path) -> None:
    """Remove a folder with all that is in it, if it is there."""
    if folder.exists():
        patiently(lambda: shutil.rmtree(folder))
