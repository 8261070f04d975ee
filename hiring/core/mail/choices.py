"""How a person wants to get what may wait: at once, or in one mail a day. Nobody can refuse what is due."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hiring.core.accounts.models import User
from hiring.core.audit.trail import record
from hiring.core.errors import NotAllowed
from hiring.core.mail.models import Mail, MailChoice
from hiring.core.mail.posting import put_into_queue
from hiring.core.mail.registry import Group, all_groups
from hiring.core.mail.states import MailState


def waiting_groups() -> list[Group]:
    """Return the groups that may wait for the digest."""
    return [group for group in all_groups() if group.can_wait]


@transaction.atomic
def choose_mail(person: User, *, actor: User, digest_groups: Collection[str], digest_hour: int) -> MailChoice:
    """Let these groups wait for a digest at this hour of the person's own clock; what waits is planned anew.

    Refuses with ``NotAllowed``.
    """
    if actor.pk != person.pk:
        raise NotAllowed(_("These settings are their owner's alone."))
    choice, _is_new = MailChoice.objects.get_or_create(person=person)
    wanted = {
        "digest_groups": sorted({group.name for group in waiting_groups()} & set(digest_groups)),
        "digest_hour": digest_hour,
    }
    changed = [name for name, value in wanted.items() if getattr(choice, name) != value]
    for name in changed:
        setattr(choice, name, wanted[name])
    if changed:
        choice.clean_fields(exclude=["person", "digest_groups"])
        choice.save(update_fields=changed)
        record("person.mail_chosen", actor=actor, obj=person, fields=changed)
        _plan_anew(person)
    return choice


def _plan_anew(person: User) -> None:
    """Let each mail that waits for the digest be looked at again: it goes out now, or waits for the new hour."""
    now = timezone.now()
    for mail in Mail.objects.filter(recipient=person).held().select_for_update():
        mail.state, mail.next_at, mail.turn = MailState.PLANNED, now, mail.turn + 1
        mail.save(update_fields=["state", "next_at", "turn"])
        put_into_queue(mail)
