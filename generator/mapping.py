"""A YAML mapping whose every entry knows its line: front matter and site.yaml are both one.

Tolerant of what an office computer produces: a full-width colon or a tab after a key, a tab as indentation, a list
item without its blank, a value that YAML would take for syntax (`title: 通知: 二`). Everything is text here; who reads
the value gives it a type. Anchors, references and tags of YAML are refused, and so is deep nesting.
"""

import difflib
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from generator.problem import Problem, error, warning

if TYPE_CHECKING:
    import yaml  # imported where it is used, for an unchanged build parses nothing

MOST_NESTED = 4  # the deepest of ours is a list of name: file, at 2
MOST_MENDED = 50  # lines quoted or left out before the rest counts as unreadable
MOST_GUESSES = 10  # unknown keys for which a known one is looked for
LONGEST = 50_000  # characters; a list of a thousand organs has 15,000

Value = str | list[Any] | dict[str, Any]
_ENTRY = re.compile(r"(?P<key>[^\s：:#'\"\[{&*!|>%@`?-][^：:]{0,40})[：:](?P<value>.*)")
_INDENT = re.compile(r"[ \t　]+")
_BULLET = re.compile(r"(?P<indent>[ \t　]*)[-－–·•●][ \t　]*(?![-－–—\s])(?=.)")
_ITEM = re.compile(r"(?P<head> *- +)(?P<value>.+)")
_COMMENT = re.compile(r"\s#.*")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_BEGUN = ("while scanning a quoted scalar", "while scanning a simple key", "while parsing a flow")


class Entry(msgspec.Struct, frozen=True):
    """One entry: the key as typed, its value, its line in the file, and the lines of the items of a list."""

    key: str
    value: Value
    line: int
    item_lines: tuple[int, ...] = ()

    def lines_of(self, count: int) -> Sequence[int]:
        """The line of each of `count` values: that of its item where there are as many, else the entry's own."""
        return self.item_lines if len(self.item_lines) == count else (self.line,) * count


class _RefusedError(Exception):
    """What YAML can read and we don't accept: the problem's code, the line of the text (from 0), and the key."""

    def __init__(self, code: str, line: int, key: str = "") -> None:
        super().__init__(code)
        self.code, self.line, self.key = code, line, key


def parse_mapping(
    text: str, spellings: Mapping[str, str], *, first_line: int = 1
) -> tuple[dict[str, Entry], list[Problem]]:
    """The entries of the YAML mapping `text` by their name in `spellings` (spelling → name), and what is wrong.

    `first_line` is the line of the file on which `text` begins. Unknown keys are warned about and left out; a line
    that can't be read is an error, and the others are read all the same.
    """
    if len(text) > LONGEST:
        hint = "一般只有十几行；请检查第二行 --- 是不是漏了，或者写到了正文后面"
        return {}, [error("yaml-too-long", "要素部分太长", hint, line=first_line)]
    pairs, problems = _read(text.split("\n"), first_line)
    entries: dict[str, Entry] = {}
    guesses = MOST_GUESSES
    for pair in pairs:
        name = _name(pair.key, spellings)
        if name is None:
            problems.append(_unknown(pair, spellings if guesses > 0 else {}))
            guesses -= 1
        elif name in entries:
            problems.append(_twice(pair, entries[name]))
        else:
            entries[name] = pair
    return entries, problems


def _name(key: str, spellings: Mapping[str, str]) -> str | None:
    plain = "".join(unicodedata.normalize("NFKC", key).split()).casefold().replace("-", "_")
    return spellings.get(plain)


def _read(typed: list[str], first_line: int) -> tuple[list[Entry], list[Problem]]:
    """The entries of these lines. A line that YAML can't read is quoted, and left out where that doesn't help."""
    import yaml

    lines = [_tidy(line) for line in typed]
    problems: list[Problem] = []
    for _ in range(MOST_MENDED):
        try:
            return list(_pairs("\n".join(lines), first_line)), problems
        except yaml.MarkedYAMLError as fault:
            at = min(_line_of(fault), len(lines) - 1)
            quoted = _quoted(lines[at])
            if quoted is None:
                problems.append(_unreadable(typed[at], first_line + at))
            if not lines[at]:
                break
            lines[at] = quoted or ""
        except _RefusedError as refusal:
            problems.append(_refused(refusal, first_line))
            if refusal.code == "yaml-not-mapping":
                return [], problems
            _leave_out(lines, refusal.line)
    return [], problems or [_unreadable(typed[0], first_line)]


def _leave_out(lines: list[str], start: int) -> None:
    """Empty the line `start`, and those after it that belong to the same entry."""
    lines[start] = ""
    for at in range(start + 1, len(lines)):
        if lines[at][:1] not in ("", " ", "-", "]", "}"):
            break
        lines[at] = ""


def _tidy(line: str) -> str:
    """The line with the slips mended that cannot mean anything else."""
    line = _CONTROLS.sub(" ", _UNSEEN.sub("", line))
    bullet = _BULLET.match(line)
    if bullet:
        line = f"{bullet['indent']}- {line[bullet.end() :]}"
    entry = _ENTRY.fullmatch(line)
    if entry:
        return f"{entry['key'].rstrip()}: {entry['value'].strip()}"
    indent = _INDENT.match(line)
    return indent[0].replace("\t", "  ").replace("　", "  ") + line[indent.end() :] if indent else line


