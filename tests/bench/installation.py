"""Fills an empty database with an installation of a given size: 200 roles on the real library.

One role always has 500 applications; the rest spread over the others. Applications stand 30/25/15/12/8/4/6 per cent
in New and the six judged stages. Each judged application has three cards of its stage, a rating for each criterion of
the rubric (five to seven), 150 letters of evidence each. Two of three cards are submitted; the open ones of the first
role are one interviewer's, so that their inbox is the same at every size.
"""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from assessments.models import Rating, Scorecard
from candidates.applications.moves import sort_name
from candidates.models import Access, Application, Candidate, CandidateWord, Move
from hiring.core.base import new_public_id
from hiring.core.models import Place, User
from hiring.models import HiringTeamMember, Role, Stage, Team
from hiring.roles.verbs import create_role
from rubrics.models import Process, Profile, RubricCriterion, Seniority
from tests.bench import bulk
from tests.bench.pages import PASSWORD

ROLES = 200
FIRST_ROLE = 500
SHARES = (30, 25, 15, 12, 8, 4, 6)
GIVEN = ["Meret", "Liesel", "Zofia", "Nkechi", "Oisin", "Amara", "Kwabena", "Farida", "Emeka", "Elin", "Kaveh", "Habib"]
FAMILY = ["Ungureanu", "Ekwueme", "Przybylski", "Achternbusch", "Mwangola", "Oyelaran", "Castellanos", "Birkeland"]
EVIDENCE = ("Ran the scoring service for two years, watched latency and drift, rolled back twice. " * 2)[:150]


def fill(applications: int, seed: int = 1) -> None:
    """Make the accounts, the roles by the real verb, and ``applications`` rows by bulk insertion."""
    chance = random.Random(seed)
    people = _people()
    roles = _roles(people)
    stages = {role.pk: list(role.stages.filter(is_gate=False).order_by("position")) for role in roles}
    names = [f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}{n}" for n in range(applications)]
    now = timezone.now()
    bulk.insert(Candidate, (_candidate(n + 1, name, now) for n, name in enumerate(names)))
    bulk.insert(
        CandidateWord,
        (
            {"candidate_id": n + 1, "word": word}
            for n, name in enumerate(names)
            for word in set(sort_name(name).split())
        ),
    )
    placed = list(_place(applications, roles, stages, chance))
    bulk.insert(Application, (_application(n, role, stage, names[n], now) for n, (role, stage) in enumerate(placed)))
    bulk.insert(Move, (_move(n + 1, now) for n in range(applications)))
    _cards(placed, people["interviewers"], people["bencher"], now)
    bulk.reset_sequences()


def _people() -> dict[str, object]:
    hashed = make_password(PASSWORD)
    recruiter = User.objects.create(email="recruiter@bench.test", name="Recruiter", is_recruiter=True, password=hashed)
    manager = User.objects.create(email="manager@bench.test", name="Manager", password=hashed)
    interviewers = [
        User.objects.create(email=f"interviewer{n}@bench.test", name=f"Interviewer {n}", password=hashed)
        for n in range(60)
    ]
    bencher = User.objects.create(email="bencher@bench.test", name="Bencher", password=hashed)
    return {"recruiter": recruiter, "manager": manager, "interviewers": interviewers, "bencher": bencher}


def _roles(people: dict[str, object]) -> list[Role]:
    place = Place.objects.create(name="Berlin", country="DE", time_zone="Europe/Berlin", currency="EUR")
    team = Team.objects.create(name="Payments risk")
    team.managers.add(people["manager"])
    choices = {
        "team": team,
        "place": place,
        "process": Process.objects.get(key="seven_step"),
        "role_type": Profile.objects.get(key="ml_engineer"),
        "specialism": None,
        "seniority": Seniority.objects.get(key="senior"),
        "confidential": False,
    }
    roles = [create_role(actor=people["recruiter"], title=f"ML engineer {n}", **choices) for n in range(ROLES)]
    Role.objects.update(state="open", opened_at=timezone.now())
    HiringTeamMember.objects.bulk_create(
        HiringTeamMember(role=role, user=people["manager"], right="manager")
        for role in roles
        if not role.members.filter(user=people["manager"]).exists()
    )
    return roles


