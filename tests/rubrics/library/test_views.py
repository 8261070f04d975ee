"""Everybody who is signed in reads the library; a page asks the same number of queries at every size."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from hiring.core.models import User
from rubrics.library.loading import load_library
from rubrics.library.publishing import publish_version
from rubrics.library.reader import read_own_packs
from rubrics.models import (
    Checklist,
    Process,
    ProcessStep,
    Profile,
    Rubric,
    RubricCriterion,
    RubricVersion,
    Seniority,
    Source,
)
from tests.factories.rubrics import (
    ProcessFactory,
    ProcessStepFactory,
    ProfileFactory,
    RubricFactory,
    RubricVersionFactory,
    SeniorityFactory,
)

As = Callable[[User], Client]


def addresses(talk: Rubric) -> dict[str, str]:
    """Every page of the library that can be read."""
    version = talk.versions.get(number=1)
    return {
        "rubric-list": reverse("rubric-list"),
        "rubric": reverse("rubric", args=[talk.public_id]),
        "rubric-version": reverse("rubric-version", args=[version.public_id]),
        "rubric-versions": reverse("rubric-versions", args=[talk.public_id]),
        "rubric-compare": reverse("rubric-compare", args=[talk.public_id]),
        "process-list": reverse("process-list"),
        "process": reverse("process", args=[Process.objects.get(key="short").public_id]),
        "profile-list": reverse("profile-list"),
        "profile": reverse("profile", args=[Profile.objects.get(key="language").public_id]),
        "seniority-list": reverse("seniority-list"),
        "checklist-list": reverse("checklist-list"),
        "source-list": reverse("source-list"),
    }


PAGES = [
    "rubric-list",
    "rubric",
    "rubric-version",
    "rubric-versions",
    "rubric-compare",
    "process-list",
    "process",
    "profile-list",
    "profile",
    "seniority-list",
    "checklist-list",
    "source-list",
]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("persona", ["member", "auditor", "recruiter", "administrator"])
def test_everybody_who_is_signed_in_reads(
    talk: Rubric, browser_as: As, name: str, persona: str, request: pytest.FixtureRequest
) -> None:
    response = browser_as(request.getfixturevalue(persona)).get(addresses(talk)[name])
    assert response.status_code == 200
    assert b"<h1>" in response.content


@pytest.mark.parametrize("name", PAGES)
def test_a_visitor_is_asked_to_sign_in(talk: Rubric, client: Client, name: str) -> None:
    address = addresses(talk)[name]
    response = client.get(address)
    assert (response.status_code, response.url) == (302, f"{reverse('account_login')}?next={address}")


@pytest.mark.parametrize("name", PAGES)
def test_reading_pages_take_no_post(talk: Rubric, browser_as: As, administrator: User, name: str) -> None:
    assert browser_as(administrator).post(addresses(talk)[name]).status_code == 405


@pytest.mark.parametrize(
    "name", ["rubric", "rubric-version", "rubric-versions", "rubric-compare", "process", "profile"]
)
def test_what_is_not_there_is_404(browser_as: As, administrator: User, name: str) -> None:
    assert browser_as(administrator).get(reverse(name, args=["A" * 22])).status_code == 404


def test_an_empty_library_says_what_to_do(browser_as: As, member: User) -> None:
    for name in ["rubric-list", "process-list", "profile-list", "seniority-list", "checklist-list", "source-list"]:
        assert "manage.py load_rubrics" in browser_as(member).get(reverse(name)).content.decode()


def test_a_rubric_shows_all_that_it_judges(talk: Rubric, browser_as: As, member: User) -> None:
    text = browser_as(member).get(addresses(talk)["rubric"]).content.decode()
    for row in RubricCriterion.objects.filter(version__rubric=talk):
        shown = [row.title, row.measures, row.level_1, row.level_5, *row.strong_signals, *row.red_flags]
        shown += [question["ask"] for question in row.questions]
        assert [part for part in shown if part not in text] == []
    assert "Floor of this must-have" in text
    assert "A book" in text
    assert "The ML Test Score" in text
    assert "Data 1, test 1" in text
    assert "breck2017" not in text


def test_a_member_sees_no_draft(draft: RubricVersion, talk: Rubric, browser_as: As, member: User) -> None:
    browser = browser_as(member)
    assert "Draft" not in browser.get(reverse("rubric-list")).content.decode()
    assert "Draft" not in browser.get(addresses(talk)["rubric-versions"]).content.decode()
    assert browser.get(reverse("rubric-version", args=[draft.public_id])).status_code == 404
    compared = browser.get(addresses(talk)["rubric-compare"], {"old": 1, "new": 2})
    assert "Choose" not in compared.content.decode()
    assert compared.context["comparison"] is None


def test_a_recruiter_is_led_to_the_draft(draft: RubricVersion, talk: Rubric, browser_as: As, recruiter: User) -> None:
    browser = browser_as(recruiter)
    assert "Draft open" in browser.get(reverse("rubric-list")).content.decode()
    response = browser.get(reverse("rubric-version", args=[draft.public_id]))
    assert response.url == reverse("rubric-draft", args=[talk.public_id])


def test_a_rubric_without_a_version_is_seen_by_who_may_edit(browser_as: As, member: User, recruiter: User) -> None:
    rubric = RubricVersionFactory(published_at=None, reason="").rubric
    address = reverse("rubric", args=[rubric.public_id])
    assert browser_as(member).get(address).status_code == 404
    assert rubric.title not in browser_as(member).get(reverse("rubric-list")).content.decode()
    assert browser_as(recruiter).get(address).url == reverse("rubric-draft", args=[rubric.public_id])
    assert rubric.title in browser_as(recruiter).get(reverse("rubric-list")).content.decode()


def test_an_older_version_says_so(draft: RubricVersion, talk: Rubric, browser_as: As, recruiter: User) -> None:
    draft.criteria.filter(position=1).update(level_1="Better said.")
    publish_version(draft, actor=recruiter, reason="Clearer.", revision=1)
    old = browser_as(recruiter).get(reverse("rubric-version", args=[talk.versions.get(number=1).public_id]))
    assert "This is version 1. Version 2 is the latest." in old.content.decode()
    assert "Better said." not in old.content.decode()
    latest = browser_as(recruiter).get(addresses(talk)["rubric"])
    assert "Better said." in latest.content.decode()


def test_versions_show_reasons_and_weights(draft: RubricVersion, talk: Rubric, browser_as: As, recruiter: User) -> None:
    change = draft.weight_changes.create(
        criterion=draft.criteria.get(position=1).criterion, old=25, new=31, reason="Serving is late.", author=recruiter
    )
    draft.criteria.filter(position=1).update(level_1="Better said.")
    publish_version(draft, actor=recruiter, reason="Clearer anchors.", revision=1)
    text = browser_as(recruiter).get(addresses(talk)["rubric-versions"]).content.decode()
    for part in ["Clearer anchors.", "Published by Rec Ruiter", "Serving is late.", "31", "Published by the library"]:
        assert part in text
    assert change.at.strftime("%Y") in text


def test_two_versions_stand_side_by_side(draft: RubricVersion, talk: Rubric, browser_as: As, recruiter: User) -> None:
    draft.criteria.filter(position=1).update(level_1="Anchor one of c1.")
    response = browser_as(recruiter).get(addresses(talk)["rubric-compare"])
    text = response.content.decode()
    assert "<del>" in text
    assert "<ins>" in text
    assert "[removed:" in text
    assert "[added:" in text
    assert [change.title for change in response.context["comparison"].changed] == ["Title of c1"]


def test_a_version_that_is_not_there_is_not_compared(talk: Rubric, browser_as: As, recruiter: User) -> None:
    response = browser_as(recruiter).get(addresses(talk)["rubric-compare"], {"old": "1", "new": "x"})
    assert response.status_code == 200
    assert response.context["comparison"] is None


def test_words_find_rubrics_and_criteria(talk: Rubric, browser_as: As, member: User) -> None:
    browser = browser_as(member)
    by_title = browser.get(reverse("rubric-list"), {"q": "of TALK"})
    assert [line.rubric.key for line in by_title.context["lines"]] == ["talk"]
    by_criterion = browser.get(reverse("rubric-list"), {"q": "of t3"})
    assert [line.rubric.key for line in by_criterion.context["lines"]] == ["task"]
    assert "Nothing is called" in browser.get(reverse("rubric-list"), {"q": "zebra"}).content.decode()


def test_htmx_gets_the_results_alone(talk: Rubric, browser_as: As, member: User) -> None:
    response = browser_as(member).get(reverse("rubric-list"), {"q": "talk"}, headers={"HX-Request": "true"})
    assert response.content.decode().strip().startswith('<div class="stack-lg" id="results"')


def test_a_list_shows_50_and_more(browser_as: As, member: User) -> None:
    for number in range(51):
        RubricVersionFactory(rubric=RubricFactory(key=f"rubric_{number:02}"))
    browser = browser_as(member)
    first = browser.get(reverse("rubric-list"))
    assert (len(first.context["lines"]), "after=" in first.context["next_page"]) == (50, True)
    rest = browser.get(
        reverse("rubric-list"), {"after": Rubric.objects.get(key="rubric_49").public_id}, headers={"HX-Request": "true"}
    )
    assert [line.rubric.key for line in rest.context["lines"]] == ["rubric_50"]
    assert rest.content.decode().strip().startswith('<li class="rubric-line" data-row>')


def test_processes_show_50_and_more(browser_as: As, member: User) -> None:
    processes = ProcessFactory.create_batch(51)
    browser = browser_as(member)
    first = browser.get(reverse("process-list"))
    assert (len(first.context["blocks"]), first.context["after"]) == (50, processes[49].public_id)
    rest = browser.get(reverse("process-list"), {"after": processes[49].public_id})
    assert [block.process for block in rest.context["blocks"]] == [processes[50]]


def test_versions_show_50_and_more(browser_as: As, member: User) -> None:
    rubric = RubricFactory()
    for number in range(1, 53):
        RubricVersionFactory(rubric=rubric, number=number)
    browser, address = browser_as(member), reverse("rubric-versions", args=[rubric.public_id])
    first = browser.get(address)
    third = rubric.versions.get(number=3).public_id
    assert (len(first.context["entries"]), first.context["after"]) == (50, third)
    rest = browser.get(address, {"after": third})
    assert [entry.version.number for entry in rest.context["entries"]] == [2, 1]
    fragment = browser.get(address, {"after": third}, headers={"HX-Request": "true"}).content.decode()
    assert fragment.strip().startswith('<li class="event')
    assert fragment.count("<h2>") == 2
    assert browser.get(address, {"after": "x" * 22}).context["after"] == third


def test_a_retired_process_and_rubric_are_not_offered(talk: Rubric, browser_as: As, member: User) -> None:
    Process.objects.update(retired_at=timezone.now())
    Rubric.objects.filter(pk=talk.pk).update(retired_at=timezone.now())
    response = browser_as(member).get(reverse("rubric-list"))
    assert response.context["blocks"] == []
    assert [line.rubric.key for line in response.context["lines"]] == ["gate", "task"]
    assert "This rubric is retired" in browser_as(member).get(addresses(talk)["rubric"]).content.decode()


def test_a_profile_shows_its_weights_against_the_base(talk: Rubric, browser_as: As, member: User) -> None:
    shown = browser_as(member).get(addresses(talk)["profile"]).context["shown"]
    lines = [(line.title, line.base, line.here, line.difference) for line in shown.rubrics[0].lines]
    assert lines[0] == ("Title of c1", 25, 40, 15)
    assert shown.must_have_off == ["Title of c1"]
    assert [table.title for table in shown.processes] == ["Short process"]
    assert shown.rubrics[0].fits


def test_a_profile_that_no_longer_fits_says_so(
    draft: RubricVersion, talk: Rubric, browser_as: As, recruiter: User
) -> None:
    task = RubricCriterion.objects.get(criterion__key="t1", version__rubric__key="task")
    draft.criteria.filter(position=1).update(criterion=task.criterion)
    publish_version(draft, actor=recruiter, reason="Other.", revision=1)
    response = browser_as(recruiter).get(addresses(talk)["profile"])
    assert not response.context["shown"].rubrics[0].fits
    assert "Until the two agree, its own weights count." in response.content.decode()


def test_the_own_library_reads_well(browser_as: As, member: User, db: None) -> None:
    load_library(read_own_packs(), actor=None)
    tags = ["arora2026", "padmani2026", "breck2017", "hiringguide", "microsoft_mlops"]
    browser = browser_as(member)
    for model, name in [(Rubric, "rubric"), (Process, "process"), (Profile, "profile")]:
        for row in model.objects.all():
            response = browser.get(reverse(name, args=[row.public_id]))
            text = response.content.decode()
            assert response.status_code == 200
            assert len(text) < 100_000
            assert [tag for tag in tags if tag in text] == []


QUERIES = {
    "rubric-list": 10,
    "rubric": 9,
    "rubric-versions": 7,
    "process-list": 7,
    "process": 9,
    "profile-list": 4,
    "profile": 9,
    "seniority-list": 5,
    "checklist-list": 5,
    "source-list": 5,
}


def grow(rubric: Rubric, process: Process, profile: Profile) -> None:
    """One more of everything."""
    number = RubricVersion.objects.count() + 1
    version = RubricVersionFactory(rubric=rubric, number=number, sources=["breck2017 Data 1"])
    other = RubricVersionFactory().rubric
    RubricVersionFactory(rubric=other, number=2, published_at=None, reason="")
    ProcessStepFactory(process=process, rubric=other, position=number, weight=0)
    ProcessStepFactory(process=ProcessFactory(), rubric=rubric, position=number)
    RubricVersionFactory()
    keys = list(version.criteria.values_list("criterion__key", flat=True))
    profile.overrides |= {rubric.key: dict.fromkeys(keys, 50), other.key: {}}
    profile.step_weights |= {step.process.key: {} for step in ProcessStep.objects.select_related("process")}
    profile.must_have_off = keys
    profile.extra_questions += [{"ask": "What?", "follow_ups": [], "source": ["breck2017 Data 1"]}]
    profile.save()
    process.sources = ["book"]
    process.save()
    ProfileFactory(step_weights={process.key: {}})
    SeniorityFactory(key=f"bar_{number}", must_have_off=keys)
    Seniority.objects.filter(key=f"bar_{number}").update(must_have_off=keys)
    Source.objects.create(tag=f"t{number}", what="A work; a note")
    tests = [{"id": f"Data {number}", "test": "a test", "criteria": keys}]
    Checklist.objects.create(key=f"list_{number}", title="List", sections=[{"key": "a", "title": "A", "tests": tests}])


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("name", QUERIES)
def test_queries_do_not_grow(
    browser_as: As,
    recruiter: User,
    django_assert_num_queries: DjangoAssertNumQueries,
    name: str,
    rows: int,
) -> None:
    rubric, process, profile = RubricFactory(), ProcessFactory(), ProfileFactory()
    for _ in range(rows):
        grow(rubric, process, profile)
    arguments = {"rubric": rubric, "rubric-versions": rubric, "process": process, "profile": profile}
    address = reverse(name, args=[arguments[name].public_id] if name in arguments else [])
    browser = browser_as(recruiter)
    with django_assert_num_queries(QUERIES[name]):
        assert browser.get(address).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_of_a_comparison_do_not_grow(
    browser_as: As, recruiter: User, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    rubric = RubricFactory()
    for number in range(1, rows + 2):
        RubricVersionFactory(rubric=rubric, number=number)
    browser = browser_as(recruiter)
    with django_assert_num_queries(7):
        browser.get(reverse("rubric-compare", args=[rubric.public_id]))
