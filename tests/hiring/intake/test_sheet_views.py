"""The page of a job review: for its author, its readers, and who must not read it."""

import json

import pytest
from django.urls import reverse

from hiring.core.models import AuditEntry
from hiring.intake.descriptions import write_description
from hiring.intake.models import JobReview
from hiring.intake.opening import open_role
from hiring.intake.reviews import amend_review, leave_review, start_review
from rubrics.sheets.content import Answer, Save
from tests.factories.intake import EVIDENCE, TEXT, fill, make_member, make_review

OTHER = "The requirements name three tools and no outcome at all."


@pytest.fixture
def role(role):
    write_description(role, actor=role.created_by, text=TEXT)
    return role


@pytest.fixture
def manager(role):
    return role.created_by


@pytest.fixture
def review(role, interviewer):
    return start_review(role, actor=interviewer)


def address(review, name="job-review"):
    return reverse(name, args=[review.public_id])


def form_data(review, levels, *, do, text_number=1, evidence=EVIDENCE, **more):
    data = {"version": review.version, "page": "test", "number": "1", "text_number": text_number, "do": do, **more}
    for key, level in levels.items():
        data[key] = "x" if level is None else str(level)
        data[f"{key}-evidence"] = "" if level is None else evidence
    return data


def save(browser, review, part, *, version=None, page="one", number=1, key="outcome"):
    body = {"version": version or review.version, "page": page, "number": number, "parts": {key: part}}
    return browser.post(address(review, "job-review-draft"), json.dumps(body), content_type="application/json")


def part(level, evidence=EVIDENCE):
    return {"level": level, "not_assessed": False, "evidence": evidence, "flags": {}}


def test_the_author_gets_the_form_with_the_text_beside_it(review, interviewer, browser_as):
    page = browser_as(interviewer).get(address(review))
    assert page.status_code == 200
    assert "The fraud score of every card payment." in page.text
    assert page.text.count('data-part="') == 2
    assert address(review, "job-review-draft") in page.text
    assert page.headers["Cache-Control"].startswith("max-age=0")


def test_a_draft_is_its_authors_alone(
    review, role, manager, recruiter, administrator, auditor, member, browser_as, client
):
    fill(review, {"outcome": 2})
    for person, expected in (
        (manager, 403),
        (recruiter, 403),
        (administrator, 403),
        (auditor, 403),
        (make_member(role), 403),
        (member, 404),
    ):
        browser = browser_as(person)
        assert browser.get(address(review)).status_code == expected, person
        assert EVIDENCE not in browser.get(address(review)).text
        assert browser.post(address(review), {"do": "submit"}).status_code == expected
        assert browser.get(address(review, "job-review-amend")).status_code == expected
        assert save(browser, review, part(1)).status_code == expected
    for name in ("job-review", "job-review-amend"):
        assert client.get(address(review, name)).status_code == 302
    assert client.post(address(review, "job-review-draft")).status_code in {302, 401}
    assert browser_as(manager).delete(address(review)).status_code == 405
    assert browser_as(manager).get(address(review, "job-review-draft")).status_code == 405
    assert review.ratings.get().level == 2


def test_a_submitted_review_is_read_by_whom_it_is_open_to(
    role, manager, interviewer, recruiter, auditor, administrator, member, browser_as
):
    review = make_review(role, {"outcome": 2, "environment": None})
    for person in (manager, interviewer, recruiter, auditor, review.author):
        page = browser_as(person).get(address(review))
        assert (page.status_code, EVIDENCE in page.text) == (200, True), person
    refused = browser_as(administrator).get(address(review))
    assert refused.status_code == 403
    assert EVIDENCE not in refused.text
    assert browser_as(member).get(address(review)).status_code == 404


def test_an_own_open_review_seals_the_others_with_the_reason(role, interviewer, browser_as):
    theirs = make_review(role, {"outcome": 2, "environment": 3})
    mine = start_review(role, actor=interviewer)
    browser = browser_as(interviewer)
    refused = browser.get(address(theirs))
    assert refused.status_code == 403
    assert "you have not submitted your own review" in refused.text
    assert EVIDENCE not in refused.text
    leave_review(mine, actor=interviewer)
    assert browser.get(address(theirs)).status_code == 403
    assert "You have left this review" in browser.get(address(mine)).text


def test_autosave_takes_a_part_and_two_pages_get_both_texts(review, interviewer, browser_as):
    browser = browser_as(interviewer)
    first = save(browser, review, part(3), page="one")
    assert (first.status_code, first.json()["version"]) == (200, review.version + 1)
    merged = save(browser, review, part(4), page="two", key="environment")
    assert (merged.status_code, list(merged.json()["others"])) == (200, ["outcome"])
    conflict = save(browser, review, part(1, OTHER), page="two", number=2)
    assert conflict.status_code == 412
    assert conflict.json()["parts"]["outcome"]["level"] == 3
    assert list(review.ratings.order_by("criterion__position").values_list("level", flat=True)) == [3, 4]
    assert AuditEntry.objects.filter(action__startswith="jobreview").count() == 0


