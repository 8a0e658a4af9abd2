"""What the recognition makes of an original: the fields with how sure they are, the body, and what was left out.

The values between recognising a document and writing its Markdown. Nothing here knows a format or a file.
"""

from typing import Literal

import msgspec

from generator.importer.original import Dropped, Paragraph
from generator.problem import Problem

Confidence = Literal["high", "low"]
Role = Literal["text", "title", "heading"]
Verdict = Literal["plan", "doubtful", "refused"]


class Field(msgspec.Struct, frozen=True, gc=False):
    """One field of front matter, as it would be typed there.

    A list (抄送, 附件) is a tuple; dates are ISO (2020-03-25, 2019-12). `line` is where it was found, 0 where no line
    says it. A low field carries a `note` in Chinese: why, and what the original prints; `alternatives` are other values
    it may have. `filled` is False for what may only be proposed in a comment: a damaged 文号 or date.
    """

    value: str | tuple[str, ...]
    confidence: Confidence
    line: int = 0
    alternatives: tuple[str, ...] = ()
    note: str = ""
    filled: bool = True


class Mark(msgspec.Struct, frozen=True, gc=False):
    """A damaged place of the body: its `text` stays as it is; `proposal` is what it may have been, for a person."""

    line: int
    text: str
    proposal: str
    note: str


class Part(msgspec.Struct, frozen=True, gc=False):
    """One paragraph of the body and what it is.

    `title` is the title of the document that a notice carries (`# `), `heading` a heading without a printed number
    (`## `), `text` all else, numbered headings included: the reader knows those by their numbers.
    """

    paragraph: Paragraph
    role: Role = "text"


class Draft(msgspec.Struct, frozen=True, gc=False):
    """A recognised document, ready to be written.

    `fields` are keyed by the names of generator.plan.KEYS, in the order to write them; what wasn't found is missing.
    `dropped` is all that the body and the original's paragraphs don't hold, the original's own included: over all
    non-blank characters, body and `dropped` make up the lines. `verdict` is plan; doubtful (import it, but as a draft);
    or refused. The reasons are among `problems`. `secret` is a refusal that nothing overrides: a classified mark.
    """

    fields: dict[str, Field]
    body: tuple[Part, ...]
    dropped: tuple[Dropped, ...] = ()
    marks: tuple[Mark, ...] = ()
    problems: tuple[Problem, ...] = ()
    verdict: Verdict = "plan"
    secret: bool = False
