"""Roles with stages, ready-made: an open role has two judged stages by default."""

import factory
from django.utils import timezone

from hiring.models import HiringTeamMember, JobDescription, Role, Stage, StageCriterion, Team
from tests.factories.core import PlaceFactory, UserFactory
from tests.factories.rubrics import ProcessFactory, ProfileFactory, RubricVersionFactory, SeniorityFactory


class TeamFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Team
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Team {n}")

    @factory.post_generation
    def managers(self, create: bool, extracted: object, **kwargs: object) -> None:
        if create and extracted:
            self.managers.set(extracted)


class RoleFactory(factory.django.DjangoModelFactory):
    """An open role; ``RoleFactory(state="draft", opened_at=None)`` for a draft. No stages, no team."""

    class Meta:
        model = Role

    title = factory.Sequence(lambda n: f"Role {n}")
    team = factory.SubFactory(TeamFactory)
    place = factory.SubFactory(PlaceFactory)
    process = factory.SubFactory(ProcessFactory)
    role_type = factory.SubFactory(ProfileFactory)
    seniority = factory.SubFactory(SeniorityFactory)
    state = "open"
    opened_at = factory.LazyFunction(timezone.now)


class StageFactory(factory.django.DjangoModelFactory):
    """A judged stage with the weights of its rubric version copied in."""

    class Meta:
        model = Stage
        skip_postgeneration_save = True

    role = factory.SubFactory(RoleFactory)
    position = factory.LazyAttribute(lambda o: 1 + Stage.objects.filter(role=o.role).count())
    title = factory.Sequence(lambda n: f"Stage {n}")
    rubric_version = factory.SubFactory(RubricVersionFactory)
    weight = 50
    minutes = 60
    panel_size = 2
    due_hours = 24
    evidence_characters = 40

    @factory.post_generation
    def criteria(self, create: bool, extracted: object, **kwargs: object) -> None:
        if create and extracted is None:
            StageCriterion.objects.bulk_create(
                StageCriterion(
                    stage=self,
                    criterion=item,
                    position=item.position,
                    key=item.criterion.key,
                    title=item.title,
                    group=item.group,
                    weight=item.weight,
                    weight_source="rubric",
                    must_have=item.must_have,
                    floor=item.floor,
                )
                for item in self.rubric_version.criteria.select_related("criterion")
            )


class MemberFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = HiringTeamMember

    role = factory.SubFactory(RoleFactory)
    user = factory.SubFactory(UserFactory)
    right = "interviewer"


class JobDescriptionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = JobDescription

    role = factory.SubFactory(RoleFactory)
    number = 1
    text = "## What you will run\n\nThe fraud score of every card payment."
