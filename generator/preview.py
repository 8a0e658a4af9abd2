"""The preview in the browser: the files of the output over HTTP, reloaded by livereload when they have changed.

While a build is refused every page shows why instead. What is on disk is served, never changed: the livereload script
is put into a page on its way out.
"""

import asyncio
import contextlib
import ipaddress
import mimetypes
import re
import secrets
import socket
import threading
from collections.abc import Sequence
from html import escape
from pathlib import Path, PurePosixPath
from typing import Any, Self

from livereload.handlers import (  # type: ignore[import-untyped]
    LiveReloadHandler,
    LiveReloadJSHandler,
    StaticFileHandler,
)
from livereload.server import LiveScriptInjector  # type: ignore[import-untyped]
from tornado.escape import json_decode
from tornado.httpserver import HTTPServer
from tornado.httputil import HTTPHeaders, HTTPServerRequest
from tornado.routing import Matcher, Rule
from tornado.web import Application, HTTPError, RequestHandler
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from generator import routes
from generator.errorpage import error_page
from generator.problem import Problem

_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[\w.-]+)(?::(\d+))?")
_OURS = {"localhost", "127.0.0.1", "::1"}
_RELOAD = {"command": "reload", "path": "*", "liveCSS": False}
_OWN_TYPES = {".js": "text/javascript", ".xml": "application/xml", ".md": "text/markdown"}
_TYPES = mimetypes.MimeTypes(filenames=())  # Python's own table, without what a Windows registry makes of it
_TEXT = re.compile(r"text/.*|application/(?:json|xml|javascript)|.*\+(?:json|xml)")


def split_host(header: str) -> tuple[str, int] | None:
    """Name and port in a Host header ("[::1]:8000" → "::1", 8000); None where it isn't one."""
    found = _HOST.fullmatch(header)
    return (found[1].strip("[]").lower(), int(found[2] or 80)) if found else None


def is_known(name: str, host: str) -> bool:
    """Whether a server that listens on `host` goes by this name.

    A site elsewhere can have its own name lead to this machine (DNS rebinding), and so read what is served here; it
    can't do that with an address in figures.
    """
    if name in _OURS or name == host.lower():
        return True
    try:
        return ipaddress.ip_address(host).is_unspecified and bool(ipaddress.ip_address(name))
    except ValueError:
        return False


class Preview:
    """The server for the folder `output`, on sockets that listen already. Inside `with` it answers, on a thread."""

    def __init__(self, output: Path, sockets: list[socket.socket], host: str, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        self.version = _new_version()
        self._sockets = sockets
        files = {"path": str(output.resolve()), "default_filename": "index.html", "preview": self}

        class Injector(_Injector):
            preview = self

        self._app = Application(
            [
                Rule(_Stranger(host), _Forbidden),
                (r"/livereload", _Socket, {"preview": self}),
                (r"/livereload\.js", LiveReloadJSHandler),
                (r"/(.*)", _Files, files),
            ],
            transforms=[Injector],
            log_function=lambda _: None,
        )
        self._answering = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self._answering.wait()
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._end.set)
        self._thread.join(1)

    def show(self, problems: Sequence[Problem], *, changed: bool) -> None:
        """Show the site, or the problems that keep it as it was; reload what is open if that makes a difference."""
        self._loop.call_soon_threadsafe(self._show, tuple(problems), changed)

    def _show(self, problems: tuple[Problem, ...], changed: bool) -> None:
        if changed or problems != self.problems:
            self.problems = problems
            self.version = _new_version()
            for waiter in LiveReloadHandler.waiters.copy():
                waiter.reload()

    async def _serve(self) -> None:
        self._loop, self._end = asyncio.get_running_loop(), asyncio.Event()
        server = HTTPServer(self._app)
        server.add_sockets(self._sockets)
        self._answering.set()
        await self._end.wait()
        server.stop()


def _new_version() -> str:
    """A name for what is shown from now on; the letter keeps livereload.js from taking it for a number."""
    return "v" + secrets.token_hex(8)


class _Stranger(Matcher):
    """Matches requests that call this server by a name that isn't its own."""

    def __init__(self, host: str) -> None:
        self._host = host

    def match(self, request: HTTPServerRequest) -> dict[str, Any] | None:
        address = split_host(request.headers.get("Host", "localhost"))
        return None if address and is_known(address[0], self._host) else {}


