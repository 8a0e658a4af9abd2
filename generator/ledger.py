"""The ledger (content/permalinks.csv): every address at which a document was ever published.

A row is an address. Where the document has moved, 现址 names the address that it has now; 题名, 发文机关, 发文字号 and
正文指纹 are what the document is known again by, and what is told of one that is gone. People may edit the file, also
in Excel: what can't be read is a problem, never a row lost.
"""

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from generator.day import parse_day
from generator.encoding import decode
from generator.names import is_address
from generator.problem import Problem, error

if TYPE_CHECKING:
    from generator.plan import Body

FILE = "permalinks.csv"
GONE = "已删除"  # what a person writes into 状态 to say that a document was taken away on purpose
COLUMNS = {
    "address": "地址",
    "target": "现址",
    "title": "题名",
    "issuer": "发文机关",
    "number": "发文字号",
    "date": "成文日期",
    "source": "文件",
    "status": "状态",
    "note": "说明",
    "text": "正文指纹",
}
_NAMES = {chinese: name for name, chinese in COLUMNS.items()}
_FORMULA = ("=", "+", "-", "@")
_KEEP = "请改正这一行；认不出来的，从备份里把这个文件找回来。不要删掉整行，否则旧地址就打不开了"


class Row(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One address: where the document is now ("" for here), and what is known of it. `text` is of `fingerprint`."""

    address: str
    target: str = ""
    title: str = ""
    issuer: str = ""
    number: str = ""
    date: str = ""
    source: str = ""
    status: str = ""
    note: str = ""
    text: str = ""


def fingerprint(body: "Body") -> str:
    """What the text of a document is known again by: its characters without blanks. A letter first, for Excel would
    take some digests for numbers and round them."""
    text = "".join("\n".join([block.text for block in body.blocks]).split())
    return "t" + hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()


def read(data: bytes) -> tuple[tuple[Row, ...], list[Problem]]:
    """The rows in the bytes of the file, by address, and what is wrong with it. Two lines may say the same."""
    text, problems = decode(data)
    if text is None:
        return (), [msgspec.structs.replace(p, code="ledger-unreadable") for p in problems]
    if not text.strip():
        return (), []
    rows: dict[str, tuple[Row, int]] = {}
    found: list[Problem] = []
    for line, cells in _lines(text, found):
        row = Row(**cells)
        faults = list(_faults(row, line))
        other, first = rows.get(row.address, (row, line))
        if (other.target, other.status) != (row.target, row.status):
            hint = f"请和第 {first} 行对照，留下正确的一行（可能是两个人改了同一个文件）"
            faults.append(error("ledger-row", f"地址写了两次，去向不同：{row.address}", hint, line=line))
        found += faults
        if not faults:
            rows.setdefault(row.address, (row, line))
    found += _circles({row.address: row for row, _ in rows.values()}, {row.address: n for row, n in rows.values()})
    return tuple(row for row, _ in sorted(rows.values(), key=lambda pair: pair[0].address)), found


def _lines(text: str, found: list[Problem]) -> Iterator[tuple[int, dict[str, str]]]:
    """The cells of each line by their name in code, after the line that names the columns."""
    head = text.partition("\n")[0]
    delimiter = next((sign for sign in (",", "\t", ";") if sign in head), ",")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        names = [cell.strip() for cell in next(reader)]
        strange = [name for name in names if name and name not in _NAMES]
        if "地址" not in names or strange or len(set(names) - {""}) < len([n for n in names if n]):
            hint = f"第一行应当是：{','.join(_NAMES)}；自己的备注请写在“说明”一列"
            found.append(error("ledger-unreadable", f"{FILE} 的第一行不对", hint, line=1))
            return
        for cells in reader:
            values = {_NAMES[name]: _plain(cell) for name, cell in zip(names, cells, strict=False) if name}
            if any(cell.strip() for cell in cells[len(names) :]):
                found.append(error("ledger-row", "这一行的格数太多", _KEEP, line=reader.line_num))
            elif any(values.values()):
                yield reader.line_num, {"address": "", **values}
    except csv.Error as fault:
        hint = "多半是引号没有成对；" + _KEEP
        found.append(error("ledger-unreadable", f"从这一行起读不懂（{fault}）", hint, line=reader.line_num))


def _plain(cell: str) -> str:
    """The value of a cell, without the sign that keeps a spreadsheet from running it."""
    text = " ".join(cell.split())
    return text[1:] if text[:1] == "'" and text[1:2] in _FORMULA else text


def _faults(row: Row, line: int) -> Iterator[Problem]:
    if not is_address(row.address):
        yield error("ledger-row", f"地址不能用：{row.address or '（空）'}", _KEEP, line=line)
    if row.target and (not is_address(row.target) or row.target == row.address):
        hint = "请写网站里面的地址，例如：plans/2020-suzhou.html；文件没有搬家就空着"
        yield error("ledger-row", f"现址不能用：{row.target}", hint, line=line)
    if row.status not in ("", GONE):
        hint = f"只能空着，或者写“{GONE}”；原因请写在“说明”一列"
        yield error("ledger-row", f"不认识的状态：{row.status}", hint, line=line)


def _circles(rows: Mapping[str, Row], lines: Mapping[str, int]) -> list[Problem]:
    """A problem for each circle of addresses, of which each says that the document is at the next."""
    problems = []
    settled: set[str] = set()
    for start in rows:
        way: dict[str, None] = {}
        at = start
        while at in rows and at not in settled and at not in way:
            way[at] = None
            at = rows[at].target
        if at in way:
            hint = "请把其中一行的“现址”改成文件现在的地址，或者空着"
            problems.append(error("ledger-row", f"现址绕了一圈又回来：{start}", hint, line=lines[start]))
        settled.update(way)
    return problems


def written(rows: Iterable[Row]) -> bytes:
    """The file of these rows: sorted, a line an address, so that two people's changes meet in few lines; with the byte
    order mark by which Excel knows Chinese."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS.values())
    cells = map(msgspec.structs.astuple, in_order(rows))
    writer.writerows(["'" + cell if cell.startswith(_FORMULA) else cell for cell in row] for row in cells)
    return out.getvalue().encode("utf-8-sig", "replace")


def in_order(rows: Iterable[Row]) -> Sequence[Row]:
    """The rows as they stand in the file."""
    return sorted(rows, key=lambda row: row.address)


def iso(text: str) -> str:
    """A date as the ledger has it, though Excel has rewritten it as 2020/3/25."""
    day = parse_day(text)
    return day.iso if day else text
