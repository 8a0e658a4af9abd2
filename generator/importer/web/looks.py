"""How text on a web page looks: where it is aligned, how large, bold, red, hidden; inherited down the page."""

import re
from functools import lru_cache

import msgspec

from generator.importer.web.nodes import BLOCKS

HIDDEN = "隐藏文字"
TAB = "浏览器标签上的标题"
EDIT = "维基的编辑按钮"
AMONG = (HIDDEN, EDIT)  # what stands among the words of a document without ending it
_SIZES = {"1": 7.5, "2": 10, "3": 12, "4": 13.5, "5": 18, "6": 24, "7": 36}
_ALIGNS = {"left": "left", "center": "center", "middle": "center", "right": "right", "end": "right", "justify": "left"}
_ALIGN = re.compile(r"text-align\s*:\s*([a-z]+)")
_SIZE = re.compile(r"font(?:-size)?\s*:[^;]*?(\d+(?:\.\d+)?)\s*(pt|px)")
_WEIGHT = re.compile(r"font-weight\s*:\s*(bold|[1-9]00|normal)|font\s*:[^;]*\b(bold)\b")
_COLOUR = re.compile(r"(?:^|[;\s])color\s*:\s*([^;]+)")
_HEX = re.compile("#(?:([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})|([0-9a-f])([0-9a-f])([0-9a-f]))")
_RGB = re.compile(r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)")
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all|font-size\s*:\s*[01](?:\.\d+)?(?:px|pt|em|;|$|\s)"
    r"|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$|!)|text-indent\s*:\s*-\d{3,}|(?:left|top)\s*:\s*-\d{4,}px"
)
_HIDDEN_RULE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_DISPLAY = re.compile(r"display\s*:\s*(block|inline)\s*(?:;|!|$)")
_LONGEST = 2000  # characters of a style that are looked at
_SIMPLE = re.compile(r"[.#][\w-]+")
_BULLET_FONT = re.compile(r"font-family\s*:\s*[\"']?(?:wingdings|symbol|webdings)")
_WORD_NUMBER = re.compile(r"mso-list\s*:\s*ignore")
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)")
# What the tags themselves say of the text inside: no part of a document.
_TAG_REASONS = {
    "nav": "网站导航",
    "menu": "网站导航",
    "footer": "网站页脚",
    "aside": "侧栏",
    "select": "网页上的按钮和表单",
    "option": "网页上的按钮和表单",
    "textarea": "网页上的按钮和表单",
    "button": "网页上的按钮和表单",
    "title": TAB,
    "svg": "图形里的文字",
    "video": "影音的替代文字",
    "audio": "影音的替代文字",
    "object": "影音的替代文字",
    "canvas": "影音的替代文字",
}


class Look(msgspec.Struct, frozen=True, gc=False):
    """The appearance that text inherits; `why` says why it is no part of the document, empty while it may be.

    `size` is in points, 0 for unknown; `href` the address that it links to; `list_style` the CSS name of the numbers of
    the list around it; `numeral` marks the number that Word wrote before an item, with blanks for a tab behind it.
    """

    align: str = ""
    size: float = 0
    bold: bool = False
    red: bool = False
    heading: int = 0
    href: str = ""
    why: str = ""
    list_style: str = ""
    numeral: bool = False


