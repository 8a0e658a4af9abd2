"""`pdf`: plans as PDFs to hand out, one by one or bound into a volume."""

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
@click.option("--volume", is_flag=True, help="装订成一本：封面、目录、正文、索引")
@click.option("--output", type=FOLDER, default=Path("pdf"), help="放在哪个文件夹（默认 pdf）")
@click.option("--content", type=FOLDER, default=Path("content"), help="放文件的文件夹（默认 content）")
@click.option("--layouts", type=FOLDER, default=None, help="版式文件夹（默认 layouts）")
@click.option("--settings", type=FILE, default=Path("site.yaml"), help="设置文件（默认 site.yaml）")
@click.option("--cache", type=FOLDER, default=None, help="缓存文件夹，可以随时删（默认在输出文件夹旁的 .yaodian）")
@click.option("--jobs", type=click.IntRange(min=1), default=None, help="同时用几个进程（默认按处理器个数）")
@click.option("--strict", is_flag=True, help="警告也当作错误")
def pdf(
    plans: tuple[str, ...],
    region: str,
    year: int | None,
    issuer: str,
    volume: bool,
    output: Path,
    content: Path,
    layouts: Path | None,
    settings: Path,
    cache: Path | None,
    jobs: int | None,
    strict: bool,
) -> None:
    """按 GB/T 9704 的格式做成 PDF，可以打印、分发、存档。"""
    layouts = layouts or shipped("layouts")
    if not layouts.is_dir():
        raise click.UsageError(f"找不到文件夹 {layouts}；请检查 --layouts")
    if (output / MANIFEST).exists():
        raise click.UsageError(f"{output} 是生成的网站；请用 --output 换一个文件夹，或者在 site.yaml 里写 pdf: 是")
    request = offprints.Request(
        content=content,
        output=output,
        layouts=layouts,
        settings=settings,
        cache=cache or output.resolve().parent / ".yaodian",
        today=today(),
        jobs=jobs or processors(),
        wish=offprints.Wish(plans=plans, region=region, year=year or 0, issuer=issuer, volume=volume),
    )
    try:
        with progress() as told:
            result = offprints.offprints(request, told)
    except offprints.NotThere as none:
        raise click.UsageError(str(none)) from none
    tell(result.problems)
    if result.files:
        click.echo(f"PDF {len(result.files)} 个：做了 {result.made}，未变 {len(result.files) - result.made}")
        where = output / result.files[0] if len(result.files) == 1 else output
        click.echo(f"在这里：{where.resolve()}")
    sys.exit(BAD_CONTENT if has_errors(result.problems, strict=strict) else DONE)
