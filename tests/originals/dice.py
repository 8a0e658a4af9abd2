"""Any number of invented originals, put together by dice from the forms that offices use, each with its truth.

The cases of the corpus are chosen; these are not, so that what was made to fit the cases shows.
"""

import functools
import random
import re
from dataclasses import replace
from pathlib import Path

from originals.case import Case, Piece, Truth
from originals.words import HAN, body

REGIONS = Path(__file__).parent.parent.parent / "generator" / "regions.tsv"
ORGANS = (
    "关心下一代工作委员会",
    "教育局关心下一代工作委员会",
    "语言文字工作委员会",
    "爱国卫生运动委员会",
    "未成年人保护委员会",
    "教育体育局",
    "人民政府教育督导室",
    "妇女儿童工作委员会办公室",
    "科学技术协会",
    "校外教育联席会议办公室",
    "第三中学",
    "职业技术学院",
    "第二实验小学",
    "红十字会",
    "总工会女职工委员会",
    "社区教育学院",
    "老干部局",
    "图书馆",
    "青少年活动中心",
    "职业教育中心",
)
RECIPIENTS = (
    "各乡镇（街道）、区直各部门",
    "各县（市、区）教育局，市直各学校",
    "各科室、各年级组",
    "机关各处室，直属各单位",
)
COPIES = (("市委办公室", "市政府办公室"), ("省教育厅", "市直有关部门（含双管单位，驻外机构）"), ("县委宣传部",))
STYLES = {  # a style of bodies, and how Word numbers it by itself, if it can
    "running": "running",
    "restart": "restart",
    "levels": "levels",
    "two": "levels",
    "firstly": "running",
    "articles": "running",
    "plain": None,
    "comma": "running",
    "ideographic": None,
    "inline": "running",
}
ABOVE = (
    ("首页", "机构设置", "通知公告"),
    ("网站首页", "学校概况", "党建工作", "发布时间：2021-04-07", "点击数：35"),
    ("设为首页", "加入收藏", "信息公开", "来源：办公室"),
    ("首页", "新闻动态", "当前位置：首页 > 通知公告 > 正文", "浏览次数：108"),
)
BELOW = (
    ("上一篇：关于开展检查的通知", "下一篇：没有了", "版权所有：示例单位", "京ICP备05000000号-1"),
    ("【打印】", "【关闭】", "地址：人民路1号　邮编：100000", "技术支持：示例科技"),
    ("分享到：", "微信", "微博", "主办单位：示例局", "浙公网安备33000000000001号"),
    ("相关文章：我市召开工作会议", "扫一扫在手机打开当前页", "Copyright © 2020 All Rights Reserved"),
)
WEB_STYLES = ("modern", "policy", "layout", "wechat", "word", "lines", "article", "divs", "pre")


def made(number: int, form: str = "txt") -> Case:
    """The case with this number in txt, html or docx; the same for ever."""
    case = _made(number)
    dice = random.Random(f"{form} {number}")
    if form == "docx":
        how = {"numbers": case.how["chain"] if dice.random() < 0.7 else None, "runs": dice.random() < 0.5}
        return replace(case, name=f"{number}.docx", how=how)
    if form == "html":
        encoding = dice.choice(("utf-8", "gb18030"))
        style = dice.choice(WEB_STYLES)
        around = style != "word"  # what Word saves has no site around it
        above = tuple(Piece("chrome", text) for text in dice.choice(ABOVE) if around)
        below = tuple(Piece("chrome", text) for text in dice.choice(BELOW) if around)
        declared = dice.choice((encoding, encoding, "gb2312", "utf-8"))
        how = {"style": style, "encoding": encoding, "declared": declared, "lists": case.how["chain"] is not None}
        return replace(case, name=f"{number}.html", pieces=(*above, *case.pieces, *below), how=how)
    return case


