"""The recognition of an official document, whatever format it came in."""
