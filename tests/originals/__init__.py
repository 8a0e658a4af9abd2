"""Invented originals in every format that the importer reads, each with its truth, and the table of accuracy."""
