"""The states of a mail, and in words why it ended as it did."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class MailState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    HELD = "held", _("Waits for the digest")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    MERGED = "merged", _("In a digest")
    DROPPED = "dropped", _("Not needed any more")
    FAILED = "failed", _("Failed")
    UNCERTAIN = "uncertain", _("May have been sent")


OPEN_STATES = (MailState.PLANNED, MailState.HELD, MailState.SENDING)
# What a person may have sent once more: nobody has it, or nobody knows.
REPEATABLE_STATES = (MailState.FAILED, MailState.UNCERTAIN)


class Why(models.TextChoices):
    """Codes beside a state. What the mail server wrote is not kept: it may quote an address."""

    UNREACHABLE = "unreachable", _("The mail server cannot be reached.")
    SIGN_IN = "sign-in", _("The mail server does not accept our user name and password.")
    REFUSED_NOW = "refused-now", _("The mail server refuses it for the moment.")
    REFUSED = "refused", _("The mail server refuses it for good; most likely the address is wrong.")
    BROKEN_OFF = "broken-off", _("The connection broke off while the mail was handed over.")
    SENDER_DIED = "sender-died", _("The worker ended while it handed the mail over.")
    BROKEN = "broken", _("The mail could not be written.")
    NOT_NEEDED = "not-needed", _("Things have changed since it was planned.")
    TOO_LATE = "too-late", _("Its time had passed.")
    NO_ACCOUNT = "no-account", _("The person can no longer sign in.")


def say_why(code: str) -> str | Promise:
    return Why(code).label if code in Why.values else code
