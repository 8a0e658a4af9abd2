"""The fields of front matter, each read from what a webmaster typed into its type.

Every function takes an entry and returns the value with the problems that it has; a value that can't be read
comes back empty together with an error.
"""

import re
from typing import Any

from generator.day import HAN_DIGITS, Day, parse_day
from generator.mapping import Entry
from generator.plan import STATUSES, Change
from generator.problem import Problem, error

_OPEN, _CLOSE = "（(〔[【《“‘", "）)〕]】》”’"
_SEPARATORS = "，,、；;"
_DATE_HINT = "请写成 2020-03-25、2020年3月25日、2019-12 或 2019；不知道日期就删掉这一行"
_YEAR = re.compile(
    r"(?<![\d〇○零一二三四五六七八九])((?:19|20|21)\d\d|[一二][〇○零Ｏ0一二三四五六七八九]{3})(?![\d〇])"
)
_STATUS_PARTS = re.compile(r"[\s，,；;、]+")
_PLANNED = re.compile(r"\s*年?度?\s*(?:工作|重点|要点|计划|安排)")
_TRUE = {"true", "yes", "on", "1", "是", "对"}
_FALSE = {"false", "no", "off", "0", "否", "不是", ""}


def text_of(entry: Entry | None) -> tuple[str, list[Problem]]:
    """One line of text: line breaks and runs of blanks become one blank."""
    if entry is None:
        return "", []
    if not isinstance(entry.value, str):
        hint = f"请直接写内容，例如：{entry.key}: 内容"
        return "", [error("value-not-text", f"“{entry.key}”应当是一段文字", hint, line=entry.line)]
    return " ".join(entry.value.split()), []


def list_of(entry: Entry | None) -> tuple[tuple[str, ...], list[Problem]]:
    """A YAML list, or one line with ，、； between the items; separators inside brackets don't count."""
    if entry is None:
        return (), []
    if isinstance(entry.value, str):
        return tuple(split_items(entry.value)), []
    items = [] if isinstance(entry.value, dict) else [_as_typed(item) for item in entry.value]
    if isinstance(entry.value, dict) or not all(isinstance(item, str) for item in items):
        hint = "请每行写一个，行首写“- ”，或者写在一行里，用顿号隔开"
        return (), [error("value-not-list", f"“{entry.key}”应当是一个清单", hint, line=entry.line)]
    return tuple(item for value in items if (item := _organ(value))), []


def _as_typed(item: Any) -> Any:
    """An item with a colon in it, which YAML takes for a mapping, as it was typed."""
    if isinstance(item, dict) and len(item) == 1 and all(isinstance(value, str) for value in item.values()):
        return ": ".join(*item.items())
    return item


def named_of(entry: Entry | None) -> tuple[tuple[tuple[str, str], ...], list[Problem]]:
    """A list of names, each with its file where one is given (`- 活动安排: anpai.csv`), as (name, file)."""
    if entry is None or not isinstance(entry.value, list):
        names, problems = list_of(entry)
        return tuple((name, "") for name in names), problems
    pairs: list[tuple[str, str]] = []
    for item in entry.value:
        texts = [(item, "")] if isinstance(item, str) else list(item.items()) if isinstance(item, dict) else []
        if not texts or not all(isinstance(file, str) for _, file in texts):
            hint = "请每行写一个，行首写“- ”，例如：- 活动安排: anpai.csv"
            return (), [error("value-not-list", f"“{entry.key}”应当是一个清单", hint, line=entry.line)]
        pairs += [(_organ(name), file.strip()) for name, file in texts]
    return tuple(pairs), []


def split_items(text: str) -> list[str]:
    """The items of one line: 苏州市教育局关工委，张家港市关工委（办公室、联络处）。 gives two."""
    items, depth, start = [], 0, 0
    for i, c in enumerate(text):
        if c in _OPEN:
            depth += 1
        elif c in _CLOSE:
            depth = max(0, depth - 1)
        elif c in _SEPARATORS and not depth:
            items.append(text[start:i])
            start = i + 1
    items.append(text[start:])
    return [item for raw in items if (item := _organ(raw))]


def _organ(text: str) -> str:
    return " ".join(text.split()).strip("。.；;，,、 ")


def day_of(entry: Entry | None) -> tuple[Day | None, list[Problem]]:
    """A date of any precision; an entry left empty is no date."""
    text, problems = text_of(entry)
    if entry is None or not text:
        return None, problems
    day = parse_day(text.removesuffix("印发"))
    if day is None:
        return None, [error("date-unreadable", f"日期读不懂：{text}", _DATE_HINT, line=entry.line)]
    if not day.exists:
        return None, [error("date-impossible", f"没有这一天：{text}", _DATE_HINT, line=entry.line)]
    return day, []


