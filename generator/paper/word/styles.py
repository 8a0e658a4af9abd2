"""The styles of a document: all that makes its look, so that nothing in the text is formatted by hand.

Fonts are named as offices have them (GB/T 9704-2012 5.2.1, 7.3); where one is missing, the reader's program takes
another, and lines and pages stay, for these are made by the grid and by exact line spacing.
"""

import msgspec

from generator.paper.word.markup import CHAR, LINE, PARAGRAPH, RUN, SPACES, element, escaped, flag, properties, twips

FACES = {
    "biaosong": "方正小标宋简体",
    "fangsong": "仿宋_GB2312",
    "kai": "楷体_GB2312",
    "hei": "黑体",
    "song": "宋体",
}
RED = "E60012"
_TITLE_SIZE, _SIZE = 22, 16
_HEADINGS = _LEVELS = 9  # of the outline and of lists that Word knows


class Style(msgspec.Struct, frozen=True):
    """A style of paragraphs, or of characters: what it changes of the one that it is based on.

    `size` is in points; `paragraph` and `run` hold further properties by their names.
    """

    id: str
    name: str
    face: str = ""
    size: float = 0
    paragraph: dict[str, str] = {}
    run: dict[str, str] = {}
    based: str = "Normal"
    characters: bool = False


def spacing(before: float = 0, after: float = 0, line: float = 0) -> str:
    """Points before, after, and between lines (exactly; 0 for the usual)."""
    told: dict[str, str | int] = {"before": twips(before), "after": twips(after)}
    if line:
        told |= {"line": twips(line), "lineRule": "exact"}
    return element("spacing", **told)


def chars(left: float = 0, first: float = 0, right: float = 0) -> str:
    """An indent in characters of the body: of all lines, and of the first one beyond them."""
    told: dict[str, str | int] = {}
    for name, count in (("left", left), ("right", right)):
        told |= {f"{name}Chars": round(count * 100), name: twips(count * CHAR)}
    hang = "hanging" if first < 0 else "firstLine"
    told |= {f"{hang}Chars": round(abs(first) * 100), hang: twips(abs(first) * CHAR)}
    return element("ind", **told)


def jc(value: str) -> dict[str, str]:
    """The alignment."""
    return {"jc": element("jc", val=value)}


def _indent(left: int, **more: int) -> str:
    return element("ind", left=left, right=280, **more)


_ROW = LINE / 20
_FLUSH = {"ind": chars()}
# The sheet has the grid of 22 lines by 28 characters, and every style keeps to it by exact lines and by tightened
# characters. Nothing snaps to it: LibreOffice gives two cells to a character that is wider than one.
_FREE = {"snapToGrid": flag("snapToGrid", False)}
_TIGHT = -6  # twips: 28 characters of 15.7 pt on a line of 442.25; its ends are made even, as on all lines
_CENTRED = {**_FLUSH, **jc("center")}
_NOTE = {"keepLines": flag("keepLines")} | jc("left")
_TITLE = _CENTRED | {"keepNext": flag("keepNext"), "keepLines": flag("keepLines")}
_PAGE = {"pageBreakBefore": flag("pageBreakBefore")}
_CELL = {**_FLUSH, "spacing": spacing(line=17.4)}
_SIGNED = {"keepNext": flag("keepNext"), "contextualSpacing": flag("contextualSpacing")} | jc("right")
_SMALL = {**_FLUSH, "spacing": spacing(line=1)}
_FLAT = {"ind": element("ind", left=0, right=0)}
_FRAME = "".join(element(side, val="single", sz=6, space=3, color=RED) for side in ("top", "left", "bottom", "right"))
_NOTICE = {**_FLAT, "pBdr": f"<w:pBdr>{_FRAME}</w:pBdr>", "spacing": spacing(line=15)}

