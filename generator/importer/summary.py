"""What became of an import, for a person: one line an original, then the sums."""

from collections.abc import Sequence

from generator.importer.batch import Row
from generator.plan import CHINESE, KEYS

_WORDS = {"imported": "导入", "flagged": "存疑", "refused": "未导入"}
_KNOWN = "已有"


def summary(rows: Sequence[Row], skipped: Sequence[str], *, dry_run: bool) -> str:
    """The table: 导入, 存疑 (imported as a draft), 已有 or 未导入, from where, to where, and what to look at."""
    lines = [f"{_word(row)}　{row.source}{_what(row)}" for row in rows]
    lines += [f"跳过　{path}：不是 Word、PDF、网页或文本文件" for path in skipped]
    counts = {word: sum(_word(row) == word for row in rows) for word in (*_WORDS.values(), _KNOWN)}
    counts["跳过"] = len(skipped)
    sums = "，".join(f"{word} {n} 份" for word, n in counts.items() if n) or "没有可以导入的文件"
    lines.append(f"试运行，没有写任何文件：{sums}" if dry_run else sums)
    if any(row.target and not row.known for row in rows) and not dry_run:
        lines.append("请用记事本打开写好的文件，对照原件核对；然后运行 python build.py")
    return "\n".join(lines)


def _word(row: Row) -> str:
    return _KNOWN if row.known else _WORDS[row.status]


def _what(row: Row) -> str:
    if row.target is None:
        return "：" + "；".join(dict.fromkeys(p.message for p in row.problems if p.severity == "error"))
    if row.known:
        return f"：就是 {row.target}"
    names = "、".join(CHINESE.get(name, name) for name in row.unsure if name in KEYS)
    return f" → {row.target}" + (f"（请核对：{names}）" if names else "")
