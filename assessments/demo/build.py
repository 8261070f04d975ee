"""Builds the demo by the verbs: an organisation, four roles, candidates on their way, cards in and late."""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from assessments.debriefs import verbs as decisions
from assessments.demo import texts
from assessments.demo.clock import ago, next_office_day, office_day
from assessments.demo.evidence import pick_evidence
from assessments.demo.plans import plan_role
from assessments.demo.readiness import answer_for
from assessments.demo.reminders import remember_reminders
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
from hiring.core.background.models import Task
from hiring.core.calendar.models import Place
from hiring.core.errors import Refused
from hiring.core.mail.delivery import write_letter
from hiring.core.mail.models import Mail
from hiring.core.mail.registry import NotWanted
from hiring.intake.descriptions import write_description
from hiring.intake.opening import open_role
from hiring.intake.reviews import ask_for_review, save_review, submit_review
from hiring.roles.members import add_member
from hiring.roles.models import Role, Stage, TeamRight
from hiring.roles.teams import add_team
from hiring.roles.verbs import create_role
from hiring.scope.verbs import describe_scope
from rubrics.library.models import Process, Profile, Seniority
from rubrics.sheets.content import Answer, Save
from rubrics.sheets.frozen import read_criteria
from rubrics.sheets.models import Sheet, SheetState

RESUME_SCREEN = "seven_2_resume_screen"
PASSWORD = "plumbline-demo"  # noqa: S105  # printed on purpose
# How far the applications of the first role have come, in judged stages; 0 is New.
JOURNEYS = [4, 4, 3, 3, 2, 2, 2, 6, 1, 1, 1, 1, 5, 3, 2, 0, 0, "hired", 0, 0, "out", "out", 4, 1, 0, 2, 3, 1]


@dataclass
class Demo:
    """What is made, and the chance that decides what people say."""

    chance: random.Random
    people: dict[str, User] = field(default_factory=dict)
    reasons: list[MoveReason] = field(default_factory=list)

    @property
    def interviewers(self) -> list[User]:
        return [self.people[f"interviewer{n}"] for n in range(1, 5)]


@transaction.atomic
def build_demo(*, seed: int = 1, candidates: int = 28) -> Demo:
    """Fill an empty database. Raises ``Refused`` where there are accounts already, or no rubrics yet."""
    if User.objects.exists():
        raise Refused("There are accounts already. The demo goes only into an empty database.")
    if not Process.objects.exists():
        raise Refused("There are no rubrics yet. Load them first: manage.py load_rubrics")
    demo = Demo(random.Random(seed))  # noqa: S311  # repeatable, not secret
    _make_people(demo)
    fraud, platform = _make_roles(demo)
    for number in range(candidates):
        journey = JOURNEYS[number % len(JOURNEYS)]
        _lead(demo, fraud, number, journey)
    for number in range(min(candidates, 6)):
        _lead(demo, platform, candidates + number, number % 3)
    _forget_mail_of_the_past()
    remember_reminders()
    return demo


def _forget_mail_of_the_past() -> None:
    """Keep only the mails that still tell somebody something."""
    for mail in Mail.objects.select_related("recipient"):
        try:
            write_letter(mail)
        except NotWanted:
            Task.objects.of_subject(mail).delete()
            mail.delete()


def _make_people(demo: Demo) -> None:
    for key, name, rights in texts.ACCOUNTS:
        user = User.objects.create_user(f"{key}@demo.test", PASSWORD, name=name, time_zone="Europe/Berlin", **rights)
        record("person.added", actor=None, obj=user)
        demo.people[key] = user
    demo.reasons = list(MoveReason.objects.filter(kind="reject", retired_at=None))


