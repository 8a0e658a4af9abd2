"""Regions (地区) from the names that a document prints: its issuer, its title, the address below a page."""

import functools
import re

import msgspec

from generator.importer.recognise.words import names_school
from generator.region import Resolution, resolve

_PREFIX = re.compile(
    r"^(?:中国共产党|中共|共青团|中国共产主义青年团|中国民主同盟|政协|民进|民盟|九三学社|国营|国立|公立|私立)+"
    "|^(?:新疆生产建设兵团)?(?:农?第?[一二三四五六七八九十]+师)(?=[^\\W\\d_]{2,6}市)"
)
_LEAD = re.compile("^[《“〈]*(?:关于)?(?:[印转下]发)?[《“〈]*")
_NATIONAL = re.compile(
    r"(?:中华人民共和国)?(?:教育部|财政部|民政部|文化部|文化和旅游部|公安部|司法部|科学技术部|科技部|人力资源和?社会保障部|农业农村部|农业部|水利部|国务院|中共中央|中央|国家|最高人民|共青团中央|团中央|全国|中华全国|中国(?![^\W\d_]{0,12}(?:大学|学院|学校|中学|小学|公司))[^\W\d_]{0,10}?(?:科协|协会|联合会|残联|文联|作协|学会|研究会|总会)|中国关心下一代|中国关工委|中国教育|中国残)"
)
_FULL = re.compile(r"[^\W\d_]{1,12}?(?:特别行政区|自治区|自治州|自治县|自治旗|林区|特区|新区|地区|[省市县区州盟旗])")
_NOT_PLACE = (
    "校区",
    "社区",
    "开发区",
    "园区",
    "学区",
    "片区",
    "城区",
    "辖区",
    "地区",
    "本市",
    "全市",
    "我市",
    "各市",
    "各县",
    "老区",
    "城市",
    "我县",
    "全县",
    "我区",
    "全区",
    "各区",
    "小区",
)
_MADE = re.compile("开发|高新|经开|园|新区|示范|度假|试验|景|保税|合作|管理|工业|生态|旅游|社区|校区|学区|[全本我各]")
_OF_COUNTY = re.compile(  # what goes on after the short name of a county: 昆山第一中学, 昆山经济技术开发区
    "[县区市教第一二三四实职高初]|关工|关心|委|中学|中专|(?:国家(?:级)?)?(?:经济|高新|工业|农业|出口|综合)[^\\W\\d_]{0,8}?(?:区|园)"
)
_CORPS = "新疆生产建设兵团"
_COLLEGE = re.compile(
    r"[^\W\d_]{0,14}?(?:大学|学院|高等专科学校)(?![^\W\d_]*(?:附属|分校|校区|学校|中学|小学|幼儿园|学院))"
)
_ROAD = "路街道巷里桥门湖山河江花园"
_MUNICIPALITIES = ("北京", "天津", "上海", "重庆", "全国", "香港", "澳门", "台湾")
_ADDRESS = re.compile(r"(?:学校|单位|联系|通讯|办公|校|公司|本站|详细)?地\s*址\s*[:：]\s*(?P<place>[^\s，,；;]{3,40})")
# 代字 of provinces: weak evidence, for a document that says its place nowhere else.
_PROVINCES = (
    "京:北京 津:天津 冀:河北 晋:山西 蒙:内蒙古 辽:辽宁 吉:吉林 黑:黑龙江 沪:上海 苏:江苏 浙:浙江 皖:安徽 "
    "闽:福建 赣:江西 鲁:山东 豫:河南 鄂:湖北 湘:湖南 粤:广东 桂:广西 琼:海南 渝:重庆 川:四川 黔:贵州 "
    "滇:云南 云:云南 藏:西藏 陕:陕西 甘:甘肃 青:青海 宁:宁夏 新:新疆"
)
_CODES = dict(pair.split(":") for pair in _PROVINCES.split())


class Place(msgspec.Struct, frozen=True, gc=False):
    """A region as a path (江苏/常州/武进), whether it is sure, the places that it may be where it isn't."""

    path: str
    sure: bool
    candidates: tuple[str, ...] = ()


