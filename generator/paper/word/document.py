"""A paper as a Word document: its pieces as paragraphs of styles, in sections, with page numbers and 版记."""

from collections.abc import Mapping, Sequence

from generator.paper.pieces import Piece, Run
from generator.paper.sheets import Paper
from generator.paper.titles import width
from generator.paper.word import styles
from generator.paper.word.head import head, lower_line, notice_lines
from generator.paper.word.markup import CHAR, Para, element, flag
from generator.paper.word.package import Package
from generator.paper.word.sections import Sheets
from generator.paper.word.tables import imprint, table
from generator.paper.word.text import lines, picture, plain, runs

_FACES = {"section": "hei", "heading": "hei", "chapter": "hei", "subsection": "kai"}
_ABOVE_TABLE = ("attachment", "attachment-title", "heading")
_SIGNS = ("signature", "date")
_SHORT = 28 * 6  # characters of a last paragraph that goes along with the signature


def docx_of(paper: Paper, cites: Mapping[str, str], pictures: Mapping[str, bytes]) -> bytes:
    """The document; the same paper gives the same bytes.

    `cites` leads from 文号 to addresses, `pictures` from names in the text to the bytes of those that can be shown.
    """
    package = Package(pictures)
    sheets = Sheets(package, notice_lines(paper), lower_line(package) if paper.form == "letter" else "")
    for found in head(package, paper):
        sheets.add(found)
    if paper.recipients:
        sheets.add(Para("Recipients", plain(f"{paper.recipients}：")))
    _Text(package, sheets, cites).pieces(paper.pieces)
    for n, note in enumerate(paper.notes):
        sheets.add(Para(_note(n > 0, len(paper.notes) > 1), plain(note)))
    if paper.imprint:
        sheets.add(imprint(paper.imprint, ruled=paper.form != "letter"))
        sheets.add(Para("End"))
    return package.zipped(paper, sheets.body())


def _note(follows: bool, several: bool) -> str:
    return "NoteNext" if follows else "NoteFirst" if several else "Note"


class _Text:
    """Puts the pieces of a text on the sheets."""

    def __init__(self, package: Package, sheets: Sheets, cites: Mapping[str, str]) -> None:
        self._package, self._sheets, self._cites = package, sheets, cites

    def pieces(self, found: Sequence[Piece]) -> None:
        """All pieces, in their order; what stands alone above a turned table is turned with it."""
        n = 0
        while n < len(found):
            wide = n
            while wide < len(found) and found[wide].kind in _ABOVE_TABLE:
                wide += 1
            of_wide = found[wide].table if wide < len(found) else None
            if of_wide and of_wide.turned:
                self._sheets.turn()
                for m in range(n, wide):
                    self._piece(found, m)
                self._sheets.add(table(self._package, of_wide, self._cites))
                self._sheets.turn_back()
                n = wide + 1
                continue
            self._piece(found, n)
            n += 1

    def _piece(self, found: Sequence[Piece], n: int) -> None:
        piece = found[n]
        after = found[n + 1].kind if n + 1 < len(found) else ""
        if piece.table:
            self._sheets.add(table(self._package, piece.table, self._cites))
        elif piece.kind == "picture":
            self._sheets.add(self._picture(piece.runs[0]))
        elif piece.kind == "signature":
            self._sheets.add(self._signature(found, n))
        else:
            made = self._paragraph(piece, found[n - 1].kind if n else "", after)
            if after in _SIGNS and piece.kind not in _SIGNS and len(piece.text) < _SHORT:
                made = Para(made.style, made.runs, {**made.own, "keepNext": flag("keepNext")})
            self._sheets.add(made)

    def _picture(self, run: Run) -> Para:
        shown = picture(self._package, run, own=True)
        return Para("Picture", shown) if shown else Para("Text", plain(f"（图片：{run.text}）"))

    def _paragraph(self, piece: Piece, before: str, after: str) -> Para:
        kind = piece.kind
        told = lines(piece.lines) if piece.lines else ""
        if kind == "document":
            style = self._ranked("Carried", piece.rank)
        elif kind == "attachment":
            style = self._ranked("Annex", piece.rank)
        elif kind == "attachment-note":
            style = _note(before == kind, before == kind or after == kind)
        elif kind == "date":
            style = "Date" if before in _SIGNS else "DateAlone"
        elif kind == "entry":
            style = self._package.style(styles.entry(max(1, piece.depth)))
        else:
            fixed = {"attachment-title": "AnnexTitle", "recipients": "Recipients", "quote": "Quote", "rule": "Rule"}
            style = fixed.get(kind) or self._heading(piece)
        leads = _FACES.get(kind, "")
        return Para(style, told or runs(self._package, piece.runs, self._cites, leads))

    def _ranked(self, style: str, rank: int) -> str:
        return self._package.style(styles.ranked(style, rank)) if rank else style

    def _heading(self, piece: Piece) -> str:
        """The style of a heading by its face and its rank; that of the text for what is none."""
        if not piece.rank:
            return "Text"
        begins = any("lead" in run.looks for run in piece.runs)
        face = _FACES.get(piece.kind, "")
        return self._package.heading(face, piece.rank, begins=begins)

    def _signature(self, found: Sequence[Piece], n: int) -> Para:
        """署名 (7.3.5): the name centred above the date, whose right edge is four characters in."""
        last = n
        while last + 1 < len(found) and found[last + 1].kind == "signature":
            last += 1
        dated = found[last + 1] if last + 1 < len(found) and found[last + 1].kind == "date" else None
        half = width(dated.text) * 8 if dated else 3 * CHAR
        right = max(0, 4 * CHAR + half - width(found[n].text) * CHAR / 2)
        return Para(
            "Signature",
            runs(self._package, found[n].runs, self._cites),
            {"ind": element("ind", right=round(right * 20))},
        )
