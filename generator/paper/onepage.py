"""A volume as one HTML file to be read from a disk: style and pictures inside, nothing asked of any other place."""

import base64
import hashlib
from collections.abc import Mapping, Sequence

from generator.paper.pictures import Picture
from generator.paper.reading import Leaf, Place, Tell, reading_of, unheard
from generator.paper.stencils import Stencils
from generator.problem import Problem

_STYLES = ("book.css", "page.css")


def page_of(
    sources: Mapping[str, str], title: str, compiler: str, base: str, leaves: Sequence[Leaf], tell: Tell = unheard
) -> tuple[bytes, tuple[tuple[str, Problem], ...]]:
    """The page of these plans, and the problems of it; Refused where a layout is missing or faulty."""
    place = Place(
        plan=lambda plan: f"#plan-{plan}",
        anchor=lambda plan, anchor: f"#plan-{plan}.{anchor}",
        own=lambda plan, anchor: f"plan-{plan}.{anchor}",
        picture=_inside,
        level=2,
    )
    reading = reading_of(title, compiler, base, leaves, place, tell)
    stencils = Stencils(sources)
    style = "".join(stencils.text(name) for name in _STYLES)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    page = stencils.write(
        "page.html",
        volume=reading.volume,
        chapters=reading.chapters,
        titles=reading.titles,
        style=style,
        policy=f"'sha256-{digest}'",
    )
    return page.encode(), reading.problems


def _inside(picture: Picture) -> str:
    return f"data:{picture.kind};base64,{base64.b64encode(picture.data).decode()}"
