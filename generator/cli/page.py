"""`page`: a volume as one HTML file."""

from typing import Any

import click

from generator.cli.copies import copy_options, make


@click.command()
@copy_options("page")
def page(**options: Any) -> None:
    """汇编成一个网页文件，用浏览器打开就能看，可以拷给别人。"""
    make("page", "网页", **options)
