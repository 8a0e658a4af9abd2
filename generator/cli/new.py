"""`new`: the template of a plan, never over a file that is there."""

import itertools
from pathlib import Path

import click

from generator.cli.call import FOLDER
from generator.day import parse_day
from generator.template import new_plan


@click.command()
@click.option("--title", default="", help="标题，例如：××市教育局关工委2026年工作要点")
@click.option("--issuer", default="", help="发文机关")
@click.option("--region", default="", help="地区，例如：江苏/苏州/张家港")
@click.option("--date", default="", help="成文日期，例如：2026-03-25")
@click.option("--content", type=FOLDER, default=Path("content"), help="放文件的文件夹（默认 content）")
def new(title: str, issuer: str, region: str, date: str, content: Path) -> None:
    """新建一份文件的模板，不会覆盖已有的文件。"""
    if date and not ((day := parse_day(date)) and day.exists):
        raise click.UsageError(f"日期读不懂：{date}；请写成 2026-03-25")
    where, text = new_plan(title, issuer, region, date)
    target = content / where
    for n in itertools.count(2):
        if not target.exists():
            break
        target = content / where.with_stem(f"{where.stem}-{n}")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, "utf-8", newline="\n")
    click.echo(f"已新建：{target}\n请用记事本打开，补齐各项和正文，再运行 python build.py")
