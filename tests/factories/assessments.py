"""Scorecards as the panel verbs leave them."""

from datetime import timedelta

import factory
from django.utils import timezone

from assessments.models import Interview, Rating, Scorecard
from candidates.models import Access
from rubrics.sheets.content import read_answers, write_content
from tests.factories.candidates import ApplicationFactory
from tests.factories.core import UserFactory
from tests.factories.hiring import StageFactory


class InterviewFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Interview

    application = factory.SubFactory(ApplicationFactory)
    stage = factory.SubFactory(StageFactory)
    starts_at = factory.LazyFunction(timezone.now)
    ends_at = factory.LazyAttribute(lambda o: o.starts_at + timedelta(hours=1))


class ScorecardFactory(factory.django.DjangoModelFactory):
    """An open card with the Access row that assigning it writes; ``submitted=True`` fills and submits it."""

    class Meta:
        model = Scorecard
        skip_postgeneration_save = True

    application = factory.SubFactory(ApplicationFactory)
    stage = factory.LazyAttribute(lambda o: o.application.stage or StageFactory(role=o.application.role))
    author = factory.SubFactory(UserFactory)
    rubric_version = factory.SelfAttribute("stage.rubric_version")
    due_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=1))

    class Params:
        submitted = factory.Trait(
            state="submitted", submitted_at=factory.LazyFunction(timezone.now), recommendation="yes"
        )

    @factory.post_generation
    def level(self, create: bool, extracted: int | None, **kwargs: object) -> None:
        if not create:
            return
        Access.objects.get_or_create(application=self.application, user=self.author, why="panel")
        if self.state == "submitted":
            Rating.objects.bulk_create(
                Rating(
                    sheet=self,
                    criterion=item,
                    level=extracted or 3,
                    evidence="Said what ran, since when and how it was watched.",
                )
                for item in self.rubric_version.criteria.all()
            )
            keys = {item.pk: item.criterion.key for item in self.rubric_version.criteria.select_related("criterion")}
            content = write_content(self, read_answers(self.ratings.all(), keys))
            self.revisions.create(number=1, content=content, author=self.author, at=self.submitted_at)
