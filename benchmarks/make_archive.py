#!/usr/bin/env python3
"""Invented archives of any size, to measure and to test with: `python benchmarks/make_archive.py 1000 DIR`.

The places are those of generator/regions.tsv; organs, numbers and sentences are made up from the words below. The same
count and seed give the same files on every machine.
"""

import argparse
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

T = TypeVar("T")

REGIONS = Path(__file__).parent.parent / "generator" / "regions.tsv"
PROVINCES = 34
YEARS = range(1999, 2027)
REMEMBERED = 20_000  # earlier plans that later ones may cite: an archive of any size is written in the same memory
PLANS_OF_AN_ISSUER = 6  # on average; an issuer's plans are of different years
SMALLEST, LARGEST = 6_500, 10_000  # bytes of a text, to which its front matter and at times a table come

ORGANS = (  # name, 代字, slug
    ("读书活动指导委员会", "读指", "dushu"),
    ("社区花园建设委员会", "花建", "huayuan"),
    ("乡土档案整理委员会", "乡档", "dangan"),
    ("邻里互助工作委员会", "邻助", "linli"),
    ("儿童科普工作委员会", "童科", "kepu"),
)
SECTIONS = (
    "理清思路，把全年工作摆布好",
    "办好读书会和讲堂，丰富日常活动",
    "修缮场所，方便居民就近参加",
    "培训骨干，壮大志愿者队伍",
    "整理资料，留住地方记忆",
    "改进服务，听取各方面意见",
    "做好安全、经费和物资保障",
)
SUBSECTIONS = ("明确任务分工", "抓好日常管理", "搞好检查验收", "加强经验交流", "完善工作台账")
VERBS = ("组织", "指导", "会同有关单位", "继续", "分批", "按季度", "依托社区", "联合学校")
DEEDS = (
    "开展旧书交换",
    "整修活动室",
    "编写讲解词",
    "培训值班人员",
    "走访困难家庭",
    "举办周末讲堂",
    "清点图书和器材",
    "补种行道树",
    "征集老照片",
    "布置科普展板",
    "评选示范点",
    "更新服务指南",
)
PURPOSES = (
    "让居民在家门口就能参加",
    "使场所有人管、活动有人办",
    "做到年初有安排、年底有总结",
    "减轻基层填表报数的负担",
    "方便老人和孩子使用",
    "把经费花在实处",
)
DETAILS = (
    "每学期第{n}周公布活动日程，活动结束后{m}天内归档",
    "全年计划举办{n}场，每场参加人数控制在{m}人以内",
    "上半年完成{n}处，下半年完成其余{m}处，验收结果张榜公布",
    "新增书架{n}组、阅览座位{m}个，损坏的器材及时维修或者更换",
    "由值班人员登记意见，{n}个工作日内答复，重要意见提交例会研究",
    "选派{n}名骨干到{m}个街道（乡镇）现场帮助，不增加基层接待任务",
    "资料按年份装盒，扫描件存{n}份，目录交由档案室统一保管",
)
LEADS = ("摸清底数", "办好讲堂", "用好场地", "管好物资", "带好队伍", "抓好宣传", "听取意见", "做好总结", "守住安全底线")
CLOSINGS = ("各地可以结合实际细化，不搞一刀切。", "完成情况年底前书面报送。", "遇有问题，及时与办公室联系。", "")
HAN_NUMBERS = "一二三四五六七八九十"
CIRCLED = "①②③④⑤"


class Issuer(NamedTuple):
    """An organ of a place: its name, its 代字, its region as typed, and the folder and the stem of its files.

    `serial` is its own; two places share a short name and so a 代字 now and then, and it keeps their 文号 apart.
    """

    name: str
    place: str
    code: str
    region: str
    folder: str
    stem: str
    serial: int


class Made(NamedTuple):
    """What later plans may cite: the title and the 文号 of a plan."""

    title: str
    number: str


def make(folder: Path, count: int, seed: int = 0) -> list[Path]:
    """Write `count` plans below `folder`, in folders by province, and return their files in the order they were made.

    34 plans or more reach all 34 provinces. Every 文号 is unique; later plans cite earlier ones.
    """
    return list(making(folder, count, seed))


