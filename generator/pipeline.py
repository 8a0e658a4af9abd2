"""The flow: read, group, compose, render, publish. `build` is the whole of it; nothing flows back."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath

import msgspec

from generator import cache, intake, routes, workers
from generator.archive import Archive, group
from generator.checks import EXTERNAL
from generator.checks.allowed import of_each
from generator.day import Day
from generator.indexing import NO_INDEX, index
from generator.intake import Inputs
from generator.layouts import load_sources
from generator.outputs import compose
from generator.page import Page
from generator.plan import Plan
from generator.problem import Problem, Refused, error, has_errors, in_order
from generator.publisher import Publication, lock
from generator.render import kit, render
from generator.report import Report, Stopwatch, report

External = Callable[[Mapping[str, Sequence[tuple[str, int]]]], list[Problem]]


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be built, from where and to where. `today` decides what an embargo (publish_on) still holds."""

    content: Path
    output: Path
    layouts: Path
    assets: Path
    settings: Path
    cache: Path
    today: Day
    jobs: int = 1
    keep_going: bool = False
    strict: bool = False
    search: bool = True


def build(request: Request) -> Report:
    """Build the site that `request` asks for, and report what became of every file.

    Where a file is rejected the output stays untouched, unless the request says to keep going. Locked and OSError
    come out of here when the machine fails.
    """
    store = request.cache / f"{request.output.resolve().name}.sqlite"
    with lock(request.output):
        try:
            return _build(request, store)
        except cache.Damaged:
            cache.discard(store)
            return _build(request, store)


def _build(request: Request, store: Path) -> Report:
    """The flow, with the cache in the file `store`."""
    watch, changes = Stopwatch(), None
    with cache.opened(store) as kept:
        with watch("read"):
            inputs = intake.read(request.content, request.settings, kept, request.jobs)
        held = _held(inputs.plans, request.today)
        problems = list(inputs.problems)
        try:
            _refuse_rejected(request, inputs, problems)
            settings = msgspec.structs.replace(inputs.settings, search=request.search)
            with watch("group"):
                archive = group(plan for path, plan in inputs.plans.items() if plan and path not in held)
            with Publication(request.output) as publication:
                with watch("index"):
                    found = index(archive, publication, kept, store, request.jobs) if request.search else NO_INDEX
                with watch("compose"):
                    pages = list(compose(archive, settings, found.version))
                    published = assets(request.assets)
                    files = {**published, **_attachments(request.content, archive)}
                    _refuse_clashes(pages, [*files, *found.files], archive, request.content)
                with watch("render"):
                    names = {path.relative_to(request.assets).as_posix(): url for url, path in published.items()}
                    layouts = load_sources(request.layouts)
                    tools = kit(layouts, settings, names, store, publication.stage)
                    wanted = found.files | render(pages, tools, publication, kept, request.jobs)
                with watch("publish"):
                    wanted |= {url: publication.put(url, source) for url, source in files.items()}
                    changes = publication.commit(wanted)
                    kept.keep_pages(wanted)
                    kept.forget_pieces(found.pieces)
        except Refused as refusal:
            problems += refusal.problems
        kept.forget(inputs.keys)
    urls = {path: plan.url if plan else None for path, plan in inputs.plans.items()}
    return report(urls, held, in_order(problems), changes, watch.seconds)


def _refuse_rejected(request: Request, inputs: Inputs, problems: list[Problem]) -> None:
    """Refused where files are rejected, unless the build keeps going; with no plan at all it never does."""
    keep_going = request.keep_going and any(inputs.plans.values())
    if has_errors(problems, strict=request.strict) and not keep_going:
        raise Refused([])


def check(content: Path, settings: Path, ask: External | None = None) -> list[Problem]:
    """Every problem of the content and the settings, with nothing written anywhere; `ask` asks for links elsewhere."""
    inputs = intake.read(content, settings, None, workers.processors())
    problems = list(inputs.problems)
    if ask:
        problems += of_each(ask(intake.external_links(inputs)), intake.allowed(inputs), EXTERNAL)
    return in_order(problems)


def _held(plans: Mapping[str, Plan | None], today: Day) -> dict[str, str]:
    """The plans that wait, and why."""
    held = {}
    for path, plan in plans.items():
        if plan and plan.draft:
            held[path] = "draft"
        elif plan and plan.publish_on and plan.publish_on > today:
            held[path] = "embargo"
    return held


def assets(folder: Path) -> dict[str, Path]:
    """The files of assets/ by the address at which they are published, which tells one version from the next."""
    found = {}
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and not p.name.startswith(".")):
        name = PurePosixPath(path.relative_to(folder).as_posix())
        digest = hashlib.sha256(path.read_bytes()).hexdigest()[:8]
        found[f"assets/{name.with_suffix('')}.{digest}{name.suffix}"] = path
    return found


def _attachments(content: Path, archive: Archive) -> dict[str, Path]:
    """The files beside the plans by the address at which they are published."""
    return {
        routes.attachment(plan.id, file): content / PurePosixPath(plan.path).parent / file
        for plan in archive.plans
        if not plan.withdrawn
        for file in plan.files
    }


def _refuse_clashes(pages: list[Page], files: Iterable[str], archive: Archive, content: Path) -> None:
    """Refused where two files would have one address, which only old addresses (aliases) and 附件 can bring about."""
    clashing = routes.clashes([*(page.url for page in pages), *files])
    if not clashing:
        return
    plans = {plan.path: plan for plan in archive.plans}
    aliases = [(p.url, plans[p.plan]) for p in pages if p.layout == "redirect.html" and p.url.casefold() in clashing]
    own = [(routes.attachment(plan.id, file), plan) for plan in archive.plans for file in plan.files]
    beside = [(url, plan) for url, plan in own if url.casefold() in clashing]
    assert aliases or beside, f"two pages have one address: {sorted(clashing)}"
    raise Refused([_clash(url, plan, content, is_alias=bool(aliases)) for url, plan in aliases or beside])


def _clash(url: str, plan: Plan, content: Path, *, is_alias: bool) -> Problem:
    path = f"{content.as_posix()}/{plan.path}"
    if is_alias:
        hint, line = "请删掉这个旧地址，或者换一个", plan.lines.get("aliases", 1)
        return error("alias-taken", f"旧地址 {url} 已经有网页", hint, path=path, line=line)
    hint = "请给这个附件换一个文件名；只有大小写不同的文件名不能同时用"
    return error("address-taken", f"附件的地址重复：{url}", hint, path=path, line=plan.lines.get("attachments", 1))
