"""A YAML mapping whose every entry knows its line: front matter and site.yaml are both one.

Tolerant of what an office computer produces: a full-width colon or a tab after a known key, a tab as indentation, a
value that YAML would take for syntax (`title: 通知: 二`). Everything is text here; who reads the value gives it a type.
"""

import difflib
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

import msgspec
import yaml

from generator.problem import Problem, error, warning

MOST_NESTED = 6  # deeper than any front matter of ours; YAML itself has no bound
MOST_MENDED = 50  # values quoted for the webmaster before the file counts as unreadable

Value = str | list[Any] | dict[str, Any]
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_ENTRY = re.compile(r"^(?P<key>[^\s：:#][^：:]*?)[ \t　]*[：:][ \t　]*(?P<value>.*)$")
_INDENT = re.compile(r"^[ \t　]+")


class Entry(msgspec.Struct, frozen=True):
    """One entry: the key as typed, its value, its line in the file, and the lines of the items of a list."""

    key: str
    value: Value
    line: int
    item_lines: tuple[int, ...] = ()


def parse_mapping(
    text: str, spellings: Mapping[str, str], *, first_line: int = 1
) -> tuple[dict[str, Entry], list[Problem]]:
    """The entries of the YAML mapping `text` by their name in `spellings` (spelling → name), and what is wrong.

    `first_line` is the line of the file on which `text` begins. Unknown keys are warned about and left out.
    """
    lines = [_tidy(line, spellings) for line in text.split("\n")]
    root, problem = _compose(lines, spellings, first_line)
    if problem:
        return {}, [problem]
    if root is None:
        return {}, []
    if not isinstance(root, yaml.MappingNode):
        hint = "每行写一项，先写名称，再写冒号和内容，例如：title: 2020年工作要点"
        line = first_line + root.start_mark.line
        return {}, [error("yaml-not-mapping", "这里应当是一项一行的“名称: 内容”", hint, line=line)]
    return _entries(root, spellings, first_line)


def _tidy(line: str, spellings: Mapping[str, str]) -> str:
    """The line with the slips mended that cannot mean anything else."""
    found = _ENTRY.match(line)
    if found and _name(found["key"], spellings):
        return f"{found['key']}: {found['value']}".rstrip()
    indent = _INDENT.match(line)
    if indent:
        line = indent[0].replace("\t", "  ").replace("　", "  ") + line[indent.end() :]
    return line


def _name(key: str, spellings: Mapping[str, str]) -> str | None:
    plain = "".join(unicodedata.normalize("NFKC", key).split()).casefold().replace("-", "_")
    return spellings.get(plain)


def _compose(
    lines: list[str], spellings: Mapping[str, str], first_line: int
) -> tuple[yaml.Node | None, Problem | None]:
    """The YAML tree of `lines`; a line that YAML can't read is quoted and tried again where its key is known."""
    lines = list(lines)
    for _ in range(MOST_MENDED):
        try:
            return yaml.compose("\n".join(lines), Loader=_Loader), None
        except (yaml.MarkedYAMLError, yaml.reader.ReaderError) as fault:
            mark = getattr(fault, "problem_mark", None) or getattr(fault, "context_mark", None)
            at = min(mark.line, len(lines) - 1) if mark else 0
            mended = _quoted(lines[at], spellings)
            if mended is None:
                return None, _unreadable(lines[at], first_line + at, fault)
            lines[at] = mended
    return None, _unreadable(lines[0], first_line, None)


def _quoted(line: str, spellings: Mapping[str, str]) -> str | None:
    found = _ENTRY.match(line)
    if not found or not _name(found["key"], spellings) or not found["value"]:
        return None
    if found["value"].startswith("'") and found["value"].endswith("'"):
        return None
    return f"{found['key']}: '" + found["value"].replace("'", "''") + "'"


def _unreadable(line: str, number: int, fault: Exception | None) -> Problem:
    if "\t" in line:
        hint = "这一行用了制表符（Tab），请改成空格"
    elif isinstance(fault, yaml.reader.ReaderError):
        hint = "文件里有看不见的控制字符，请删去后重新输入"
    else:
        hint = "请检查冒号、引号和缩进；内容里有特殊符号时，用英文单引号把整段内容括起来"
    return error("yaml-unreadable", f"这一行读不懂：{line.strip()[:40]}", hint, line=number)


def _entries(
    root: yaml.MappingNode, spellings: Mapping[str, str], first_line: int
) -> tuple[dict[str, Entry], list[Problem]]:
    entries: dict[str, Entry] = {}
    problems: list[Problem] = []
    for key_node, value_node in root.value:
        line = first_line + key_node.start_mark.line
        key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else "?"
        name = _name(key, spellings)
        if name is None:
            problems.append(_unknown(key, spellings, line))
            continue
        if name in entries:
            problems.append(_twice(key, entries[name], line))
            continue
        value = _value(value_node)
        if value is None:
            hint = "请把内容直接写出来，不要用 & 和 * 引用，也不要层层嵌套"
            problems.append(error("yaml-nested", f"“{key}”的写法太复杂", hint, line=line))
            continue
        items = value_node.value if isinstance(value_node, yaml.SequenceNode) else ()
        item_lines = tuple(first_line + item.start_mark.line for item in items)
        entries[name] = Entry(key, value, line, item_lines)
    return entries, problems


def _value(node: yaml.Node, depth: int = 0) -> Value | None:
    """The node as text, lists and mappings of text; None where it nests too deep, as a reference to itself does."""
    if depth > MOST_NESTED:
        return None
    if isinstance(node, yaml.ScalarNode):
        is_null = node.style is None and node.value in ("~", "null", "Null", "NULL")
        return "" if is_null else str(node.value).strip()
    if isinstance(node, yaml.SequenceNode):
        items = [_value(item, depth + 1) for item in node.value]
        return None if None in items else items
    pairs = [(str(k.value), _value(v, depth + 1)) for k, v in node.value]
    return None if any(v is None for _, v in pairs) else dict(pairs)


def _unknown(key: str, spellings: Mapping[str, str], line: int) -> Problem:
    near = difflib.get_close_matches(key.casefold(), spellings, n=1, cutoff=0.5)
    hint = f"是不是想写“{near[0]}”？" if near else ""
    hint += "不认识的名称不会显示；确实不需要就删掉这一行"
    return warning("key-unknown", f"不认识“{key}”这一项", hint, line=line)


def _twice(key: str, first: Entry, line: int) -> Problem:
    also = f"（第 {first.line} 行写作“{first.key}”）" if first.key != key else f"（第 {first.line} 行）"
    return error("key-duplicate", f"“{key}”写了两次{also}", "请留下正确的一行，删掉另一行", line=line)
