"""The sheets of a document: upright ones and turned ones (GB/T 9704-2012 8), their grid, their page numbers (7.5)."""

from generator.paper.word.markup import LEFT, LINE, Para, element, flag, mm
from generator.paper.word.package import Package
from generator.paper.word.text import plain

# 5.2.1: 天头 37 mm, 订口 28 mm; the foot of the sheet carries the number, its dash 7 mm below the 版心.
_TOP, _RIGHT = 2098, 1474
_BOTTOM = 16838 - _TOP - 12756
_SHEET = (11906, 16838)
_FOOT = mm(35 - 7) - 154  # from the lower edge of the sheet to that of the number's line
_GRID = -842  # 4096ths of a point that the grid adds to a character, so that 28 fill 156 mm


class Sheets:
    """Takes what stands on the sheets, in order, and parts it into sections."""

    def __init__(self, package: Package, notices: str, lower_line: str) -> None:
        """`notices` stand in the header of page 1, `lower_line` in its foot instead of a number (10.1)."""
        self._package = package
        self._blocks: list[Para | str] = []
        self._turned = False
        self._sections = 0
        self._first = bool(notices or lower_line)
        self._edges = [("footer", "default", package.edge("footer", "footer1", _number("PageOdd")))]
        self._edges.append(("footer", "even", package.edge("footer", "footer2", _number("PageEven"))))
        if self._first:
            foot = lower_line or _number("PageOdd")
            self._edges.append(("header", "first", package.edge("header", "header1", notices or str(Para("Foot")))))
            self._edges.append(("footer", "first", package.edge("footer", "footer3", foot)))

    def add(self, block: Para | str) -> None:
        """A paragraph, or a table as XML."""
        self._blocks.append(block)

    def turn(self) -> None:
        """What follows stands on a turned page."""
        if self._blocks:
            self._close()
        self._turned = True

    def turn_back(self) -> None:
        """What follows stands upright on a new page."""
        self._close()
        self._turned = False

    def body(self) -> str:
        """All of it, as the inner XML of the body."""
        last = self._section()
        if self._blocks and isinstance(end := self._blocks[-1], Para) and "sectPr" in end.own:
            # Nothing follows the last section: it is the document's.
            last = end.own["sectPr"]
            self._blocks.pop()
            if end.style != "End":
                self._blocks.append(Para(end.style, end.runs, {k: v for k, v in end.own.items() if k != "sectPr"}))
            elif self._blocks and isinstance(self._blocks[-1], str):
                self._blocks.append(Para("End"))
        return "".join(map(str, self._blocks)) + last

    def _close(self) -> None:
        """End a section with its last paragraph; with an empty one of no height where that is a table."""
        told = {"sectPr": self._section()}
        end = self._blocks[-1] if self._blocks else ""
        if isinstance(end, Para) and "sectPr" not in end.own:
            self._blocks[-1] = Para(end.style, end.runs, {**end.own, **told})
        else:
            self._blocks.append(Para("End", "", told))
        self._sections += 1

    def _section(self) -> str:
        first = self._first and not self._sections
        edges = (
            "".join(
                f'<w:{kind}Reference w:type="{which}" r:id="{name}"/>'
                for kind, which, name in sorted(self._edges, key=lambda edge: edge[0], reverse=True)
                if which != "first" or first
            )
            if not self._turned
            else self._turned_edges()
        )
        wide, high = _SHEET[::-1] if self._turned else _SHEET
        size: dict[str, str | int] = {"w": wide, "h": high}
        if self._turned:
            size["orient"] = "landscape"
            sides = {"top": LEFT, "right": _TOP, "bottom": _RIGHT, "left": _BOTTOM}
        else:
            sides = {"top": _TOP, "right": _RIGHT, "bottom": _BOTTOM, "left": LEFT}
        told = element("pgSz", **size) + element("pgMar", **sides, header=mm(15), footer=_FOOT, gutter=0)
        told += flag("titlePg") if first else ""
        told += element("docGrid", type="linesAndChars", linePitch=LINE, charSpace=_GRID)
        return f"<w:sectPr>{edges}{told}</w:sectPr>"

    def _turned_edges(self) -> str:
        """On a turned page the number stands where it is on all others: at its left edge, turned as well (8)."""
        odd = self._package.edge("footer", "footer4", _turned_number("bottom"))
        even = self._package.edge("footer", "footer5", _turned_number("top"))
        return "".join(
            f'<w:footerReference w:type="{which}" r:id="{name}"/>' for which, name in (("default", odd), ("even", even))
        )


def _number(style: str) -> str:
    """— 1 —, the number of the page."""
    return str(Para(style, _page()))


def _page() -> str:
    return plain("— ") + f'<w:fldSimple w:instr=" PAGE ">{plain("1")}</w:fldSimple>' + plain(" —")


def _turned_number(edge: str) -> str:
    """The number in a cell whose text runs downwards, 7 mm left of the 版心, one character from its end."""
    wide, long = 400, 1200
    top = 11906 - _RIGHT - 280 - long if edge == "bottom" else LEFT + 280
    place = element("tblpPr", vertAnchor="page", horzAnchor="page", tblpX=_BOTTOM - mm(7) - wide // 2, tblpY=top)
    told = f"{place}{element('tblW', w=wide, type='dxa')}{element('tblLayout', type='fixed')}"
    told += f"<w:tblCellMar>{''.join(element(side, w=0, type='dxa') for side in ('left', 'right'))}</w:tblCellMar>"
    cell = element("tcW", w=wide, type="dxa") + element("textDirection", val="tbRl") + element("vAlign", val="center")
    style = "PageTurned" if edge == "bottom" else "PageTurnedEven"
    row = f"<w:tr><w:trPr>{element('trHeight', val=long, hRule='exact')}</w:trPr>"
    row += f"<w:tc><w:tcPr>{cell}</w:tcPr>{Para(style, _page())}</w:tc></w:tr>"
    grid = f"<w:tblGrid>{element('gridCol', w=wide)}</w:tblGrid>"
    return f"<w:tbl><w:tblPr>{told}</w:tblPr>{grid}{row}</w:tbl>{Para('Foot')}"
