"""`word`: plans as Word documents, for clerks to quote from and to write on."""

from typing import Any

import click

from generator.cli.copies import copy_options, make


@click.command()
@copy_options("word")
def word(**options: Any) -> None:
    """按 GB/T 9704 的格式做成 Word 文件（.docx），可以摘抄、改写。"""
    make("docx", "Word 文件", **options)
