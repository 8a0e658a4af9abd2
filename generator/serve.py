"""The preview: builds, serves what was built, and builds again whenever something changes, until Ctrl-C.

Builds run on the main thread, where Ctrl-C ends them too; requests are answered on a thread of their own.
"""

import contextlib
import errno
import signal
import socket
import time
import traceback

import click
import msgspec
from tornado.netutil import bind_sockets

from generator import pipeline
from generator.preview import Preview
from generator.problem import Problem, Severity, as_text, has_errors
from generator.publisher import Locked
from generator.report import Report
from generator.request import Request
from generator.watch import Watch

AGAIN = 1.0  # seconds until what no event announces is tried again: space on the disk, a permission, a closed program
_LOCK_PATIENCE = 0.3  # seconds


class PortTaken(Exception):  # noqa: N818 -- says what happened, as Locked and Refused do
    """Another program listens on the port, or the system doesn't allow its use."""


class Outcome(msgspec.Struct, frozen=True):
    """What came of a build: its report unless the machine failed, and what kept it from being published."""

    report: Report | None
    obstacles: list[Problem]

    @property
    def changed(self) -> bool:
        """Whether a file of the site is another than before."""
        return bool(self.report and (self.report.pages.written or self.report.pages.removed))

    @property
    def may_pass(self) -> bool:
        """Whether the next attempt may succeed though no file has changed."""
        return self.report is None or any(problem.code == "file-unreadable" for problem in self.obstacles)


def run(request: Request, host: str, port: int) -> None:
    """Serve the site that `request` asks for on `host` and `port` (0 for any free one); return at SIGINT or SIGTERM.

    PortTaken, or click.UsageError for a host that isn't this machine's.
    """
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, signal.default_int_handler)
    host = host or "127.0.0.1"
    request = msgspec.structs.replace(request, ledger=False)  # what is only tried out was never published
    sockets = listen(host, port)
    with contextlib.suppress(KeyboardInterrupt):
        watch = Watch([request.content, request.layouts, request.assets, request.settings], besides=request.cache)
        outcome = attempt(request)  # before there is any thread: workers are forked
        with watch, Preview(request.output, sockets, host, outcome.obstacles) as preview:
            tell(outcome, "生成", before=None)
            click.echo(address(host, sockets[0].getsockname()[1]))
            _keep_up(msgspec.structs.replace(request, jobs=1, scheduler=""), watch, preview, outcome)


def _keep_up(request: Request, watch: Watch, preview: Preview, outcome: Outcome) -> None:
    """Build whenever something has changed, for ever."""
    while True:
        files = watch.wait(AGAIN if outcome.may_pass else None)
        before, outcome = outcome, attempt(request)
        preview.show(outcome.obstacles, changed=outcome.changed)
        if files or outcome.obstacles != before.obstacles:
            tell(outcome, f"改动 {len(files)} 个文件" if files else "再试一次", before=before)


def listen(host: str, port: int) -> list[socket.socket]:
    """Sockets that listen on `host` and `port`."""
    try:
        return bind_sockets(port, host)
    except OSError as fault:
        if fault.errno in (errno.EADDRINUSE, errno.EACCES):
            raise PortTaken from fault
        raise click.UsageError(f"--host 后面的地址不是这台电脑的：{host}；一般不用写 --host") from fault


def attempt(request: Request) -> Outcome:
    """Build, as soon as no other build is at work on the same output."""
    waiting = False
    while True:
        try:
            report = pipeline.build(request)
        except Locked:
            if not waiting:
                click.echo("另一次生成正在进行，等它结束后自动再试。", err=True)
            waiting = True
            time.sleep(_LOCK_PATIENCE)
        except OSError as fault:
            return Outcome(None, [_machine_failed(fault)])
        except Exception:  # the preview outlives a fault of the program, which the terminal shows in full
            click.echo(traceback.format_exc(), err=True)
            return Outcome(None, [_program_failed()])
        else:
            return Outcome(report, _obstacles(report, request))


def _obstacles(report: Report, request: Request) -> list[Problem]:
    if report.published:
        return []
    return [problem for problem in report.problems if has_errors([problem], strict=request.strict)]


def _machine_failed(fault: OSError) -> Problem:
    hint = "请检查磁盘空间和文件夹的权限；好了以后会自动再试"
    message = f"电脑出了问题：{fault.strerror or fault}"
    return Problem(str(fault.filename or ""), 0, 0, Severity.ERROR, "machine-failed", message, hint)


def _program_failed() -> Problem:
    hint = "请把命令窗口里的英文信息告诉开发者；改动文件以后会自动再试"
    return Problem("", 0, 0, Severity.ERROR, "program-failed", "程序自己出了错", hint)


def tell(outcome: Outcome, what: str, before: Outcome | None) -> None:
    """Say in a line what a build did, after what stands in its way and what else has turned up since `before`."""
    known = before.report.problems if before and before.report else []
    found = outcome.report.problems if outcome.report else outcome.obstacles
    fresh = [problem for problem in found if problem in outcome.obstacles or problem not in known]
    if fresh:
        click.echo(as_text(fresh), err=True)
    if outcome.report and outcome.report.published:
        pages, seconds = outcome.report.pages, sum(outcome.report.seconds.values())
        done = f"写入 {pages.written} 个网页文件，未变 {pages.unchanged}，删除 {pages.removed}（{seconds:.2f} 秒）"
        click.echo(f"{what}：{done}")
    else:
        click.echo(f"{what}：有 {len(outcome.obstacles)} 个问题，网站没有改动；改正后会自动再生成。")


def address(host: str, port: int) -> str:
    """Where to find the preview, for the person at this machine."""
    everywhere = host in ("0.0.0.0", "::")
    name = "127.0.0.1" if everywhere else f"[{host}]" if ":" in host else host
    others = "\n同一网络里的其他电脑，请用这台电脑的 IP 地址打开。" if everywhere else ""
    return f"请用浏览器打开：http://{name}:{port}/{others}\n改动会自动显示。按 Ctrl+C 结束。"
