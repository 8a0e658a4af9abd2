"""Many originals imported: prepared in parallel, then put into the archive one after the other."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path

import msgspec

from generator.importer import formats, markdown
from generator.importer.draft import Draft
from generator.importer.gather import Gathered
from generator.importer.known import Holding, Known
from generator.importer.original import Dropped
from generator.importer.place import put, sweep
from generator.importer.prepare import Job, Prepared, body_text, prepare, read_file
from generator.problem import Problem, warning
from generator.workers import Executor, map_chunks

LARGEST = formats.LARGEST
WORTH_A_PROCESS = 10  # originals; reading one takes far longer than what workers.py counts in
_OFFICE_AT_ONCE = 40  # files converted in one call


class Row(msgspec.Struct, frozen=True):
    """What became of one original: imported, flagged (imported as a draft, or there already) or refused.

    `target` is the file that holds it, None where there is none; `known` says that it was there before.
    """

    source: str
    status: str
    target: str | None
    fields: Mapping[str, Mapping[str, object]] = {}
    dropped: Sequence[Dropped] = ()
    problems: Sequence[Problem] = ()
    known: bool = False
    unsure: Sequence[str] = ()


def run(gathered: Gathered, into: Path, root: Path, *, force: bool, dry_run: bool, jobs: int) -> Iterator[Row]:
    """Import the originals into the folder `into` of the archive below `root`, one row each, in order.

    `dry_run` writes nothing and says what would be. OSError comes out of here when the machine fails.
    """
    known = Known(root)
    if not dry_run:
        sweep(into)
    work = partial(_prepare_chunk, force=force)
    for chunk in map_chunks(work, _converted(gathered.jobs), Executor(jobs), worth=WORTH_A_PROCESS):
        for prepared in chunk:
            yield _settled(prepared, into, known, dry_run=dry_run)


def _prepare_chunk(chunk: Sequence[Job], *, force: bool) -> list[Prepared]:
    return [prepare(job, force=force) for job in chunk]


def _converted(jobs: Sequence[Job]) -> list[Job]:
    """The jobs, those for LibreOffice converted to .docx: it takes seconds to start, so once for many."""
    found = list(jobs)
    office: dict[int, tuple[str, bytes]] = {}
    for i, job in enumerate(jobs):
        if job.path is None or (data := _office_bytes(job.path)) is None:
            continue
        kind = formats.detect(data, job.name)
        if isinstance(kind, str) and kind in formats.OFFICE:
            office[i] = f"{i}{formats.OFFICE[kind]}", data
    wanted = list(office)
    for start in range(0, len(wanted), _OFFICE_AT_ONCE):
        from generator.importer.word.office import convert

        some = wanted[start : start + _OFFICE_AT_ONCE]
        made = convert(dict(office[i] for i in some))
        for i in some:
            name, data = office[i]
            result, digest = made[name], sha256(data).hexdigest()
            if isinstance(result, Problem):
                found[i] = msgspec.structs.replace(jobs[i], problem=result, digest=digest)
            else:
                found[i] = msgspec.structs.replace(jobs[i], data=result, kind="docx", digest=digest)
    return found


def _office_bytes(path: Path) -> bytes | None:
    """The bytes of a file that may be one for LibreOffice; None for others, which are read when their turn comes."""
    try:
        with path.open("rb") as file:
            start = file.read(8)
    except OSError:
        return None
    if not start.startswith((b"\xd0\xcf\x11\xe0", b"{\\rtf", b"PK", b"<", b"\xef\xbb\xbf<")):
        return None
    data = read_file(path)
    return None if isinstance(data, Problem) else data


def _settled(ready: Prepared, into: Path, known: Known, *, dry_run: bool) -> Row:
    """The row of a prepared original, which is written unless it is there already."""
    if ready.refused or ready.draft is None:
        return _row(ready, "refused", None)
    fields = {name: field.value for name, field in ready.draft.fields.items() if field.filled}
    title, issuer = str(fields.get("title", "")), str(fields.get("issuer", ""))
    there = known.same(ready.digest, ready.text)
    text = body_text(ready.draft)
    other, same_text = known.alike(title, issuer, ready.number, text) if not there else ("", False)
    if there or same_text:
        hint = "没有再写一份；原来那份要重新导入的，请先把它移走"
        problem = warning("import-known", f"文库里已有这份文件：{there or other}", hint, path=ready.source)
        return _row(ready, "flagged", there or other, problem, known=True)
    problems: list[Problem] = []
    if other:
        ready = _beside(ready, other, same_number=known.has_number(issuer, ready.number))
        hint = "先作为草稿导入；请对照两份，留下一份，删掉另一份"
        message = f"可能和文库里的是同一份文件：{other}"
        problems.append(warning("import-alike", message, hint, path=ready.source))
    target, name = _written(ready, into, known, dry_run=dry_run)
    number = ready.number if ready.draft and "doc_number" in fields else ""
    known.note(Holding(target, title, issuer, number), name, ready.digest, ready.text)
    return _row(ready, "flagged" if ready.held else "imported", target, *problems)


def _beside(ready: Prepared, other: str, *, same_number: bool) -> Prepared:
    """As a draft beside a plan that may be the same, and without its 文号, which only one of the two may have."""
    held = (*ready.held, f"可能和 {other} 是同一份文件")
    draft = ready.draft
    if same_number and draft and "doc_number" in draft.fields:
        draft = markdown.unfilled(draft, {"doc_number": f"文号和 {other} 的相同"})
    return msgspec.structs.replace(ready, held=held, draft=draft)


def _written(ready: Prepared, into: Path, known: Known, *, dry_run: bool) -> tuple[str, str]:
    """Where the plan is now, or would be, and the name of its address."""
    assert ready.draft
    origin = f"{ready.name} sha256:{ready.digest} text:{ready.text}"
    text = markdown.write(ready.draft, origin, held=ready.held, own_tables=ready.own_tables)
    while True:
        name = known.free(ready.names, into)
        path: Path | None = into / name / "index.md" if ready.files else into / f"{name}.md"
        if not dry_run:
            path = put(into, name, text, ready.files)
        if path:  # None: somebody else has taken the name since
            return path.as_posix(), name


def _row(ready: Prepared, status: str, target: str | None, *problems: Problem, known: bool = False) -> Row:
    draft = ready.draft or Draft({}, ())
    fields = {
        name: {
            "value": field.value,
            "confidence": field.confidence,
            "line": field.line,
            "alternatives": field.alternatives,
            "note": field.note,
            "filled": field.filled,
        }
        for name, field in draft.fields.items()
    }
    unsure = [name for name, field in draft.fields.items() if field.confidence == "low" or not field.filled]
    return Row(ready.source, status, target, fields, draft.dropped, (*ready.problems, *problems), known, unsure)


def has_refused(rows: Sequence[Row]) -> bool:
    """Whether some original was not taken."""
    return any(row.status == "refused" for row in rows)


def report(rows: Sequence[Row]) -> bytes:
    """The report of an import as JSON, whose form others rely on."""
    imports = [
        {
            "source": row.source,
            "status": row.status,
            "target": row.target,
            "fields": row.fields,
            "dropped": row.dropped,
            "problems": row.problems,
        }
        for row in rows
    ]
    return msgspec.json.format(msgspec.json.encode({"schema": 1, "imports": imports}), indent=1) + b"\n"
