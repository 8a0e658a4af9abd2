"""The options of `pdf` and `word` that say which plans are wanted."""

from collections.abc import Callable
from typing import Any

import click

_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.option("--plan", "plans", multiple=True, metavar="编号", help="只要这一份；可以写几次"),
    click.option("--region", default="", metavar="地区", help="只要这个地区（和它下面）的，例如 江苏/苏州"),
    click.option("--year", type=click.IntRange(min=1900, max=2999), default=None, help="只要这一年度的"),
    click.option("--issuer", default="", metavar="机关", help="只要这个发文机关的，写全称"),
)


def wished(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that narrow down the plans."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command
