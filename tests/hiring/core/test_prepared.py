"""Queries that are written and planned once."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.db.models import BigIntegerField, CharField, DateTimeField, Exists, F, OuterRef, QuerySet
from django.utils import timezone

from candidates.models import Application
from hiring.core.models import User
from hiring.core.prepared import Given, GivenMany, GivenReader, Prepared, PreparedModels
from hiring.models import Role
from tests.factories.candidates import AccessFactory, ApplicationFactory
from tests.factories.core import UserFactory
from tests.factories.hiring import MemberFactory, RoleFactory

pytestmark = pytest.mark.django_db

PERSON = Given("person", BigIntegerField())
FIELDS = ("pk", "name", "created_at", "is_recruiter")
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def people() -> list[User]:
    return [UserFactory(name=f"100 % {n}", created_at=NOON + timedelta(hours=n)) for n in range(3)]


def test_rows_are_those_of_the_queryset_for_each_value(people, django_assert_num_queries):
    one = Prepared(lambda: User.objects.filter(pk=PERSON).values_list(*FIELDS))
    for person in people:
        with django_assert_num_queries(1):
            rows = one.ask(person=person.pk)
        assert rows == list(User.objects.filter(pk=person.pk).values_list(*FIELDS))
    assert one.ask(person=-1) == []


def test_moments_texts_and_what_is_not_given_in_one_query(people):
    since, name = Given("since", DateTimeField()), Given("name", CharField())
    same = User.objects.filter(pk=OuterRef("pk"), name__startswith="100 % ")
    query = Prepared(
        lambda: (
            User.objects.filter(Exists(same), created_at__gte=since, is_active=True)
            .exclude(name=name)
            .order_by("-created_at")
            .values_list("name", "created_at")[:2]
        )
    )
    assert query.ask(since=NOON + timedelta(hours=1), name="it's") == [
        ("100 % 2", NOON + timedelta(hours=2)),
        ("100 % 1", NOON + timedelta(hours=1)),
    ]
    assert query.ask(since=NOON, name="100 % 2")[0] == ("100 % 1", NOON + timedelta(hours=1))


def test_nothing_of_the_rows_is_kept(people):
    query = Prepared(lambda: User.objects.filter(pk=PERSON).values_list("name"))
    assert query.ask(person=people[0].pk) == [("100 % 0",)]
    User.objects.update(name="Mira")
    assert query.ask(person=people[0].pk) == [("Mira",)]


def test_a_query_without_values(people):
    assert Prepared(lambda: User.objects.order_by("pk").values_list("pk")).ask() == [(one.pk,) for one in people]


@pytest.mark.django_db(transaction=True)
def test_a_new_connection_begins_anew():
    person = UserFactory()
    query = Prepared(lambda: User.objects.filter(pk=PERSON).values_list("name"))
    for _ in range(2):
        assert query.ask(person=person.pk) == [(person.name,)]
        connection.close()


def test_any_number_of_ids(people):
    some = Prepared(lambda: User.objects.filter(pk__in=GivenMany("people")).order_by("pk").values_list("name"))
    assert some.ask(people=[one.pk for one in people[1:]]) == [("100 % 1",), ("100 % 2",)]
    assert some.ask(people=[]) == []


def test_a_moment_that_would_stand_still_is_refused():
    """An access that ends would never end in a text that was written before."""
    query = Prepared(lambda: User.objects.filter(created_at__lt=timezone.now()).values_list("pk"))
    with pytest.raises(TypeError, match="has to be given"):
        query.ask()


def test_models_come_with_what_they_select_along_and_their_annotations(django_assert_num_queries):
    role = RoleFactory()
    roles = Role.objects.select_related("team", "specialism", "role_type").annotate(twice=F("version") * 2)
    query = PreparedModels(lambda: roles.filter(pk=Given("role", BigIntegerField())))
    for _ in range(2):
        with django_assert_num_queries(1):
            (found,) = query.ask(role=role.pk)
            assert found.team.name == role.team.name
            assert (found.role_type.title, found.specialism) == (role.role_type.title, None)
        assert (found, found.twice, found.opened_at) == (role, role.version * 2, role.opened_at)
    assert not found._state.adding
    assert query.ask(role=-1) == []


def test_a_given_reader_sees_what_the_reader_sees():
    """The one predicate, whoever asks: with the id given, and with the person themselves."""
    application = ApplicationFactory(role=RoleFactory(confidential=True))
    people = [UserFactory(), UserFactory(is_recruiter=True), UserFactory(is_auditor=True), UserFactory()]
    AccessFactory(application=application, user=people[0])
    MemberFactory(role=application.role, user=people[3], right="manager")
    now = timezone.now()
    for person in people:
        seen = Prepared(lambda reader=person: _seen_by(reader))
        plain = Application.objects.visible_to(person).values_list("pk")
        assert seen.ask(reader=person.pk, now=now) == list(plain)
    assert (
        GivenReader.like(people[1]) == GivenReader.like(UserFactory(is_recruiter=True)) != GivenReader.like(people[0])
    )


def _seen_by(person: User) -> QuerySet:
    reader, now = GivenReader.like(person), Given("now", DateTimeField())
    return Application.objects.visible_to(reader, at=now).values_list("pk")
