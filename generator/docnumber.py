"""发文字号 (文号): read, put into the normal form, sort, find in running text.

The normal form is 代字〔YYYY〕N号: brackets U+3014/3015, a year of four digits, no 第, no leading zero
(GB/T 9704-2012 7.2.5). Documents write it in many ways. What can only be one number is read; what is broken
is reported with a candidate for a person to judge, and never mended in silence.
"""

import re
import unicodedata
from collections.abc import Collection, Set

import msgspec

LONGEST_CODE = 16  # characters, more than any 代字 has
_LONGEST_TEXT = 200

_OPEN = "〔［[【（(﹝﹙〖❲｛{〈"
_CLOSE = "〕］]】）)﹞﹚〗❳｝}〉"
_ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\xad"
_ZERO = "〇○零oOＯｏ"
_B = r"[^\S\n]*+"  # inside a part of the number
_S = rf"{_B}(?:\n{_B})?+"  # between two parts: the line may have been wrapped there
_YEAR = rf"[\d{_ZERO}一二三四五六七八九]"
_LETTER = r"[^\W\d_]"

# It begins with a bracket and tries nothing twice: a search is linear, and cheap where there are no numbers.
_SERIAL = rf"\d(?:{_B}\d){{0,5}}+"
_CORE = re.compile(
    rf"[{re.escape(_OPEN)}]{_S}(?P<year>{_YEAR}(?:{_B}{_YEAR}){{1,3}}+){_S}(?:年{_S})?+"
    rf"[{re.escape(_CLOSE)}]{_S}(?:第{_S})?+(?P<serials>{_SERIAL}(?:{_S}[/／、]{_S}{_SERIAL})*+)"
    rf"{_S}[号號](?!{_B}[-－‐‑–—−]{_B}[\dA-Za-z]|[楼樓线院码店])"
)
_CODE = re.compile(rf"{_LETTER}{{0,{LONGEST_CODE}}}+")
_HAN_DIGITS = str.maketrans(_ZERO + "一二三四五六七八九", "0" * len(_ZERO) + "123456789")
_PLAIN = str.maketrans(_OPEN + _CLOSE + "號", "(" * len(_OPEN) + ")" * len(_CLOSE) + "号", _ZERO_WIDTH)


class DocNumber(msgspec.Struct, frozen=True, order=False, gc=False):
    """One 文号: the 机关代字 (empty where the document lost it), the year, the serials as printed."""

    code: str
    year: int
    serials: tuple[int, ...]

    def __str__(self) -> str:
        """The normal form: 国发〔2020〕5号; several serials as 苏教〔2019〕196/197号."""
        return f"{self.code}〔{self.year:04}〕{'/'.join(map(str, self.serials))}号"

    @property
    def sort_key(self) -> tuple[str, int, int]:
        """代字, year, first serial: the numbers of one organ stand together, and 9号 before 10号."""
        return self.code, self.year, self.serials[0] if self.serials else 0


class Damaged(msgspec.Struct, frozen=True, gc=False):
    """A 文号 with a part lost: as typed, what it may have been (None: can't be told), and why, in Chinese."""

    text: str
    candidate: DocNumber | None
    why: str


class Found(msgspec.Struct, frozen=True, gc=False):
    """A number at text[start:end]; `sure` is False where its 代字 may be too long, too short or missing."""

    start: int
    end: int
    number: DocNumber
    sure: bool


def parse(text: str) -> DocNumber | Damaged | None:
    """The number that `text` is, wholly; Damaged where a part is lost or too much; None for anything else.

    Other families of numbers (令第98号, 公告2017年第5号, court cases, filings) are None.
    """
    if len(text) > _LONGEST_TEXT:
        return None
    compact = _compact(text)
    return _whole(compact) or _damaged(text, compact)


def parse_weak(text: str) -> str | None:
    """代字N号 without a year, as in 《…》（教思政厅2号）, from the text inside the brackets; else None.

    Weak evidence: take it only right after 》, and never as a certain number.
    """
    found = _WEAK.fullmatch(_compact(text)) if len(text) <= _LONGEST_TEXT else None
    if not found or _OTHER_FAMILY.search(found["code"]) or not int(found["serial"]):
        return None
    return f"{found['code']}{int(found['serial'])}号"