def _place(
    applications: int, roles: list[Role], stages: dict[int, list[Stage]], chance: random.Random
) -> Iterator[tuple[int, Stage | None]]:
    for n in range(applications):
        role = roles[0] if n < FIRST_ROLE else roles[1 + n % (len(roles) - 1)]
        slot = chance.choices(range(len(SHARES)), weights=SHARES)[0]
        yield role.pk, None if slot == 0 else stages[role.pk][slot - 1]


def _cards(placed: list[tuple[int, Stage | None]], interviewers: list[User], bencher: User, now: datetime) -> None:
    criteria = {
        version: list(RubricCriterion.objects.filter(version=version).values_list("pk", flat=True))
        for version in {stage.rubric_version_id for _, stage in placed if stage}
    }
    judged = [(n, stage) for n, (_, stage) in enumerate(placed) if stage]
    cards = []
    ids = count(1)
    for n, stage in judged:
        for seat in range(3):
            author = interviewers[(n * 7 + seat * 13) % len(interviewers)]
            if seat == 2 and n < FIRST_ROLE:
                author = bencher
            cards.append((next(ids), n + 1, stage, author.pk, seat < 2))
    bulk.insert(Scorecard, (_card(*card, now) for card in cards))
    bulk.insert(
        Access,
        (
            {
                "application_id": application,
                "user_id": author,
                "why": "panel",
                "starts_at": now,
                "identity_hidden": False,
            }
            for _, application, _, author, _ in cards
        ),
    )
    bulk.insert(
        Rating,
        (
            {
                "sheet_id": card,
                "criterion_id": criterion,
                "level": 2 + (card + at) % 4,
                "not_assessed": False,
                "evidence": EVIDENCE,
                "flags": {},
                "version": 1,
                "stamp": "",
            }
            for card, _, stage, _, _ in cards
            for at, criterion in enumerate(criteria[stage.rubric_version_id])
        ),
    )


def _candidate(pk: int, name: str, now: datetime) -> dict[str, object]:
    return {
        "id": pk,
        "public_id": new_public_id(),
        "created_at": now,
        "name": name,
        "email": f"c{pk}@example.org",
        "phone": "",
        "headline": "ML engineer",
        "location": "Berlin",
        "links": [],
        "version": 1,
    }


def _application(n: int, role: int, stage: Stage | None, name: str, now: datetime) -> dict[str, object]:
    return {
        "id": n + 1,
        "public_id": new_public_id(),
        "created_at": now,
        "role_id": role,
        "candidate_id": n + 1,
        "stage_id": stage and stage.pk,
        "state": "active",
        "source": "careers page",
        "sort_name": sort_name(name),
        "version": 1,
        "applied_at": now - timedelta(minutes=17 * n),
        "stage_entered_at": now - timedelta(hours=n % 400),
    }


def _move(application: int, now: datetime) -> dict[str, object]:
    return {
        "public_id": new_public_id(),
        "created_at": now,
        "application_id": application,
        "kind": "apply",
        "from_state": "",
        "to_state": "active",
        "words": "",
        "at": now,
    }


def _card(card: int, application: int, stage: Stage, author: int, done: bool, now: datetime) -> dict[str, object]:
    return {
        "id": card,
        "public_id": new_public_id(),
        "created_at": now,
        "state": "submitted" if done else "open",
        "version": 9,
        "closing_version": 9 if done else 0,
        "closing_stamp": "",
        "saved_at": now,
        "submitted_at": now if done else None,
        "amendments": 0,
        "author_id": author,
        "rubric_version_id": stage.rubric_version_id,
        "application_id": application,
        "stage_id": stage.pk,
        "recommendation": "yes" if done else "",
        "summary": "",
        "checklist": {},
        "due_at": now + timedelta(hours=application % 72 - 24),
        "due_is_set": False,
        "assigned_at": now,
        "left_reason": "",
        "independent": True,
    }
