"""Every page of this room: who may see it, who may do what it offers, and that it does it once."""

import pytest
from django.urls import reverse

from hiring.core.models import AuditEntry
from hiring.models import Role, Team
from rubrics.models import Process
from tests.factories.core import PlaceFactory, UserFactory
from tests.factories.hiring import MemberFactory, TeamFactory
from tests.factories.intake import make_member, make_open
from tests.factories.roles import make_role, publish_with

ROLE_PAGES = {
    # name: (lead, sees the role, stranger) by GET
    "role-edit": (200, 403, 404),
    "role-stages": (200, 200, 404),
    "role-team": (200, 200, 404),
    "role-steps": (200, 403, 404),
    "role-steps-save": (200, 403, 404),
}
STAGE_PAGES = ("stage-edit", "stage-weights")
BUTTONS = ("role-stages-refresh", "role-steps-reset")


@pytest.fixture
def people(role, manager, interviewer, recruiter, administrator, auditor, member):
    return {
        "lead": [manager, recruiter, make_member(role, right="recruiter")],
        "sees": [interviewer, administrator, auditor],
        "stranger": [member],
    }


def stage_of(role, title="Production"):
    return role.stages.get(title=title)


@pytest.mark.parametrize("name", ROLE_PAGES)
def test_pages_of_a_role(role, people, browser_as, client, name):
    url = reverse(name, args=[role.public_id])
    for group, expected in zip(("lead", "sees", "stranger"), ROLE_PAGES[name], strict=True):
        for person in people[group]:
            assert browser_as(person).get(url).status_code == expected, (group, person)
    assert client.get(url).status_code == 302
    assert browser_as(people["lead"][0]).delete(url).status_code == 405


@pytest.mark.parametrize("name", STAGE_PAGES)
def test_pages_of_a_stage(role, people, browser_as, client, name):
    url = reverse(name, args=[role.public_id, stage_of(role).public_id])
    for group, expected in (("lead", 200), ("sees", 403), ("stranger", 404)):
        for person in people[group]:
            assert browser_as(person).get(url).status_code == expected, (group, person)
    assert client.get(url).status_code == 302
    assert browser_as(people["lead"][0]).delete(url).status_code == 405


@pytest.mark.parametrize("name", STAGE_PAGES)
def test_a_stage_of_another_role_is_not_found(library, role, manager, browser_as, name):
    other = make_role(library, actor=manager, team=role.team)
    url = reverse(name, args=[role.public_id, stage_of(other).public_id])
    assert browser_as(manager).get(url).status_code == 404


@pytest.mark.parametrize("name", BUTTONS)
def test_buttons_of_a_role(role, people, browser_as, client, name):
    url = reverse(name, args=[role.public_id])
    for group, expected in (("sees", 403), ("stranger", 404)):
        for person in people[group]:
            assert browser_as(person).post(url).status_code == expected, (group, person)
    assert client.post(url).status_code == 302
    assert browser_as(people["lead"][0]).get(url).status_code == 405
    assert AuditEntry.objects.exclude(action="role.created").count() == 0
    assert browser_as(people["lead"][0]).post(url).url == reverse("role-stages", args=[role.public_id])
    assert AuditEntry.objects.exclude(action="role.created").count() == 1


def test_a_confidential_role_is_found_by_its_team_and_auditors_alone(
    library, recruiter, administrator, auditor, browser_as
):
    hidden = make_role(library, confidential=True)
    url = reverse("role-stages", args=[hidden.public_id])
    assert [browser_as(user).get(url).status_code for user in (recruiter, administrator, auditor)] == [404, 404, 200]


# the list


def titles(response):
    return [line.role.title for line in response.context["page_of_roles"].lines]


def test_the_list_shows_what_its_reader_sees(
    library, role, manager, interviewer, recruiter, member, browser_as, client
):
    hidden = make_role(library, title="Hidden", confidential=True)
    url = reverse("role-list")
    assert titles(browser_as(manager).get(url)) == [role.title]
    assert titles(browser_as(interviewer).get(url)) == [role.title]
    assert titles(browser_as(recruiter).get(url)) == [role.title]
    assert titles(browser_as(hidden.created_by).get(url)) == ["Hidden"]
    assert titles(browser_as(member).get(url)) == []
    assert client.get(url).status_code == 302
    assert browser_as(manager).post(url).status_code == 405


