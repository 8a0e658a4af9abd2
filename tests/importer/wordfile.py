"""Word documents written part by part, for what no library writes: numbering, revisions, boxes, fields."""

from collections import Counter
from collections.abc import Mapping

from faulty import zipped

from generator.importer.account import squeezed
from generator.importer.original import Original
from generator.importer.word.docx import read

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_KINDS = {"header1": "header", "header2": "header", "footer1": "footer", "numbering": "numbering", "styles": "styles"}
_ROOTS = {"header": "hdr", "footer": "ftr"}


def document(body: str, **parts: str) -> bytes:
    """A .docx with this body and these parts (numbering, styles, header1, footer1, footnotes, comments): inner XML."""
    kinds = {name: _KINDS.get(name, name) for name in parts}
    relations = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{name}.xml"/>' for name, kind in kinds.items()
    )
    edges = "".join(
        f'<w:{kind}Reference w:type="{"first" if name.endswith("2") else "default"}" r:id="{name}"/>'
        for name, kind in kinds.items()
        if kind in _ROOTS
    )
    files = {
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}<w:sectPr>{edges}</w:sectPr></w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(relations),
        "_rels/.rels": _relations(f'<Relationship Id="d" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'),
        "[Content_Types].xml": _content_types(kinds),
    }
    for name, kind in kinds.items():
        root = _ROOTS.get(kind, kind)
        files[f"word/{name}.xml"] = f"<w:{root} {SPACES}>{parts[name]}</w:{root}>"
    return zipped({name: (_HEAD + text).encode() for name, text in files.items()})


def _relations(inner: str) -> str:
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    )


def _content_types(kinds: Mapping[str, str]) -> str:
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPES}{kind}+xml"/>' for name, kind in kinds.items()
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPES}document.main+xml"/>{overrides}</Types>'
    )


def p(text: str, properties: str = "", run: str = "") -> str:
    """A paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{r(text, run)}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def numbered(text: str, level: int = 0, number: int = 1) -> str:
    """A paragraph that Word numbers."""
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def level(n: int, form: str, text: str, more: str = "", *, start: int = 1) -> str:
    """The definition of a level of a list."""
    return (
        f'<w:lvl w:ilvl="{n}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(*abstracts: str, nums: str = "") -> str:
    """numbering.xml: lists of these levels, each with a number from 1, and further `nums`."""
    out = "".join(
        f'<w:abstractNum w:abstractNumId="{n}">{levels}</w:abstractNum>' for n, levels in enumerate(abstracts)
    )
    own = (f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(len(abstracts)))
    return out + "".join(own) + nums


def table(*rows: str, borders: str = "single") -> str:
    """A table of rows."""
    lines = "".join(f'<w:{side} w:val="{borders}"/>' for side in ("top", "bottom", "insideH", "insideV"))
    return f"<w:tbl><w:tblPr><w:tblBorders>{lines}</w:tblBorders></w:tblPr>{''.join(rows)}</w:tbl>"


def row(*cells: str) -> str:
    """A row; a cell is text, or XML that begins with <w:tc>."""
    return "<w:tr>" + "".join(c if c.startswith("<w:tc>") else cell(c) for c in cells) + "</w:tr>"


def cell(text: str, properties: str = "") -> str:
    """A cell of one paragraph."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def difference(original: Original) -> dict[str, int]:
    """The sum of the characters: empty where lines and printed numbers equal paragraphs and what was dropped."""
    counts: Counter[str] = Counter()
    for text in [line.text for line in original.lines] + [paragraph.printed for paragraph in original.paragraphs]:
        counts.update(squeezed(text))
    for text in [paragraph.text for paragraph in original.paragraphs] + [d.text for d in original.dropped]:
        counts.subtract(squeezed(text))
    return {character: count for character, count in counts.items() if count}


def opened(body: str, **parts: str) -> Original:
    """The document with this body; its sum holds."""
    original = read(document(body, **parts), "a.docx")
    assert difference(original) == {}
    return original


def texts(original: Original) -> list[str]:
    """The text of each paragraph."""
    return [paragraph.text for paragraph in original.paragraphs]


def dropped(original: Original) -> list[tuple[str, str]]:
    """What is dropped, and why."""
    return [(d.text, d.why) for d in original.dropped]
