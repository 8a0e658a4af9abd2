"""《Titles》 in running text, with 〈titles〉 and 《titles》 inside them, and brackets that were never closed."""

import re
from typing import NamedTuple

_BRACKET = re.compile("[《》〈〉]")
_LONGEST = 160
_DEEPEST = 4


class Title(NamedTuple):
    """A title at text[start:end], its outer 《》 included."""

    start: int
    end: int


def find_titles(text: str) -> list[Title]:
    """The outermost titles, in order. An opening bracket without its partner is passed over; time is linear."""
    if "《" not in text:
        return []
    brackets = [(found.start(), found[0]) for found in _BRACKET.finditer(text)]
    titles: list[Title] = []
    i = 0
    while i < len(brackets):
        last = _closing(brackets, i) if brackets[i][1] == "《" else 0
        if last:
            titles.append(Title(brackets[i][0], brackets[last][0] + 1))
            i = last
        i += 1
    return titles


def _closing(brackets: list[tuple[int, str]], first: int) -> int:
    """The place in `brackets` that closes the title of `first`; 0 where none does near enough."""
    start = brackets[first][0]
    stack = ["《"]
    for i in range(first + 1, len(brackets)):
        position, bracket = brackets[i]
        if position - start > _LONGEST or len(stack) > _DEEPEST:
            return 0
        if bracket in "《〈":
            stack.append(bracket)
        elif bracket == "〉":
            if stack[-1] == "〈":
                stack.pop()
        else:
            while stack.pop() != "《":
                pass
            if not stack:
                return i
    return 0
