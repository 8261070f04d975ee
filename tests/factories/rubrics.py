"""A small library: one rubric of two criteria, a process, a role type and a bar."""

import factory
from django.utils import timezone

from rubrics.models import (
    Criterion,
    Process,
    ProcessStep,
    Profile,
    Rubric,
    RubricCriterion,
    RubricVersion,
    Seniority,
)


class RubricFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Rubric

    key = factory.Sequence(lambda n: f"rubric_{n}")
    title = factory.Sequence(lambda n: f"Rubric {n}")


class RubricVersionFactory(factory.django.DjangoModelFactory):
    """Published, with two criteria of weight 60 (must-have, floor 3) and 40; a draft with ``published_at=None``."""

    class Meta:
        model = RubricVersion
        skip_postgeneration_save = True

    rubric = factory.SubFactory(RubricFactory)
    number = 1
    title = factory.SelfAttribute("rubric.title")
    minutes = 60
    reason = "First version."
    published_at = factory.LazyFunction(timezone.now)

    @classmethod
    def _create(cls, model_class: type[RubricVersion], *args: object, **fields: object) -> RubricVersion:
        # the database freezes what is published, so that the criteria come first
        published_at = fields.pop("published_at")
        version = super()._create(model_class, *args, **fields)
        version.published_at = published_at
        return version

    @factory.post_generation
    def criteria(self, create: bool, extracted: object, **kwargs: object) -> None:
        if create and extracted is None:
            RubricCriterionFactory(version=self, position=1, weight=60, must_have=True, floor=3)
            RubricCriterionFactory(version=self, position=2, weight=40)

    @classmethod
    def _after_postgeneration(cls, instance: RubricVersion, create: bool, results: object = None) -> None:
        if create and instance.published_at:
            RubricVersion.objects.filter(pk=instance.pk).update(published_at=instance.published_at)


class CriterionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Criterion

    key = factory.Sequence(lambda n: f"criterion_{n}")


class RubricCriterionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RubricCriterion

    version = factory.SubFactory(RubricVersionFactory, criteria=False, published_at=None)
    criterion = factory.SubFactory(CriterionFactory)
    position = 1
    stage = "production_readiness"
    group = "production"
    title = factory.Sequence(lambda n: f"Criterion {n}")
    measures = "What was run and watched."
    weight = 50
    level_1, level_2, level_3 = "Nothing.", "A little.", "Enough."
    level_4, level_5 = "More, with numbers.", "Raises others."
    questions = factory.LazyFunction(lambda: [{"ask": "What ran?", "follow_ups": ["Since when?"], "source": []}])
    strong_signals = factory.LazyFunction(lambda: ["Numbers come unasked."])
    red_flags = factory.LazyFunction(lambda: ["Only charts.", "Blames others."])


class ProcessFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Process

    key = factory.Sequence(lambda n: f"process_{n}")
    title = factory.Sequence(lambda n: f"Process {n}")


class ProcessStepFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ProcessStep

    process = factory.SubFactory(ProcessFactory)
    rubric = factory.SubFactory(RubricFactory)
    position = 1
    weight = 100


class ProfileFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Profile

    key = factory.Sequence(lambda n: f"profile_{n}")
    kind = "role"
    title = "Machine-learning engineer"


class SeniorityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Seniority
        django_get_or_create = ("key",)

    key = "mid"
    technical = production = communication = ethics = "3.0"
