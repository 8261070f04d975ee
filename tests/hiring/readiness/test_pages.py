"""The pages of readiness: who sees and changes what, saving with and without script, and what is kept."""

import re
from html import unescape

import pytest
from django.urls import reverse

from hiring.core.models import AuditEntry
from hiring.models import Role
from hiring.readiness.answering import Given, answer_questions
from hiring.readiness.models import ReadinessAnswer, ReadinessOverride
from tests.factories.core import UserFactory
from tests.factories.hiring import RoleFactory, TeamFactory
from tests.factories.intake import make_member
from tests.factories.readiness import make_answers, make_unready

HTMX = {"HX-Request": "true"}
WHY = "The data owner is named on Monday; Runa prepares meanwhile."


@pytest.fixture
def url(team):
    return reverse("team-readiness", args=[team.public_id])


def fields(page: str) -> dict[str, str]:
    """Return what a browser sends of the form of answers as the page shows it."""
    form = page[page.index('id="answers"') : page.index('<datalist id="people"')]
    found = {name: unescape(value) for name, value in re.findall(r'name="([^"]+\.?base)" value="([^"]*)"', form)}
    for tag in re.findall(r"<input[^>]*>", form):
        values = dict(re.findall(r'([a-z]+)="([^"]*)"', tag))
        if values.get("type") == "radio" and " checked" in tag:
            found[values["name"]] = values["value"]
        elif values.get("type") == "text":
            found[values["name"]] = unescape(values.get("value", ""))
    for name, text in re.findall(r'<textarea name="([^"]+)"[^>]*>\n?([^<]*)</textarea>', form):
        found[name] = unescape(text).replace("\n", "\r\n")
    return found


# who


def test_everybody_reads_and_those_who_answer_get_a_form(
    url, manager, recruiter, administrator, interviewer, auditor, member, browser_as, client
):
    for person in (manager, recruiter, administrator):
        page = browser_as(person).get(url)
        assert page.status_code == 200
        assert 'id="answers"' in page.text
    for person in (interviewer, auditor, member):
        page = browser_as(person).get(url)
        assert page.status_code == 200
        assert 'id="answers"' not in page.text
        assert browser_as(person).post(url).status_code == 403
    assert client.get(url).status_code == 302
    assert browser_as(manager).delete(url).status_code == 405
    assert browser_as(manager).get(reverse("team-readiness", args=["A" * 22])).status_code == 404


def test_the_page_of_a_role_is_seen_with_the_role(
    role, manager, interviewer, administrator, auditor, member, browser_as
):
    url = reverse("role-readiness", args=[role.public_id])
    for person in (manager, interviewer, administrator, auditor):
        assert browser_as(person).get(url).status_code == 200
    assert browser_as(member).get(url).status_code == 404
    override = reverse("role-readiness-override", args=[role.public_id])
    assert browser_as(manager).get(override).status_code == 405
    for person, status in ((interviewer, 403), (administrator, 403), (auditor, 403), (member, 404)):
        assert browser_as(person).post(override, {"reason": WHY}).status_code == status
    assert not ReadinessOverride.objects.exists()


# answering


def test_an_empty_team_is_asked_38_questions(url, manager, browser_as):
    page = browser_as(manager).get(url).text
    assert "Nothing is answered yet" in page
    assert "0 of 38 answered." in page
    assert page.count('<fieldset class="ask"') == 38
    assert "Do we have accessible, reliable data?" in page
    assert "Assessing Organizational Readiness Before Hiring" in page


def test_without_script_the_whole_form_is_saved(url, team, manager, browser_as):
    browser = browser_as(manager)
    sent = fields(browser.get(url).text)
    assert len(sent) == 38 * 3  # base, owner and note of each; no answer is chosen yet
    changed = {"key_data-value": "yes", "key_limits-value": "unclear", "key_limits-note": "Two\r\nlines."}
    answer = browser.post(url, sent | changed, follow=True)
    assert answer.redirect_chain == [(url, 302)]
    assert "2 answers are saved." in answer.text
    assert "2 of 38 answered." in answer.text
    assert fields(answer.text)["key_limits-note"] == "Two\r\nlines."
    rows = ReadinessAnswer.objects.values_list("question", "value", "note", "answered_by")
    assert list(rows) == [("key_data", "yes", "", manager.pk), ("key_limits", "unclear", "Two\nlines.", manager.pk)]
    browser.post(url, fields(answer.text))
    assert ReadinessAnswer.objects.filter(version=1).count() == 2
    assert AuditEntry.objects.filter(action="readiness.answered").count() == 1


