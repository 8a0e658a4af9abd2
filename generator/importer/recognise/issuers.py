"""The issuer (发文机关): red head, signature, what a page tells, the title; and titles without a name."""

import re

import msgspec

from generator.importer.draft import Field
from generator.importer.recognise.names import is_bare, is_part, whole_of
from generator.importer.recognise.places import place_in_name
from generator.importer.recognise.words import ABOUT, YEAR, is_organ, is_relative, names_school

_PARTY_OF = re.compile(
    r"(?:中国共产党|中共)(?P<owner>.*(?:大学|学院|学校|中学|小学|公司|医院|集团))(?:委员会|党委|总支部委员会|支部委员会)"
)
_PARTY = re.compile(r"^(?:中国共产党|中共)")
_SHORT = (
    ("关心下一代工作委员会", "关工委"),
    ("教育工作委员会", "教育工委"),
    ("教育委员会", "教委"),
    ("妇女联合会", "妇联"),
    ("科学技术协会", "科协"),
    ("语言文字工作委员会", "语委"),
)
_LED = re.compile(rf"^(?:{YEAR}(?:学?年度?)?)")
_BEFORE_YEAR = re.compile(
    rf"^(?P<organ>[^《》\d“]{{3,45}}?)(?={YEAR}|“[一二三四五六七八九十]+五”|第[一二三四]季度|[上下]半年)"
)
_BEFORE_KIND = re.compile(
    rf"^(?:{YEAR}(?:学?年度?)?)?(?P<organ>[^《》\d]{{4,40}}?)(?:{YEAR}(?:学?年度?)?)?(?:重点工作|工作(?:要点|计划|安排|打算|思路|重点|方案))"
)
_TITLE_ORGAN = re.compile(
    r"^(?P<organ>[^《》\d]{2,40}?(?:关心下一代工作委员会|关工委|委员会|教委|[省市县区]委|人民政府|教育厅|教育局|体育局"
    r"|[厅局]|党委|工委|工会|团委|妇联|大学|学院|学校|中学|小学|幼儿园|办公室|协会|理事会|小组))"
    r"(?=关于|印发|转发|“|《|学年|第[一二]|关心下一代工作(?!委)|重点工作|工作(?:要点|计划|安排|打算|思路|重点|方案)|年度|[上下]半年)"
)
_SCHOOL_WORK = re.compile(
    r"^(?P<organ>[^《》\d]{2,30}?(?:大学|学院|学校|中学|小学|幼儿园))[^《》\d]{1,10}工作(?:要点|计划|安排|打算|思路|重点|方案)"
)
_ALL = re.compile("全[国省市县区州旗镇乡校]|中?小学|中学|学校|幼儿园|[各本我]")
_COPYRIGHT = re.compile(
    r"(?P<owner>[\u4e00-\u9fff]{4,30})\s?版权所有|欢迎(?:您)?(?:访问|光临|来到|进入)(?P<host>[\u4e00-\u9fff]{4,20}?)(?:网站|官网|主页|门户|校园网|$|[！!,，])|(?:版权所有|[Cc]opyright|©|主办(?:单位)?)[:：©\s\d\-—–]*(?:[Bb]y\s*)?(?P<name>[\u4e00-\u9fff]{4,30})"
)


class Source(msgspec.Struct, frozen=True, gc=False):
    """One place that names the issuer: what it is called, the name as printed, its line."""

    kind: str
    name: str
    line: int


def organ_in_title(tight: str) -> str:
    """The organ that a title begins with: 常州市武进区教育局关工委2023年工作要点; empty where none does."""
    tight = tight.rpartition("——")[2] or tight
    about = ABOUT.search(tight)
    if about and not about.start():
        return ""
    name = tight[: about.start()].removesuffix("关于") if about else ""
    if name and is_organ(name):
        return "" if is_relative(name) else name
    if tight.startswith(("关于", "《")):
        return ""
    tight = _LED.sub("", tight)
    for pattern in (_BEFORE_YEAR, _TITLE_ORGAN, _BEFORE_KIND, _SCHOOL_WORK):
        found = pattern.match(tight)
        if found and is_organ(found["organ"]) and not (pattern is _SCHOOL_WORK and _ALL.match(tight)):
            return "" if is_relative(found["organ"]) else found["organ"]
    return ""


