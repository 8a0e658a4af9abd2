"""What an archive holds already: its plans' addresses, and how to tell that a document is among them.

The same file is known by its digest, which an import leaves in a comment; the same document in another format by its
text; one that may be the same by its 文号, or by its title and organ.
"""

import os
import re
from collections.abc import Iterable
from pathlib import Path

import msgspec

from generator import docnumber
from generator.importer.account import squeezed
from generator.importer.markdown import ORIGIN
from generator.plan import NAMES
from generator.reader import read_plan
from generator.region import slugify

_HEAD = 16_384  # bytes in which front matter ends
_ORIGIN = re.compile(rf"^{ORIGIN}.*sha256:(?P<digest>[0-9a-f]{{64}}) text:(?P<text>[0-9a-f]{{32}})\s*$", re.MULTILINE)


class Holding(msgspec.Struct, frozen=True):
    """One plan of the archive: its path as shown, and what names the document."""

    path: str
    title: str
    issuer: str
    number: str


class Known:
    """The plans below a folder; those that an import adds are noted as it goes."""

    def __init__(self, root: Path) -> None:
        """Reads the head of every plan below `root`, which need not exist."""
        self._ids: set[str] = set()
        self._digests: dict[str, str] = {}
        self._texts: dict[str, str] = {}
        self._numbers: dict[tuple[str, str], Holding] = {}
        self._titles: dict[tuple[str, str], Holding] = {}
        for folder, folders, names in os.walk(root):
            folders[:] = sorted(name for name in folders if name[0] not in "._~")
            for name in sorted(names):
                if name.lower().endswith((".md", ".markdown")) and name[0] not in "._~":
                    self._note_file(Path(folder) / name)

    def same(self, digest: str, text: str) -> str:
        """The plan made from the same original, or from another with the same text; empty where there is none."""
        return self._digests.get(digest, "") or self._texts.get(text, "")

    def alike(self, title: str, issuer: str, number: str, text: str) -> tuple[str, bool]:
        """The plan that may be the same document, and whether it has all of `text`; empty where there is none."""
        holding = self._numbers.get((squeezed(number), squeezed(issuer))) if number else None
        holding = holding or (self._titles.get((squeezed(title), squeezed(issuer))) if title else None)
        return (holding.path, self._has(holding.path, text)) if holding else ("", False)

    def has_number(self, issuer: str, number: str) -> bool:
        """Whether the organ has a plan with this 文号: two of them would not be published."""
        return (squeezed(number), squeezed(issuer)) in self._numbers

    def free(self, names: Iterable[str], into: Path) -> str:
        """The first of `names` that is no plan's address and no file's name yet, with -2, -3 … where all are taken."""
        names = list(names)
        for n in range(1, 100_000):
            for name in names[: 2 if n == 1 else 1]:
                candidate = f"{name}-{n}" if n > 1 else name
                if candidate.casefold() in self._ids:
                    continue
                if not any(map(os.path.lexists, (into / candidate, into / f"{candidate}.md"))):
                    return candidate
        raise AssertionError("no name is free")

    def note(self, holding: Holding, name: str, digest: str, text: str) -> None:
        """Take in a plan that was written now, under the address `name`."""
        self._ids.add(name.casefold())
        self._digests.setdefault(digest, holding.path)
        self._texts.setdefault(text, holding.path)
        self._note(holding)

    def _note(self, holding: Holding) -> None:
        self._titles.setdefault((squeezed(holding.title), squeezed(holding.issuer)), holding)
        if holding.number:
            self._numbers.setdefault((squeezed(holding.number), squeezed(holding.issuer)), holding)

    def _note_file(self, path: Path) -> None:
        try:
            with path.open("rb") as file:
                head = file.read(_HEAD).lstrip(b"\xef\xbb\xbf \t\r\n")
        except OSError:  # the build tells of it
            head = b""
        front = head.partition(b"\n---")[0].decode("utf-8", "replace")
        values: dict[str, str] = {}
        for line in front.split("\n"):
            key, _, value = line.partition(":" if ":" in line else "：")
            if name := NAMES.get(key.strip()):
                values[name] = value.strip().strip("'\"")
        number = docnumber.parse(values.get("doc_number", ""))
        told = str(number) if isinstance(number, docnumber.DocNumber) else values.get("doc_number", "")
        self._note(Holding(path.as_posix(), values.get("title", ""), values.get("issuer", ""), told))
        stem = path.parent.name if path.stem == "index" else path.stem
        self._ids |= {slugify(stem).casefold(), values.get("id", "").casefold()}
        if found := _ORIGIN.search(front):
            self._digests.setdefault(found["digest"], path.as_posix())
            self._texts.setdefault(found["text"], path.as_posix())

    @staticmethod
    def _has(path: str, text: str) -> bool:
        """Whether the plan in a file has this text; one typed by hand may have more, its 主送 say."""
        try:
            _, body = read_plan(path, Path(path).read_bytes(), ())
        except OSError:
            return False
        return body is not None and squeezed(text) in squeezed("".join(block.text for block in body.blocks))
