"""A web page as it was saved from a site, or a piece of one, as an original: its document told from the rest of it."""

import base64
import binascii
import re
from collections.abc import Mapping
from urllib.parse import unquote_to_bytes, urljoin

from generator.importer.original import Dropped, Embedded, Line, Original, Paragraph
from generator.importer.text.charset import garbled
from generator.importer.web.article import Article, choose
from generator.importer.web.blocks import Block, read_blocks
from generator.importer.web.charset import page_text
from generator.importer.web.core import is_file_link
from generator.importer.web.head import Head, read_head
from generator.importer.web.nodes import is_trap, read_page
from generator.problem import Problem, error, notice, warning

LARGEST = 20 * 1024 * 1024
_MOST_LINES = 50_000
_AS_TEXT = "请在浏览器里打开网页，只复制正文，粘贴到记事本里另存为 .txt，再导入"
_FEW = 30  # characters: less is no document
_SUFFIXES = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpg", b"GIF8": "gif", b"BM": "bmp", b"RIFF": "webp"}
_SCRIPT = re.compile(r"<script\b", re.IGNORECASE)
_MOST_LISTED = 8
_SMALLEST = 400  # bytes: less is a dot or a line that keeps things apart


def read(data: bytes, name: str) -> Original:  # noqa: ARG001 -- every reader takes it
    """Read a saved page (.html, .htm) in any encoding; without a document it has problems that say why."""
    if len(data) > LARGEST:
        return _refused((), too_large())
    text, problems = page_text(data)
    return read_text(text, problems=tuple(problems))


def read_text(
    source: str,
    *,
    problems: tuple[Problem, ...] = (),
    pictures: Mapping[str, bytes] | None = None,
    address: str = "",
) -> Original:
    """Read the source of a page; `pictures` are those saved with it, by the address that the page uses."""
    if is_trap(source):
        return _refused((), error("html-too-deep", "网页的代码层层相套，多得不正常，没有读", _AS_TEXT))
    page = read_page(source)
    if len(page.lines) > _MOST_LINES:
        return _refused((), error("original-too-long", f"网页里有 {len(page.lines)} 行文字，不像一份文件", _AS_TEXT))
    blocks, boxes = read_blocks(page)
    head = read_head(page.tree, source)
    shown = sum(len(block.tight) for block in blocks if not block.why)
    if shown < _FEW and sum(len(block.tight) for block in blocks) < _FEW:
        return _refused(page.lines, _empty(source), *problems)
    disorder = _garbled(page.lines, problems)
    if any(problem.severity == "error" for problem in disorder):
        return _refused(page.lines, *disorder)
    article = choose(blocks, boxes, head)
    address = head.address or address
    files, markups, missing = _pictures(blocks, article, pictures or {})
    paragraphs, dropped = _sorted(blocks, article, markups)
    if not any(paragraph.text for paragraph in paragraphs):
        return _refused(page.lines, _only_links() if shown >= _FEW else _empty(source), *problems)
    return Original(
        lines=page.lines,
        paragraphs=paragraphs,
        dropped=dropped,
        files=files,
        problems=(*problems, *disorder, *_notices(blocks, article, missing, address)),
        page_title=article.title,
        page_date=article.day,
        address=address,
        told=_told(article, head),
    )


def too_large() -> Problem:
    """The problem of a file that no page of text is as large as."""
    message = "网页太大（超过 20 MB），没有读"
    return error("original-too-large", message, "请只保存正文所在的那一页；图片很多的网页，请保存为“网页，仅 HTML”")


def _refused(lines: tuple[Line, ...], *problems: Problem) -> Original:
    """Nothing of it is the document; what text there was is accounted for all the same."""
    dropped = tuple(Dropped(line.n, line.text, "网页里没有正文") for line in lines)
    return Original(lines, (), dropped, problems=problems)


def _empty(source: str) -> Problem:
    if _SCRIPT.search(source):
        message = "网页里没有正文：它的文字要靠脚本从网上取来"
        hint = (
            "请在浏览器里打开原网页，等文字出来以后，用“另存为”（网页，全部）重新保存；或者复制正文，存成 .txt 再导入"
        )
        return error("html-needs-script", message, hint)
    return error("original-empty", "网页里没有文字", "请在浏览器里打开看看；正文是图片的，请先做文字识别（OCR）")