def test_the_list_filters_by_state_team_own_and_words(library, role, manager, recruiter, browser_as):
    other = make_role(library, title="Platform engineer", team=TeamFactory(name="Platform"))
    make_open(other)
    browser = browser_as(recruiter)

    def found(**wanted):
        return titles(browser.get(reverse("role-list"), wanted))

    assert found() == ["Platform engineer", role.title]
    assert found(state="open") == ["Platform engineer"]
    assert found(state="draft") == [role.title]
    assert found(state="closed") == []
    assert found(state="nonsense") == ["Platform engineer", role.title]
    assert found(team=other.team.public_id) == ["Platform engineer"]
    assert found(q="fraud ENGINEER") == [role.title]
    assert found(q="%") == []
    assert found(mine="1") == []
    MemberFactory(role=other, user=recruiter, right="recruiter")
    assert found(mine="1") == ["Platform engineer"]


def test_the_list_goes_on_after_fifty(library, recruiter, browser_as):
    team, place = TeamFactory(), PlaceFactory()
    for number in range(52):
        make_role(library, actor=recruiter, team=team, place=place, title=f"Role {number}")
    browser = browser_as(recruiter)
    first = browser.get(reverse("role-list"))
    assert titles(first) == [f"Role {number}" for number in range(51, 1, -1)]
    after = first.context["page_of_roles"].after
    assert f"after={after}" in first.text
    more = browser.get(reverse("role-list"), {"after": after}, headers={"HX-Request": "true"})
    assert titles(more) == ["Role 1", "Role 0"]
    assert more.text.lstrip().startswith("<tr")
    assert "after=" not in more.text


def test_the_list_is_read_by_the_same_queries_at_every_size(library, manager, browser_as, django_assert_num_queries):
    browser = browser_as(manager)
    browser.get(reverse("role-list"))
    for _size in (1, 3):
        with django_assert_num_queries(7):
            browser.get(reverse("role-list"))
        for _role in range(2):
            make_role(library, actor=manager, team=TeamFactory.create(managers=[manager]))


def test_an_empty_list_says_what_to_do_next(member, recruiter, browser_as):
    assert (
        "Roles come here when somebody puts you on a hiring team." in browser_as(member).get(reverse("role-list")).text
    )
    assert "Create a role" in browser_as(recruiter).get(reverse("role-list")).text
    assert "No role like this" in browser_as(recruiter).get(reverse("role-list"), {"q": "x"}).text


# creating and editing


def choices(library, team, **changes):
    return {
        "title": "Senior ML engineer",
        "team": team.public_id,
        "place": PlaceFactory().public_id,
        "process": library.process.public_id,
        "role_type": library.role_type.public_id,
        "specialism": "",
        "seniority": library.mid.public_id,
        **changes,
    }


def test_who_may_create(library, recruiter, administrator, manager, auditor, member, interviewer, browser_as, client):
    url = reverse("role-create")
    for person, expected in (
        (recruiter, 200),
        (administrator, 200),
        (manager, 200),
        (auditor, 403),
        (member, 403),
        (interviewer, 403),
    ):
        assert browser_as(person).get(url).status_code == expected, person
    assert client.get(url).status_code == 302
    assert browser_as(recruiter).delete(url).status_code == 405


def test_a_role_is_created_and_leads_to_its_page(library, recruiter, browser_as):
    named = UserFactory(name="Named")
    answer = browser_as(recruiter).post(
        reverse("role-create"),
        choices(library, TeamFactory(), specialism=library.specialism.public_id, manager=named.public_id),
    )
    role = Role.objects.get()
    assert answer.url == reverse("role-detail", args=[role.public_id])
    assert (role.title, role.specialism, role.role_type) == (
        "Senior ML engineer",
        library.specialism,
        library.role_type,
    )
    assert set(role.members.values_list("user__name", "right")) == {("Named", "manager"), ("Rec Ruiter", "recruiter")}


