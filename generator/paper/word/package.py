"""The package of a Word document: its parts, what leads from one to another, and the zip."""

import io
import zipfile
from collections.abc import Mapping

from generator.paper.sheets import Paper
from generator.paper.word.images import kind_of
from generator.paper.word.markup import LINE, SPACES, escaped
from generator.paper.word.styles import FACES, Style, heading, numbering_xml, styles_xml

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # a zip knows no earlier time; the document's date stands in its properties
_PROGRAM = "要点"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # of custom properties, as the standard names it


class Package:
    """The parts as they are gathered. `pictures` are the bytes of those that can be shown, by their names."""

    def __init__(self, pictures: Mapping[str, bytes]) -> None:
        self.pictures = pictures
        self._styles: dict[str, Style] = {}
        self._links: dict[str, str] = {}
        self._media: dict[str, tuple[str, bytes]] = {}
        self._edges: dict[str, str] = {}
        self._shown = 0

    def style(self, style: Style) -> str:
        """The id of a style that this document needs besides the usual ones."""
        self._styles.setdefault(style.id, style)
        return style.id

    def heading(self, face: str, rank: int, *, begins: bool) -> str:
        """The id of the style of a heading; Word's own name of its level goes to the first face that asks for it."""
        style = heading(face, rank, begins=begins)
        if any(known.name == style.name and known.id != style.id for known in self._styles.values()):
            style = heading(face, rank, begins=begins, taken=True)
        return self.style(style)

    def link(self, target: str) -> str:
        """The id of the relation to an address."""
        return self._links.setdefault(target, f"link{len(self._links) + 1}")

    def picture(self, name: str, data: bytes) -> tuple[str, int]:
        """The id of the relation to a picture, and the number of this place that shows it."""
        self._shown += 1
        self._media.setdefault(name, (f"image{len(self._media) + 1}.{kind_of(data)}", data))
        return self._media[name][0].partition(".")[0], self._shown

    def edge(self, kind: str, name: str, inner: str) -> str:
        """A header or footer (`kind`), under a name of its own; the id of its relation."""
        root = {"header": "hdr", "footer": "ftr"}[kind]
        self._edges[name] = f"<w:{root} {SPACES}>{inner}</w:{root}>"
        return name

    def zipped(self, paper: Paper, body: str) -> bytes:
        """The document: nothing here depends on clock or machine."""
        parts = {
            "[Content_Types].xml": self._types(),
            "_rels/.rels": _relations(_TOP),
            "docProps/core.xml": _core(paper),
            "docProps/app.xml": _app(),
            "docProps/custom.xml": _custom(paper),
            "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": _relations(self._relations()),
            "word/styles.xml": styles_xml(list(self._styles.values())),
            "word/settings.xml": _SETTINGS,
            "word/fontTable.xml": _font_table(),
            "word/numbering.xml": numbering_xml(),
            **{f"word/{name}.xml": part for name, part in self._edges.items()},
        }
        files = {name: (_HEAD + text).encode() for name, text in parts.items()}
        files |= {f"word/media/{name}": data for name, data in self._media.values()}
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            for name, data in files.items():
                entry = zipfile.ZipInfo(name, _EARLIEST)
                entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 0, 0
                archive.writestr(entry, data)
        return stream.getvalue()

    def _relations(self) -> dict[str, tuple[str, str, bool]]:
        found = {kind: (f"{_OFFICE}/{kind}", f"{kind}.xml", False) for kind in _PARTS}
        found |= {name: (f"{_OFFICE}/{_kind(name)}", f"{name}.xml", False) for name in self._edges}
        found |= {
            name.partition(".")[0]: (f"{_OFFICE}/image", f"media/{name}", False) for name, _ in self._media.values()
        }
        return found | {key: (f"{_OFFICE}/hyperlink", target, True) for target, key in self._links.items()}

    def _types(self) -> str:
        kinds = {"document": "document.main", **{name: name for name in _PARTS}}
        kinds |= {name: _kind(name) for name in self._edges}
        told = "".join(
            f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}{kind}+xml"/>' for name, kind in kinds.items()
        )
        for name, kind in _DOC_PROPS.items():
            told += f'<Override PartName="/docProps/{name}.xml" ContentType="application/vnd.{kind}+xml"/>'
        endings = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
        endings |= {name.rpartition(".")[2]: f"image/{name.rpartition('.')[2]}" for name, _ in self._media.values()}
        default = "".join(f'<Default Extension="{end}" ContentType="{kind}"/>' for end, kind in endings.items())
        return f'<Types xmlns="{_PACKAGE}/content-types">{default}{told}</Types>'


