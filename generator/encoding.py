"""The text of a file in whatever encoding an office computer has given it.

UTF-8 is what it should be; Windows also writes UTF-16, and GB18030 with its parts GBK and GB2312.
"""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from generator.problem import Problem, error, warning

ENOUGH_HAN = 10  # Chinese characters before a broken one that show the encoding to be the right one


def decode(data: bytes) -> tuple[str | None, list[Problem]]:
    """The text of a file in UTF-8, UTF-16 or GB18030, its line ends as \\n; None where it is none of them."""
    for bom, encoding in ((BOM_UTF8, "utf-8"), (BOM_UTF16_LE, "utf-16-le"), (BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(bom):
            return _decoded(data[len(bom) :], encoding)
    if b"\x00" in data[:2]:
        return _decoded(data, "utf-16-be" if data[:1] == b"\x00" else "utf-16-le")
    text, problems = _decoded(data, "utf-8")
    broken = any(p.line for p in problems)
    return (text, problems) if text is not None or broken else _decoded(data, "gb18030")


def _decoded(data: bytes, encoding: str) -> tuple[str | None, list[Problem]]:
    try:
        text = _with_line_ends(data.decode(encoding))
    except UnicodeDecodeError as fault:
        return None, [_broken(_with_line_ends(data[: fault.start].decode(encoding, "ignore")))]
    if "\x00" in text:
        return None, [_broken(text.partition("\x00")[0])]
    if encoding == "utf-8":
        return text, []
    name = "GB18030（GBK）" if encoding == "gb18030" else "UTF-16"
    hint = "已经自动转换；为免出错，请另存为 UTF-8 编码，并核对有没有乱码"
    return text, [warning("encoding-converted", f"文件的编码是 {name}，不是 UTF-8", hint)]


def _with_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _broken(before: str) -> Problem:
    """No text, or one with a broken character, after the text `before`: its line where the encoding is beyond doubt."""
    if sum("\u4e00" <= c <= "\u9fff" for c in before) < ENOUGH_HAN:
        hint = "请用记事本打开，选“另存为”，编码选 UTF-8，再保存；打开是乱码的，不是文字文件，请移走"
        return error("encoding-unreadable", "文件的编码认不出来", hint)
    hint = "文件可能没有保存完整；请用记事本打开，对照原件改正这一行，选“另存为”，编码选 UTF-8，再保存"
    return error("encoding-unreadable", "这一行有坏掉的字符", hint, line=before.count("\n") + 1)
