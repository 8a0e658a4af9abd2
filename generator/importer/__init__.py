"""Originals (Word, PDF, web pages, text) into Markdown with front matter, ready to review."""
