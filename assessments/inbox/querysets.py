"""The lists of the home page, each found by an index of its own, as narrow rows: models of five tables cost more.

``user`` and times are values or, for what the home page asks, ``Given``.
"""

from datetime import datetime, timedelta

from django.db.models import Exists, F, Func, IntegerField, OuterRef, Q, QuerySet, Subquery

from assessments.interviews.models import Interview, InterviewState
from assessments.scorecards.models import Rating, Scorecard
from candidates.applications.models import OPEN_STATES, Application, ApplicationState
from hiring.core.accounts.models import User
from hiring.core.prepared import Given
from hiring.intake.models import JobRating, JobReview
from hiring.roles.models import HiringTeamMember, Role, RoleState, Stage, StageCriterion, TeamRight

RECENT = timedelta(days=14)
ANSWERED = Q(level__isnull=False) | Q(not_assessed=True)
SHEET = ("id", "public_id", "due_at", "saved_at", "done", "total")
PLACE = ("application__public_id", "application__candidate__name", "application__role__title")
STAGE = ("stage__public_id", "stage__title")

Reader = User | Given
Moment = datetime | Given


def _number(rows: QuerySet) -> Subquery:
    """Count the rows of a correlated query. As a plain function COUNT groups by nothing, so that none counts as 0."""
    counted = Func(F("pk"), function="COUNT", output_field=IntegerField())
    return Subquery(rows.order_by().annotate(number=counted).values("number"))


def _with_progress(sheets: QuerySet, ratings: QuerySet) -> QuerySet:
    return sheets.annotate(
        done=_number(ratings.filter(ANSWERED, sheet=OuterRef("pk"))),
        total=_number(StageCriterion.objects.filter(stage=OuterRef("stage"))),
    )


def due_cards(user: Reader) -> QuerySet:
    """Open scorecards of a person, in the columns of ``due.DueSheet``."""
    cards = _with_progress(Scorecard.objects.open().filter(author=user), Rating.objects.all())
    return cards.values_list(*SHEET, PLACE[1], STAGE[1], PLACE[2], "interview__starts_at", named=True)


def due_reviews(user: Reader) -> QuerySet:
    """Open job reviews of a person: the first columns of ``due.DueSheet``."""
    reviews = _with_progress(JobReview.objects.filter(author=user, state="open"), JobRating.objects.all())
    return reviews.values_list(*SHEET, "role__title", named=True)


def opened_cards(user: Reader, since: Moment, *, among: int | None = None) -> QuerySet:
    """One's own submitted cards of late, with how far their panels are; sealed ones are left out.

    What is read here is open to the whole panel: who is in. Nothing of what anybody wrote. ``among`` looks at so many
    of the newest only: for a list of the first few, which somebody with thousands should not wait for.
    """
    mine = Scorecard.objects.submitted().filter(author=user, submitted_at__gte=since)
    if among:
        mine = Scorecard.objects.filter(pk__in=mine.order_by("-submitted_at", "-pk").values("pk")[:among])
    panel = Scorecard.objects.on_panel().filter(application=OuterRef("application"), stage=OuterRef("stage"))
    sealing = Scorecard.objects.sealing(user).filter(application=OuterRef("application"))
    others = panel.submitted().exclude(author=user)
    # counted card by card: as joins of a plan made ahead they would be asked of everybody's
    opened = mine.alias(seals=_number(sealing), others=_number(others)).filter(seals=0, others__gt=0)
    # its title in the row, and not by one more join: so many tables take longer to plan than to read
    title = Subquery(Stage.objects.filter(pk=OuterRef("application__stage")).order_by().values("title"))
    counted = opened.annotate(cards_in=_number(panel.submitted()), cards_due=_number(panel.open()))
    stands = ("application__state", "application__stage", title)
    return counted.values_list("id", "public_id", "cards_in", "cards_due", *PLACE, *STAGE, "stage", *stands, named=True)


def interviews_of(user: Reader, day_before: Moment, since: Moment, until: Moment) -> QuerySet[Interview]:
    """Planned interviews of a person's cards that end after ``since``; none is longer than a day."""
    mine = Scorecard.objects.filter(interview=OuterRef("pk"), author=user, state__in=["open", "submitted"])
    return (
        Interview.objects.filter(
            Exists(mine),
            state=InterviewState.PLANNED,
            ends_at__gte=since,
            starts_at__gte=day_before,
            starts_at__lt=until,
            application__state__in=OPEN_STATES,
        )
        .annotate(card=Subquery(mine.values("public_id")[:1]), card_state=Subquery(mine.values("state")[:1]))
        .order_by("starts_at", "pk")
        .values_list("starts_at", "ends_at", "where", PLACE[1], STAGE[1], "card", "card_state")
    )


def led_roles(user: Reader) -> QuerySet[Role]:
    """Open roles on whose hiring team this person is manager or recruiter."""
    leads = HiringTeamMember.objects.current().filter(user=user, right__in=[TeamRight.MANAGER, TeamRight.RECRUITER])
    return Role.objects.filter(pk__in=leads.values("role"), state=RoleState.OPEN)


def to_decide(user: Reader) -> QuerySet[Application]:
    """Applications of one's roles at whose stage the quorum is in."""
    cards = Scorecard.objects.submitted().filter(application=OuterRef("pk"), stage=OuterRef("stage"))
    waiting = Application.objects.filter(role__in=led_roles(user), state=ApplicationState.ACTIVE, stage__isnull=False)
    found = waiting.alias(quorum=_number(cards)).filter(quorum__gte=F("stage__panel_size"))
    return found.values_list(
        "id", "public_id", "stage_entered_at", "candidate__name", "role__title", *STAGE, named=True
    )


def late_cards(user: Reader, now: Moment) -> QuerySet[Scorecard]:
    """Colleagues' late cards on one's roles."""
    cards = Scorecard.objects.open().filter(due_at__lt=now, stage__role__in=led_roles(user))
    others = cards.exclude(author=user)
    return others.values_list("id", "public_id", "due_at", "author__name", *PLACE, *STAGE, named=True)


def led_roles_with_new(user: Reader) -> QuerySet[Role]:
    """One's roles, and how many applications wait in New of each."""
    waiting = Application.objects.filter(role=OuterRef("pk"), state=ApplicationState.ACTIVE, stage=None)
    led = led_roles(user).annotate(waiting=_number(waiting)).order_by("title", "pk")
    return led.values_list("public_id", "title", "waiting")
