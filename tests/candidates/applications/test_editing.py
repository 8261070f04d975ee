import pytest

from candidates.applications.editing import edit_candidate
from candidates.applications.permissions import leads_candidate
from candidates.models import Application
from hiring.core.errors import NotAllowed
from tests.factories.candidates import AccessFactory, ApplicationFactory, CandidateFactory
from tests.factories.core import UserFactory
from tests.factories.hiring import MemberFactory, RoleFactory

pytestmark = pytest.mark.django_db


def test_new_name_is_the_one_that_lists_sort_by(recruiter):
    candidate = CandidateFactory(name="Ada Byron")
    first, second, other = (
        ApplicationFactory(candidate=candidate),
        ApplicationFactory(candidate=candidate),
        ApplicationFactory(),
    )
    edit_candidate(candidate, actor=recruiter, version=1, fields={"name": "Ada LOVELACE"})
    assert Application.objects.get(pk=first.pk).sort_name == "ada lovelace"
    assert Application.objects.get(pk=second.pk).sort_name == "ada lovelace"
    assert Application.objects.get(pk=other.pk).sort_name == other.sort_name


@pytest.mark.parametrize(
    ("who", "confidential", "may"),
    [
        ("recruiter", False, True),
        ("recruiter", True, False),
        ("team manager", True, True),
        ("team recruiter", True, True),
        ("team interviewer", False, False),
        ("panel", False, False),
        ("auditor", False, False),
        ("administrator", False, False),
        ("adder", False, False),
    ],
)
def test_who_may_edit(who, confidential, may, recruiter, auditor, administrator):
    role = RoleFactory(confidential=confidential)
    known = {"recruiter": recruiter, "auditor": auditor, "administrator": administrator}
    user = known.get(who) or UserFactory()
    application = ApplicationFactory(role=role, candidate__created_by=user if who == "adder" else None)
    if who.startswith("team"):
        MemberFactory(role=role, user=user, right=who.removeprefix("team "))
    if who == "panel":
        AccessFactory(application=application, user=user)
    candidate = application.candidate
    assert leads_candidate(candidate, user) == may
    assert set(Application.objects.led_by(user)) == ({application} if may else set())
    if may:
        edit_candidate(candidate, actor=user, version=1, fields={"phone": "1"})
    else:
        with pytest.raises(NotAllowed):
            edit_candidate(candidate, actor=user, version=1, fields={"phone": "1"})


def test_whoever_added_a_person_without_applications_may_edit(member):
    assert leads_candidate(CandidateFactory(created_by=member), member)
    assert not leads_candidate(CandidateFactory(), member)
