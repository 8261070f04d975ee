import pytest

from candidates.models import Candidate
from candidates.people.records import add_candidate
from tests.factories.candidates import AccessFactory, ApplicationFactory, CandidateFactory
from tests.factories.hiring import RoleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(recruiter):
    names = ["Ada Lovelace", "Ada Müller", "Adam Łukasz", "Zoe Ada-Lee"]
    return {name: add_candidate(actor=recruiter, name=name, email=f"{n}@example.org") for n, name in enumerate(names)}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ada", ["Ada Lovelace", "Ada Müller", "Adam Łukasz", "Zoe Ada-Lee"]),
        ("ADA mul", ["Ada Müller"]),
        ("lukasz", ["Adam Łukasz"]),
        ("Lee ad", ["Zoe Ada-Lee"]),
        ("ovelace", []),
        ("ada nobody", []),
        ("", []),
        ("%", []),
        (" 2@Example.org ", ["Adam Łukasz"]),
    ],
)
def test_matching(people, query, found):
    assert sorted(Candidate.objects.matching(query).values_list("name", flat=True)) == found


def test_matching_takes_the_first_words_only(people):
    assert Candidate.objects.matching("z zo zoe a ad nobody").get() == people["Zoe Ada-Lee"]


def test_a_person_is_seen_through_applications_that_are_seen(recruiter, auditor, member, administrator):
    alone, open_one, hidden = CandidateFactory.create_batch(3)
    ApplicationFactory(candidate=open_one)
    secret = ApplicationFactory(candidate=hidden, role=RoleFactory(confidential=True))
    AccessFactory(application=secret, user=member)
    mine = CandidateFactory(created_by=member)

    def seen(user):
        return set(Candidate.objects.visible_to(user))

    assert seen(recruiter) == {open_one}
    assert seen(auditor) == {open_one, hidden}
    assert seen(member) == {hidden, mine}
    assert seen(administrator) == set()
    assert alone not in seen(auditor)
