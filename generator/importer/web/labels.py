"""Labelled values that a page prints around a document: 发布时间：…, 来源：…, and the table with 索引号."""

import re

import msgspec

from generator.day import Day

# The labels of the metadata of a government page (政府信息公开目录) and of a page's own line under its title.
_RECORD = (
    "索引号|信息索引号|索取号|信息编号|公开编号|组配分类|信息分类|主题分类|体裁分类|服务对象分类|内容分类|分类|主题|主题词|关键词|"
    "发文机关|发文机构|发文单位|制发机关|制发单位|公开机构|公开主体|发布机构|发布单位|发布机关|责任部门|公开责任部门|信息提供单位|提供单位|主办单位|所属单位|"
    "发文字号|发文号|文号|文件编号|文件号|成文日期|成文时间|发文日期|发文时间|生成日期|产生日期|制发日期|印发日期|生效日期|生效时间|实施日期|施行日期|"
    "失效日期|失效时间|废止日期|废止时间|有效性|是否有效|效力状态|文件状态|时效性|有效期|标题|名称|信息名称|文件名称|内容概述|内容概要|概述|摘要|公开方式|"
    "公开范围|公开时限|公开形式|公开程序|公开日期|公开时间|公开类别|公开目录|信息公开类别|体裁|语种|载体类型|统一编号|统一登记号|规范性文件编号|文件类型|文种|公文种类|题名"
)
_LINE = (
    "发布时间|发布日期|发表时间|发表日期|发稿时间|更新时间|更新日期|录入时间|添加时间|添加日期|上传时间|编辑时间|编辑日期|创建时间|提交时间|撰写时间|"
    "发布于|发表于|公布日期|公布时间|日期|时间|来源|信息来源|文章来源|稿件来源|新闻来源|资料来源|内容来源|发布来源|稿源|出处|作者|文章作者|"
    "发布者|发布人|发稿人|信息员|录入|录入员|录入者|录入人|上传者|供稿|供稿单位|供稿人|撰稿|撰稿人|投稿|报送单位|发布部门|部门|编辑|责任编辑|责编|网络编辑|编审|审核|审核人|审稿|审稿人|校对|"
    "点击|点击数|点击量|点击率|点击次数|点击率次|浏览|浏览数|浏览量|浏览次数|浏览人数|访问|访问量|访问次数|阅读|阅读数|阅读量|阅读次数|查看|查看次数|人气|热度|关注|"
    "字体|字体大小|字号|文字大小|字体显示|正文字体|选择阅读字号|视力保护色|保护视力色|背景色|我要分享|分享|分享到|分享至|打印|打印本页|收藏|评论|评论数|所属栏目|栏目|文章类型"
)
RECORD_LABELS = frozenset(_RECORD.split("|"))
_LINE_LABELS = frozenset(_LINE.split("|"))
_AMBIGUOUS = frozenset(
    "日期|时间|来源|作者|部门|编辑|审核|录入|供稿|关注|查看|出处|打印|收藏|栏目|分享|阅读|访问|浏览|评论".split(  # noqa: SIM905
        "|"
    )
)
_WEB_DATES = ("发布", "发表", "发稿", "更新", "录入", "添加", "上传", "编辑", "创建", "提交", "公布", "公开")
_EVERY = sorted(RECORD_LABELS | _LINE_LABELS, key=len, reverse=True)
_PAIR = re.compile(
    "(?:^|(?<=[\\s\u3000|｜　;；,，\\]】）)（(\\[【/]))[\\[【（(|｜]?\\s*(?P<label>"
    + "|".join(r"\s*".join(label) for label in _EVERY)
    + r")\s*[】\]]?\s*[：:]"
)
_BARE = re.compile(
    "(?P<label>" + "|".join(r"\s*".join(label) for label in _EVERY if label in RECORD_LABELS) + r")\s+(?=\S)"
)
_DATE = re.compile(r"(?P<y>(?:19|20)\d\d)\s*[-/.年]\s*(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})")
_TIME = re.compile(r"\d{1,2}[:：]\d{2}([:：]\d{2})?")
_ONLY_DATE = re.compile(
    r"(?:(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?)(?:星期[一二三四五六日天])?(?:[上下]午)?(?:\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"
)
_LONGEST_LINE = 220


class Pair(msgspec.Struct, frozen=True, gc=False):
    """A label, without its colon and blanks, and the value printed after it."""

    label: str
    value: str


def pairs(text: str) -> list[Pair]:
    """The labelled values of one line, in order: 发布时间：2020-05-14 来源：市教育局."""
    found = list(_PAIR.finditer(text)) if len(text) <= 2000 and ("：" in text or ":" in text) else []
    ends = [*(match.start() for match in found), len(text)][1:]
    return [
        Pair("".join(match["label"].split()), text[match.end() : end].strip(" \u3000|｜;；,，[]【】（）()/"))
        for match, end in zip(found, ends, strict=True)
    ]


def bare_pairs(text: str) -> list[Pair]:
    """The labelled values of a line of a 著录 table without colons: 发布机构 市教育局 文 号 …〔2014〕2号."""
    found = list(_BARE.finditer(text)) if _BARE.match(text) else []
    found = [match for match in found if not match.start() or text[match.start() - 1].isspace()]
    ends = [*(match.start() for match in found), len(text)][1:]
    return [
        Pair("".join(match["label"].split()), text[match.end() : end].strip())
        for match, end in zip(found, ends, strict=True)
    ]


def label_alone(tight: str) -> str:
    """The label that a whole cell is (索 引 号：), or empty."""
    label = tight.strip("【】[]：:")
    return label if label in RECORD_LABELS or label in _LINE_LABELS else ""


def is_meta_line(text: str) -> bool:
    """A page's own line about itself, as under its title: dates, source, counters, the size of the print."""
    if len(text) > _LONGEST_LINE or "。" in text:
        return False
    tight = "".join(text.split())
    if _ONLY_DATE.fullmatch(tight) and _TIME.search(tight[8:]):
        return True
    found = pairs(text)
    if not found:
        return False
    head = text[: _PAIR.search(text).start()].strip()  # type: ignore[union-attr]
    if head and not (len(head) <= 12 or _DATE.match(head)):
        return False
    labels = [pair.label for pair in found]
    if not all(label in _LINE_LABELS or label in RECORD_LABELS for label in labels):
        return False
    sure = [label for label in labels if label in _LINE_LABELS and label not in _AMBIGUOUS]
    if any(len(pair.value) > 60 for pair in found):
        return False
    if sure or _DATE.match(head):
        return True
    if len(labels) > 1 and any(label in _LINE_LABELS for label in labels):
        return True
    return (
        labels[0] in ("日期", "时间")
        and bool(_DATE.match(found[0].value))
        and _ONLY_DATE.fullmatch("".join(found[0].value.split())) is not None
    )


def is_stamped(text: str) -> bool:
    """A short line with a date in figures, as a page has above its text: 县教育局 2019-03-20 18:01."""
    found = _DATE.search(text) if len(text) <= 60 and "。" not in text else None
    return found is not None and ("年" not in found[0] or _TIME.search(text, found.end()) is not None)


def web_date(text: str) -> Day | None:
    """The first date of the calendar in a text in figures, however it is printed."""
    for found in _DATE.finditer(text):
        day = Day(int(found["y"]), int(found["m"]), int(found["d"]))
        if day.exists:
            return day
    return None


def says_web_date(label: str) -> bool:
    """Whether a label names the date of putting a page online."""
    return label.startswith(_WEB_DATES) or label in ("日期", "时间")
