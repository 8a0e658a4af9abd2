"""One original made ready: read, recognised, written and read back, with the sum checked after each step.

This runs in parallel and touches nothing but the original; what became of it goes back as a value.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path

import msgspec

from generator.day import parse_day
from generator.fields import year_in_title
from generator.importer import account, formats, markdown
from generator.importer.draft import Draft
from generator.importer.original import Embedded, Original
from generator.plan import CHINESE, NAMES, Body, Plan
from generator.problem import Problem, Severity, error, has_errors, warning
from generator.reader import read_plan
from generator.region import slugify

_INDEX = "import/index.md"
_SLUG = 40  # characters of an organ's name in a file's name


class Job(msgspec.Struct, frozen=True):
    """One original to import: its name as shown, and its file or its bytes.

    `kind` is what formats.detect says, where it was asked already; `digest` the SHA-256 of the original, where `data`
    was converted from it; `problem` what keeps it from being read at all.
    """

    source: str
    path: Path | None = None
    data: bytes = b""
    kind: str = ""
    digest: str = ""
    problem: Problem | None = None

    @property
    def name(self) -> str:
        """The file's name."""
        return self.path.name if self.path else "标准输入"


class Prepared(msgspec.Struct, frozen=True):
    """An original that could be imported has a draft, and `names`: what its file may be called, the best first.

    `number` and `text` (a digest of the visible text) tell whether it is there already; `held` says why it is to stay
    a draft. What is refused has the reason among its problems.
    """

    source: str
    name: str
    digest: str = ""
    draft: Draft | None = None
    problems: tuple[Problem, ...] = ()
    files: tuple[Embedded, ...] = ()
    held: tuple[str, ...] = ()
    own_tables: bool = False
    names: tuple[str, ...] = ()
    number: str = ""
    text: str = ""
    refused: bool = False


def prepare(job: Job, *, force: bool) -> Prepared:
    """What becomes of one original, whatever is in it. `force` takes what is no plan, but nothing that is secret."""
    try:
        return _prepare(job, force=force)
    except Exception as fault:  # one file must not stop a hundred others
        hint = "这是程序的错误，没有导入；请把这个文件和这句话一起报告给开发者"
        told = " ".join(f"{type(fault).__name__} {fault}".split())[:200]
        return _refused(job, "", error("import-failed", f"处理这个文件时程序出错（{told}）", hint))


def died(job: Job) -> Prepared:
    """What is told of an original whose process died over it: a library crashed, or the system ended it."""
    hint = "请关掉别的程序，单独再导入这一个；还不行的，用 Word、WPS 或 PDF 软件打开，另存一份再导入"
    message = "读这个文件的时候，程序被系统中止了：文件可能损坏，或者内存不够"
    return _refused(job, job.digest, error("import-failed", message, hint))


def _prepare(job: Job, *, force: bool) -> Prepared:
    if job.problem:
        return _refused(job, job.digest, job.problem)
    data = job.data or (read_file(job.path) if job.path else b"")
    if isinstance(data, Problem):
        return _refused(job, "", data)
    digest = job.digest or hashlib.sha256(data).hexdigest()
    original = formats.read_as(job.kind, data, job.name) if job.kind else formats.read(data, job.name)
    if has_errors(original.problems):
        return _refused(job, digest, *original.problems)
    if not original.paragraphs:
        hint = "请看看文件是不是选错了；扫描件请先用文字识别（OCR）软件转成文字"
        return _refused(job, digest, *original.problems, error("original-empty", "原件里没有文字", hint))
    if lost := account.of_original(original):
        return _refused(job, digest, lost)
    return _recognised(job, digest, original, force=force)


def read_file(path: Path) -> bytes | Problem:
    """The bytes of an original; a problem where it can't be read or is too large to be one."""
    try:
        if path.stat().st_size > formats.LARGEST:
            return formats.too_large()
        return path.read_bytes()
    except OSError as fault:
        hint = "请检查文件的权限，或者是不是正被别的程序打开"
        return error("file-unreadable", f"文件读不出来：{fault.strerror or fault}", hint)


def _refused(job: Job, digest: str, *problems: Problem, draft: Draft | None = None) -> Prepared:
    return Prepared(job.source, job.name, digest, draft, _told(job, problems), refused=True)


