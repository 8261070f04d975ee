from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django import forms
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import path
from django.utils import timezone

from hiring.core.templatetags import plumbline

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def answer(request: object) -> None:
    """Stand for the pages of the sections in a small address table."""


urlpatterns = [path("", answer, name="inbox"), path("roles/", answer, name="role-list")]


def render(text: str, **context: object) -> str:
    return Template(text).render(Context(context))


class RoleForm(forms.Form):
    name = forms.CharField(help_text="As candidates read it.", min_length=4)
    note = forms.CharField(required=False, widget=forms.Textarea(attrs={"placeholder": "gone", "class": "wide"}))
    seen_by = forms.ChoiceField(choices=[("all", "All"), ("team", "Team")], widget=forms.RadioSelect)
    secret = forms.BooleanField(help_text="Only the team sees it.")
    kept = forms.CharField(widget=forms.HiddenInput, required=False)


class TestIcon:
    def test_without_words_it_is_decoration(self) -> None:
        assert plumbline.icon("x") == '<svg class="icon" aria-hidden="true"><use href="#i-x"/></svg>'

    def test_with_words_it_is_a_picture(self) -> None:
        assert 'role="img" aria-label="A &quot;b&quot;"' in plumbline.icon("x", 'A "b"')


class TestLevel:
    @pytest.mark.parametrize(
        ("value", "label"), [(1, "Level 1, not shown"), (5, "Level 5, exceptional"), (None, "Not assessed")]
    )
    def test_it_says_what_it_shows(self, value: int | None, label: str) -> None:
        assert f'role="img" aria-label="{label}"' in plumbline.level(value)

    @pytest.mark.parametrize(
        ("value", "style", "size", "classes"),
        [
            (3, "", "", "lv lv-3"),
            (3, "ink", "sm", "lv lv-sm lv-ink"),
            (None, "ink", "", "lv"),
            (2, "line", "", "lv lv-line"),
        ],
    )
    def test_colour_only_where_results_are_read(self, value: int | None, style: str, size: str, classes: str) -> None:
        assert f'class="{classes}"' in plumbline.level(value, style, size)

    def test_it_is_hidden_where_the_words_stand_beside_it(self) -> None:
        assert 'aria-hidden="true"' in plumbline.level(3, label="")


class TestPanelDots:
    def test_dots_are_sorted_by_state(self) -> None:
        drawing = plumbline.panel_dots(1, 1, 1)
        assert 'aria-label="Scorecards: 1 of 3 in, 1 late"' in drawing
        assert drawing.index("dot-in") < drawing.index("dot-late") < drawing.index('class="dot"')

    def test_nobody_late_is_not_said(self) -> None:
        assert 'aria-label="Scorecards: 2 of 3 in"' in plumbline.panel_dots(2, 0, 1)


@pytest.mark.parametrize(
    ("name", "letters"), [("Runa Achterberg", "RA"), ("Ada", "AD"), ("María de la Cruz", "MC"), ("", ""), ("Ö", "Ö")]
)
def test_initials_are_of_the_first_and_last_word(name: str, letters: str) -> None:
    assert plumbline.initials(name) == letters


class TestTimes:
    @pytest.mark.parametrize(
        ("before", "short", "long"),
        [
            (timedelta(), "today", "today"),
            (timedelta(hours=11), "today", "today"),
            (timedelta(hours=13), "1 d", "yesterday"),
            (timedelta(days=8), "8 d", "8 days ago"),
        ],
    )
    def test_days_are_those_of_the_calendar(self, before: timedelta, short: str, long: str) -> None:
        with time_machine.travel(NOON, tick=False):
            assert (plumbline.time_in_stage(NOON - before), plumbline.days_ago(NOON - before)) == (short, long)

    def test_days_are_those_of_the_reader(self) -> None:
        # 23:30 on the 19th in London is the 20th in Helsinki
        moment = datetime(2026, 11, 19, 23, 30, tzinfo=UTC)
        with time_machine.travel(NOON, tick=False), timezone.override("Europe/Helsinki"):
            assert plumbline.time_in_stage(moment) == "today"

    @pytest.mark.parametrize(
        ("past", "words"),
        [
            (timedelta(minutes=-1), ""),
            (timedelta(seconds=5), "1 min"),
            (timedelta(minutes=59), "59 min"),
            (timedelta(hours=23, minutes=59), "23 h"),
            (timedelta(days=1), "1 day"),
            (timedelta(days=2, hours=5), "2 days"),
        ],
    )
    def test_late_is_said_in_the_largest_whole_unit(self, past: timedelta, words: str) -> None:
        with time_machine.travel(NOON, tick=False):
            assert plumbline.late_by(NOON - past) == words

    @pytest.mark.parametrize(
        ("length", "words"),
        [(0, "0 min"), (45, "45 min"), (120, "2 h"), (75, "1 h 15 min"), (timedelta(minutes=90), "1 h 30 min")],
    )
    def test_durations_are_in_hours_and_minutes(self, length: int | timedelta, words: str) -> None:
        assert plumbline.duration(length) == words

    def test_no_time_is_no_word(self) -> None:
        words = [f(None) for f in (plumbline.time_in_stage, plumbline.days_ago, plumbline.late_by, plumbline.duration)]
        assert words == [""] * 4


