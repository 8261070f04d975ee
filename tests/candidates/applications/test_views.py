import pytest
from django.urls import reverse

from candidates.models import Candidate
from candidates.people.records import change_candidate
from tests.factories.candidates import AccessFactory, ApplicationFactory
from tests.factories.hiring import MemberFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def application():
    return ApplicationFactory(candidate__name="Ada Byron", candidate__links=["https://ada.example.org"])


@pytest.fixture
def candidate(application):
    return application.candidate


@pytest.fixture
def manager(application):
    return MemberFactory(role=application.role, right="manager").user


@pytest.fixture
def address(candidate):
    return reverse("candidate-edit", args=[candidate.public_id])


def fields(candidate, **changes):
    return {
        "name": candidate.name,
        "email": candidate.email,
        "links": "\n".join(candidate.links),
        "version": 1,
    } | changes


def test_record_is_shown_and_saved(address, candidate, manager, browser_as, application):
    browser = browser_as(manager)
    html = browser.get(address).content.decode()
    assert 'value="Ada Byron"' in html
    assert application.role.title in html
    response = browser.post(address, fields(candidate, name="Ada Lovelace", location="London"))
    assert (response.status_code, response.url) == (302, address)
    candidate.refresh_from_db()
    assert (candidate.name, candidate.location, candidate.version) == ("Ada Lovelace", "London", 2)
    application.refresh_from_db()
    assert application.sort_name == "ada lovelace"


def test_faults_stand_beside_their_fields_and_nothing_is_saved(address, candidate, manager, browser_as):
    response = browser_as(manager).post(address, fields(candidate, name="", location="London", links="nonsense"))
    html = response.content.decode()
    assert response.status_code == 422
    assert "Write the candidate&#x27;s name." in html
    assert "“nonsense” is not a web address." in html
    assert 'value="London"' in html
    assert Candidate.objects.get().name == "Ada Byron"


def test_who_was_slower_gets_both_texts_and_may_save_again(address, candidate, manager, browser_as):
    change_candidate(Candidate.objects.get(), actor=manager, version=1, fields={"name": "Ada King", "phone": "1"})
    browser = browser_as(manager)
    response = browser.post(address, fields(candidate, name="Ada Lovelace"))
    html = response.content.decode()
    assert response.status_code == 409
    assert "Ada King" in html
    assert 'value="Ada Lovelace"' in html
    assert [label for label, _, _ in response.context["theirs"]] == ["Name", "Phone"]
    assert Candidate.objects.get().name == "Ada King"
    version = response.context["form"]["version"].value()
    assert browser.post(address, fields(candidate, name="Ada Lovelace", version=version)).status_code == 302
    assert Candidate.objects.get().name == "Ada Lovelace"


@pytest.mark.parametrize(("who", "status"), [("recruiter", 200), ("panel", 403), ("auditor", 403), ("stranger", 404)])
def test_who_may_edit(who, status, address, application, recruiter, auditor, member, browser_as):
    known = {"recruiter": recruiter, "auditor": auditor, "stranger": member}
    user = known.get(who) or AccessFactory(application=application).user
    browser = browser_as(user)
    assert browser.get(address).status_code == status
    response = browser.post(address, fields(application.candidate, name="Changed"))
    assert response.status_code == (302 if status == 200 else status)
    assert (Candidate.objects.get().name == "Changed") == (status == 200)


def test_wrong_method_and_nobody(address, manager, browser_as, client):
    assert browser_as(manager).delete(address).status_code == 405
    assert client.get(address).status_code == 302


def test_queries_stay_the_same(address, candidate, manager, browser_as, django_assert_num_queries):
    browser = browser_as(manager)
    with django_assert_num_queries(6):
        browser.get(address)
    for _ in range(2):
        MemberFactory(user=manager, right="manager", role=ApplicationFactory(candidate=candidate).role)
    with django_assert_num_queries(6):
        browser.get(address)
