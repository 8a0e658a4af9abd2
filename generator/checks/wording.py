"""Slips of wording and punctuation (GB/T 15834): told, never mended, for the printed text is the document."""

import re
from collections.abc import Iterator

from generator.checks.given import Given
from generator.checks.lexicon import Lexicon
from generator.problem import Problem, notice

_BRACKETS = re.compile("[《》“”（）()\n]")
_PAIRS = ("《》", "“”", "（）")
_OPENING = {"《": "》", "“": "”", "（": "）", "(": "）"}
_CLOSING = {"》": "》", "”": "”", "）": "）", ")": "）"}
_LIST_MARK = re.compile(r"(?:^|[\s。；;：:，,、（(])[0-9A-Za-z一二三四五六七八九十①-⑳]{1,3}[）)]?$")
_TWO = re.compile("[，。、；：？！][，。、；：？！]")
_DOUBLED = re.compile("([，。、；：])\\1|，[。；：、]|、[，。；：]|；[，。：、]|：[，。；、]|。[，；：、]")
_HALF = re.compile("[,;:?!](?<=[\u4e00-\u9fff》”）].)(?![/0-9])")
_OF_WIDTH = ",;:?!０１２３４５６７８９"  # without any of these there is nothing to look for
_MIXED_DIGITS = re.compile("[0-9][０-９]|[０-９][0-9]")


def wrong_words(given: Given, lexicon: Lexicon) -> Iterator[Problem]:
    """Every wording of the lexicon that stands in the title or in the text."""
    pattern = lexicon.pattern
    if pattern is None or not pattern.search(given.source):
        return
    seen: set[tuple[str, int]] = set()
    for at, line in enumerate(given.lines):
        for match in pattern.finditer(line):
            wrong = match[0]
            if (wrong, at) not in seen:
                seen.add((wrong, at))
                right = lexicon.words[wrong]
                hint = "请对照原件：抄错的请改正；原件就是这样的不用改，在要素里写“放行”和理由"
                message = f"“{wrong}”多半应当是“{right}”"
                yield notice("wording-slip", message, hint, line=at + 1, column=match.start() + 1)


def unclosed(given: Given) -> Iterator[Problem]:
    """《》“”（） that are not closed, or not opened, within one paragraph."""
    if _all_paired(given.shown):
        return
    for block in given.body.blocks:
        wrong = _unpaired(block.text)
        if wrong:
            shown = block.text[max(0, wrong - 1) : wrong + 12].replace("\n", " ")
            hint = "请对照原件，看是不是少了一半；原件就是这样的，不用改"
            message = f"“{block.text[wrong - 1]}”没有配成对：{shown}"
            yield notice("wording-unclosed", message, hint, line=block.line)


def _all_paired(text: str) -> bool:
    """Whether in every line all brackets are paired: they are taken out pair by pair."""
    signs = "".join(_BRACKETS.findall(text)).replace("(", "（").replace(")", "）")
    before = ""
    while signs != before:
        before = signs
        for pair in _PAIRS:
            signs = signs.replace(pair, "")
    return not signs.strip("\n")


def _unpaired(text: str) -> int:
    """The place (from 1) of the first bracket without its other half; 0 where all are paired."""
    open_at: list[tuple[str, int]] = []
    for match in _BRACKETS.finditer(text):
        sign, at = match[0], match.start()
        if sign == "\n":
            continue
        if sign in _OPENING:
            open_at.append((_OPENING[sign], at + 1))
        elif open_at and open_at[-1][0] == _CLOSING[sign]:
            open_at.pop()
        elif not (sign in "）)" and _LIST_MARK.search(text, max(0, at - 5), at)):
            return at + 1
    return open_at[0][1] if open_at else 0


def doubled(given: Given) -> Iterator[Problem]:
    """Two marks of punctuation where one can stand; ？？ and ！！ are for emphasis."""
    if not _TWO.search(given.shown):
        return
    for block in given.body.blocks:
        match = _DOUBLED.search(block.text)
        if match:
            shown = block.text[max(0, match.start() - 8) : match.end() + 4].replace("\n", " ")
            hint = "请对照原件，多出来的删去；原件就是这样的，不用改"
            yield notice("wording-doubled", f"标点重复：{shown}", hint, line=block.line)


def mixed_widths(given: Given) -> Iterator[Problem]:
    """Half-width punctuation after Chinese characters, and numbers of both widths: once a file, at the first."""
    if not any(sign in given.shown for sign in _OF_WIDTH):
        return
    count, first, sample = 0, 0, ""
    for block in given.body.blocks:
        found = [*_HALF.finditer(block.text), *_MIXED_DIGITS.finditer(block.text)]
        if found and not first:
            first = block.line
            sample = block.text[max(0, found[0].start() - 6) : found[0].end() + 4].replace("\n", " ")
        count += len(found)
    if first:
        hint = "中文里的标点用全角，一个数里的数字用同一种；原件就是这样的，不用改"
        yield notice("wording-width", f"全角和半角混用，共 {count} 处，第一处：{sample}", hint, line=first)