@pytest.mark.parametrize(("count", "text"), [(0, "0"), (999, "999"), (1000, "999+")])
def test_a_count_stops_at_its_ceiling(count: int, text: str) -> None:
    assert plumbline.at_most(count) == text


class TestField:
    def test_hint_and_error_are_named_by_the_control(self) -> None:
        html = render('{% include "includes/field.html" %}', field=RoleForm({"name": "x"})["name"])
        assert 'aria-describedby="id_name_helptext id_name_error"' in html
        assert 'aria-invalid="true"' in html
        assert '<div class="field-hint" id="id_name_helptext">' in html
        assert '<div class="field-error" id="id_name_error">' in html
        assert 'value="x"' in html

    def test_a_field_without_fault_says_nothing_of_it(self) -> None:
        html = render('{% include "includes/field.html" %}', field=RoleForm()["name"])
        assert "aria-invalid" not in html
        assert "field-error" not in html

    def test_a_placeholder_is_left_out_and_own_classes_stay(self) -> None:
        html = render('{% include "includes/field.html" %}', field=RoleForm()["note"])
        assert "placeholder" not in html
        assert 'class="input wide"' in html
        assert '<span class="optional">optional</span>' in html

    def test_a_group_carries_the_error_and_not_each_choice(self) -> None:
        html = render('{% include "includes/field.html" %}', field=RoleForm({})["seen_by"])
        assert '<fieldset class="field is-invalid" id="id_seen_by" aria-describedby="id_seen_by_error">' in html
        assert html.count('type="radio"') == 2
        assert "aria-invalid" not in html

    def test_a_tick_stands_before_its_label_and_hint(self) -> None:
        html = render('{% include "includes/field.html" %}', field=RoleForm()["secret"])
        assert '<label for="id_secret">Secret</label><small id="id_secret_helptext">Only the team' in html
        assert 'aria-describedby="id_secret_helptext"' in html

    def test_a_hint_that_is_not_shown_is_not_named(self) -> None:
        assert "aria-describedby" not in render("{% control field hint=False %}", field=RoleForm()["name"])

    def test_a_hidden_field_is_only_itself(self) -> None:
        html = render('{% include "includes/field.html" %}', field=RoleForm()["kept"])
        assert html.strip() == '<input type="hidden" name="kept" id="id_kept">'

    def test_a_count_says_what_is_asked(self) -> None:
        html = render('{% include "includes/field.html" with count=True %}', field=RoleForm()["name"])
        assert 'data-counts="id_name" data-least="4"' in html
        assert ">At least 4 characters</span>" in html


class TestErrorSummary:
    def test_each_error_names_its_field_and_links_to_it(self) -> None:
        form = RoleForm({"name": "x"})
        form.add_error(None, "The role is closed.")
        assert list(plumbline.errors_with_links(form)) == [
            ("", "The role is closed."),
            ("id_name", "Name: Ensure this value has at least 4 characters (it has 1)."),
            ("id_seen_by_0", "Seen by: This field is required."),
            ("id_secret", "Secret: This field is required."),
        ]

    def test_a_form_without_errors_has_none(self) -> None:
        assert render('{% include "includes/error_summary.html" %}', form=RoleForm()).strip() == ""


@pytest.mark.urls(__name__)
class TestNavigation:
    @pytest.mark.parametrize(
        ("address", "section", "current"),
        [("/", None, "inbox"), ("/roles/abc/", None, "roles"), ("/x/", None, ""), ("/x/", "roles", "roles")],
    )
    def test_one_section_is_current(self, address: str, section: str | None, current: str) -> None:
        context = Context({"request": RequestFactory().get(address)} | ({"section": section} if section else {}))
        assert [item.section for item in plumbline.navigation(context) if item.is_current] == (
            [current] if current else []
        )

    def test_a_section_without_pages_has_no_link(self) -> None:
        assert [item.url for item in plumbline.navigation(Context({}))] == ["/", "/roles/"]
