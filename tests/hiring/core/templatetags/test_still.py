"""What stands still on a page: written once, seen by nobody's request."""

from types import SimpleNamespace

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils import translation

CALLS = "{% still %}{{ reader }}{% now 'u' %}{% endstill %}"


def test_it_is_written_once_and_sees_no_variable() -> None:
    template = Template(CALLS)
    first = template.render(Context({"reader": "Mira"}))
    assert "Mira" not in first
    assert template.render(Context({"reader": "Noa"})) == first


def test_another_language_is_written_apart() -> None:
    template = Template("{% still %}{% get_current_language as code %}{{ code }}{% endstill %}")
    with translation.override("en"):
        assert template.render(Context()) == "en"
    with translation.override("de"):
        assert template.render(Context()) == "de"


def test_what_is_about_an_object_is_kept_with_that_object() -> None:
    template = Template("{% still thing %}{{ thing.name }}{{ reader }}{% endstill %}")
    one, other = SimpleNamespace(name="one"), SimpleNamespace(name="<other>")
    assert template.render(Context({"thing": one, "reader": "Mira"})) == "one"
    assert template.render(Context({"thing": other})) == "&lt;other&gt;"
    one.name = "changed"
    assert template.render(Context({"thing": one})) == "one"


def test_it_takes_one_object_at_most() -> None:
    with pytest.raises(TemplateSyntaxError, match="one object"):
        Template("{% still one other %}{% endstill %}")
