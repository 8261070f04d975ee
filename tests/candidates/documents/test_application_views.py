import pytest
from django.urls import reverse

from candidates.models import Application, Candidate, Document
from tests.candidates.documents import files
from tests.factories.candidates import ApplicationFactory, CandidateFactory
from tests.factories.core import UserFactory
from tests.factories.hiring import MemberFactory, RoleFactory

pytestmark = pytest.mark.django_db

ADD = "/candidates/add/"


@pytest.fixture
def role():
    return RoleFactory(title="ML engineer, fraud")


@pytest.fixture
def lead(role):
    return MemberFactory(role=role, right="manager").user


@pytest.fixture
def lead_browser(lead, browser_as):
    return browser_as(lead)


def person(role, **fields):
    typed = {"role": role.public_id, "name": "Grace Hopper", "email": "grace@example.org", "links": "grace.example.org"}
    return {name: value for name, value in (typed | fields).items() if value is not None}


def test_candidate_application_and_resume_are_added_in_one_go(lead_browser, role, as_file):
    assert lead_browser.get(ADD).status_code == 200
    response = lead_browser.post(ADD, person(role, source="Referral", resume=as_file(files.make_pdf("x"))))
    application = Application.objects.get()
    assert (response.status_code, response.url) == (302, reverse("application", args=[application.public_id]))
    assert (application.role, application.source, application.stage) == (role, "Referral", None)
    assert (application.candidate.name, application.candidate.links) == ("Grace Hopper", ["https://grace.example.org"])
    assert application.documents.get().state == "received"


def test_resume_may_follow_later(lead_browser, role):
    assert lead_browser.post(ADD, person(role)).status_code == 302
    assert not Document.objects.exists()


def test_role_of_the_address_is_chosen_beforehand(lead_browser, role):
    html = lead_browser.get(f"{ADD}?role={role.public_id}").content.decode()
    assert f'<option value="{role.public_id}" selected>ML engineer, fraud</option>' in html


def test_all_faults_are_told_at_once_and_everything_typed_stays(lead_browser, role, as_file, stored):
    fields = person(role, name="", email="grace@", phone="+44 1", resume=as_file(files.make_pdf("x"), "Grace.pdf"))
    response = lead_browser.post(ADD, fields)
    html = response.content.decode()
    assert response.status_code == 422
    assert "Write the candidate&#x27;s name." in html
    assert "“grace@” is not an e-mail address." in html
    assert 'value="+44 1"' in html
    assert "“Grace.pdf”" in html
    assert (Candidate.objects.count(), len(stored())) == (0, 1)
    note = response.context["form"]["kept"].value()
    assert lead_browser.post(ADD, person(role, kept=note)).status_code == 302
    document = Document.objects.get()
    assert (document.file_name, document.file) == ("Grace.pdf", stored()[0])


def test_bad_file_loses_nothing_else(lead_browser, role, as_file):
    response = lead_browser.post(ADD, person(role, phone="+44 1", resume=as_file(files.make_png(), "me.pdf")))
    html = response.content.decode()
    assert response.status_code == 422
    assert "This file is named .pdf but is no PDF." in html
    for value in ("Grace Hopper", "grace@example.org", "+44 1"):
        assert f'value="{value}"' in html
    assert not Candidate.objects.exists()


def test_new_file_takes_the_place_of_the_kept_one(lead_browser, role, as_file):
    first = lead_browser.post(ADD, person(role, name="", resume=as_file(files.make_pdf("a"), "a.pdf")))
    note = first.context["form"]["kept"].value()
    lead_browser.post(ADD, person(role, kept=note, resume=as_file(files.make_pdf("b"), "b.pdf")))
    assert Document.objects.get().file_name == "b.pdf"