def _told(job: Job, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems of an original, each once: the recognition hands on those of the reader."""
    return tuple(dict.fromkeys(p.at(job.source) for p in problems))


def _recognised(job: Job, digest: str, original: Original, *, force: bool) -> Prepared:
    from generator.importer.recognise.document import recognise

    draft = recognise(original, job.name)
    problems = (*original.problems, *draft.problems)
    if draft.secret or (draft.verdict == "refused" and not force):
        return _refused(job, digest, *problems, draft=draft)
    if lost := account.of_draft(original, draft):
        return _refused(job, digest, lost)
    if not any(part.paragraph.kind == "image" for part in draft.body) and not account.squeezed(body_text(draft)):
        hint = "请打开原件看看；正文在别的文件里的，请导入那个文件"
        return _refused(job, digest, *problems, error("import-empty", "只有标题、文号一类，没有正文", hint))
    problems = tuple(_softened(p) for p in problems)
    finished = _read_back(draft, tuple(f.name for f in original.files))
    if isinstance(finished, Problem):
        return _refused(job, digest, finished)
    draft, plan, own_tables = finished
    if lacking := _lacking(draft):
        hint = "先作为草稿导入；请在文件里补上，再删掉“draft: true”这一行"
        problems = (*problems, warning("import-incomplete", lacking, hint))
    return Prepared(
        source=job.source,
        name=job.name,
        digest=digest,
        draft=draft,
        problems=_told(job, problems),
        files=original.files,
        held=_held(draft),
        own_tables=own_tables,
        names=_names(plan),
        number=plan.doc_number,
        text=_digest(body_text(draft)),
    )


def body_text(draft: Draft) -> str:
    """The visible text of a draft."""
    return "".join(part.paragraph.text for part in draft.body if part.paragraph.kind != "image")


def _digest(text: str) -> str:
    """What two texts share that differ in blanks alone."""
    return hashlib.blake2b(account.squeezed(text).encode("utf-8", "replace"), digest_size=16).hexdigest()


def _softened(problem: Problem) -> Problem:
    """A reason against an import that --force has overruled."""
    if problem.severity is not Severity.ERROR:
        return problem
    return msgspec.structs.replace(problem, severity=Severity.WARNING)


def _held(draft: Draft) -> tuple[str, ...]:
    """Why the plan must stay a draft: it may be none, or it lacks what every plan must have."""
    reasons = [p.message for p in draft.problems if p.code.startswith("import-") and draft.verdict != "plan"]
    reasons += filter(None, [_lacking(draft)])
    return tuple(reasons) or (("不能肯定是一份要点",) if draft.verdict != "plan" else ())


def _lacking(draft: Draft) -> str:
    """What every plan must have and this one hasn't, told; empty where there is all."""
    filled = {name: str(f.value) for name, f in draft.fields.items() if f.filled and f.value}
    lacking = [CHINESE[name] for name in markdown.REQUIRED if name != "year" and name not in filled]
    day = parse_day(filled.get("date", ""))
    if not (filled.get("year") or year_in_title(filled.get("title", "")) or (day and day.exists)):
        lacking.append(CHINESE["year"])
    return f"没有认出{'、'.join(lacking)}" if lacking else ""


def _read_back(draft: Draft, names: tuple[str, ...]) -> tuple[Draft, Plan, bool] | Problem:
    """The draft as the reader of plans takes it: what it can't take is only proposed, or written in another way."""
    lost: Problem | None = None
    for own_tables in (False, True):
        for _ in range(2):
            text = markdown.write(draft, "", held=_held(draft), own_tables=own_tables)
            reading, body = read_plan(_INDEX, text.encode(), names)
            if reading.plan:
                break
            wrong = _fields_of(text, draft, reading.problems)
            draft = markdown.unfilled(draft, wrong)
        if not reading.plan:
            return _unreadable(reading.problems)
        lost = account.of_file(draft.body, body or Body(""))
        if lost is None:
            return draft, reading.plan, own_tables
    assert lost
    return lost


def _fields_of(text: str, draft: Draft, problems: tuple[Problem, ...]) -> dict[str, str]:
    """The fields on whose lines there is an error, each with what is wrong."""
    lines, found = text.split("\n"), {}
    for problem in problems:
        if problem.severity is Severity.ERROR:
            above = (line for line in reversed(lines[: problem.line]) if line[:1] not in ("", " ", "#", "-"))
            name = NAMES.get(next(above, "").partition(":")[0], "")
            if name in draft.fields:
                found[name] = problem.message
    return found


def _unreadable(problems: tuple[Problem, ...]) -> Problem:
    told = "；".join(p.message for p in problems if p.severity is Severity.ERROR)
    hint = "这是程序的错误，没有导入；请把这个文件和这句话一起报告给开发者"
    return error("import-failed", f"写出的文件读不回来（{told}）", hint)


def _names(plan: Plan) -> tuple[str, ...]:
    """What the file may be called: the year with the place, else with the organ."""
    year = str(plan.year) if plan.year else ""
    place = plan.region[-1].slug if plan.region else ""
    organ = slugify(plan.issuer or plan.title.replace(f"{year}年", ""))[:_SLUG].rstrip("-") if plan.title else ""
    names = ["-".join(filter(None, (year, part))) for part in (place, organ) if part]
    return tuple(dict.fromkeys(names)) or (f"{year}-import" if year else "import",)
