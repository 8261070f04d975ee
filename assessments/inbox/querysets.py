"""The lists of the home page. Each is found by an index of its own and read fifty rows at a time."""

from datetime import datetime, timedelta

from django.db.models import Exists, F, Func, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from assessments.interviews.models import Interview, InterviewState
from assessments.scorecards.models import Rating, Scorecard
from candidates.applications.models import OPEN_STATES, Application, ApplicationState
from hiring.core.accounts.models import User
from hiring.intake.models import JobRating, JobReview
from hiring.roles.models import HiringTeamMember, Role, RoleState, StageCriterion, TeamRight

RECENT = timedelta(days=14)
# What a line shows of its application: whole rows of four joined tables cost more than the query.
NAMES = (
    "application__public_id",
    "application__candidate__name",
    "application__role__title",
    "stage__title",
    "stage__public_id",
)
ANSWERED = Q(level__isnull=False) | Q(not_assessed=True)


def _number(rows: QuerySet) -> Subquery:
    """Count the rows of a correlated query. As a plain function COUNT groups by nothing, so that none counts as 0."""
    counted = Func(F("pk"), function="COUNT", output_field=IntegerField())
    return Subquery(rows.order_by().annotate(number=counted).values("number"))


def _with_progress(sheets: QuerySet, ratings: QuerySet) -> QuerySet:
    return sheets.annotate(
        done=_number(ratings.filter(ANSWERED, sheet=OuterRef("pk"))),
        total=_number(StageCriterion.objects.filter(stage=OuterRef("stage"))),
    )


def due_cards(user: User) -> QuerySet[Scorecard]:
    cards = Scorecard.objects.open().filter(author=user)
    joined = cards.select_related("application__candidate", "application__role", "stage", "interview").only(
        "public_id", "due_at", "saved_at", "state", "application_id", "stage_id", "interview__starts_at", *NAMES
    )
    return _with_progress(joined, Rating.objects.all())


def due_reviews(user: User) -> QuerySet[JobReview]:
    reviews = JobReview.objects.filter(author=user, state="open").select_related("role", "stage")
    return _with_progress(reviews, JobRating.objects.all())


def opened_cards(user: User) -> QuerySet[Scorecard]:
    """One's own submitted cards of late, with how far their panels are; sealed ones are left out.

    What is read here is open to the whole panel: who is in. Nothing of what anybody wrote.
    """
    mine = Scorecard.objects.submitted().filter(author=user, submitted_at__gte=timezone.now() - RECENT)
    panel = Scorecard.objects.on_panel().filter(application=OuterRef("application"), stage=OuterRef("stage"))
    sealing = Scorecard.objects.sealing(user).filter(application=OuterRef("application"))
    return (
        mine.filter(~Exists(sealing), Exists(panel.submitted().exclude(author=user)))
        .select_related("application__candidate", "application__role", "application__stage", "stage")
        .only("public_id", "submitted_at", "stage_id", "application__stage__title", "application__state", *NAMES)
        .annotate(
            cards_in=_number(panel.submitted()),
            cards_due=_number(panel.open()),
        )
    )


def interviews_of(user: User, since: datetime, until: datetime) -> QuerySet[Interview]:
    """Planned interviews of a person's cards in a span of time."""
    mine = Scorecard.objects.filter(interview=OuterRef("pk"), author=user, state__in=["open", "submitted"])
    return (
        Interview.objects.filter(
            Exists(mine),
            state=InterviewState.PLANNED,
            ends_at__gte=since,
            starts_at__gte=since - timedelta(days=1),
            starts_at__lt=until,
            application__state__in=OPEN_STATES,
        )
        .select_related("application__candidate", "stage")
        .only("starts_at", "ends_at", "where", "public_id", *NAMES[:2], *NAMES[3:])
        .annotate(card=Subquery(mine.values("public_id")[:1]), card_state=Subquery(mine.values("state")[:1]))
        .order_by("starts_at", "pk")
    )


def led_roles(user: User) -> QuerySet[Role]:
    """Open roles on whose hiring team this person is manager or recruiter."""
    leads = HiringTeamMember.objects.current().filter(user=user, right__in=[TeamRight.MANAGER, TeamRight.RECRUITER])
    return Role.objects.filter(pk__in=leads.values("role"), state=RoleState.OPEN)


def to_decide(user: User) -> QuerySet[Application]:
    """Applications of one's roles at whose stage the quorum is in."""
    cards = Scorecard.objects.submitted().filter(application=OuterRef("pk"), stage=OuterRef("stage"))
    return (
        Application.objects.filter(role__in=led_roles(user), state=ApplicationState.ACTIVE, stage__isnull=False)
        .alias(quorum=_number(cards))
        .filter(quorum__gte=F("stage__panel_size"))
        .select_related("candidate", "role", "stage")
        .only("public_id", "stage_entered_at", "candidate__name", "role__title", "stage__title", "stage__public_id")
    )


def late_cards(user: User) -> QuerySet[Scorecard]:
    """Colleagues' late cards on one's roles."""
    cards = Scorecard.objects.open().filter(due_at__lt=timezone.now(), stage__role__in=led_roles(user))
    others = cards.exclude(author=user).select_related("author", "application__candidate", "application__role", "stage")
    return others.only("public_id", "due_at", "author__name", *NAMES)


def led_roles_with_new(user: User) -> QuerySet[Role]:
    """One's roles, and how many applications wait in New of each."""
    waiting = Application.objects.filter(role=OuterRef("pk"), state=ApplicationState.ACTIVE, stage=None)
    return led_roles(user).annotate(waiting=_number(waiting)).only("public_id", "title").order_by("title", "pk")
