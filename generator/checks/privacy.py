"""Personal data in a text: what must not be published unmasked (个人信息保护法; 检查指标 on 泄露个人隐私).

Found are numbers that can be told for sure: by a checksum, a real date and place, or the words beside them. Numbers of
offices are no personal data: 文号, filings (ICP备, 公网安备), land lines, credit codes, amounts.
"""

import re

import msgspec

from generator.checks.kinds import WITH_DIGITS, WITH_WORDS

_LONG = re.compile("[0-9][0-9 -]{10}")  # nothing shorter is an identity card, a card or a mobile number
_WIDE = re.compile("[！-＆＊＋－-９＜-～]")  # other than the signs of plain Chinese text
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0xA0: " "}
_SIGNS = tuple(zip("（），：；\u3000\xa0", "(),:;  ", strict=True))
# An address may be told as far as the town.
_TOWN = re.compile(r".{1,14}(?:[县区市旗州](?:.{1,6}?(?:镇|乡|街道))?|镇|乡|街道)")


class Finding(msgspec.Struct, frozen=True, gc=False):
    """Personal data at text[start:end]: its kind in Chinese, the text, and the text masked as offices do."""

    start: int
    end: int
    kind: str
    text: str
    masked: str


def find(text: str) -> list[Finding]:
    """The personal data in `text`, in order, not overlapping. Full-width digits count as digits."""
    plain = _narrow(text)
    taken: list[tuple[int, int]] = []
    found: list[Finding] = []
    searches = [*WITH_DIGITS] if _LONG.search(plain) else []
    searches += [(kind, search) for kind, search, words in WITH_WORDS if any(word in plain for word in words)]
    for kind, search in searches:
        for start, end in search(plain):
            if all(end <= s or e <= start for s, e in taken):
                taken.append((start, end))
                found.append(Finding(start, end, kind, text[start:end], _masked(kind, plain[start:end])))
    return sorted(found, key=lambda f: f.start)


def _narrow(text: str) -> str:
    """Full-width letters, digits and signs as ASCII, one for one, so that places stay."""
    if text.isascii():
        return text
    if _WIDE.search(text):
        return text.translate(_NARROW)
    for wide, narrow in _SIGNS:
        text = text.replace(wide, narrow)
    return text


def _masked(kind: str, text: str) -> str:
    """The text with its middle hidden: 110105********002X, 138****1234, 622202*********0123, z***@qq.com."""
    if kind == "个人邮箱":
        name, _, host = text.partition("@")
        return f"{name[0]}***@{host}"
    if kind == "家庭住址":
        town = _TOWN.match(text)
        return (town[0] if town else text[:2]) + "***"
    if kind == "学生姓名":
        return text[0] + "*" * (len(text) - 2) + (text[-1] if len(text) > 2 else "*")
    first, last = {"身份证号": (6, 4), "银行卡号": (6, 4), "手机号": (3, 4)}.get(kind, (2, 1))
    digits = [i for i, c in enumerate(text) if c.isalnum()]
    hidden = set(digits[first : len(digits) - last])
    return "".join("*" if i in hidden else c for i, c in enumerate(text))
