"""What a Word document holds besides text: pictures and embedded files, saved beside the plan, and what can't be."""

import posixpath
from xml.etree.ElementTree import Element

from generator.importer.original import Embedded, Paragraph
from generator.importer.word.names import CHART, OLE_OBJECT
from generator.importer.word.package import Package, Part, relation
from generator.importer.word.unpack import unpacked
from generator.problem import Problem, warning

_LARGEST = 50 << 20
_SIGNATURES = ((b"\x89PNG\r\n", "png"), (b"\xff\xd8\xff", "jpg"), (b"GIF8", "gif"))
_BESIDE = "放在写好的文件旁边，在正文里写 ![说明](文件名)"
_UNKNOWN = "看不出是什么程序的文件：请在 Word 里双击打开它，另存一份来换下这个文件；不要的，把它删掉"
_FILES = frozenset((".docx", ".xlsx", ".pptx", ".pdf"))


class Media:
    """Collects pictures and files in the order in which the text shows them; each is saved once."""

    def __init__(self, package: Package, part: Part) -> None:
        self._package, self._part = package, part
        self._names: dict[str, str] = {}
        self._pictures = 0
        self.files: list[Embedded] = []
        self.problems: list[Problem] = []

    def paragraphs(self, elements: list[Element]) -> list[Paragraph]:
        """One paragraph for each of these pictures and objects that could be saved."""
        return [p for element in elements if (p := self._paragraph(element))]

    def _paragraph(self, element: Element) -> Paragraph | None:
        if element.tag == CHART:
            self.warn("docx-chart", "原件里有统计图，没有导入", f"请在 Word 里把它另存为图片，{_BESIDE}")
            return None
        key = relation(element, "embed", "id", "link")
        kind, target, external = self._part.relations.get(key, ("", "", True))
        if element.tag == OLE_OBJECT:
            return self._object(target)
        if external or target not in self._package:
            if key:
                self.warn("docx-picture-missing", "原件里有一幅图片只是链接，文件里没有", f"请把图片存下来，{_BESIDE}")
            return None
        return self._picture(target) if kind == "image" else None

    def _picture(self, target: str) -> Paragraph | None:
        name = self._names.get(target)
        if name is None:
            data = self._package.read(target, _LARGEST)
            ending = next((ending for start, ending in _SIGNATURES if data.startswith(start)), "")
            if ending:
                self._pictures += 1
                self.files.append(Embedded(f"image{self._pictures}.{ending}", data))
            else:
                form = posixpath.splitext(target)[1].lstrip(".").upper() or "未知"
                self.warn(
                    "docx-picture-format",
                    f"原件里有 {form} 格式的图片，网页显示不了，没有导入",
                    f"只是装饰的，不必管；不是的，请在 Word 里把它另存为 PNG 图片，{_BESIDE}",
                )
            name = self._names[target] = self.files[-1].name if ending else ""
        number = name.removeprefix("image").partition(".")[0]
        return Paragraph("", (), kind="image", markup=f"![图{number}]({name})") if name else None

    def _object(self, target: str) -> Paragraph | None:
        found = self._embedded(target)
        if found is None:
            self.warn(
                "docx-object",
                "原件里嵌入了别的程序做的内容，例如公式，没有导入",
                f"请在 Word 里双击打开它，另存为图片，{_BESIDE}",
            )
        elif target not in self._names:
            ending, data = found
            name = f"embedded{sum(1 for n in self._names.values() if n.startswith('embedded')) + 1}{ending}"
            self._names[target] = name
            self.files.append(Embedded(name, data))
            self.warn(
                "docx-embedded",
                f"原件里嵌入的文件已另存为 {name}，会作为附件发布",
                "请打开看看；不能公开的，请把它删掉" if ending != ".bin" else _UNKNOWN,
            )
        return None

    def _embedded(self, target: str) -> tuple[str, bytes] | None:
        """The file in an object with its ending; None where there is none, or a formula."""
        ending = posixpath.splitext(target)[1].lower()
        if target not in self._package:
            return None
        data = self._package.read(target, _LARGEST)
        return (ending, data) if ending in _FILES else unpacked(data, _LARGEST)

    def warn(self, code: str, message: str, hint: str) -> None:
        """Tell once that something of the original was not imported."""
        problem = warning(code, message, hint)
        if problem not in self.problems:
            self.problems.append(problem)
