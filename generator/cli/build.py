"""`build`: the site made, and what became of every file told."""

import sys
from pathlib import Path
from typing import Any

import click
import msgspec

from generator import pipeline
from generator.cli.call import BAD_CONTENT, DONE, FILE, build_options, progress, request_of, tell
from generator.cli.progress import STAGES
from generator.problem import Severity, has_errors
from generator.report import Report

STATUS_WORDS = {"published": "发布", "held": "暂不发布", "rejected": "退回"}


@click.command()
@build_options
@click.option("--report", type=FILE, default=None, help="把结果另存为 JSON 文件")
@click.option("--quiet", is_flag=True, help="没有问题就什么也不说")
def build(report: Path | None, quiet: bool, **options: Any) -> None:
    """生成网站（不写命令时就是它）。"""
    request = request_of(**options)
    with progress(quiet=quiet) as told:
        result = pipeline.build(request, told)
    if report:
        report.parent.mkdir(parents=True, exist_ok=True)
        report.write_bytes(msgspec.json.format(msgspec.json.encode(result), indent=1) + b"\n")
    tell([p for p in result.problems if p.severity is not Severity.NOTICE or not quiet])
    if not quiet:
        click.echo(summary(result, request.output))
    sys.exit(BAD_CONTENT if has_errors(result.problems, strict=request.strict) else DONE)


def summary(result: Report, output: Path) -> str:
    """What became of the files, in a few lines."""
    pages, seconds = result.pages, sum(result.seconds.values())
    reasons = {
        row.path: f"未到发布日期 {row.until}" if row.until else "草稿" for row in result.sources if row.status == "held"
    }
    held = [f"    暂不发布：{path}（{reason}）" for path, reason in reasons.items()]
    if not result.published:
        return "\n".join([*held, "有错误，网站没有改动。改正后再运行一次；或者加上 --keep-going 先发布其余的。"])
    files = "，".join(f"{word} {result.count(status)} 份" for status, word in STATUS_WORDS.items())
    changed = f"写入 {pages.written}，未变 {pages.unchanged}，删除 {pages.removed}"
    made = f"网页文件 {pages.total} 个：{changed}（{seconds:.2f} 秒）"
    spent = "，".join(f"{STAGES.get(stage, stage)} {took:.2f} 秒" for stage, took in result.seconds.items())
    return "\n".join([*held, files, made, f"用时：{spent}", f"请用浏览器打开：{(output / 'index.html').resolve()}"])
