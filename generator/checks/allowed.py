"""放行: what a webmaster lets pass, with the reason, which the report keeps.

    放行:
      - docnumber-year: 原件如此
      - privacy-phone 138****1234: 值班手机，本人同意公开

The first lets a code pass in the whole file, the second only on lines with these words, or where the message has them.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import msgspec

from generator.checks.given import Allowed
from generator.mapping import Entry
from generator.problem import Problem, Severity, warning

# Errors that a reason may lift. Any other error says that the file can't be published at all.
LIFTED = ("privacy-", "secret-")
_ENTRY = re.compile(r"(?P<code>[a-z-]+)(?:\s+(?P<phrase>[^：:]+))?\s*[：:]\s*(?P<reason>.*\S)", re.DOTALL)


def read_allowed(entry: Entry | None) -> tuple[tuple[Allowed, ...], list[Problem]]:
    """The entries of 放行, and a problem for each that lacks its code or its reason: that one lets nothing pass."""
    if entry is None or not entry.value:
        return (), []
    found, problems = [], []
    items = list(_items(entry))
    for item, line in zip(items, entry.lines_of(len(items)), strict=True):
        match = _ENTRY.fullmatch(item)
        if match:
            found.append(
                Allowed(match["code"], (match["phrase"] or "").strip(), " ".join(match["reason"].split()), line)
            )
        else:
            hint = "请写成“- 代号: 理由”或“- 代号 词句: 理由”，理由不能空着，例如：- docnumber-year: 原件如此"
            problems.append(warning("allow-invalid", f"“{entry.key}”里的这一条不起作用：{item}", hint, line=line))
    return tuple(found), problems


def _items(entry: Entry) -> Iterator[str]:
    """Every entry as one line of text, however YAML took its colon."""
    values = entry.value if isinstance(entry.value, list) else [entry.value]
    for value in values:
        pairs = value.items() if isinstance(value, dict) else [("", value)]
        yield "；".join(f"{key}: {reason}" if key else str(reason) for key, reason in pairs)


def let_pass(
    problems: Iterable[Problem], allowed: Sequence[Allowed], lines: Sequence[str] = ()
) -> tuple[list[Problem], set[Allowed]]:
    """The problems of one file, those that may pass as notices with their reason; and which entries were of use."""
    told, used = [], set()
    for problem in problems:
        pardon = next((a for a in allowed if _covers(a, problem, lines)), None)
        if pardon:
            used.add(pardon)
            hint = f"已放行：{pardon.reason}"
            problem = msgspec.structs.replace(problem, severity=Severity.NOTICE, hint=hint, allowed=pardon.reason)
        told.append(problem)
    return told, used


def _covers(pardon: Allowed, problem: Problem, lines: Sequence[str]) -> bool:
    if pardon.code != problem.code:
        return False
    if problem.severity is Severity.ERROR and not problem.code.startswith(LIFTED):
        return False
    line = lines[problem.line - 1] if 0 < problem.line <= len(lines) else ""
    return pardon.phrase in line or pardon.phrase in problem.message


def unused(allowed: Iterable[Allowed], used: Collection[Allowed]) -> list[Problem]:
    """A warning for every entry that let nothing pass: what it was written for has gone, or it has a slip."""
    problems = []
    for pardon in allowed:
        if pardon not in used:
            what = f"{pardon.code} {pardon.phrase}".strip()
            hint = "问题已经改好的，请删掉这一条；还在的，请核对代号和词句，词句要和那一行里的一样"
            problems.append(warning("allow-unused", f"放行的“{what}”没有对上任何问题", hint, line=pardon.line))
    return problems


def of_each(
    problems: Iterable[Problem], allowed: Mapping[str, Sequence[Allowed]], judged: Collection[str]
) -> list[Problem]:
    """The problems of many files after `let_pass`, with the entries of each file by its path.

    `judged` are the codes that have been looked for: an entry for one of them that was of no use is told.
    """
    by_path: defaultdict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        by_path[problem.path].append(problem)
    told = []
    for path, own in by_path.items():
        passed, used = let_pass(own, allowed.get(path, ()))
        told += passed
        told += [p.at(path) for p in unused((a for a in allowed.get(path, ()) if a.code in judged), used)]
    for path in allowed.keys() - by_path.keys():
        told += [p.at(path) for p in unused((a for a in allowed[path] if a.code in judged), ())]
    return told
