"""The head of a document (版头, GB/T 9704-2012 7.2): 份号, 紧急程度, 发文机关标志, 发文字号, 签发人."""

import re

import msgspec

from generator.docnumber import Damaged, DocNumber, parse
from generator.importer.recognise.names import goes_on, joined_names
from generator.importer.recognise.rows import Row
from generator.importer.recognise.words import is_organ

_COPY = re.compile(r"(?:份号[:：]?)?(?:№|No\.?|NO\.?)?\d{4,7}")
_URGENT = re.compile(r"(?:紧急程度[:：])?(?:特急|加急|急件|特提|平急|急)(?:·|[*＊☆★].*)?")
_SIGNER = re.compile(r"签发人?[:：].{0,24}")
_SIGNER_AFTER = re.compile(r"签发人?[:：].*$")
_URGENT_AFTER = re.compile(r"(?:特急|加急)$")
_LABEL = re.compile(r"^(?:发文字号|[发公]布文号|文号|文件编号|[发公]文文号|文件字号|编号)[:：]")
_FILE = re.compile(r"(?P<organ>.{2,60}?)(?:文件|[（(](?:文件|通知|函)[）)])")
_NUMBERISH = re.compile(r"[^\W\d]{2,16}.{0,3}(?:19|20)\d\d.{1,12}")
_LONGEST_NUMBER = 40
_LARGE = 20  # points; the text is 16


class Numbered(msgspec.Struct, frozen=True, gc=False):
    """The 文号 of a row: `number` is None where it can't be told; `why` says what is damaged."""

    row: int
    text: str
    number: DocNumber | None
    why: str = ""


class Masthead(msgspec.Struct, frozen=True, gc=False):
    """What the head holds: organs of the red head (发文机关标志), the number, and the rows with what they are."""

    organs: tuple[str, ...] = ()
    organ_rows: tuple[int, ...] = ()
    numbered: Numbered | None = None
    rest: dict[int, str] = {}


def read_number(row: Row) -> Numbered | None:
    """The 文号 that is all of a row, a label before it allowed; None where the row is something else."""
    return number_in(row.tight, row.n) if row.plain else None


def number_in(tight: str, n: int) -> Numbered | None:
    """The 文号 that `tight` is, wholly, in brackets or not."""
    if not 5 <= len(tight) <= _LONGEST_NUMBER or not any(c.isdecimal() for c in tight):
        return None
    bare = _LABEL.sub("", tight)
    bare = _URGENT_AFTER.sub("", _SIGNER_AFTER.sub("", bare))
    if bare[:1] in "（(" and bare[-1:] in "）)" and bare.count("号"):
        bare = bare[1:-1]
    found = parse(bare)
    if isinstance(found, DocNumber):
        return Numbered(n, tight, found) if found.code else Numbered(n, tight, found, "文号缺少机关代字")
    if isinstance(found, Damaged) and (_NUMBERISH.fullmatch(bare) or found.candidate):
        return Numbered(n, tight, found.candidate, found.why)
    return None


def read_masthead(rows: list[Row], start: int, end: int) -> Masthead:
    """The head in rows[start:end], which end where the title begins."""
    numbered: Numbered | None = None
    rest: dict[int, str] = {}
    organs: list[str] = []
    organ_rows: list[int] = []
    above: list[Row] = []
    for n in range(start, end):
        row = rows[n]
        if not row.plain or not row.tight or len(row.tight) > 90:
            above.clear()
        elif number := read_number(row):
            numbered = number
        elif why := small_print(row):
            rest[n] = why
        elif (named := red_head(row)) or (row.tight == "文件" and above):
            if not named:
                rest[n] = "发文机关标志中的“文件”二字"
            names, used = _names([*above, row] if named else above, named)
            adjacent = bool(organ_rows and names) and organ_rows[-1] == used[0] - 1
            if adjacent and _alike(rows[used[0] - 1], rows[used[0]]) and goes_on(organs[-1], names[0]):
                organs[-1] += names.pop(0)  # one name on two red lines
            organs += names
            organ_rows += used
            above.clear()
        elif organ_rows and organ_rows[-1] == n - 1 and _alike(rows[n - 1], row) and goes_on(organs[-1], row.tight):
            organs[-1] += row.tight  # the end of a name that the line had no room for
            organ_rows.append(n)
        elif is_organ(row.tight) or _is_large(row):
            above.append(row)
        else:
            above.clear()
    return Masthead(tuple(dict.fromkeys(organs)), tuple(organ_rows), numbered, rest)


def _is_large(row: Row) -> bool:
    """A short line in red or in large letters, as a name that is broken over two lines begins."""
    return (row.paragraph.red or row.paragraph.size >= _LARGE) and 1 < len(row.tight) <= 30 and row.tight.isalpha()


def _names(rows: list[Row], last: str) -> tuple[list[str], list[int]]:
    """The organs of a red head and their rows; `last` is the name of the last row, where it prints 文件 as well."""
    names: list[str] = []
    used: list[list[int]] = []
    for i, row in enumerate(rows):
        name = last if last and i == len(rows) - 1 else row.tight
        if names and goes_on(names[-1], name) and _alike(rows[i - 1], row):
            names[-1] += name
            used[-1].append(row.n)
        else:
            names.append(name)
            used.append([row.n])
    whole = [i for i, name in enumerate(names) if is_organ(name) or (last and i == len(names) - 1)]
    return list(joined_names(names[i] for i in whole)), [n for i in whole for n in used[i]]


def _alike(row: Row, other: Row) -> bool:
    """Whether two rows are set in the same letters, where that is known."""
    one, two = row.paragraph, other.paragraph
    return bool(one.size or one.red) and one.red == two.red and abs(one.size - two.size) < 1


def small_print(row: Row) -> str:
    """Why a row of the head has no place in the archive: 份号, 紧急程度, 签发人; empty where it is something else."""
    if not row.plain or len(row.tight) > 40:
        return ""
    if _URGENT.fullmatch(row.tight):
        return "紧急程度（归档文件不需要）"
    if _COPY.fullmatch(row.tight):
        return "份号（归档文件不需要）"
    if _SIGNER.fullmatch(row.tight):
        return "签发人（归档格式没有这一项）"
    return "版头的装饰符号" if row.tight and row.tight in "★☆*＊—─━" else ""


def red_head(row: Row) -> str:
    """The organ of a 发文机关标志: ××教育局文件, or ××教育局 in large red letters."""
    found = _FILE.fullmatch(row.tight)
    if (
        found
        and len(found["organ"]) > 2
        and not re.search("[。，、：:>＞|]|目录|下载|学习|相关|本[站页]|首页|主页", found["organ"])
    ):
        return found["organ"]
    return row.tight if row.paragraph.red and is_organ(row.tight) else ""
