"""The normal form, in which texts and queries are compared. assets/search.js has the same; tests/search/normal.json
holds both to it.
"""

import functools
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

# A serial's 第 and zeros, after a year: 〔2013〕第007号, [2013]7号 and 2013第7号 are one number.
_BLANKS = r"[ \t\r\n]*"
_SERIAL = re.compile(
    rf"((?:19|20)[0-9]{{2}}[)\]}}〕】〉》」』]?){_BLANKS}第?{_BLANKS}0*"
    rf"([1-9][0-9]{{0,5}}(?:[/、][0-9]{{1,6}})*{_BLANKS}[号號])"
)
# What NFKC makes of the commonest marks: without these it finds most texts to be as they should at a glance.
_MARKS = (("，", ","), ("（", "("), ("）", ")"), ("：", ":"), ("；", ";"), ("？", "?"), ("！", "!"))
_RARER = tuple(zip("①②③④⑤⑥⑦⑧⑨．％～－\u3000", "123456789.%~- ", strict=True))
APART = "\0"  # keeps texts apart that are worked on together
_HAN_BEYOND = range(0x20000, 0x40000)  # letters, whatever version of Unicode is at hand


class _Forms(dict[int, str | None]):
    """What becomes of each character: its simplified form, itself, or nothing where it is neither letter nor digit."""

    def __missing__(self, code: int) -> str | None:
        char = chr(code)
        self[code] = char if char.isalnum() or code in _HAN_BEYOND else None
        return self[code]


def normal_form(text: str) -> str:
    """NFKC, lower case, 文号 without 第 and leading zeros, simplified, and of that the letters and digits alone."""
    return letters(compatible([text])).replace(APART, "")


def compatible(texts: Iterable[str]) -> str:
    """NFKC of each text, in one, with APART between them."""
    joined = APART.join(texts)
    for marks in (_MARKS, _RARER):
        for mark, form in marks:
            joined = joined.replace(mark, form)
        if unicodedata.is_normalized("NFKC", joined):
            return joined
    # of texts that still are not, only those that are not take long
    return APART.join(unicodedata.normalize("NFKC", text) for text in joined.split(APART))


def letters(text: str) -> str:
    """The normal form of texts in NFKC; APART stays."""
    return unmarked(text).translate(_forms())


def unmarked(text: str) -> str:
    """Texts in NFKC, lower case, their 文号 without 第 and leading zeros; `form` of each character is left to do."""
    return _SERIAL.sub(r"\1\2", text.lower())


def form(code: int) -> int:
    """What becomes of a character in the normal form: a code, or 0 where it goes."""
    return ord(_forms()[code] or APART)


def traditional(text: str) -> str:
    """The characters of a text in NFKC that have a simplified form, each with that form behind it: 關关開开."""
    import numpy as np  # a set of all characters of a text takes ten times as long

    forms, marks = simplified(), _traditional()
    chars = np.frombuffer(text.encode("utf-32-le"), np.uint32)
    found = chars[marks[np.minimum(chars, len(marks) - 1)]].tolist()
    return "".join(char + forms[char] for char in map(chr, sorted(set(found))))


@functools.cache
def _traditional() -> "npt.NDArray[np.bool_]":
    """By its code, whether a character has a simplified form; the last is for all beyond, which have none."""
    import numpy as np

    marks = np.zeros(_HAN_BEYOND.stop + 1, bool)
    marks[[*map(ord, simplified())]] = True
    return marks


@functools.cache
def simplified() -> dict[str, str]:
    """The simplified form of every traditional character, after OpenCC."""
    lines = Path(__file__).with_name("simplified.tsv").read_text("utf-8").splitlines()[1:]
    return dict((line.split("\t")) for line in lines)


@functools.cache
def _forms() -> _Forms:
    circles = dict.fromkeys(map(ord, "○◯"), "〇")  # typed for 〇 in years
    return _Forms({ord(char): form for char, form in simplified().items()} | circles | {ord(APART): APART})
