"""Jinja as the layouts use it: what is missing is a fault, and what is put into markup is escaped, without detours."""

import marshal
from collections.abc import Callable, Mapping, MutableMapping
from typing import Any

import jinja2
import markupsafe
import msgspec

LAYOUT = "layout:"  # what marks the frames of layouts in a traceback
_OF_DICTS = frozenset(dir(dict))
# What escape() does with a plain text before it wraps the result, which takes twenty times as long.
_escape_inner: Callable[[str], str] = getattr(markupsafe, "_escape_inner", markupsafe.escape)


def environment(sources: Mapping[str, str], compiled: Mapping[str, bytes] = {}) -> jinja2.Environment:
    """Jinja for these sources by name. A name that is missing is a fault, and what is put into markup is escaped.

    `compiled` are those that were compiled before, as `compile_source` does it.
    """
    made = _Environment(
        loader=_Loader(sources, compiled),
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


def compile_source(jinja: jinja2.Environment, name: str, source: str) -> bytes:
    """The template as code of this Python, for an environment that is set up as `jinja` is."""
    return marshal.dumps(jinja.compile(source, name, LAYOUT + name))


class _Loader(jinja2.BaseLoader):
    """Jinja's way to a template; the file name that it gives is the one that tracebacks name."""

    def __init__(self, sources: Mapping[str, str], compiled: Mapping[str, bytes]) -> None:
        self._sources, self._compiled = sources, compiled

    def get_source(self, _: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        if template not in self._sources:
            raise jinja2.TemplateNotFound(template)
        return self._sources[template], LAYOUT + template, lambda: True

    def load(
        self,
        environment: jinja2.Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 -- Jinja's name
    ) -> jinja2.Template:
        if name in self._compiled:
            code = marshal.loads(self._compiled[name])
            return environment.template_class.from_code(environment, code, globals or {})
        return super().load(environment, name, globals)


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
