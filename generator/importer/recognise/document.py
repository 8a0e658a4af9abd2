"""An original into a draft: what is the document, what are its fields, what is its body.

The one place where formats don't matter any more. Every row of the original goes either to the body or to `dropped`
with the reason; nothing is changed on the way.
"""

import msgspec

from generator.gongwen.labels import is_period
from generator.gongwen.markers import read_marker
from generator.importer.draft import Draft, Field, Part, Verdict
from generator.importer.original import Dropped, Original
from generator.importer.recognise.anatomy import Anatomy, dissect
from generator.importer.recognise.filling import fields_of
from generator.importer.recognise.genre import judge
from generator.importer.recognise.lost import lost_numerals
from generator.importer.recognise.rows import Row, joined, rows_of
from generator.importer.recognise.secrecy import classified, inside_only
from generator.importer.recognise.shadow import as_printed
from generator.importer.recognise.simple import simple
from generator.importer.recognise.told import is_told, read_told
from generator.importer.recognise.words import NOTICE_TITLE, PLAN_TITLE
from generator.problem import Problem, error

_HEAD = 30  # rows at the top that may be labels of a page


def recognise(original: Original, name: str) -> Draft:
    """The draft of one original; `name` is its file's name, the last hint for a title and a year.

    A refused original keeps all its paragraphs in the body, so that a person who insists can have it.
    """
    rows = rows_of(original)
    if not any(row.tight or row.paragraph.markup for row in rows):
        return Draft({}, (), original.dropped, problems=original.problems or (_empty(),), verdict="refused")
    anatomy = dissect(rows, _said(rows, original))
    fields = fields_of(anatomy, _shadowed(original), simple(name))
    anatomy = msgspec.structs.replace(anatomy, left=_written(anatomy, fields))
    fields = as_printed(fields, rows, original.page_title, *(value for _, value, _ in original.told), name)
    kept = [row for row in rows if row.n not in anatomy.left]
    carried = anatomy.carried.title if anatomy.carried else None
    addressed = bool(anatomy.heading.recipients)
    titles = [title for title in anatomy.titles if anatomy.left.get(title.start) != "重复的标题"]
    verdict, problems = judge(kept, anatomy.title, titles, carried, addressed=addressed)
    secret, hindrances = _kept_inside(rows, anatomy)
    body = tuple(part for row in kept for part in _parts(row, anatomy))
    return Draft(
        fields,
        body,
        (*original.dropped, *_dropped(rows, anatomy)),
        lost_numerals(kept),
        (*original.problems, *hindrances, *problems),
        "refused" if hindrances else _verdict(verdict),
        secret,
    )


def _said(rows: list[Row], original: Original) -> str:
    """What a page says that the document is called: by its label 标题, where that is a title, else by its own title."""
    told = read_told([row for row in rows[:_HEAD] if is_told(row)], _shadowed(original).told)
    title = told["title"][0] if "title" in told else ""
    named = "".join(title.split())
    return title if NOTICE_TITLE.fullmatch(named) or PLAN_TITLE.fullmatch(named) else simple(original.page_title)


def _shadowed(original: Original) -> Original:
    """What a page says of itself in simplified characters; the paragraphs have their rows."""
    told = tuple((simple(label), simple(value), line) for label, value, line in original.told)
    return msgspec.structs.replace(original, page_title=simple(original.page_title), told=told)


def _verdict(word: str) -> Verdict:
    return "refused" if word == "refused" else "doubtful" if word == "doubtful" else "plan"


def _empty() -> Problem:
    return error("original-empty", "原件里没有文字", "请打开原件看看；扫描件要先做文字识别（OCR）")


def _kept_inside(rows: list[Row], anatomy: Anatomy) -> tuple[bool, list[Problem]]:
    """Whether the document is classified, and the reasons for which it must not be put online."""
    at = anatomy.title.start if anatomy.title else 0
    if row := classified(rows, at):
        hint = "涉密文件不能上网；已经解密的，请在原件中去掉密级并保留解密依据，再导入"
        return True, [error("import-classified", f"文件标有密级“{row.printed}”，不能导入", hint, line=row.line)]
    if row := inside_only(rows, at):
        hint = "请先向发文机关确认可以公开，再加 --force 导入"
        return False, [error("import-inside", f"文件注明“{row.printed}”，不宜公开", hint, line=row.line)]
    return False, []


def _written(anatomy: Anatomy, fields: dict[str, Field]) -> dict[int, str]:
    """What leaves the body. A name or a date below the title that no field holds after all stays."""
    issuer, date = fields.get("issuer"), fields.get("date")
    names = [*str(issuer.value).split("、"), *"、".join(issuer.alternatives).split("、")] if issuer else []
    dated = anatomy.heading.dated
    kept = dated is not None and dated.day is not None and (date is None or date.value != dated.day.iso)
    left = {}
    for n, why in anatomy.left.items():
        tight = anatomy.rows[n].tight
        if why.startswith("已写入“issuer”") and not any(name and (name in tight or tight in name) for name in names):
            if n == anatomy.heading.organ_row:
                continue
            why = "版头的发文机关（issuer 取自署名）"
        if n == anatomy.heading.dated_row and kept:
            continue
        left[n] = why
    return left


def _parts(row: Row, anatomy: Anatomy) -> list[Part]:
    """The row as a part of the body; the first line of a carried title stands for all of them."""
    carried = anatomy.carried
    if carried and not carried.annexed and carried.start <= row.n < carried.end:
        if row.n > carried.start:
            return []
        title = joined([r.printed for r in anatomy.rows[carried.start : carried.end]])
        group = [r.paragraph for r in anatomy.rows[carried.start : carried.end]]
        lines = tuple(line for paragraph in group for line in paragraph.lines)
        printed = "".join(paragraph.printed for paragraph in group)
        return [Part(msgspec.structs.replace(row.paragraph, text=title, lines=lines, printed=printed), "title")]
    heading = anatomy.heading
    if heading.split and row.n == heading.recipients_row:
        return [Part(msgspec.structs.replace(row.paragraph, text=row.paragraph.text[heading.split :].strip()))]
    return [Part(row.paragraph, "heading" if _is_heading(row) else "text")]


def _is_heading(row: Row) -> bool:
    """A heading by its style, without a printed number: those with one, and a month or a quarter, are known by it."""
    if not row.plain or not row.paragraph.heading or len(row.text) > 60 or row.text.endswith("。"):
        return False
    return read_marker(row.text) is None and not is_period(row.text) and not row.text.startswith("附")


def _dropped(rows: list[Row], anatomy: Anatomy) -> list[Dropped]:
    found = [rows[n].dropped(why) for n, why in sorted(anatomy.left.items())]
    heading = anatomy.heading
    if heading.split:
        row = rows[heading.recipients_row]
        found.append(Dropped(row.line, row.paragraph.text[: heading.split], "已写入“主送”"))
    return found
