"""Builds the demo by the verbs: an organisation, three roles, candidates on their way, cards in and late."""

import random
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from assessments.debriefs import verbs as decisions
from assessments.demo import texts
from assessments.demo.clock import ago
from assessments.demo.resumes import make_resume
from assessments.pipeline import verbs as pipeline
from assessments.scorecards.models import Recommendation, Scorecard
from assessments.scorecards.panels import assign_interviewers
from assessments.scorecards.verbs import save_scorecard, submit_scorecard
from candidates.applications.models import Application, MoveReason
from candidates.documents.adding import apply_for
from candidates.documents.uploads import check_data
from hiring.core.accounts.models import User
from hiring.core.audit.trail import record
from hiring.core.calendar.models import Place
from hiring.core.errors import Refused
from hiring.intake.descriptions import write_description
from hiring.intake.models import JobReview
from hiring.intake.opening import open_role
from hiring.intake.reviews import ask_for_review, save_review, submit_review
from hiring.roles.members import add_member
from hiring.roles.models import Role, Stage, TeamRight
from hiring.roles.teams import add_team
from hiring.roles.verbs import create_role
from rubrics.library.models import Process, Profile, Seniority
from rubrics.sheets.content import Answer, Save
from rubrics.sheets.frozen import read_criteria
from rubrics.sheets.models import Sheet, SheetState

PASSWORD = "plumbline-demo"  # noqa: S105  # printed on purpose
# How far the applications of the first role have come, in judged stages; 0 is New, and "out" is rejected.
JOURNEYS = [4, 4, 3, 3, 2, 2, 2, 6, 1, 1, 1, 1, 5, 3, 2, 0, 0, 0, 0, 0, "out", "out", 4, 1, 0, 2, 3, 1]


@dataclass
class Demo:
    """What is made, and the chance that decides what people say."""

    chance: random.Random
    people: dict[str, User] = field(default_factory=dict)
    reasons: list[MoveReason] = field(default_factory=list)

    @property
    def interviewers(self) -> list[User]:
        return [self.people[f"interviewer{n}"] for n in range(1, 5)]


def build_demo(*, seed: int = 1, candidates: int = 28) -> Demo:
    """Fill an empty database. Raises ``Refused`` where there are accounts already."""
    if User.objects.exists():
        raise Refused("There are accounts already. The demo goes only into an empty database.")
    demo = Demo(random.Random(seed))  # noqa: S311  # repeatable, not secret
    _make_people(demo)
    fraud, platform = _make_roles(demo)
    for number in range(candidates):
        journey = JOURNEYS[number % len(JOURNEYS)]
        _lead(demo, fraud, number, journey)
    for number in range(min(candidates, 6)):
        _lead(demo, platform, candidates + number, number % 3)
    return demo


@transaction.atomic
def _make_people(demo: Demo) -> None:
    for key, name, rights in texts.ACCOUNTS:
        user = User.objects.create_user(f"{key}@demo.test", PASSWORD, name=name, time_zone="Europe/Berlin", **rights)
        record("person.added", actor=None, obj=user)
        demo.people[key] = user
    demo.reasons = list(MoveReason.objects.filter(kind="reject", retired_at=None))


def _make_roles(demo: Demo) -> tuple[Role, Role]:
    admin, manager, recruiter = (demo.people[key] for key in ("admin", "manager", "recruiter"))
    berlin = Place.objects.create(name="Berlin", country="DE", time_zone="Europe/Berlin", currency="EUR")
    Place.objects.create(name="Lisbon", country="PT", time_zone="Europe/Lisbon", currency="EUR")
    risk = add_team(actor=admin, name="Payments risk", managers=[manager])
    support = add_team(actor=admin, name="Customer support", managers=[manager])
    common = {"actor": recruiter, "manager": manager, "place": berlin}
    with ago(days=52):
        fraud = create_role(
            title="Senior ML engineer, payment fraud",
            team=risk,
            process=Process.objects.get(key="seven_step"),
            role_type=Profile.objects.get(key="ml_engineer"),
            specialism=Profile.objects.get(key="predictive"),
            seniority=Seniority.objects.get(key="senior"),
            **common,
        )
        _open(demo, fraud, texts.FRAUD_ROLE)
    with ago(days=20):
        platform = create_role(
            title="ML platform engineer",
            team=risk,
            process=Process.objects.get(key="production_five_step"),
            role_type=Profile.objects.get(key="ml_engineer"),
            specialism=Profile.objects.get(key="ml_infrastructure"),
            seniority=Seniority.objects.get(key="mid"),
            **common,
        )
        _open(demo, platform, texts.PLATFORM_ROLE)
    with ago(days=3):
        assistant = create_role(
            title="AI engineer, support assistant",
            team=support,
            process=Process.objects.get(key="seven_step"),
            role_type=Profile.objects.get(key="ai_engineer"),
            seniority=Seniority.objects.get(key="mid"),
            **common,
        )
        write_description(assistant, actor=manager, text=texts.ASSISTANT_ROLE)
        add_member(assistant, actor=recruiter, user=demo.people["interviewer4"], right=TeamRight.INTERVIEWER)
        ask_for_review(assistant, actor=recruiter, author=demo.people["interviewer4"])
    return fraud, platform


