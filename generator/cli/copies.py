"""What `pdf`, `word`, `epub` and `page` share: which plans are wanted, where copies go, and what is told of them."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from generator import offprints
from generator.cli.call import BAD_CONTENT, DONE, FILE, FOLDER, progress, shipped, tell, today
from generator.problem import has_errors
from generator.routes import MANIFEST
from generator.workers import processors

_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.option("--plan", "plans", multiple=True, metavar="编号", help="只要这一份；可以写几次"),
    click.option("--region", default="", metavar="地区", help="只要这个地区（和它下面）的，例如 江苏/苏州"),
    click.option("--year", type=click.IntRange(min=1900, max=2999), default=None, help="只要这一年度的"),
    click.option("--issuer", default="", metavar="机关", help="只要这个发文机关的，写全称"),
    click.option("--content", type=FOLDER, default=Path("content"), help="放文件的文件夹（默认 content）"),
    click.option("--layouts", type=FOLDER, default=None, help="版式文件夹（默认 layouts）"),
    click.option("--settings", type=FILE, default=Path("site.yaml"), help="设置文件（默认 site.yaml）"),
    click.option("--cache", type=FOLDER, default=None, help="缓存文件夹，可以随时删（默认在输出文件夹旁的 .yaodian）"),
    click.option("--jobs", type=click.IntRange(min=1), default=None, help="同时用几个进程（默认按处理器个数）"),
    click.option("--strict", is_flag=True, help="警告也当作错误"),
)

_BESIDE = {"pdf": "pdf", "docx": "word"}  # the setting that puts a copy beside every plan of the site


def copy_options(folder: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The options of a command whose copies go to `folder` where nothing else is said."""

    def with_options(command: Callable[..., Any]) -> Callable[..., Any]:
        output = click.option("--output", type=FOLDER, default=Path(folder), help=f"放在哪个文件夹（默认 {folder}）")
        for option in reversed((*_OPTIONS[:4], output, *_OPTIONS[4:])):
            command = option(command)
        return command

    return with_options


def make(
    form: str,
    name: str,
    *,
    plans: tuple[str, ...],
    region: str,
    year: int | None,
    issuer: str,
    output: Path,
    content: Path,
    layouts: Path | None,
    settings: Path,
    cache: Path | None,
    jobs: int | None,
    strict: bool,
    volume: bool = False,
) -> None:
    """Make what the options ask for in a form (see `offprints.Request`), called `name`, tell of it, and exit."""
    layouts = layouts or shipped("layouts")
    if not layouts.is_dir():
        raise click.UsageError(f"找不到文件夹 {layouts}；请检查 --layouts")
    if (output / MANIFEST).exists():
        also = f"，或者在 site.yaml 里写 {_BESIDE[form]}: 是" if form in _BESIDE else ""
        raise click.UsageError(f"{output} 是生成的网站；请用 --output 换一个文件夹{also}")
    request = offprints.Request(
        content=content,
        output=output,
        layouts=layouts,
        settings=settings,
        cache=cache or output.resolve().parent / ".yaodian",
        today=today(),
        jobs=jobs or processors(),
        wish=offprints.Wish(plans=plans, region=region, year=year or 0, issuer=issuer, volume=volume),
        form=form,
    )
    try:
        with progress() as told:
            result = offprints.offprints(request, told)
    except offprints.NotThere as none:
        raise click.UsageError(str(none)) from none
    tell(result.problems)
    if result.files:
        click.echo(f"{name} {len(result.files)} 个：做了 {result.made}，未变 {len(result.files) - result.made}")
        where = output / result.files[0] if len(result.files) == 1 else output
        click.echo(f"在这里：{where.resolve()}")
    sys.exit(BAD_CONTENT if has_errors(result.problems, strict=strict) else DONE)