_PARTS = ("styles", "settings", "fontTable", "numbering")
_DOC_PROPS = {
    "core": "openxmlformats-package.core-properties",
    "app": "openxmlformats-officedocument.extended-properties",
    "custom": "openxmlformats-officedocument.custom-properties",
}
_TOP = {
    "document": (f"{_OFFICE}/officeDocument", "word/document.xml", False),
    "core": (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml", False),
    "app": (f"{_OFFICE}/extended-properties", "docProps/app.xml", False),
    "custom": (f"{_OFFICE}/custom-properties", "docProps/custom.xml", False),
}
_SETTINGS = (
    f'<w:settings {SPACES}><w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/>'
    '<w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
    f'<w:drawingGridVerticalSpacing w:val="{LINE}"/><w:characterSpacingControl w:val="doNotCompress"/>'
    "<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/><w:ulTrailSpace/>"
    "<w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/>"
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    '</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
)


def _kind(name: str) -> str:
    return "header" if name.startswith("header") else "footer"


def _relations(found: Mapping[str, tuple[str, str, bool]]) -> str:
    told = "".join(
        f'<Relationship Id="{key}" Type="{kind}" Target="{escaped(target)}"'
        + (' TargetMode="External"/>' if outside else "/>")
        for key, (kind, target, outside) in found.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{told}</Relationships>'


def _core(paper: Paper) -> str:
    day = "{:04}-{:02}-{:02}T00:00:00Z".format(*paper.moment)
    dates = "".join(f'<dcterms:{n} xsi:type="dcterms:W3CDTF">{day}</dcterms:{n}>' for n in ("created", "modified"))
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escaped(paper.title)}</dc:title><dc:subject>{escaped(paper.subject)}</dc:subject>"
        f"<dc:creator>{escaped(paper.issuer)}</dc:creator>"
        f"<cp:keywords>{escaped('；'.join(paper.keywords))}</cp:keywords>"
        f"<dc:language>zh-CN</dc:language>{dates}</cp:coreProperties>"
    )


def _app() -> str:
    return (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        f"<Application>{_PROGRAM}</Application></Properties>"
    )


def _custom(paper: Paper) -> str:
    told = {"发文机关": paper.issuer, "发文字号": paper.number, "成文日期": paper.date, "所属地区": paper.region}
    shown = "".join(
        f'<property fmtid="{_FORMAT}" pid="{n}" name="{name}"><vt:lpwstr>{escaped(value)}</vt:lpwstr></property>'
        for n, (name, value) in enumerate(((k, v) for k, v in told.items() if v), 2)
    )
    return (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        f'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{shown}</Properties>'
    )


def _font_table() -> str:
    """The fonts by name, each with the one to take where it is missing."""
    others = {"biaosong": "宋体", "fangsong": "仿宋", "kai": "楷体"}
    told = "".join(
        f'<w:font w:name="{name}">'
        + (f'<w:altName w:val="{others[role]}"/>' if role in others else "")
        + '<w:charset w:val="86"/></w:font>'
        for role, name in FACES.items()
    )
    return f"<w:fonts {SPACES}>{told}</w:fonts>"
