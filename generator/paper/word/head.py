"""The head of a document: the red mark, its number, the red line (GB/T 9704-2012 7.2), and that of a letter (10.1)."""

from math import ceil

from generator.paper.sheets import Paper
from generator.paper.titles import width
from generator.paper.word.markup import LINE, Para, element, mm
from generator.paper.word.package import Package
from generator.paper.word.styles import RED, Style, chars, jc, spacing, title
from generator.paper.word.text import lines, plain

_ROW = LINE / 20
_MM = 72 / 25.4
_SIZE, _LETTER_SIZE, _BODY = 42.0, 36.0, 16.0
_EXACT = 1.1  # an exact line this much higher than its characters has these at its upper edge, 80 % above the baseline
_ROOM = 156 * _MM
_NARROWEST = 0.6
_DOUBLE = 5.9  # points: how high a double line is, with what is between


def head(package: Package, paper: Paper) -> list[Para]:
    """What stands above the text: mark, number, line and title, each in a style that knows its place on the sheet."""
    found = _letter(package, paper) if paper.form == "letter" else _red(package, paper) if paper.mark else []
    if not paper.lines:
        return found
    author = paper.form == "digest" and paper.issuer
    before = 3 * _ROW if paper.form == "digest" else 0
    style = package.style(title(before, 0 if author else _ROW))
    found.append(Para(style, lines(paper.lines)))
    if author:
        found.append(Para("Author", plain(paper.issuer)))
    return found


def _mark(paper: Paper, size: float) -> tuple[float, dict[str, str]]:
    """The size of the mark, and what makes it narrower where the longest name is wider than the 版心."""
    wide = max((width(name) for name in paper.mark), default=1) * size
    narrow = max(_NARROWEST, min(1, _ROOM / wide))
    shrink = min(1, _ROOM / (wide * narrow))
    run = {"color": element("color", val=RED)}
    if narrow < 1:
        run["w"] = element("w", val=int(narrow * 100))
    return int(size * shrink * 2) / 2, run


def _red(package: Package, paper: Paper) -> list[Para]:
    """The mark 35 mm below the edge of the 版心, the number two lines below, the line 4 mm below the number."""
    size, run = _mark(paper, _SIZE)
    joint = (len(paper.mark) - 1) * (_SIZE + 3 * _MM)
    below = 35 * _MM + _SIZE + joint  # the lower edge of the last name
    at_number = below + 2 * _ROW
    at_line = at_number + _BODY + 4 * _MM if paper.number else below + 8 * _MM
    rows = ceil((at_line + 2 * _ROW - 4 * _MM) / _ROW)
    line = _BODY * _EXACT
    gap = 4 * _MM - (line - _BODY) if paper.number else 8 * _MM - (_EXACT - 1) * _SIZE
    # The gap is told in whole points, and what is a hair too high costs page 1 its last line.
    after = rows * _ROW - at_line - 1.5 - max(0, round(gap) - gap) - 0.2
    edge = {"pBdr": f"<w:pBdr>{element('bottom', val='single', sz=12, space=round(gap), color=RED)}</w:pBdr>"}
    found = []
    for n, name in enumerate(paper.mark):
        last = not paper.number and n == len(paper.mark) - 1
        above = 35 * _MM if n == 0 else 3 * _MM - (_EXACT - 1) * _SIZE
        told = {"spacing": spacing(above, after if last else 0, _SIZE * _EXACT), "ind": chars()} | jc("center")
        told |= edge if last else {}
        told |= {"outlineLvl": element("outlineLvl", val=0)} if paper.form == "minutes" and n == 0 else {}
        name_of = f"发文机关标志{n + 1 if n else ''}"
        found.append(Para(package.style(Style(f"Mark{n + 1}", name_of, "biaosong", size, told, run)), plain(name)))
    if paper.number:
        above = at_number - below - (_EXACT - 1) * _SIZE
        told = {"spacing": spacing(above, after, line), "ind": chars(), **edge} | jc("center")
        found.append(Para(package.style(Style("Number", "发文字号", paragraph=told)), plain(paper.number)))
    return found


def _letter(package: Package, paper: Paper) -> list[Para]:
    """The mark 30 mm below the edge of the sheet, a double line of 170 mm, the number on the right below it.

    What stands above the 版心 is framed, each line in a frame of its own.
    """
    size, run = _mark(paper, _LETTER_SIZE)
    found = []
    for n, name in enumerate(paper.mark):
        told = {"spacing": spacing(line=_LETTER_SIZE * _EXACT), "ind": chars()} | jc("center")
        name_of = f"发文机关标志{n + 1 if n else ''}"
        style = package.style(Style(f"Mark{n + 1}", name_of, "biaosong", size, told, run))
        top = 30 + n * (_LETTER_SIZE / _MM + 3)
        found.append(Para(style, plain(name), {"framePr": _frame(top)}))
    line = 30 + len(paper.mark) * (_LETTER_SIZE / _MM + 3) + 1  # 4 mm below the mark
    found.append(_double(package, "UpperLine", "信函上方的双线", line, (24, 8)))
    below = (line - 37 + 1.5 + 4.84) * _MM + _BODY
    rows = ceil((below + 2 * _ROW - 4 * _MM) / _ROW)
    # The number's line begins where the frame ends, and is so high that the number stands where it should.
    begins = line * _MM + _DOUBLE
    high = (below + 37 * _MM - _BODY - begins + 0.88 * _BODY) / 0.8
    after = 37 * _MM + rows * _ROW - begins - high
    told = {"spacing": spacing(0, after, high), "ind": chars()} | jc("right")
    found.append(Para(package.style(Style("Number", "发文字号", paragraph=told)), plain(paper.number)))
    return found


def lower_line(package: Package) -> str:
    """The other double line of a letter, 20 mm above the lower edge of the sheet: what its first footer holds."""
    return f"{_double(package, 'LowerLine', '信函下方的双线', 277, (8, 24))}{Para('Foot')}"


def _double(package: Package, name: str, chinese: str, top: float, sizes: tuple[int, int]) -> Para:
    """Two red lines, so thick in 1/8 point, `top` mm below the edge: a framed paragraph of hardly any height."""
    sides = zip(("top", "bottom"), sizes, strict=True)
    edges = "".join(element(side, val="single", sz=size, space=0, color=RED) for side, size in sides)
    told = {"pBdr": f"<w:pBdr>{edges}</w:pBdr>", "spacing": spacing(line=1.7), "ind": chars()}
    style = package.style(Style(name, chinese, size=1, paragraph=told))
    return Para(style, own={"framePr": _frame(top)})


def _frame(top: float) -> str:
    """A frame as wide as the lines of a letter, so many millimetres below the edge of the sheet."""
    return element("framePr", w=mm(170), wrap="notBeside", vAnchor="page", hAnchor="page", x=mm(20), y=mm(top))


def notice_lines(paper: Paper) -> str:
    """What must be read first, in the header of page 1: it is no part of the document."""
    return "".join(str(Para("Notice", plain(notice))) for notice in paper.notices)
