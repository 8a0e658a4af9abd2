"""The package around a Word document (ISO/IEC 29500-2): parts in a ZIP file, read within bounds.

Nothing is decompressed before its declared size was looked at, nothing beyond the bounds after that, and no part may
declare a document type: that is what entities need, both those that read other files and those that multiply.
"""

import io
import posixpath
import zipfile
import zlib
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from generator.importer.word.names import STRICT, R
from generator.problem import Problem, error

_MEGABYTE = 1 << 20
MOST_BYTES = 200 * _MEGABYTE
_MOST_ENTRIES = 5_000
_MOST_XML = 60 * _MEGABYTE
_MOST_TAGS = 1_500_000
_DEEPEST = 120
_MOST_READ = 400 * _MEGABYTE
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, KeyError)


class Unreadable(Exception):
    """The document can't be read, for the reason that it carries; `read` of docx.py turns it into a value."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class Part:
    """One XML part: its name in the package, its root, and its relationships by id as (kind, target, external)."""

    def __init__(self, name: str, root: Element, relations: dict[str, tuple[str, str, bool]]) -> None:
        self.name, self.root, self.relations = name, root, relations

    def targets(self, kind: str) -> list[str]:
        """The parts that this one is related to by `kind` (styles, numbering, header …), each once."""
        return list(
            dict.fromkeys(target for k, target, external in self.relations.values() if k == kind and not external)
        )


class Package:
    """An opened package; what is read from it counts against one bound."""

    def __init__(self, data: bytes) -> None:
        """Raises Unreadable for what is no ZIP file, broken, locked by a password or too large."""
        if len(data) > MOST_BYTES:
            raise Unreadable(too_large())
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except _BROKEN:
            raise Unreadable(broken()) from None
        if len(entries) > _MOST_ENTRIES:
            raise Unreadable(too_large())
        self._entries = {entry.filename.replace("\\", "/").lstrip("/"): entry for entry in entries}
        self._left, self._xml_left, self._tags_left = _MOST_READ, _MOST_XML, _MOST_TAGS

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def read(self, name: str, most: int) -> bytes:
        """The bytes of a part; raises Unreadable where there are more than `most`, declared or real."""
        entry = self._entries.get(name)
        if entry is None:
            raise Unreadable(broken())
        if entry.flag_bits & 1:
            raise Unreadable(locked())
        most = min(most, self._left)
        if entry.file_size > most:
            raise Unreadable(too_large())
        try:
            with self._zip.open(entry) as stream:
                data = stream.read(most + 1)
        except (*_BROKEN, RuntimeError):
            raise Unreadable(broken()) from None
        if len(data) > most:
            raise Unreadable(too_large())
        self._left -= len(data)
        return data

    def read_xml(self, name: str) -> bytes:
        """The bytes of an XML part; raises Unreadable."""
        data = self.read(name, self._xml_left)
        self._xml_left -= len(data)
        return data

    def xml(self, name: str) -> Element:
        """The root of an XML part; raises Unreadable."""
        data = self.read_xml(name)
        self._tags_left -= data.count(b"<")
        if self._tags_left < 0:
            raise Unreadable(too_large())
        return parsed(data)

    def part(self, name: str) -> Part:
        """An XML part with its relationships; raises Unreadable."""
        folder, file = posixpath.split(name)
        relations = self._relations(posixpath.join(folder, "_rels", f"{file}.rels"), folder)
        return Part(name, self.xml(name), relations)

    def main(self) -> Part:
        """The part that holds the document."""
        office = [t for kind, t, _ in self._relations("_rels/.rels", "").values() if kind == "officeDocument"]
        return self.part(next((name for name in office if name in self), "word/document.xml"))

    def _relations(self, name: str, folder: str) -> dict[str, tuple[str, str, bool]]:
        if name not in self:
            return {}
        found = {}
        for relation in self.xml(name).iter(_RELATIONSHIP):
            kind, target = relation.get("Type", "").rpartition("/")[2], relation.get("Target", "")
            external = relation.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target.replace("\\", "/"))).lstrip("/")
            found[relation.get("Id", "")] = kind, target, external
        return found


def parsed(data: bytes) -> Element:
    """The root of an XML part, in the transitional namespaces; raises Unreadable."""
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = data.decode("utf-16" if wide else "utf-8-sig", "replace")
    if "<!DOCTYPE" in text:
        raise Unreadable(broken())
    if text.count("<") > _MOST_TAGS:
        raise Unreadable(too_large())
    if "http://purl.oclc.org/ooxml/" in text:
        for strict, transitional in STRICT:
            text = text.replace(strict, transitional)
    try:
        root = ElementTree.fromstring(text)
    except (ElementTree.ParseError, ValueError):
        raise Unreadable(broken()) from None
    level, depth = [root], 0
    while level:
        level, depth = [child for element in level for child in element if len(element)], depth + 1
        if depth > _DEEPEST:
            raise Unreadable(broken())
    return root


def relation(element: Element, *names: str) -> str:
    """The id of the relationship that an element names by r:embed, r:id or such; empty without."""
    return next((value for name in names if (value := element.get(f"{R}{name}"))), "")


def broken() -> Problem:
    """The problem of a file that Word itself could hardly open."""
    return error(
        "original-broken",
        "这个 Word 文件已损坏，或者没有下载完整，打不开",
        "请在 Word 或 WPS 里试着打开；能打开的，另存为新的 .docx，再导入；打不开的，向提供文件的人再要一份",
    )


def too_large() -> Problem:
    """The problem of a file that would take more memory than a document may."""
    return error(
        "original-too-large",
        "这个 Word 文件解开以后太大，为了安全没有读",
        "请在 Word 或 WPS 里打开，把图片压缩或删去，另存为 .docx，再导入",
    )


def locked() -> Problem:
    """The problem of a file with a password."""
    return error(
        "original-locked",
        "文件有密码，打不开",
        "请在 Word 或 WPS 里输入密码打开，去掉密码（文件→信息→保护文档），另存为 .docx，再导入",
    )
