"""The index of the search: small files of postings and texts that a script in the browser asks for (docs/search.md)."""
