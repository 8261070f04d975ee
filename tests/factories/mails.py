"""A scene for every kind of mail: what has to happen so that somebody gets one. A room adds the scenes of its kinds.

Everything that anybody types about a candidate holds ``SECRET``; none of it may reach a mail.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.debriefs.verbs import reject
from assessments.models import Reminder, Scorecard
from assessments.pipeline.verbs import undo
from assessments.reminders.ladder import Rung
from assessments.reminders.sending import INTERVIEWS, SCORECARDS
from assessments.scorecards import notices
from assessments.scorecards.due import set_due
from assessments.scorecards.meetings import cancel_interview, miss_interview, move_interview, plan_interview
from assessments.scorecards.panels import assign_interviewers, decline, remove_interviewer
from candidates.models import Application, MoveReason
from hiring.core.invitations.links import LINK
from hiring.core.invitations.verbs import invite_person
from hiring.core.mail.adapter import CHANGED, RESET, UNKNOWN
from hiring.core.mail.digests import DIGEST, make_digest, next_digest
from hiring.core.mail.posting import post
from hiring.core.models import Mail, MailChoice, User
from hiring.models import Stage
from tests.factories.assessments import ScorecardFactory
from tests.factories.candidates import ApplicationFactory
from tests.factories.core import PASSWORD, UserFactory
from tests.factories.hiring import MemberFactory, RoleFactory, StageFactory

SECRET = "Zyxwv"


@dataclass
class Stageset:
    """An application at its first stage, its manager, and an interviewer with an open card."""

    manager: User
    interviewer: User
    application: Application
    stage: Stage

    @property
    def card(self) -> Scorecard:
        return Scorecard.objects.select_related("application__role", "stage", "interview").get(author=self.interviewer)

    def assign(self, *, hours: int = 48) -> Scorecard:
        assign_interviewers(
            self.application,
            self.stage,
            actor=self.manager,
            people=[self.interviewer],
            starts_at=timezone.now() + timedelta(hours=hours),
            where="Room Lotwaage, second floor",
        )
        return self.card

    def reject(self) -> None:
        reason = MoveReason.objects.filter(kind="reject").first()
        reject(self.application, actor=self.manager, reason=reason, words=f"Because {SECRET}")


def set_stage() -> Stageset:
    role = RoleFactory(title="Senior ML engineer")
    stage = StageFactory(role=role, title="ML system design")
    application = ApplicationFactory(
        role=role,
        stage=stage,
        candidate__name=f"Ottilie {SECRET}",
        candidate__email=f"{SECRET}@example.org",
        candidate__headline=f"Head {SECRET}",
        candidate__location=f"City {SECRET}",
    )
    manager = MemberFactory(role=role, user=UserFactory(name="Mana Ger"), right="manager").user
    interviewer = UserFactory(name="Runa Achterberg", time_zone="Europe/Berlin")
    colleague = ScorecardFactory(application=application, stage=stage, submitted=True, summary=f"Sums {SECRET}")
    colleague.ratings.update(evidence=f"Said {SECRET}")
    return Stageset(manager, interviewer, application, stage)


def _assigned() -> None:
    set_stage().assign()


def _planned() -> None:
    scene = set_stage()
    assign_interviewers(scene.application, scene.stage, actor=scene.manager, people=[scene.interviewer])
    starts_at = timezone.now() + timedelta(days=2)
    plan_interview(scene.application, scene.stage, actor=scene.manager, cards=[scene.card], starts_at=starts_at)


def _moved() -> None:
    scene = set_stage()
    interview = scene.assign().interview
    move_interview(interview, actor=scene.manager, starts_at=timezone.now() + timedelta(days=3), where="Room Senkblei")


def _cancelled() -> None:
    scene = set_stage()
    cancel_interview(scene.assign().interview, actor=scene.manager)


def _missed() -> None:
    scene = set_stage()
    miss_interview(scene.assign(hours=-2).interview, actor=scene.manager)


def _due_changed() -> None:
    scene = set_stage()
    set_due(scene.assign(), actor=scene.manager, due_at=timezone.now() + timedelta(days=5))


def _removed() -> None:
    scene = set_stage()
    remove_interviewer(scene.assign(), actor=scene.manager)


def _declined() -> None:
    scene = set_stage()
    decline(scene.assign(), actor=scene.interviewer, reason=f"I know {SECRET}")


def _closed() -> None:
    scene = set_stage()
    scene.assign()
    scene.reject()


def _reopened() -> None:
    scene = set_stage()
    scene.assign()
    scene.reject()
    undo(scene.application, actor=scene.manager, words=f"Not {SECRET} after all")


def _digest() -> None:
    scene = set_stage()
    scene.assign()
    choice = MailChoice.objects.create(person=scene.interviewer, digest_groups=["panels"])
    Mail.objects.update(state="held")
    make_digest(scene.interviewer, planned_for=next_digest(choice, timezone.now()))


def _interview_near() -> None:
    scene = set_stage()
    _remind(scene.assign(), Rung.DAY_BEFORE, INTERVIEWS)


def _scorecard_late() -> None:
    scene = set_stage()
    card = scene.assign(hours=-48)
    notice = _remind(card, Rung.MANAGER, SCORECARDS, to=scene.manager)
    Reminder.objects.filter(pk=notice.pk).update(
        state="merged", mail=None, carrier=_remind(card, Rung.LATE, SCORECARDS)
    )


def _remind(card: Scorecard, rung: Rung, kind: str, *, to: User | None = None) -> Reminder:
    """A row of the ledger as the beat leaves it: the interview's or the due time's, with its mail."""
    anchor = card.interview.starts_at if rung == Rung.DAY_BEFORE else card.due_at
    row = Reminder(card=card, application=card.application, role=card.application.role, recipient=to or card.author)
    row.rung, row.anchor, row.at, row.state = rung.value, anchor, timezone.now(), "handed"
    row.mail = post(kind, key=row.public_id, to=row.recipient, about={"reminder": row.public_id})
    row.save()
    return row


def _invited() -> None:
    administrator = UserFactory(name="Ada Admin", is_administrator=True)
    invite_person("grace@example.org", "Grace", ["recruiter"], actor=administrator)


def _reset() -> None:
    Client().post(reverse("account_reset_password"), {"email": UserFactory().email})


def _password_changed() -> None:
    client, person = Client(), UserFactory(time_zone="Europe/Berlin")
    client.force_login(person)
    new = "a wholly different staple"
    page = reverse("account_change_password")
    client.post(page, {"oldpassword": PASSWORD, "password1": new, "password2": new})


def _unknown() -> None:
    Client().post(reverse("account_reset_password"), {"email": "nobody@example.org"})


SCENES: dict[str, Callable[[], None]] = {
    notices.ASSIGNED: _assigned,
    notices.PLANNED: _planned,
    notices.MOVED: _moved,
    notices.CANCELLED: _cancelled,
    notices.MISSED: _missed,
    notices.DUE_CHANGED: _due_changed,
    notices.REMOVED: _removed,
    notices.DECLINED: _declined,
    notices.CLOSED: _closed,
    notices.REOPENED: _reopened,
    INTERVIEWS: _interview_near,
    SCORECARDS: _scorecard_late,
    DIGEST: _digest,
    LINK: _invited,
    RESET: _reset,
    CHANGED: _password_changed,
    UNKNOWN: _unknown,
}


def play(kind: str) -> Mail:
    """Play the scene of ``kind`` and return its mail."""
    cache.clear()  # who asks for a new password too often is stopped
    SCENES[kind]()
    return Mail.objects.select_related("recipient").filter(kind=kind).latest("id")
