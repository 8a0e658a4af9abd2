"""A long title on several lines, broken by sense into a trapezoid or a rhombus (GB/T 9704-2012 7.3.1)."""

import re
from collections.abc import Iterator, Sequence

# Between these a title is never parted.
_WHOLE = re.compile(
    "关心下一代|工作委员会|委员会|关工委|教育工委|教育局|教育厅|教体局|人民政府|办公室|办公厅|工作要点|工作计划|工作方案|"
    "工作安排|实施意见|实施方案|指导意见|关于|印发|转发|通知|职业技术学院|职业学院|自治区|自治州|自治县|教育系统|"
    "领导小组|中共|市委|县委|区委|省委|党委|党组|年度|[0-9０-９]+年?度?|[A-Za-z]+"
)
# After these, and before those, a break keeps the sense; the figure is what it costs there.
_AFTER = re.compile(
    "委员会|关工委|工委|教育[局厅]|教体局|办公[室厅]|人民政府|学院|大学|中学|小学|[0-9]年度?|(?<!《)关于|印发|转发|》"
)
_BEFORE = re.compile(
    "关于|印发|转发|《|[0-9]{4}年|工作要点|工作计划|工作方案|工作安排|实施意见|实施方案|教育|关心下一代|关工委"
)
_CHEAP = {"关于": 6, "》": 4, "教育": 8}
_NEVER_FIRST = "》〉）)、，。：；”’的和与及等年"
_NEVER_LAST = "《〈（(“‘"
_NEVER = 10_000
_BETWEEN_ORGANS = -50  # a blank in a title stands where one organ ends and the next begins
_ANYWHERE, _INSIDE = 60, 400  # what it costs to break where no word is known, and inside one that is


def title_lines(title: str, most: float = 19.5) -> tuple[str, ...]:
    """The lines of a title, each at most `most` characters of its own size wide; one line where it fits."""
    text = " ".join(title.split())
    if width(text) <= most:
        return (text,)
    costs = _costs(text)
    fewest = -int(-width(text) // most)
    best: tuple[float, tuple[str, ...]] = (float("inf"), ())
    for count in (fewest, fewest + 1):
        for breaks in _breakings(text, costs, count, most):
            lines = tuple(text[a:b].strip() for a, b in zip((0, *breaks), (*breaks, len(text)), strict=True))
            cost = sum(costs[n] for n in breaks) + _ugliness(lines, most) + 30 * (count - fewest)
            best = min(best, (cost, lines))
        if count > 4:
            break
    return best[1] or tuple(_cut(text, most))


def width(text: str) -> float:
    """How wide a text is, in characters: what is ASCII takes half of one."""
    return sum(0.5 if char.isascii() else 1 for char in text)


def _costs(text: str) -> list[int]:
    """What a break before each character costs."""
    costs = [_ANYWHERE] * (len(text) + 1)
    for pattern, end in ((_AFTER, True), (_BEFORE, False)):
        for found in pattern.finditer(text):
            place = found.end() if end else found.start()
            costs[place] = min(costs[place], _CHEAP.get(found[0], 0))
    for found in _WHOLE.finditer(text):
        for place in range(found.start() + 1, found.end()):
            costs[place] = _INSIDE
    for place in range(1, len(text)):
        if text[place] == " ":
            costs[place] = _BETWEEN_ORGANS
        if text[place] in _NEVER_FIRST or text[place - 1] in _NEVER_LAST:
            costs[place] = 2 if text[place - 1 : place + 1] == "》的" else _NEVER
    return costs


def _breakings(text: str, costs: Sequence[int], count: int, most: float, start: int = 0) -> Iterator[tuple[int, ...]]:
    """The ways to break the text from `start` on into `count` lines that fit, at places of sense where there are."""
    if count == 1:
        if width(text[start:]) <= most:
            yield ()
        return
    if count > 4:
        return
    room = [n for n in range(start + 2, len(text) - 1) if width(text[start:n]) <= most and costs[n] < _NEVER]
    good = [n for n in room if costs[n] < _ANYWHERE]
    for n in (good or room) if count > 2 else room:
        if width(text[n:]) <= most * (count - 1):
            yield from ((n, *rest) for rest in _breakings(text, costs, count - 1, most, n))


def _ugliness(lines: Sequence[str], most: float) -> float:
    """How far the lines are from a trapezoid or a rhombus with lines of like length."""
    widths = [width(line) for line in lines]
    down_then_up = any(
        min(widths[i], widths[k]) > widths[j] + 0.5
        for i in range(len(widths))
        for j in range(i + 1, len(widths))
        for k in range(j + 1, len(widths))
    )
    all_alike = max(widths) - min(widths) < 0.6
    spread = (max(widths) - min(widths)) / most
    return 40 * down_then_up + 8 * all_alike + 25 * spread + 35 * (min(widths) < 3.5)


def _cut(text: str, most: float) -> Iterator[str]:
    """The text cut wherever a line is full: a title that no rule helps."""
    line = ""
    for char in text:
        if width(line + char) > most and char not in _NEVER_FIRST:
            yield line
            line = ""
        line += char
    yield line
