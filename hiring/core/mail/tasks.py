"""What workers do for mails: send one, put a digest together."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hiring.core.accounts.models import User
from hiring.core.background.registry import handler
from hiring.core.background.run import Run
from hiring.core.mail.delivery import deliver, note_failure
from hiring.core.mail.digests import DIGEST, make_digest
from hiring.core.mail.models import Mail
from hiring.core.mail.posting import SEND
from hiring.core.mail.states import OPEN_STATES

ADDRESSES_ARE_KEPT = timedelta(days=30)


@handler(SEND, label=_("Sending a mail"), subject="core.mail", longest=timedelta(minutes=2), on_failure=note_failure)
def send(run: Run) -> None:
    """Not within ``run.commit``: that a mail was handed over stands, whoever has the task by then."""
    mail = Mail.objects.select_related("recipient").get(public_id=run.payload["mail"])
    deliver(mail, turn=run.payload["turn"])


@shared_task
def forget_addresses() -> None:
    """Forget mails to people without an account: whoever typed the address, it is not ours to keep."""
    mails = Mail.objects.exclude(address="").filter(ended_at__lt=timezone.now() - ADDRESSES_ARE_KEPT)
    mails.exclude(state__in=OPEN_STATES).delete()


@handler(DIGEST, label=_("Putting a digest together"))
def put_digest_together(run: Run) -> None:
    person = User.objects.get(public_id=run.payload["person"])
    with run.commit():
        make_digest(person, planned_for=run.task.due_at)