class _Forbidden(RequestHandler):
    def prepare(self) -> None:
        self.set_status(403)
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish("请用生成器显示的网址打开。\n")


class _Injector(LiveScriptInjector):  # type: ignore[misc]
    """Puts the livereload script into a page.

    The script tells the server which version its page is of, so a page that was asked for just before a rebuild, or
    from an earlier run, is reloaded as soon as it connects.
    """

    preview: Preview

    def __init__(self, request: HTTPServerRequest) -> None:
        super().__init__(request)
        name, port = split_host(request.host) or ("localhost", 80)
        shown = f"[{name}]" if ":" in name else name
        source = f"/livereload.js?host={shown}&port={port}&snipver={self.preview.version}"
        self.script = f'<script src="{escape(source)}"></script>'.encode()

    def transform_first_chunk(
        self, status_code: int, headers: HTTPHeaders, chunk: bytes, finishing: bool
    ) -> tuple[int, HTTPHeaders, bytes]:
        if status_code == 206:  # the lengths of a part would no longer be true
            return status_code, headers, chunk
        changed: tuple[int, HTTPHeaders, bytes] = super().transform_first_chunk(status_code, headers, chunk, finishing)
        return changed


class _Socket(LiveReloadHandler):  # type: ignore[misc]
    """One open page. Only a page of this very server may connect."""

    def initialize(self, preview: Preview) -> None:
        self._preview = preview
        self._version: object = None

    def check_origin(self, origin: str) -> bool:
        return WebSocketHandler.check_origin(self, origin)

    def on_message(self, message: str | bytes) -> None:
        try:
            said = json_decode(message)
        except ValueError:
            said = None
        if not isinstance(said, dict) or "command" not in said:
            self.close()
            return
        super().on_message(message)
        if said["command"] == "hello":
            self._version = said.get("snipver")
        elif said["command"] == "info" and self._version not in (None, self._preview.version):
            self.reload()

    def reload(self) -> None:
        """Have the page reloaded, unless it is just being closed."""
        with contextlib.suppress(WebSocketClosedError):
            self.write_message(_RELOAD).add_done_callback(lambda sent: sent.cancelled() or sent.exception())


class _Files(StaticFileHandler):  # type: ignore[misc]
    """The files of the output, nothing outside it, and nothing that a browser keeps."""

    def initialize(self, preview: Preview, **options: Any) -> None:
        super().initialize(**options)
        self._preview = preview

    async def get(self, path: str, include_body: bool = True) -> None:
        if self._preview.problems and PurePosixPath(path).suffix in ("", ".html"):
            self.set_status(500)
            self.finish(error_page(self._preview.problems))
        elif "\0" in path:
            raise HTTPError(404)
        else:
            await super().get(path, include_body)

    def validate_absolute_path(self, root: str, absolute_path: str) -> str | None:
        path: str | None = super().validate_absolute_path(root, absolute_path)
        if path and not Path(path).resolve().is_relative_to(root):
            raise HTTPError(404)  # a link out of the output
        if any(part.startswith(".") for part in Path(absolute_path).parts[len(Path(root).parts) :]):
            raise HTTPError(404)  # none of ours: .git, .htaccess
        return path

    def set_default_headers(self) -> None:
        self.set_header("Cache-Control", "no-store")

    def set_extra_headers(self, path: str) -> None:  # noqa: ARG002 -- tornado's own signature
        self.set_header("Cache-Control", "no-store")

    def compute_etag(self) -> None:
        return None

    def get_content_type(self) -> str:
        path = Path(self.absolute_path)
        kind = _OWN_TYPES.get(path.suffix.lower()) or _TYPES.guess_type(path.name)[0] or "application/octet-stream"
        return f"{kind}; charset=utf-8" if _TEXT.fullmatch(kind) else kind

    def write_error(self, status_code: int, **_: Any) -> None:
        """The site's own page for what isn't there; a line for everything else."""
        page = Path(self.root) / routes.NOT_FOUND
        if status_code == 404 and page.is_file():
            self.set_header("Content-Type", "text/html; charset=utf-8")
            self.finish(page.read_bytes())
        else:
            self.set_header("Content-Type", "text/plain; charset=utf-8")
            self.finish("没有这个网页。\n" if status_code == 404 else f"打不开（{status_code}）。\n")

    def log_exception(self, kind: Any, value: Any, trace: Any) -> None:
        if not isinstance(value, HTTPError):
            super().log_exception(kind, value, trace)
