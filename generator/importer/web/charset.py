"""The text of a web page, whatever encoding it says it is in.

What a page declares is a hint, not a fact: pages moved between servers say gb2312 and are UTF-8, or the reverse. Bytes
that are valid UTF-8 are UTF-8; between GB18030 and Big5, both of which take almost any bytes, the one that reads like
Chinese wins, and the declaration only where they are close.
"""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from generator.importer.text.charset import likeness
from generator.problem import Problem, warning

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,20})""", re.IGNORECASE)
_HEAD = 4096
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")
_SAMPLE = 300_000  # bytes: a page may begin with a lot of script
_CLOSE = 0.1
_MOST_BROKEN = 0.02  # the share of characters that may be broken in a page that is still worth reading


def page_text(data: bytes) -> tuple[str, list[Problem]]:
    """The text of the page, and a warning where bytes of it could not be read."""
    for bom, encoding in ((BOM_UTF8, "utf-8"), (BOM_UTF16_LE, "utf-16-le"), (BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(bom):
            return _told(data[len(bom) :].decode(encoding, "replace"))
    if b"\x00" in data[:2]:
        return _told(data.decode("utf-16-be" if data[:1] == b"\x00" else "utf-16-le", "replace"))
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        return _told(_decoded(data, _best(data)))


def _best(data: bytes) -> str:
    """The encoding in which the beginning of the page is most like Chinese."""
    declared = _DECLARED.search(data, 0, _HEAD)
    island = declared is not None and declared[1].lower() in (b"big5", b"big5-hkscs", b"cn-big5")
    names = ["big5hkscs", "gb18030", "utf-8"] if island else ["gb18030", "big5hkscs", "utf-8"]
    scores = {name: _likeness(data[:_SAMPLE].decode(name, "replace")) for name in names}
    best = max(names, key=scores.__getitem__)
    return names[0] if scores[names[0]] > scores[best] - _CLOSE and best != "utf-8" else best


def _likeness(text: str) -> float:
    return likeness("".join(_BEYOND_ASCII.findall(text)[:4000]))


def _decoded(data: bytes, encoding: str) -> str:
    for name in (encoding, "cp950") if encoding == "big5hkscs" else (encoding,):
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            continue
    return data.decode(encoding, "replace")


def _told(text: str) -> tuple[str, list[Problem]]:
    broken = text.count("\ufffd")
    if not broken:
        return text, []
    if broken > _MOST_BROKEN * len(_BEYOND_ASCII.findall(text)):
        message = "网页的编码认不出来，很多字可能是乱码"
    else:
        message = f"网页里有 {broken} 个坏掉的字符，显示为“\ufffd”"
    hint = "请在浏览器里打开原网页，重新保存（保存类型选“网页，全部”或“单个文件”），再导入；并对照原件改正坏掉的字"
    return text, [warning("text-garbled", message, hint)]