def test_with_script_one_answer_is_saved_and_the_verdict_follows(url, team, manager, browser_as):
    make_unready(team)
    browser = browser_as(manager)
    sent = fields(browser.get(url).text)
    answer = browser.post(url, sent | {"key_data-value": "yes"}, headers=HTMX)
    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert 'id="verdict"' in answer.text
    assert "Roles of this team may open." in answer.text
    assert answer.text.count('hx-swap-oob="true"') == 1
    assert 'id="state-key_data"' in answer.text
    base = re.search(r'name="key_data-base" value="([^"]+)"', answer.text).group(1)
    again = browser.post(url, sent | {"key_data-value": "no", "key_data-base": base}, headers=HTMX)
    assert "in between" not in again.text
    assert ReadinessAnswer.objects.get(question="key_data").value == "no"


def test_an_owner_is_named_by_name_or_address(url, manager, browser_as):
    runa = UserFactory(name="Runa Achterberg")
    one, other = (UserFactory(name="Jonas Tveitane") for _same in range(2))
    browser = browser_as(manager)
    sent = fields(browser.get(url).text)
    owners = {"key_data-owner": " runa  ACHTERBERG", "key_limits-owner": other.email, "key_problem-owner": runa.email}
    page = browser.post(url, sent | owners, follow=True).text
    assert dict(ReadinessAnswer.objects.values_list("question", "owner")) == {
        "key_data": runa.pk,
        "key_limits": other.pk,
        "key_problem": runa.pk,
    }
    shown = fields(page)
    assert (shown["key_data-owner"], shown["key_limits-owner"]) == ("Runa Achterberg", other.email)
    assert f'<option value="{one.email}">' in page


def test_what_cannot_be_saved_is_kept_and_said_and_keeps_nothing_else_back(url, manager, browser_as):
    browser = browser_as(manager)
    sent = fields(browser.get(url).text)
    faulty = {"key_data-owner": "Nobody Here", "owns_model-value": "yes", "key_limits-value": "yes"}
    page = browser.post(url, sent | faulty)
    assert page.status_code == 422
    assert "2 answers are not saved yet" in page.text
    assert "Nobody here has this name." in page.text
    assert "Who? Name a person, or say in a note how it is settled." in page.text
    kept = fields(page.text)
    assert (kept["key_data-owner"], kept["owns_model-value"], kept["key_limits-value"]) == ("Nobody Here", "yes", "yes")
    assert list(ReadinessAnswer.objects.values_list("question", flat=True)) == ["key_limits"]
    mended = kept | {"key_data-owner": "", "key_data-value": "no", "owns_model-note": "The head of risk."}
    assert browser.post(url, mended).status_code == 302
    assert ReadinessAnswer.objects.count() == 3


def test_nobody_overwrites_in_silence(url, team, manager, recruiter, browser_as):
    browser = browser_as(manager)
    sent = fields(browser.get(url).text)
    answer_questions(team, actor=recruiter, given={"key_data": Given("no", "Gaps."), "key_limits": Given("yes")})
    page = browser.post(url, sent | {"key_data-value": "yes", "key_problem-value": "yes"})
    assert page.status_code == 422
    assert "somebody answered this in between" in page.text
    assert "Gaps." in page.text
    assert dict(ReadinessAnswer.objects.values_list("question", "value")) == {
        "key_data": "no",
        "key_limits": "yes",  # untouched here, so that it is no conflict
        "key_problem": "yes",
    }
    kept = fields(page.text)
    assert kept["key_data-value"] == "yes"
    assert browser.post(url, kept).status_code == 302
    assert ReadinessAnswer.objects.get(question="key_data").value == "yes"


