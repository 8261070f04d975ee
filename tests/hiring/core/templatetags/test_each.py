"""A loop over rows of plain fields."""

from typing import NamedTuple

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils.safestring import SafeString


class Row(NamedTuple):
    name: str
    mark: str


ROWS = [Row("Mira & Noa", SafeString("<b>late</b>")), Row("100 %", "")]
BOTH = "<li>{{ row.name }}{{ row.mark }}{{ word }}</li>"


def write(template: str, **context: object) -> str:
    return Template(template).render(Context(context))


def test_fields_are_escaped_as_in_any_loop():
    said = write("{% each row in rows %}" + BOTH + "{% endeach %}", rows=ROWS, word="5 %")
    assert said == write("{% for row in rows %}" + BOTH + "{% endfor %}", rows=ROWS, word="5 %")
    assert said == "<li>Mira &amp; Noa<b>late</b>5 %</li><li>100 %5 %</li>"


def test_one_field_and_none():
    assert write("{% each row in rows %}{{ row.name }};{% endeach %}", rows=ROWS) == "Mira &amp; Noa;100 %;"
    assert write("{% each row in rows %}{{ row.name }}{% endeach %}", rows=[]) == ""


def test_what_rows_have_in_common_is_written_once_with_what_the_page_knows():
    text = "{% each row in rows %}{{ row.name }}{% if leads %}{% icon 'more' %}{{ row.name }}{% endif %}{% endeach %}"
    assert write(text, rows=ROWS, leads=False) == "Mira &amp; Noa100 %"
    said = write(text, rows=ROWS, leads=True)
    assert (said.count('href="#i-more"'), said.count("100 %")) == (2, 2)


@pytest.mark.parametrize(
    "inside",
    [
        "{{ row.name|upper }}",
        "{% if row.mark %}late{% endif %}",
        "{% if leads %}{{ row.name|upper }}{% endif %}",
        "{% with row as other %}{{ other.name }}{% endwith %}",
        "{% url 'inbox' row.name %}",
    ],
)
def test_nothing_but_plain_fields_of_the_row_is_taken(inside):
    with pytest.raises(TemplateSyntaxError, match="plain fields of row"):
        Template("{% each row in rows %}{{ row.name }}" + inside + "{% endeach %}")


def test_a_loop_that_prints_nothing_of_its_rows_is_none():
    with pytest.raises(TemplateSyntaxError, match="here is none"):
        Template("{% each row in rows %}<li>{% endeach %}")


@pytest.mark.parametrize("tag", ["each", "each row of rows", "each row in"])
def test_how_it_is_written(tag):
    with pytest.raises(TemplateSyntaxError, match="each row in rows"):
        Template("{% " + tag + " %}{% endeach %}")
