"""What the commands share: the exit status, the options of a build, the day, and how problems are told."""

import contextlib
import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.progress import Progress
from generator.day import Day, parse_day
from generator.problem import Problem, as_text
from generator.report import silent
from generator.workers import Executor, processors

if TYPE_CHECKING:
    from generator.request import Request

DONE, BAD_CONTENT, BAD_CALL, MACHINE_FAILED = 0, 1, 2, 3
BEIJING = timezone(timedelta(hours=8))
FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)


def shipped(name: str) -> Path:
    """The folder layouts/ or assets/ to use: that of the archive, else the one that comes with the program."""
    here = Path(__file__).parent.parent
    places = (Path(name), here / "shipped" / name, here.parent / name)
    return next((place for place in places if place.is_dir()), places[0])


def executor_of(_: click.Context, __: click.Parameter, spec: str | None) -> Executor | None:
    """Whom `--executor` asks for: this process for `serial`, N for `processes:N`, a cluster for `dask://HOST:PORT`."""
    kind, _colon, rest = (spec or "").partition(":")
    if spec is None:
        return None
    if spec == "serial":
        return Executor()
    if kind == "processes" and rest.isascii() and rest.isdigit() and int(rest):
        return Executor(int(rest))
    address = re.fullmatch(r"dask://([^/\s]+:[0-9]{1,5})", spec)
    if address:
        return Executor(processors(), f"tcp://{address[1]}")
    raise click.BadParameter(f"不认识 {spec}；请写 serial、processes:2 或者 dask://10.0.0.5:8786 这样的形式")


def _day(_: click.Context, __: click.Parameter, text: str | None) -> Day:
    """The day that --today gives, else the clock's."""
    day = parse_day(text) if text else None
    if text and not (day and day.day and day.exists):
        raise click.BadParameter(f"日期读不懂：{text}；请写成 2026-03-25")
    return day or today()


DAY = click.option("--today", callback=_day, metavar="日期", help="当作这一天，例如 2026-03-25（默认北京的今天）")

_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.option("--content", type=FOLDER, default=Path("content"), help="放文件的文件夹（默认 content）"),
    click.option("--output", type=FOLDER, default=Path("public"), help="生成的网站放在哪里（默认 public）"),
    click.option("--layouts", type=FOLDER, default=None, help="版式文件夹（默认 layouts）"),
    click.option("--assets", type=FOLDER, default=None, help="样式文件夹（默认 assets）"),
    click.option("--settings", type=FILE, default=Path("site.yaml"), help="设置文件（默认 site.yaml）"),
    click.option("--cache", type=FOLDER, default=None, help="缓存文件夹，可以随时删（默认在输出文件夹旁的 .yaodian）"),
    click.option("--jobs", type=click.IntRange(min=1), default=None, help="同时用几个进程（默认按处理器个数）"),
    click.option(
        "--executor",
        callback=executor_of,
        metavar="SPEC",
        help="由谁来做：serial、processes:N 或 dask://主机:端口（集群）；代替 --jobs",
    ),
    click.option("--no-search", is_flag=True, help="不做全文检索；查找页只列出目录"),
    click.option("--keep-going", is_flag=True, help="有的文件有错误时，其余的照样发布"),
    click.option("--strict", is_flag=True, help="警告也当作错误"),
    DAY,
)


def build_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that `build` and `serve` share."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def request_of(
    *,
    content: Path,
    output: Path,
    layouts: Path | None,
    assets: Path | None,
    settings: Path,
    cache: Path | None,
    jobs: int | None,
    executor: Executor | None,
    no_search: bool,
    keep_going: bool,
    strict: bool,
    today: Day,
) -> "Request":
    """What the options ask for; a wrong call where folders lie inside each other."""
    from generator.request import Request  # not at the top: `import` and `new` wait for no build

    layouts, assets = layouts or shipped("layouts"), assets or shipped("assets")
    for folder, option in ((content, "--content"), (layouts, "--layouts"), (assets, "--assets")):
        ours, theirs = output.resolve(), folder.resolve()
        if ours == theirs or ours in theirs.parents or theirs in ours.parents:
            raise click.UsageError(f"--output 不能和 {option} 是同一个文件夹，也不能互相包含")
    for folder, option in ((layouts, "--layouts"), (assets, "--assets")):
        if not folder.is_dir():
            raise click.UsageError(f"找不到文件夹 {folder}；请检查 {option}")
    executor = executor or Executor(jobs or processors())
    return Request(
        content=content,
        output=output,
        layouts=layouts,
        assets=assets,
        settings=settings,
        cache=cache or output.resolve().parent / ".yaodian",
        today=today,
        jobs=executor.jobs,
        scheduler=executor.scheduler,
        keep_going=keep_going,
        strict=strict,
        search=not no_search,
    )


def today() -> Day:
    """The day in Beijing, from SOURCE_DATE_EPOCH where a reproducible build sets it."""
    try:
        moment = datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", time.time())), UTC).astimezone(BEIJING)
    except (ValueError, OverflowError, OSError) as fault:
        raise click.UsageError("环境变量 SOURCE_DATE_EPOCH 应当是 1970 年以来的秒数") from fault
    return Day(moment.year, moment.month, moment.day)


@contextlib.contextmanager
def progress(*, quiet: bool = False) -> Iterator[Progress | Callable[..., None]]:
    """Who is told how far the work has come, and shows it on standard error; nobody where all is to be quiet."""
    if quiet:
        yield silent
        return
    shown = Progress(sys.stderr)
    try:
        yield shown
    finally:
        shown.close()


def tell(problems: list[Problem]) -> None:
    """Print the problems for a person to read, on standard error."""
    if problems:
        click.echo(as_text(problems), err=True)
