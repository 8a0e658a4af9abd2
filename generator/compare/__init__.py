"""Two texts compared: the door of the package. Passages are told apart, paired by likeness, and compared by phrase."""

from generator.compare.passages import Passage, text_of
from generator.compare.rows import WORDS, Comparison, Row, compare, compare_texts

__all__ = ["WORDS", "Comparison", "Passage", "Row", "compare", "compare_texts", "text_of"]
