"""Where a line may end and where it does, as in LibreOffice.

Every sign fills a cell; none is squeezed, none hangs beyond the edge. A fifth of a character stands between Han and
other letters or figures, which LibreOffice can't be told to leave out. Where it asks for the language at the end of a
line, that is the one of the last letter or figure: after Han characters only its two lists of signs count, after others
the classes of UAX 14. All lengths are twips, 1/20 point.
"""

from collections.abc import Sequence
from unicodedata import category

import msgspec

SIZE = 320  # 3号
TIGHTER = 6  # the characters stand this much closer than they are wide
_GAP = SIZE // 5  # between Han and other letters or figures
_NEVER_FIRST = frozenset(
    ":!),.:;?]}¢'\"、。〉》」』】〕〗〞︰︱︳﹐､﹒﹔﹕﹖﹗﹚﹜﹞！），．：；？｜｝︴︶︸︺︼︾﹀﹂﹄﹏～￠々‖•·ˇˉ―-′’”"
)
_NEVER_LAST = frozenset("([{£¥'\"‵〈《「『【〔〖（［｛￡￥〝︵︷︹︻︽︿﹁﹃﹙﹛﹝“‘")
PAIRS = frozenset("—…")  # two are one sign, which is never parted (GB/T 15834-2011 5.1)
HAN, OTHER = "han", "other"

# UAX 14, as far as it is asked for next to figures and Latin letters.
_CLASSES: dict[str, str] = {}
for _name, _of in {
    "open": "([{“‘《〈「『【〔〖（［｛",
    "close": ")]}”’》〉」』】〕〗）］｝",
    "stop": "、。，．：；！？,.:;!?",
    "percent": "%℃‰％",
    "plus": "+$＋",
}.items():
    _CLASSES |= dict.fromkeys(_of, _name)
_CLASSES |= {"-": "hyphen", "/": "slash", "…": "dots", "—": "dash", " ": "blank", '"': "quote", "'": "quote"}
_WORDS = frozenset(("figure", "letter"))
_NEVER_BEFORE = frozenset(("close", "stop", "slash", "hyphen", "blank", "dots", "quote"))


class Sign(msgspec.Struct, frozen=True):
    """A character, how wide it is, which script's it is, and which run it stands in."""

    text: str
    wide: float
    script: str
    run: int


def ends(signs: Sequence[Sign], first: float, others: float) -> list[int]:
    """The places of the signs that begin a line, but for the first; that one has another room."""
    found = []
    start, room = 0, first
    while (full := _full(signs, start, room)) < len(signs):
        last = next((n for n in range(full, start, -1) if _spoken(signs[n].text)), start)
        end = _after_other(signs, start, full) if signs[last].script == OTHER else _after_han(signs, start, full)
        while end < len(signs) and signs[end].text == " ":
            end += 1
        if end < len(signs):
            found.append(end)
        start, room = end, others
    return found


def _full(signs: Sequence[Sign], start: int, room: float) -> int:
    """The first sign that has no room on the line."""
    wide: float = 0
    for n in range(start, len(signs)):
        one, before = signs[n], signs[n - 1]
        if n > start and one.script != before.script:
            wide += TIGHTER + (_GAP if _spoken(one.text) and _spoken(before.text) else 0)
        elif n > start and one.run != before.run:
            wide += TIGHTER
        if one.text != " " and wide + one.wide + TIGHTER > room:
            return max(n, start + 1)
        wide += one.wide
    return len(signs)


def _spoken(char: str) -> bool:
    return category(char)[0] in "LN"


def _after_han(signs: Sequence[Sign], start: int, full: int) -> int:
    at = full
    while at > start and not _parts_han(signs[at - 1].text, signs[at].text):
        at -= 1
    return at if at > start else full


def _parts_han(before: str, after: str) -> bool:
    return not (after in _NEVER_FIRST or before in _NEVER_LAST or (before == after and after in PAIRS))


def _after_other(signs: Sequence[Sign], start: int, full: int) -> int:
    at = full
    while at > start and (not _parts_other(signs, at) or (at == full and signs[at - 1].text == "/")):
        at -= 1
    return at if at > start else full


def _class(char: str) -> str:
    if found := _CLASSES.get(char):
        return found
    if char.isascii():
        return "figure" if char.isdigit() else "letter"
    return "letter" if char < "\u2e80" else "han"


def _parts_other(signs: Sequence[Sign], at: int) -> bool:
    """Whether a line may end before this sign, after UAX 14 as LibreOffice has it."""
    before, after = _class(signs[at - 1].text), _class(signs[at].text)
    if after in _NEVER_BEFORE or before in ("open", "quote"):
        return False
    if before == "slash":
        return after != "figure"
    if before in _WORDS:
        return after not in _WORDS and after not in ("open", "percent", "plus")
    if before == "stop" and after in _WORDS:
        return signs[at - 1].script == HAN and at > 1 and _class(signs[at - 2].text) not in _WORDS
    if before == "close":
        return after not in _WORDS
    if before == "plus":
        return after not in (*_WORDS, "han")
    if before == "percent":
        return after not in _WORDS
    return not (before == after == "dash")


def script_of(char: str) -> str:
    """Of whose script a character is; "" for signs of both, which go with what stands before them."""
    if char < "\u2000":
        return "" if char in " \xa0" else OTHER
    return HAN if char >= "\u2e80" else ""