def test_what_is_missing_is_named_and_what_was_typed_stays(library, recruiter, browser_as):
    answer = browser_as(recruiter).post(reverse("role-create"), {"title": "Kept title", "process": "nonsense"})
    assert answer.status_code == 422
    assert sorted(answer.context["form"].errors) == ["place", "process", "role_type", "seniority", "team"]
    assert 'value="Kept title"' in answer.text
    assert not Role.objects.exists()


def test_a_manager_chooses_among_their_own_teams(library, role, manager, browser_as):
    other = TeamFactory()
    answer = browser_as(manager).post(reverse("role-create"), choices(library, other))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["team"]
    assert "manager" not in answer.context["form"].fields


def test_choices_show_what_they_make(library, recruiter, browser_as):
    browser = browser_as(recruiter)
    asked = {
        "process": library.process.public_id,
        "role_type": library.role_type.public_id,
        "specialism": library.specialism.public_id,
        "seniority": library.mid.public_id,
    }
    shown = browser.get(reverse("role-preview"), asked)
    for words in ("70 %", "Weights of the role type", "30 %", "Weights of the specialism", "Only advice: Shipped"):
        assert words in shown.text
    assert "Choose a process" in browser.get(reverse("role-preview")).text
    plain = browser.post(reverse("role-create"), {**asked, "title": "Kept", "preview": "1"})
    assert plain.status_code == 200
    assert "Shipped" in plain.text
    assert 'value="Kept"' in plain.text
    assert "Error:" not in plain.text
    assert not Role.objects.exists()


def test_the_preview_is_for_who_may_create(library, member, client, browser_as):
    assert client.get(reverse("role-preview")).status_code == 302
    assert browser_as(member).get(reverse("role-preview")).status_code == 403
    assert browser_as(member).post(reverse("role-preview")).status_code == 405


def test_the_form_is_read_by_the_same_queries_at_every_size(library, recruiter, browser_as, django_assert_num_queries):
    browser = browser_as(recruiter)
    for _size in (1, 3):
        TeamFactory.create_batch(2)
        PlaceFactory.create_batch(2)
        with django_assert_num_queries(10):
            browser.get(reverse("role-create"))


def edited(role, library, **changes):
    return {
        **choices(library, role.team, title=role.title, place=role.place.public_id, version=role.version),
        "role_type": role.role_type.public_id,
        **changes,
    }


def test_an_edit_is_saved(role, manager, library, browser_as):
    url = reverse("role-edit", args=[role.public_id])
    answer = browser_as(manager).post(url, edited(role, library, title="Newer title"))
    assert answer.url == reverse("role-detail", args=[role.public_id])
    role.refresh_from_db()
    assert role.title == "Newer title"


def test_a_stale_edit_shows_both_and_can_be_sent_again(role, manager, library, browser_as):
    url = reverse("role-edit", args=[role.public_id])
    browser = browser_as(manager)
    browser.post(url, edited(role, library, title="Hers"))
    stale = browser.post(url, edited(role, library, title="His"))
    assert stale.status_code == 422
    assert stale.context["form"].theirs == (("Title", "Hers"),)
    assert 'value="His"' in stale.text
    role.refresh_from_db()
    assert role.title == "Hers"
    assert f'name="version" value="{role.version}"' in stale.text
    browser.post(url, edited(role, library, title="His", version=role.version))
    role.refresh_from_db()
    assert role.title == "His"


def test_an_open_role_offers_only_what_may_change(role, manager, library, browser_as):
    make_open(role)
    role.refresh_from_db()
    url = reverse("role-edit", args=[role.public_id])
    page = browser_as(manager).get(url)
    assert set(page.context["form"].fields) == {"version", "title", "team", "place", "confidential"}
    answer = browser_as(manager).post(url, edited(role, library, title="Newer", seniority=library.junior.public_id))
    assert answer.status_code == 302
    role.refresh_from_db()
    assert (role.title, role.seniority) == ("Newer", library.mid)


# stages


