"""A case as a Word file, written by python-docx; automatic numbers, text boxes and tracked changes in raw XML."""

import io
import re
import struct
import zlib
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from originals.case import Case, Piece

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
CHANGE = f'{NAMES} w:id="7" w:author="办公室" w:date="2021-03-01T08:00:00Z"'
CENTRED = ("mark", "no", "title", "plan", "annextitle")
SIZES = {"mark": 36, "title": 22, "plan": 22, "annextitle": 22, "cc": 14, "print": 14, "keyword": 14}
# Which kinds share one numbering, outermost first: the outer one restarts the inner.
CHAINS = {
    "levels": (("h1", "h2", "item", "sub"),),
    "restart": (("h1", "item"), ("h2",), ("sub",)),
    "running": (("h1",), ("h2",), ("item",), ("sub",)),
}
FORMATS = {
    "h1": ("chineseCountingThousand", "%{n}、"),
    "h2": ("chineseCounting", "（%{n}）"),
    "item": ("decimal", "%{n}."),
    "sub": ("decimal", "（%{n}）"),
}

VML = '<w:pict><v:shape style="width:200pt;height:60pt"><v:textbox>{inside}</v:textbox></v:shape></w:pict>'
SHAPE = """<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="0"
locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column">
<wp:posOffset>0</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset>
</wp:positionV><wp:extent cx="2540000" cy="762000"/><wp:wrapTopAndBottom/><wp:docPr id="9" name="文本框 9"/><a:graphic>
<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>
<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2540000" cy="762000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>
</a:prstGeom></wps:spPr><wps:txbx>{inside}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor>
</w:drawing>"""


