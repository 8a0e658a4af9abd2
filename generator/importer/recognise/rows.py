"""The paragraphs of an original as the recognition looks at them: one row each, in order, with its blanks put right."""

import re

import msgspec

from generator.importer.original import Dropped, Original, Paragraph
from generator.importer.recognise.simple import simple

_NO_WIDTH = str.maketrans("", "", "\u200b\u200c\u200d\u2060\ufeff\xad")
_HAN = "\u3400-\u9fff〇○"
_SIGN = "，。；：、！？《》〈〉（）〔〕“”‘’【】—…"
_INNER_BLANK = re.compile(rf"(?<=[{_HAN}{_SIGN}0-9]) (?=[{_HAN}{_SIGN}])|(?<=[{_HAN}{_SIGN}]) (?=[0-9])")


class Row(msgspec.Struct, frozen=True, gc=False):
    """One paragraph: `n` is its place, `printed` its words with single blanks.

    `text` is the same in simplified characters, for the patterns to look at, and `tight` is that without any blanks.
    """

    n: int
    paragraph: Paragraph
    text: str
    tight: str
    printed: str

    @property
    def line(self) -> int:
        """The first line that it came from; 0 where it came from none."""
        return self.paragraph.lines[0] if self.paragraph.lines else 0

    @property
    def plain(self) -> bool:
        """Whether it is text, and no table or image."""
        return self.paragraph.kind == "text"

    @property
    def whole(self) -> str:
        """The text of the paragraph, its own blanks kept, in simplified characters."""
        return self.paragraph.text if self.text is self.printed else simple(self.paragraph.text)

    @property
    def centred(self) -> bool:
        """Whether its format sets it in the middle, or calls it a heading."""
        return self.paragraph.align == "center" or self.paragraph.heading > 0

    def dropped(self, why: str) -> Dropped:
        """The whole row as text that the body doesn't hold."""
        return Dropped(self.line, self.paragraph.text, why)


def rows_of(original: Original) -> list[Row]:
    """A row for each paragraph; tables and images too, so that places stay places."""
    rows = []
    for n, paragraph in enumerate(original.paragraphs):
        words = paragraph.text.translate(_NO_WIDTH).split()
        tight = "".join(words)
        spread = len(words) > 3 and len(tight) < 1.4 * len(words)  # 关 于 印 发, one blank after each character
        printed = tight if spread else " ".join(words)
        text = simple(printed)
        rows.append(Row(n, paragraph, text, tight if text is printed else simple(tight), printed))
    return rows


def joined(texts: list[str]) -> str:
    """Lines of a title or of a name as one: the blanks at old line breaks, between Han, are gone."""
    return _INNER_BLANK.sub("", "".join(texts) if len(texts) > 1 else texts[0])
