"""Jinja as the layouts use it: what is missing is a fault, and what is put into markup is escaped, without detours."""

from collections.abc import Callable, Mapping, MutableMapping
from typing import Any

import jinja2
import markupsafe
import msgspec

LAYOUT = "layout:"  # what marks the frames of layouts in a traceback
_OF_DICTS = frozenset(dir(dict))
# What escape() does with a plain text before it wraps the result, which takes twenty times as long.
_escape_inner: Callable[[str], str] = getattr(markupsafe, "_escape_inner", markupsafe.escape)


def environment(sources: Mapping[str, str]) -> jinja2.Environment:
    """Jinja for these sources by name. A name that is missing is a fault, and what is put into markup is escaped."""

    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        """Jinja's way to a source; the file name that it gives is the one that tracebacks name."""
        return (sources[name], LAYOUT + name, lambda: True) if name in sources else None

    made = _Environment(
        loader=jinja2.FunctionLoader(load),
        undefined=jinja2.StrictUndefined,
        autoescape=jinja2.select_autoescape(("html", "xml", "xhtml", "opf", "svg")),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,  # all of them: a bounded cache is asked under a lock
    )
    made.template_class = _Template
    made.policies |= {"json.dumps_function": _json, "json.dumps_kwargs": {}}
    return made


def _json(value: object, indent: int = 0) -> str:
    """What json.dumps() writes, Chinese as it is, in a third of the time: with a blank after each comma and colon."""
    return msgspec.json.format(msgspec.json.encode(value, enc_hook=_as_text), indent=indent).decode()


def _as_text(value: object) -> str:
    """A text that a layout has put together, for JSON."""
    if isinstance(value, str):
        return str.__str__(value)
    raise TypeError(f"JSON 里放不下 {type(value).__name__}")


def escaped(value: object) -> str:
    """The value as it is written into markup: what markupsafe.escape() makes of it, as a plain str."""
    kind = type(value)
    if kind is str:
        return _escape_inner(value)  # type: ignore[arg-type]
    if kind is markupsafe.Markup:
        return value  # type: ignore[return-value]
    return markupsafe.escape(value)


class _Environment(jinja2.Environment):
    """Jinja that looks for the entry of a dict first: to fail to find an attribute takes ten times as long."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The attribute, else the entry."""
        if type(obj) is dict and attribute not in _OF_DICTS:
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        try:
            return getattr(obj, attribute)
        except AttributeError:
            return super().getattr(obj, attribute)


class _Template(jinja2.Template):
    """A template that writes what it puts out by `escaped`: Jinja's compiler calls `escape` for nothing else.

    Its globals are a plain dict, not a chain of two, for each page copies them several times.
    """

    @classmethod
    def _from_namespace(
        cls,
        environment: jinja2.Environment,
        namespace: MutableMapping[str, Any],
        globals: MutableMapping[str, Any],  # noqa: A002 -- Jinja's name
    ) -> jinja2.Template:
        namespace["escape"] = escaped
        return super()._from_namespace(environment, namespace, dict(globals))
