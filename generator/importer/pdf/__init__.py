"""PDF with a text layer: characters with their places, lines, paragraphs, tables."""
