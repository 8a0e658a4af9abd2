"""密级 and marks that keep a document inside its organ, in the head of a document, its 附注 or its front matter.

The words in running text (保守秘密, 商业秘密) are no marks: only a short line that says nothing else is one
(GB/T 9704-2012 7.2.1, 7.2.2, 7.3.6; 保密法).
"""

import re
from collections.abc import Iterator

from generator.checks.given import Given
from generator.problem import Problem, error

_GRADE = "(?:绝密|机密|秘密)"
_PERIOD = r"(?:[★☆*＊·]?(?:长期|启用前|解密前|[0-9]{1,2}年|[0-9]{1,2}个月|[一二三四五六七八九十]{1,3}年)?)"
_MARK = re.compile(rf"(?:[0-9]{{4,7}})?(?:密级[:：]?)?{_GRADE}(?:级)?{_PERIOD}(?:特急|加急|急件)?")
_STARRED = re.compile(rf"(?<![\u4e00-\u9fff]){_GRADE}[★☆]")
_KEY = re.compile(rf"\s*(?:密级|保密等级|密级和保密期限)\s*[:：]\s*['\"]?{_GRADE}")
_INSIDE = re.compile(
    "内部(?:资料|文件|材料|刊物|使用|发行|传阅)|注意保存|不得外传|请勿外传|严禁外传|不得翻印"
    "|(?:不予|不得|不宜|不|免予)公开(?:发布)?[）)]?$|依申请公开"
)
_BLANKS = re.compile(r"\s+")
_QUICK = re.compile("[绝机秘]\\s*密|内部|保存|外传|翻印|公开")
_HEAD = 8  # units in which the marks of the head stand
_TAIL = 12


def secret_marks(given: Given) -> Iterator[Problem]:
    """Marks in the front matter, in the first lines of the text, and in brackets at the end of a part."""
    front = given.lines[: given.document.body_line - 1]
    for at, line in enumerate(front):
        if "密" in line and _KEY.match(line):
            yield _classified(line.strip(), at + 1)
    units = given.body.blocks
    for at, unit in enumerate(units):
        if len(unit.text) > 40 or not _QUICK.search(unit.text):
            continue
        tight = _BLANKS.sub("", unit.text)
        at_head = at < _HEAD and not any(u.level for u in units[:at])
        noted = unit.kind == "annotation" or (tight[:1] in "（(" and at >= len(units) - _TAIL)
        if at_head and len(tight) <= 30 and (_MARK.fullmatch(tight) or _STARRED.search(tight)):
            yield _classified(unit.text, unit.line)
        elif (noted or (at_head and len(tight) <= 24 and not re.search("[，。]", tight))) and _INSIDE.search(tight):
            hint = "请先向发文机关确认可以公开；可以公开的，在要素里写“放行”和理由"
            yield error("secret-inside", f"文件注明“{unit.text.strip()}”，不宜公开", hint, line=unit.line)


def _classified(text: str, line: int) -> Problem:
    hint = "涉密文件不能上网；已经解密的，请保留解密依据，再把这个标志删去，或者在要素里写“放行”和理由"
    return error("secret-mark", f"文件标有密级：{text.strip()}", hint, line=line)
