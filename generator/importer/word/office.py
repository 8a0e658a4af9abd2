"""Old Word files (.doc, .wps, .rtf, .odt): turned into .docx by LibreOffice, where it is installed, then read as such.

Several files go through one start of LibreOffice, which takes seconds. It gets a profile of its own, so that an open
LibreOffice is not disturbed; macros, links and anything from the network are switched off there.
"""

import io
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from generator.importer.original import Original
from generator.importer.word import docx
from generator.importer.word.ole import is_ole, kind_of, locked
from generator.problem import Problem, error

_PLACES = (
    "C:/Program Files/LibreOffice/program/soffice.com",
    "C:/Program Files (x86)/LibreOffice/program/soffice.com",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/opt/libreoffice/program/soffice",
    "/usr/lib/libreoffice/program/soffice",
)
_SECONDS, _SECONDS_A_FILE = 90, 10
_MOST_FILES = 40  # for one start
_MOST_BYTES = 200 << 20
_CLOSED = (
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Writer/Content/Update", "Link", "0"),
)


def read(data: bytes, name: str) -> Original:
    """The document; without paragraphs, and with the reason, where it couldn't be converted or read."""
    return as_original(convert({name: data})[name], name)


def as_original(converted: bytes | Problem, name: str) -> Original:
    """What became of one file of `convert`, read."""
    if isinstance(converted, Problem):
        return Original((), (), problems=(converted,))
    return docx.read(converted, name)


def find() -> Path | None:
    """The program of LibreOffice on this machine."""
    on_path = shutil.which("soffice") or shutil.which("libreoffice")
    places = [Path(on_path)] if on_path else [Path(place) for place in _PLACES]
    return next((place for place in places if place.is_file()), None)


def convert(files: Mapping[str, bytes]) -> dict[str, bytes | Problem]:
    """Each file by its name as .docx, or why not. A file that stops LibreOffice doesn't stop the others."""
    found: dict[str, bytes | Problem] = {}
    left: dict[str, Path] = {}
    with tempfile.TemporaryDirectory(prefix="yaodian-", ignore_cleanup_errors=True) as place:
        folder = Path(place)
        for n, (name, data) in enumerate(files.items()):
            ending = _ending(data, name)
            if isinstance(ending, Problem):
                found[name] = ending
            else:
                left[name] = folder / f"{n:04}{ending}"
                left[name].write_bytes(data)
        program = find()
        if program is None:
            return found | {name: _missing() for name in left}
        while left:
            batch = dict(list(left.items())[:_MOST_FILES])
            found |= _convert(program, folder, batch)
            left = {name: path for name, path in left.items() if name not in found}
    return {name: found[name] for name in files}


def _convert(program: Path, folder: Path, batch: Mapping[str, Path]) -> dict[str, bytes | Problem]:
    """What one start made of a batch: all of it, or as far as the file at which LibreOffice stopped."""
    finished = _run(program, folder, list(batch.values()))
    found: dict[str, bytes | Problem] = {}
    for name, path in batch.items():
        made = folder / "out" / f"{path.stem}.docx"
        if made.is_file():
            found[name] = made.read_bytes()
        elif finished:
            found[name] = _failed()
    if not finished:
        stopped = next((name for name in batch if name not in found), None)
        if stopped is not None:
            found[stopped] = _failed()
    return found


def _run(program: Path, folder: Path, paths: list[Path]) -> bool:
    """Whether LibreOffice came to its end by itself; else it is killed, with what it started."""
    profile = Path(tempfile.mkdtemp(prefix="profile-", dir=folder))  # a new one: a killed start leaves its locked
    _write_profile(profile)
    command = [
        str(program),
        f"-env:UserInstallation={profile.as_uri()}",
        *["--headless", "--norestore", "--nologo", "--nolockcheck", "--nodefault", "--nofirststartwizard"],
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(folder / "out"),
        *map(str, paths),
    ]
    silent = subprocess.DEVNULL
    try:
        process = subprocess.Popen(command, stdin=silent, stdout=silent, stderr=silent, start_new_session=True)
    except OSError:
        return False
    try:
        return process.wait(_SECONDS + _SECONDS_A_FILE * len(paths)) == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        _kill(process)


def _kill(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _write_profile(folder: Path) -> None:
    items = "".join(
        f'<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _CLOSED
    )
    (folder / "user").mkdir(parents=True)
    (folder / "user" / "registrymodifications.xcu").write_text(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}'
        "</oor:items>",
        "utf-8",
    )


def _ending(data: bytes, name: str) -> str | Problem:
    """The extension that lets LibreOffice choose the right filter, by what the bytes are; or why it gets none.

    LibreOffice takes for text what it doesn't know, so it is given nothing else. WPS writes Word's own format.
    """
    if not data:
        return error("original-empty", "文件是空的", "请重新下载，或者向提供文件的人再要一份")
    if len(data) > _MOST_BYTES:
        return error("original-too-large", "文件太大，没有读", "请在 Word 或 WPS 里压缩图片，另存为 .docx，再导入")
    if is_ole(data):
        kind = kind_of(data)
        if kind == "encrypted":
            return locked(name)
        return {"doc": ".doc", "works": ".wps"}.get(kind) or _not_word()
    if data.lstrip()[:5] == rb"{\rtf":
        return ".rtf"
    return _open_document(data, name) if data.startswith(b"PK") else _not_word()


def _open_document(data: bytes, name: str) -> str | Problem:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package, package.open("META-INF/manifest.xml") as manifest:
            is_text = package.getinfo("content.xml").file_size < _MOST_BYTES
            return locked(name) if b"encryption-data" in manifest.read(1 << 20) else ".odt" if is_text else _not_word()
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, EOFError, NotImplementedError, RuntimeError):
        return _not_word()


def _missing() -> Problem:
    return error(
        "office-missing",
        "这是旧格式的文件，这台电脑上没有能转换它的软件",
        "请用 Word 或 WPS 打开它，另存为 .docx，再导入；或者先装上免费的 LibreOffice（zh-cn.libreoffice.org）",
    )


def _failed() -> Problem:
    return error(
        "office-failed",
        "LibreOffice 没能转换这个文件，它可能已损坏",
        "请用 Word 或 WPS 打开它，另存为 .docx，再导入；打不开的，向提供文件的人再要一份",
    )


def _not_word() -> Problem:
    return error(
        "original-unknown",
        "这不是 Word 或 WPS 文字文件，或者已损坏",
        "请在 Word 或 WPS 里试着打开，另存为 .docx，再导入",
    )
