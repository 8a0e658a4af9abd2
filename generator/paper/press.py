"""Papers into PDFs, by Typst: PDF/A-3a and PDF/UA-1, with the Markdown source inside.

Typst itself refuses what would break these standards (a missing glyph, a picture without words, a rank skipped), so a
PDF that comes out of here keeps to them as far as it checks. The time in the PDF is the document's date, never a clock.
"""

import shutil
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from generator.paper.fonts import Faces, choose
from generator.paper.surroundings import TEMPLATES
from generator.problem import Refused, error

STANDARDS = ("a-3a", "ua-1")
_INSTALL = '请在命令行里运行：python -m pip install "yaodian[pdf]"'
_FONTS = "Windows：在“设置”的“可选功能”里添加“中文（简体）补充字体”；Debian、Ubuntu：sudo apt install fonts-noto-cjk"


class Failed(Exception):  # noqa: N818 -- says what happened
    """The typesetter could not set this document; the text says why, in its own words."""


class Press:
    """A typesetter with its fonts and layouts, for any number of documents.

    `sources` are the layouts by name. Refused where a layout or the typesetter or every Chinese font is missing.
    """

    def __init__(self, sources: Mapping[str, str]) -> None:
        self._typst = typesetter()
        for name in TEMPLATES:
            if name not in sources:
                hint = "请从发行包里把这个文件复制回版式文件夹"
                raise Refused([error("layout-missing", f"缺少版式文件：{name}", hint, path=name)])
        fonts = self._typst.Fonts(include_embedded_fonts=False)
        faces = choose(fonts.fonts())
        if faces is None:
            raise Refused([error("pdf-no-font", "电脑里没有可以排中文的字体，做不出 PDF", _FONTS, path="字体")])
        self.faces: Faces = faces
        self._compiler = self._typst.Compiler(font_paths=fonts)
        self._sources = {name: (sources["paper.typ"] + sources[name]).encode() for name in TEMPLATES}

    def set(
        self, layout: str, data: Mapping[str, Any], moment: tuple[int, int, int], pictures: Mapping[str, Path]
    ) -> bytes:
        """The PDF of what `data` says, laid out by `layout`; `moment` is the day that it bears.

        `pictures` are files by the names that they have in the text. Failed where it can't be set.
        """
        if not pictures:
            return self._compile(layout, {**data, "pictures": {}}, moment)
        with tempfile.TemporaryDirectory(prefix="yaodian-") as folder:
            names = {}
            for n, (name, path) in enumerate(sorted(pictures.items())):
                names[name] = f"picture-{n}{path.suffix.lower()}"
                shutil.copyfile(path, Path(folder) / names[name])
            return self._compile(layout, {**data, "pictures": names}, moment, root=folder)

    def _compile(self, layout: str, data: Mapping[str, Any], moment: tuple[int, int, int], **where: str) -> bytes:
        shown = {**data, "fonts": self.faces.families()}
        try:
            made = self._compiler.compile(
                input=self._sources[layout],
                format="pdf",
                sys_inputs={"data": msgspec.json.encode(shown).decode()},
                pdf_standards=list(STANDARDS),
                timestamp=datetime(*moment, tzinfo=UTC),
                **where,
            )
        except self._typst.TypstError as fault:
            raise Failed("；".join([fault.message, *fault.hints])) from fault
        assert isinstance(made, bytes)
        return made


def typesetter() -> Any:
    """The typesetter; Refused, with the command that installs it, where it is not there."""
    try:
        import fontTools  # type: ignore[import-untyped,unused-ignore]  # noqa: F401
        import typst
    except ImportError as absent:
        message = f"还没有安装排版 PDF 的组件（{absent.name}）"
        raise Refused([error("pdf-missing", message, _INSTALL, path="PDF")]) from absent
    return typst


@lru_cache(maxsize=2)
def press(sources: tuple[tuple[str, str], ...]) -> Press:
    """The press for these layouts, which this process keeps: reading the fonts takes longer than setting a plan."""
    return Press(dict(sources))


def started() -> bool:
    """Whether this process has a press: one forked from it would lack its threads, and wait for them without end."""
    return press.cache_info().currsize > 0
