"""`check`: every problem told, nothing made; with `--fix-privacy` personal data is masked in the files."""

import sys
from pathlib import Path

import click

from generator import pipeline
from generator.cli.call import BAD_CONTENT, DAY, DONE, FILE, FOLDER, progress
from generator.cli.formats import FORMATS, as_coloured, as_github, as_json, as_sarif
from generator.day import Day
from generator.pipeline import External
from generator.problem import Problem, has_errors


@click.command()
@click.option("--content", type=FOLDER, default=Path("content"), help="放文件的文件夹（默认 content）")
@click.option("--settings", type=FILE, default=Path("site.yaml"), help="设置文件（默认 site.yaml）")
@click.option(
    "--cache", type=FOLDER, default=Path(".yaodian"), help="--external 的结果放在哪里，可以随时删（默认 .yaodian）"
)
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", help="给人看（text），还是给程序看（其余几种）"
)
@click.option("--external", is_flag=True, help="连到外面的链接也查一查（要上网，慢一些）")
@click.option("--fix-privacy", is_flag=True, help="把个人信息在文件里遮盖起来，并列出改了什么")
@DAY
@click.option("--strict", is_flag=True, help="警告也当作错误")
def check(
    content: Path,
    settings: Path,
    cache: Path,
    form: str,
    external: bool,
    fix_privacy: bool,
    today: Day,
    strict: bool,
) -> None:
    """检查文件，不生成网站。"""
    if fix_privacy:
        _mask(content, to_stderr=form != "text")
    with progress() as told:
        problems = pipeline.check(content, settings, today, told, _asker(cache) if external else None)
    _print(problems, form)
    sys.exit(BAD_CONTENT if has_errors(problems, strict=strict) else DONE)


def _asker(cache: Path) -> External:
    from generator import external  # HTTP is loaded for those who ask for it

    return lambda places: external.check_external(places, cache / "links.json")


def _mask(content: Path, *, to_stderr: bool) -> None:
    """Mask the plans below `content`, and show what was changed."""
    from generator.masking import mask_folder
    from generator.sources import scan

    paths = [source.path for source in scan(content)[0]] if content.is_dir() else []
    changed = mask_folder(content, paths)
    for path, masked in changed:
        click.echo(masked.diff, err=to_stderr)
        click.echo(f"已遮盖 {masked.count} 处：{content.as_posix()}/{path}", err=to_stderr)
    if not changed:
        click.echo("没有需要遮盖的个人信息。", err=to_stderr)


def _print(problems: list[Problem], form: str) -> None:
    if form == "json":
        click.echo(as_json(problems))
    elif form == "sarif":
        from importlib.metadata import PackageNotFoundError, version

        try:
            click.echo(as_sarif(problems, version("yaodian")))
        except PackageNotFoundError:
            click.echo(as_sarif(problems, "0.0.0"))
    elif form == "github":
        if problems:
            click.echo(as_github(problems))
    else:
        click.echo(as_coloured(problems) or "没有发现问题。")