def test_the_stages_say_where_each_weight_comes_from(library, manager, browser_as):
    role = make_role(
        library, actor=manager, team=TeamFactory.create(managers=[manager]), role_type=library.role_type,
        specialism=library.specialism, seniority=library.junior,
    )  # fmt: skip
    page = browser_as(manager).get(reverse("role-stages", args=[role.public_id]))
    assert [(shown.stage.title, shown.source) for shown in page.context["shown"].stages] == [
        ("Job text", "Weights of the rubric itself."),
        ("Screen", "Weights of the role type Data scientist."),
        ("Production", "Weights of the specialism Language models."),
    ]
    assert "The weights of the steps are those of the role type Data scientist." in page.text
    assert "switched off by Data scientist, Junior" in page.text
    assert "Must-have, floor 3" in page.text


def test_a_profile_without_weights_for_the_process_is_named(library, role, manager, browser_as):
    page = browser_as(manager).get(reverse("role-stages", args=[role.public_id]))
    assert page.context["shown"].silent == [
        "Machine-learning engineer has no weights for this process, so the rubrics’ own stand."
    ]
    assert "has no weights for this process" in page.text


def test_a_newer_version_is_named_and_taken_with_one_button(library, role, manager, browser_as):
    publish_with(library.production, 2, {"monitoring": (80, 3), "release": (20, None)})
    browser = browser_as(manager)
    page = browser.get(reverse("role-stages", args=[role.public_id]))
    assert "version 2 is out" in page.text
    browser.post(reverse("role-stages-refresh", args=[role.public_id]))
    assert stage_of(role).rubric_version.number == 2
    assert "version 2 is out" not in browser.get(reverse("role-stages", args=[role.public_id])).text


def test_an_open_role_offers_no_change(role, manager, browser_as):
    make_open(role)
    browser = browser_as(manager)
    page = browser.get(reverse("role-stages", args=[role.public_id]))
    assert not page.context["may_change"]
    assert reverse("role-steps", args=[role.public_id]) not in page.text
    assert "Frozen since the role opened" in page.text
    follow = browser.post(reverse("role-stages-refresh", args=[role.public_id]), follow=True)
    assert "frozen" in follow.text


def test_the_stages_are_read_by_the_same_queries_at_every_size(library, manager, browser_as, django_assert_num_queries):
    from hiring.roles.processes import save_process
    from hiring.roles.steps import Step

    short = save_process(actor=manager, title="Short", steps=[Step(library.screen, 100)])
    team = TeamFactory.create(managers=[manager])
    browser = browser_as(manager)
    for process in (short, library.process):
        role = make_role(library, actor=manager, team=team, process=process)
        with django_assert_num_queries(9):
            browser.get(reverse("role-stages", args=[role.public_id]))


def stage_values(role, stage, **changes):
    return {
        "version": role.version,
        "panel_size": stage.panel_size,
        "panel_reason": stage.panel_reason,
        "minutes": stage.minutes,
        "due_hours": stage.due_hours,
        "evidence_characters": stage.evidence_characters,
        "rubric_version": stage.rubric_version.public_id,
        **changes,
    }


def test_a_stage_is_edited_and_its_errors_stand_at_their_fields(role, manager, browser_as):
    stage = stage_of(role)
    url = reverse("stage-edit", args=[role.public_id, stage.public_id])
    browser = browser_as(manager)
    for changes, field in (
        ({"panel_size": 1}, "panel_reason"),
        ({"minutes": 0}, "minutes"),
        ({"due_hours": "soon"}, "due_hours"),
        ({"evidence_characters": 501}, "evidence_characters"),
        ({"rubric_version": stage_of(role, "Screen").rubric_version.public_id}, "rubric_version"),
    ):
        answer = browser.post(url, stage_values(role, stage, **changes))
        assert answer.status_code == 422
        assert list(answer.context["form"].errors) == [field]
    done = browser.post(url, stage_values(role, stage, panel_size=1, panel_reason="Team of three.", minutes=90))
    assert done.url == reverse("role-stages", args=[role.public_id])
    stage.refresh_from_db()
    assert (stage.panel_size, stage.panel_reason, stage.minutes) == (1, "Team of three.", 90)


