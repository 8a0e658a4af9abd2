"""Everything that a build reads: the settings, and the plan in every file of content/."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path

import msgspec

from generator import cache, checks, ledger, workers
from generator.cache import Cache
from generator.checks.given import Allowed, Traces
from generator.checks.lexicon import Lexicon, parse_lexicon, shipped
from generator.checks.links import is_external
from generator.encoding import decode
from generator.look import Look, look
from generator.plan import Body, Plan
from generator.problem import Problem, Severity, error
from generator.reader import Reading, read_packed, read_plan
from generator.report import Told, silent
from generator.settings import Settings, parse_settings
from generator.sources import Source, read_bytes, stray
from generator.workers import Executor, Task, same


class Inputs(msgspec.Struct, frozen=True):
    """All that was read: the settings, the plan of each path (None where it is rejected), and every problem.

    Paths are as the webmaster would type them, the content folder first. `keys` name the readings in the cache;
    `digests` has the SHA-256 of each file by a name that is the same wherever the folders are (content/…, site.yaml),
    `traces` what the checks have left of each file, `lexicon` the file with the words that are checked, if the settings
    name one. `as_seen` says whether all plans were still what the look before had seen.
    """

    settings: Settings
    plans: Mapping[str, Plan | None]
    problems: Sequence[Problem]
    keys: frozenset[bytes] = frozenset()
    digests: Mapping[str, str] = {}
    traces: Mapping[str, Traces] = {}
    lexicon: Path | None = None
    as_seen: bool = False


def read(
    content: Path,
    settings_file: Path,
    kept: Cache | None,
    executor: Executor,
    tell: Told = silent,
    seen: Look | None = None,
) -> Inputs:
    """Everything below `content` and the settings. What the cache has by its content is not parsed again.

    `tell` hears how many files of how many are read. `seen` is what a look at `content` found, where one was taken
    before.
    """
    settings, problems, digests = _settings(settings_file)
    lexicon, words, more = _lexicon(settings_file, settings)
    problems += more
    if not content.is_dir():
        return Inputs(settings, {}, [*problems, _missing(content)])
    seen = seen or look(content)
    sources, found = seen.sources, [*seen.problems]
    if not sources and not found:
        hint = "请检查文件夹是不是放错了或没有连上；新的文库可以用 python build.py new 写第一份文件"
        empty = error("content-empty", "内容文件夹里一份文件也没有", hint, path=content.as_posix())
        return Inputs(settings, {}, [*problems, empty])
    readings, keys = _readings(content, seen, words, kept, executor, tell)
    if not content.is_dir():  # a network folder that was lost on the way: its plans are not gone
        return Inputs(settings, {}, [*problems, _missing(content)])
    plans = {source.path: readings[source.path].plan for source in sources}
    found += [p for reading in readings.values() for p in reading.problems] + _of_all(content, readings, kept)
    found += stray(sources, {path for path, plan in plans.items() if plan for path in _used(plan)})
    digests |= {f"content/{path}": sha256 for path, sha256 in seen.digests.items()}
    if lexicon:
        digests[settings.lexicon] = hashlib.sha256(words).hexdigest()
    plans |= {p.path: None for p in found if p.severity is Severity.ERROR}
    place = content.as_posix()
    problems += [p.at(f"{place}/{p.path}") for p in found]
    return Inputs(
        settings,
        {f"{place}/{path}": plan for path, plan in plans.items()},
        problems,
        frozenset(keys.values()),
        digests,
        {f"{place}/{path}": reading.traces for path, reading in readings.items()},
        lexicon,
        as_seen=all(keys[path] == cache.worded(key, words) for path, key in seen.keys.items()),
    )


def _missing(content: Path) -> Problem:
    hint = "请检查 --content 后面的文件夹名，网络文件夹是不是连着；文件夹里每个 .md 文件是一份文件"
    return error("content-missing", "找不到内容文件夹", hint, path=content.as_posix())


def _of_all(content: Path, readings: Mapping[str, Reading], kept: Cache | None) -> list[Problem]:
    """What the checks of all plans together find."""
    there = {path: reading for path, reading in readings.items() if reading.plan}
    plans = [reading.plan for reading in there.values() if reading.plan]

    def pages() -> Collection[str]:
        from generator.addresses import addresses  # grouping all plans once more is for archives with links alone

        return addresses(plans) | _ledger(content)

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


def _ledger(content: Path) -> frozenset[str]:
    """Every address ever published: at the former ones stand pages that lead on, or say what was there."""
    path = content / ledger.FILE
    rows = ledger.read(path.read_bytes())[0] if path.is_file() else ()
    return frozenset(row.address for row in rows)


def _lexicon(settings_file: Path, settings: Settings) -> tuple[Path | None, bytes, list[Problem]]:
    """The lexicon that the settings name, its bytes, and what is wrong with it; none for that which comes along."""
    if not settings.lexicon:
        return None, b"", []
    path = settings_file.parent / settings.lexicon
    try:
        data = path.read_bytes()
    except (OSError, ValueError):
        hint = "请检查 site.yaml 里 lexicon 一项的文件名；没有自己的词表，就删掉这一行"
        missing = error("lexicon-missing", f"找不到词表：{settings.lexicon}", hint, path=settings_file.as_posix())
        return None, b"", [missing]
    text, problems = decode(data)
    problems += parse_lexicon(text or "")[1]
    return path, data, [p.at(path.as_posix()) for p in problems]


@lru_cache(maxsize=1)
def _words(data: bytes) -> Lexicon:
    """The lexicon in these bytes, which have been found sound."""
    return parse_lexicon(decode(data)[0] or "")[0] if data else shipped()


def _used(plan: Plan) -> list[str]:
    """The paths, below content/, of the files that are published with the plan."""
    folder = plan.path.rpartition("/")[0]
    return [f"{folder}/{file}" if folder else file for file in plan.files]


def _settings(path: Path) -> tuple[Settings, list[Problem], dict[str, str]]:
    """The settings in `path` and the file's SHA-256; the defaults where there is no such file."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Settings(), [], {}
    text, problems = decode(data)
    settings, more = parse_settings(text or "")
    own = {"site.yaml": hashlib.sha256(data).hexdigest()}
    return settings, [p.at(path.as_posix()) for p in (*problems, *more)], own