class TestSamePerson:
    @pytest.fixture
    def grace(self, lead):
        known = CandidateFactory(name="Grace  HOPPER", email="old@example.org", created_by=lead)
        known.words.create(word="grace")
        known.words.create(word="hopper")
        return known

    def test_question_comes_before_anything_is_added(self, lead_browser, role, grace, as_file):
        response = lead_browser.post(ADD, person(role, resume=as_file(files.make_pdf("x"))))
        html = response.content.decode()
        assert response.status_code == 422
        assert "Somebody like this is already here." in html
        assert "old@example.org" in html
        assert "is kept." in html
        assert (Application.objects.count(), Candidate.objects.count()) == (0, 1)

    @pytest.mark.parametrize(("answer", "people"), [("same", 1), ("new", 2)])
    def test_answer_decides(self, lead_browser, role, grace, answer, people):
        chosen = grace.public_id if answer == "same" else answer
        assert lead_browser.post(ADD, person(role, who=chosen)).status_code == 302
        assert Candidate.objects.count() == people
        assert (Application.objects.get().candidate == grace) == (answer == "same")
        grace.refresh_from_db()
        assert grace.email == "old@example.org"

    def test_address_alone_is_enough(self, lead_browser, role, grace):
        assert lead_browser.post(ADD, person(role, name="G. Murray", email="OLD@example.org")).status_code == 422

    def test_other_answers_are_no_choice(self, lead_browser, role, grace):
        stranger = CandidateFactory(name="Somebody", email="else@example.org")
        response = lead_browser.post(ADD, person(role, who=stranger.public_id))
        assert response.status_code == 422
        assert not Application.objects.exists()

    def test_somebody_who_is_not_seen_is_not_told(self, lead_browser, role):
        hidden = ApplicationFactory(role__confidential=True, candidate__email="grace@example.org")
        assert lead_browser.post(ADD, person(role)).status_code == 302
        assert Candidate.objects.filter(email=hidden.candidate.email).count() == 2

    def test_sending_twice_asks(self, lead_browser, role):
        lead_browser.post(ADD, person(role))
        assert lead_browser.post(ADD, person(role)).status_code == 422
        assert Candidate.objects.count() == 1

    def test_second_application_for_one_role_is_refused(self, lead_browser, role):
        lead_browser.post(ADD, person(role))
        grace = Candidate.objects.get()
        response = lead_browser.post(ADD, person(role, who=grace.public_id))
        assert response.status_code == 422
        assert "already has an application for this role" in response.content.decode()


class TestAccess:
    def test_recruiter_is_offered_open_roles_that_are_not_confidential(self, recruiter, browser_as, role):
        RoleFactory(title="Secret", confidential=True)
        RoleFactory(title="Draft", state="draft", opened_at=None)
        form = browser_as(recruiter).get(ADD).context["form"]
        assert [str(role) for role in form.fields["role"].queryset] == ["ML engineer, fraud"]

    def test_role_led_by_others_is_refused(self, lead_browser, lead):
        other = RoleFactory()
        response = lead_browser.post(ADD, person(other))
        assert response.status_code == 422
        assert not Application.objects.exists()

    @pytest.mark.parametrize("right", [None, "interviewer"])
    def test_who_leads_no_role_is_refused(self, right, role, browser_as):
        user = UserFactory()
        if right:
            MemberFactory(role=role, user=user, right=right)
        browser = browser_as(user)
        assert browser.get(ADD).status_code == 403
        assert browser.post(ADD, person(role)).status_code == 403
        assert browser.get(f"{ADD}?role={role.public_id}").status_code == (403 if right else 404)
        assert not Application.objects.exists()

    def test_auditor_sees_the_role_and_adds_nobody(self, auditor, role, browser_as):
        assert browser_as(auditor).get(f"{ADD}?role={role.public_id}").status_code == 403

    def test_no_open_role_says_what_to_do(self, lead_browser, role):
        role.state, role.closed_at = "closed", role.opened_at
        role.save()
        assert "No role takes applications now." in lead_browser.get(ADD).content.decode()

    def test_wrong_method_and_nobody(self, lead_browser, client):
        assert lead_browser.put(ADD).status_code == 405
        response = client.get(ADD)
        assert (response.status_code, response.url) == (302, f"/accounts/login/?next={ADD}")

    def test_queries_stay_the_same(self, lead_browser, lead, role, django_assert_num_queries):
        with django_assert_num_queries(6):
            lead_browser.get(ADD)
        for _ in range(2):
            MemberFactory(user=lead, right="recruiter")
        with django_assert_num_queries(6):
            lead_browser.get(ADD)
