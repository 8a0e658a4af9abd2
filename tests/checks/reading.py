"""Files read with the checks of their content, and what is told of them."""

from generator.checks.lexicon import shipped
from generator.problem import Problem
from generator.reader import Reading, read_plan

FRONT = "title: 苏州市教育局关工委2020年工作要点\nissuer: 苏州市教育局关工委\nregion: 江苏/苏州\n"


def checked(body: str, front: str = "", files: tuple[str, ...] = (), path: str = "a.md") -> Reading:
    """The reading of a file with this body, and these lines of front matter besides the required ones."""
    return read_plan(path, f"---\n{FRONT}{front}---\n\n{body}\n".encode(), files, shipped())[0]


def problems(body: str, front: str = "") -> list[Problem]:
    """What is told of it."""
    return list(checked(body, front).problems)


def codes(body: str, front: str = "") -> list[str]:
    """The codes alone."""
    return [problem.code for problem in problems(body, front)]
