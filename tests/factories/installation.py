"""A small installation with a row of every kind that the API has, and somebody with every right in it."""

from django.db import transaction

from hiring.core.audit.trail import record
from hiring.core.models import Task, User
from tests.factories.core import PlaceFactory, UserFactory


def furnish() -> User:
    """Return an administrator and recruiter. Rooms add here what their collections show."""
    caller = UserFactory(name="Everything", is_administrator=True, is_recruiter=True)
    UserFactory()
    PlaceFactory()
    Task.objects.create(kind="report", key="report:1", created_by=caller)
    with transaction.atomic():
        record("test.made", actor=caller, obj=caller)
    return caller
