"""The region (地区) of a document: from its issuer, its title, an address, and whatever else may tell."""

import re
from collections.abc import Sequence

from generator.importer.draft import Field
from generator.importer.recognise.anatomy import Anatomy
from generator.importer.recognise.places import Place, deeper, place_in_address, place_in_name, place_of_code, settle
from generator.importer.recognise.told import Told
from generator.region import resolve

_NAMED = re.compile(r"[\u4e00-\u9fff]{2,7}?(?:省|自治区|市|自治州|县|区)")


def choose_region(
    anatomy: Anatomy, issuer: Field | None, title: Field | None, feet: Sequence[tuple[str, int]] = ()
) -> Field | None:
    """The deepest place that is sure; else what hints leave, marked low. `feet` are a page's lines below the text."""
    rows = anatomy.rows
    names: list[tuple[str, int]] = []
    if issuer:
        names += [(part, issuer.line) for part in str(issuer.value).split("、")[:1]]
    if title:
        names += [(str(title.value), title.line)] + [
            (inner, title.line) for inner in re.findall("《([^》]+)", str(title.value))
        ]
    if anatomy.carried:
        names.append((anatomy.carried.title.text, 0))
    if anatomy.imprint.office:
        names.append((anatomy.imprint.office, 0))
    best, line = _best(names)
    if best and best.sure:
        return Field(best.path, "high", line)
    text = "".join(row.tight for row in rows[:6] + rows[-12:])
    if best and best.candidates:
        return _settled(best, line, text + "".join(row.tight for row in rows))
    for words, at in [*((row.text, row.line) for row in rows[-14:] + rows[:2]), *feet[-14:]]:
        address = place_in_address(words)
        if address and best and deeper(address, best):
            break
        if address:
            rest = (best.path,) if best and best.path != address.path else ()
            return Field(address.path, "low", at, rest, "取自网页下方的地址，请核对")
    if best and best.path:
        return Field(best.path, "low", line, note="只从单位名称推断，请核对")
    return _hinted(anatomy)


def deepened(field: Field | None, told: Told | None) -> Field | None:
    """The place that the document's record tells, where it lies within the one that the text leads to."""
    if told is None:
        return field
    within, answer = resolve(str(field.value)).region if field else (), resolve(told[0])
    if not answer.region or answer.region[: len(within)] != within or answer.region == within:
        return field
    return Field(told[0], "high", told[1])


def _best(names: list[tuple[str, int]]) -> tuple[Place | None, int]:
    """The first sure place, or a deeper one within it; else the first guess."""
    best: Place | None = None
    line = 0
    for name, at in names:
        place = place_in_name(name)
        if place is None:
            continue
        if best is None or (place.sure and not best.sure) or (place.sure and deeper(best, place)):
            best, line = place, at
    return best, line


def _settled(place: Place, line: int, text: str) -> Field:
    path = settle(place.candidates, text)
    rest = tuple(other for other in place.candidates if other != path)
    note = "有几个同名的地方，请核对"
    return Field(path or place.candidates[0], "low", line, rest, note, filled=bool(path))


def _hinted(anatomy: Anatomy) -> Field | None:
    """What is left: the 代字, then the place that the text names most at its beginning."""
    number = anatomy.heading.numbered or anatomy.masthead.numbered
    if number and number.number and (place := place_of_code(number.number.code)):
        return Field(place.path, "low", 0, note="只从文号的代字推断，请核对")
    counts: dict[str, int] = {}
    for row in anatomy.rows[: anatomy.start + 12]:
        for found in _NAMED.finditer(row.tight):
            for cut in range(len(found[0]) - 2):
                place = place_in_name(found[0][cut:] + "某")
                if place and place.sure and place.path != "全国":
                    counts[place.path] = counts.get(place.path, 0) + 1
                    break
    if not counts:
        return None
    path = max(counts, key=lambda one: (counts[one], one))
    return Field(path, "low", 0, tuple(p for p in counts if p != path)[:4], "只从正文提到的地名推断，请核对")
