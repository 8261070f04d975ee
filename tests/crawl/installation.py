"""One installation in which every relation of ``relations.txt`` exists, built once for many questions."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone

from assessments.models import Decision, Reminder, Report, Scorecard
from assessments.reminders.sending import SCORECARDS
from candidates.documents.models import Document, DocumentPage
from candidates.documents.storage import ORIGINALS, PICTURES
from candidates.models import Access, Application
from hiring.core.files import store_file
from hiring.core.invitations.verbs import invite_person
from hiring.core.mail.digests import DIGEST
from hiring.core.mail.models import Mail
from hiring.core.models import Task
from hiring.intake.descriptions import write_description
from hiring.intake.reviews import leave_review, start_review
from hiring.models import EngagementPlan, Role
from hiring.planning.costing import enter_cost
from rubrics.library.drafting import start_draft
from rubrics.models import Checklist
from tests.factories.assessments import InterviewFactory, ScorecardFactory
from tests.factories.benchmarks import make_benchmark
from tests.factories.candidates import ApplicationFactory, MoveReasonFactory
from tests.factories.core import PlaceFactory, UserFactory
from tests.factories.hiring import JobDescriptionFactory, MemberFactory, RoleFactory, StageFactory, TeamFactory
from tests.factories.intake import TEXT, make_review
from tests.factories.readiness import make_copy
from tests.factories.roles import make_library, make_role
from tests.factories.tokens import make_token

RIGHTS = {"manager": "manager", "judge": "manager", "partner": "recruiter"}
TEAM = ("manager", "judge", "partner", "idle", "scoring", "scored", "left", "elsewhere", "former")
ACCOUNTS = {"administrator": "is_administrator", "auditor": "is_auditor", "recruiter": "is_recruiter"}


@dataclass(frozen=True)
class Thing:
    """What an address is about: its id, and the values of the address's other parameters."""

    id: str = ""
    more: dict[str, object] = field(default_factory=dict)


