"""The layouts of what is read on a screen apart from the site: layouts/volume/."""

import re
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup, escape

from generator.jinja import environment
from generator.layouts import missing, problem_of
from generator.problem import Refused
from generator.sheet import by_sense

FOLDER = "volume/"
# What no XML document may hold, not even escaped (XML 1.0, 2.2).
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Stencils:
    """The layouts in volume/, given as all sources by name."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        self._sources = sources
        self._jinja = environment(sources)
        self._jinja.filters["by_sense"] = lambda title: Markup(by_sense(str(escape(title))))

    def text(self, name: str) -> str:
        """The layout `name` as it is; Refused where it is missing."""
        if FOLDER + name not in self._sources:
            raise Refused([missing(FOLDER + name)])
        return self._sources[FOLDER + name]

    def write(self, name: str, **data: Any) -> str:
        """What the layout `name` makes of `data`; Refused where it is missing or faulty."""
        try:
            return _UNWRITABLE.sub("", self._jinja.get_template(FOLDER + name).render(data))
        except Exception as fault:  # a template runs whatever stands in it
            raise Refused([problem_of(FOLDER + name, fault)]) from fault
