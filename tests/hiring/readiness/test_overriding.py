import pytest
from django.db import IntegrityError, transaction

from hiring.core.errors import Invalid, NotAllowed, Refused
from hiring.core.models import AuditEntry
from hiring.readiness.models import ReadinessOverride
from hiring.readiness.overriding import override_readiness
from tests.factories.readiness import make_answers, make_unready

WHY = "The data owner is named on Monday; Runa prepares the sources meanwhile."


def test_an_override_has_a_name_and_a_reason(role, manager):
    make_unready(role.team)
    override = override_readiness(role, actor=manager, reason=f" {WHY} ")
    assert (override.actor, override.reason, override.unclear) == (manager, WHY, 3)
    assert AuditEntry.objects.get(action="readiness.overridden").role_id == role.public_id
    assert list(ReadinessOverride.objects.standing()) == [override]


def test_only_who_leads_the_role_overrides(role, recruiter, administrator, interviewer, auditor, member):
    make_unready(role.team)
    for actor in (administrator, interviewer, auditor, member):
        with pytest.raises(NotAllowed):
            override_readiness(role, actor=actor, reason=WHY)
    assert override_readiness(role, actor=recruiter, reason=WHY).actor == recruiter


@pytest.mark.parametrize("reason", ["", "  short  ", "w" * 2001])
def test_a_reason_is_a_reason(role, manager, reason):
    make_unready(role.team)
    with pytest.raises(Invalid) as caught:
        override_readiness(role, actor=manager, reason=reason)
    assert "reason" in caught.value.errors


def test_only_what_is_shut_is_overridden_and_only_once(role, manager):
    make_answers(role.team)
    with pytest.raises(Refused, match="does not keep this role"):
        override_readiness(role, actor=manager, reason=WHY)
    make_unready(role.team)
    override_readiness(role, actor=manager, reason=WHY)
    with pytest.raises(Refused, match="Hiring Manager has overridden it already"):
        override_readiness(role, actor=manager, reason=WHY)


def test_an_override_never_changes(role, manager):
    make_unready(role.team)
    override = override_readiness(role, actor=manager, reason=WHY)
    override.reason = "Another."
    with pytest.raises(IntegrityError), transaction.atomic():
        override.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        override.delete()
