"""`serve`: the site in the browser of the webmaster, made anew as files change."""

import sys
from typing import Any

import click

from generator.cli.call import MACHINE_FAILED, build_options, request_of
from generator.serve import PortTaken, run


@click.command()
@build_options
@click.option("--host", default="127.0.0.1", help="在哪个地址上预览（默认 127.0.0.1，只有这台电脑能打开）")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, help="端口（默认 8000；0 是任选一个空的）")
def serve(host: str, port: int, **options: Any) -> None:
    """在浏览器里预览，改动会自动显示。"""
    try:
        run(request_of(**options), host, port)
    except PortTaken:
        other = port + 1 if 1023 < port < 65535 else 8001
        click.echo(f"端口 {port} 用不了：别的程序正在用它，或者系统不允许。", err=True)
        click.echo(f"请换一个：python build.py serve --port {other}", err=True)
        sys.exit(MACHINE_FAILED)