def find(text: str, known: Collection[str] = ()) -> list[Found]:
    """The numbers in running text, in order, not overlapping; `known` are the 代字 met before.

    Year and serial are certain; where the 代字 begins not always (see `_length`). Damage is not looked for.
    """
    for mark in _ZERO_WIDTH:
        text = text.replace(mark, " ")  # one for one: the places stay
    found: list[Found] = []
    codes: Set[str] | None = None
    floor = 0
    for core in _CORE.finditer(text):
        if codes is None:
            codes = known if isinstance(known, Set) else frozenset(known)
        places, soft, edge = _left(text, floor, core.start())
        run = "".join(unicodedata.normalize("NFKC", text[i])[0] for i in reversed(places))
        length, sure = _length(run, soft, edge, codes)
        number = _number(run[len(run) - length :], core)
        short_year = len(_compact(core["year"])) == 2
        if number is None or (short_year and not length):
            continue  # （12）3号 is a place in a list
        start = places[length - 1] if length else core.start()
        found.append(Found(start, core.end(), number, sure and (not short_year or number.code in codes)))
        floor = core.end()
    return found


def _compact(text: str) -> str:
    """`text` in NFKC without blanks, all brackets round."""
    return "".join(unicodedata.normalize("NFKC", text).translate(_PLAIN).split())


def _whole(compact: str) -> DocNumber | None:
    core = _CORE.search(compact)
    if core is None or core.end() < len(compact) or not _CODE.fullmatch(compact, 0, core.start()):
        return None
    return _number(compact[: core.start()], core)


def _number(code: str, core: re.Match[str]) -> DocNumber | None:
    """The number of a match of the core; None where the year can't be one or a serial is 0."""
    year, serials = _year(_compact(core["year"])), _serials(core["serials"])
    return DocNumber(code, year, serials) if year and all(serials) else None


def _year(digits: str) -> int:
    """The year of two or four digits, 1900 to 2199; 0 where it is none. 〔98〕 is 1998 and 〔09〕 is 2009."""
    year = int(digits.translate(_HAN_DIGITS))
    if len(digits) == 2:
        return year + (2000 if year < 50 else 1900)
    return year if 1900 <= year < 2200 else 0


def _serials(text: str) -> tuple[int, ...]:
    return tuple(int("".join(part.split())) for part in re.split("[/／、]", text))


# After these a 代字 begins; none of them is ever a part of one.
_VERBS = (
    "根据|依据|按照|依照|遵照|参照|对照|关于|印发|转发|下发|颁发|发布|公布|批转|现将|废止|修订|贯彻|落实"
    "|学习|传达|详见|参见|违反|符合|收到|有关|以及|同时|的"
)
_NOUNS = "文件|通知|精神|意见|办法|规定|决定|要求|方案|批复"
_ORGANS = "国务院|人民政府|委员会|办公厅|办公室|教育部|教育厅|教育局|财政部|财政厅|财政局"
_CARRIER = re.compile(rf"{_VERBS}|(?:{_NOUNS})[和及与或]?|(?:{_ORGANS})[和及与或]?(?=..)")
_FRONT = "见按据与及或以由在为向"  # only at the front
_PROVINCES = frozenset("京津沪渝冀豫云滇辽黑湘皖鲁新苏浙赣鄂桂甘陇晋蒙陕秦吉闽贵黔粤青藏川蜀宁琼")


def _left(text: str, floor: int, stop: int) -> tuple[list[int], int, str]:
    """The characters that may be the 代字 before `stop`, none before `floor`.

    Out: their places, nearest first; how many stand right of the first blank between them (0: no blank, or a
    lone character, which is no 代字); the edge, which is the character before them (a line feed for the start
    of the text or a wide gap).
    """
    i = _skip(text, floor, stop)
    places: list[int] = []
    soft = 0
    while i > floor and len(places) < LONGEST_CODE:
        i -= 1
        if _is_letter(text[i]):
            places.append(i)
        elif places and i > floor and _is_blank(text[i]) and _is_letter(text[i - 1]):
            soft = soft or (len(places) if len(places) > 1 else 0)
        else:
            i += 1
            break
    gap = _skip(text, max(floor, i - 2), i)
    return places, soft, "\n" if i - gap == 2 or not gap else text[gap - 1]


def _skip(text: str, floor: int, i: int) -> int:
    while i > floor and _is_blank(text[i - 1]):
        i -= 1
    return i


def _is_blank(char: str) -> bool:
    return char.isspace() and char != "\n"


def _is_letter(char: str) -> bool:
    """Whether a 代字 may have it: Han, Latin, and the radicals that PDF files give for Han."""
    return char.isalpha() or char == "〇" or "\u2f00" <= char <= "\u2fd5"