def making(folder: Path, count: int, seed: int = 0) -> Iterator[Path]:
    """The same, one file after the other."""
    dice = random.Random(seed)
    issuers = _issuers(dice, max(min(count, PROVINCES), count // PLANS_OF_AN_ISSUER))
    years = [bytes(year - YEARS[0] for year in _shuffled(dice, YEARS)) for _ in issuers]
    made: list[Made] = []
    for n in range(count):
        issuer = issuers[n % len(issuers)]
        year = YEARS[years[n % len(issuers)][n // len(issuers)]]
        text, known = _plan(dice, issuer, year, made)
        if n < REMEMBERED:
            made.append(known)
        else:
            made[n % REMEMBERED] = known
        name = f"{issuer.folder}/{year}-{issuer.stem}"
        alone = dice.random() < 0.95
        file = folder / (f"{name}.md" if alone else f"{name}/index.md")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
        if not alone:
            table = "序号,项目,数量\r\n" + "".join(f"{i},{_pick(dice, DEEDS)},{i * 3}\r\n" for i in range(1, 9))
            file.with_name("wuzi-qingdan.csv").write_text(table, encoding="utf-8-sig", newline="")
        yield file


def _pick(dice: random.Random, things: Sequence[T]) -> T:
    return things[int(dice.random() * len(things))]


def _shuffled(dice: random.Random, things: Sequence[T]) -> list[T]:
    return sorted(things, key=lambda _: dice.random())


def _issuers(dice: random.Random, count: int) -> list[Issuer]:
    """The first organ of every province, then organs all over the country."""
    rows = [line.split("\t") for line in REGIONS.read_text("utf-8").splitlines()[2:]]
    places: list[list[list[str]]] = []
    way: list[list[str]] = []
    for row in rows:
        way = [*way[: int(row[0]) - 1], row]
        if way[0][1][:2] not in ("00", "66") and not any(step[5] for step in way):  # a place of a province, of today
            places.append(list(way))
    pool = [(place, organ) for place in places if len(place) > 1 for organ in ORGANS]
    first = [(place, ORGANS[0]) for place in places if len(place) == 1]
    chosen = [*_shuffled(dice, first), *_shuffled(dice, pool)]
    issuers: list[Issuer] = []
    stems: set[str] = set()
    for n in range(count):
        place, organ = chosen[n % len(chosen)]
        issuers.append(_issuer(place, _branch(organ, n // len(chosen)), stems, n + 1))
        stems.add(issuers[-1].stem)
    return issuers


def _branch(organ: tuple[str, str, str], number: int) -> tuple[str, str, str]:
    """The organ itself, or a branch of it where an archive needs more organs than there are."""
    name, code, slug = organ
    return (f"{name}第{number}分会", code, f"{slug}-{number}") if number else organ


def _issuer(place: list[list[str]], organ: tuple[str, str, str], stems: set[str], serial: int) -> Issuer:
    """The organ of a place; where another place is spelt alike (伊春, 宜春) its stem, not yet in `stems`, is longer."""
    name, code, slug = organ
    own = place[-1]
    stem = "-".join([*(row[4] for row in place[1:] or place), slug])
    return Issuer(
        name=own[2] + name,
        place=own[2],
        code=f"{own[3]}{code}",
        region="/".join(row[3] for row in place),
        folder=place[0][4],
        stem=f"{place[0][4]}-{stem}" if stem in stems else stem,
        serial=serial,
    )


def _plan(dice: random.Random, issuer: Issuer, year: int, made: Sequence[Made]) -> tuple[str, Made]:
    """The text of a file, and what others may cite of it."""
    plain = f"{issuer.name}{year}年工作要点"
    is_notice = dice.random() < 0.6
    title = f"关于印发《{plain}》的通知" if is_notice else plain
    number = f"{issuer.code}〔{year}〕{issuer.serial}号" if dice.random() < 0.85 else ""
    month, day = 1 + int(dice.random() * 4), 1 + int(dice.random() * 28)
    parts = [_front_matter(dice, issuer, title, number, (year, month, day))]
    if is_notice:
        parts += [f"现将《{plain}》发给你们，请对照办理。", issuer.name, f"{year}年{month}月{day}日", f"# {plain}"]
    parts += _body(dice, issuer, year, made, size=SMALLEST + int(dice.random() * (LARGEST - SMALLEST)))
    return "\n\n".join(parts) + "\n", Made(title, number)


def _front_matter(dice: random.Random, issuer: Issuer, title: str, number: str, date: tuple[int, int, int]) -> str:
    year, month, day = date
    forms = (f"{year}-{month:02}-{day:02}", f"{year}年{month}月{day}日", f"{year}-{month:02}", "")
    when = forms[0] if dice.random() < 0.5 else _pick(dice, forms)
    chinese = dice.random() < 0.5
    keys = ("标题", "发文机关", "成文日期", "地区") if chinese else ("title", "issuer", "date", "region")
    lines = [f"{keys[0]}: {title}", f"{keys[1]}: {issuer.name}", f"{keys[3]}: {issuer.region}"]
    lines += [f"文号: {number}"] if number else []
    lines += [f"{keys[2]}: {when}"] if when else []
    if dice.random() < 0.7:
        lines += [
            "主送: 各街道办事处，各乡镇人民政府",
            "抄送:",
            f"  - {issuer.place}文化馆",
            f"  - {issuer.place}图书馆",
        ]
        lines += [f"印发机关: {issuer.name}办公室", f"印发日期: {forms[0]}"]
    lines.append("来源: 虚构的文件，只用来测试")
    return "\n".join(["---", *lines, "---"])


def _body(dice: random.Random, issuer: Issuer, year: int, made: Sequence[Made], size: int) -> list[str]:
    """Sections with items until the text has `size` bytes; then a table or an 附件 in some."""
    parts = [f"{year}年，{issuer.name}的总体安排是：{_sentence(dice)}{_citation(dice, made)}全年着重做好以下工作。"]
    titles = _shuffled(dice, SECTIONS)[: 4 + int(dice.random() * 4)]
    running, item, used = dice.random() < 0.6, 0, _bytes(parts)
    for n, title in enumerate(titles, 1):
        parts.append(f"{HAN_NUMBERS[n - 1]}、{title}")
        item = item if running else 0
        subsections = 0
        while used < size * n / len(titles):
            if not running and item % 4 == 0:
                subsections += 1
                parts.append(f"（{HAN_NUMBERS[(subsections - 1) % 10]}）{_pick(dice, SUBSECTIONS)}")
            item += 1
            parts.append(f"{item}. {_item(dice, made)}")
            used += _bytes(parts[-1:])
    if dice.random() < 0.25:
        parts += ["## 重点工作一览表", _table(dice)]
    if dice.random() < 0.2:
        parts += ["附件", "# 活动计划安排"]
        parts += [f"{n}. {_pick(dice, DEEDS)}（{n + 2}月，{issuer.place}）" for n in range(1, 8)]
    return parts


def _bytes(parts: Sequence[str]) -> int:
    return sum(len(part.encode()) + 2 for part in parts)


def _item(dice: random.Random, made: Sequence[Made]) -> str:
    text = f"{_pick(dice, LEADS)}。{_sentence(dice)}"
    kind = dice.random()
    if kind < 0.2:
        text += "一是" + "；二是".join(_pick(dice, DEEDS) for _ in range(2)) + "。"
    elif kind < 0.3:
        text += "要做好三件事：" + "；".join(f"{mark}{_pick(dice, DEEDS)}" for mark in CIRCLED[:3]) + "。"
    elif kind < 0.4:
        text += _citation(dice, made)
    return text + _sentence(dice) + _pick(dice, CLOSINGS)


def _sentence(dice: random.Random) -> str:
    detail = _pick(dice, DETAILS).format(n=2 + int(dice.random() * 9), m=10 + int(dice.random() * 40))
    return f"{_pick(dice, VERBS)}{_pick(dice, DEEDS)}，{_pick(dice, PURPOSES)}。{detail}。"


def _citation(dice: random.Random, made: Sequence[Made]) -> str:
    """A sentence that cites an earlier plan, by number where it has one, or a document that no archive holds."""
    if not made or dice.random() < 0.3:
        return f"继续执行《公共阅览场所管理暂行规定》（文阅发〔2008〕{1 + int(dice.random() * 40)}号）。"
    cited = _pick(dice, made)
    return f"与《{cited.title}》{f'（{cited.number}）' if cited.number else ''}的安排相衔接。"


def _table(dice: random.Random) -> str:
    rows = [
        f"| {month}月 | 1. {_pick(dice, DEEDS)}<br>2. {_pick(dice, DEEDS)} | {_pick(dice, PURPOSES)} |"
        for month in range(3, 12, 2)
    ]
    return "\n".join(["| 时间 | 项目 | 要求 |", "|---|---|---|", *rows])


if __name__ == "__main__":
    call = argparse.ArgumentParser(description="Write an archive of invented plans.")
    call.add_argument("count", type=int)
    call.add_argument("folder", type=Path)
    call.add_argument("--seed", type=int, default=0)
    given = call.parse_args()
    print(f"{sum(1 for _ in making(given.folder, given.count, given.seed))} plans below {given.folder}")
