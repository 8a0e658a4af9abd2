"""Random but repeatable changes to an archive, as a webmaster makes them."""

import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

Change = Callable[["Desk"], str]


class Desk:
    """A webmaster at work on the plans in `content`; `pool` holds plans that may come in."""

    def __init__(self, content: Path, pool: Path, seed: int) -> None:
        self.content, self.pool = content, pool
        self.dice = random.Random(seed)
        self.count = 0

    def plans(self) -> list[Path]:
        """The plans that stand alone, not those in a folder of their own."""
        return sorted(path for path in self.content.rglob("*.md") if path.name != "index.md")

    def pick(self) -> Path:
        """Any plan."""
        return self.dice.choice(self.plans())

    def put(self, spellings: str, line: str) -> str:
        """Have this line in the front matter of any plan, in the place of one whose key is among the spellings."""
        path = self.pick()
        head, fence, body = path.read_text("utf-8").removeprefix("---\n").partition("\n---\n")
        kept = [old for old in head.split("\n") if not re.match(rf"({spellings}): ", old)]
        path.write_text("\n".join(["---", *kept, line]) + fence + body, "utf-8")
        return path.name

    def change(self) -> str:
        """Make one change; what it was."""
        self.count += 1
        change = self.dice.choice(CHANGES)
        return f"{change.__name__} {change(self)}"


def text(desk: Desk) -> str:
    """A sentence more."""
    path = desk.pick()
    path.write_text(path.read_text("utf-8") + f"\n补充第{desk.count}条：按新的安排办理。\n", "utf-8")
    return path.name


def title(desk: Desk) -> str:
    """Another title, which every list shows."""
    return desk.put("title|标题", f"标题: 2019年第{desk.count}号工作要点")


def number(desk: Desk) -> str:
    """Another 文号, by which other plans may cite it."""
    return desk.put("文号", f"文号: 改〔2021〕{desk.count}号")


def citation(desk: Desk) -> str:
    """A document cited that the archive may have, or get: its page tells of it then."""
    path, number = desk.pick(), desk.dice.randrange(1, desk.count + 9)
    path.write_text(path.read_text("utf-8") + f"\n按照《读书计划》（改〔2021〕{number}号）办理。\n", "utf-8")
    return path.name


def status(desk: Desk) -> str:
    """Annulled, taken down (no list offers it for comparison any more), or in force again."""
    return desk.put("status|状态", f"状态: {desk.dice.choice(('废止', '撤下', '有效'))}")


def year(desk: Desk) -> str:
    """Another year than the title says."""
    return desk.put("year", f"year: {desk.dice.choice((2003, 2012, 2027))}")


def region(desk: Desk) -> str:
    """Another place, which may be the only one of its province."""
    place = desk.dice.choice(("江苏/苏州/张家港", "贵州", "海南/三亚", "西藏/拉萨", "兵团"))
    return desk.put("region|地区", f"地区: {place}")


def issuer(desk: Desk) -> str:
    """Another 发文机关."""
    return desk.put("issuer|发文机关", f"issuer: 第{desk.dice.randrange(9)}读书会")


def addition(desk: Desk) -> str:
    """A new plan, or one that was away comes back."""
    path = desk.dice.choice(sorted(desk.pool.rglob("*.md")))
    number = re.search(r"^(?:文号|doc_number): (.*)$", path.read_text("utf-8"), re.MULTILINE)
    marks = [f"aliases: plans/{path.stem}.html", *([f": {number[1]}\n"] if number else [])]
    for other in desk.plans():  # the same plan under another name goes
        if other.stem != path.stem and any(mark in other.read_text("utf-8") for mark in marks):
            other.unlink()
    if path.name == "index.md":
        target = desk.content / path.parent.relative_to(desk.pool)
        target.with_suffix(".md").unlink(missing_ok=True)
        shutil.copytree(path.parent, target, dirs_exist_ok=True)
    else:
        target = desk.content / path.relative_to(desk.pool)
        shutil.rmtree(target.with_suffix(""), ignore_errors=True)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    return target.name


def removal(desk: Desk) -> str:
    """A plan taken out."""
    path = desk.pick()
    path.unlink()
    return path.name


def renaming(desk: Desk) -> str:
    """Another file name, so another address; in half of the cases with the old address kept."""
    path = desk.pick()
    target = path.with_stem(re.sub(r"(-v\d+)?$", f"-v{desk.count}", path.stem, count=1))
    path.rename(target)
    if desk.dice.random() < 0.5:
        text = target.read_text("utf-8").removeprefix("---\n")
        target.write_text(f"---\naliases: plans/{path.stem}.html\n" + re.sub(r"\Aaliases: .*\n", "", text), "utf-8")
    return f"{path.name} → {target.name}"


CHANGES: tuple[Change, ...] = (
    text,
    citation,
    title,
    number,
    status,
    year,
    region,
    issuer,
    addition,
    addition,
    removal,
    renaming,
)
