"""Pages and the API of a role's plan: who sees them, what they show, how many queries they take."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hiring.models import Benchmark, Role, RoleTimeline
from rubrics.models import Process
from tests.factories.core import UserFactory
from tests.factories.hiring import MemberFactory

ROLE_PAGES = ("role-plan", "role-expectations", "role-expectations-text", "api:role-plan", "api:role-expectations")


def address(name, thing):
    return (
        reverse(name, kwargs={"id": thing.public_id})
        if name.startswith("api:")
        else reverse(name, args=[thing.public_id])
    )


@pytest.mark.parametrize("name", ROLE_PAGES)
def test_whoever_sees_the_role_sees_its_plan(role, name, recruiter, auditor, member, browser_as, client):
    interviewer = MemberFactory(role=role, user=UserFactory()).user
    url = address(name, role)
    for person, expected in ((recruiter, 200), (auditor, 200), (interviewer, 200), (member, 404)):
        assert browser_as(person).get(url).status_code == expected
    assert client.get(url).status_code in {302, 401}
    assert browser_as(recruiter).post(url).status_code == 405


@pytest.mark.parametrize(("name", "queries"), [("role-plan", 10), ("role-expectations", 7)])
def test_pages_take_few_queries(role, name, queries, recruiter, browser_as, django_assert_num_queries):
    browser = browser_as(recruiter)
    with django_assert_num_queries(queries):
        assert browser.get(address(name, role)).status_code == 200


def test_the_page_of_a_process(make, member, browser_as, client, django_assert_num_queries):
    make()
    process = Process.objects.get(key="production_five_step")
    browser = browser_as(member)
    with django_assert_num_queries(10):
        page = browser.get(address("process-plan", process))
    assert "No step judges anything under “Communication”" in page.text
    assert address("process-plan", process) in browser.get(address("process", process)).text
    assert client.get(address("process-plan", process)).status_code == 302
    assert browser.post(address("process-plan", process)).status_code == 405


def test_the_map_names_every_number_and_every_source(role, recruiter, browser_as):
    text = browser_as(recruiter).get(address("role-plan", role)).text
    assert "Every part of the work is owned by a step" in text
    assert "First, a 30-minute screening call" in text
    assert "AI Expert Network, How to Hire a Machine Learning Engineer That Delivers" in text
    assert "<b>4.5</b>" in text  # deployment: 25 * 18 / 100
    assert "Change the steps" in text


def test_only_who_leads_a_draft_is_led_to_its_steps(role, recruiter, auditor, browser_as):
    assert "Change the steps" not in browser_as(auditor).get(address("role-plan", role)).text
    Role.objects.filter(pk=role.pk).update(state="open", opened_at=role.created_at)
    assert "Change the steps" not in browser_as(recruiter).get(address("role-plan", role)).text


def test_a_process_without_steps_has_an_empty_picture(role, recruiter, browser_as):
    role.stages.all().delete()
    browser = browser_as(recruiter)
    assert "No step judges candidates yet" in browser.get(address("role-plan", role)).text
    assert "No step judges candidates yet" in browser.get(address("role-expectations", role)).text


def test_the_download_is_markdown_with_a_name_of_its_own(role, recruiter, browser_as):
    response = browser_as(recruiter).get(address("role-expectations-text", role))
    assert response.headers["Content-Type"] == "text/markdown; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="what-to-expect-ml-engineer.md"'
    assert response.text.startswith("# What to expect: ML engineer")


def test_the_plan_in_the_api(role, recruiter, browser_as):
    plan = browser_as(recruiter).get(address("api:role-plan", role)).json()
    assert (plan["candidate_minutes"], plan["panel_minutes"], plan["interviews"]) == (435, 765, 4)
    assert [step["kind"] for step in plan["steps"]] == ["screen", "task", *["interview"] * 4]
    assert [part["id"] for part in plan["parts"] if part["owners"]] == [
        "pipelines",
        "algorithms",
        "serving",
        "cicd",
        "monitoring",
    ]
    assert plan["parts"][2]["owners"] == [role.stages.get(title="ML system design").public_id]
    assert sum(row["percent"] for row in plan["criteria"]) == pytest.approx(100)
    assert plan["faults"] == []
    assert {hint["rule"] for hint in plan["hints"]} == {
        "hint_realistic",
        "hint_outsider",
        "hint_both_sides",
        "hint_colleagues",
    }


def test_expectations_in_the_api(role, recruiter, browser_as):
    expected = browser_as(recruiter).get(address("api:role-expectations", role)).json()
    assert expected["minutes"] == 435
    assert expected["markdown"].startswith("# What to expect")
    assert "weight" not in expected["steps"][0]


def test_plans_of_processes_in_the_api(make, member, browser_as, django_assert_num_queries):
    make()
    browser = browser_as(member)
    with django_assert_num_queries(8):
        rows = browser.get(reverse("api:process-plan-list")).json()["results"]
    assert {row["key"]: len(row["plan"]["steps"]) for row in rows} == {
        "seven_step": 6,
        "production_five_step": 4,
        "short_four_step": 4,
    }
    one = browser.get(reverse("api:process-plan-detail", kwargs={"id": rows[0]["id"]})).json()
    assert one == rows[0]


# the timeline


def numbers(**changes):
    start = timezone.localdate() + timedelta(days=3)
    sent = {"interviewers": 4, "hours_a_week": 6, "candidates": 12, "pass_percent": 40, "weeks_by": "", "version": 0}
    return {**sent, "start_on": start.isoformat(), **changes}


def test_who_sees_and_who_changes_the_timeline(role, recruiter, auditor, member, browser_as, client):
    interviewer = MemberFactory(role=role, user=UserFactory()).user
    page, form = address("role-timeline", role), address("role-timeline-edit", role)
    for person, reads, changes in (
        (recruiter, 200, 200),
        (auditor, 200, 403),
        (interviewer, 200, 403),
        (member, 404, 404),
    ):
        assert browser_as(person).get(page).status_code == reads
        assert browser_as(person).get(form).status_code == changes
        if changes != 200:
            assert browser_as(person).post(form, numbers()).status_code == changes
    assert client.get(page).status_code == client.get(form).status_code == 302
    assert not RoleTimeline.objects.exists()


def test_the_page_of_a_timeline(role, recruiter, browser_as, django_assert_num_queries):
    browser = browser_as(recruiter)
    with django_assert_num_queries(10):
        text = browser.get(address("role-timeline", role)).text
    assert "Nobody has entered numbers yet" in text
    assert "Screening to offer: 6 to 12 weeks" in text
    assert "Hiring takes 2 to 4 months on average." in text
    assert text.count('class="plan-bar"') == 7


def test_numbers_are_entered_once_and_wrong_ones_are_kept_in_the_form(role, recruiter, browser_as):
    browser = browser_as(recruiter)
    form = address("role-timeline-edit", role)
    wrong = browser.post(form, numbers(interviewers="many", candidates=7))
    assert wrong.status_code == 422
    assert 'value="many"' in wrong.text
    assert 'value="7"' in wrong.text
    too_many = browser.post(form, numbers(candidates=501))
    assert too_many.status_code == 422
    assert "Write a whole number from 1 to 500." in too_many.text
    assert browser.post(form, numbers()).url == address("role-timeline", role)
    assert "entered on" in browser.get(address("role-timeline", role)).text
    late = browser.post(form, numbers(candidates=99))
    assert late.status_code == 422
    assert "Somebody changed this timeline" in late.text
    assert RoleTimeline.objects.get().candidates == 12


def test_a_role_without_a_source_on_time_says_so(role, recruiter, administrator, browser_as):
    Benchmark.objects.filter(topic="hiring_time").update(is_used=False)
    assert (
        "No source in use says how long hiring takes" in browser_as(recruiter).get(address("role-timeline", role)).text
    )


def test_the_timeline_in_the_api(role, recruiter, auditor, browser_as):
    url, verb = address("api:role-timeline", role), address("api:role-plan-timeline", role)
    browser = browser_as(recruiter)
    before = browser.get(url).json()
    assert (before["version"], len(before["phases"]), len(before["readings"])) == (0, 7, 3)
    assert browser_as(auditor).post(verb, numbers(), content_type="application/json").status_code == 403
    assert browser.post(verb, {}, content_type="application/json").status_code == 400
    assert browser.post(verb, numbers(), content_type="application/json").status_code == 200
    assert browser.post(verb, numbers(candidates=9), content_type="application/json").status_code == 412
    after = browser.get(url).json()
    assert after["version"] == 1
    assert after["inputs"] == {name: value for name, value in numbers().items() if name != "version"}
    assert after["filled"]["early"] <= after["filled"]["likely"] <= after["filled"]["late"]
    assert after["phases"][-1]["ends"] == after["filled"]
