"""What is fuzzed: all that takes bytes from outside. A target is given bytes and raises where a promise is broken.

No exception may leave the generator, whatever it is given, and what it says of a faulty file must be a problem.
"""

import io
import zipfile
from collections.abc import Callable

from generator import docnumber
from generator.encoding import decode
from generator.gongwen import parse_body
from generator.importer.prepare import Job, prepare
from generator.ledger import read as read_ledger
from generator.ledger import written
from generator.reader import read_plan
from generator.settings import parse_settings

_GOOD = b"---\ntitle: 2020\xe5\xb9\xb4\xe5\xb7\xa5\xe4\xbd\x9c\xe8\xa6\x81\xe7\x82\xb9\nissuer: a\nregion: b\n---\n"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_KINDS = ("a.txt", "b.html", "c.docx", "d.pdf", "e.mht", "f")


def front_matter(data: bytes) -> None:
    """The bytes as the front matter of a plan, as site.yaml and as the ledger of addresses."""
    reading, body = read_plan("a/b.md", b"---\n" + data + b"\n---\n\xe4\xb8\x80\n", ("b.pdf",))
    assert (reading.plan is None) == (body is None)
    assert reading.plan is not None or any(p.severity == "error" for p in reading.problems), "rejected without a reason"
    text, _ = decode(data)
    if text is not None:
        parse_settings(text)
    rows, problems = read_ledger(data)
    again, more = read_ledger(written(rows))
    assert problems or (again == rows and not more), "the ledger does not read what it writes"


def markdown(data: bytes) -> None:
    """The bytes as the body of a plan."""
    text = data.decode("utf-8", "replace").replace("\x00", "")
    body, _ = parse_body(text, title="2020年工作要点", first_line=1, files=("b.pdf",), base="a/")
    low = body.html.lower()
    assert not any(f"<{tag}" in low for tag in ("script", "iframe", "svg", "style", "object", "embed", "form", "meta"))
    read_plan("a.md", _GOOD + data, ("b.pdf",))


def number(data: bytes) -> None:
    """The bytes as a 文号, and as running text in which one is looked for."""
    text = data.decode("utf-8", "replace")
    parsed = docnumber.parse(text)
    if isinstance(parsed, docnumber.DocNumber):
        assert docnumber.parse(str(parsed)) == parsed, "the normal form is not its own"
    docnumber.parse_weak(text)
    for found in docnumber.find(text):
        assert 0 <= found.start < found.end <= len(text)


def original(data: bytes) -> None:
    """The bytes as an original to import, of the kind that the first says."""
    name = _KINDS[data[0] % len(_KINDS)] if data else "f"
    content = data[1:]
    if name == "c.docx":
        content = _docx(content)
    ready = prepare(Job(name, data=content or b" "), force=True)
    broken = [p.message for p in ready.problems if p.code in ("import-failed", "import-lost")]
    assert not broken, broken


def _docx(data: bytes) -> bytes:
    """A Word file whose body is the bytes."""
    text = "".join(c for c in data.decode("utf-8", "replace") if c in "\t\n" or c >= " ")
    body = text if text.lstrip().startswith("<w:") else f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
        ' Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for part, content in files.items():
            package.writestr(part, content)
    return out.getvalue()


TARGETS: dict[str, Callable[[bytes], None]] = {
    "front-matter": front_matter,
    "markdown": markdown,
    "number": number,
    "import": original,
}
