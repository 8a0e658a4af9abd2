"""One plan as a PDF, with what is to be told of it."""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

from generator.encoding import decode
from generator.paper.fonts import NAMES, Faces, missing
from generator.paper.lines import broken
from generator.paper.press import Failed, Press
from generator.paper.sheets import Paper, paper_of
from generator.plan import Body, Plan
from generator.problem import Problem, notice, warning


def set_plan(
    press: Press, plan: Plan, body: Body, source: bytes, cites: Mapping[str, str], pictures: Mapping[str, Path]
) -> tuple[bytes | None, list[Problem]]:
    """The PDF of a plan, None where none can be made, and the problems of it (their path left to the caller).

    `source` is its Markdown, `cites` leads from 文号 to addresses, `pictures` from names in the text to files.
    """
    paper = paper_of(plan, body)
    problems, can_be_set = glyph_problems(paper, press.faces)
    if not can_be_set:
        return None, problems
    problems += picture_problems(paper, pictures)
    text, _ = decode(source)
    data = {"paper": broken(paper, press.faces), "cites": cites, "source": text or ""}
    try:
        return press.set("plan.typ", data, paper.moment, used_pictures(paper, pictures)), problems
    except Failed as fault:
        hint = "多半是图片损坏了，请换一张；不是的，请把文件和这行提示发给管理网站的人；网页不受影响"
        return None, [*problems, warning("pdf-failed", f"这份文件做不出 PDF：{fault}", hint)]


def used_pictures(paper: Paper, pictures: Mapping[str, Path]) -> dict[str, Path]:
    """Those of the pictures that stand in the text."""
    return {name: pictures[name] for name in picture_names(paper) if name in pictures}


def picture_problems(paper: Paper, pictures: Mapping[str, Path]) -> list[Problem]:
    """A warning of each picture that the typesetter can't take: in its place stands what it shows, in words."""
    hint = "请把图片存成 PNG 或 JPEG，和文件放在一起；网页不受影响"
    lost = [name for name in picture_names(paper) if name not in pictures]
    return [warning("pdf-picture", f"PDF 里放不进这张图片：{unquote(name)}", hint) for name in lost]


def picture_names(paper: Paper) -> list[str]:
    """The names of the pictures of a paper, as they stand in its text and its tables."""
    runs = [run for piece in paper.pieces for run in piece.runs]
    runs += [r for p in paper.pieces if p.table for row in p.table.rows for cell in row for r in cell.runs]
    return [run.picture for run in runs if run.picture]


def glyph_problems(paper: Paper, faces: Faces) -> tuple[list[Problem], bool]:
    """What is to be told of characters that fonts lack, and whether the paper can be set all the same."""
    borrowed: dict[tuple[str, str], list[str]] = {}
    for lack in missing(paper, faces):
        characters = borrowed.setdefault((lack.family, lack.instead), [])
        if lack.character not in characters:
            characters.append(lack.character)
    problems = []
    nowhere = sorted({c for (_, instead), chars in borrowed.items() if not instead for c in chars})
    if nowhere:
        named = "、".join(f"“{c}”（U+{ord(c):04X}）" for c in nowhere)
        hint = "请安装收字更多的字体（例如思源宋体），或者改用别的字；网页不受影响"
        problems.append(warning("pdf-glyph-missing", f"电脑里没有字体能排{named}，这份文件没有做 PDF", hint))
    for (family, instead), chars in borrowed.items():
        if instead:
            message = f"{family} 没有{'、'.join(f'“{c}”' for c in chars)}，PDF 里用 {instead} 排"
            problems.append(notice("pdf-glyph-borrowed", message, "这是正常的；印出来后看一看这几个字"))
    return problems, not nowhere


def font_problems(faces: Faces) -> list[Problem]:
    """A notice of the faces that offices use and this machine lacks."""
    if not faces.wanting:
        return []
    named = "、".join(f"{NAMES[role]}（用 {faces.roles[role][0].family} 代替）" for role in faces.wanting)
    hint = "行数、字数和边距不受影响；要和机关印的一样，请在装有这些字体的电脑上生成"
    return [notice("pdf-fonts", f"电脑里没有公文用的字体：{named}", hint, path="字体")]
