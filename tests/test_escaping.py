"""What layouts put out is escaped as Jinja escapes it, though it isn't wrapped piece by piece."""

import json

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from generator.jinja import environment, escaped

VALUES = st.text("甲<>&'\"a", max_size=6) | st.integers() | st.none() | st.booleans()


@given(VALUES | VALUES.map(Markup) | st.lists(VALUES, max_size=2))
def test_a_value_is_escaped_as_jinja_escapes_it(value: object) -> None:
    assert escaped(value) == str(escape(value))


SOURCE = """
{% macro shown(thing) %}<b title="{{ thing }}">{{ thing }}</b>{% endmacro %}
{% set block %}[{{ text }}]{% endset %}
{{ shown(text) }} {{ block }} {{ text ~ html }} {{ html }} {{ text | e }} {{ [text] | join("&") }}
{{ number }} {{ text | safe }}
{% autoescape false %}{{ text }}{{ text | e }}{% endautoescape %}
{% filter upper %}{{ text }}{% endfilter %}
"""


@pytest.mark.parametrize("name", ["page.html", "feed.xml", "plain.txt"])
def test_a_layout_puts_out_what_it_puts_out_with_jinja_alone(name: str) -> None:
    data = {"text": "<a href='x'>&\"</a>", "html": Markup("<i>&amp;</i>"), "number": 12}
    ours = environment({name: SOURCE})
    plain = jinja2.Environment(
        loader=ours.loader,
        undefined=jinja2.StrictUndefined,
        autoescape=ours.autoescape,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    assert ours.get_template(name).render(data) == plain.get_template(name).render(data)


TEXTS = st.text(max_size=8)
VALUES_OF_JSON = st.recursive(
    TEXTS | st.integers(-(2**60), 2**60) | st.none() | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
)


@given(VALUES_OF_JSON, st.sampled_from(["", "indent=2"]))
def test_json_in_a_layout_is_what_python_writes(value: object, indent: str) -> None:
    made = (
        environment({"page.html": f"{{{{ value | tojson({indent}) }}}}"}).get_template("page.html").render(value=value)
    )
    told = json.dumps(value, ensure_ascii=False, indent=2 if indent else None)
    for sign in "<>&'":
        told = told.replace(sign, f"\\u{ord(sign):04x}")
    assert made == told


def test_json_takes_texts_that_a_layout_has_put_together_and_tells_what_it_cannot_take() -> None:
    ours = environment({"page.html": "{{ [text ~ markup, markup] | tojson }}", "none.html": "{{ [absent] | tojson }}"})
    assert ours.get_template("page.html").render(text="<", markup=Markup("乙")) == '["\\u0026lt;乙", "乙"]'
    with pytest.raises((TypeError, jinja2.UndefinedError)):
        ours.get_template("none.html").render()


@pytest.mark.parametrize("name", ["name", "items", "keys", "absent", "__class__"])
@pytest.mark.parametrize("thing", [{"name": "甲", "items": "乙"}, Markup("丙"), ["丁"], {}])
def test_what_stands_after_a_dot_is_what_jinja_finds(name: str, thing: object) -> None:
    ours, plain = environment({}), jinja2.Environment(undefined=jinja2.StrictUndefined)
    mine, theirs = ours.getattr(thing, name), plain.getattr(thing, name)
    assert type(mine) is type(theirs)
    assert isinstance(mine, jinja2.Undefined) or mine == theirs