def _make_roles(demo: Demo) -> tuple[Role, Role]:
    admin, manager, recruiter = (demo.people[key] for key in ("admin", "manager", "recruiter"))
    berlin = Place.objects.create(
        name="Berlin", country="DE", region="Berlin", time_zone="Europe/Berlin", currency="EUR"
    )
    User.objects.update(place=berlin)
    Place.objects.create(name="Lisbon", country="PT", time_zone="Europe/Lisbon", currency="EUR")
    risk = add_team(actor=admin, name="Payments risk", managers=[manager])
    support = add_team(actor=admin, name="Customer support", managers=[manager])
    retention = add_team(actor=admin, name="Customer retention", managers=[manager])
    for team, days in ((risk, 54), (retention, 8)):
        with office_day(days, 10.5):
            answer_for(team, actor=manager)
    common = {"actor": recruiter, "manager": manager, "place": berlin}
    with office_day(52, 9.4):
        fraud = create_role(
            title="Senior ML engineer, payment fraud",
            team=risk,
            process=Process.objects.get(key="seven_step"),
            role_type=Profile.objects.get(key="ml_engineer"),
            specialism=Profile.objects.get(key="predictive"),
            seniority=Seniority.objects.get(key="senior"),
            **common,
        )
    plan_role(fraud, actor=manager, days=52)
    _open(demo, fraud, texts.FRAUD_ROLE, days=51)
    with office_day(23, 14.1):
        platform = create_role(
            title="ML platform engineer",
            team=risk,
            process=Process.objects.get(key="production_five_step"),
            role_type=Profile.objects.get(key="ml_engineer"),
            specialism=Profile.objects.get(key="ml_infrastructure"),
            seniority=Seniority.objects.get(key="mid"),
            **common,
        )
    _open(demo, platform, texts.PLATFORM_ROLE, days=22)
    with office_day(3, 10.2):
        assistant = create_role(
            title="AI engineer, support assistant",
            team=support,
            process=Process.objects.get(key="seven_step"),
            role_type=Profile.objects.get(key="ai_engineer"),
            seniority=Seniority.objects.get(key="mid"),
            **common,
        )
        _describe(demo, assistant)
        write_description(assistant, actor=manager, text=texts.ASSISTANT_ROLE)
        add_member(assistant, actor=recruiter, user=demo.people["interviewer4"], right=TeamRight.INTERVIEWER)
        ask_for_review(assistant, actor=recruiter, author=demo.people["interviewer4"])
    with office_day(2, 11.3):
        churn = create_role(
            title="ML engineer, customer churn",
            team=retention,
            process=Process.objects.get(key="seven_step"),
            role_type=Profile.objects.get(key="ml_engineer"),
            specialism=Profile.objects.get(key="predictive"),
            seniority=Seniority.objects.get(key="mid"),
            **common,
        )
        write_description(churn, actor=manager, text=texts.CHURN_ROLE)
    return fraud, platform


def _describe(demo: Demo, role: Role) -> None:
    environment, reasons = texts.SCOPES[role.title]
    describe_scope(role, actor=demo.people["manager"], environment=environment, reasons=reasons)


def _open(demo: Demo, role: Role, text: str, *, days: int) -> None:
    manager, recruiter = demo.people["manager"], demo.people["recruiter"]
    with office_day(days, 9.2):
        _describe(demo, role)
        write_description(role, actor=manager, text=text)
        for person in demo.interviewers:
            add_member(role, actor=recruiter, user=person, right=TeamRight.INTERVIEWER)
        reviews = [ask_for_review(role, actor=recruiter, author=person) for person in demo.interviewers[:2]]
    for hour, review in zip((11.3, 14.6), reviews, strict=True):
        with office_day(days, hour):
            save_review(review, actor=review.author, save=Save(review.version, answers=_answers(demo, review, 4)))
            review.refresh_from_db()
            submit_review(review, actor=review.author, version=review.version, text_number=1)
    role.refresh_from_db()
    with office_day(days, 15.1):
        open_role(role, actor=manager)
    role.refresh_from_db()


def _lead(demo: Demo, role: Role, number: int, journey: int | str) -> None:
    """Bring one candidate as far as their journey goes, a working week for each step."""
    stages = list(role.stages.filter(is_gate=False).order_by("position"))
    lengths = {"out": demo.chance.choice([0, 2]), "hired": len(stages)}
    steps = min(lengths.get(journey, journey), len(stages))
    began = 5 + steps * 6 + demo.chance.randint(0, 3)
    application = _apply(demo, role, number, days=began)
    for step in range(steps):
        days = began - 3 - step * 6
        if step:
            _judge(demo, _fresh(application), stages[step - 1], days=days)
            continue
        with office_day(days, demo.chance.uniform(9, 12)):
            pipeline.pass_on(_fresh(application), actor=demo.people["recruiter"])
    if journey == "out":
        _reject(demo, _fresh(application))
    elif journey == "hired":
        _hire(demo, _fresh(application), stages[-1], days=2)
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
    with office_day(days, demo.chance.uniform(8, 19)):
        return apply_for(
            role,
            actor=demo.people["recruiter"],
            person=person,
            source=texts.SOURCES[number % len(texts.SOURCES)],
            upload=check_data(file_name, data),
        )


