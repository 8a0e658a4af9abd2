"""Problems for whoever reads them: a person at a terminal, a program, or the service that runs the checks."""

import os
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

import click
import msgspec

from generator.problem import LABELS, Problem, Severity, as_text, in_order

FORMATS = ("text", "json", "sarif", "github")
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTICE: "cyan"}
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "note"}
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "notice"}
_SARIF = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def as_coloured(problems: Iterable[Problem]) -> str:
    """As `as_text`, in colour unless NO_COLOR is set (no-color.org). A pipe gets none: click takes it out."""
    if os.environ.get("NO_COLOR"):
        return as_text(problems)
    parts = []
    for problem in in_order(problems):
        place = f"{problem.path}:{problem.line}" if problem.line else problem.path
        label = click.style(f"{LABELS[problem.severity]}[{problem.code}]", fg=_COLOURS[problem.severity], bold=True)
        parts.append(f"{click.style(place, bold=True)}: {label} {problem.message}")
        if problem.hint:
            parts.append(f"    → {problem.hint}")
    return "\n".join(parts)


def as_json(problems: Sequence[Problem]) -> str:
    """The problems as our own JSON."""
    return msgspec.json.format(msgspec.json.encode({"schema": 1, "problems": problems}), indent=1).decode()


def as_sarif(problems: Sequence[Problem], version: str) -> str:
    """The problems as SARIF 2.1.0 (OASIS), with what was let pass as suppressed in the source."""
    codes = sorted({problem.code for problem in problems})
    rules = [{"id": code, "name": code, "shortDescription": {"text": code}} for code in codes]
    driver = {"name": "yaodian", "semanticVersion": version, "rules": rules}
    results = [_result(problem, codes.index(problem.code)) for problem in problems]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return msgspec.json.format(
        msgspec.json.encode({"$schema": _SARIF, "version": "2.1.0", "runs": [run]}), indent=1
    ).decode()


def _result(problem: Problem, rule: int) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(problem.path.replace("\\", "/"))}}
    if problem.line:
        place["region"] = {"startLine": problem.line} | ({"startColumn": problem.column} if problem.column else {})
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": _LEVELS[problem.severity],
        "message": {"text": f"{problem.message}。{problem.hint}" if problem.hint else problem.message},
        "locations": [{"physicalLocation": place}] if problem.path else [],
    }
    if problem.allowed:
        result["suppressions"] = [{"kind": "inSource", "justification": problem.allowed}]
    return result


def as_github(problems: Iterable[Problem]) -> str:
    """The problems as workflow commands, which GitHub shows beside the lines."""
    lines = []
    for problem in problems:
        where = {"file": problem.path, "line": problem.line, "col": problem.column, "title": problem.code}
        shown = ",".join(f"{name}={_property(str(value))}" for name, value in where.items() if value)
        message = f"{problem.message}\n{problem.hint}" if problem.hint else problem.message
        lines.append(f"::{_COMMANDS[problem.severity]} {shown}::{_escaped(message)}")
    return "\n".join(lines)


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
