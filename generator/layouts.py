"""The layouts: Jinja templates that only lay out, and the forms that need no layout (JSON, CSV, text).

`Layouts.render` is pure: the same page, body, settings and templates give the same bytes.
"""

import csv
import hashlib
import io
import re
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import jinja2
import msgspec
from markupsafe import Markup, escape

from generator import routes
from generator.citing import cite
from generator.head import head_of
from generator.page import Page
from generator.permalinks import with_permalinks
from generator.plan import Body, Plan
from generator.problem import Problem, Refused, error
from generator.settings import Settings

if TYPE_CHECKING:
    from generator.compare import Comparison

_LAYOUT = "layout:"  # what marks the frames of layouts in a traceback
_USES = re.compile(r"""\{%-?\s*(?:extends|include|import|from)\s+["']([^"']+)["']""")
_CITE = re.compile(r'<cite data-cites="([^"]*)">(.*?)</cite>', re.DOTALL)


class LayoutError(Exception):
    """A layout that can't be used; carries the problem to tell."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class Layouts:
    """The templates of one folder, given as their sources by name.

    Besides its page's data a layout may use `site` (the settings, and `assets`: the published address of each file of
    assets/ by its name), `url` (the page's own address), `root` (what leads from it to the site's root) and `head` (its
    metadata).
    """

    def __init__(self, sources: Mapping[str, str], settings: Settings, assets: Mapping[str, str]) -> None:
        self._sources = sources
        self._settings = settings
        self._site: dict[str, Any] = {
            **msgspec.structs.asdict(settings),
            "has_address": settings.has_address,
            "assets": dict(assets),
        }
        self._digests: dict[str, bytes] = {}
        self._site_digest = hashlib.blake2b(msgspec.msgpack.encode(self._site)).digest()
        self._jinja = jinja2.Environment(
            loader=jinja2.FunctionLoader(self._load),
            undefined=jinja2.StrictUndefined,
            autoescape=jinja2.select_autoescape(("html", "xml")),
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
        )
        self._jinja.policies["json.dumps_kwargs"] = {"ensure_ascii": False}

    def _load(self, name: str) -> tuple[str, str, Callable[[], bool]] | None:
        """Jinja's way to a source; the file name that it gives is the one that tracebacks name."""
        return (self._sources[name], _LAYOUT + name, lambda: True) if name in self._sources else None

    def _root(self, url: str) -> str:
        """What leads to the site's root: from the 404 page, which a server shows at any address, its full path."""
        if url == routes.NOT_FOUND and self._site["has_address"]:
            return urlsplit(str(self._site["base_url"])).path
        return routes.root_of(url)

    def digest(self, page: Page) -> bytes:
        """What the bytes of `page` depend on, in 16 bytes: its layout and all that this reaches, its data and texts."""
        data = msgspec.msgpack.encode([page.url, page.data, page.bodies])
        return hashlib.blake2b(self._layout_digest(page.layout) + data, digest_size=16).digest()

    def _layout_digest(self, name: str) -> bytes:
        if name not in self._digests:
            reached = hashlib.blake2b(self._site_digest)
            for used in sorted(self._reach(name, set())):
                reached.update(f"{used}\0{self._sources.get(used, '')}\0".encode())
            self._digests[name] = reached.digest()
        return self._digests[name]

    def _reach(self, name: str, seen: set[str]) -> set[str]:
        seen.add(name)
        for used in _USES.findall(self._sources.get(name, "")):
            if used not in seen:
                self._reach(used, seen)
        return seen

    def render(self, page: Page, bodies: Sequence[Body] = ()) -> bytes:
        """The bytes of the page, whose texts are `bodies`; LayoutError where its layout is missing or faulty."""
        form = _FORMS.get(page.layout)
        if form:
            return form(page, bodies)
        context = dict(page.data)
        if page.layout.endswith(".html"):
            context["head"] = head_of(page, self._settings)
        if page.layout == "plan.html":
            context["citing"] = cite(page.data["plan"], self._settings)
        if page.layout == "compare.html":
            context["comparison"] = _compared(page, bodies)
        if len(bodies) == 1:
            html = with_permalinks(_with_links(bodies[0].html, page.data, page.url), bodies[0].blocks)
            context["body"] = _Text(html, bodies[0])
        root = self._root(page.url)
        try:
            template = self._jinja.get_template(page.layout)
            return template.render(context, site=self._site, url=page.url, root=root).encode()
        except Exception as fault:  # a template runs whatever stands in it: {{ year + "年" }} is a TypeError
            raise LayoutError(_problem(page.layout, fault)) from fault


