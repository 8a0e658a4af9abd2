"""What the tests of the recognition share: text lines into an original, and the draft that it gives."""

import msgspec

from generator.importer import account
from generator.importer.draft import Draft
from generator.importer.original import Line, Original, Paragraph
from generator.importer.recognise.document import recognise
from generator.importer.recognise.rows import Row, rows_of

SENTENCE = (
    "坚持围绕中心、服务大局，组织老同志结合本地实际开展宣讲、帮扶和调研，"
    "把年初确定的各项任务落到实处，让青少年切实受益。"
)
SECTIONS = f"""一、抓好主题教育
1.组织宣讲。{SENTENCE}
2.组织参观。{SENTENCE}
二、抓好队伍建设
3.办好培训。{SENTENCE}
4.建好台账。{SENTENCE}"""


def original(text: str, **facts: object) -> Original:
    """Each line of the text is a line and a paragraph; no hint of how it was set."""
    lines = [(n, line.strip()) for n, line in enumerate(text.split("\n"), 1) if line.strip()]
    paragraphs = tuple(Paragraph(line, (n,)) for n, line in lines)
    return Original(tuple(Line(n, line) for n, line in lines), paragraphs, **facts)  # type: ignore[arg-type]


def draft(text: str, name: str = "a.txt", **facts: object) -> Draft:
    """The draft of a text, with its sum checked; {S} is one sentence, {B} a body with sections."""
    source = original(text.replace("{S}", SENTENCE).replace("{B}", SECTIONS), **facts)
    found = recognise(source, name)
    assert account.of_draft(source, found) is None
    return found


def draft_set(text: str, **looks: dict[str, object]) -> Draft:
    """The draft of a text whose lines are set as `looks` says: _2={"size": 36} is the second."""
    source = original(text.replace("{S}", SENTENCE).replace("{B}", SECTIONS))
    paragraphs = tuple(
        msgspec.structs.replace(paragraph, **looks.get(f"_{paragraph.lines[0]}", {}))  # type: ignore[arg-type]
        for paragraph in source.paragraphs
    )
    source = msgspec.structs.replace(source, paragraphs=paragraphs)
    found = recognise(source, "a.txt")
    assert account.of_draft(source, found) is None
    return found


def rows(text: str) -> list[Row]:
    return rows_of(original(text))


def values(found: Draft) -> dict[str, object]:
    """The values that are filled in."""
    return {name: field.value for name, field in found.fields.items() if field.filled}


def texts(found: Draft, role: str = "") -> list[str]:
    """The paragraphs of the body, of one role where it is given."""
    return [part.paragraph.text for part in found.body if not role or part.role == role]


def whys(found: Draft) -> dict[str, str]:
    """What was dropped, with the reason."""
    return {gone.text: gone.why for gone in found.dropped}