def test_the_plain_form_saves_and_submits_once(review, role, interviewer, browser_as):
    browser = browser_as(interviewer)
    half = browser.post(address(review), form_data(review, {"outcome": 4}, do="save"))
    assert half.url == address(review)
    review.refresh_from_db()
    missing = browser.post(address(review), form_data(review, {"outcome": 4}, do="submit"))
    assert missing.status_code == 422
    assert "Not submitted yet" in missing.text
    review.refresh_from_db()
    data = form_data(review, {"outcome": 4, "environment": None}, do="submit")
    for _again in range(2):
        assert browser.post(address(review), data).status_code == 302
    review.refresh_from_db()
    assert (review.state, review.revisions.count()) == ("submitted", 1)
    assert AuditEntry.objects.filter(action="jobreview.submitted").count() == 1


def test_nobody_submits_a_text_that_they_never_saw(review, role, manager, interviewer, browser_as):
    write_description(role, actor=manager, text="Newer text.", reason="Clearer.")
    browser = browser_as(interviewer)
    data = form_data(review, {"outcome": 4, "environment": 3}, do="submit", text_number=1)
    refused = browser.post(address(review), data)
    assert refused.status_code == 412
    assert "The text changed while you were writing" in refused.text
    assert "Newer text." in refused.text
    assert f"{EVIDENCE}</textarea>" in refused.text
    review.refresh_from_db()
    assert review.state == "open"
    done = browser.post(
        address(review), form_data(review, {"outcome": 4, "environment": 3}, do="submit", text_number=2)
    )
    assert done.url == reverse("job-results", args=[role.public_id])


def test_a_page_that_is_open_while_the_text_changes_says_so(review, role, manager, interviewer, browser_as):
    fill(review, {"outcome": 4})
    browser = browser_as(interviewer)
    assert "since you last wrote here" not in browser.get(address(review)).text
    write_description(role, actor=manager, text="Newer text.", reason="Clearer.")
    page = browser.get(address(review)).text
    assert "The text is at version 2 since you last wrote here." in page
    assert "Clearer." in page


def test_a_conflict_of_the_plain_form_shows_both(review, interviewer, browser_as):
    browser = browser_as(interviewer)
    old = review.version
    save(browser, review, part(3), page="one")
    data = form_data(review, {"outcome": 1}, do="save", evidence=OTHER, version=old)
    answer = browser.post(address(review), data)
    assert answer.status_code == 412
    assert "Changed on another page" in answer.text
    assert f"{OTHER}</textarea>" in answer.text
    assert EVIDENCE in answer.text
    assert review.ratings.get().level == 3


def test_a_review_that_was_closed_meanwhile_keeps_what_was_typed(review, role, manager, interviewer, browser_as):
    make_review(role, {"outcome": 4, "environment": 4})
    make_review(role, {"outcome": 4, "environment": 4})
    open_role(role, actor=manager)
    data = form_data(review, {"outcome": 1}, do="submit", evidence=OTHER)
    answer = browser_as(interviewer).post(address(review), data)
    assert answer.status_code == 409
    assert "no longer needed" in answer.text
    assert f"{OTHER}</textarea>" in answer.text
    assert "no longer needed" in browser_as(interviewer).get(address(review)).text


def test_amending_needs_a_reason_and_keeps_the_first_version(role, manager, browser_as):
    review = make_review(role, {"outcome": 2, "environment": 3})
    browser = browser_as(review.author)
    url = address(review, "job-review-amend")
    assert browser.get(url).status_code == 200
    data = form_data(review, {"outcome": 4, "environment": 3}, do="submit", evidence=OTHER)
    missing = browser.post(url, {**data, "reason": " "})
    assert missing.status_code == 422
    assert "Say why it is amended." in missing.text
    done = browser.post(url, {**data, "reason": "I had missed the table."})
    assert done.url == address(review)
    read = browser_as(manager).get(address(review)).text
    for words in (OTHER, EVIDENCE, "I had missed the table.", "Before it was amended"):
        assert words in read
    assert browser_as(manager).get(url).status_code == 403


def test_an_open_review_is_not_amended(review, interviewer, browser_as):
    assert browser_as(interviewer).get(address(review, "job-review-amend")).url == address(review)


def test_a_damaged_form_is_refused(review, interviewer, browser_as):
    browser = browser_as(interviewer)
    assert browser.post(address(review), {"version": "x", "number": "1"}).status_code == 400
    for odd in ("", "x", "-1", "9" * 20):
        data = form_data(review, {"outcome": 4, "environment": 3}, do="submit", text_number=odd)
        assert browser.post(address(review), data).status_code == 412
        review.refresh_from_db()
    assert save(browser, review, {"level": 9}).status_code == 400
    assert review.state == "open"


def test_results_follow_an_amendment(role, manager):
    review = make_review(role, {"outcome": 2, "environment": 3})
    change = Save(review.version, {"outcome": Answer(5, False, EVIDENCE)})
    amend_review(review, actor=review.author, save=change, reason="Read again.")
    assert JobReview.objects.get().ratings.get(criterion__criterion__key="outcome").level == 5


def test_the_page_is_read_by_the_same_queries_at_every_size(
    library, role, interviewer, browser_as, django_assert_num_queries
):
    browser = browser_as(interviewer)
    review = start_review(role, actor=interviewer)
    for levels in ({"outcome": 4}, {"outcome": 4, "environment": 3}):
        fill(review, levels)
        browser.get(address(review))
        with django_assert_num_queries(6):
            browser.get(address(review))