def test_a_stale_stage_shows_what_stands_now(role, manager, browser_as):
    stage = stage_of(role)
    url = reverse("stage-edit", args=[role.public_id, stage.public_id])
    browser = browser_as(manager)
    browser.post(url, stage_values(role, stage, minutes=90))
    stale = browser.post(url, stage_values(role, stage, minutes=45))
    assert stale.status_code == 422
    assert stale.context["form"].theirs == (("Duration in minutes", "90"),)
    stage.refresh_from_db()
    assert stage.minutes == 90


def test_weights_are_set_by_hand_and_taken_back(role, manager, browser_as):
    stage = stage_of(role)
    url = reverse("stage-weights", args=[role.public_id, stage.public_id])
    browser = browser_as(manager)
    wrong = browser.post(url, {"version": role.version, "monitoring": 60, "release": 50, "reason": "Rare."})
    assert wrong.status_code == 422
    assert "The weights sum to 110. Make it 100." in wrong.text
    browser.post(url, {"version": role.version, "monitoring": 60, "release": 40, "reason": "Releases are rare."})
    page = browser.get(reverse("role-stages", args=[role.public_id])).text
    assert "Weights set for this role." in page
    assert "“Releases are rare.”" in page
    reset = reverse("stage-weights-reset", args=[role.public_id, stage.public_id])
    assert browser.get(reset).status_code == 405
    browser.post(reset)
    assert dict(stage.criteria.values_list("key", "weight")) == {"monitoring": 50, "release": 50}


def test_who_may_take_weights_back(role, people, browser_as, client):
    url = reverse("stage-weights-reset", args=[role.public_id, stage_of(role).public_id])
    for group, expected in (("sees", 403), ("stranger", 404)):
        for person in people[group]:
            assert browser_as(person).post(url).status_code == expected
    assert client.post(url).status_code == 302


# steps and processes


def step_data(*steps, **more):
    return {"step": [rubric.public_id for rubric, _ in steps], "weight": [str(weight) for _, weight in steps], **more}


def rows(answer):
    return [(row.rubric.title, row.weight) for row in answer.context["builder"].rows]


def test_steps_are_moved_added_and_removed_without_being_kept(role, manager, library, browser_as):
    url = reverse("role-steps", args=[role.public_id])
    browser = browser_as(manager)
    assert rows(browser.get(url)) == [("Job text", "0"), ("Screen", "40"), ("Production", "60")]
    steps = (library.gate, 0), (library.screen, 40), (library.production, 60)
    up = browser.post(url, step_data(*steps, do="up:2", version=role.version))
    assert rows(up) == [("Job text", "0"), ("Production", "60"), ("Screen", "40")]
    removed = browser.post(url, step_data(*steps, do="remove:1", version=role.version))
    assert rows(removed) == [("Job text", "0"), ("Production", "60")]
    added = browser.post(
        url, step_data(*steps[1:], do="add", rubric=library.gate.public_id, version=role.version, reason="Kept")
    )
    assert rows(added)[0] == ("Job text", "0")
    assert "Kept" in added.text
    assert list(role.stages.values_list("title", flat=True)) == ["Job text", "Screen", "Production"]
    part = browser.post(url, step_data(*steps, do="up:2"), headers={"HX-Request": "true"})
    assert part.text.lstrip().startswith('<section id="builder"')


def test_own_steps_are_saved_with_a_reason(role, manager, library, browser_as):
    url = reverse("role-steps", args=[role.public_id])
    browser = browser_as(manager)
    steps = (library.production, 70), (library.screen, 30)
    missing = browser.post(url, step_data(*steps, do="save", version=role.version))
    assert missing.status_code == 422
    assert list(missing.context["form"].errors) == ["reason"]
    wrong = browser.post(url, step_data((library.production, 70), do="save", version=role.version, reason="Short."))
    assert "The weights of the steps sum to 70. Make it 100." in wrong.text
    done = browser.post(url, step_data(*steps, do="save", version=role.version, reason="No gate here."))
    assert done.url == reverse("role-stages", args=[role.public_id])
    assert list(role.stages.values_list("title", "weight")) == [("Production", 70), ("Screen", 30)]
    stale = browser.post(url, step_data(*steps, do="save", version=role.version, reason="Again."))
    assert stale.status_code == 422
    assert "Somebody changed this role" in stale.text


