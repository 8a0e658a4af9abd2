"""`word`: plans as Word documents, for clerks to quote from and to write on."""

import sys
from pathlib import Path

import click

from generator import offprints
from generator.cli.call import BAD_CONTENT, DONE, FILE, FOLDER, progress, shipped, tell, today
from generator.cli.wished import wished
from generator.problem import has_errors
from generator.routes import MANIFEST
from generator.workers import processors


@click.command()
@wished
@click.option("--output", type=FOLDER, default=Path("word"), help="放在哪个文件夹（默认 word）")
@click.option("--content", type=FOLDER, default=Path("content"), help="放文件的文件夹（默认 content）")
@click.option("--settings", type=FILE, default=Path("site.yaml"), help="设置文件（默认 site.yaml）")
@click.option("--cache", type=FOLDER, default=None, help="缓存文件夹，可以随时删（默认在输出文件夹旁的 .yaodian）")
@click.option("--jobs", type=click.IntRange(min=1), default=None, help="同时用几个进程（默认按处理器个数）")
@click.option("--strict", is_flag=True, help="警告也当作错误")
def word(
    plans: tuple[str, ...],
    region: str,
    year: int | None,
    issuer: str,
    output: Path,
    content: Path,
    settings: Path,
    cache: Path | None,
    jobs: int | None,
    strict: bool,
) -> None:
    """按 GB/T 9704 的格式做成 Word 文件（.docx），可以摘抄、改写。"""
    if (output / MANIFEST).exists():
        raise click.UsageError(f"{output} 是生成的网站；请用 --output 换一个文件夹，或者在 site.yaml 里写 word: 是")
    request = offprints.Request(
        content=content,
        output=output,
        layouts=shipped("layouts"),
        settings=settings,
        cache=cache or output.resolve().parent / ".yaodian",
        today=today(),
        jobs=jobs or processors(),
        wish=offprints.Wish(plans=plans, region=region, year=year or 0, issuer=issuer),
        form="docx",
    )
    try:
        with progress() as told:
            result = offprints.offprints(request, told)
    except offprints.NotThere as none:
        raise click.UsageError(str(none)) from none
    tell(result.problems)
    if result.files:
        click.echo(f"Word 文件 {len(result.files)} 个：做了 {result.made}，未变 {len(result.files) - result.made}")
        where = output / result.files[0] if len(result.files) == 1 else output
        click.echo(f"在这里：{where.resolve()}")
    sys.exit(BAD_CONTENT if has_errors(result.problems, strict=strict) else DONE)
