"""A paper as a Word document (.docx) in the form of GB/T 9704-2012, written part by part, without a library.

Paper ──document.docx_of──▶ bytes     styles for every look, so that a clerk who quotes takes the format along
"""
