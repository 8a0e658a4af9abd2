"""What the tests of saved pages share: a page read, with its sum checked."""

from generator.importer import account
from generator.importer.original import Original
from generator.importer.web.html import read


def opened(page: str | bytes) -> Original:
    """The page as read; the sum of its characters is always checked."""
    original = read(page.encode("utf-8", "surrogatepass") if isinstance(page, str) else page, "页.html")
    assert account.of_original(original) is None
    assert [line.n for line in original.lines] == list(range(1, len(original.lines) + 1))
    assert all(d.why for d in original.dropped)
    assert original.paragraphs or original.problems
    return original


def texts(page: str | bytes) -> tuple[str, ...]:
    """The texts of its paragraphs."""
    return tuple(p.text for p in opened(page).paragraphs)
