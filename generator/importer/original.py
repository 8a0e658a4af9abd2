"""What a format gives: every line of the original, and the paragraphs that they make up.

The formats (text, docx, html, pdf) know nothing of official documents; the recognition knows nothing of formats. These
values are all that they share.
"""

import msgspec

from generator.day import Day
from generator.problem import Problem


class Line(msgspec.Struct, frozen=True, gc=False):
    """One line of the source that has text, in its order. `n` counts from 1.

    A line is what a person would point at: a line of a text file or a page of PDF, a paragraph or a cell of a Word
    file, a block of text of a web page.
    """

    n: int
    text: str


class Dropped(msgspec.Struct, frozen=True, gc=False):
    """Text of a line that the target doesn't hold, and why not, in Chinese (页码, 网站导航, 已写入“抄送”)."""

    line: int
    text: str
    why: str


class Paragraph(msgspec.Struct, frozen=True, gc=False):
    """One paragraph, table or image, without its markup: `text` is what a reader sees, lines joined.

    For a `table`, `text` holds the cells, a tab between two and \\n between rows, and `markup` the table as Markdown,
    or as HTML where cells are merged; for an `image`, `markup` is the whole of it. `lines` are the lines of the source
    that it came from. `printed` is what no line holds, for Word numbers by itself: the beginning of `text`, or in a
    table the numbers of all its cells. `align` is left, center, right or empty; `size` is in points, 0 for unknown;
    `heading` the level of a heading style.
    """

    text: str
    lines: tuple[int, ...]
    kind: str = "text"
    markup: str = ""
    printed: str = ""
    align: str = ""
    size: float = 0
    bold: bool = False
    red: bool = False
    heading: int = 0


class Embedded(msgspec.Struct, frozen=True, gc=False):
    """A picture or a file inside the original, to be saved beside the plan under `name`."""

    name: str
    data: bytes


class Original(msgspec.Struct, frozen=True, gc=False):
    """One original as read. Without paragraphs it is refused, with the reason among the problems.

    `page_title`, `page_date` and `address` are those of a web page: the date of putting it online is no date of the
    document. `told` is what a page says of the document outside of its text, each a label, the value and its line
    (发文字号, 发文机关, 成文日期, 来源 …): evidence for the recognition, never text of the document.
    """

    lines: tuple[Line, ...]
    paragraphs: tuple[Paragraph, ...]
    dropped: tuple[Dropped, ...] = ()
    files: tuple[Embedded, ...] = ()
    problems: tuple[Problem, ...] = ()
    page_title: str = ""
    page_date: Day | None = None
    address: str = ""
    told: tuple[tuple[str, str, int], ...] = ()
