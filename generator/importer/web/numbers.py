"""The number that a browser prints before an item of a numbered list: no text of the page says it."""

_HAN = "〇一二三四五六七八九"
_HAN_STYLES = ("cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal", "cjk-decimal", "japanese-informal")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
_ROMAN_ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_UNNUMBERED = ("none", "disc", "circle", "square", "")


class Items:
    """The numbers of numbered lists, while elements are read in their order; each is known by its identity."""

    def __init__(self) -> None:
        self._next: dict[int, int] = {}  # list → the number of its next item
        self._item_of: dict[int, int] = {}  # element → the item that it stands in
        self._numbers: dict[int, str] = {}  # item → its number, until text takes it

    def enter(self, node: int, above: int, tag: str, attributes: dict[str, str | None], style: str) -> None:
        """Go into the element `node` inside `above`."""
        if above in self._item_of:
            self._item_of[node] = self._item_of[above]
        if tag == "ol":
            self._next[node] = whole(attributes.get("start"), 1)
        elif tag == "li":
            self._item_of[node] = node
            if above in self._next:
                value = whole(attributes.get("value"), self._next[above])
                self._next[above] = value + 1
                self._numbers[node] = printed_number(value, style)

    def take(self, above: int) -> str:
        """The number before the first text of the item that `above` stands in; empty for text further on."""
        return self._numbers.pop(self._item_of.get(above, 0), "")


def whole(value: str | None, otherwise: int) -> int:
    """The number that an attribute gives."""
    value = (value or "").strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else otherwise


def printed_number(value: int, style: str) -> str:
    """The number with its mark as the CSS list style prints it: 3. or 三、; empty where the style prints none."""
    if style in _UNNUMBERED or not 0 < value < 4000:
        return ""
    if style in _HAN_STYLES:
        return han(value) + "、"
    if style == "decimal-leading-zero":
        return f"{value:02}."
    if style in ("lower-alpha", "upper-alpha", "lower-latin", "upper-latin"):
        letters = _letters(value)
        return (letters.upper() if style.startswith("upper") else letters) + "."
    if style in ("lower-roman", "upper-roman"):
        roman = _roman(value)
        return (roman.upper() if style.startswith("upper") else roman) + "."
    return f"{value}."


def han(value: int) -> str:
    """A number below 100 in Han digits (十二, 二十); beyond, digit by digit."""
    if value >= 100:
        return "".join(_HAN[int(digit)] for digit in str(value))
    tens, ones = divmod(value, 10)
    ten = "" if not tens else ("十" if tens == 1 else _HAN[tens] + "十")
    return ten + (_HAN[ones] if ones or not tens else "")


def _letters(value: int) -> str:
    letters = ""
    while value:
        value, rest = divmod(value - 1, 26)
        letters = chr(97 + rest) + letters
    return letters


def _roman(value: int) -> str:
    roman = ""
    for amount, sign in _ROMAN:
        roman += sign * (value // amount)
        value %= amount
    return roman + _ROMAN_ONES[value]
