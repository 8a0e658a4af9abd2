"""Names of organs that lines break in two, and names of which only the end is at hand (县教育局, 翼前旗教育局)."""

import re
from collections.abc import Iterable

from generator.importer.recognise.places import place_in_name, unknown_place
from generator.importer.recognise.words import is_organ, is_piece, is_relative, names_school

_REST = re.compile("工作委员会|委员会|办公室$|关工委$|关心下一代工作委员会")
_BARE = re.compile("(?:自治)?[省市县区州旗盟镇乡](?!场)")
_OWNED = re.compile(  # what some place, organ or school has: without that it says nothing
    "人民政府|政府|教育|教体|教委|委员会|党委|党组|党工委|党支部|党总支|关心|关工|工会|总工会|团委|妇女|妇联|办公|督导|第?[一二三四五六七八九十]+(?:中|小)|第[一二三四五六七八九十]"
    "|中学|小学|初级|高级|实验|附属|中心|幼儿|职业|图书馆|文化馆|老干部|红十字会|科学技术|科协|语言文字|爱国卫生|未成年人|社区教育|校外|局"
)
_TEXT_END = re.compile("(?:工作|活动|要点|计划|方案|安排|年度?|教育|思想|精神|文化|建设|[省市县区州旗盟])$")
_LONGEST = 40
_TWO = 12  # characters that two whole names have at least
_TAIL = 3
_TAILS = ("员会", "会", "公室", "室", "府", "民政府", "政府")


def is_part(name: str) -> bool:
    """Whether a name can't be whole: it begins with a bare 县 or 市, with 教育局, or in the middle of a place."""
    return place_in_name(name) is None and bool(_BARE.match(name) or _OWNED.match(name) or unknown_place(name))


def is_bare(name: str) -> bool:
    """Whether a name tells which organ it is only to its own readers: 县教育局, 校关工委."""
    return is_relative(name) or (place_in_name(name) is None and bool(_BARE.match(name)))


def whole_of(name: str, others: Iterable[str]) -> str:
    """The whole of a name without a place of its own: the first of `others` that it is the end of; else itself."""
    if place_in_name(name) is not None:
        return name
    wider = (other for other in others if other.endswith(name) and len(other) > len(name))
    return next((other for other in wider if place_in_name(other) is not None or names_school(other)), name)


def is_name(tight: str) -> bool:
    """A line that is an organ's name by its end, or by the place that it begins with (where a signature stands)."""
    if is_organ(tight):
        return True
    if not 5 <= len(tight) <= _LONGEST or not is_piece(tight) or _TEXT_END.search(tight) or not tight.isalpha():
        return False
    place = place_in_name(tight)
    return place is not None and place.sure and tight[0] not in "在以为从对向"


def joined_names(names: Iterable[str]) -> tuple[str, ...]:
    """Names on lines of their own; a name broken over two lines (××教育局关心下一代 / 工作委员会) is one."""
    whole: list[str] = []
    for name in names:
        if whole and _REST.match(name):
            whole[-1] += name
        else:
            whole.append(name)
    return tuple(whole)


def parted(name: str) -> list[str]:
    """The organs of a line that lost the blanks between them: each is one, and begins with its place."""
    if len(name) >= _TWO and is_organ(name):
        for n in range(6, len(name) - 5):
            first, second = name[:n], name[n:]
            if is_organ(first) and is_organ(second) and (place := place_in_name(second)) and place.sure:
                return [first, *parted(second)]
    return [name]


def goes_on(first: str, second: str) -> bool:
    """Whether two lines set alike are one name: the first is none by itself, or the second none without it."""
    if len(second) <= _TAIL:  # …工作委 / 员会
        return second in _TAILS and is_organ(first + second)
    if not is_organ(second) or len(first) + len(second) > 2 * _LONGEST:
        return False
    return not is_organ(first) or bool(_REST.match(second)) or is_part(second)
