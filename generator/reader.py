"""One file read: bytes of a Markdown file → its Plan, its Body and its problems.

This is the unit that is cached by content and run in parallel: the same bytes under the same name, with the same
files beside them, always give the same reading.
"""

import hashlib
import re
from collections.abc import Collection
from pathlib import PurePosixPath
from typing import TypeVar

import msgspec

from generator import checks, docnumber, fields
from generator.checks.given import Traces
from generator.checks.lexicon import Lexicon
from generator.day import Day
from generator.docnumber import DocNumber
from generator.enclosures import attachments_of, is_picture, linked, unusable_name
from generator.encoding import decode
from generator.frontmatter import Document, parse_document
from generator.ledger import fingerprint
from generator.mapping import Entry
from generator.names import is_address, is_device
from generator.plan import CHINESE, KINDS, Body, Plan
from generator.problem import Problem, Severity, error, has_errors, warning
from generator.region import Region, nearest, resolve, slugify

T = TypeVar("T")

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_DEEPEST, _LONGEST_REGION = 8, 120  # levels of a place, characters of all of them


class Reading(msgspec.Struct, frozen=True, array_like=True):
    """What became of one file: no plan where an error rejects it. `traces` are what other checks need of it."""

    plan: Plan | None
    problems: tuple[Problem, ...]
    traces: Traces = Traces()


def read_plan(
    path: str, data: bytes, files: Collection[str], lexicon: Lexicon | None = None
) -> tuple[Reading, Body | None]:
    """The plan in the file `path` (below content/, with /), whose bytes are `data`.

    `files` are the names of the files that may be its attachments, beside it. The body is None with a rejected plan.
    What the file says is checked where a lexicon is given.
    """
    reading, body, _ = read_packed(path, data, files, lexicon)
    return reading, body


def read_packed(
    path: str, data: bytes, files: Collection[str], lexicon: Lexicon | None = None
) -> tuple[Reading, Body | None, bytes]:
    """The same, and the body packed, as the cache keeps it and `body_digest` is of it; empty where it is None."""
    text, problems = decode(data)
    if text is None:
        return Reading(None, tuple(p.at(path) for p in problems)), None, b""
    document, more = parse_document(text)
    problems += more
    if has_errors(more) and not document.entries:
        return Reading(None, tuple(p.at(path) for p in problems)), None, b""
    record, found = _record(path, document, files)
    missing = [] if any(p.code.startswith("yaml-") for p in more) else _missing(document, record)
    body, more = _body(document, record, files)
    problems += [*found, *missing, *more]
    traces = Traces()
    if lexicon is not None:
        problems, traces = checks.of_file(text, document, record, body, problems, lexicon)
    if has_errors(problems):
        return Reading(None, tuple(p.at(path) for p in problems)), None, b""
    packed = msgspec.msgpack.encode(body)
    digest = hashlib.blake2b(packed, digest_size=16).hexdigest()
    published = (*record.files, *linked(body, record, files))
    unusable = [p for file in published if (p := unusable_name(file, record))]
    if unusable:
        problems += unusable
        return Reading(None, tuple(p.at(path) for p in problems)), None, b""
    listed = tuple(a for a in record.attachments if not is_picture(a, body, record))
    plan = msgspec.structs.replace(
        record,
        files=published,
        attachments=listed,
        cites=body.citations,
        body_digest=digest,
        text_digest=fingerprint(body),
    )
    return Reading(plan, tuple(p.at(path) for p in problems), traces), body, packed


