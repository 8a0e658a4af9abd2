"""One plan as a Word document, with what is to be told of it."""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

from generator.paper.copies import picture_names
from generator.paper.sheets import paper_of
from generator.paper.word.document import docx_of
from generator.paper.word.images import kind_of
from generator.plan import Body, Plan
from generator.problem import Problem, warning


def write_plan(
    plan: Plan, body: Body, cites: Mapping[str, str], pictures: Mapping[str, Path]
) -> tuple[bytes, list[Problem]]:
    """The document of a plan, and the problems of it (their path left to the caller).

    `cites` leads from 文号 to addresses, `pictures` from names in the text to files.
    """
    paper = paper_of(plan, body)
    names = picture_names(paper)
    found = {name: pictures[name].read_bytes() for name in dict.fromkeys(names) if name in pictures}
    shown = {name: data for name, data in found.items() if kind_of(data)}
    hint = "请把图片存成 PNG 或 JPEG，和文件放在一起；网页不受影响"
    lost = [name for name in names if name not in shown]
    problems = [warning("word-picture", f"Word 文件里放不进这张图片：{unquote(name)}", hint) for name in lost]
    return docx_of(paper, cites, shown), problems
