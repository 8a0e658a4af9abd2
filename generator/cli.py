"""The commands. They read the call, the clock and the terminal; everything else is done behind them."""

import itertools
import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import click
import msgspec

from generator import pipeline
from generator.day import Day, parse_day
from generator.problem import Problem, Severity, as_text, has_errors
from generator.publisher import Locked
from generator.report import Report
from generator.template import new_plan
from generator.workers import processors

DONE, BAD_CONTENT, BAD_CALL, MACHINE_FAILED = 0, 1, 2, 3
BEIJING = timezone(timedelta(hours=8))
STATUS_WORDS = {"published": "发布", "held": "暂不发布", "rejected": "退回"}
FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)


class Commands(click.Group):
    """The group of commands, of which `build` needs no name: `build.py --output DIR` builds."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0].startswith("-") and args[0] not in ("--help", "--version")):
            args = ["build", *args]
        return super().parse_args(ctx, args)


@click.group(cls=Commands)
@click.version_option(package_name="yaodian", message="要点 %(version)s")
def cli() -> None:
    """要点：把 Markdown 写的工作要点做成可以按地区和年度浏览的网站。"""


def shipped(name: str) -> Path:
    """The folder layouts/ or assets/ to use: that of the archive, else the one that comes with the program."""
    here = Path(__file__).parent
    places = (Path(name), here / "shipped" / name, here.parent / name)
    return next((place for place in places if place.is_dir()), places[0])


def processes(_: click.Context, __: click.Parameter, spec: str | None) -> int | None:
    """How many processes `--executor` asks for: one for `serial`, N for `processes:N`."""
    kind, _colon, count = (spec or "").partition(":")
    if spec is None:
        return None
    if spec == "serial":
        return 1
    if kind != "processes" or not (count.isascii() and count.isdigit() and int(count)):
        raise click.BadParameter(f"不认识 {spec}；请写 serial 或者 processes:2 这样的形式")
    return int(count)


_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.option("--content", type=FOLDER, default=Path("content"), help="放文件的文件夹（默认 content）"),
    click.option("--output", type=FOLDER, default=Path("public"), help="生成的网站放在哪里（默认 public）"),
    click.option("--layouts", type=FOLDER, default=None, help="版式文件夹（默认 layouts）"),
    click.option("--assets", type=FOLDER, default=None, help="样式文件夹（默认 assets）"),
    click.option("--settings", type=FILE, default=Path("site.yaml"), help="设置文件（默认 site.yaml）"),
    click.option("--cache", type=FOLDER, default=None, help="缓存文件夹，可以随时删（默认在输出文件夹旁的 .yaodian）"),
    click.option("--jobs", type=click.IntRange(min=1), default=None, help="同时用几个进程（默认按处理器个数）"),
    click.option("--executor", callback=processes, metavar="SPEC", help="由谁来做：serial 或 processes:N；代替 --jobs"),
    click.option("--no-search", is_flag=True, help="不做全文检索；查找页只列出目录"),
    click.option("--keep-going", is_flag=True, help="有的文件有错误时，其余的照样发布"),
    click.option("--strict", is_flag=True, help="警告也当作错误"),
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
    executor: int | None,
    no_search: bool,
    keep_going: bool,
    strict: bool,
) -> pipeline.Request:
    """What the options ask for; a wrong call where folders lie inside each other."""
    layouts, assets = layouts or shipped("layouts"), assets or shipped("assets")
    for folder, option in ((content, "--content"), (layouts, "--layouts"), (assets, "--assets")):
        ours, theirs = output.resolve(), folder.resolve()
        if ours == theirs or ours in theirs.parents or theirs in ours.parents:
            raise click.UsageError(f"--output 不能和 {option} 是同一个文件夹，也不能互相包含")
    for folder, option in ((layouts, "--layouts"), (assets, "--assets")):
        if not folder.is_dir():
            raise click.UsageError(f"找不到文件夹 {folder}；请检查 {option}")
    return pipeline.Request(
        content=content,
        output=output,
        layouts=layouts,
        assets=assets,
        settings=settings,
        cache=cache or output.resolve().parent / ".yaodian",
        today=today(),
        jobs=executor or jobs or processors(),
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


@cli.command()
@build_options
@click.option("--report", type=FILE, default=None, help="把结果另存为 JSON 文件")
@click.option("--quiet", is_flag=True, help="没有问题就什么也不说")
def build(report: Path | None, quiet: bool, **options: Any) -> None:
    """生成网站（不写命令时就是它）。"""
    request = request_of(**options)
    result = pipeline.build(request)
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
        row.path: "草稿" if "draft" in row.codes else "未到发布日期" for row in result.sources if row.status == "held"
    }
    held = [f"    暂不发布：{path}（{reason}）" for path, reason in reasons.items()]
    if not result.published:
        return "\n".join([*held, "有错误，网站没有改动。改正后再运行一次；或者加上 --keep-going 先发布其余的。"])
    files = "，".join(f"{word} {result.count(status)} 份" for status, word in STATUS_WORDS.items())
    changed = f"写入 {pages.written}，未变 {pages.unchanged}，删除 {pages.removed}"
    made = f"网页文件 {pages.total} 个：{changed}（{seconds:.2f} 秒）"
    return "\n".join([*held, files, made, f"请用浏览器打开：{(output / 'index.html').resolve()}"])


def tell(problems: list[Problem]) -> None:
    """Print the problems for a person to read, on standard error."""
    if problems:
        click.echo(as_text(problems), err=True)


@cli.command()
@build_options
@click.option("--host", default="127.0.0.1", help="在哪个地址上预览（默认 127.0.0.1，只有这台电脑能打开）")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, help="端口（默认 8000；0 是任选一个空的）")
def serve(host: str, port: int, **options: Any) -> None:
    """在浏览器里预览，改动会自动显示。"""
    from generator.serve import PortTaken, run  # watchdog and tornado: nothing else needs them

    try:
        run(request_of(**options), host, port)
    except PortTaken:
        other = port + 1 if 1023 < port < 65535 else 8001
        click.echo(f"端口 {port} 用不了：别的程序正在用它，或者系统不允许。", err=True)
        click.echo(f"请换一个：python build.py serve --port {other}", err=True)
        sys.exit(MACHINE_FAILED)


@cli.command()
@click.option("--content", type=FOLDER, default=Path("content"), help="放文件的文件夹（默认 content）")
@click.option("--settings", type=FILE, default=Path("site.yaml"), help="设置文件（默认 site.yaml）")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="给人看还是给程序看")
@click.option("--strict", is_flag=True, help="警告也当作错误")
def check(content: Path, settings: Path, form: str, strict: bool) -> None:
    """检查文件，不生成网站。"""
    problems = pipeline.check(content, settings)
    if form == "json":
        data = msgspec.json.encode({"schema": 1, "problems": problems})
        click.echo(msgspec.json.format(data, indent=1).decode())
    else:
        click.echo(as_text(problems) or "没有发现问题。")
    sys.exit(BAD_CONTENT if has_errors(problems, strict=strict) else DONE)


@cli.command()
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


@cli.command("import")
@click.argument("sources", nargs=-1, required=True, metavar="文件|文件夹|-...")
@click.option("--into", type=FOLDER, default=Path("content"), help="写到哪个文件夹（默认 content）")
@click.option("--dry-run", is_flag=True, help="只看结果，什么也不写")
@click.option("--report", type=FILE, default=None, help="把结果另存为 JSON 文件")
@click.option("--force", is_flag=True, help="不像要点的也导入（涉密的除外）")
def import_(sources: tuple[str, ...], into: Path, dry_run: bool, report: Path | None, force: bool) -> None:
    """把 Word、PDF、网页、文本文件转成文库里的文件，不会覆盖已有的文件。"""
    from generator.importer import batch, gather, summary  # nothing else needs the drawer

    missing = [source for source in sources if source != gather.STDIN and not Path(source).exists()]
    if missing:
        raise click.UsageError(f"找不到：{'、'.join(missing)}")
    stdin = sys.stdin.buffer.read(batch.LARGEST + 1) if gather.STDIN in sources else b""
    gathered = gather.gather(sources, stdin)
    content = Path("content")
    root = content if content.resolve() in (into.resolve(), *into.resolve().parents) else into
    work = batch.run(gathered, into, root, force=force, dry_run=dry_run, jobs=processors())
    if sys.stderr.isatty():
        with click.progressbar(work, length=len(gathered.jobs), label="导入", file=sys.stderr) as bar:
            rows = list(bar)
    else:
        rows = list(work)
    if report:
        report.parent.mkdir(parents=True, exist_ok=True)
        report.write_bytes(batch.report(rows))
    tell([problem for row in rows for problem in row.problems])
    click.echo(summary.summary(rows, gathered.skipped, dry_run=dry_run))
    sys.exit(BAD_CONTENT if batch.has_refused(rows) else DONE)


def main() -> None:
    """Run the command that was called. The exit status says what happened (see the constants above)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8" if not stream.isatty() else None, errors="replace")
    try:
        cli.main(standalone_mode=False, prog_name="build.py")
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.Abort:
        sys.exit(MACHINE_FAILED)
    except click.ClickException as fault:
        fault.show()
        sys.exit(BAD_CALL)
    except Locked:
        click.echo("另一次生成正在进行，请等它结束后再试。", err=True)
        sys.exit(MACHINE_FAILED)
    except OSError as fault:
        where = f"（{fault.filename}）" if fault.filename else ""
        click.echo(f"电脑出了问题：{fault.strerror or fault}{where}。", err=True)
        click.echo("请检查磁盘空间和文件夹的权限，再运行一次；网站没有损坏。", err=True)
        sys.exit(MACHINE_FAILED)
