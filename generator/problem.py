"""Problems: what is wrong with a file, where, and what to do about it.

A problem is a value. Reading, grouping and checking return problems; only the doors print them.
Messages and hints are Chinese and speak to a webmaster who does not program.
"""

from collections.abc import Iterable
from enum import StrEnum

import msgspec


class Severity(StrEnum):
    """How much a problem matters: an error rejects the file, a warning does not, a notice only tells."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


LABELS = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTICE: "提示"}


class Problem(msgspec.Struct, frozen=True, omit_defaults=True):
    """One problem in one place.

    `path` is as the webmaster would type it; `line` and `column` count from 1, and 0 means the whole file.
    `allowed` is the reason why the webmaster lets it pass (放行); it is then no more than a notice.
    """

    path: str
    line: int
    column: int
    severity: Severity
    code: str
    message: str
    hint: str
    allowed: str = ""

    def at(self, path: str) -> "Problem":
        """The same problem in the file `path`: a reader of one text does not know the file's name."""
        return msgspec.structs.replace(self, path=path)


class Refused(Exception):
    """The work can't go on, for these reasons; nothing was published."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(problems)
        self.problems = problems


def error(code: str, message: str, hint: str, *, path: str = "", line: int = 0, column: int = 0) -> Problem:
    """A problem that keeps the file from being published."""
    return Problem(path, line, column, Severity.ERROR, code, message, hint)


def warning(code: str, message: str, hint: str, *, path: str = "", line: int = 0, column: int = 0) -> Problem:
    """A problem that is published all the same, unless the build is strict."""
    return Problem(path, line, column, Severity.WARNING, code, message, hint)


def notice(code: str, message: str, hint: str, *, path: str = "", line: int = 0, column: int = 0) -> Problem:
    """Something worth knowing that never fails a build."""
    return Problem(path, line, column, Severity.NOTICE, code, message, hint)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Problems by file, then by place in the file; the same problem is told once."""
    return sorted(set(problems), key=lambda p: (p.path, p.line, p.column, p.code, p.message))


def has_errors(problems: Iterable[Problem], *, strict: bool = False) -> bool:
    """Whether these problems fail a build; `strict` makes warnings count."""
    fatal = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(p.severity in fatal for p in problems)


def as_text(problems: Iterable[Problem]) -> str:
    """One problem a line, `path:line: 错误[code] message`, each followed by what to do."""
    lines = []
    for p in in_order(problems):
        place = f"{p.path}:{p.line}" if p.line else p.path
        lines.append(f"{place}: {LABELS[p.severity]}[{p.code}] {p.message}")
        if p.hint:
            lines.append(f"    → {p.hint}")
    return "\n".join(lines)
