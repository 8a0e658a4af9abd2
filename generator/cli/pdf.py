"""`pdf`: plans as PDFs to hand out, one by one or bound into a volume."""

from typing import Any

import click

from generator.cli.copies import copy_options, make


@click.command()
@copy_options("pdf")
@click.option("--volume", is_flag=True, help="装订成一本：封面、目录、正文、索引")
def pdf(**options: Any) -> None:
    """按 GB/T 9704 的格式做成 PDF，可以打印、分发、存档。"""
    make("pdf", "PDF", **options)