def _record(path: str, document: Document, files: Collection[str]) -> tuple[Plan, list[Problem]]:
    """The record alone, with every problem of every field; empty values where there is an error."""
    get = document.entries.get
    problems: list[Problem] = []

    def take(result: tuple[T, list[Problem]]) -> T:
        problems.extend(result[1])
        return result[0]

    title, issuer = take(fields.text_of(get("title"))), take(fields.text_of(get("issuer")))
    date = take(fields.day_of(get("date")))
    status, status_date, status_note = take(fields.status_of(get("status")))
    number, number_key = take(_number(get("doc_number")))
    attachments, published = take(attachments_of(get("attachments"), path, files))
    record = Plan(
        path=path,
        id=take(_id(get("id"), path)),
        title=title,
        issuer=issuer,
        issuer_slug=slugify(issuer),
        doc_number=number,
        number_key=number_key,
        date=date,
        year=take(_year(get("year"), title, date)),
        region=take(_region(get("region"))),
        recipients=take(_line(get("recipients"))),
        cc=take(fields.list_of(get("cc"))),
        print_office=take(fields.text_of(get("print_office"))),
        print_date=take(fields.day_of(get("print_date"))),
        attachments=attachments,
        files=published,
        status=status,
        status_date=status_date,
        status_note=status_note,
        history=take(fields.history_of(get("history"))),
        kind=take(_kind(get("kind"))),
        draft=take(fields.flag_of(get("draft"))),
        review=take(_review(get("review"))),
        publish_on=take(fields.day_of(get("publish_on"))),
        aliases=take(_aliases(get("aliases"))),
        source=take(fields.text_of(get("source"))),
        lines={name: entry.line for name, entry in document.entries.items()},
    )
    return record, problems


def _review(entry: Entry | None) -> tuple[bool, list[Problem]]:
    """Whether an import waits for a person, who is reminded as long as it does."""
    waits, problems = fields.flag_of(entry)
    if entry is None or not waits:
        return waits, problems
    hint = f"请对照原件核对各项和正文，核对完把“{entry.key}”这一行删掉"
    return waits, [*problems, warning("review-pending", "这份文件是导入的，还没有核对", hint, line=entry.line)]


def _missing(document: Document, record: Plan) -> list[Problem]:
    """Required keys that are absent or empty: a draft may still lack them, for it isn't published.

    A year is not missed where that which would tell it can't be read.
    """
    problems = []
    examples = {
        "title": "××市教育局关工委2020年工作要点",
        "issuer": "××市教育局关工委",
        "region": "江苏/苏州/张家港",
    }
    for name, example in examples.items():
        entry = document.entries.get(name)
        if entry is None or not entry.value:
            hint = f"请在要素部分加一行，例如：{name}: {example}"
            if entry:
                hint = f"请在这一行的冒号后面写上内容，例如：{entry.key}: {example}"
            line = entry.line if entry else 1
            problems.append(error("key-missing", f"缺少{CHINESE[name]}（{name}）", hint, line=line))
    date = document.entries.get("date")
    told_elsewhere = not record.title or "year" in document.entries or (date and date.value and not record.date)
    if not record.year and not told_elsewhere:
        hint = "请加一行 year: 2020（文件管的是哪一年就写哪一年）"
        problems.append(error("year-missing", "看不出是哪一年的文件", hint, line=1))
    return [msgspec.structs.replace(p, severity=Severity.WARNING) for p in problems] if record.draft else problems


def _id(entry: Entry | None, path: str) -> tuple[str, list[Problem]]:
    """The ASCII name of the plan's page: as given, else from the file's name, or the folder's for index.md."""
    given, problems = fields.text_of(entry)
    if entry is None or not given:
        file = PurePosixPath(path)
        stem = file.parent.name if file.stem == "index" and file.parent.name else file.stem
        slug = slugify(stem)
        return (slug + "-1" if is_device(slug) else slug), problems
    if not _ID.fullmatch(given) or given.endswith(".") or is_device(given):
        hint = "请只用英文字母、数字、连字符，例如：2020-zhangjiagang；也可以删掉这一行，用文件名作编号"
        why = "（Windows 不许用这个名字）" if is_device(given) else ""
        return "", [error("id-invalid", f"编号不能用：{given}{why}", hint, line=entry.line)]
    return given, problems


def _year(entry: Entry | None, title: str, date: Day | None) -> tuple[int, list[Problem]]:
    given, problems = fields.year_of(entry)
    return given or fields.year_in_title(title) or (date.year if date else 0), problems


