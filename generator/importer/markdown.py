"""A draft as the Markdown file that a webmaster reviews: front matter with what must be confirmed first, then the text.

Comments of YAML carry what a person must know, for those of Markdown would be taken for text that was cut out.
"""

from collections.abc import Mapping, Sequence

from generator.gongwen.joins import is_chinese
from generator.importer.draft import Draft, Field, Mark, Part
from generator.importer.escaping import comment, edges_off, heading, inline, one_line, paragraph, scalar
from generator.importer.original import Paragraph
from generator.plan import CHINESE, KEYS

ORIGIN = "# 原件: "  # begins the last comment: the original's name, its digest, and that of the text
REQUIRED = ("title", "issuer", "region", "year")
_REVIEW = "请对照原件核对下面各项和正文，核对完把上面“review: true”这一行删掉"
_HELD = "先作草稿，不会发布；核对无误以后，把上面“draft: true”这一行删掉。原因："
_MOST_MARKS = 50


def write(draft: Draft, origin: str, *, held: Sequence[str] = (), own_tables: bool = False) -> str:
    """The whole file. `origin` ends it (see ORIGIN); `held` are the reasons to keep it a draft.

    With `own_tables` the markup that a format made for a table is left aside, and the table made from its text.
    """
    blocks, starts = _blocks(draft.body, own_tables=own_tables)
    front = ["---", "review: true", comment(_REVIEW)]
    if held:
        front += ["draft: true", comment(_HELD + "；".join(held))]
    fields = {name: field for name, field in draft.fields.items() if name in KEYS and _items(field)}
    lost = [name for name in REQUIRED if name not in fields and name != "year"]
    unsure = {n: f for n, f in fields.items() if f.confidence == "low" or not f.filled}
    if unsure or lost:
        front.append(comment("—— 下面几项没有把握，请先核对 ——"))
    for name in lost:
        front += [comment(f"没有找到{CHINESE[name]}，请填写"), f"{KEYS[name][0]}:"]
    for name, field in unsure.items():
        front += _unsure(name, field)
    front.append(comment("—— 下面几项有把握 ——"))
    for name, field in fields.items():
        front += [] if name in unsure else _entry(name, field)
    after = len(front) + min(len(draft.marks), _MOST_MARKS) + bool(draft.marks) + 4  # ORIGIN, ---, a blank line; from 1
    front += _marks(draft.marks, draft.body, [after + line for line in starts])
    return "\n".join([*front, ORIGIN + one_line(origin), "---", "", *blocks])


def _items(field: Field) -> tuple[str, ...]:
    values = field.value if isinstance(field.value, tuple) else (field.value,)
    return tuple(value for value in values if edges_off(value))


def _entry(name: str, field: Field) -> list[str]:
    key, items = KEYS[name][0], _items(field)
    if isinstance(field.value, str):
        return [f"{key}: {scalar(items[0])}"]
    return [f"{key}:", *(f"  - {scalar(item)}" for item in items)]


def _unsure(name: str, field: Field) -> list[str]:
    """A field with what is to be known of it above; as a comment where its value may only be proposed."""
    others = "；".join(one_line(other) for other in field.alternatives if other)
    why = "把握不大：" + (one_line(field.note) or "请对照原件")
    why += f"。也可能是：{others}" if others else ""
    if field.filled:
        return [comment(why), *_entry(name, field)]
    return [comment(why + "。核对后改正下面一行，并去掉行首的“# ”"), *(comment(line) for line in _entry(name, field))]


def _marks(marks: Sequence[Mark], parts: Sequence[Part], starts: Sequence[int]) -> list[str]:
    """Where the text may be damaged: a comment each, with the line of this file."""
    if not marks:
        return []
    places: dict[int, int] = {}
    for part, start in zip(parts, starts, strict=True):
        for line in part.paragraph.lines:
            places.setdefault(line, start)
    told = [comment("—— 正文里可能有误的地方（正文照原件，没有改动） ——")]
    for mark in marks[:_MOST_MARKS]:
        place = f"第 {places[mark.line]} 行" if mark.line in places else ""
        maybe = f"；也许是“{mark.proposal}”" if mark.proposal else ""
        told.append(comment(f"{place}“{mark.text}”：{mark.note}{maybe}"))
    return told


def _blocks(parts: Sequence[Part], *, own_tables: bool) -> tuple[list[str], list[int]]:
    """The lines of the body with blank ones between, and for each part its first line, from 0."""
    lines: list[str] = []
    starts: list[int] = []
    for part in parts:
        starts.append(len(lines))
        for block in _part(part, own_tables=own_tables):
            lines += [*block.split("\n"), ""]
    return lines, starts


def _part(part: Part, *, own_tables: bool) -> list[str]:
    """The blocks of one part: a paragraph with line breaks in it is one a line."""
    found = part.paragraph
    if found.kind == "image":
        return [found.markup] if found.markup.strip() else []
    if found.kind == "table":
        markup = "" if own_tables else found.markup.strip("\n")
        return [markup or table(found.text)] if found.text.strip() or markup else []
    if part.role in ("title", "heading"):
        text = _joined(found)
        return [("# " if part.role == "title" else "## ") + heading(text)] if text else []
    return [line for typed in found.text.split("\n") if (line := paragraph(typed))]


def _joined(found: Paragraph) -> str:
    """The lines of a heading as one, without a blank where Chinese stands at the break."""
    text = ""
    for line in filter(None, map(one_line, found.text.split("\n"))):
        gap = "" if not text or is_chinese(text[-1]) or is_chinese(line[0]) else " "
        text += gap + line
    return text


def table(text: str) -> str:
    """A table of Markdown from its text: a tab between cells, \\n between rows; the first row is the head."""
    rows = [[_cell(cell) for cell in row.split("\t")] for row in text.split("\n")]
    width = max(map(len, rows))
    rows = [row + [""] * (width - len(row)) for row in rows]
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def _cell(text: str) -> str:
    return inline(one_line(text)).replace("|", "\\|")


def unfilled(draft: Draft, names: Mapping[str, str]) -> Draft:
    """The draft with the fields `names` only proposed, and why (name → reason)."""
    fields = dict(draft.fields)
    for name, why in names.items():
        old = fields[name]
        fields[name] = Field(old.value, "low", old.line, old.alternatives, why, filled=False)
    return Draft(fields, draft.body, draft.dropped, draft.marks, draft.problems, draft.verdict, draft.secret)
