"""Everything that a build reads: the settings, and the plan in every file of content/."""

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path

import msgspec

from generator import cache, checks, workers
from generator.cache import Cache
from generator.checks.given import Allowed, Traces
from generator.checks.lexicon import Lexicon, parse_lexicon, shipped
from generator.checks.links import is_external
from generator.encoding import decode
from generator.plan import Body, Plan
from generator.problem import Problem, Severity, error
from generator.reader import Reading, read_plan
from generator.settings import Settings, parse_settings
from generator.sources import Source, read_bytes, scan, stray


class Inputs(msgspec.Struct, frozen=True):
    """All that was read: the settings, the plan of each path (None where it is rejected), and every problem.

    Paths are as the webmaster would type them, the content folder first. `keys` name the readings in the cache;
    `traces` are what the checks have left of each file.
    """

    settings: Settings
    plans: Mapping[str, Plan | None]
    problems: Sequence[Problem]
    keys: frozenset[bytes] = frozenset()
    traces: Mapping[str, Traces] = {}


def read(content: Path, settings_file: Path, kept: Cache | None, jobs: int) -> Inputs:
    """Everything below `content` and the settings. What the cache has by its content is not parsed again."""
    settings, problems = _settings(settings_file)
    lexicon, more = _lexicon(settings_file, settings)
    problems += more
    if not content.is_dir():
        hint = "请检查 --content 后面的文件夹名；文件夹里每个 .md 文件是一份文件"
        missing = error("content-missing", "找不到内容文件夹", hint, path=content.as_posix())
        return Inputs(settings, {}, [*problems, missing])
    sources, found = scan(content)
    if not sources and not found:
        hint = "请检查文件夹是不是放错了或没有连上；新的文库可以用 python build.py new 写第一份文件"
        empty = error("content-empty", "内容文件夹里一份文件也没有", hint, path=content.as_posix())
        return Inputs(settings, {}, [*problems, empty])
    readings, keys = _readings(content, sources, lexicon, kept, jobs)
    plans = {source.path: readings[source.path].plan for source in sources}
    clashes = _of_all(content, readings, kept)
    found += [p for reading in readings.values() for p in reading.problems] + clashes
    found += stray(sources, {path for path, plan in plans.items() if plan for path in _used(plan)})
    plans |= {p.path: None for p in found if p.severity is Severity.ERROR}
    place = content.as_posix()
    problems += [p.at(f"{place}/{p.path}") for p in found]
    traces = {f"{place}/{path}": reading.traces for path, reading in readings.items()}
    return Inputs(settings, {f"{place}/{path}": plan for path, plan in plans.items()}, problems, keys, traces)


def _of_all(content: Path, readings: Mapping[str, Reading], kept: Cache | None) -> list[Problem]:
    """What the checks of all plans together find."""
    there = {path: reading for path, reading in readings.items() if reading.plan}
    plans = [reading.plan for reading in there.values() if reading.plan]

    def pages() -> Collection[str]:
        from generator.addresses import addresses  # grouping all plans once more is for archives with links alone

        return addresses(plans)

    def anchors(plan: Plan) -> Collection[str]:
        if kept:
            body = next(kept.bodies([plan.body_digest]))
        else:
            again = read_plan(plan.path, (content / plan.path).read_bytes(), plan.files)[1]
            body = again or Body("")
        return {block.anchor for block in body.blocks}

    return checks.of_all(plans, [reading.traces for reading in there.values()], pages, anchors)


def external_links(inputs: Inputs) -> dict[str, list[tuple[str, int]]]:
    """Every address on another site to which a text or a 来源 leads, with the paths and lines where it stands."""
    found: dict[str, list[tuple[str, int]]] = {}
    for path, traces in inputs.traces.items():
        for link in filter(is_external, traces.links):
            found.setdefault(link.href, []).append((path, link.line))
    return found


def allowed(inputs: Inputs) -> dict[str, Sequence[Allowed]]:
    """What each file lets pass (放行)."""
    return {path: traces.allowed for path, traces in inputs.traces.items() if traces.allowed}


def _lexicon(settings_file: Path, settings: Settings) -> tuple[bytes, list[Problem]]:
    """The bytes of the lexicon that the settings name, none for that which comes along; and what is wrong with it."""
    if not settings.lexicon:
        return b"", []
    path = settings_file.parent / settings.lexicon
    try:
        data = path.read_bytes()
    except (OSError, ValueError):
        hint = "请检查 site.yaml 里 lexicon 一项的文件名；没有自己的词表，就删掉这一行"
        missing = error("lexicon-missing", f"找不到词表：{settings.lexicon}", hint, path=settings_file.as_posix())
        return b"", [missing]
    text, problems = decode(data)
    problems += parse_lexicon(text or "")[1]
    return data, [p.at(path.as_posix()) for p in problems]


@lru_cache(maxsize=1)
def _words(data: bytes) -> Lexicon:
    """The lexicon in these bytes, which have been found sound."""
    return parse_lexicon(decode(data)[0] or "")[0] if data else shipped()


def _used(plan: Plan) -> list[str]:
    """The paths, below content/, of the files that are published with the plan."""
    folder = plan.path.rpartition("/")[0]
    return [f"{folder}/{file}" if folder else file for file in plan.files]


def _settings(path: Path) -> tuple[Settings, list[Problem]]:
    """The settings in `path`; the defaults where there is no such file."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Settings(), []
    text, problems = decode(data)
    settings, more = parse_settings(text or "")
    return settings, [p.at(path.as_posix()) for p in (*problems, *more)]


def _readings(
    content: Path, sources: Sequence[Source], lexicon: bytes, kept: Cache | None, jobs: int
) -> tuple[dict[str, Reading], frozenset[bytes]]:
    """The reading of each source by its path, from the cache or made now and kept there; and their keys."""
    keys: dict[str, bytes] = {}
    readings: dict[str, Reading] = {}
    fresh: list[Source] = []
    for source in sources:
        data, problems = read_bytes(content, source)
        keys[source.path] = key = cache.reading_key(source, data, lexicon)
        if problems:
            readings[source.path] = Reading(None, tuple(problems))
        elif kept and (known := kept.reading(key)):
            readings[source.path] = known
        else:
            fresh.append(source)
    for chunk in workers.map_chunks(partial(_read_chunk, content, lexicon), fresh, jobs):
        if kept:
            kept.keep_readings(chunk)
        readings |= {source.path: reading for source, (_, reading, _) in zip(fresh, chunk, strict=False)}
        fresh = fresh[len(chunk) :]
    return readings, frozenset(keys.values())


def _read_chunk(content: Path, lexicon: bytes, sources: Sequence[Source]) -> list[tuple[bytes, Reading, bytes]]:
    """Key, reading and packed body of each source, whose bytes may have changed since they were last looked at."""
    chunk = []
    for source in sources:
        data, problems = read_bytes(content, source)
        reading, body = Reading(None, tuple(problems)), None
        if not problems:
            reading, body = read_plan(source.path, data, source.files, _words(lexicon))
        key = (
            b"" if problems else cache.reading_key(source, data, lexicon)
        )  # no file's key: it may be readable next time
        chunk.append((key, reading, cache.pack(body)))
    return chunk
