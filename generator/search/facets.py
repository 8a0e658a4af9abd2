"""Facets: for each document the number of its region and of its issuer, in columns, and what the numbers mean."""

from collections.abc import Iterator, Mapping, Sequence
from string import ascii_lowercase, ascii_uppercase, digits

import msgspec

from generator.archive import Archive
from generator.search.docs import Segment, call

DIGITS = ascii_uppercase + ascii_lowercase + digits + "+/"
DOCS_IN_A_BLOCK = 16_384
LABELS_IN_A_BLOCK = 400


class Facet(msgspec.Struct, frozen=True):
    """Labels, and the number of the label of each document by its segment."""

    name: str
    labels: Sequence[Sequence[str | int]]
    columns: Mapping[str, Sequence[int]]

    @property
    def width(self) -> int:
        """How many digits of base 64 a number takes."""
        return next(n for n in range(1, 4) if len(self.labels) <= 64**n)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """The blocks of the columns and of the labels, by their names."""
        for segment, numbers in self.columns.items():
            for n, start in enumerate(range(0, len(numbers), DOCS_IN_A_BLOCK)):
                column = "".join(self._digits(number) for number in numbers[start : start + DOCS_IN_A_BLOCK])
                yield _file(f"c/{self.name}/{segment}/{n}", column)
        for n, start in enumerate(range(0, len(self.labels), LABELS_IN_A_BLOCK)):
            yield _file(f"l/{self.name}/{n}", self.labels[start : start + LABELS_IN_A_BLOCK])

    def _digits(self, number: int) -> str:
        return "".join(DIGITS[number >> 6 * n & 63] for n in reversed(range(self.width)))


def _file(name: str, value: object) -> tuple[str, bytes]:
    return name, call(name, msgspec.json.encode(value))


def facets(archive: Archive, segments: Sequence[Segment]) -> tuple[Facet, Facet]:
    """Regions as [short name, path, number of the region above or -1] and issuers as [name, slug].

    Both stand in the order of the archive, so a new place or organ changes the numbers of those behind it.
    """
    regions = {path: n for n, path in enumerate(archive.nodes)}
    issuers = {slug: n for n, slug in enumerate(archive.issuers)}
    return (
        Facet(
            "region",
            [
                (node.region[-1].short, path, regions.get(path.rpartition("/")[0], -1))
                for path, node in archive.nodes.items()
            ],
            {segment.name: [regions[doc.places[-1][1]] for doc in segment.docs] for segment in segments},
        ),
        Facet(
            "issuer",
            [(issuer.name, slug) for slug, issuer in archive.issuers.items()],
            {segment.name: [issuers[doc.issuer] for doc in segment.docs] for segment in segments},
        ),
    )
