"""Where a line may end: what the rules of line breaking (避头尾) carry to the next line together."""

import re

_OPENERS = "（〔《〈「『【〖［([{￥+＋№"  # and what stands before a number or a name
_CLOSERS = "，。、；：！？）〕》〉」』】〗］)]},.;:!?…—·％%‰℃～"
_QUOTES = "“”‘’"  # some programs break neither before nor after a quotation mark
_UNIT = re.compile(
    rf"[{re.escape(_OPENERS)}{_QUOTES}]*(?:[!-~]*[0-9A-Za-z%][!-~]*|.)"
    rf"(?:[{_QUOTES}]+(?:[!-~]+|.)?|[{re.escape(_CLOSERS)}])*"
)
_LATIN = 0.55  # width of a figure or letter, of the size of type
_WIDEST = 14.0


def first_unit(text: str) -> float:
    """How much room the beginning of a line would have needed on the line above, in sizes of type.

    That is one character, with the brackets before and the punctuation behind it; a number or a Western word whole.
    """
    found = _UNIT.match(text)
    return min(sum(_LATIN if c < "\x7f" else 1 for c in found[0]), _WIDEST) if found else 1