def as_word(case: Case) -> bytes:
    """The bytes of the file. Options: numbers (a name of CHAINS: Word makes the numbers), tracked, box (vml or both),
    picture, runs (text is torn into many runs), styles (headings carry Word's heading styles), breaks (the title is
    one paragraph with line breaks), head_table (the red head is a table), controls (text in content controls),
    links."""
    document = Document()
    maker = _Maker(case, document)
    for number, piece in enumerate(case.pieces):
        maker.add(number, piece)
    if case.how.get("picture"):
        document.add_picture(io.BytesIO(png(48, 24)))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def png(width: int, height: int) -> bytes:
    """A picture of a grey wedge."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes((x * 5 + y) % 256 for x in range(width)) for y in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


class _Maker:
    def __init__(self, case: Case, document: Document) -> None:
        self.case, self.document = case, document
        self.numbered: dict[str, tuple[int, int]] = {}  # kind → numId, level
        self.annexes = 0
        self.open_title = None
        self.head = None
        if chain := case.how.get("numbers"):
            self._define(CHAINS[str(chain)])

    def _define(self, chains: tuple[tuple[str, ...], ...]) -> None:
        """Abstract numberings come before the numberings that use them, as the schema has it."""
        numbering = self.document.part.numbering_part.element
        for number, chain in enumerate(chains, 900 + 10 * self.annexes):
            levels = "".join(_level(level, kind) for level, kind in enumerate(chain))
            kind = "multilevel" if len(chain) > 1 else "singleLevel"
            xml = (
                f'<w:abstractNum {NAMES} w:abstractNumId="{number}"><w:multiLevelType w:val="{kind}"/>'
                f"{levels}</w:abstractNum>"
            )
            first = numbering.find(qn("w:num"))
            abstract = parse_xml(xml)
            if first is None:
                numbering.append(abstract)
            else:
                first.addprevious(abstract)
            numbering.append(
                parse_xml(f'<w:num {NAMES} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>')
            )
            self.numbered |= {kind: (number, level) for level, kind in enumerate(chain)}

    def add(self, number: int, piece: Piece) -> None:
        if piece.kind == "table":
            return self._table(piece)
        if piece.kind in ("box", "markbox"):
            return self._box(piece)
        if piece.kind == "pageno":
            return self._footer(piece)
        if piece.kind == "deleted":
            return self._deleted(piece)
        if piece.kind == "annex" and self.numbered:
            self.annexes += 1
            self._define(CHAINS[str(self.case.how["numbers"])])
        if piece.kind == "title" and self.case.how.get("breaks") and self.open_title is not None:
            self.open_title.add_run().add_break()
            self._run(self.open_title, piece, piece.text)
            return None
        if piece.kind in ("mark", "no") and self.case.how.get("head_table"):
            return self._head_table(piece)
        paragraph = self._paragraph(piece)
        if self.case.how.get("controls") and piece.kind == "text":
            self._control(paragraph)
        self.open_title = paragraph if piece.kind == "title" else self.open_title
        text = piece.text
        if piece.kind in self.numbered and piece.number:
            num, level = self.numbered[piece.kind]
            xml = f'<w:numPr {NAMES}><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'
            paragraph._p.get_or_add_pPr().insert(0, parse_xml(xml))
            text = text[len(piece.number) :]
        if self.case.how.get("tracked") and piece.kind == "text" and number % 2:
            half = len(text) // 2
            self._run(paragraph, piece, text[:half])
            inserted = f"<w:ins {CHANGE}><w:r><w:t>{escape(text[half:])}</w:t></w:r></w:ins>"
            paragraph._p.append(parse_xml(inserted))
            return None
        if self.case.how.get("links") and "网" in text:
            before, _, after = text.partition("网")
            self._run(paragraph, piece, before)
            paragraph._p.append(parse_xml(f'<w:hyperlink {NAMES} w:anchor="a"><w:r><w:t>网</w:t></w:r></w:hyperlink>'))
            self._run(paragraph, piece, after)
            return None
        parts = re.findall(r"(?s).{1,7}", text) if self.case.how.get("runs") else [text]
        for part in parts:
            self._run(paragraph, piece, part)
        return None

    def _paragraph(self, piece: Piece):
        style = (
            {"title": "Title", "h1": "Heading 1", "h2": "Heading 2"}.get(piece.kind)
            if self.case.how.get("styles")
            else None
        )
        paragraph = self.document.add_paragraph(style=style)
        if piece.kind in CENTRED:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        elif piece.kind in ("sign", "date"):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        elif piece.kind in ("text", "h1", "h2", "item", "sub", "attach", "note"):
            paragraph.paragraph_format.first_line_indent = Pt(32)
        return paragraph

    def _run(self, paragraph, piece: Piece, text: str) -> None:
        run = paragraph.add_run(text)
        run.font.size = Pt(SIZES.get(piece.kind, 16))
        run.font.bold = piece.kind in ("title", "plan", "h1")
        if piece.kind == "mark":
            run.font.color.rgb = RGBColor(0xFF, 0, 0)

    def _table(self, piece: Piece) -> None:
        rows = piece.rows
        table = self.document.add_table(len(rows), max(map(len, rows)), style="Table Grid")
        for y, row in enumerate(rows):
            for x, text in enumerate(row):
                if text in ("<", "^"):
                    continue
                cell, right, down = table.cell(y, x), x, y
                while right + 1 < len(row) and row[right + 1] == "<":
                    right += 1
                while down + 1 < len(rows) and rows[down + 1][x] == "^":
                    down += 1
                if (right, down) != (x, y):
                    cell = cell.merge(table.cell(down, right))
                first, *others = text.split("\\n")
                cell.paragraphs[0].text = first
                for other in others:
                    cell.add_paragraph(other)

    def _head_table(self, piece: Piece) -> None:
        """The red head in a table without lines: the organs one below the other, 文件 beside them."""
        if piece.text == "文件":
            self.head.cell(0, 1).merge(self.head.cell(len(self.head.rows) - 1, 1)).paragraphs[0].text = piece.text
        elif piece.kind == "mark":
            if self.head is None:
                self.head = self.document.add_table(0, 2)
            self.head.add_row().cells[0].paragraphs[0].text = piece.text
        else:
            self._run(self._paragraph(piece), piece, piece.text)

    def _control(self, paragraph) -> None:
        """Put a paragraph into a content control, as forms of offices have them."""
        control = parse_xml(f"<w:sdt {NAMES}><w:sdtPr/><w:sdtContent/></w:sdt>")
        paragraph._p.addprevious(control)
        control.find(qn("w:sdtContent")).append(paragraph._p)

    def _box(self, piece: Piece) -> None:
        inside = f"<w:txbxContent><w:p><w:r><w:t>{escape(piece.text)}</w:t></w:r></w:p></w:txbxContent>"
        vml = VML.format(inside=inside)
        choice = f'<mc:Choice Requires="wps">{SHAPE.format(inside=inside)}</mc:Choice>'
        both = f"<mc:AlternateContent>{choice}<mc:Fallback>{vml}</mc:Fallback></mc:AlternateContent>"
        run = parse_xml(f"<w:r {NAMES}>{vml if self.case.how.get('box') == 'vml' else both}</w:r>")
        self.document.add_paragraph()._p.append(run)

    def _footer(self, piece: Piece) -> None:
        section = self.document.sections[0]
        if not any(char.isdigit() for char in piece.text):
            section.header.paragraphs[0].text = piece.text
            return
        before, _, after = re.split(r"(\d+)", piece.text, maxsplit=1)
        paragraph = section.footer.paragraphs[0]
        paragraph.add_run(before)
        field = f'<w:fldSimple {NAMES} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        paragraph._p.append(parse_xml(field))
        paragraph.add_run(after)

    def _deleted(self, piece: Piece) -> None:
        xml = f"<w:del {CHANGE}><w:r><w:delText>{escape(piece.text)}</w:delText></w:r></w:del>"
        self.document.paragraphs[-1]._p.append(parse_xml(xml))


def _level(level: int, kind: str) -> str:
    form, text = FORMATS[kind]
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{text.format(n=level + 1)}"/><w:lvlJc w:val="left"/></w:lvl>'
    )
