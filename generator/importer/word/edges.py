"""Headers, footers and comments of a Word document: told as dropped, save a red head or a 版记 that stands there.

Some offices put the mark of the organ and the 文号 into the header of page 1, and 抄送 into the footer of the last.
"""

import re
from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element

from generator import docnumber
from generator.importer.original import Dropped, Line, Paragraph
from generator.importer.word.lines import Lines
from generator.importer.word.names import P_PR, R_PR, WORD_ART, P, W
from generator.importer.word.styles import Look, look_of

_MARK = re.compile(r"[^，。；：“”]{3,40}文件$")
_COLOPHON = re.compile(r"(?:抄送|抄报|报送|分送|主题词)[：:]|.*\d年\d{1,2}月\d{1,2}日印发?$")
_PAGE_NUMBER = re.compile(r"[-—–－~·\s第共页/,，Page of\dⅠ-ⅻIVXivx○〇一二三四五六七八九十百]+")
_HEAD_SIZE = 22


def of_header(root: Element, lines: Lines, kept: set[str]) -> tuple[list[Paragraph], list[Dropped]]:
    """The red head of a header, if it holds one that isn't in `kept` (texts without blanks), and what is dropped."""
    found, dropped = [], []
    for element, line in _lines(root, lines):
        tight = _tight(line)
        look = _look(element)
        is_head = _MARK.fullmatch(tight) or docnumber.parse(tight) or (look.red and look.size >= _HEAD_SIZE)
        if is_head and tight not in kept:
            kept.add(tight)
            found.append(_paragraph(line, look))
        else:
            dropped.append(Dropped(line.n, line.text, "水印" if element.tag == WORD_ART else "页眉"))
    return found, dropped


def of_footer(root: Element, lines: Lines, kept: set[str]) -> tuple[list[Paragraph], list[Dropped]]:
    """The 版记 of a footer, if it holds one, and what is dropped."""
    found, dropped = [], []
    for element, line in _lines(root, lines):
        tight = _tight(line)
        if _COLOPHON.match(tight) and tight not in kept:
            kept.add(tight)
            found.append(_paragraph(line, _look(element)))
        else:
            dropped.append(Dropped(line.n, line.text, "页码" if _PAGE_NUMBER.fullmatch(tight) else "页脚"))
    return found, dropped


def all_dropped(lines: Sequence[Line], why: str) -> list[Dropped]:
    """Every line, for one reason."""
    return [Dropped(line.n, line.text, why) for line in lines]


def _lines(root: Element, lines: Lines) -> Iterable[tuple[Element, Line]]:
    for element in root.iter():
        for n in lines.of.get(element, ()):
            if n:
                yield element, lines.lines[n - 1]


def _tight(line: Line) -> str:
    return "".join(line.text.split())


def _paragraph(line: Line, look: Look) -> Paragraph:
    text = " ".join(line.text.split())
    return Paragraph(text, (line.n,), align="center", size=look.size, bold=look.bold, red=look.red)


def _look(element: Element) -> Look:
    """The look of the first run: enough to tell a red head from a running head."""
    runs = element.findall(f"{W}r/{R_PR}") if element.tag == P else []
    marked = element.find(f"{P_PR}/{R_PR}")
    base = Look() if marked is None else look_of(marked, Look())
    return look_of(runs[0], base) if runs else base
