"""The record of one plan against itself: dates, year, 文号, 附件."""

import re
from collections.abc import Iterator

from generator.checks.given import Given
from generator.day import Day
from generator.fields import years_in
from generator.problem import Problem, notice, warning

_LIST_NUMBER = re.compile(r"\s*[0-9０-９一二三四五六七八九十]{1,2}\s*[.．、]\s*")


def number_and_date(given: Given) -> Iterator[Problem]:
    """文号 carries the year in which the document was made; in January a number of the old year may still be given."""
    plan = given.plan
    number, date = plan.number_key[1], plan.date
    if not number or not date or number == date.year:
        return
    if number == date.year - 1 and date.month == 1:
        return
    hint = "请对照原件，看文号和成文日期哪一个抄错了；原件就是这样的，不用改"
    message = f"文号是 {number} 年的，成文日期是 {date.chinese}"
    yield notice("docnumber-year", message, hint, line=plan.lines.get("doc_number", 1))


def made_and_printed(given: Given) -> Iterator[Problem]:
    """A document is made before it is printed, as far as both dates tell."""
    made, printed = given.plan.date, given.plan.print_date
    if made and printed and _is_later(made, printed):
        hint = "成文在前，印发在后；请对照原件，看是不是把两个日期写反了"
        message = f"成文日期 {made.chinese}在印发日期 {printed.chinese}之后"
        yield warning("date-after-print", message, hint, line=given.plan.lines.get("date", 1))


def _is_later(one: Day, other: Day) -> bool:
    """Whether `one` is surely after `other`: what either doesn't tell, both leave open."""
    for a, b in ((one.year, other.year), (one.month, other.month), (one.day, other.day)):
        if not a or not b:
            return False
        if a != b:
            return a > b
    return False


def year_and_title(given: Given) -> Iterator[Problem]:
    """The year given is one that the title names, where it names any."""
    plan = given.plan
    if "year" not in plan.lines or not plan.year:
        return
    named = years_in(plan.title)
    if named and plan.year not in range(min(named), max(named) + 1):
        hint = "年度是文件管的那一年；请改正其中一个"
        message = f"年度写的是 {plan.year}，标题里是 {'、'.join(map(str, named))}"
        yield warning("year-mismatch", message, hint, line=plan.lines["year"])


def attachments_named(given: Given) -> Iterator[Problem]:
    """What 附件说明 names is there: an attachment in the text, or a file beside it, for each."""
    notes = [block for block in given.body.blocks if block.kind == "attachment-note"]
    if not notes:
        return
    inside = sum(block.kind == "attachment" for block in given.body.blocks)
    # One 附件 in the text may hold all that is announced, as one file may.
    there = inside + sum(bool(a.file) for a in given.plan.attachments)
    linked = "href=" in given.body.html or "<img" in given.body.html
    if there or linked:
        return
    named = _LIST_NUMBER.sub("", notes[0].text.partition("：")[2] or notes[0].text.partition(":")[2]).strip()
    hint = "请把附件放到同一个文件夹里，写进“附件”一项，或者接在正文后面；找不到的，不用改"
    message = f"正文说有附件，却没有附件：{named[:40]}"
    yield notice("attachment-absent", message, hint, line=notes[0].line)