def _readings(
    content: Path, seen: Look, words: bytes, kept: Cache | None, executor: Executor, tell: Told
) -> tuple[dict[str, Reading], dict[str, bytes]]:
    """The reading of each source by its path, from the cache or made now and kept there; and their keys."""
    keys = {path: cache.worded(key, words) for path, key in seen.keys.items()}
    readings = {path: Reading(None, problems) for path, problems in seen.unreadable.items()}
    known = kept.readings(frozenset(keys.values())) if kept else {}
    readings |= {path: known[key] for path, key in keys.items() if key in known and path not in readings}
    fresh = [source for source in seen.sources if source.path not in readings]
    task = Task(partial(_load, content), partial(_read_chunk, words), same)
    waiting = iter(fresh)
    warm = partial(_read_chunk, words, _load(content, fresh[:1]))  # the parser and the tables of pinyin: 50 MB
    for chunk in workers.map_chunks(task, fresh, executor, warm=warm):
        if kept:
            kept.keep_readings(chunk)
        for (key, reading, _), source in zip(chunk, waiting, strict=False):
            readings[source.path], keys[source.path] = reading, key
        tell(len(readings), len(seen.sources))
    return readings, keys


def _load(content: Path, sources: Sequence[Source]) -> list[tuple[Source, bytes, list[Problem]]]:
    """The bytes of each source, which may have changed since they were last looked at."""
    return [(source, *read_bytes(content, source)) for source in sources]


def _read_chunk(
    words: bytes, files: Sequence[tuple[Source, bytes, list[Problem]]]
) -> list[tuple[bytes, Reading, bytes]]:
    """Key, reading and packed body of each source; `words` are the bytes of the lexicon."""
    chunk = []
    for source, data, problems in files:
        if problems:  # no file's key: it may be readable next time
            chunk.append((b"", Reading(None, tuple(problems)), b""))
            continue
        reading, _, packed = read_packed(source.path, data, source.files, _words(words))
        key = cache.worded(cache.reading_key(source, hashlib.sha256(data).hexdigest()), words)
        chunk.append((key, reading, packed))
    return chunk
