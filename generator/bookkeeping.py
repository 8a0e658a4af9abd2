"""Which plans wait; and the ledger in content/, read before a build, kept after it, the only file written there.

What follows from an unchanged ledger and unchanged plans is in the cache: a file of 100,000 rows is then only hashed.
"""

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

import msgspec

from generator import cache, disk, ledger
from generator.cache import Cache
from generator.day import Day
from generator.intake import Inputs
from generator.plan import Plan
from generator.problem import Problem, error, has_errors, notice
from generator.succession import Settled, settle

_PASSING = ".permalinks-"  # what a file begins with that becomes the ledger
_settled = msgspec.msgpack.Decoder(Settled)
_known_rows = msgspec.msgpack.Decoder(tuple[ledger.Row, ...])


class Book(msgspec.Struct, frozen=True):
    """The ledger as it was read (its bytes, empty for none), what follows, and all problems.

    `rows` are its bytes once this build has kept it; `pieces` are the keys of what the cache has of it.
    """

    data: bytes
    settled: Settled
    problems: tuple[Problem, ...]
    rows: bytes = b""
    pieces: tuple[bytes, ...] = ()


def waiting(plans: Mapping[str, Plan | None], today: Day) -> dict[str, tuple[str, str]]:
    """The plans that wait, why, and until when."""
    held = {}
    for path, plan in plans.items():
        if plan and plan.draft:
            held[path] = ("draft", "")
        elif plan and plan.publish_on and plan.publish_on > today:
            held[path] = ("embargo", plan.publish_on.iso)
    return held


def opened(content: Path, inputs: Inputs, held: Collection[str], kept: Cache | None) -> Book:
    """The ledger of the folder `content`, brought up to date with what was read; `held` are the paths that wait."""
    path = content / ledger.FILE
    data, problems = _read(path)
    if not inputs.plans:
        return Book(data, Settled(None, {}, (), ()), tuple(p.at(path.as_posix()) for p in problems), data)
    key = _key(data, inputs, held)
    known = kept.piece(key) if kept and not problems else None
    if known:
        settled = _settled.decode(known)
        return Book(data, settled, _told(content, settled), data, (key, _key_of_rows(data)))
    rows, faults = _rows(data, kept)
    problems += faults
    settled = _settle(content, rows, inputs.plans, held)
    told = tuple(p.at(path.as_posix()) for p in problems)
    if has_errors(problems):  # what can't be read must not be written over, nor missed
        return Book(data, msgspec.structs.replace(settled, rows=None), told, data)
    left = rows if settled.rows is None else settled.rows
    after = data if settled.rows is None else ledger.written(left)
    own = (key, _key_of_rows(after))
    if kept and not problems and _are_read_so(rows, left):
        kept.keep_pieces([(own[1], msgspec.msgpack.encode(left))])
    if kept and not problems and settled.rows is None:
        kept.keep_pieces([(key, msgspec.msgpack.encode(settled))])
    return Book(data, settled, (*told, *_told(content, settled)), after, own)


def _key_of_rows(data: bytes) -> bytes:
    return hashlib.blake2b(b"rows" + cache.version() + data, digest_size=16).digest()


def _are_read_so(before: Iterable[ledger.Row], after: Iterable[ledger.Row]) -> bool:
    """Whether the rows `after`, once written, will be read as they are, as those before them were."""
    known = {row.address: row for row in before}
    new = tuple(row for row in after if known.get(row.address) != row)
    return not any(row.target for row in new) and ledger.read(ledger.written(new)) == (new, [])


def _rows(data: bytes, kept: Cache | None) -> tuple[tuple[ledger.Row, ...], list[Problem]]:
    """The rows of the ledger and what is wrong with it, from the cache where these bytes are known to be sound."""
    known = kept.piece(_key_of_rows(data)) if kept else None
    return (_known_rows.decode(known), []) if known else ledger.read(data)


def _read(path: Path) -> tuple[bytes, list[Problem]]:
    try:
        return path.read_bytes(), []
    except FileNotFoundError:
        return b"", []
    except OSError as fault:
        hint = "请检查这个文件的权限，或者是不是正被别的程序打开"
        return b"", [error("ledger-unreadable", f"{ledger.FILE} 读不出来：{fault.strerror}", hint)]


def _key(data: bytes, inputs: Inputs, held: Collection[str]) -> bytes:
    digest = hashlib.blake2b(cache.version() + data, digest_size=16)
    digest.update(b"".join(sorted(inputs.keys)) + "\n".join(sorted(held)).encode("utf-8", "surrogatepass"))
    rejected = sorted(path for path, plan in inputs.plans.items() if plan is None)
    digest.update("\0".join(rejected).encode("utf-8", "surrogatepass"))
    return digest.digest()


def _settle(
    content: Path, rows: tuple[ledger.Row, ...], plans: Mapping[str, Plan | None], held: Collection[str]
) -> Settled:
    place = f"{content.as_posix()}/"
    published = [plan for path, plan in plans.items() if plan and path not in held]
    waiting = {plan.url: plan.path for path, plan in plans.items() if plan and path in held}
    rejected = {path.removeprefix(place) for path, plan in plans.items() if plan is None}
    return settle(rows, published, waiting, rejected)


def _told(content: Path, settled: Settled) -> tuple[Problem, ...]:
    return tuple(problem.at(f"{content.as_posix()}/{problem.path}") for problem in settled.problems)


def keep(content: Path, book: Book) -> list[Problem]:
    """Write what has changed, whole or not at all, unless somebody has changed the file since it was read."""
    if book.settled.rows is None:
        return []
    path = content / ledger.FILE
    try:
        if path.is_symlink():
            return [_unwritten(path, "它是一个链接，指向别处")]
        if _read(path)[0] != book.data:
            return [_unwritten(path, "刚刚被别的程序改过")]
        _replace(path, book.rows)
    except OSError as fault:
        return [_unwritten(path, fault.strerror or str(fault))]
    return []


def is_kept(book: Book, problems: Iterable[Problem]) -> bool:
    """Whether the next build finds the ledger as it should be, and has the same `problems` to tell of it."""
    passing = {"ledger-unwritten", "permalink-reused"}
    return book.settled.rows is None or not any(problem.code in passing for problem in problems)


def _replace(path: Path, data: bytes) -> None:
    for left in path.parent.glob(f"{_PASSING}*"):  # of a build that was killed
        left.unlink()
    descriptor, passing = tempfile.mkstemp(prefix=_PASSING, dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
        Path(passing).chmod(mode)
        disk.settle([Path(passing)])
        disk.move(Path(passing), path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(passing).unlink()
        raise


def _unwritten(path: Path, why: str) -> Problem:
    hint = "网站已经发布；请关掉正打开它的程序（如 Excel），检查文件夹的权限，再生成一次，新的地址才会记下来"
    return notice("ledger-unwritten", f"{ledger.FILE} 没有写成：{why}", hint, path=path.as_posix())