_USUAL = (
    Style("Text", "公文正文", paragraph={"ind": chars(first=2)}),
    Style("Recipients", "主送机关", paragraph=_FLUSH),
    Style("Carried", "印发文件标题", "biaosong", _TITLE_SIZE, _TITLE | _PAGE | {"spacing": spacing(_ROW, _ROW)}),
    Style("Annex", "附件序号", "hei", 0, {**_FLUSH, **_PAGE, "keepNext": flag("keepNext")}),
    Style("AnnexTitle", "附件标题", "biaosong", _TITLE_SIZE, _TITLE | {"spacing": spacing(_ROW, _ROW)}),
    Style("Note", "附件说明", paragraph={**_NOTE, "spacing": spacing(_ROW), "ind": chars(5, -3)}),
    Style("NoteFirst", "附件说明（第一个）", paragraph={**_NOTE, "spacing": spacing(_ROW), "ind": chars(6, -4)}),
    Style("NoteNext", "附件说明（其余）", paragraph={**_NOTE, "ind": chars(6, -1)}),
    Style("Signature", "署名", paragraph={**_SIGNED, "spacing": spacing(_ROW)}),
    Style("Date", "成文日期", paragraph={"ind": chars(right=4), **jc("right")}),
    Style("DateAlone", "成文日期（无署名）", paragraph={"spacing": spacing(_ROW)}, based="Date"),
    Style("Author", "摘编机关", "kai", 0, {**_CENTRED, "spacing": spacing(after=_ROW)}),
    Style("Quote", "引文", paragraph={"ind": chars(left=2, first=2)}),
    Style("Picture", "图片", paragraph={**_CENTRED, "spacing": element("spacing", line=240, lineRule="auto")}),
    Style("Rule", "分隔线", paragraph={**_FLUSH, "pBdr": f"<w:pBdr>{element('bottom', val='single', sz=4)}</w:pBdr>"}),
    Style("Cell", "表格文字", size=12, paragraph={**_CELL, **jc("left")}),
    Style("Caption", "caption", "hei", 0, {**jc("center"), "keepNext": flag("keepNext")}, based="Cell"),
    Style("CellHead", "表格栏目", paragraph=jc("center"), based="Cell"),
    Style("Imprint", "版记", size=14, paragraph={"ind": _indent(280), "spacing": spacing(line=24)} | jc("left")),
    Style("Copies", "抄送", paragraph={"ind": _indent(1120, hanging=840)}, based="Imprint"),
    Style("Printed", "印发日期", paragraph={"ind": element("ind", left=0, right=280), **jc("right")}, based="Imprint"),
    Style("End", "分节", size=1, paragraph=_SMALL),
    Style("PageOdd", "页码（单页）", "song", 14, {**jc("right"), "ind": element("ind", right=280)}, based="Foot"),
    Style("PageEven", "页码（双页）", "song", 14, {**jc("left"), "ind": element("ind", left=280)}, based="Foot"),
    Style("Foot", "footer", "song", 14, {"spacing": spacing(line=14 * 1.1)}),
    Style("PageTurned", "页码（横页，单页）", "song", 14, {**_FLAT, **jc("right")}, based="Foot"),
    Style("PageTurnedEven", "页码（横页，双页）", "song", 14, {**_FLAT, **jc("left")}, based="Foot"),
    Style("Notice", "使用提示", "hei", 10.5, _NOTICE | jc("left"), {"color": element("color", val=RED)}),
)
_LOOKS = {
    "hei": ("黑体字", "hei", {}),
    "kai": ("楷体字", "kai", {}),
    "bold": ("加粗", "", {"b": flag("b")}),
    "italic": ("斜体", "", {"i": flag("i")}),
    "under": ("下划线", "", {"u": element("u", val="single")}),
    "sup": ("上标", "", {"vertAlign": element("vertAlign", val="superscript")}),
    "sub": ("下标", "", {"vertAlign": element("vertAlign", val="subscript")}),
}


def heading(face: str, level: int, *, begins: bool, taken: bool = False) -> Style:
    """The style of a heading at a level of the outline, from 1. One that `begins` its paragraph leaves the face to the
    heading's own characters. Where the name of that level is `taken` by a heading of another face, it has its own."""
    level = min(level, _HEADINGS)
    kind = "begins" if begins else face or "plain"
    name = f"heading {level}" if not begins and not taken else f"标题 {level} {_named(kind)}"
    told: dict[str, str] = {"ind": chars(first=2), "outlineLvl": element("outlineLvl", val=level - 1)}
    if not begins:
        told["keepNext"] = flag("keepNext")
    return Style(f"Heading{level}{kind}", name, "" if begins else face, 0, told)


def title(before: float, after: float) -> Style:
    """The style of the document's title (7.3.1), with the points that it keeps free."""
    told = _TITLE | {"spacing": spacing(before, after), "outlineLvl": element("outlineLvl", val=0)}
    return Style("Heading1biaosong", "heading 1", "biaosong", _TITLE_SIZE, told)


def ranked(style: str, rank: int) -> Style:
    """A usual style that is also a heading, at the place `rank` of the outline, from 1."""
    name = next(one.name for one in _USUAL if one.id == style)
    outline = {"outlineLvl": element("outlineLvl", val=min(rank, _HEADINGS) - 1)}
    return Style(f"{style}{rank}", f"{name} {rank}", paragraph=outline, based=style)


def entry(depth: int) -> Style:
    """The style of an item of a list, by how deep it lies, from 1."""
    number = f"<w:numPr>{element('ilvl', val=min(depth, _LEVELS) - 1)}{element('numId', val=1)}</w:numPr>"
    told = {"numPr": number, "ind": chars(left=2 * depth + 1, first=-1)}
    return Style(f"Entry{depth}", f"列表 {depth}", paragraph=told)


def numbering_xml() -> str:
    """word/numbering.xml: the dot before the items of a list. Printed numbers are text and never made by Word."""
    levels = "".join(
        f'<w:lvl w:ilvl="{n}">{element("numFmt", val="bullet")}{element("suff", val="tab")}'
        f"{element('lvlText', val='·')}{element('lvlJc', val='left')}"
        f"<w:pPr><w:tabs>{element('tab', val='num', pos=twips((2 * n + 3) * CHAR))}</w:tabs></w:pPr></w:lvl>"
        for n in range(_LEVELS)
    )
    listed = f'<w:abstractNum w:abstractNumId="0">{element("multiLevelType", val="hybridMultilevel")}{levels}'
    listed += f'</w:abstractNum><w:num w:numId="1">{element("abstractNumId", val=0)}</w:num>'
    return f"<w:numbering {SPACES}>{listed}</w:numbering>"


