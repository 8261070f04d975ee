"""Candidates and applications, with the rows that visibility rests on."""

import factory

from candidates.models import Access, Application, Candidate, MoveReason
from tests.factories.core import UserFactory
from tests.factories.hiring import RoleFactory


class CandidateFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Candidate

    name = factory.Sequence(lambda n: f"Candidate Number{n}")
    email = factory.Sequence(lambda n: f"candidate{n}@example.org")


class ApplicationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Application

    role = factory.SubFactory(RoleFactory)
    candidate = factory.SubFactory(CandidateFactory)
    sort_name = factory.LazyAttribute(lambda o: o.candidate.name.casefold())


class AccessFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Access

    application = factory.SubFactory(ApplicationFactory)
    user = factory.SubFactory(UserFactory)
    why = "panel"


class MoveReasonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = MoveReason

    kind = "reject"
    label = factory.Sequence(lambda n: f"Reason {n}")
