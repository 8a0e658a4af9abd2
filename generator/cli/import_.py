"""`import`: originals made into plans, and what became of each told."""

import sys
from pathlib import Path

import click

from generator.cli.call import BAD_CONTENT, DONE, FILE, FOLDER, progress, tell
from generator.importer import batch, gather, summary
from generator.workers import processors


@click.command("import")
@click.argument("sources", nargs=-1, required=True, metavar="文件|文件夹|-...")
@click.option("--into", type=FOLDER, default=Path("content"), help="写到哪个文件夹（默认 content）")
@click.option("--dry-run", is_flag=True, help="只看结果，什么也不写")
@click.option("--report", type=FILE, default=None, help="把结果另存为 JSON 文件")
@click.option("--force", is_flag=True, help="不像要点的也导入（涉密的除外）")
def import_(sources: tuple[str, ...], into: Path, dry_run: bool, report: Path | None, force: bool) -> None:
    """把 Word、PDF、网页、文本文件转成文库里的文件，不会覆盖已有的文件。"""
    missing = [source for source in sources if source != gather.STDIN and not Path(source).exists()]
    if missing:
        raise click.UsageError(f"找不到：{'、'.join(missing)}")
    stdin = sys.stdin.buffer.read(batch.LARGEST + 1) if gather.STDIN in sources else b""
    gathered = gather.gather(sources, stdin)
    content = Path("content")
    root = content if content.resolve() in (into.resolve(), *into.resolve().parents) else into
    work = batch.run(gathered, into, root, force=force, dry_run=dry_run, jobs=processors())
    rows = []
    with progress() as told:
        for row in work:
            rows.append(row)
            told("导入", len(rows), len(gathered.jobs))
    if report:
        report.parent.mkdir(parents=True, exist_ok=True)
        report.write_bytes(batch.report(rows))
    tell([problem for row in rows for problem in row.problems])
    click.echo(summary.summary(rows, gathered.skipped, dry_run=dry_run))
    sys.exit(BAD_CONTENT if batch.has_refused(rows) else DONE)
