"""What is done to an account: rights, switching off and on, one's own settings, ending sessions."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from hiring.core.accounts.models import ApiToken, Right, User
from hiring.core.audit.trail import record
from hiring.core.errors import NotAllowed, Refused
from hiring.core.permissions import require_administrator


class LastAdministrator(Refused):
    """Somebody must be left who can let others in."""

    code = "last-administrator"


@transaction.atomic
def change_rights(person: User, rights: Collection[str], *, actor: User | None) -> User:
    """Give ``person`` exactly ``rights``. Refuses to take the right of the last administrator."""
    require_administrator(actor)
    if Right.ADMINISTRATOR not in rights:
        _keep_an_administrator(person)
    changed = [right.field for right in Right if (right in rights) != getattr(person, right.field)]
    for field in changed:
        setattr(person, field, not getattr(person, field))
    if changed:
        person.save(update_fields=changed)
        record("person.rights_changed", actor=actor, obj=person, fields=changed)
    return person


@transaction.atomic
def deactivate_person(person: User, *, actor: User | None) -> User:
    """End all sessions and API tokens of ``person``, who cannot sign in any more. Refuses oneself and the last one."""
    require_administrator(actor)
    if actor is not None and actor.pk == person.pk:
        raise Refused(_("You cannot switch off your own account. Another administrator can."))
    _keep_an_administrator(person)
    if not person.is_active:
        return person
    person.is_active = False
    person.session_round += 1
    person.save(update_fields=["is_active", "session_round"])
    # A token must not come back to life with its person.
    ApiToken.objects.filter(user=person, revoked_at=None).update(revoked_at=timezone.now())
    record("person.deactivated", actor=actor, obj=person, fields=["is_active"])
    return person


@transaction.atomic
def reactivate_person(person: User, *, actor: User | None) -> User:
    """Let ``person`` sign in again, with the old password and rights; API tokens have to be made anew."""
    require_administrator(actor)
    if not person.is_active:
        person.is_active = True
        person.save(update_fields=["is_active"])
        record("person.reactivated", actor=actor, obj=person, fields=["is_active"])
    return person


@transaction.atomic
def change_settings(person: User, *, actor: User, **values: str) -> User:
    """Change one's own name, time zone, appearance or density."""
    if actor.pk != person.pk:
        raise NotAllowed(_("These settings are their owner's alone."))
    changed = [name for name, value in values.items() if getattr(person, name) != value]
    for name in changed:
        setattr(person, name, values[name])
    if changed:
        person.full_clean(validate_unique=False, validate_constraints=False)
        person.save(update_fields=changed)
        record("person.settings_changed", actor=actor, obj=person, fields=changed)
    return person


@transaction.atomic
def end_sessions(person: User, *, actor: User) -> User:
    """End every session of ``person``. Whoever goes on in this one signs it anew with the new round."""
    if actor.pk != person.pk:
        require_administrator(actor)
    User.objects.filter(pk=person.pk).update(session_round=F("session_round") + 1)
    person.refresh_from_db(fields=["session_round"])
    record("person.sessions_ended", actor=actor, obj=person)
    return person


def _keep_an_administrator(person: User) -> None:
    """Raise ``LastAdministrator`` when ``person`` is the only active one. Two at once wait for each other here."""
    if not (person.is_administrator and person.is_active):
        return
    keepers = User.objects.filter(is_administrator=True, is_active=True).order_by("pk").select_for_update()
    if [keeper.pk for keeper in keepers] == [person.pk]:
        raise LastAdministrator(
            _("%(name)s is the only administrator. Make somebody else one first.") % {"name": person.name}
        )