def _garbled(lines: tuple[Line, ...], problems: tuple[Problem, ...]) -> list[Problem]:
    """What shows that the page was saved in disorder; nothing more of characters that are told as broken already."""
    found = garbled("\n".join(line.text for line in lines))
    return [problem for problem in found if problem.severity == "error" or not problems]


def _only_links() -> Problem:
    message = "网页里没有正文，只有链接和按钮，像是栏目页或者首页"
    return error("import-links", message, "请点开要收录的那一篇文章，保存文章所在的网页")


def _sorted(
    blocks: list[Block], article: Article, markups: dict[int, str]
) -> tuple[tuple[Paragraph, ...], tuple[Dropped, ...]]:
    """What is kept and what is dropped, in the order of the page."""
    paragraphs, dropped = [], []
    for i, (block, why) in enumerate(zip(blocks, article.why, strict=True)):
        if block.kind == "image":
            if i in markups:
                paragraphs.append(Paragraph("", block.lines, "image", markups[i]))
        elif why:
            dropped.append(Dropped(block.lines[0] if block.lines else 0, block.bare, why))
        else:
            paragraphs.append(_paragraph(block))
    return tuple(paragraphs), tuple(dropped)


def _paragraph(block: Block) -> Paragraph:
    look = block.look
    return Paragraph(
        text=block.text,
        lines=block.lines,
        kind=block.kind,
        markup=block.markup,
        printed=block.printed,
        align=look.align,
        size=look.size,
        bold=block.bold,
        red=block.red,
        heading=look.heading,
    )


def _pictures(
    blocks: list[Block], article: Article, saved: Mapping[str, bytes]
) -> tuple[tuple[Embedded, ...], dict[int, str], int]:
    """The pictures inside the document: files, their markup by the place of the block, and how many are missing."""
    inside = [i for i, why in enumerate(article.why) if not why and blocks[i].kind != "image"]
    files: dict[bytes, Embedded] = {}
    markups: dict[int, str] = {}
    missing = 0
    for i, block in enumerate(blocks):
        if block.kind != "image" or article.why[i] or not inside or not inside[0] < i < inside[-1] + 2:
            continue
        data = _picture(block.targets[0], saved)
        suffix = next((suffix for start, suffix in _SUFFIXES.items() if data.startswith(start)), "")
        if not suffix:
            missing += 1
        elif len(data) > _SMALLEST:
            file = files.setdefault(data, Embedded(f"图{len(files) + 1}.{suffix}", data))
            markups[i] = f"![{file.name.partition('.')[0]}]({file.name})"
    return tuple(files.values()), markups, missing


def _picture(source: str, saved: Mapping[str, bytes]) -> bytes:
    """The bytes of a picture that came with the page; empty where it did not."""
    if not source.startswith("data:"):
        return saved.get(source, b"")
    head, _, body = source.partition(",")
    try:
        return (
            base64.b64decode(unquote_to_bytes(body), validate=False)
            if head.endswith(";base64")
            else unquote_to_bytes(body)
        )
    except (binascii.Error, ValueError):
        return b""


def _notices(blocks: list[Block], article: Article, missing: int, address: str) -> list[Problem]:
    found: list[Problem] = []
    if article.more_pages:
        hint = "请把后面几页也保存下来，把它们的正文接在这一篇后面"
        found.append(warning("html-more-pages", "这篇文章在网站上分成几页，这里只有一页", hint))
    targets = dict.fromkeys(
        urljoin(address, target)
        for block, why in zip(blocks, article.why, strict=True)
        if is_file_link(block) and block.kind == "text" and (not why or why == "附件下载")
        for target in block.targets
    )
    if targets:
        listed = "、".join(list(targets)[:_MOST_LISTED])
        hint = "需要的话，请从原网页下载附件，放在写好的文件旁边"
        found.append(notice("html-attachments", f"附件要另外下载：{listed}", hint))
    if missing:
        hint = "图片里有文字或者公章的，请从原网页另存图片，放在写好的文件旁边；只是装饰的，不必管"
        found.append(notice("html-pictures-missing", f"正文里有 {missing} 张图片没有导入", hint))
    return found


def _told(article: Article, head: Head) -> tuple[tuple[str, str, int], ...]:
    told = [*article.told]
    if head.source and not any(label == "来源" for label, _, _ in told):
        told.append(("来源", head.source, 0))
    return tuple(dict.fromkeys(told))
