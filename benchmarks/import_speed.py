#!/usr/bin/env python3
"""How many originals a second `python build.py import` takes in, on one processor: `python benchmarks/import_speed.py`.

200 invented text files and 200 Word files, all different, are imported by one call of the command each, start of Python
and writing included. Beside the Word files stand two peers in the same run on the same files: mammoth, which turns them
into HTML, and python-docx, which reads their text; neither recognises anything nor writes a plan.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

PROJECT = Path(__file__).parent.parent
sys.path[:0] = [str(PROJECT / "tests"), str(PROJECT)]

from originals.as_text import as_text  # noqa: E402
from originals.as_word import as_word  # noqa: E402
from originals.case import Case, Piece  # noqa: E402
from originals.words import body  # noqa: E402

STYLES = ("running", "restart", "levels", "two", "firstly", "articles", "inline")
PLACES = (
    "扬州市",
    "晋江市",
    "大理白族自治州",
    "余杭区",
    "鄂伦春自治旗",
    "乐山市",
    "湖北省",
    "凤凰县",
    "济源市",
    "崂山区",
)
ORGANS = ("语言文字工作委员会", "爱国卫生运动委员会", "关心下一代工作委员会", "全民阅读工作委员会", "绿化委员会")
GOALS = {"txt": 100, "docx": 20}  # files a second


def make(folder: Path, count: int, form: str) -> list[Path]:
    """Write `count` notices with plans of 3 to 7 KB of text, no two alike; the same ones for ever."""
    folder.mkdir()
    files = []
    for n in range(count):
        dice = random.Random(f"{form} {n}")
        how = {"numbers": dice.choice(("running", "levels", "restart"))} if form == "docx" else {"gap": True}
        case = Case(f"{n:03}.{form}", tuple(_notice(dice, n)), None, how=how)
        path = folder / case.name
        path.write_bytes(as_word(case) if form == "docx" else as_text(case))
        files.append(path)
    return files


def _notice(dice: random.Random, n: int) -> list[Piece]:
    organ, year = PLACES[n % 10] + ORGANS[n // 10 % 5], 1999 + n // 50 % 28
    plain = f"{organ}{year}年工作要点"
    head = [
        ("mark", f"{organ}文件"),
        ("no", f"{organ[0]}委〔{year}〕{n + 1}号"),
        ("title", f"关于印发《{plain}》的通知"),
        ("to", "各成员单位，各有关部门："),
        ("text", f"现将《{plain}》印发给你们，请认真组织实施。"),
        ("sign", organ),
        ("date", f"{year}年3月{dice.randint(1, 28)}日"),
        ("plan", plain),
    ]
    text = body(dice, dice.choice(STYLES), dice.randint(7, 10), str(year))
    table = ("table", "时间|项目|要求 // 6月|中期检查|报送书面材料 // 12月|年终考核|现场查看")
    tail = [("cc", "抄送：市委办公室，市政府办公室。"), ("print", f"{organ}办公室　{year}年3月29日印发")]
    return [Piece(*part) for part in (*head, *text, table, *tail)]


def seconds(work: Callable[[], object], rounds: int) -> float:
    """The median time of some rounds."""
    taken = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return median(taken)


def run_import(folder: Path, scratch: Path) -> None:
    """One call of the command into an empty folder; all must be imported."""
    with tempfile.TemporaryDirectory(dir=scratch) as into:
        report = Path(into) / "report.json"
        call = [sys.executable, str(PROJECT / "build.py"), "import", str(folder), "--into", f"{into}/content"]
        call += ["--report", str(report)]
        done = subprocess.run(call, capture_output=True, text=True, cwd=into, check=False)
        became = [entry["status"] for entry in json.loads(report.read_bytes())["imports"]]
        if set(became) != {"imported"}:
            sys.exit(f"not all were imported: { {word: became.count(word) for word in became} }\n{done.stderr}")


PEERS = {
    "mammoth": "import mammoth\nfor p in sys.argv[1:]: mammoth.convert_to_html(open(p, 'rb'))",
    "python-docx": "import docx\nfor p in sys.argv[1:]: '\\n'.join(x.text for x in docx.Document(p).paragraphs)",
}


def run_peer(name: str, files: list[Path]) -> None:
    subprocess.run([sys.executable, "-c", "import sys\n" + PEERS[name], *map(str, files)], check=True)


def main(count: int, rounds: int) -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})  # one processor, for the children too
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        for form, goal in GOALS.items():
            files = make(scratch / form, count, form)
            size = sum(path.stat().st_size for path in files) / count / 1000
            taken = seconds(lambda form=form: run_import(scratch / form, scratch), rounds)  # type: ignore[misc]
            print(
                f"{form}: {count} files of {size:.1f} KB in {taken:.2f} s: {count / taken:.0f} a second (goal {goal})"
            )
            for peer in PEERS if form == "docx" else ():
                other = seconds(lambda peer=peer, files=files: run_peer(peer, files), 1)  # type: ignore[misc]
                told = f"{count / other:.0f} a second; the import takes {taken / other:.2f} times as long"
                print(f"      {peer}: {other:.2f} s: {told}")


if __name__ == "__main__":
    call = argparse.ArgumentParser(description="Measure the import.")
    call.add_argument("--count", type=int, default=200)
    call.add_argument("--rounds", type=int, default=3)
    given = call.parse_args()
    main(given.count, given.rounds)