class House:
    """People by the names of ``relations.txt``, and things by theirs."""

    def __init__(self) -> None:
        self.people = {name: UserFactory(name=name.capitalize()) for name in (*ACCOUNTS, "stranger", *TEAM)}
        for name, right in ACCOUNTS.items():
            setattr(self.people[name], right, True)
            self.people[name].save(update_fields=[right])
        self.things: dict[str, Thing] = {}
        self._keep_house()
        self._fill_library()
        self.roles = {name: self._make_role(name) for name in ("draft", "open", "closed", "secret", "ended")}
        self._review(self.roles["draft"])
        self._judge()
        self._work()

    def _keep_house(self) -> None:
        person = self.people
        TeamFactory(name="Payments", managers=[person["manager"]])
        invitation, secret = invite_person("invited@example.org", "In Vited", [], actor=None)
        token, _secret = make_token(person["stranger"])
        self.things["token.own"] = Thing(token.public_id)
        mail = Mail.objects.create(kind=DIGEST, key="mail:1", recipient=person["stranger"])
        self.things["mail.own"] = Thing(mail.public_id)
        self.things["house.all"] = Thing(
            more={
                "person": UserFactory().public_id,
                "place": PlaceFactory().public_id,
                "invitation": invitation.public_id,
                "secret": secret,
                "word": "word1",
                "figure": "evidence.characters",
                "reason": MoveReasonFactory().public_id,
                "team": TeamFactory().public_id,
                "list": "due",
            }
        )

    def _fill_library(self) -> None:
        self.library = library = make_library()
        tests = [{"id": f"Run {number}", "test": "It was run.", "criteria": []} for number in range(2)]
        sections = [{"key": "run", "title": "Running", "tests": tests}]
        bands = [{"over": None, "up_to": 0, "reading": "research"}, {"over": 0, "up_to": 2, "reading": "tests"}]
        checklist = Checklist.objects.create(key="checks", title="Checks", sections=sections, bands=bands)
        self.things["house.all"].more.update(
            process=library.process.public_id,
            profile=library.role_type.public_id,
            seniority=library.mid.public_id,
            checklist=checklist.public_id,
            benchmark=make_benchmark().public_id,
        )
        start_draft(library.screen, actor=self.people["recruiter"])
        draft = library.screen.versions.get(published_at=None)
        published = library.production.versions.get()
        criterion = draft.criteria.first().public_id
        self.things["rubric.published"] = Thing(library.production.public_id)
        self.things["rubric.draft"] = Thing(library.screen.public_id)
        self.things["draft.criteria"] = Thing(library.screen.public_id, {"criterion_id": criterion})
        self.things["version.published"] = Thing(published.public_id)
        self.things["version.draft"] = Thing(draft.public_id)

    def _make_role(self, name: str) -> Role:
        """The secret role has one manager and one interviewer; the others have everybody."""
        if name == "draft":
            role = make_role(self.library, actor=self.people["recruiter"], title="Draft role", team=TeamFactory())
            for text in ("## What you will do\n\nRun models.", TEXT):
                write_description(role, actor=self.people["recruiter"], text=text, reason="Said what for.")
            role.members.all().delete()
        else:
            role = RoleFactory(title=f"{name} role".capitalize(), confidential=name == "secret")
            StageFactory.create_batch(3, role=role)
            JobDescriptionFactory(role=role, number=1)
            JobDescriptionFactory(role=role, number=2)
        team = ("manager", "scoring") if name == "secret" else TEAM
        for who in team:
            member = MemberFactory(role=role, user=self.people[who], right=RIGHTS.get(who, "interviewer"))
        stage = role.stages.filter(is_gate=False).first()
        if name != "ended":
            more = {"stage": stage.public_id, "member": member.public_id, "number": 1, "column": stage.public_id}
            more["description"] = role.descriptions.get(number=1).public_id
            copy = make_copy(role)
            more |= {"copy": copy.public_id, "override": copy.override.public_id}
            facts = EngagementPlan.objects.create(role=role, facts={"core": "core"})
            more["engagement"] = facts.public_id
            self.things[f"role.{name}"] = Thing(role.public_id, more)
        if name in {"open", "secret"}:
            cost = enter_cost(role, actor=self.people["manager"], candidates=5)
            self.things[f"cost.{name}"] = Thing(cost.public_id)
        return role

    def _review(self, role: Role) -> None:
        person = self.people
        submitted = make_review(role, {"outcome": 3, "environment": None}, person["scored"])
        left = leave_review(start_review(role, actor=person["left"]), actor=person["left"])
        reviews = {"open": start_review(role, actor=person["scoring"]), "submitted": submitted, "left": left}
        for name, review in reviews.items():
            self.things[f"review.{name}"] = Thing(review.public_id)

    def _judge(self) -> None:
        role, person = self.roles["open"], self.people
        first, second, _third = role.stages.order_by("position")
        self._apply("new", role)
        judged = self._apply("judged", role, first)
        self._panel(judged, done="submitted", waiting="open", left="left")
        ScorecardFactory(application=judged, stage=second, author=person["judge"])
        for state in ("rejected", "hired"):
            over = self._apply(state, role, first, state=state)
            self._panel(over, waiting="closed" if state == "rejected" else "")
        ScorecardFactory(application=self._apply("other", role, first), stage=first, author=person["elsewhere"])
        secret = self.roles["secret"]
        self._panel(self._apply("secret", secret, secret.stages.first()), waiting="secret", done=None)
        self._close()
        self._add_documents()
        self._print(judged)
        self._remind(Scorecard.objects.get(public_id=self.things["card.open"].id))
        interview = InterviewFactory(application=judged, stage=first)
        self.things["interview.judged"] = Thing(interview.public_id)
        decision = Decision.objects.create(
            application=judged, stage=first, outcome="hold", reason="One more talk.", actor=person["manager"]
        )
        self.things["decision.hold"] = Thing(decision.public_id)

    def _apply(self, name: str, role: Role, stage: object = None, **fields: object) -> Application:
        application = ApplicationFactory(role=role, stage=stage, **fields)
        at = stage or role.stages.first()
        more = {"stage": at.public_id, "candidate": application.candidate.public_id}
        self.things[f"application.{name}"] = Thing(application.public_id, more)
        if name == "judged":
            self.things["candidate.judged"] = Thing(application.candidate.public_id)
        return application

    def _panel(self, application: Application, *, done: str | None = "", waiting: str = "", left: str = "") -> None:
        """Whose card is in, whose is open, or no longer needed, and who declined; by what the thing is called."""
        at, person = {"application": application, "stage": application.stage}, self.people
        cards = {}
        if done is not None:
            cards[done] = ScorecardFactory(**at, author=person["scored"], submitted=True)
        state = "closed" if not application.is_open else "open"
        cards[waiting] = ScorecardFactory(**at, author=person["scoring"], state=state)
        if left:
            cards[left] = ScorecardFactory(**at, author=person["left"], state="left")
            Access.objects.filter(application=application, user=person["left"]).update(ends_at=timezone.now())
        for name, card in cards.items():
            if name:
                self.things[f"card.{name}"] = Thing(card.public_id)

    def _close(self) -> None:
        """One role closed today: its panels still see their candidates. One closed long ago: they do not."""
        now = timezone.now()
        for name, until in (("closed", now + timedelta(days=30)), ("ended", now - timedelta(days=1))):
            role = self.roles[name]
            application = self._apply(name, role, role.stages.first())
            author = self.people["scored" if name == "closed" else "former"]
            card = ScorecardFactory(application=application, stage=application.stage, author=author, submitted=True)
            Access.objects.get_or_create(application=application, user=self.people["scoring"], why="panel")
            Role.objects.filter(pk=role.pk).update(
                state="closed", closed_at=now, close_reason="Filled.", panels_see_until=until
            )
            if name == "ended":
                self.things["card.ended"] = Thing(card.public_id)

    def _add_documents(self) -> None:
        names = {"judged": "ready", "secret": "secret", "rejected": "", "ended": ""}
        for where, name in names.items():
            application = Application.objects.get(public_id=self.things[f"application.{where}"].id)
            document = Document.objects.create(
                candidate=application.candidate,
                application=application,
                file_name="resume.pdf",
                kind="pdf",
                size=4,
                sha256="0" * 64,
                file=store_file(ORIGINALS, b"%PDF"),
                state="ready",
                text="Ran the fraud model.",
                page_count=1,
            )
            picture = store_file(PICTURES, b"WEBP")
            DocumentPage.objects.create(document=document, number=1, file=picture, width=4, height=4)
            if name:
                self.things[f"document.{name}"] = Thing(document.public_id, {"number": 1})

    def _remind(self, card: Scorecard) -> None:
        """The open card's author was asked for it. ``asked`` is that card for those who may ask again."""
        mail = Mail.objects.create(kind=SCORECARDS, key="reminder:1", recipient=card.author)
        reminder = Reminder.objects.create(
            **{"card": card, "application": card.application, "role": card.application.role},
            **{"recipient": card.author, "rung": "due", "anchor": card.due_at, "at": card.due_at},
            **{"state": "handed", "mail": mail},
        )
        self.things["reminder.sent"] = Thing(reminder.public_id)
        self.things["asked.open"] = Thing(card.public_id)

    def _print(self, judged: Application) -> None:
        """What the role's recruiter had printed of the candidate, scores and all."""
        now = timezone.now()
        report = Report.objects.create(
            kind="application",
            role=judged.role,
            application=judged,
            made_by=self.people["partner"],
            printed_at=now,
            ready_at=now,
            file=store_file("reports", b"%PDF"),
            sha256="0" * 64,
        )
        report.parts.create(application=judged, position=1, holds_scores=True)
        self.things["report.ready"] = Thing(report.public_id)

    def _work(self) -> None:
        document = self.things["document.ready"].id
        subject = {"subject_type": "candidates.document", "subject_id": document}
        reading = Task.objects.create(kind="documents.read", key="read:1", created_by=self.people["partner"], **subject)
        report = Task.objects.create(kind="report", key="report:1", created_by=self.people["recruiter"])
        self.things["task.reading"] = Thing(reading.public_id)
        self.things["task.report"] = Thing(report.public_id)