def look_of(tag: str, attributes: dict[str, str | None], above: Look, hidden: frozenset[str]) -> Look:
    """The look inside an element. `hidden` are the selectors that the page's own style sheet hides."""
    changes: dict[str, object] = {}
    if not above.why and (reason := _TAG_REASONS.get(tag)):
        changes["why"] = reason
    if tag in ("b", "strong", "th"):
        changes["bold"] = True
    elif tag == "center":
        changes["align"] = "center"
    elif len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
        changes.update(bold=True, heading=int(tag[1]))
    elif tag == "ol":
        changes["list_style"] = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}.get(
            attributes.get("type") or "", "decimal"
        )
    if not attributes:
        return msgspec.structs.replace(above, **changes) if changes else above
    if style := attributes.get("style"):
        changes.update(_styled(style[:_LONGEST]))
    if (align := attributes.get("align")) and tag not in ("table", "img") and align.lower() in _ALIGNS:
        changes["align"] = _ALIGNS[align.lower()]
    if tag == "font":
        changes.update(_font(attributes.get("size") or "", attributes.get("color") or ""))
    elif tag == "a" and (href := attributes.get("href")):
        changes["href"] = href.strip() or "#"
    if "hidden" in attributes or (hidden and _names(attributes) & hidden):
        changes["why"] = HIDDEN
    if "mw-editsection" in (attributes.get("class") or ""):
        changes["why"] = EDIT
    if above.why:
        changes.pop("why", None)
    return msgspec.structs.replace(above, **changes) if changes else above


def breaks_lines(tag: str, attributes: dict[str, str | None]) -> bool:
    """Whether an element stands on lines of its own: by its tag, or by a style that makes a <span> a block."""
    style = (attributes.get("style") or "") if attributes else ""
    found = _DISPLAY.search(style[:_LONGEST].lower()) if style else None
    return found[1] == "block" if found else tag in BLOCKS


def hidden_selectors(styles: list[str]) -> frozenset[str]:
    """The selectors of one class or id (.x, #x) that the page's own style sheets hide."""
    found: set[str] = set()
    for style in styles:
        for rule in style.split("}"):
            selectors, _, body = rule.rpartition("{")
            if len(selectors) < _LONGEST and _HIDDEN_RULE.search(body[:_LONGEST].lower()):
                parts = (part.strip() for part in selectors.rpartition("{")[2].split(","))
                found.update(part for part in parts if _SIMPLE.fullmatch(part))
    return frozenset(found)


def _names(attributes: dict[str, str | None]) -> set[str]:
    names = {"." + name for name in (attributes.get("class") or "").split()}
    return names | {"#" + (attributes.get("id") or "")}


@lru_cache(maxsize=4096)
def _styled(style: str) -> dict[str, object]:
    """What a style attribute changes."""
    style = style.lower()
    changes: dict[str, object] = {}
    if (align := _ALIGN.search(style)) and align[1] in _ALIGNS:
        changes["align"] = _ALIGNS[align[1]]
    if size := _SIZE.search(style):
        changes["size"] = float(size[1]) * (1 if size[2] == "pt" else 0.75)
    if weight := _WEIGHT.search(style):
        changes["bold"] = bool(weight[2]) or weight[1] == "bold" or weight[1] in ("600", "700", "800", "900")
    if colour := _COLOUR.search(style):
        changes["red"] = is_red(colour[1].strip())
    if _HIDING.search(style):
        changes["why"] = HIDDEN
    elif _BULLET_FONT.search(style) and "mso-" in style:
        changes["why"] = "项目符号"
    if _WORD_NUMBER.search(style):
        changes["numeral"] = True
    if kind := _LIST_STYLE.search(style):
        changes["list_style"] = kind[1]
    return changes


def _font(size: str, colour: str) -> dict[str, object]:
    changes: dict[str, object] = {}
    if size in _SIZES:
        changes["size"] = _SIZES[size]
    if colour:
        changes["red"] = is_red(colour.lower())
    return changes


def is_red(colour: str) -> bool:
    """Whether a CSS colour, in lower case, is a red of the kind that red heads are printed in."""
    if found := _HEX.search(colour):
        r, g, b = (
            int(part * (1 if found[1] else 2), 16) for part in (found.groups()[:3] if found[1] else found.groups()[3:])
        )
    elif found := _RGB.search(colour):
        r, g, b = (int(part) for part in found.groups())
    else:
        return colour.split(" ")[0] in ("red", "crimson", "firebrick", "darkred")
    return r >= 160 and g <= 90 and b <= 90
