"""`check`: every problem told, nothing made."""

import sys
from pathlib import Path

import click
import msgspec

from generator import pipeline
from generator.cli.call import BAD_CONTENT, DAY, DONE, FILE, FOLDER, progress
from generator.day import Day
from generator.problem import as_text, has_errors


@click.command()
@click.option("--content", type=FOLDER, default=Path("content"), help="放文件的文件夹（默认 content）")
@click.option("--settings", type=FILE, default=Path("site.yaml"), help="设置文件（默认 site.yaml）")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="给人看还是给程序看")
@DAY
@click.option("--strict", is_flag=True, help="警告也当作错误")
def check(content: Path, settings: Path, form: str, strict: bool, today: Day) -> None:
    """检查文件，不生成网站。"""
    with progress() as told:
        problems = pipeline.check(content, settings, today, told)
    if form == "json":
        data = msgspec.json.encode({"schema": 1, "problems": problems})
        click.echo(msgspec.json.format(data, indent=1).decode())
    else:
        click.echo(as_text(problems) or "没有发现问题。")
    sys.exit(BAD_CONTENT if has_errors(problems, strict=strict) else DONE)
