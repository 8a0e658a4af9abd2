"""`check --fix-privacy`: personal data masked in the files themselves, and nothing else of them touched."""

import difflib
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path

import msgspec

from generator.checks.allowed import let_pass, read_allowed
from generator.checks.given import published_lines
from generator.checks.personal import places, problem_of
from generator.frontmatter import parse_document
from generator.sources import LARGEST

_ENCODINGS = ((BOM_UTF8, "utf-8"), (BOM_UTF16_LE, "utf-16-le"), (BOM_UTF16_BE, "utf-16-be"))
_LINE_END = re.compile(r"\r\n|\r|\n")


class Masked(msgspec.Struct, frozen=True):
    """A file with its personal data masked: the new bytes, how many places, and what changed as a unified diff."""

    data: bytes
    count: int
    diff: str


def mask_file(name: str, data: bytes) -> Masked | None:
    """The file with everything masked that no 放行 lets pass; None where there is nothing to mask.

    Encoding, byte order mark and line ends stay; so does every byte outside the masked places. A file whose encoding
    can't be told is left alone: the check has told of it.
    """
    bom, encoding, text = _decoded(data)
    if text is None:
        return None
    ends = _LINE_END.findall(text)
    lines = _LINE_END.split(text)
    masked = _mask_lines(lines)
    count = sum(len(changes) for changes in masked.values())
    if not count:
        return None
    new = list(lines)
    for at, changes in masked.items():
        for start, end, value in sorted(changes, reverse=True):
            new[at] = new[at][:start] + value + new[at][end:]
    diff = "\n".join(difflib.unified_diff(lines, new, name, name, lineterm="", n=1))
    whole = "".join(line + end for line, end in zip(new, [*ends, ""], strict=True))
    return Masked(bom + whole.encode(encoding), count, diff)


def _mask_lines(lines: list[str]) -> dict[int, list[tuple[int, int, str]]]:
    """What to replace on each line (from 0): start, end, and the masked text."""
    text = "\n".join(lines)
    document, _ = parse_document(text)
    allowed, _ = read_allowed(document.entries.get("allow"))
    published = published_lines(text, document)
    found: dict[int, list[tuple[int, int, str]]] = {}
    for place in places("\n".join(published)):
        (problem,), _ = let_pass([problem_of(place)], allowed, published)
        if not problem.allowed:
            found.setdefault(place.line, []).append((place.start, place.end, place.finding.masked))
    return found


def _decoded(data: bytes) -> tuple[bytes, str, str | None]:
    """The byte order mark, the encoding, and the text with its own line ends; None where that can't be told."""
    for bom, encoding in _ENCODINGS:
        if data.startswith(bom):
            return bom, encoding, _exact(data[len(bom) :], encoding)
    if b"\x00" in data[:2]:
        encoding = "utf-16-be" if data[:1] == b"\x00" else "utf-16-le"
        return b"", encoding, _exact(data, encoding)
    for encoding in ("utf-8", "gb18030"):
        text = _exact(data, encoding)
        if text is not None:
            return b"", encoding, text
    return b"", "", None


def _exact(data: bytes, encoding: str) -> str | None:
    """The text, if writing it again gives the same bytes."""
    try:
        text = data.decode(encoding)
        return text if text.encode(encoding) == data else None
    except UnicodeError:
        return None


def mask_folder(content: Path, paths: list[str]) -> list[tuple[str, Masked]]:
    """Mask the files at `paths` below `content`; what was changed, by path. A file is replaced whole or not at all."""
    changed = []
    for path in paths:
        file = content / path
        if file.is_symlink() or file.stat().st_size > LARGEST:
            continue  # what a link leads to is not ours
        masked = mask_file(path, file.read_bytes())
        if masked:
            beside = file.with_name(f".{file.name}.masking")
            try:
                beside.write_bytes(masked.data)
                beside.chmod(file.stat().st_mode)
                beside.replace(file)
            finally:
                beside.unlink(missing_ok=True)
            changed.append((path, masked))
    return changed