def _made(number: int) -> Case:
    dice = random.Random(number)
    names, region = _place(dice)
    organ, year = "".join(names) + dice.choice(ORGANS), dice.randint(1999, 2026)
    month, day = dice.randint(1, 5), dice.randint(1, 28)
    shape = dice.choice(("notice", "notice", "plan", "plan", "bare"))
    plan = _plan_title(dice, organ, year)
    digits, printed = _number(dice, names[-1][0], year) if shape != "bare" and dice.random() < 0.7 else ("", "")
    iso = f"{year}-{month:02}-{day:02}"
    date = _date(dice, year, month, day) if shape != "bare" and dice.random() < 0.8 else ""
    copies = dice.choice(COPIES) if shape != "bare" and dice.random() < 0.5 else ()
    pieces = [("mark", f"{organ}文件")] if shape != "bare" and dice.random() < 0.6 else []
    pieces += [("no", printed)] if printed else []
    style = dice.choice(tuple(STYLES))
    text = body(dice, style, dice.randint(3, 5), str(year))
    title, to, attached = plan, "", False
    if shape == "notice":
        title = dice.choice((f"关于印发《{plan}》的通知", f"{organ}关于印发《{plan}》的通知", f"关于印发{plan}的通知"))
        to, attached = dice.choice(RECIPIENTS), dice.random() < 0.3
        pieces += [*_lines(dice, "title", title), ("to", to + dice.choice("：:"))]
        pieces += [("text", f"现将《{plan}》印发给你们，请结合实际，认真贯彻执行。")]
        pieces += [("attach", f"附件：{plan}")] if attached else []
        pieces += [("sign", organ), *([("date", date)] if date else [])]
        pieces += [*([("annex", "附件")] if attached else []), ("plan", plan), *text]
    else:
        pieces += [*_lines(dice, "title", title), *text]
        pieces += [("sign", organ), *([("date", date)] if date else [])] if shape == "plan" else []
    if copies:
        between = dice.choice("，、") if len(copies[-1]) < 8 else "，"
        pieces += [("cc", dice.choice(("抄送：", "抄 送：", "抄送:")) + between.join(copies) + dice.choice(("。", "")))]
        pieces += [("print", f"{organ}办公室　　{year}年{month}月{day}日印发")]
    truth = Truth(
        title=title,
        issuer=(organ,),
        doc_number=digits,
        date=iso if date or copies else "",
        year=year,
        region=region,
        recipients=to,
        cc=tuple(copies),
        print_office=f"{organ}办公室" if copies else "",
        print_date=iso if copies else "",
        attachments=(plan,) if attached else (),
        open=frozenset() if region else frozenset({"region"}),
    )
    how = {"gap": dice.random() < 0.5, "bare": dice.random() < 0.3, "chain": STYLES[style]}
    return Case(f"{number}.txt", tuple(Piece(*piece) for piece in pieces), truth, how=how)


@functools.cache
def _places() -> list[list[list[str]]]:
    """The way down to every place of today, each step a row of the table."""
    found: list[list[list[str]]] = []
    way: list[list[str]] = []
    for row in (line.split("\t") for line in REGIONS.read_text("utf-8").splitlines()[2:]):
        way = [*way[: int(row[0]) - 1], row]
        if way[0][1][:2] not in ("00", "66", "71", "81", "82") and not any(step[5] for step in way):
            found.append(way)
    return found


def _place(dice: random.Random) -> tuple[list[str], str]:
    """The names of a place as an organ carries them, with or without those above; the region, empty if open."""
    from generator.region import resolve

    way = dice.choice(_places())
    names = [row[2] for row in way[-dice.randint(1, len(way)) :]]
    found = resolve("/".join(names))
    sure = not found.unknown and not found.candidates and found.region[-1].code == way[-1][1]
    return names, "/".join(place.short for place in found.region) if sure else ""


def _plan_title(dice: random.Random, organ: str, year: int) -> str:
    han = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(year))
    said = str(year) if dice.random() < 0.8 else han
    kind = dice.choice(("工作要点", "工作要点", "工作要点", "工作计划", "重点工作安排"))
    return dice.choice((f"{organ}{said}年{kind}", f"{organ}{said}年{kind}", f"{said}年{organ}{kind}"))


_BREAKS = re.compile(
    r"(?=关于印发)|(?<=委员会)(?=[12一二关工])|(?<=委员会\d{4}年)|(?<=中心\d{4}年)|(?=工作要点|工作计划|重点工作)|(?<=》)"
)


def _lines(dice: random.Random, kind: str, title: str) -> list[tuple[str, str]]:
    """The title on one line, or broken by sense on two."""
    breaks = [found.start() for found in _BREAKS.finditer(title) if 5 < found.start() < len(title) - 3]
    if not breaks or dice.random() < 0.6:
        return [(kind, title)]
    at = dice.choice(breaks)
    return [(kind, title[:at]), (kind, title[at:])]


def _number(dice: random.Random, first: str, year: int) -> tuple[str, str]:
    """A 文号 in its normal form and as printed."""
    code, serial = first + dice.choice(("关工委", "教", "语委", "办", "委发", "政办")), dice.randint(1, 60)
    left, right = dice.choice(("〔〕", "〔〕", "[]", "（）", "【】", "﹝﹞", "()"))
    printed = f"{code}{left}{year}{right}{dice.choice(('', '', ' ', '第'))}{serial}{dice.choice(('', ' '))}号"
    return f"{code}〔{year}〕{serial}号", printed


def _date(dice: random.Random, year: int, month: int, day: int) -> str:
    zero = dice.choice("〇○0零")
    han = "".join(f"{zero}一二三四五六七八九"[int(digit)] for digit in str(year))
    tens, ones = divmod(day, 10)
    said = (("", "十", "二十")[tens] + (HAN[ones - 1] if ones else "")) or ""
    return dice.choice(
        (
            f"{year}年{month}月{day}日",
            f"{year}年{month}月{day}日",
            f"{year} 年 {month} 月 {day} 日",
            f"{han}年{HAN[month - 1]}月{said}日",
        )
    )
