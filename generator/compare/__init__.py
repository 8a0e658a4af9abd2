"""Two texts compared: the door of the package. Passages are told apart, paired by likeness, and compared by phrase."""

from generator.compare.kept import pack, unpack
from generator.compare.passages import Text, text_of
from generator.compare.rows import WORDS, Comparison, Row, compare, compare_texts
from generator.compare.shown import Shown, shown

__all__ = [
    "WORDS",
    "Comparison",
    "Row",
    "Shown",
    "Text",
    "compare",
    "compare_texts",
    "pack",
    "shown",
    "text_of",
    "unpack",
]
