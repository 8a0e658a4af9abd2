"""附件说明 (GB/T 9704-2012 7.3.4): the names of the attachments, which stay in the body too."""

import re

from generator.gongwen.labels import ATTACHMENT
from generator.importer.recognise.rows import Row

_NUMBER = re.compile(r"^(?:附件)?\s*(?P<n>[0-9０-９]{1,2}|[一二三四五六七八九十]{1,2})\s*[.．、:：]\s*(?P<name>\S.*)")
_RUN = re.compile(r"(?<!^)\s*[;；]?\s*(?=[0-9]{1,2}[.．、][^\d])")
_FILE = re.compile(r"\.(?:docx?|wps|pdf|xlsx?|et|zip|rar|jpg|png)$", re.IGNORECASE)
_SHORT = re.compile(r"^附(?=\s*(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})?\s*(?:[:：]|$))")
_LONGEST = 90


def read_label(text: str) -> re.Match[str] | None:
    """附件 with its number and title, where `text` is that; 附：and 附1 are short for it."""
    return ATTACHMENT.fullmatch(_SHORT.sub("附件", text)) if text.startswith("附") else None


def announced(rows: list[Row], start: int, end: int) -> tuple[tuple[str, ...], int]:
    """The names after 附件： in rows[start:end] and the first of their rows; none and -1 where there are none."""
    for n in range(start, end):
        row = rows[n]
        if not row.plain or not row.text.startswith("附") or len(row.text) > 500:
            continue
        found = read_label(row.text)
        if not found or "。" in row.text:
            continue
        first = found["title"] or ""
        if not first:
            if n + 1 < end and _NUMBER.match(rows[n + 1].text) and len(rows[n + 1].text) <= _LONGEST:
                names = _numbered(rows, n + 1, end, "")
                if len(names) > 1 and not found["n"] and row.text.rstrip().endswith(("：", ":")):
                    return names, n
            continue
        if found["n"]:
            return _labelled(rows, n, end), n
        return (_numbered(rows, n + 1, end, first) if _NUMBER.match(first) else (_clean(first),)), n
    return (), -1


def _numbered(rows: list[Row], start: int, end: int, first: str) -> tuple[str, ...]:
    """1.name 2.name … , on one line or on lines of their own."""
    lines = [first] if first else []
    for row in rows[start:end]:
        if not row.plain or len(row.text) > _LONGEST or not _NUMBER.match(row.text) or "。" in row.text[:-1]:
            break
        lines.append(row.text)
    items = [item for line in lines for item in _RUN.split(line) if item.strip()]
    return tuple(_clean(found["name"]) if (found := _NUMBER.match(item)) else _clean(item) for item in items)


def _labelled(rows: list[Row], start: int, end: int) -> tuple[str, ...]:
    """附件1：name, 附件2：name on lines of their own."""
    names = []
    for row in rows[start:end]:
        found = read_label(row.text) if row.plain and len(row.text) <= _LONGEST else None
        if not found or not found["n"] or not found["title"]:
            break
        names.append(_clean(found["title"]))
    return tuple(names)


def _clean(name: str) -> str:
    name = _FILE.sub("", name.strip().rstrip("；;。 "))
    return name[1:-1] if name.startswith("《") and name.endswith("》") and name.count("《") == 1 else name
