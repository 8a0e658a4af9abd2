"""The front matter of a Markdown file: where it begins, where it ends, what it says.

It stands between two lines of three hyphens at the head of the file. Word turns --- into dashes and input methods
type them full width, so those lines are accepted in any dash.
"""

import re

import msgspec

from generator.mapping import Entry, parse_mapping
from generator.plan import NAMES
from generator.problem import Problem, error

_FENCE = re.compile(r"^[ \t　]*(?:[-－–]{3,}|[—―─]{1,3})[ \t　]*$")


class Document(msgspec.Struct, frozen=True):
    """A file taken apart: the entries by their name in code, the body, and the line on which the body begins."""

    entries: dict[str, Entry]
    body: str
    body_line: int


def parse_document(text: str) -> tuple[Document, list[Problem]]:
    """The front matter and the body of a whole file, whose line ends are \\n, and what is wrong with the former."""
    lines = text.split("\n")
    start = next((i for i, line in enumerate(lines) if line.strip()), None)
    if start is None:
        hint = "请写上标题、发文机关和正文；可以用 python build.py new 生成一个模板"
        return Document({}, "", 1), [error("file-empty", "文件是空的", hint, line=1)]
    if not _FENCE.match(lines[start]):
        hint = "请在最前面加一行 ---，写上 title、issuer、region 等各项，再加一行 ---，然后是正文"
        return Document({}, text, 1), [
            error("front-matter-missing", "文件开头没有要素（两行 --- 之间的部分）", hint, line=start + 1)
        ]
    end = next((i for i in range(start + 1, len(lines)) if _FENCE.match(lines[i])), None)
    if end is None:
        hint = "请在各项要素之后、正文之前加一行 ---"
        problem = error("front-matter-open", "要素没有结束：缺少第二行 ---", hint, line=start + 1)
        return Document({}, "", len(lines)), [problem]
    front = "\n".join(lines[start + 1 : end])
    entries, problems = parse_mapping(front, NAMES, first_line=start + 2)
    return Document(entries, "\n".join(lines[end + 1 :]), end + 2), problems
