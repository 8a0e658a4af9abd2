"""The form of a text that the patterns look at: simplified characters, ASCII digits, 〇 in years; one for one."""

import functools
import re

from generator.search.normal import simplified

_BOTH = "乾"  # simplified texts have it too (乾县)
_WIDE = "０１２３４５６７８９"
_LETTER_O = "OoОＯ"
_YEAR = re.compile(rf"[一二][{_LETTER_O}〇○零0一二三四五六七八九]{{3}}(?=年)")
_TO_ZERO = str.maketrans(dict.fromkeys(_LETTER_O, "〇"))


def simple(text: str) -> str:
    """`text` with each character in its simplest form: as long as before, the same if all have it."""
    others, forms = _table()
    if others.isdisjoint(text):
        return text
    text = text.translate(forms).replace("计画", "计划")
    return _YEAR.sub(lambda found: found[0].translate(_TO_ZERO), text) if "年" in text else text


@functools.cache
def _table() -> tuple[frozenset[str], dict[int, str]]:
    forms = {char: form for char, form in simplified().items() if len(char) == len(form) == 1 and char not in _BOTH}
    forms |= dict(zip(_WIDE, "0123456789", strict=True))
    return frozenset(forms) | frozenset(_LETTER_O), str.maketrans(forms)