def test_a_conflict_is_told_to_the_script_beside_the_question(url, team, manager, recruiter, browser_as):
    browser = browser_as(manager)
    sent = fields(browser.get(url).text)
    answer_questions(team, actor=recruiter, given={"key_data": Given("no", "Gaps.")})
    answer = browser.post(url, sent | {"key_data-value": "yes"}, headers=HTMX).text
    assert "somebody answered this in between" in answer
    assert "Save mine" in answer
    assert 'name="key_data-base" value="1.replaced"' in answer


def test_a_form_that_nobody_sent_changes_nothing(url, manager, browser_as):
    browser = browser_as(manager)
    assert browser.post(url).status_code == 302
    assert browser.post(url, {"key_data-value": "yes"}).status_code == 302
    assert not ReadinessAnswer.objects.exists()


def test_a_reader_reads_notes_and_owners(url, team, member, browser_as):
    runa = UserFactory(name="Runa Achterberg")
    answer_questions(team, actor=team.managers.get(), given={"key_data": Given("yes", "Since <May>.", runa)})
    page = browser_as(member).get(url).text
    assert "Since &lt;May&gt;." in page
    assert "Runa Achterberg" in page


def test_the_page_is_read_by_the_same_queries_at_every_size(url, team, manager, browser_as, django_assert_num_queries):
    browser = browser_as(manager)
    for _size in range(2):
        with django_assert_num_queries(7):
            browser.get(url)
        make_answers(team)
        UserFactory.create_batch(3)


# the list


def test_the_list_tells_where_each_team_stands(member, browser_as, django_assert_num_queries):
    ready, unready, _empty = (TeamFactory(name=name) for name in ("Fraud", "Churn", "Search"))
    make_answers(ready)
    make_unready(unready)
    browser = browser_as(member)
    with django_assert_num_queries(6):
        page = browser.get(reverse("readiness-list")).text
    assert [page.count(text) for text in ("Not asked yet", "keeps roles from opening", "38 of 38")] == [1, 2, 2]
    assert page.index("Churn") < page.index("Fraud") < page.index("Search")
    TeamFactory.create_batch(50)
    with django_assert_num_queries(6):
        page = browser.get(reverse("readiness-list")).text
    assert "after=" in page


# the role


def test_a_role_tells_why_its_team_is_not_ready_and_what_first(role, interviewer, browser_as):
    make_unready(role.team)
    page = browser_as(interviewer).get(reverse("role-readiness", args=[role.public_id])).text
    assert "The team is not ready: why, and what first" in page
    assert "3 of 5 key questions are unclear" in page
    assert "List the data sources that the model needs" in page
    assert reverse("team-readiness", args=[role.team.public_id]) in page
    assert "Override by name" not in page


def test_who_leads_overrides_by_name(role, manager, interviewer, browser_as):
    make_unready(role.team)
    browser = browser_as(manager)
    url, post = (reverse(name, args=[role.public_id]) for name in ("role-readiness", "role-readiness-override"))
    assert "Override by name" in browser.get(url).text
    short = browser.post(post, {"reason": "Short"})
    assert short.status_code == 422
    assert "Short" in short.text
    assert browser.post(post, {"reason": WHY}).url == url
    for person in (manager, interviewer):
        page = browser_as(person).get(url).text
        assert "Hiring Manager lets the next opening of this role pass all the same" in page
        assert WHY in page
        assert "Override by name" not in page
    again = browser.post(post, {"reason": WHY}, follow=True)
    assert ReadinessOverride.objects.count() == 1
    assert "has overridden it already" in again.text


def test_a_role_that_opened_before_has_a_banner_and_no_lock(manager, browser_as):
    role = RoleFactory()
    make_member(role, right="manager")
    url = reverse("role-readiness", args=[role.public_id])
    page = browser_as(role.members.get().user).get(url).text
    assert "This role opened before teams were asked" in page
    assert Role.objects.get(pk=role.pk).state == "open"


def test_the_page_of_a_role_is_read_by_the_same_queries(role, manager, browser_as, django_assert_num_queries):
    browser = browser_as(manager)
    url = reverse("role-readiness", args=[role.public_id])
    for _size in range(2):
        with django_assert_num_queries(8):
            browser.get(url)
        make_unready(role.team)
