"""Two texts compared: the door of the package. Passages are told apart, paired by likeness, and compared by phrase."""

from generator.compare.rows import WORDS, Comparison, Row, compare

__all__ = ["WORDS", "Comparison", "Row", "compare"]