def _line_of(fault: "yaml.MarkedYAMLError") -> int:
    """The line (from 0) to look at: where a quotation or bracket begins that is not closed, else where YAML stops."""
    begun = fault.context_mark if (fault.context or "").startswith(_BEGUN) else None
    mark = begun or fault.problem_mark or fault.context_mark
    return mark.line if mark else 0


def _quoted(line: str) -> str | None:
    """The line with its value in quotation marks; None where there is no value, or where it stands in them already."""
    found = _ENTRY.fullmatch(line) or _ITEM.fullmatch(line)
    if not found:
        return None
    value = _COMMENT.sub("", found["value"]).strip()
    if not value or (value.startswith("'") and value.endswith("'") and len(value) > 1):
        return None
    head = line[: found.start("value")].rstrip()
    return f"{head} '" + value.replace("'", "''") + "'"


def _pairs(text: str, first_line: int) -> Iterator[Entry]:
    """The entries of the mapping `text`; raises what YAML raises, and _RefusedError.

    Read event by event, for building YAML's own tree would follow any nesting and any reference.
    """
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    events: Iterator[Any] = iter(yaml.parse(text, Loader=loader))
    next(events)
    if isinstance(next(events), yaml.StreamEndEvent):
        return
    root = next(events)
    if not isinstance(root, yaml.MappingStartEvent):
        raise _RefusedError("yaml-not-mapping", root.start_mark.line)
    for event in events:
        if isinstance(event, yaml.MappingEndEvent):
            break
        line = event.start_mark.line
        key = str(event.value) if isinstance(event, yaml.ScalarEvent) else "?"
        try:
            if key == "?":
                _value(events, event)
            first = next(events)
            lines: list[int] = []
            value = _value(events, first, lines=lines)
        except _RefusedError as fault:
            raise _RefusedError(fault.code, line, key) from None
        yield Entry(key, value, first_line + line, tuple(first_line + n for n in lines))
    next(events)
    more = next(events)
    if not isinstance(more, yaml.StreamEndEvent):
        raise yaml.MarkedYAMLError(problem_mark=more.start_mark)


def _value(events: Iterator[Any], event: Any, depth: int = 0, lines: list[int] | None = None) -> Value:
    """The value that begins with `event`, as text, lists and mappings of text; `lines` takes those of its items."""
    import yaml

    if isinstance(event, yaml.AliasEvent) or event.anchor or event.tag or depth > MOST_NESTED:
        raise _RefusedError("yaml-nested", event.start_mark.line)
    if isinstance(event, yaml.ScalarEvent):
        is_null = not event.style and event.value in ("~", "null", "Null", "NULL")
        return "" if is_null else str(event.value).strip()
    if isinstance(event, yaml.SequenceStartEvent):
        items = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            if lines is not None:
                lines.append(event.start_mark.line)
            items.append(_value(events, event, depth + 1))
        return items
    pairs = {}
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        key = _value(events, event, depth + 1)
        pairs[str(key)] = _value(events, next(events), depth + 1)
    return pairs


def _refused(fault: _RefusedError, first_line: int) -> Problem:
    line = first_line + fault.line
    if fault.code == "yaml-not-mapping":
        hint = "每行写一项，先写名称，再写冒号和内容，例如：title: 2020年工作要点"
        return error("yaml-not-mapping", "这里应当是一项一行的“名称: 内容”", hint, line=line)
    hint = "请把内容直接写出来，不要用 & 和 * 引用，也不要层层嵌套；内容以 & * ! 开头的，用英文单引号括起来"
    return error("yaml-nested", f"“{fault.key}”的写法太复杂", hint, line=line)


def _unreadable(line: str, number: int) -> Problem:
    if ":" not in line and "：" not in line and not line.lstrip().startswith("-"):
        hint = "要素要写成“名称: 内容”，中间有冒号；如果这里已经是正文，请在它前面加一行 ---"
    else:
        hint = "请检查冒号、引号和缩进；内容里有特殊符号时，用英文单引号把整段内容括起来"
    return error("yaml-unreadable", f"这一行读不懂：{line.strip()[:40]}", hint, line=number)


def _unknown(entry: Entry, spellings: Mapping[str, str]) -> Problem:
    near = difflib.get_close_matches(entry.key.casefold(), spellings, n=2, cutoff=0.65)
    hint = f"是不是想写{'或'.join(f'“{name}”' for name in near)}？" if near else ""
    hint += "不认识的名称不会显示；确实不需要就删掉这一行"
    return warning("key-unknown", f"不认识“{entry.key}”这一项", hint, line=entry.line)


def _twice(entry: Entry, first: Entry) -> Problem:
    also = f"（第 {first.line} 行写作“{first.key}”）" if first.key != entry.key else f"（第 {first.line} 行）"
    return error("key-duplicate", f"“{entry.key}”写了两次{also}", "请留下正确的一行，删掉另一行", line=entry.line)
