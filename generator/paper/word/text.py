"""Runs of text as XML: their looks as styles, their links as relations."""

from collections.abc import Iterable, Mapping, Sequence

from generator.paper.pieces import Run
from generator.paper.word.images import size_of
from generator.paper.word.markup import element, escaped
from generator.paper.word.package import Package
from generator.paper.word.styles import look

_ORDER = ("hei", "kai", "bold", "italic", "under", "sup", "sub")
_EMU = 12700  # of a point
_WIDEST, _HIGHEST = 442.2, 18 * 28.95  # points: the 版心, and lines enough to leave some for text
_PIXEL = 0.75  # points
_TARGETS = ("http://", "https://", "mailto:")


def runs(package: Package, found: Sequence[Run], cites: Mapping[str, str], leads: str = "") -> str:
    """The runs; `cites` leads from 文号 to addresses, `leads` is the face of a heading that begins its paragraph."""
    return "".join(_run(package, run, cites, leads) for run in found)


def plain(text: str, style: str = "") -> str:
    """Text of one run; a newline is a line break, a tab a tab."""
    told = f"<w:rPr>{element('rStyle', val=style)}</w:rPr>" if style else ""
    parts = "".join(_text(line) if n == 0 else f"<w:br/>{_text(line)}" for n, line in enumerate(text.split("\n")))
    return f"<w:r>{told}{parts}</w:r>"


def lines(found: Iterable[str]) -> str:
    """Text on several lines."""
    return plain("\n".join(found))


def picture(package: Package, run: Run, own: bool = False) -> str:
    """A run with the picture, "" where there is none to show: in the height of a line, or on its `own`."""
    data = package.pictures.get(run.picture)
    size = size_of(data) if data else None
    if data is None or size is None:
        return ""
    width, height = size[0] * _PIXEL, size[1] * _PIXEL
    part = min(1, _WIDEST / width, _HIGHEST / height) if own else 16 / height
    identity, number = package.picture(run.picture, data)
    extent = f'cx="{round(width * part * _EMU)}" cy="{round(height * part * _EMU)}"'
    named = f'id="{number}" name="图片 {number}" descr="{escaped(run.text or "图片")}"'
    graphic = (
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f"<pic:nvPicPr><pic:cNvPr {named}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{identity}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
    )
    around = f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/><wp:docPr {named}/>'
    return f"<w:r><w:drawing>{around}{graphic}</wp:inline></w:drawing></w:r>"


def _text(line: str) -> str:
    kept = (f'<w:t xml:space="preserve">{escaped(part)}</w:t>' if part else "" for part in line.split("\t"))
    return "<w:tab/>".join(kept)


def _run(package: Package, run: Run, cites: Mapping[str, str], leads: str) -> str:
    if run.picture:
        return picture(package, run) or plain(run.text)
    faces = {"lead": leads, "label": "hei"}
    looks = {faces.get(one, one) for one in run.looks} - {""}
    style = package.style(look(tuple(one for one in _ORDER if one in looks))) if looks else ""
    target = cites.get(run.cites, "") or (run.link if run.link.startswith(_TARGETS) else "")
    shown = plain(run.text, style)
    return f'<w:hyperlink r:id="{package.link(target)}">{shown}</w:hyperlink>' if target else shown