def choose_issuer(sources: list[Source]) -> Field | None:
    """The issuer of the best source, in the order of `sources`; sure where one prints it or two agree."""
    if not sources:
        return None
    sources = _completed_sources(sources)
    headed = _headed(sources)
    best = headed or _joint(sources) or sources[0]
    others = tuple(dict.fromkeys(s.name for s in sources if s.name != best.name and not _agree(s.name, best.name)))
    agreed = headed is not None or any(_agree(s.name, best.name) for s in sources if s is not best)
    signed = any(s.kind == "signature" and s.name in others for s in sources)
    printed = best.kind == "signature" or (best.kind == "redhead" and not signed)
    sure = agreed or printed or (best.kind == "title" and not others and _identified(best.name))
    names = best.name.split("、")
    twice = sum(source.name == best.name for source in sources) > 1
    cut = any(map(is_bare, names)) or (not twice and any(map(is_part, names)))
    where = {
        "redhead": "红头",
        "signature": "署名",
        "head": "标题上方",
        "title": "标题",
        "told": "网页的信息栏",
        "site": "网站",
        "imprint": "版记",
    }
    if sure and not cut:
        return Field(best.name, "high", best.line)
    note = (
        f"取自{where[best.kind]}"
        + ("，名称可能不完整" if cut else "")
        + (f"；原件别处写的是：{'、'.join(others)}" if others else "")
    )
    return Field(best.name, "low", best.line, others, note)


def _completed_sources(sources: list[Source]) -> list[Source]:
    """Each source with its names whole, where another source prints more of them."""
    names = [name for source in sources for name in source.name.split("、")]
    whole = []
    for source in sources:
        if source.kind in ("redhead", "signature", "head", "title"):
            name = "、".join(whole_of(name, names) for name in source.name.split("、"))
            source = msgspec.structs.replace(source, name=name)
        whole.append(source)
    return whole


def _identified(name: str) -> bool:
    """Whether a name says whose it is: by a place or a school."""
    return names_school(name) or place_in_name(name) is not None


def _joint(sources: list[Source]) -> Source | None:
    """A signature of several organs, the one of the red head among them: the head may print the first alone."""
    head = next((source for source in sources if source.kind == "redhead"), None)
    signed = next((source for source in sources if source.kind == "signature" and "、" in source.name), None)
    return signed if head and signed and set(head.name.split("、")) <= set(signed.name.split("、")) else None


def _headed(sources: list[Source]) -> Source | None:
    """The organs above the title of a joint document, where the signature has the same ones in short."""
    head = next((source for source in sources if source.kind in ("redhead", "head")), None)
    signed = next((source for source in sources if source.kind == "signature"), None)
    names, short = (source.name.split("、") if source else [] for source in (head, signed))
    same = len(names) == len(short) > 1 and all(_agree(a, b) for a, b in zip(names, short, strict=True))
    return head if same and sum(map(len, names)) > sum(map(len, short)) else None


def _agree(one: str, other: str) -> bool:
    """Whether two names are the same organ, as far as one is part of the other or differs by 中共 and the like."""
    one, other = _plain(one), _plain(other)
    return one == other or one.endswith(other) or other.endswith(one)


def _plain(name: str) -> str:
    name = _PARTY.sub("", name).replace("中华人民共和国", "").replace("、", "")
    if name.startswith("共青团"):
        name = name.removesuffix("员会")
    for long, short in _SHORT:
        name = name.replace(long, short)
    return name


def site_names(texts: list[str]) -> list[str]:
    """The institutions that a page's footer names."""
    return [found["host"] or found["name"] or found["owner"] for text in texts if (found := _COPYRIGHT.search(text))]


def completed(title: str, names: list[str]) -> str:
    """A title without a name, with the institution before it; empty where that isn't known or already there."""
    for name in names:
        bare = title[1:] if is_relative(title) else title
        owner = _owner(name, bare)
        if owner and owner not in title:
            return owner + bare
    return ""


def _owner(name: str, title: str) -> str:
    """What of an issuer's name goes before a title: ××学院 of 中共××学院委员会, ××小学 of ××小学关工委."""
    if "、" in name or re.match("[本我该各]|学校|中学|小学", name):
        return ""
    party = _PARTY_OF.fullmatch(name)
    if party:
        return party["owner"]
    plain = _PARTY.sub("", name)
    for suffix in ("关心下一代工作委员会", "关工委", "工会委员会", "工会", "团委", "妇联"):
        if plain.endswith(suffix) and (suffix in title or title.startswith(("关心下一代", "关工委"))):
            return plain.removesuffix(suffix)
    return plain
