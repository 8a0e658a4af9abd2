"""Plain text: characters, lines, paragraphs."""
