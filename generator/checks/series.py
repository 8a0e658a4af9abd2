"""All plans together: the 文号 of one organ as a series, and organs whose name is spelled two ways."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from generator.plan import Plan
from generator.problem import Problem, notice, warning

_FEWEST, _DENSE = 5, 0.8  # numbers of a series, and the part of it that must be there, before a gap means anything
# 发, 函, 办 … tell the form of a paper: two 代字 that differ by one of these are both right.
_FORMS = frozenset("发函办字规党委督通令政组团会秘厅局教育关工")
_NOISE = re.compile(r"[\s·•,，、（）()\-—_]+")
_SHORT = (("关心下一代工作委员会", "关工委"), ("中国共产党", "中共"), ("委员会", "委"))


def gaps(plans: Sequence[Plan]) -> Iterator[Problem]:
    """Numbers that are missing from a series of which nearly all is there: 代字 and year of one organ."""
    series: defaultdict[tuple[str, int], dict[int, Plan]] = defaultdict(dict)
    for plan in plans:
        code, year, serial = plan.number_key
        if code and year and serial:
            series[code, year].setdefault(serial, plan)
    for (code, year), held in series.items():
        first, last = min(held), max(held)
        if len(held) < _FEWEST or len(held) == last - first + 1 or len(held) < _DENSE * (last - first + 1):
            continue
        missing = [n for n in range(first, last) if n not in held]
        plan = held[next(n for n in sorted(held) if n > missing[0])]
        hint = "请查一查是不是漏收了；确实没有或者不公开的，不用管"
        message = f"{code}〔{year}〕缺第 {'、'.join(map(str, missing))} 号"
        yield notice("docnumber-gap", message, hint, path=plan.path, line=plan.lines.get("doc_number", 1))


def near_numbers(plans: Sequence[Plan]) -> Iterator[Problem]:
    """A 代字 used once by an organ that is, but for one character, the one that it uses otherwise."""
    codes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for plan in plans:
        if plan.number_key[1] and plan.number_key[0]:
            codes[plan.issuer][plan.number_key[0]] += 1
    for plan in plans:
        own = codes[plan.issuer]
        code = plan.number_key[0]
        if len(own) < 2 or own[code] != 1:
            continue
        usual = next((other for other, count in own.items() if count > 1 and _is_slip(code, other)), "")
        if usual:
            hint = "请对照原件，看机关代字有没有抄错；没有错的，不用改"
            message = f"机关代字“{code}”和这个机关常用的“{usual}”只差一个字"
            yield notice("docnumber-near", message, hint, path=plan.path, line=plan.lines.get("doc_number", 1))


def _is_slip(one: str, other: str) -> bool:
    """Whether two codes of one length differ in one character that isn't a form mark, or in two that changed places."""
    if len(one) != len(other) or len(one) < 3:
        return False
    differ = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    if len(differ) == 1:
        return not set(differ[0]) <= _FORMS
    return len(differ) == 2 and differ[0] == differ[1][::-1]


def one_spelling(plans: Sequence[Plan]) -> Iterator[Problem]:
    """Organs of one province whose names are the same but for blanks, a short form or a character of that sound."""
    names: dict[str, Plan] = {}
    count = Counter(plan.issuer for plan in plans)
    for plan in plans:
        names.setdefault(plan.issuer, plan)
    groups: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for name, plan in names.items():
        province = plan.region[0].slug if plan.region else ""  # 山西 and 陕西 sound the same
        groups[province, plan.issuer_slug].add(name)
        groups[province, _short(name)].add(name)
    told: set[str] = set()
    for alike in groups.values():
        if len(alike) == 1:
            continue
        usual = max(alike, key=lambda name: (count[name], name))
        for name in sorted(alike - {usual} - told):
            told.add(name)
            plan = names[name]
            hint = "同一个机关请写成一样，否则网站上会当成两个机关；不是同一个机关的，在要素里写“放行”和理由"
            message = f"发文机关“{name}”和“{usual}”像是同一个"
            yield warning("issuer-spelled", message, hint, path=plan.path, line=plan.lines.get("issuer", 1))


def _short(name: str) -> str:
    plain = _NOISE.sub("", name)
    for long, short in _SHORT:
        plain = plain.replace(long, short)
    return plain