def _open(demo: Demo, role: Role, text: str) -> None:
    manager, recruiter = demo.people["manager"], demo.people["recruiter"]
    write_description(role, actor=manager, text=text)
    for person in demo.interviewers:
        add_member(role, actor=recruiter, user=person, right=TeamRight.INTERVIEWER)
    for person in demo.interviewers[:2]:
        review = ask_for_review(role, actor=recruiter, author=person)
        save_review(review, actor=person, save=Save(review.version, answers=_answers(demo, review, around=4)))
        review = JobReview.objects.get(pk=review.pk)
        submit_review(review, actor=person, version=review.version, text_number=1)
    role.refresh_from_db()
    open_role(role, actor=manager)
    role.refresh_from_db()


def _lead(demo: Demo, role: Role, number: int, journey: int | str) -> None:
    """Bring one candidate as far as their journey goes, each step some days before today."""
    stages = list(role.stages.filter(is_gate=False).order_by("position"))
    steps = journey if isinstance(journey, int) else demo.chance.choice([0, 2])
    steps = min(steps, len(stages))
    began = 4 + steps * 6 + demo.chance.randint(0, 4)
    application = _apply(demo, role, number, days=began)
    for step in range(steps):
        with ago(days=began - 3 - step * 6, hours=demo.chance.randint(0, 5)):
            if step == 0:
                pipeline.pass_on(_fresh(application), actor=demo.people["recruiter"])
            else:
                _judge(demo, _fresh(application), stages[step - 1])
    if journey == "out":
        with ago(days=1):
            words = demo.chance.choice(texts.WORDS_TO_REJECT)
            reason = demo.chance.choice(demo.reasons)
            decisions.reject(_fresh(application), actor=demo.people["recruiter"], reason=reason, words=words)
    elif steps:
        _begin(demo, _fresh(application), stages[steps - 1], number)


def _apply(demo: Demo, role: Role, number: int, *, days: int) -> Application:
    name = texts.NAMES[number % len(texts.NAMES)]
    if number >= len(texts.NAMES):
        name = f"{name.split()[0]} {texts.NAMES[(number * 7 + 3) % len(texts.NAMES)].split()[-1]}"
    headline = demo.chance.choice(texts.HEADLINES)
    place = demo.chance.choice(texts.PLACES)
    kind = "docx" if number % 9 == 5 else "json" if number % 9 == 7 else "pdf"
    file_name, data = make_resume(name, headline, place, kind)
    person = {"name": name, "email": f"candidate{number}@example.org", "headline": headline, "location": place}
    with ago(days=days):
        return apply_for(
            role,
            actor=demo.people["recruiter"],
            person=person,
            source=texts.SOURCES[number % len(texts.SOURCES)],
            upload=check_data(file_name, data),
        )


def _judge(demo: Demo, application: Application, stage: Stage) -> None:
    """A whole stage: panel, cards in, decision to advance."""
    panel = demo.chance.sample(demo.interviewers, max(stage.panel_size, 2))
    for card in assign_interviewers(application, stage, actor=demo.people["recruiter"], people=panel):
        _score(demo, card, around=4, submit=True)
    reason = demo.chance.choice(texts.REASONS_TO_ADVANCE)
    decisions.advance(_fresh(application), actor=demo.people["manager"], reason=reason)


def _begin(demo: Demo, application: Application, stage: Stage, number: int) -> None:
    """The stage where the application stands now: some cards in, some begun, some late, some not assigned yet."""
    if number % 5 == 4:
        return
    late = number % 3 == 0
    with ago(days=4 if late else 0, hours=6):
        start = timezone.now() + timedelta(hours=1)
        panel = demo.chance.sample(demo.interviewers, min(stage.panel_size + number % 2, 3))
        cards = assign_interviewers(
            application,
            stage,
            actor=demo.people["recruiter"],
            people=panel,
            starts_at=start,
            ends_at=start + timedelta(minutes=stage.minutes),
            where="Room Lotwaage",
        )
    done = 1 if late else number % (len(cards) + 1)
    for at, card in enumerate(cards):
        if at < done:
            with ago(hours=2):
                _score(demo, card, around=3 if number % 2 else 4, submit=True)
        elif at == done and number % 2:
            _score(demo, card, around=3, submit=False)


def _score(demo: Demo, card: Scorecard, *, around: int, submit: bool) -> None:
    answers = _answers(demo, card, around=around)
    if not submit:
        answers = dict(list(answers.items())[: len(answers) // 2])
    save_scorecard(card, actor=card.author, save=Save(card.version, answers=answers))
    if not submit:
        return
    card = Scorecard.objects.get(pk=card.pk)
    choice = Recommendation.YES if around > 3 else demo.chance.choice([Recommendation.YES, Recommendation.NO])
    save_scorecard(card, actor=card.author, save=Save(card.version, closing={"recommendation": choice}))
    card = Scorecard.objects.get(pk=card.pk)
    submit_scorecard(card, actor=card.author, version=card.version)
    assert Scorecard.objects.get(pk=card.pk).state == SheetState.SUBMITTED


def _answers(demo: Demo, sheet: Sheet, *, around: int) -> dict[str, Answer]:
    answers = {}
    for item in read_criteria(sheet.rubric_version):
        if demo.chance.random() < 0.06 and not item.must_have:
            answers[item.criterion.key] = Answer(not_assessed=True, evidence=texts.NOT_ASSESSED)
            continue
        level = max(2, min(5, around + demo.chance.choice([-1, 0, 0, 0, 1])))
        flags = {"0": texts.WHERE_A_FLAG_SHOWED} if level == 2 and item.red_flags else {}
        evidence = demo.chance.choice(texts.EVIDENCE[level])
        answers[item.criterion.key] = Answer(level=level, evidence=evidence, flags=flags)
    return answers


def _fresh(application: Application) -> Application:
    return Application.objects.select_related("role__seniority", "stage", "candidate").get(pk=application.pk)
