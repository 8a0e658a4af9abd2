"""What a file or an address may be called, so that every system, server and disk can hold it.

Windows knows devices by name (CON, also CON.txt), forbids nine signs and drops dots and blanks at the end; most file
systems allow 255 bytes a name; Windows and macOS don't tell case apart, nor macOS é in one character from é in two.
"""

import re
import unicodedata

LONGEST_NAME = 180  # bytes in UTF-8 of one name: 60 Han characters
LONGEST_ADDRESS = 200  # characters of a whole address, for Windows counts 260 with the drive and the folders

_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³]|conin\$|conout\$)\s*(?:\..*)?", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')
_HIDDEN = re.compile("[\u0080-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")
_ILLEGIBLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]")
_ALIAS = re.compile(r".+\.html?")


def is_device(name: str) -> bool:
    """Whether Windows takes this name of a file or folder for a device."""
    return _DEVICES.fullmatch(name) is not None


def is_legible(name: str) -> bool:
    """Whether the name can be shown: no line break, no sign that turns the line round, no bytes that are no UTF-8."""
    return not _ILLEGIBLE.search(name)


def fault_of(name: str) -> str:
    """What keeps `name` (one part of a path) from being a name everywhere, in Chinese; "" for nothing."""
    if not name or name in (".", ".."):
        return "不是文件名"
    if is_device(name):
        return "Windows 不许用这个名字"
    if found := _FORBIDDEN.search(name):
        return f"含有 {found[0]}，Windows 不许用" if found[0].isprintable() else "含有看不见的控制字符"
    if _HIDDEN.search(name):
        return "含有看不见的字符"
    if name != name.rstrip(" .\u3000") or name != name.lstrip():
        return "开头是空格，或者结尾是空格、句点"
    if len(name.encode("utf-8", "surrogatepass")) > LONGEST_NAME:
        return f"太长（一个文件名最多 {LONGEST_NAME // 3} 个汉字或 {LONGEST_NAME} 个字母）"
    return ""


def fault_of_path(path: str) -> str:
    """The same for a path with /, whose first faulty part counts; also where it is too long as a whole."""
    if len(path) > LONGEST_ADDRESS:
        return f"太长（最多 {LONGEST_ADDRESS} 个字）"
    return next((fault for part in path.split("/") if (fault := fault_of(part))), "")


def is_address(text: str) -> bool:
    """Whether `text` can be the address of a page below the site's root: old/123.html."""
    parts = text.split("/")
    return bool(_ALIAS.fullmatch(text)) and not fault_of_path(text) and not any(p.startswith(".") for p in parts)


def folded(name: str) -> str:
    """The name as a system keeps it that tells neither case nor the two writings of é apart."""
    return name.casefold() if name.isascii() else unicodedata.normalize("NFC", name).casefold()