@functools.lru_cache(maxsize=2048)
def place_in_name(name: str) -> Place | None:
    """The place at the beginning of the name of an organ or of a title; None where it has none.

    A full name (常州市武进区教育局) is sure, and so is the city that a college is called after (武汉大学); another
    short one (江苏信息职业技术学院) tells what an institution is called after, not where it is.
    """
    name = _PREFIX.sub("", _LEAD.sub("", name))
    if _NATIONAL.match(name):
        return Place("全国", sure=True)
    if name.startswith(_CORPS):
        return Place(_path(resolve(_CORPS)), sure=True)
    return _full(name) or _short(name)


def unknown_place(name: str) -> bool:
    """Whether a name begins like one of a county or a city that there is not: 翼前旗教育局, the end of another."""
    found = _FULL.match(name)
    return found is not None and not _MADE.search(found[0]) and bool(resolve(found[0]).unknown)


def _full(name: str) -> Place | None:
    best: Place | None = None
    end = end_of_best = 0
    for found in _FULL.finditer(name[:36]):
        if found.start() != end:
            break
        end = found.end()
        if found[0] in _NOT_PLACE and best is None:
            break  # 城区 is one only behind its city
        answer = resolve(name[:end])
        if answer.unknown:
            if answer.candidates:
                best = _ambiguous(answer) if best is None else best
            break
        best, end_of_best = Place(_path(answer), sure=True), end
    if best and best.sure and "/" not in best.path and names_school(name) and best.path not in _MUNICIPALITIES:
        return _school(best, name[end_of_best:])
    return best


def _school(province: Place, rest: str) -> Place:
    """A school that bears the name of its province: 江苏省盱眙中学 is in 盱眙, 江苏省…学院 anywhere."""
    for length in (4, 3, 2):
        answer = resolve(f"{province.path}/{rest[:length]}")
        if len(rest) > length + 1 and not answer.unknown and len(answer.region) > 1:
            return Place(_path(answer), sure=False)
    return Place(province.path, sure=False)


def _ambiguous(answer: Resolution) -> Place:
    return Place("", sure=False, candidates=answer.candidates)


def _short(name: str) -> Place | None:
    for length in (7, 6, 5, 4, 3, 2):
        if len(name) <= length + 1 or name[length] in _ROAD:
            continue
        answer = resolve(name[:length])
        if answer.unknown or not answer.region or name[:length] == "全国":
            continue
        depth = len(answer.region)
        if depth > 2 and not _OF_COUNTY.match(name[length:]):
            continue
        path = _path(answer)
        return Place(path, sure=_is_college(path, name[length:]))
    return None


def _is_college(path: str, rest: str) -> bool:
    """Whether a college is called after the city that it is in (南京师范大学); a province says too little."""
    if path in ("香港", "澳门"):
        return "（" not in rest  # 香港中文大学（深圳）
    return (path.count("/") == 1 or path in _MUNICIPALITIES) and bool(_COLLEGE.match(rest))


def _path(answer: Resolution) -> str:
    """The path in short names; a former place that shares one is told by its full name (浙江/绍兴/绍兴县)."""
    names = [place.short for place in answer.region]
    path = "/".join(names)
    if names[-1:] == names[-2:-1] or resolve(path).region != answer.region:
        path = "/".join([*names[:-1], answer.region[-1].name])
    return path


def place_in_address(text: str) -> Place | None:
    """The prefecture of a postal address (地址：江苏省无锡市惠山区…): deeper says where a gate is, not whose it is."""
    found = _ADDRESS.search(text)
    place = _full(found["place"]) or _short(found["place"]) if found else None
    if place is None or not place.path:
        return None
    return Place("/".join(place.path.split("/")[:2]), sure=False)


def place_of_code(code: str) -> Place | None:
    """The province that a 代字 begins with (苏教办 → 江苏): a weak hint."""
    short = _CODES.get(code[:1])
    return Place(short, sure=False) if short and len(code) > 1 else None


def settle(candidates: tuple[str, ...], text: str) -> str:
    """Which of `candidates` the text speaks for, by the name of a place above it; empty where none or several."""
    meant = [path for path in candidates if any(above in text for above in path.split("/")[:-1])]
    if len(meant) > 1:
        deep = [path for path in meant if len(path.split("/")) > 2 and path.split("/")[-2] in text]
        meant = deep or meant
    return meant[0] if len(meant) == 1 else ""


def deeper(one: Place, other: Place) -> bool:
    """Whether `other` is within `one`, and deeper."""
    return bool(one.path) and other.path.startswith(one.path + "/")
