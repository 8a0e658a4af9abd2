"""要点: an archive of committee plans made into a static site."""

__version__ = "0.1.0"
