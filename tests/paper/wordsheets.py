"""Word documents of plans for tests, taken apart; and what LibreOffice makes of them."""

import io
import os
import subprocess
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from originals.make import OFFICE, lacking, tool
from sheets import read

from generator.paper.sheets import paper_of
from generator.paper.word.document import docx_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MM = 1440 / 25.4  # twips of a millimetre
_FACES = {"仿宋_GB2312": "Serif", "楷体_GB2312": "Serif", "方正小标宋简体": "Serif", "宋体": "Serif", "黑体": "Sans"}


def word(source: str, cites: Mapping[str, str] | None = None, **pictures: bytes) -> bytes:
    """The Word document of a plan, given as its file."""
    plan, body = read(source, files=tuple(f"{name}.png" for name in pictures))
    shown = {f"{plan.id}/{name}.png": data for name, data in pictures.items()}
    return docx_of(paper_of(plan, body), cites or {}, shown)


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of a document by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def body(data: bytes) -> Element:
    """The body of a document."""
    found = ElementTree.fromstring(parts(data)["word/document.xml"]).find(f"{W}body")
    assert found is not None
    return found


def style_of(paragraph: Element) -> str:
    """The id of a paragraph's style."""
    named = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if named is None else named.get(f"{W}val", "")


def text_of(element: Element) -> str:
    """All text in an element; a line break is a stroke."""
    return "".join("|" if part.tag == f"{W}br" else part.text or "" for part in element.iter() if part.tag in _SHOWN)


_SHOWN = (f"{W}t", f"{W}br")


def paragraph(data: bytes, begin: str) -> Element:
    """The paragraph that begins like this."""
    return next(found for found in body(data).iter(f"{W}p") if text_of(found).startswith(begin))


def styles(data: bytes) -> dict[str, Element]:
    """The styles by id."""
    root = ElementTree.fromstring(parts(data)["word/styles.xml"])
    return {style.get(f"{W}styleId", ""): style for style in root.iter(f"{W}style")}


def value(element: Element | None, path: str, name: str = "val") -> str:
    """An attribute of what lies at a path of names, "" where there is none."""
    found = None if element is None else element.find("/".join(W + step for step in path.split("/")))
    return "" if found is None else found.get(f"{W}{name}", "")


def exported(documents: Iterable[tuple[str, bytes]], folder: Path) -> dict[str, bytes]:
    """The documents as PDFs, by LibreOffice, with free fonts in place of the office's; skipped without it."""
    if reason := lacking("office"):
        pytest.skip(reason)
    rules = "".join(
        f'<match target="pattern"><test name="family"><string>{name}</string></test><edit name="family" mode="assign" '
        f'binding="strong"><string>Noto {face} CJK SC</string></edit></match>'
        for name, face in _FACES.items()
    )
    fonts = folder / "fonts.conf"
    places = "<dir>/usr/share/fonts</dir><dir>/usr/local/share/fonts</dir>"
    fonts.write_text(f"<fontconfig>{places}<cachedir>{folder / 'fonts'}</cachedir>{rules}</fontconfig>", "utf-8")
    names = []
    for name, data in documents:
        (folder / f"{name}.docx").write_bytes(data)
        names.append(name)
    command = [tool(OFFICE) or "", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(folder), *(str(folder / f"{name}.docx") for name in names)]
    environment = {**os.environ, "FONTCONFIG_FILE": str(fonts)}
    subprocess.run(command, check=True, capture_output=True, timeout=240, env=environment)
    return {name: (folder / f"{name}.pdf").read_bytes() for name in names}
