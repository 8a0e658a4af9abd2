"""Text as Markdown and YAML that read back as that text, with as few escapes as that takes.

What the project's Markdown (generator.gongwen) takes for markup is all that is escaped: most of what Markdown knows is
off there, and numbers are never lists.
"""

import re
import unicodedata

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_ANGLE = re.compile("<(?=[!-~])")
_ENTITY = re.compile("&(?=#?[A-Za-z0-9]{1,32};)")
_HEAD = re.compile(r"(?=#{1,6}(?:[ \t]|$)|>|[-*](?:[ \t]|$)|(?P<rule>[-_*])[ \t]*(?:(?P=rule)[ \t]*){2,}$)")
_TAIL = re.compile("(?:^|(?<=[ \t]))#+$")
_NEEDS_CARE = re.compile(r"[\\<&*_\[]|^[#>\-_]")
_NOT_PLAIN = re.compile(r"""[!&*?|>%@`"'#{}\[\],:\-~=<]|(?:null|true|false|yes|no|on|off)$|.*(?::(?:\s|$)|\s#)""", re.I)


def edges_off(text: str) -> str:
    """The text without blanks at its ends, also those without width: the indent is the style sheet's business."""
    start, end = 0, len(text)
    while start < end and _is_edge(text[start]):
        start += 1
    while end > start and _is_edge(text[end - 1]):
        end -= 1
    return text[start:end]


def _is_edge(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) in ("Cc", "Cf", "Cs")


def one_line(text: str) -> str:
    """The text on one line, control characters as blanks."""
    if text.isprintable():  # nearly always, and asked in no time: no control character, and the blank alone of blanks
        return text.strip(" ")
    return edges_off(_CONTROL.sub(" ", text))


def paragraph(text: str) -> str:
    """One line of Markdown that is a plain paragraph reading `text`."""
    text = one_line(text)
    if not _NEEDS_CARE.search(text):
        return text
    text = inline(text)
    return f"\\{text}" if _HEAD.match(text) else text


def heading(text: str) -> str:
    """What goes behind `# `: hashes at the end would vanish."""
    text = inline(one_line(text))
    return _TAIL.sub(lambda found: found[0][:-1] + "\\#", text)


def inline(text: str) -> str:
    """Text that nothing inside a line is taken for markup of, in a paragraph or a cell (| is the table's business)."""
    text = text.replace("\\", "\\\\")
    text = _ENTITY.sub(r"\\&", text)
    text = _ANGLE.sub("&lt;", text)  # no backslash: comments are cut out of the source as it stands
    text = text.replace("](", "]\\(")
    for mark in "*_":
        if len(re.findall(re.escape(mark) + "+", text)) > 1:  # a lone run has no partner
            text = text.replace(mark, f"\\{mark}")
    return text


def scalar(text: str) -> str:
    """A value of YAML: plain where that is safe, else in single quotation marks."""
    text = one_line(text)
    if text and not _NOT_PLAIN.match(text):
        return text
    return "'" + text.replace("'", "''") + "'"


def comment(text: str) -> str:
    """A line of YAML that says `text` to people alone."""
    return f"# {one_line(text)}"
