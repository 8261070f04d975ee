"""The role's own page, its job description and the list of its reviews: who sees what, and who may do what."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hiring.core.models import AuditEntry
from hiring.intake.descriptions import write_description
from hiring.intake.models import JobReview
from hiring.intake.opening import close_role, open_role
from hiring.intake.reviews import ask_for_review, leave_review, start_review
from hiring.models import Role
from hiring.readiness.overriding import override_readiness
from tests.factories.hiring import MemberFactory, TeamFactory
from tests.factories.intake import EVIDENCE, TEXT, make_member, make_open, make_ready, make_review
from tests.factories.readiness import make_answers, make_unready
from tests.factories.roles import make_role

PAGES = {
    # name: (lead, sees the role, stranger) by GET
    "role-detail": (200, 200, 404),
    "role-close": (200, 403, 404),
    "role-reopen": (200, 403, 404),
    "job-description": (200, 200, 404),
    "job-description-compare": (200, 200, 404),
    "job-description-write": (200, 403, 404),
    "job-description-build": (200, 403, 404),
    "job-results": (200, 200, 404),
}


@pytest.fixture
def texted(role, manager):
    write_description(role, actor=manager, text=TEXT)
    write_description(role, actor=manager, text=TEXT + "\n\nIn Lisbon.", reason="Second place.")
    return role


@pytest.fixture
def people(role, manager, interviewer, recruiter, administrator, auditor, member):
    return {
        "lead": [manager, recruiter, make_member(role, right="recruiter")],
        "sees": [interviewer, administrator, auditor],
        "stranger": [member],
    }


@pytest.mark.parametrize("name", PAGES)
def test_pages_of_a_role(texted, people, browser_as, client, name):
    url = reverse(name, args=[texted.public_id])
    for group, expected in zip(("lead", "sees", "stranger"), PAGES[name], strict=True):
        for person in people[group]:
            assert browser_as(person).get(url).status_code == expected, (group, person)
    assert client.get(url).status_code == 302
    assert browser_as(people["lead"][0]).delete(url).status_code == 405


# opening, closing, reopening


def test_the_open_button_opens_once(role, manager, browser_as):
    make_ready(role)
    url = reverse("role-open", args=[role.public_id])
    browser = browser_as(manager)
    page = browser.get(reverse("role-detail", args=[role.public_id])).text
    assert "Ready to open" in page
    assert url in page
    assert browser.get(url).status_code == 405
    for _again in range(2):
        assert browser.post(url).url == reverse("role-detail", args=[role.public_id])
    role.refresh_from_db()
    assert role.state == "open"
    assert AuditEntry.objects.filter(action="role.opened").count() == 1


def test_what_is_missing_is_listed_with_links_and_nothing_opens(role, manager, browser_as):
    write_description(role, actor=manager, text=TEXT)
    make_review(role, {"outcome": 2, "environment": 3})
    browser = browser_as(manager)
    page = browser.get(reverse("role-detail", args=[role.public_id])).text
    assert "1 of 2 job reviews of version 1 are in." in page
    assert "Outcome stands at 2.0, below its floor of 3.0." in page
    assert page.count(reverse("job-results", args=[role.public_id])) >= 2
    assert "Opens when these 3 are done" in page
    assert reverse("role-open", args=[role.public_id]) not in page
    refused = browser.post(reverse("role-open", args=[role.public_id]), follow=True).text
    assert "This role cannot open yet." in refused
    role.refresh_from_db()
    assert role.state == "draft"


def test_who_may_press_open(role, people, browser_as, client):
    make_ready(role)
    url = reverse("role-open", args=[role.public_id])
    for group, expected in (("sees", 403), ("stranger", 404)):
        for person in people[group]:
            assert browser_as(person).post(url).status_code == expected
    assert client.post(url).status_code == 302
    role.refresh_from_db()
    assert role.state == "draft"


def test_a_role_is_closed_and_opened_again_with_reasons(role, manager, browser_as):
    make_open(role)
    browser = browser_as(manager)
    close, reopen = (reverse(name, args=[role.public_id]) for name in ("role-close", "role-reopen"))

    def version():
        return Role.objects.get(pk=role.pk).version

    assert browser.post(close, {"version": version(), "reason": " "}).status_code == 422
    stale = browser.post(close, {"version": version() - 1, "reason": "Filled."})
    assert (stale.status_code, "Somebody changed this role" in stale.text) == (422, True)
    assert browser.post(close, {"version": version(), "reason": "Filled."}).status_code == 302
    page = browser.get(reverse("role-detail", args=[role.public_id])).text
    assert "Filled." in page
    assert browser.post(close, {"version": version(), "reason": "Again."}).status_code == 422
    assert browser.post(reopen, {"version": version(), "reason": "She declined."}).status_code == 302
    assert [event.reason for event in role.events.all()] == ["She declined.", "Filled.", ""]


def test_who_may_close_and_reopen(role, people, browser_as, client):
    make_open(role)
    for name in ("role-close", "role-reopen"):
        url = reverse(name, args=[role.public_id])
        for group, expected in (("sees", 403), ("stranger", 404)):
            for person in people[group]:
                assert browser_as(person).post(url, {"version": 1, "reason": "Mine."}).status_code == expected
        assert client.post(url).status_code == 302
    assert role.events.count() == 1


def test_reopening_a_changed_text_says_what_is_missing(role, manager, browser_as):
    make_open(role)
    close_role(role, actor=manager, reason="Budget.")
    write_description(role, actor=manager, text="Newer.", reason="Other scope.")
    browser = browser_as(manager)
    assert "0 of 2 job reviews of version 2 are in." in browser.get(reverse("role-detail", args=[role.public_id])).text
    version = Role.objects.get(pk=role.pk).version
    answer = browser.post(reverse("role-reopen", args=[role.public_id]), {"version": version, "reason": "Back."})
    assert answer.status_code == 422
    assert "0 of 2 job reviews of version 2 are in." in answer.text


def test_an_open_role_says_that_its_text_is_newer(role, manager, browser_as):
    make_open(role)
    url = reverse("role-detail", args=[role.public_id])
    assert "newer than what was reviewed" not in browser_as(manager).get(url).text
    write_description(role, actor=manager, text="Newer.", reason="Pay range.")
    page = browser_as(manager).get(url).text
    assert "newer than what was reviewed" in page
    assert "stands at version 2, and the role opened on version 1" in page


def test_the_page_is_read_by_the_same_queries_at_every_size(library, manager, browser_as, django_assert_num_queries):
    browser = browser_as(manager)
    for size in (1, 3):
        role = make_role(library, actor=manager, team=TeamFactory.create(managers=[manager]))
        make_ready(role)
        for _member in range(size):
            make_member(role)
            make_review(role, {"outcome": 4, "environment": 4})
        with django_assert_num_queries(10):
            browser.get(reverse("role-detail", args=[role.public_id]))


# the readiness of the team

WHY = "The data owner is named on Monday; Runa prepares meanwhile."


def test_the_page_says_that_the_team_is_not_ready_and_leads_to_why(role, manager, interviewer, browser_as):
    make_ready(role)
    make_unready(role.team)
    url = reverse("role-detail", args=[role.public_id])
    for person in (manager, interviewer):
        page = browser_as(person).get(url).text
        assert "The team is not ready: 3 key questions are unclear" in page
        assert f'href="{reverse("role-readiness", args=[role.public_id])}">Why, and what first</a>' in page
    refused = browser_as(manager).post(reverse("role-open", args=[role.public_id]), follow=True).text
    assert "This role cannot open yet. The team is not ready" in refused


def test_the_page_of_an_open_role_says_how_its_team_stood(role, manager, browser_as):
    make_ready(role)
    make_unready(role.team)
    override_readiness(role, actor=manager, reason=WHY)
    open_role(role, actor=manager)
    browser = browser_as(manager)
    page = browser.get(reverse("role-detail", args=[role.public_id])).text
    assert "Opened by an override of the team’s readiness, by Hiring Manager:" in page
    assert WHY in page
    page = browser.get(reverse("role-readiness", args=[role.public_id])).text
    assert "Opened although 3 key questions were unclear. Hiring Manager overrode it:" in page
    assert "As it stood when the role opened" in page
    assert "Override by name" not in page


@pytest.mark.parametrize(
    ("answers", "said"),
    [({}, "The team was ready when it opened."), ({"pause_budget": "no"}, "the verdict on the team was to prepare")],
)
def test_the_page_of_an_open_role_names_the_verdict(role, manager, browser_as, answers, said):
    make_answers(role.team, **answers)
    make_open(role)
    assert said in browser_as(manager).get(reverse("role-detail", args=[role.public_id])).text


def test_a_role_that_opened_before_has_a_banner(role, manager, browser_as):
    Role.objects.filter(pk=role.pk).update(state="open", opened_at=timezone.now(), opened_by=manager)
    page = browser_as(manager).get(reverse("role-detail", args=[role.public_id])).text
    assert "This role opened before teams were asked whether they are ready. Nothing is locked by it." in page


# the seal on pages

SECRETS = (EVIDENCE, "stands at", "The score of", "<b>2.40</b>", "of our text")


def test_no_page_tells_a_sealed_reader_what_reviews_say(role, manager, interviewer, browser_as):
    write_description(role, actor=manager, text=TEXT)
    make_review(role, {"outcome": 2, "environment": 3})
    browser = browser_as(interviewer)
    pages = [reverse(name, args=[role.public_id]) for name in ("role-detail", "job-results")]
    told = [browser.get(page).text for page in pages]
    assert EVIDENCE in told[1]
    assert "stands at 2.0" in told[0]
    mine = start_review(role, actor=interviewer)
    for page in pages:
        text = browser.get(page).text
        assert "sealed until yours is in" in text
        for secret in SECRETS:
            assert secret not in text
    leave_review(mine, actor=interviewer)
    for page in pages:
        assert EVIDENCE not in browser.get(page).text
        assert "stands at" not in browser.get(page).text


def test_an_administrator_reads_who_reviews_and_not_what(role, manager, administrator, browser_as):
    write_description(role, actor=manager, text=TEXT)
    review = make_review(role, {"outcome": 2, "environment": 3})
    text = browser_as(administrator).get(reverse("job-results", args=[role.public_id])).text
    assert review.author.name in text
    assert "Only the hiring team" in text
    for secret in SECRETS:
        assert secret not in text


def test_figures_of_the_opening_are_sealed_like_the_reviews(role, manager, interviewer, browser_as):
    make_open(role)
    url = reverse("role-detail", args=[role.public_id])
    assert "2 of us rated version 1 of our text: 3.60" in browser_as(interviewer).get(url).text
    write_description(role, actor=manager, text="Newer.", reason="Pay range.")
    start_review(role, actor=interviewer)
    assert "of our text: 3.60" not in browser_as(interviewer).get(url).text
    assert "of our text: 3.60" in browser_as(manager).get(url).text


# reviews


def test_results_show_levels_and_evidence_by_reviewer(role, manager, browser_as):
    make_ready(role)
    page = browser_as(manager).get(reverse("job-results", args=[role.public_id]))
    results = page.context["results"]
    assert [[cell.rating.level for cell in row.cells] for row in results.rows] == [[4, 4], [3, 3]]
    assert [row.mean for row in results.rows] == ["4.0", "3.0"]
    assert "The text reaches the bar." in page.text
    assert page.text.count(EVIDENCE) == 2 * 4  # at the level, and in the row below


def test_results_of_an_older_text_stay_readable(role, manager, browser_as):
    make_ready(role)
    write_description(role, actor=manager, text="Newer.", reason="Clearer.")
    url = reverse("job-results", args=[role.public_id])
    newest = browser_as(manager).get(url)
    assert (newest.context["results"].number, list(newest.context["results"].cards)) == (2, [])
    older = browser_as(manager).get(url, {"version": "1"})
    assert (older.context["results"].number, len(older.context["results"].cards)) == (1, 2)
    assert older.context["results"].gate is None
    for odd in ("9", "x", "-1", "99999999999"):
        assert browser_as(manager).get(url, {"version": odd}).context["results"].number == 2


def test_somebody_is_asked_once(role, manager, interviewer, browser_as):
    write_description(role, actor=manager, text=TEXT)
    url = reverse("job-results", args=[role.public_id])
    browser = browser_as(manager)
    data = {"author": interviewer.public_id}
    assert browser.post(url, data).url == url
    assert browser.post(url, data).status_code == 422
    assert JobReview.objects.get().author == interviewer
    past = (timezone.now() - timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M")
    wrong = browser.post(url, {"author": manager.public_id, "due_at": past})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["due_at"])


def test_who_may_ask(role, manager, people, browser_as, client):
    write_description(role, actor=manager, text=TEXT)
    url = reverse("job-results", args=[role.public_id])
    for group, expected in (("sees", 403), ("stranger", 404)):
        for person in people[group]:
            assert browser_as(person).post(url, {"author": manager.public_id}).status_code == expected
    assert client.post(url).status_code == 302
    assert not JobReview.objects.exists()


def test_only_the_team_is_offered(role, manager, interviewer, member, browser_as):
    write_description(role, actor=manager, text=TEXT)
    page = browser_as(manager).get(reverse("job-results", args=[role.public_id]))
    assert set(page.context["form"].fields["author"].rows) == {manager.public_id, interviewer.public_id}


def test_a_member_starts_a_review_and_others_do_not(role, manager, interviewer, people, browser_as, client):
    write_description(role, actor=manager, text=TEXT)
    url = reverse("job-review-start", args=[role.public_id])
    assert browser_as(people["stranger"][0]).post(url).status_code == 404
    assert browser_as(people["sees"][1]).post(url).status_code == 403
    assert client.post(url).status_code == 302
    assert browser_as(interviewer).get(url).status_code == 405
    first = browser_as(interviewer).post(url)
    assert first.url == reverse("job-review", args=[JobReview.objects.get().public_id])
    assert browser_as(interviewer).post(url).url == reverse("job-results", args=[role.public_id])
    assert JobReview.objects.count() == 1


def test_a_review_is_left_or_taken_back(role, manager, interviewer, people, browser_as, client):
    write_description(role, actor=manager, text=TEXT)
    review = ask_for_review(role, actor=manager, author=interviewer)
    url = reverse("job-review-leave", args=[review.public_id])
    other = make_member(role)
    for person, expected in ((other, 403), (people["sees"][1], 403), (people["stranger"][0], 404)):
        assert browser_as(person).post(url).status_code == expected
    assert client.post(url).status_code == 302
    assert browser_as(manager).get(url).status_code == 405
    for _again in range(2):
        assert browser_as(manager).post(url).url == reverse("job-results", args=[role.public_id])
    review.refresh_from_db()
    assert review.state == "left"
    assert AuditEntry.objects.filter(action="job_review.left").count() == 1


def test_the_results_are_read_by_the_same_queries_at_every_size(
    library, manager, browser_as, django_assert_num_queries
):
    browser = browser_as(manager)
    for size in (1, 3):
        role = make_role(library, actor=manager, team=TeamFactory.create(managers=[manager]))
        write_description(role, actor=manager, text=TEXT)
        for _review in range(size):
            make_review(role, {"outcome": 4, "environment": 4})
        with django_assert_num_queries(9):
            browser.get(reverse("job-results", args=[role.public_id]))


# the job description


def test_the_text_is_shown_as_html_and_never_runs(role, manager, browser_as):
    write_description(role, actor=manager, text="# Run\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1))")
    text = browser_as(manager).get(reverse("job-description", args=[role.public_id])).text
    assert "<h3>Run</h3>" in text
    assert "<script>alert" not in text
    assert 'href="javascript' not in text


def test_versions_are_listed_and_read(texted, manager, browser_as):
    browser = browser_as(manager)
    page = browser.get(reverse("job-description", args=[texted.public_id]))
    assert "In Lisbon." in page.text
    assert "Second place." in page.text
    older = browser.get(reverse("job-description-version", args=[texted.public_id, 1]))
    assert "In Lisbon." not in older.text
    assert browser.get(reverse("job-description-version", args=[texted.public_id, 3])).status_code == 404


def test_two_versions_are_compared(texted, manager, browser_as):
    browser = browser_as(manager)
    url = reverse("job-description-compare", args=[texted.public_id])
    page = browser.get(url)
    assert (page.context["old"].number, page.context["new"].number) == (1, 2)
    assert "<ins>In Lisbon.</ins>" in page.text
    back = browser.get(url, {"old": "2", "new": "1"})
    assert "<del>In Lisbon.</del>" in back.text
    assert browser.get(url, {"old": "x", "new": "99"}).context["new"].number == 2
    assert "Choose two different versions" in browser.get(url, {"old": "1", "new": "1"}).text


def test_one_version_alone_has_nothing_to_compare_with(role, manager, browser_as):
    write_description(role, actor=manager, text=TEXT)
    assert browser_as(manager).get(reverse("job-description-compare", args=[role.public_id])).status_code == 404


def test_a_role_without_a_text_says_what_to_do(role, manager, interviewer, browser_as):
    url = reverse("job-description", args=[role.public_id])
    assert reverse("job-description-write", args=[role.public_id]) in browser_as(manager).get(url).text
    assert "The hiring manager or a recruiter writes it." in browser_as(interviewer).get(url).text
    assert "Nothing to review yet" in browser_as(manager).get(reverse("job-results", args=[role.public_id])).text


def test_a_version_is_written_and_its_errors_named(role, manager, browser_as):
    url = reverse("job-description-write", args=[role.public_id])
    browser = browser_as(manager)
    assert list(browser.post(url, {"base": 0, "text": ""}).context["form"].errors) == ["text"]
    assert browser.post(url, {"base": 0, "text": TEXT}).url == reverse("job-description", args=[role.public_id])
    missing = browser.post(url, {"base": 1, "text": "Newer."})
    assert (missing.status_code, list(missing.context["form"].errors)) == (422, ["reason"])
    same = browser.post(url, {"base": 1, "text": TEXT, "reason": "Nothing."})
    assert "Nothing was changed" in same.text
    assert role.descriptions.count() == 1


def test_two_writers_get_both_texts(texted, manager, recruiter, browser_as):
    url = reverse("job-description-write", args=[texted.public_id])
    browser_as(recruiter).post(url, {"base": 2, "text": "Hers.", "reason": "Shorter."})
    late = browser_as(manager).post(url, {"base": 2, "text": "His own.", "reason": "Longer."})
    assert late.status_code == 422
    assert "<del>Hers</del>" in late.text
    assert "His own.</textarea>" in late.text
    assert texted.descriptions.first().text == "Hers."
    again = browser_as(manager).post(
        url, {"base": late.context["form"]["base"].value(), "text": "His own.", "reason": "Longer."}
    )
    assert again.status_code == 302
    assert [version.text for version in texted.descriptions.all()[:2]] == ["His own.", "Hers."]


def test_who_may_write_and_preview(role, people, browser_as, client):
    for name in ("job-description-write", "job-description-preview"):
        url = reverse(name, args=[role.public_id])
        for group, expected in (("sees", 403), ("stranger", 404)):
            for person in people[group]:
                assert browser_as(person).post(url, {"base": 0, "text": "Mine."}).status_code == expected
        assert client.post(url).status_code == 302
    assert browser_as(people["lead"][0]).get(url).status_code == 405
    assert not role.descriptions.exists()


def test_the_preview_shows_how_it_reads_and_keeps_nothing(role, manager, browser_as):
    browser = browser_as(manager)
    part = browser.post(reverse("job-description-preview", args=[role.public_id]), {"text": "**Bold**"})
    assert "<p><strong>Bold</strong></p>" in part.text
    assert "0 of 8 parts" in part.text
    assert "<html" not in part.text
    whole = browser.post(
        reverse("job-description-write", args=[role.public_id]), {"base": 0, "text": "**Bold**", "preview": "1"}
    )
    assert whole.status_code == 200
    assert "<strong>Bold</strong>" in whole.text
    assert "**Bold**</textarea>" in whole.text
    assert not role.descriptions.exists()


def test_the_description_is_read_by_the_same_queries_at_every_size(
    role, manager, browser_as, django_assert_num_queries
):
    browser = browser_as(manager)
    for size in (1, 3):
        while role.descriptions.count() < size:
            write_description(role, actor=manager, text=f"Text {role.descriptions.count()}", reason="Next.")
        with django_assert_num_queries(7):
            browser.get(reverse("job-description", args=[role.public_id]))


def test_an_interviewer_of_another_role_sees_nothing(role, library, browser_as):
    stranger = MemberFactory(role=make_role(library)).user
    for name in ("role-detail", "job-description", "job-results"):
        assert browser_as(stranger).get(reverse(name, args=[role.public_id])).status_code == 404


def test_versions_go_on_after_fifty(role, manager, browser_as):
    for number in range(52):
        write_description(role, actor=manager, text=f"Text {number}", reason="Next.", base=number)
    browser = browser_as(manager)
    page = browser.get(reverse("job-description", args=[role.public_id]))
    after = page.context["versions"].after
    assert f"after={after}" in page.text
    url = reverse("job-description", args=[role.public_id])
    more = browser.get(url, {"after": after}, headers={"HX-Request": "true"}).text
    assert [f">Version {number}<" in more for number in (1, 2, 3)] == [True, True, False]
    compared = browser.get(reverse("job-description-compare", args=[role.public_id]), {"old": "1", "new": "2"})
    assert (compared.context["old"].number, compared.context["new"].number) == (1, 2)


def test_a_version_beyond_all_numbers_is_not_found(texted, manager, browser_as):
    url = reverse("job-description-version", args=[texted.public_id, 10**30])
    assert browser_as(manager).get(url).status_code == 404
