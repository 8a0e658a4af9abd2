"""What layouts put out is escaped as Jinja escapes it, though it isn't wrapped piece by piece."""

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
