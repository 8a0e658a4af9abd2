"""The names of WordprocessingML that matter here (ISO/IEC 29500-1), in the transitional namespaces.

The strict namespaces are turned into these before a part is parsed.
"""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V = "{urn:schemas-microsoft-com:vml}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"

STRICT = (
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1]),
    ("http://purl.oclc.org/ooxml/officeDocument/math", M[1:-1]),
    ("http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1]),
    ("http://purl.oclc.org/ooxml/drawingml/main", A[1:-1]),
    ("http://purl.oclc.org/ooxml/drawingml/chart", C[1:-1]),
)

VAL = f"{W}val"
P, R_, T = f"{W}p", f"{W}r", f"{W}t"
P_PR, R_PR = f"{W}pPr", f"{W}rPr"
TBL, TR, TC = f"{W}tbl", f"{W}tr", f"{W}tc"
DEL_TEXT, INSTR_TEXT, FIELD_CHAR = f"{W}delText", f"{W}instrText", f"{W}fldChar"
TAB, POSITIONED_TAB, BREAK, RETURN = f"{W}tab", f"{W}ptab", f"{W}br", f"{W}cr"
NO_BREAK_HYPHEN, SYMBOL = f"{W}noBreakHyphen", f"{W}sym"
NOTE_REFERENCES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
NOTE_MARKS = frozenset((f"{W}footnoteRef", f"{W}endnoteRef"))
MATH_TEXT, DRAWN_PARAGRAPH, DRAWN_TEXT = f"{M}t", f"{A}p", f"{A}t"
BLIP, VML_PICTURE, CHART = f"{A}blip", f"{V}imagedata", f"{C}chart"
OLE_OBJECT = "{urn:schemas-microsoft-com:office:office}OLEObject"
BOX_TEXT, WORD_ART = f"{W}txbxContent", f"{V}textpath"
SDT, SDT_PR, SDT_CONTENT = f"{W}sdt", f"{W}sdtPr", f"{W}sdtContent"
ALTERNATE, CHOICE, FALLBACK = f"{MC}AlternateContent", f"{MC}Choice", f"{MC}Fallback"
DRAWINGS = frozenset((f"{W}drawing", f"{W}pict", f"{W}object"))
RUBY_TEXT = f"{W}rt"
DELETED = frozenset((f"{W}del", f"{W}moveFrom"))
# What holds no text, and is large or frequent.
WITHOUT_TEXT = frozenset(
    [f"{W}{name}Pr" for name in ("p", "r", "tbl", "tc", "tr", "sect", "sdt", "sdtEnd", "ruby")]
    + [
        f"{W}{name}"
        for name in ("tblGrid", "tblPrEx", "lastRenderedPageBreak", "proofErr", "bookmarkStart", "bookmarkEnd")
    ]
)
