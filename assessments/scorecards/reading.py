"""Who has read colleagues' cards of an application: if they score later, their card is not independent."""

from assessments.scorecards.models import CardRead
from candidates.applications.models import Application
from hiring.core.accounts.models import User


def mark_read(application: Application, *, reader: User) -> None:
    """Note that a person was shown the content of colleagues' cards, once. Every surface that shows it calls this."""
    if not has_read(application, reader):
        CardRead.objects.bulk_create([CardRead(application=application, reader=reader)], ignore_conflicts=True)


def has_read(application: Application, reader: User) -> bool:
    return CardRead.objects.filter(application=application, reader=reader).exists()