def flag_of(entry: Entry | None) -> tuple[bool, list[Problem]]:
    """true or false, in the words a webmaster may use."""
    text, problems = text_of(entry)
    if entry is None or problems:
        return False, problems
    if text.casefold() in _TRUE | _FALSE:
        return text.casefold() in _TRUE, []
    hint = "请写“是”或“否”（英文写 true 或 false）"
    return False, [error("flag-unreadable", f"“{entry.key}”只能是或否，不能是：{text}", hint, line=entry.line)]


def year_of(entry: Entry | None) -> tuple[int, list[Problem]]:
    """The year given in front matter, 2020, 2020年度 or 二〇二〇年; 0 where there is none."""
    text, problems = text_of(entry)
    if entry is None or not text:
        return 0, problems
    found = _YEAR.fullmatch(text.removesuffix("度").removesuffix("年").strip())
    if found:
        return _year(found[1]), []
    return 0, [error("year-unreadable", f"年度读不懂：{text}", "请写四位数字，例如 2020", line=entry.line)]


def year_in_title(title: str) -> int:
    """The year that a title names: the one before 工作要点, 年度重点 or the like, else the first; 0 for none."""
    years = list(_YEAR.finditer(title))
    for found in years:
        if _PLANNED.match(title, found.end()):
            return _year(found[1])
    return _year(years[0][1]) if years else 0


def years_in(title: str) -> list[int]:
    """Every year that a title names, in its order."""
    return [_year(found[1]) for found in _YEAR.finditer(title)]


def _year(text: str) -> int:
    return int("".join(HAN_DIGITS.get(c, c) for c in text))


def status_of(entry: Entry | None) -> tuple[tuple[str, Day | None, str], list[Problem]]:
    """有效, 废止, 撤销 or 撤下, with the date and a note: `废止 2022-03-01 由新办法代替`, or as a mapping."""
    if entry is None or not entry.value:
        return ("有效", None, ""), []
    if isinstance(entry.value, dict):
        value = " ".join(str(v) for v in entry.value.values())
    elif isinstance(entry.value, list):
        value = " ".join(str(v) for v in entry.value)
    else:
        value = entry.value
    value = value.removeprefix("已")
    status = next((s for s in STATUSES if value.startswith(s)), None)
    if status is None:
        hint = (
            f"请写{''.join(f'“{s}”' for s in STATUSES)}之一，后面可以写日期和说明，例如：废止 2022-03-01 由新文件代替"
        )
        return ("有效", None, ""), [error("status-unknown", f"不认识的状态：{value}", hint, line=entry.line)]
    rest = value.removeprefix(status).strip(" ，,；;。")
    if rest[:1] in ("（", "(") and rest[-1:] in ("）", ")"):
        rest = rest[1:-1]
    first, *notes = _STATUS_PARTS.split(rest, maxsplit=1)
    note = "".join(notes)
    day = parse_day(first.removesuffix("起"))
    if day is None:
        return (status, None, rest), []
    if not day.exists:
        return (status, None, rest), [error("date-impossible", f"没有这一天：{first}", _DATE_HINT, line=entry.line)]
    return (status, day, note.strip()), []


def history_of(entry: Entry | None) -> tuple[tuple[Change, ...], list[Problem]]:
    """沿革: a list of `2021-05-06 更正第3条的一处文字`, oldest first; the date may be missing."""
    if entry is None:
        return (), []
    lines = [entry.value] if isinstance(entry.value, str) else entry.value
    lines = [_as_typed(line) for line in lines] if isinstance(lines, list) else lines
    changes, problems = [], []
    for i, line in enumerate(lines if isinstance(lines, list) else [None]):
        at = entry.item_lines[i] if i < len(entry.item_lines) else entry.line
        if not isinstance(line, str):
            hint = "请每行写一条，行首写“- ”，例如：- 2021-05-06 更正第3条的一处文字"
            return (), [error("value-not-list", f"“{entry.key}”应当是一个清单", hint, line=entry.line)]
        first, _, note = line.partition(" ")
        day = parse_day(first.strip("：:，,"))
        if day is not None and not day.exists:
            problems.append(error("date-impossible", f"没有这一天：{first}", _DATE_HINT, line=at))
        elif line:
            changes.append(Change(day, note.strip() if day else line))
    return tuple(changes), problems
