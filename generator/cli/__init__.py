"""The commands, a file each. They read the call, the clock and the terminal; everything else is done behind them."""

import gc
import os
import sys
from importlib import import_module

import click

from generator.cli.call import BAD_CALL, MACHINE_FAILED
from generator.cluster import ClusterFailed
from generator.publisher import Locked

COMMANDS = ("build", "serve", "check", "import", "new", "verify", "pdf", "word", "epub", "page")


class Commands(click.Group):
    """The group of commands, of which `build` needs no name: `build.py --output DIR` builds.

    The module of a command is loaded when that command is called: no build waits for what only `serve` needs.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0].startswith("-") and args[0] not in ("--help", "--version")):
            args = ["build", *args]
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- click passes it
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        name = f"{cmd_name}_" if cmd_name == "import" else cmd_name
        command = getattr(import_module(f"generator.cli.{name}"), name)
        assert isinstance(command, click.Command)
        return command


@click.group(cls=Commands)
@click.version_option(package_name="yaodian", message="要点 %(version)s")
def cli() -> None:
    """要点：把 Markdown 写的工作要点做成可以按地区和年度浏览的网站。"""


def main() -> None:
    """Run the command that was called. The exit status says what happened (see the constants above)."""
    gc.set_threshold(50_000, 20, 50)  # nearly nothing refers to itself; looking for what does took a sixth of a build
    # NumPy would start threads for the algebra of matrices, which nothing here needs: a tenth of a small build
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
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
    except ClusterFailed as fault:
        click.echo(f"{fault}。", err=True)
        sys.exit(MACHINE_FAILED)
    except OSError as fault:
        where = f"（{fault.filename}）" if fault.filename else ""
        click.echo(f"电脑出了问题：{fault.strerror or fault}{where}。", err=True)
        click.echo("请检查磁盘空间和文件夹的权限，再运行一次；网站没有损坏。", err=True)
        sys.exit(MACHINE_FAILED)
    finally:
        gc.freeze()  # all of it goes: Python need not look for what refers to itself, which takes 40 ms