def _judge(demo: Demo, application: Application, stage: Stage, *, days: int) -> None:
    """A whole stage, and the decision to advance."""
    _fill_panel(demo, application, stage, days=days)
    with office_day(days, demo.chance.uniform(13, 17)):
        reason = demo.chance.choice(texts.REASONS_TO_ADVANCE)
        decisions.advance(_fresh(application), actor=demo.people["manager"], reason=reason)


def _fill_panel(demo: Demo, application: Application, stage: Stage, *, days: int) -> None:
    """Panel, interview, and every card in the day after."""
    panel = demo.chance.sample(demo.interviewers, max(stage.panel_size, 2))
    with office_day(days + 3, 9.5):
        meeting = _plan_meeting(stage, next_office_day(1, demo.chance.choice([9, 11, 14, 15])))
        cards = assign_interviewers(application, stage, actor=demo.people["recruiter"], people=panel, **meeting)
    for hour, card in enumerate(cards, 9):
        with office_day(days, hour + demo.chance.uniform(0, 1.5)):
            _score(demo, card, around=4, submit=True)


def _reject(demo: Demo, application: Application) -> None:
    with office_day(1, demo.chance.uniform(9, 12)):
        words, reason = demo.chance.choice(texts.WORDS_TO_REJECT), demo.chance.choice(demo.reasons)
        decisions.reject(application, actor=demo.people["recruiter"], reason=reason, words=words)


def _hire(demo: Demo, application: Application, stage: Stage, *, days: int) -> None:
    _fill_panel(demo, application, stage, days=days)
    with office_day(days, 16.2):
        decisions.decide_finally(
            _fresh(application), actor=demo.people["manager"], hire=True, reason=texts.REASON_TO_HIRE
        )


def _begin(demo: Demo, application: Application, stage: Stage, number: int) -> None:
    """The stage where the application stands now: cards in, begun or late, a meeting to come, or nobody asked yet."""
    if number % 5 == 4:
        return
    panel = demo.chance.sample(demo.interviewers, min(stage.panel_size + number % 2, 3))
    if number % 5 == 1:
        start = next_office_day(1 + number % 3, 9 + number % 7)
        people = {"actor": demo.people["recruiter"], "people": panel}
        assign_interviewers(application, stage, **people, **_plan_meeting(stage, start))
        return
    late = number % 3 == 0
    with ago(days=4 if late else 0, hours=5 + number % 5):
        start = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        meeting = _plan_meeting(stage, start)
        cards = assign_interviewers(application, stage, actor=demo.people["recruiter"], people=panel, **meeting)
    done = 1 if late else number % (len(cards) + 1)
    for at, card in enumerate(cards):
        if at < done:
            with ago(days=3 if late else 0, hours=1 + at / 2):
                _score(demo, card, around=3 if number % 2 else 4, submit=True)
        elif at == done and number % 2:
            _score(demo, card, around=3, submit=False)


def _plan_meeting(stage: Stage, start: datetime) -> dict[str, object]:
    """Resumes are read alone; for every other stage the panel meets the candidate."""
    if stage.rubric_version.rubric.key == RESUME_SCREEN:
        return {}
    return {"starts_at": start, "ends_at": start + timedelta(minutes=stage.minutes), "where": "Room Lotwaage"}


def _score(demo: Demo, card: Scorecard, *, around: int, submit: bool) -> None:
    answers = _answers(demo, card, around)
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


def _answers(demo: Demo, sheet: Sheet, around: int) -> dict[str, Answer]:
    answers = {}
    for item in read_criteria(sheet.rubric_version):
        if demo.chance.random() < 0.06 and not item.must_have:
            answers[item.criterion.key] = Answer(not_assessed=True, evidence=texts.NOT_ASSESSED)
            continue
        level = max(2, min(5, around + demo.chance.choice([-1, 0, 0, 0, 1])))
        flags = {"0": texts.WHERE_A_FLAG_SHOWED} if level == 2 and item.red_flags else {}
        evidence = pick_evidence(item.criterion.key, level, demo.chance)
        answers[item.criterion.key] = Answer(level=level, evidence=evidence, flags=flags)
    return answers


def _fresh(application: Application) -> Application:
    return Application.objects.select_related("role__seniority", "stage", "candidate").get(pk=application.pk)