def _number(entry: Entry | None) -> tuple[tuple[str, tuple[str, int, int]], list[Problem]]:
    """文号 in its normal form; one that can't be read stays as typed, with a candidate where there is one."""
    text, problems = fields.text_of(entry)
    if entry is None or not text:
        return ("", ("", 0, 0)), problems
    number = docnumber.parse(text)
    if isinstance(number, DocNumber):
        return (str(number), number.sort_key), problems
    if number:
        hint = number.why.rstrip("。") + "；不会自动改"
        problem = warning("docnumber-damaged", f"文号不完整：{text}", hint, line=entry.line)
    else:
        hint = "文号一般写成：机关代字〔2020〕8号；没有文号就删掉这一行，原件如此就不用改"
        problem = warning("docnumber-unreadable", f"不像文号：{text}", hint, line=entry.line)
    return (text, (text, 0, 0)), [*problems, problem]


def _region(entry: Entry | None) -> tuple[Region, list[Problem]]:
    text, problems = fields.text_of(entry)
    if entry is None or not text:
        return (), problems
    found = resolve(text)
    if found.candidates:
        message = f"“{found.unknown}”不止一处"
        if len(found.candidates) == 1 and len(found.region) > 1:
            message = f"“{found.region[-2].short}”里没有“{found.unknown}”"
        hint = f"请写全，例如：{'、'.join(found.candidates[:4])}；不改就照写的名字归类"
        problem = warning("region-ambiguous", message, hint, line=entry.line)
    elif found.unknown:
        known = "/".join(place.short for place in found.region if place.code)
        near = sorted(nearest(found.unknown), key=lambda path: not path.startswith(known))
        hint = f"是不是想写“{near[0]}”？" if near else ""
        hint += "如果是新设或专门的地区，可以不管，会照写的名字归类"
        problem = warning("region-unknown", f"地区表里没有“{found.unknown}”", hint, line=entry.line)
    else:
        return found.region, problems
    if len(found.region) > _DEEPEST or len(text) > _LONGEST_REGION:
        hint = "请从省写到县（市、区）或乡镇，例如：江苏/苏州/张家港"
        return (), [*problems, error("region-too-deep", f"地区写得太长：{text[:40]}……", hint, line=entry.line)]
    return found.region, [*problems, problem]


def _line(entry: Entry | None) -> tuple[str, list[Problem]]:
    """主送 as printed: one line; a list is joined."""
    if entry is not None and isinstance(entry.value, list):
        items, problems = fields.list_of(entry)
        return "，".join(items), problems
    text, problems = fields.text_of(entry)
    return text.rstrip("：:"), problems


def _kind(entry: Entry | None) -> tuple[str, list[Problem]]:
    text, problems = fields.text_of(entry)
    if entry is not None and text and text not in KINDS:
        hint = f"请写{'或'.join(f'“{kind}”' for kind in KINDS)}；不写就是原文"
        return "原文", [error("kind-unknown", f"不认识的类型：{text}", hint, line=entry.line)]
    return text or "原文", problems


def _aliases(entry: Entry | None) -> tuple[tuple[str, ...], list[Problem]]:
    """Old addresses below the site's root that lead to this plan."""
    given, problems = fields.list_of(entry)
    aliases = tuple(a.removeprefix("/") for a in given)
    for alias, line in zip(aliases, entry.lines_of(len(aliases)) if entry else (), strict=True):
        if not is_address(alias):
            hint = "请写网站里面的旧地址，不带 https:// 和域名，以 .html 结尾，例如：old/123.html"
            problems.append(error("alias-invalid", f"旧地址不能用：{alias}", hint, line=line))
    return aliases, problems


def _body(document: Document, record: Plan, files: Collection[str]) -> tuple[Body, list[Problem]]:
    from generator.gongwen import parse_body  # markdown-it takes 60 ms to import: not when all is cached

    body, problems = parse_body(
        document.body,
        title=record.title,
        first_line=document.body_line,
        files=files,
        base=f"{record.id}/",
    )
    if not body.blocks:
        hint = "请在第二行 --- 之后写正文；只有扫描件的，请至少写上标题和说明"
        return body, [*problems, error("body-empty", "没有正文", hint, line=document.body_line)]
    return body, list(problems)
