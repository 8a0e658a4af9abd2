"""One invented original: its text piece by piece, the format it is made in, and what an importer must find in it."""

import random
import re
from dataclasses import dataclass, field

from originals.words import body

# What becomes of a kind of piece: True stays in the text, False must go (and be listed), None may be either.
KINDS: dict[str, bool | None] = {
    "secret": None,  # 密级, 份号, 紧急程度
    "mark": None,  # 发文机关标志
    "markbox": None,  # the same in a text box
    "no": None,  # 发文字号
    "signer": None,  # 签发人
    "title": None,  # one line of the title
    "to": None,  # 主送
    "text": True,
    "h1": True,  # 一、
    "h2": True,  # （一）
    "item": True,  # 1.
    "sub": True,  # （1）
    "sign": None,  # 署名
    "date": None,  # 成文日期
    "note": None,  # 附注
    "attach": True,  # 附件说明
    "plan": True,  # title of the plan that a notice carries; one piece a line
    "annex": True,  # 附件, with or without a number
    "annextitle": True,
    "table": True,  # rows are divided by //, cells by |; < and ^ continue the cell on the left and above
    "box": True,  # text of a text box
    "keyword": None,  # 主题词
    "cc": None,  # 抄送, 抄报
    "print": None,  # 印发机关 and 印发日期
    "chrome": False,  # what a site puts around the document
    "pageno": False,  # page numbers and running heads
    "hidden": False,  # text of a page that no reader sees
    "deleted": False,  # text that a tracked change has taken out
}
NUMBER = re.compile(
    r"(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.．、]\s?|（\d+）|第[一二三四五六]条\s?)"
)
BLANKS = re.compile(r"[\s\u00a0\u3000\u200b\u200c\u200d\u2060\ufeff\xad]+")


def solid(text: str) -> str:
    """`text` without blanks of any kind."""
    return BLANKS.sub("", text)


@dataclass(frozen=True)
class Piece:
    """One paragraph or table as a reader sees it, with its printed number."""

    kind: str
    text: str

    @property
    def rows(self) -> list[list[str]]:
        """The cells of a table, < and ^ for those that are merged with the one on the left or above."""
        return [[cell.strip() for cell in row.split("|")] for row in self.text.split("//")]

    @property
    def shown(self) -> list[str]:
        """The texts to look for, in order: the cells of a table, else the text."""
        if self.kind != "table":
            return [self.text]
        cells = (cell for row in self.rows for cell in row)
        return [line for cell in cells if cell not in ("<", "^", "") for line in cell.split("\\n")]

    @property
    def number(self) -> str:
        """The number that the text begins with, which Word may have made by itself; empty without one."""
        found = NUMBER.match(self.text) if self.kind in ("h1", "h2", "item", "sub") else None
        return found[0] if found else ""


@dataclass(frozen=True)
class Truth:
    """What a person who reads the document would write; "" or () where it says nothing.

    `issuer` holds several names of a joint document, the first one leading. Dates are ISO. `damaged` are the fields
    that the document shows broken: their value is the right proposal, which must be marked low and not filled in.
    `open` are fields where a person couldn't be sure either: not judged, but not sure either.
    """

    title: str = ""
    issuer: tuple[str, ...] = ()
    doc_number: str = ""
    date: str = ""
    year: int = 0
    region: str = ""
    recipients: str = ""
    cc: tuple[str, ...] = ()
    print_office: str = ""
    print_date: str = ""
    attachments: tuple[str, ...] = ()
    damaged: frozenset[str] = frozenset()
    open: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Case:
    """One original. `verdict` holds what may become of it; `how` is for the maker of its format."""

    name: str  # with its extension
    pieces: tuple[Piece, ...]
    truth: Truth | None
    verdict: frozenset[str] = frozenset({"imported"})
    how: dict[str, object] = field(default_factory=dict)

    @property
    def format(self) -> str:
        return self.name.rpartition(".")[2]

    def all(self, *kinds: str) -> list[str]:
        return [piece.text for piece in self.pieces if piece.kind in kinds]


CASES: dict[str, Case] = {}


def case(name: str, text: str, truth: Truth | None = None, *, verdict: str = "imported", **how: object) -> None:
    """Add the case `name`, written as lines `kind| text`; `body| style sections` stands for an invented body.

    The same name gives the same text for ever.
    """
    dice = random.Random(name)
    pieces: list[Piece] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        kind, _, rest = line.partition("|")
        rest = rest.strip()
        if kind == "body":
            style, count, *more = rest.split()
            pieces += [Piece(*made) for made in body(dice, style, int(count), *more)]
        else:
            assert kind in KINDS, f"{name}: no kind {kind}"
            pieces.append(Piece(kind, rest))
    assert name not in CASES, f"{name} is there already"
    CASES[name] = Case(name, tuple(pieces), truth, frozenset(verdict.split("|")), how)
