"""Personal data told as problems: they keep a file from being published until masked or let pass (放行)."""

from collections.abc import Iterator

import msgspec

from generator.checks.given import Given
from generator.checks.privacy import Finding, find
from generator.problem import Problem, error

_HINT = "运行 python build.py check --fix-privacy 可以遮盖；确实可以公开的，在要素里写“放行”和理由"
_TOLD = {
    "身份证号": error("privacy-id-card", "有身份证号", _HINT),
    "银行卡号": error("privacy-bank-card", "有银行卡号", _HINT),
    "手机号": error("privacy-phone", "有手机号", _HINT),
    "个人邮箱": error("privacy-mail", "有个人邮箱", _HINT),
    "个人账号": error("privacy-account", "有个人的社交账号", _HINT),
    "家庭住址": error("privacy-address", "有家庭住址", _HINT),
    "学生姓名": error("privacy-pupils", "有学生的姓名和班级", _HINT),
}
_MARKUP = "*_~`\\<>&["  # what may stand inside a number and is not shown


class Place(msgspec.Struct, frozen=True):
    """Personal data in a file: the line and the columns (from 0) that it takes there, and what it is."""

    line: int
    start: int
    end: int
    finding: Finding


def places(text: str) -> Iterator[Place]:
    """The personal data in `text`, in order. No finding goes over the end of a line."""
    line, begin = 0, 0
    for finding in find(text):
        line += text.count("\n", begin, finding.start)
        begin = finding.start
        first = text.rfind("\n", 0, finding.start) + 1
        yield Place(line, finding.start - first, finding.end - first, finding)


def problem_of(place: Place) -> Problem:
    """The problem that a place is. Its message shows the masked text alone: reports are passed on."""
    told = _TOLD[place.finding.kind]
    message = f"{told.message}：{place.finding.masked}"
    return msgspec.structs.replace(told, line=place.line + 1, column=place.start + 1, message=message)


def personal_data(given: Given) -> Iterator[Problem]:
    """Personal data in the file, and what only its page shows, where markup or an entity parts a number."""
    seen: set[str] = set()
    for place in places(given.source):
        seen.add(place.finding.masked)
        yield problem_of(place)
    if not any(sign in given.source for sign in _MARKUP) or not find(given.shown):
        return
    for block in given.body.blocks:
        for finding in find(block.text):
            if finding.masked not in seen:
                told = _TOLD[finding.kind]
                hint = "这一处夹着别的符号，不能自动遮盖，请用记事本改；" + _HINT.partition("；")[2]
                message = f"{told.message}：{finding.masked}"
                yield msgspec.structs.replace(told, line=block.line, message=message, hint=hint)
