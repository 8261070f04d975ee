"""A role made from an earlier one."""

import pytest
from django.urls import reverse

from hiring.models import Role
from hiring.roles.members import add_member
from hiring.roles.stages import edit_stage, set_steps, weigh_criteria
from hiring.roles.steps import Step
from tests.factories.core import UserFactory
from tests.factories.hiring import MemberFactory
from tests.factories.roles import make_role, publish_with


def stage(role, title="Production"):
    return role.stages.get(title=title)


@pytest.fixture
def changed(role, manager):
    """The role with a panel of one, another time, and hand-set weights in its last step."""
    production = stage(role)
    edit_stage(
        production,
        actor=manager,
        panel_size=1,
        panel_reason="We are two.",
        minutes=90,
        due_hours=48,
        evidence_characters=60,
    )
    weigh_criteria(production, actor=manager, weights={"monitoring": 80, "release": 20}, reason="We only watch.")
    return role


def copy(library, source, actor, **choices):
    return make_role(library, actor=actor, team=source.team, copied_from=source, **choices)


def test_panels_times_and_hand_weights_are_taken_over_with_their_reasons(library, changed, recruiter):
    made = stage(copy(library, changed, recruiter))
    assert (made.panel_size, made.panel_reason, made.minutes) == (1, "We are two.", 90)
    assert (made.due_hours, made.evidence_characters) == (48, 60)
    assert dict(made.criteria.values_list("key", "weight")) == {"monitoring": 80, "release": 20}
    assert set(made.criteria.values_list("weight_source", flat=True)) == {"hand"}
    assert sorted(made.weight_changes.values_list("key", "old", "new", "reason", "author")) == [
        ("monitoring", 50, 80, "We only watch.", recruiter.pk),
        ("release", 50, 20, "We only watch.", recruiter.pk),
    ]


def test_people_stay_where_they_are(library, changed, manager, recruiter):
    add_member(changed, actor=manager, user=UserFactory(), right="interviewer")
    made = copy(library, changed, recruiter)
    assert list(made.members.values_list("user", "right")) == [(recruiter.pk, "recruiter")]
    assert not made.descriptions.exists()
    assert (made.state, made.version) == ("draft", 1)


def test_own_steps_go_along_with_the_same_process_alone(library, role, manager, recruiter):
    set_steps(role, actor=manager, steps=[Step(library.production, 100)], reason="One talk is enough.")
    made = copy(library, role, recruiter)
    assert list(made.stages.values_list("title", "weight")) == [("Production", 100)]
    assert made.own_steps
    assert made.stages.get().weight_changes.get().reason == "One talk is enough."
    other = library.process
    other.pk, other.public_id, other.key, other.title = None, "x" * 22, "other", "Other"
    other.save()
    for number, (rubric, weight) in enumerate([(library.screen, 50), (library.production, 50)], 1):
        other.steps.create(rubric=rubric, position=number, weight=weight)
    plain = copy(library, role, recruiter, process=other)
    assert list(plain.stages.values_list("title", "weight")) == [("Screen", 50), ("Production", 50)]
    assert not plain.own_steps


def test_a_newer_version_with_other_criteria_keeps_its_own_weights(library, changed, recruiter):
    publish_with(library.production, 2, {"monitoring": (60, 3), "cost": (40, None)}, raters_min=1)
    made = stage(copy(library, changed, recruiter))
    assert dict(made.criteria.values_list("key", "weight")) == {"monitoring": 60, "cost": 40}
    assert (made.minutes, made.panel_size, made.panel_reason) == (90, 1, "")
    assert not made.weight_changes.exists()


def test_without_anything_of_its_own_it_is_what_the_process_makes(library, role, recruiter):
    made = copy(library, role, recruiter)
    fields = ("position", "title", "weight", "weight_source", "minutes", "panel_size", "panel_reason")
    assert list(made.stages.values_list(*fields)) == list(role.stages.values_list(*fields))


# on pages and in the API


def test_the_form_is_filled_and_the_draft_made_from_it(changed, recruiter, browser_as):
    browser = browser_as(recruiter)
    url = reverse("role-create")
    assert f"{url}?from={changed.public_id}" in browser.get(reverse("role-detail", args=[changed.public_id])).text
    page = browser.get(url, {"from": changed.public_id})
    assert f"Made from “{changed.title}”" in page.text
    form = page.context["form"]
    sent = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}
    sent = {name: form.fields[name].prepare_value(value) for name, value in sent.items()}
    wrong = browser.post(url, {**sent, "title": "", "copied_from": changed.public_id})
    assert wrong.status_code == 422
    assert f'name="copied_from" value="{changed.public_id}"' in wrong.text
    browser.post(url, {**sent, "title": "The next one", "copied_from": changed.public_id})
    made = Role.objects.get(title="The next one")
    assert (made.team, made.place, made.process) == (changed.team, changed.place, changed.process)
    assert stage(made).panel_reason == "We are two."


def test_a_role_that_is_not_seen_is_not_copied(library, recruiter, browser_as):
    hidden = make_role(library, confidential=True)
    browser = browser_as(recruiter)
    for wanted in (hidden.public_id, "x" * 22, "nonsense", "\0"):
        assert browser.get(reverse("role-create"), {"from": wanted}).status_code == 404
    assert browser.post(reverse("role-create"), {"copied_from": hidden.public_id}).status_code == 404


def test_only_who_creates_roles_copies_one(role, auditor, browser_as):
    interviewer = MemberFactory(role=role).user
    for person in (auditor, interviewer):
        browser = browser_as(person)
        assert browser.get(reverse("role-create"), {"from": role.public_id}).status_code == 403
        assert "Create a role like this one" not in browser.get(reverse("role-detail", args=[role.public_id])).text


def test_the_api_takes_an_earlier_role(changed, recruiter, browser_as):
    body = {
        "title": "By API",
        **{name: getattr(changed, name).public_id for name in ("team", "place", "process", "role_type", "seniority")},
        "copied_from": changed.public_id,
    }
    answer = browser_as(recruiter).post(reverse("api:role-list"), body, content_type="application/json")
    assert answer.status_code == 201
    assert stage(Role.objects.get(title="By API")).minutes == 90
