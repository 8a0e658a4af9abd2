"""`epub`: a volume as an e-book."""

from typing import Any

import click

from generator.cli.copies import copy_options, make


@click.command()
@copy_options("epub")
def epub(**options: Any) -> None:
    """汇编成一本电子书（EPUB），在手机、平板和阅读器上看。"""
    make("epub", "电子书", **options)