def _compared(page: Page, bodies: Sequence[Body]) -> "Comparison":
    """What the page of two plans shows: the older text compared with the newer."""
    from generator.compare import compare  # takes a while to import: not when nothing has changed

    older, newer = bodies
    return compare(older, newer, page.data["apart"])


class _Text:
    """A body as layouts use it: its HTML, with links to the plans it cites and to its own parts, and its blocks."""

    def __init__(self, html: str, body: Body) -> None:
        self.html = Markup(html)
        self.blocks = body.blocks


def _with_links(html: str, data: Mapping[str, Any], url: str) -> str:
    """The citations of documents that the archive holds, as links."""
    links: Mapping[str, str] = data.get("links", {})
    root = routes.root_of(url)

    def linked(found: re.Match[str]) -> str:
        target = links.get(str(Markup(found[1]).unescape()))
        return f'<a class="cites" href="{escape(root + target)}">{found[2]}</a>' if target else found[0]

    return _CITE.sub(linked, html) if "<cite" in html else html


def _problem(layout: str, fault: Exception) -> Problem:
    if isinstance(fault, jinja2.TemplateNotFound):
        hint = "请从发行包里把这个文件复制回版式文件夹"
        return error("layout-missing", f"缺少版式文件：{fault.name}", hint, path=str(fault.name or layout))
    if isinstance(fault, jinja2.TemplateSyntaxError):
        hint = "请检查这一行的花括号和百分号是否成对，或者用发行包里的原文件替换"
        message = f"版式文件写法有误：{fault.message}"
        return error("layout-syntax", message, hint, path=fault.name or layout, line=fault.lineno)
    hint = "版式里用了没有的数据；请检查名称有没有写错，或者用发行包里的原文件替换"
    name, line = next(_frames(fault), (_LAYOUT + layout, 0))
    return error("layout-undefined", f"版式文件用不了：{fault}", hint, path=name.removeprefix(_LAYOUT), line=line)


def _frames(fault: BaseException) -> Iterator[tuple[str, int]]:
    """The layouts in which the fault happened, innermost first, with the line: Jinja names them in the traceback."""
    frames = traceback.extract_tb(fault.__traceback__)
    return ((frame.filename, frame.lineno or 0) for frame in reversed(frames) if frame.filename.startswith(_LAYOUT))


def load_sources(folder: Path) -> dict[str, str]:
    """The sources of all templates below `folder`, by their name with /; Refused where one isn't in UTF-8."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    sources: dict[str, str] = {}
    problems: list[Problem] = []
    for path in files:
        try:
            sources[path.relative_to(folder).as_posix()] = path.read_text("utf-8-sig")
        except UnicodeDecodeError:
            hint = "请用记事本打开，选“另存为”，编码选 UTF-8，再保存；不是版式的文件请移走"
            problems.append(error("layout-encoding", "版式文件的编码不是 UTF-8", hint, path=path.as_posix()))
    if problems:
        raise Refused(problems)
    return sources


def _json(page: Page, bodies: Sequence[Body]) -> bytes:
    data = dict(page.data)
    if bodies:
        data["body"] = bodies[0].blocks
    return msgspec.json.format(msgspec.json.encode(data), indent=1) + b"\n"


def _csv(page: Page, _: Sequence[Body]) -> bytes:
    """Comma-separated with a byte order mark and CRLF, which is what Excel needs to show Chinese."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(page.data["columns"])
    writer.writerows([_harmless(cell) for cell in row] for row in page.data["rows"])
    return out.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet takes for text: one beginning with =, +, - or @ would be run as a formula."""
    return "'" + cell if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _text(page: Page, bodies: Sequence[Body]) -> bytes:
    """The document as plain text, in the order of GB/T 9704: issuer, number, title, 主送, text, 版记."""
    plan: Plan = page.data["plan"]
    (body,) = bodies
    blocks = body.blocks
    own_recipients = any(block.kind == "recipients" for block in blocks)
    head = [plan.issuer, plan.doc_number, plan.title]
    if plan.recipients and not own_recipients:
        head.append(plan.recipients + "：")
    foot = [f"抄送：{'，'.join(plan.cc)}。"] if plan.cc else []
    if plan.print_office or plan.print_date:
        date = f"{plan.print_date.chinese}印发" if plan.print_date else ""
        foot.append("　".join(filter(None, (plan.print_office, date))))
    lines = [*filter(None, head), *(block.text for block in blocks), *foot]
    return ("\n\n".join(lines) + "\n").encode()


_FORMS: dict[str, Callable[[Page, Sequence[Body]], bytes]] = {"json": _json, "csv": _csv, "text": _text}