def look(looks: tuple[str, ...]) -> Style:
    """The style of characters that look so, by the names in _LOOKS; several are one style."""
    names: list[str] = []
    told: dict[str, str] = {}
    faces = ""
    for one in looks:
        name, face, more = _LOOKS[one]
        names.append(name)
        faces = faces or face
        told |= more
    return Style("Look" + "".join(one.title() for one in looks), "、".join(names), faces, 0, {}, told, "", True)


def styles_xml(own: list[Style]) -> str:
    """word/styles.xml: the usual styles and those that this document needs besides."""
    base = {
        "widowControl": flag("widowControl", False),
        "kinsoku": flag("kinsoku"),
        # What Word does anyway. LibreOffice takes it for its opposite: it would not print all signs that hang.
        "overflowPunct": flag("overflowPunct"),
        **_FREE,
        "spacing": element("spacing", before=0, after=0, line=LINE, lineRule="exact"),
        **jc("both"),
    }
    known = {style.id: style for style in (*_USUAL, *own)}
    usual = f'<w:style w:type="paragraph" w:default="1" w:styleId="Normal">{element("name", val="Normal")}<w:qFormat/>'
    usual += f"<w:pPr>{properties(PARAGRAPH, base)}</w:pPr>"
    fonts = _face("fangsong")
    size = element("sz", val=_SIZE * 2) + element("szCs", val=_SIZE * 2)  # also here: the grid is reckoned from it
    usual += f"<w:rPr>{fonts}{element('spacing', val=_TIGHT)}{size}</w:rPr></w:style>"
    language = '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    default = f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts}{size}{language}</w:rPr></w:rPrDefault>"
    default += f"<w:pPrDefault><w:pPr>{properties(PARAGRAPH, base)}</w:pPr></w:pPrDefault></w:docDefaults>"
    link = f'<w:style w:type="character" w:styleId="Link">{element("name", val="Hyperlink")}</w:style>'
    return f"<w:styles {SPACES}>{default}{usual}{link}{''.join(map(_style, known.values()))}{_TABLES}</w:styles>"


def _named(kind: str) -> str:
    return {"begins": "段首", "plain": "仿宋"}.get(kind) or _LOOKS[kind][0].removesuffix("字")


def _face(role: str) -> str:
    name = FACES[role]
    return element("rFonts", ascii=name, hAnsi=name, eastAsia=name, cs=name, hint="eastAsia")


def _style(style: Style) -> str:
    run = dict(style.run)
    if style.face:
        run["rFonts"] = _face(style.face)
    if style.size:
        run["spacing"] = element("spacing", val=0)
        run |= {name: element(name, val=round(style.size * 2)) for name in ("sz", "szCs")}
    kind = "character" if style.characters else "paragraph"
    custom = "" if style.name.isascii() else ' w:customStyle="1"'  # Word's own styles have English names
    head = f'<w:style w:type="{kind}"{custom} w:styleId="{style.id}"'
    told = element("name", val=style.name) + (element("basedOn", val=style.based) if style.based else "")
    if not style.characters:
        told += element("next", val="Text") if style.id not in ("Cell", "CellHead") else ""
    told += "<w:qFormat/>"
    paragraph, character = properties(PARAGRAPH, style.paragraph), properties(RUN, run)
    told += f"<w:pPr>{paragraph}</w:pPr>" if paragraph else ""
    told += f"<w:rPr>{character}</w:rPr>" if character else ""
    return f"{head}>{told}</w:style>"


def _table(name: str, chinese: str, borders: str, sides: int, above: int) -> str:
    margins = "".join(
        element(side, w=width, type="dxa")
        for side, width in (("top", above), ("left", sides), ("bottom", above), ("right", sides))
    )
    told = f"<w:tblBorders>{borders}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar>"
    head = f'<w:style w:type="table" w:customStyle="1" w:styleId="{name}">{element("name", val=escaped(chinese))}'
    return f"{head}<w:tblPr>{told}</w:tblPr></w:style>"


def _borders(**sizes: int) -> str:
    return "".join(element(side, val="single", sz=size, space=0, color="auto") for side, size in sizes.items())


# 7.4.1: the outer lines of the 版记 0.35 mm, those between 0.25 mm; sizes in 1/8 point.
_TABLES = (
    _table("Grid", "公文表格", _borders(top=4, left=4, bottom=4, right=4, insideH=4, insideV=4), 85, 45)
    + _table("ImprintLines", "版记表格", _borders(top=8, bottom=8, insideH=6), 0, 0)
    + _table("ImprintPlain", "版记表格（信函）", "", 0, 0)
)