def _length(run: str, soft: int, edge: str, known: Set[str]) -> tuple[int, bool]:
    """How many characters at the end of `run` are the 代字, and whether that is sure.

    A known 代字 decides, the longest first; else a bracket, a line start or punctuation is the edge; what is
    left after carrier words (根据…, …文件和) is a guess. A 代字 may be the end of another (教办函
    and 黔教办函): a known one cuts off no single character, no province, nothing after an opening bracket.
    """
    cut = max(_carried(run, edge), len(run) - soft if soft else 0)
    rest = len(run) - cut
    suffix = next((n for n in range(len(run), 0, -1) if run[-n:] in known), 0)
    if suffix and suffix >= rest:
        return suffix, True
    sure = bool(rest) and cut == 0 and not edge.isalnum()
    if not suffix or rest - suffix == 1 or (cut == 0 and edge in _OPEN + "《“‘「『"):
        return rest, sure
    if run[-suffix - 1] in _PROVINCES:
        return suffix + 1, False
    return suffix, True


def _carried(run: str, edge: str) -> int:
    """How many characters at the front of `run` are carrier words."""
    cut = 0
    for word in _CARRIER.finditer(run):
        cut = word.end()
    if edge.isdigit():
        front = "年月日"
    elif edge.isalnum() or edge in _CLOSE + "》”’」』":
        front = "和" + _FRONT
    else:
        front = _FRONT  # 和 may begin a name (和政县, 和田): it stays where the edge is trusted
    return cut or int(run[:1] in tuple(front))


# Damage is told of a text that is nothing but a number, in the form of `_compact`.
_NAME = rf"{_LETTER}{{1,{LONGEST_CODE}}}"
_GIVEN_YEAR = r"(?:19|2[01])\d\d"
_TAIL = r"第?(?P<serials>\d{1,6}(?:[/、]\d{1,6})*+)"
_BROKEN = re.compile(
    rf"(?P<code>(?:{_NAME})?+)(?P<open>[()]*)(?P<year>{_GIVEN_YEAR})(?P<nian>年?)(?P<close>[()]*)"
    rf"{_TAIL}(?P<hao>号?)"
)
_LOST = (
    (re.compile(rf"{_NAME}[()]+\d*[()]*{_TAIL}号"), "文号的年份缺失或不对，请对照原件补上四位数的年份。"),
    (
        re.compile(rf"{_NAME}(?<=[发函字规])\d{{1,5}}号"),
        "文号缺少带括号的年份，请对照原件补上，例如“〔2020〕”。",
    ),
    (re.compile(rf"{_NAME}[()]+{_GIVEN_YEAR}年?[()]*第?号?"), "文号缺少序号，请对照原件补上。"),
)
_WEAK = re.compile(rf"(?P<code>{_LETTER}{{2,{LONGEST_CODE}}})(?P<serial>\d{{1,5}})号")
_OTHER_FAMILY = re.compile("(?:[令备案证号第表图路街巷弄道栋楼]|公告|通告|公报|附件)$|ICP|网安|简称")
_AROUND = "()《》“”‘’\"',.。;:、"


def _damaged(text: str, compact: str) -> Damaged | None:
    """What is wrong with a text that is almost a number; None where it is something else."""
    inner = compact.strip(_AROUND)
    if inner != compact and (number := _whole(inner)):
        return Damaged(text, number, "文号前后多了标点，请删去。")
    for plain in dict.fromkeys((compact, inner)):
        found = _BROKEN.fullmatch(plain)
        if found and (damaged := _broken(text, found)):
            return damaged
        for pattern, why in _LOST:
            if pattern.fullmatch(plain):
                return Damaged(text, None, why)
    return None


def _broken(text: str, found: re.Match[str]) -> Damaged | None:
    """The damage of a text that has a year and a serial but not all that belongs around them."""
    code, opened, closed, hao = found["code"], found["open"], found["close"], found["hao"]
    bare = not opened and not closed
    if not (code or hao) or (bare and (not code or not hao or found["nian"] or _OTHER_FAMILY.search(code))):
        return None
    serials = _serials(found["serials"])
    if not all(serials):
        return Damaged(text, None, "文号的序号是0，请对照原件补上序号。")
    number = DocNumber(code, int(found["year"]), serials)
    lost = [name for name, part in (("左括号", opened), ("右括号", closed), ("“号”字", hao)) if not part]
    fault = f"缺少{'、'.join(lost)}" if lost else "的括号写多了或写反了"
    return Damaged(text, number, f"文号{fault}，可能是“{number}”，请对照原件核对。")
