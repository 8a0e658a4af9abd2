"""All cases: importing this module fills `CASES`."""

from originals import cases_odd, cases_pdf, cases_refused, cases_text, cases_web, cases_word
from originals.case import CASES

__all__ = ["CASES", "cases_odd", "cases_pdf", "cases_refused", "cases_text", "cases_web", "cases_word"]
