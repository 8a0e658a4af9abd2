"""Word documents (.docx, .docm): every line, and the paragraphs as printed, automatic numbers included.

The parts are walked directly: the libraries for Word lose the automatic numbers, text boxes and headers, which official
documents are full of.
"""

from collections.abc import Callable
from functools import lru_cache
from xml.etree.ElementTree import Element

from generator.importer.original import Dropped, Original, Paragraph
from generator.importer.word import edges, record
from generator.importer.word.body import Body
from generator.importer.word.circled import print_circled
from generator.importer.word.lines import Lines, Notes, is_note
from generator.importer.word.media import Media
from generator.importer.word.names import DRAWN_PARAGRAPH, W
from generator.importer.word.numbering import Numbering
from generator.importer.word.ole import refusal
from generator.importer.word.package import Package, Part, Unreadable, parsed
from generator.importer.word.styles import Styles
from generator.problem import Problem, error

_Edge = Callable[[Element, Lines, set[str]], tuple[list[Paragraph], list[Dropped]]]


def read(data: bytes, name: str) -> Original:
    """The document; `name` is the file's, for messages. What can't be read has no paragraphs, and says why."""
    refused = refusal(data, name)
    if refused:
        return _refused(refused)
    try:
        return _read(Package(data))
    except Unreadable as reason:
        return _refused(reason.problem)


def _refused(problem: Problem) -> Original:
    return Original((), (), problems=(problem,))


def _read(package: Package) -> Original:
    main = package.main()
    body = main.root.find(f"{W}body")
    if body is None:
        return _refused(_not_a_document())
    print_circled(body)
    lines, notes, media = Lines(), Notes(), Media(package, main)
    lines.collect(body, notes)
    kinds = ("footnotes", "endnotes", "diagramData", "header", "footer", "comments")
    others = {kind: _parts(package, main, kind, lines, notes) for kind in kinds}

    styles, numbering = _styles(_bytes(package, main, "styles")), _bytes(package, main, "numbering")
    reader = Body(styles, Numbering(parsed(numbering) if numbering else None), lines, notes, media)
    paragraphs = reader.blocks(body)
    for root, _ in others["diagramData"]:
        paragraphs += [p for drawn in root.iter(DRAWN_PARAGRAPH) for p in reader.drawn(drawn, "")]
    for kind in ("footnote", "endnote"):
        for root, _ in others[f"{kind}s"]:
            for note in root.findall(f"{W}{kind}"):
                mark = notes.mark(kind, note.get(f"{W}id", "")) if is_note(note) else ""
                paragraphs += reader.note(note, mark)

    kept = {"".join(p.text.split()) for p in paragraphs}
    head, dropped_above = _edge(edges.of_header, others["header"], lines, kept)
    foot, dropped_below = _edge(edges.of_footer, others["footer"], lines, kept)
    dropped = reader.dropped + dropped_above + dropped_below
    for _, found in others["comments"]:
        dropped += edges.all_dropped(lines.lines[found.start : found.stop], "批注")
    paragraphs = [*head, *paragraphs, *foot]
    problems = list(media.problems)
    if not any(p.text for p in paragraphs):
        problems.insert(0, _empty(images=bool(media.files)))
        paragraphs = []
    return Original(
        lines=tuple(lines.lines),
        paragraphs=tuple(paragraphs),
        dropped=tuple(sorted(dropped, key=lambda d: d.line)),
        files=tuple(media.files),
        problems=tuple(problems),
        told=record.told(package),
    )


def _parts(package: Package, main: Part, kind: str, lines: Lines, notes: Notes) -> list[tuple[Element, range]]:
    """The roots of the parts of a kind, each with its lines."""
    roots = [package.xml(target) for target in main.targets(kind) if target in package]
    return [(root, lines.collect(root, notes)) for root in roots]


def _bytes(package: Package, main: Part, kind: str) -> bytes:
    return next((package.read_xml(target) for target in main.targets(kind) if target in package), b"")


@lru_cache(maxsize=4)
def _styles(data: bytes) -> Styles:
    """The styles, which often weigh more than the text and are the same in many documents of an office."""
    return Styles(parsed(data) if data else None)


def _edge(
    read_edge: _Edge, parts: list[tuple[Element, range]], lines: Lines, kept: set[str]
) -> tuple[list[Paragraph], list[Dropped]]:
    found = [read_edge(root, lines, kept) for root, _ in parts]
    return [p for paragraphs, _ in found for p in paragraphs], [d for _, dropped in found for d in dropped]


def _not_a_document() -> Problem:
    return error(
        "original-unknown",
        "这不是 Word 文档，可能是表格或演示文稿改了扩展名",
        "请看看是不是选错了文件；内容确实要导入的，请在 Word 或 WPS 里另存为 .docx，再导入",
    )


def _empty(*, images: bool) -> Problem:
    if images:
        return error(
            "original-scan",
            "这个 Word 文件里只有图片，像是扫描件，没有文字",
            "请先用文字识别（OCR）软件转成文字，核对后再导入；图片本身可以作为附件",
        )
    return error("original-empty", "这个 Word 文件里没有文字", "请看看文件是不是选错了，或者没有保存好")
