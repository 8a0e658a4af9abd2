"""What a PDF depends on besides the archive: the layouts, the typesetter, the fonts of this machine."""

import os
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path

TEMPLATES = ("paper.typ", "plan.typ", "volume.typ")
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp")
_PACKAGES = ("typst", "fontTools", "selectolax")


@cache
def machine() -> tuple[str, ...]:
    """What tells this machine's typesetter and fonts from those of another time.

    Fonts are told by when their folders were last changed: reading them takes longer than an unchanged build.
    """
    stamps = [f"{folder} {folder.stat().st_mtime_ns}" for folder in _folders()]
    for name in _PACKAGES:
        spec = find_spec(name)
        stamps.append(f"{name} {Path(spec.origin).stat().st_mtime_ns if spec and spec.origin else 0}")
    return (sys.version, *stamps)


def _folders() -> list[Path]:
    """Every folder in which this system looks for fonts."""
    home = Path.home()
    if sys.platform == "win32":
        windows = Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"
        tops = [windows, home / "AppData/Local/Microsoft/Windows/Fonts"]
    elif sys.platform == "darwin":
        tops = [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts"]
    else:
        tops = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".fonts", home / ".local/share/fonts"]
    return [Path(folder) for top in tops for folder, _, _ in sorted(os.walk(top))]
