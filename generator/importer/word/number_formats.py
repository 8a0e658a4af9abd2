"""Numbers as Word prints them: the formats of automatic numbering (w:numFmt, ISO/IEC 29500-1 17.18.59)."""

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = {1000: "m", 900: "cm", 500: "d", 400: "cd", 100: "c", 90: "xc", 50: "l", 40: "xl", 10: "x", 9: "ix"} | {
    5: "v",
    4: "iv",
    1: "i",
}
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_LARGEST = 32_767
# Where a format has signs of its own: the first of each run, and how many there are.
_SIGNS = {
    "decimalEnclosedCircle": ((0x2460, 20), (0x3251, 15), (0x32B1, 15)),
    "decimalEnclosedCircleChinese": ((0x2460, 20), (0x3251, 15), (0x32B1, 15)),
    "decimalEnclosedParen": ((0x2474, 20),),
    "decimalEnclosedFullstop": ((0x2488, 20),),
    "ideographEnclosedCircle": ((0x3280, 10),),
}


def printed(number: int, form: str) -> str:
    """The number in a format of Word, without what its level prints around it; decimal where the format is unknown."""
    if not 0 <= number <= _LARGEST:
        return str(number)
    if form in _SIGNS:
        return _sign(number, _SIGNS[form])
    return _FORMS.get(form, str)(number)


def _sign(number: int, runs: tuple[tuple[int, int], ...]) -> str:
    left = number
    for first, count in runs:
        if 1 <= left <= count:
            return chr(first + left - 1)
        left -= count
    return str(number)


def _thousands(number: int, digits: str = "零一二三四五六七八九", units: str = "十百千万", *, ten: str = "十") -> str:
    """二十、一百零一、一千零一十: as it is said. 10 to 19 begin with `ten`."""
    if number == 0:
        return digits[0]
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        gap = digits[0] if 0 < low < 1000 else ""
        return (
            _thousands(high, digits, units, ten=ten)
            + units[3]
            + gap
            + (_thousands(low, digits, units, ten=ten) if low else "")
        )
    said, pending = "", False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit:
            said += digits[0] if pending else ""
            said += digits[digit] + (units[power - 1] if power else "")
            pending = False
        else:
            pending = bool(said)
    first = digits[1] + units[0]
    return ten + said[2:] if 10 <= number < 20 and said.startswith(first) else said


def _counting(number: int) -> str:
    """As it is said up to 99, then digit by digit: 一○一."""
    return _thousands(number) if 0 < number < 100 else _by_digit(number, "○")


def _by_digit(number: int, zero: str = "〇") -> str:
    return "".join(zero if digit == "0" else _DIGITS[int(digit)] for digit in str(number))


def _japanese(number: int) -> str:
    """Without 一 before 百 and 千, and without 零."""
    said = _thousands(number).replace("零", "") if number else "〇"
    return said.removeprefix("一") if said.startswith(("一百", "一千")) else said


def _roman(number: int) -> str:
    said = ""
    for value, sign in _ROMAN.items():
        said += sign * (number // value)
        number %= value
    return said


def _letters(number: int) -> str:
    """a … z, aa, bb: the letter again for every round, as Word does."""
    rounds, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (rounds + 1) if 0 < number <= 780 else str(number)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)] if number else ""


def _ordinal(number: int) -> str:
    last = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{last}"


_FORMS: dict[str, Callable[[int], str]] = {
    "none": lambda _: "",
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(_FULL_WIDTH),
    "numberInDash": lambda number: f"- {number} -",
    "ordinal": _ordinal,
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "chineseCounting": _counting,
    "taiwaneseCounting": _counting,
    "chineseCountingThousand": _thousands,
    "taiwaneseCountingThousand": _thousands,
    "japaneseCounting": _japanese,
    "ideographDigital": _by_digit,
    "japaneseDigitalTenThousand": _by_digit,
    "taiwaneseDigital": lambda number: _by_digit(number, "○"),
    "chineseLegalSimplified": lambda number: _thousands(number, _LEGAL, "拾佰仟万", ten="壹拾"),
    "ideographLegalTraditional": lambda number: _thousands(number, _LEGAL_TRADITIONAL, "拾佰仟萬", ten="壹拾"),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
}