def test_the_steps_of_a_role_become_a_preset(role, manager, browser_as):
    url = reverse("role-steps-save", args=[role.public_id])
    browser = browser_as(manager)
    assert browser.post(url, {"title": ""}).status_code == 422
    assert browser.post(url, {"title": "Ours"}).url == reverse("role-stages", args=[role.public_id])
    assert browser.post(url, {"title": "Ours"}).status_code == 422
    assert Process.objects.filter(title="Ours").count() == 1


def test_a_process_is_built_and_offered(library, recruiter, browser_as):
    url = reverse("process-create")
    browser = browser_as(recruiter)
    assert rows(browser.get(url)) == []
    first = browser.post(url, {"do": "add", "rubric": library.production.public_id, "title": "Kept"})
    assert rows(first) == [("Production", "100")]
    assert 'value="Kept"' in first.text
    wrong = browser.post(url, step_data((library.production, 90), do="save", title="Half"))
    assert wrong.status_code == 422
    done = browser.post(url, step_data((library.gate, 0), (library.production, 100), do="save", title="Production"))
    process = Process.objects.get(title="Production")
    assert done.url == reverse("process", args=[process.public_id])
    assert process in Process.objects.offered()


def test_who_may_build_a_process(manager, recruiter, administrator, interviewer, auditor, member, browser_as, client):
    url = reverse("process-create")
    for person, expected in (
        (manager, 200),
        (recruiter, 200),
        (administrator, 200),
        (interviewer, 403),
        (auditor, 403),
        (member, 403),
    ):
        assert browser_as(person).get(url).status_code == expected, person
        assert browser_as(person).post(url, {"do": "save"}).status_code == (422 if expected == 200 else 403)
    assert client.get(url).status_code == 302
    assert browser_as(manager).delete(url).status_code == 405


@pytest.mark.parametrize(
    "data",
    [
        {"do": "up:x"},
        {"do": "up:99999"},
        {"do": "up:-1"},
        {"do": "remove:7"},
        {"do": "explode:0"},
        {"do": "add", "rubric": "nonsense"},
        {"do": "count", "step": ["nonsense"], "weight": ["5"]},
        {"do": "count", "step": ["nonsense", "other"], "weight": ["5"]},
    ],
)
def test_nonsense_builds_nothing_and_breaks_nothing(recruiter, browser_as, data):
    assert rows(browser_as(recruiter).post(reverse("process-create"), data)) == []


def test_a_weight_that_is_no_number_counts_as_nothing(library, recruiter, browser_as):
    answer = browser_as(recruiter).post(
        reverse("process-create"), step_data((library.screen, "-5"), (library.production, "٣"), do="save", title="Odd")
    )
    assert answer.status_code == 422
    assert rows(answer) == [("Screen", "-5"), ("Production", "٣")]


# hiring team


def test_a_person_is_added_and_removed(role, manager, browser_as):
    person = UserFactory(name="New Colleague")
    url = reverse("role-team", args=[role.public_id])
    browser = browser_as(manager)
    data = {"user": person.public_id, "right": "interviewer"}
    assert browser.post(url, data).url == url
    twice = browser.post(url, data)
    assert (twice.status_code, "has this right already" in twice.text) == (422, True)
    assert list(browser.post(url, {"user": "", "right": "owner"}).context["form"].errors) == ["user", "right"]
    held = role.members.get(user=person)
    remove = reverse("role-team-remove", args=[role.public_id, held.public_id])
    assert browser.get(remove).status_code == 405
    for _again in range(2):
        assert browser.post(remove).url == url
    assert not role.members.current().filter(user=person).exists()
    assert AuditEntry.objects.filter(action="hiring_team.removed").count() == 1


def test_who_may_add_and_remove(role, people, browser_as, client):
    url = reverse("role-team", args=[role.public_id])
    person = UserFactory()
    held = MemberFactory(role=role, right="interviewer")
    remove = reverse("role-team-remove", args=[role.public_id, held.public_id])
    for group, expected in (("sees", 403), ("stranger", 404)):
        for actor in people[group]:
            data = {"user": person.public_id, "right": "manager"}
            assert browser_as(actor).post(url, data).status_code == expected
            assert browser_as(actor).post(remove).status_code == expected
    assert client.post(url).status_code == client.post(remove).status_code == 302
    assert role.members.current().filter(user=person).count() == 0


