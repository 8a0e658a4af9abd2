"""The layouts: Jinja templates that only lay out.

`Layouts.render` is pure: the same page, body, settings and templates give the same bytes.
"""

import hashlib
import re
import traceback
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import msgspec

from generator import routes
from generator.citing import cite
from generator.forms import FORMS
from generator.head import head_of
from generator.page import Page
from generator.plan import Body
from generator.problem import Problem, Refused, error
from generator.settings import Settings
from generator.sheet import sheet_of

if TYPE_CHECKING:
    from generator.compare import Comparison

_AT_ONCE = 5000  # pieces of text that a layout puts out
_USES = re.compile(r"""\{%-?\s*(?:extends|include|import|from)\s+["']([^"']+)["']""")


class LayoutError(Exception):
    """A layout that can't be used; carries the problem to tell."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class Layouts:
    """The templates of one folder, given as their sources by name.

    Besides its page's data a layout may use `site` (the settings, and `assets`: the published address of each file of
    assets/ by its name), `url` (the page's own address), `root` (what leads from it to the site's root) and `head` (its
    metadata); that of a plan also `sheet` and `citing`, that of two plans `comparison` and its rows, `shown`.
    `compiled` are those that `compiled` gave before.
    """

    def __init__(
        self,
        sources: Mapping[str, str],
        settings: Settings,
        assets: Mapping[str, str],
        compiled: Mapping[str, bytes] = {},
    ) -> None:
        from generator.jinja import environment  # takes as long to import as all of an unchanged build takes

        self._sources = sources
        self._settings = settings
        self._site: dict[str, Any] = {
            **msgspec.structs.asdict(settings),
            "has_address": settings.has_address,
            "assets": dict(assets),
        }
        self._digests: dict[str, bytes] = {}
        self._site_digest = hashlib.blake2b(msgspec.msgpack.encode(self._site)).digest()
        self._jinja = environment(sources, compiled)

    def compiled(self, name: str) -> bytes | None:
        """The layout as code; None where it is faulty, which a page that uses it will tell."""
        from generator.jinja import compile_source

        try:
            return compile_source(self._jinja, name, self._sources[name])
        except Exception:
            return None

    def _root(self, url: str) -> str:
        """What leads to the site's root: from the 404 page, which a server shows at any address, its full path."""
        if url == routes.NOT_FOUND and self._site["has_address"]:
            return urlsplit(str(self._site["base_url"])).path
        return routes.root_of(url)

    def digest(self, page: Page) -> bytes:
        """What the bytes of `page` depend on, in 16 bytes: its layout and all that this reaches, its data and texts."""
        data = msgspec.msgpack.encode([page.url, page.data, page.bodies])
        return hashlib.blake2b(self._layout_digest(page.layout) + data, digest_size=16).digest()

    def digest_of(self, names: Iterable[str]) -> bytes:
        """What pages depend on that may use these layouts, beside their data and texts."""
        return b"".join(map(self._layout_digest, names))

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

    def render(self, page: Page, bodies: Sequence[Body] = (), comparison: "Comparison | None" = None) -> bytes:
        """The bytes of the page, whose texts are `bodies`; LayoutError where its layout is missing or faulty.

        `comparison` is that of its texts, where the page shows one.
        """
        form = FORMS.get(page.layout)
        if form:
            return form(page.data, bodies)
        root = self._root(page.url)
        context = dict(page.data)
        if page.layout.endswith(".html"):
            context["head"] = head_of(page, self._settings)
        if page.layout == "plan.html":
            plan, links = page.data["plan"], page.data["links"]
            context["citing"] = cite(plan, self._settings)
            context["sheet"] = sheet_of(plan, bodies[0], links, root)
        if page.layout == "compare.html" and comparison:
            from generator.compare import shown  # where two texts were compared, it is loaded

            context["comparison"], context["shown"] = comparison, shown(comparison)
        try:
            template = self._jinja.get_template(page.layout)
            return template.render(context, site=self._site, url=page.url, root=root).encode()
        except Exception as fault:  # a template runs whatever stands in it: {{ year + "年" }} is a TypeError
            raise LayoutError(problem_of(page.layout, fault)) from fault

    def parts(self, page: Page) -> Iterator[bytes]:
        """The bytes of a page that has neither head nor texts, some 100 KB at a time; LayoutError as above."""
        try:
            made = self._jinja.get_template(page.layout).stream(
                page.data, site=self._site, url=page.url, root=self._root(page.url)
            )
            made.enable_buffering(_AT_ONCE)
            for part in made:
                yield part.encode()
        except Exception as fault:
            raise LayoutError(problem_of(page.layout, fault)) from fault


def problem_of(layout: str, fault: Exception) -> Problem:
    """What to tell of a fault that happened while `layout` was used."""
    import jinja2

    from generator.jinja import LAYOUT

    if isinstance(fault, jinja2.TemplateNotFound):
        return missing(str(fault.name or layout))
    if isinstance(fault, jinja2.TemplateSyntaxError):
        hint = "请检查这一行的花括号和百分号是否成对，或者用发行包里的原文件替换"
        message = f"版式文件写法有误：{fault.message}"
        return error("layout-syntax", message, hint, path=fault.name or layout, line=fault.lineno)
    hint = "版式里用了没有的数据；请检查名称有没有写错，或者用发行包里的原文件替换"
    frames = reversed(traceback.extract_tb(fault.__traceback__))  # innermost first; Jinja names the layouts in them
    found = ((frame.filename, frame.lineno or 0) for frame in frames if frame.filename.startswith(LAYOUT))
    name, line = next(found, (layout, 0))
    return error("layout-undefined", f"版式文件用不了：{fault}", hint, path=name.removeprefix(LAYOUT), line=line)


def missing(layout: str) -> Problem:
    """What to tell of a layout that is not there."""
    return error("layout-missing", f"缺少版式文件：{layout}", "请从发行包里把这个文件复制回版式文件夹", path=layout)


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
