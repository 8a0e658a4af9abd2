"""The files of content/: which are plans, which lie beside a plan, which were put there by mistake."""

import os
from collections.abc import Sequence
from pathlib import Path

import msgspec

from generator.ledger import FILE
from generator.names import is_legible
from generator.problem import Problem, error, warning

_MARKDOWN = (".md", ".markdown")
_ORIGINALS = (".docx", ".doc", ".wps", ".pdf", ".txt", ".html", ".htm", ".mht", ".rtf", ".odt", ".ofd")
_SYSTEM = {"thumbs.db", "desktop.ini"}
LARGEST = 4 * 1024 * 1024  # bytes of a Markdown file; the longest plan seen has 40 KB


class Source(msgspec.Struct, frozen=True):
    """One Markdown file: its path below content/ with /, and the names of the files that may be its attachments."""

    path: str
    files: tuple[str, ...]


def scan(content: Path) -> tuple[list[Source], list[Problem]]:
    """Every plan below `content` in the order of the paths, and problems of files that aren't one.

    Names that begin with . _ or ~ are left alone. Everything in and below a folder with index.md belongs to that plan.
    Links that lead out of `content`, and what is no file (pipes, devices), are never opened, but told.
    """
    sources: list[Source] = []
    problems: list[Problem] = []
    todo = [""]
    while todo:
        prefix = todo.pop()
        folders, shown = _entries(content, prefix, problems)
        plans = [name for name in shown if name.lower().endswith(_MARKDOWN)]
        others = tuple(name for name in shown if name not in plans)
        index = next((name for name in plans if name.lower().split(".")[0] == "index"), None)
        if index and prefix:
            problems += [_beside_index(prefix + name) for name in plans if name != index]
            sources.append(Source(prefix + index, _below(content, prefix, folders, others, problems)))
            continue
        todo += [f"{prefix}{name}/" for name in folders]
        sources += [Source(prefix + name, others) for name in plans]
        if not plans:
            problems += [_stray(prefix + name) for name in others if name.lower().endswith(_ORIGINALS)]
    return sorted(sources, key=lambda s: s.path), problems


def _entries(content: Path, prefix: str, problems: list[Problem]) -> tuple[list[str], list[str]]:
    """The folders and the files of one folder, sorted. One that can't be read is no empty one: OSError comes out."""
    folders, files = [], []
    with os.scandir(content / prefix) as entries:
        for entry in entries:
            if _ignored(entry.name) or (not prefix and entry.name == FILE):
                continue
            if not is_legible(entry.name):
                shown = ascii(entry.name)[1:-1]
                hint = "请给它换一个名字，最好只用汉字、字母、数字和连字符"
                message = "名字里有看不见的字符，或者编码不是 UTF-8"
                problems.append(error("file-name", message, hint, path=prefix + shown))
            elif entry.is_dir(follow_symlinks=False):
                folders.append(entry.name)
            elif entry.is_file(follow_symlinks=False) or _may_be_followed(content, entry):
                files.append(entry.name)
            else:
                hint = "请放文件本身，不要放快捷链接；程序只读内容文件夹里面的普通文件"
                message = "这不是普通文件：是指向别处的链接，或者设备、管道，没有读它"
                problems.append(error("file-not-plain", message, hint, path=prefix + entry.name))
    return sorted(folders), sorted(files)


def _may_be_followed(content: Path, entry: os.DirEntry[str]) -> bool:
    """Whether a link leads to a file of `content`; a broken one counts as a plan that can't be read."""
    if not entry.is_symlink():
        return False
    target = Path(entry.path).resolve()
    if not target.is_relative_to(content.resolve()):
        return False
    return target.is_file() or (not target.exists() and entry.name.lower().endswith(_MARKDOWN))


def stray(sources: Sequence[Source], used: set[str]) -> list[Problem]:
    """Originals lying in content/ that no plan names: they would not be published, which must not go unsaid."""
    problems = []
    seen: set[str] = set()
    for source in sources:
        folder = source.path.rpartition("/")[0]
        for name in source.files:
            path = f"{folder}/{name}" if folder else name
            if path not in used and path not in seen and name.lower().endswith(_ORIGINALS):
                problems.append(_stray(path))
            seen.add(path)
    return problems


def _ignored(name: str) -> bool:
    return name.startswith((".", "_", "~")) or name.lower() in _SYSTEM


def _below(
    content: Path, prefix: str, folders: list[str], names: tuple[str, ...], problems: list[Problem]
) -> tuple[str, ...]:
    """The files beside an index.md and in the folders below it, by their path from there."""
    found = list(names)
    todo = [f"{name}/" for name in folders]
    while todo:
        folder = todo.pop()
        deeper, files = _entries(content, prefix + folder, problems)
        found += [folder + name for name in files]
        todo += [f"{folder}{name}/" for name in deeper]
    return tuple(sorted(found))


def _beside_index(path: str) -> Problem:
    hint = "一个带 index.md 的文件夹只放一份文件；请把这个文件移到别的文件夹"
    return error("beside-index", "这个文件和 index.md 在同一个文件夹里，不会发布", hint, path=path)


def _stray(path: str) -> Problem:
    hint = "请用 python build.py import 导入；如果是附件，请在文件的“附件”一项写上它的文件名"
    return warning("file-stray", "这个文件不是 Markdown，也不是哪份文件的附件，不会发布", hint, path=path)


def read_bytes(content: Path, source: Source) -> tuple[bytes, list[Problem]]:
    """The bytes of a plan's file; empty with a problem where it can't be read or is no text at all."""
    try:
        with open(f"{content}/{source.path}", "rb", buffering=0) as file:  # noqa: PTH123 -- a Path takes as long as it
            if os.fstat(file.fileno()).st_size <= LARGEST:
                return file.read(), []
            hint = "请检查是不是放错了文件；扫描件和图片请作为附件"
            message = f"文件太大（超过 {LARGEST >> 20} MB），不像一份文件的正文"
            return b"", [error("file-too-large", message, hint, path=source.path)]
    except OSError as fault:
        hint = "请检查文件的权限，或者是不是正被别的程序打开"
        reasons = {PermissionError: "没有权限", FileNotFoundError: "文件已经不在这里，或者是失效的快捷链接"}
        message = f"文件读不出来：{reasons.get(type(fault), fault.strerror)}"
        return b"", [error("file-unreadable", message, hint, path=source.path)]