def test_only_leads_are_offered_the_form(role, manager, interviewer, browser_as):
    url = reverse("role-team", args=[role.public_id])
    assert "Add to the hiring team" in browser_as(manager).get(url).text
    shown = browser_as(interviewer).get(url).text
    assert "Add to the hiring team" not in shown
    assert manager.name in shown


def test_whoever_removes_themselves_goes_back_to_the_list(role, manager, browser_as):
    second = make_member(role, right="manager")
    mine = role.members.get(user=second)
    url = reverse("role-team-remove", args=[role.public_id, mine.public_id])
    assert browser_as(second).post(url).url == reverse("role-list")


def test_the_last_manager_is_told_to_stay(role, manager, browser_as):
    mine = role.members.get(user=manager)
    url = reverse("role-team-remove", args=[role.public_id, mine.public_id])
    assert "Add another one first" in browser_as(manager).post(url, follow=True).text


def test_a_member_of_another_role_is_not_found(library, role, manager, browser_as):
    other = MemberFactory(role=make_role(library))
    url = reverse("role-team-remove", args=[role.public_id, other.public_id])
    assert browser_as(manager).post(url).status_code == 404


def test_the_team_is_read_by_the_same_queries_at_every_size(role, manager, browser_as, django_assert_num_queries):
    browser = browser_as(manager)
    for _size in (1, 3):
        MemberFactory.create_batch(2, role=role)
        with django_assert_num_queries(7):
            browser.get(reverse("role-team", args=[role.public_id]))


# teams of the organisation


@pytest.mark.parametrize("name", ["team-list", "team-create", "team-edit"])
def test_teams_are_kept_by_administrators(administrator, recruiter, auditor, member, browser_as, client, name):
    args = [TeamFactory().public_id] if name == "team-edit" else []
    url = reverse(name, args=args)
    assert browser_as(administrator).get(url).status_code == 200
    for person in (recruiter, auditor, member):
        assert browser_as(person).get(url).status_code == 403
        if name != "team-list":
            assert browser_as(person).post(url, {"name": "Mine"}).status_code == 403
    assert client.get(url).status_code == 302
    assert browser_as(administrator).delete(url).status_code == 405


def test_a_team_is_added_and_changed(administrator, browser_as):
    person = UserFactory()
    browser = browser_as(administrator)
    done = browser.post(reverse("team-create"), {"name": "Search", "managers": [person.public_id]})
    assert done.url == reverse("team-list")
    assert browser.post(reverse("team-create"), {"name": "search"}).status_code == 422
    team = Team.objects.get()
    assert (team.is_active, list(team.managers.all())) == (True, [person])
    url = reverse("team-edit", args=[team.public_id])
    browser.post(url, {"name": "Search quality"})
    team.refresh_from_db()
    assert (team.name, team.is_active, team.managers.count()) == ("Search quality", False, 0)


def test_teams_are_read_by_the_same_queries_at_every_size(administrator, browser_as, django_assert_num_queries):
    browser = browser_as(administrator)
    for _size in (1, 3):
        TeamFactory.create(managers=[UserFactory()])
        with django_assert_num_queries(5):
            browser.get(reverse("team-list"))


def test_without_a_team_the_page_says_whom_to_ask(library, recruiter, administrator, browser_as):
    url = reverse("role-create")
    assert "There is no team yet." in browser_as(recruiter).get(url).text
    assert reverse("team-create") in browser_as(administrator).get(url).text


def test_an_unknown_team_is_not_found(administrator, browser_as):
    assert browser_as(administrator).get(reverse("team-edit", args=["x" * 22])).status_code == 404


def test_pages_never_show_numbers_of_rows(role, manager, browser_as):
    """Ids outside the database are public ids."""
    page = browser_as(manager).get(reverse("role-stages", args=[role.public_id])).text
    assert f"/roles/{role.pk}/" not in page
    assert role.public_id in page
