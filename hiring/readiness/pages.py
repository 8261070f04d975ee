"""What the page of a team's readiness shows and takes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from hiring.core.accounts.models import User
from hiring.core.errors import Invalid, Stale
from hiring.readiness.answering import Given, answer_questions
from hiring.readiness.catalogue import Group
from hiring.readiness.forms import AnswerForm, People
from hiring.readiness.standing import Standing, read_standing
from hiring.readiness.verdict import Tally
from hiring.roles.models import Team


@dataclass(frozen=True, slots=True)
class GroupForms:
    group: Group
    tally: Tally
    forms: Sequence[AnswerForm]


@dataclass(frozen=True, slots=True)
class TeamPage:
    team: Team
    standing: Standing
    people: People
    groups: Sequence[GroupForms]

    def __iter__(self) -> Iterator[AnswerForm]:
        return (form for group in self.groups for form in group.forms)


def read_page(team: Team, data: QueryDict | None = None, *, typed: Mapping[str, AnswerForm] | None = None) -> TeamPage:
    """Return a form for every question, by three queries: as it stands, as ``data`` has it, or as it was ``typed``."""
    standing = read_standing(team)
    lines = [line for group in standing.groups for line in group.lines]
    owners = [line.answer.owner for line in lines if line.answer and line.answer.owner]
    people = People(list(User.objects.active().order_by("name", "id")), owners)
    kept = typed or {}
    groups = [
        GroupForms(
            group=group.group,
            tally=group.tally,
            forms=[
                kept.get(line.question.id) or AnswerForm(data, line=line, people=people, names=group.group.names)
                for line in group.lines
            ],
        )
        for group in standing.groups
    ]
    return TeamPage(team=team, standing=standing, people=people, groups=groups)


@dataclass(frozen=True, slots=True)
class Saved:
    """What was saved, and the forms of what was not, by question."""

    changed: Sequence[str]
    refused: Mapping[str, AnswerForm]

    @property
    def touched(self) -> set[str]:
        return {*self.changed, *self.refused}


def take_form(page: TeamPage, actor: User) -> Saved:
    """Save each answer that its sender changed and that can be saved; one that cannot keeps no other back."""
    touched = {form.line.question.id: form for form in page if form.is_touched}
    refused = {key: form for key, form in touched.items() if not form.is_valid()}
    given = {key: form.given for key, form in touched.items() if key not in refused}
    changed = _save(page.team, actor, given, touched, refused)
    return Saved(changed=changed, refused=refused)


def _save(
    team: Team,
    actor: User,
    given: Mapping[str, Given],
    forms: Mapping[str, AnswerForm],
    refused: dict[str, AnswerForm],
) -> list[str]:
    """Save ``given``; what the verb refuses goes to ``refused`` with the reason, and the rest is saved without it."""
    try:
        answer_questions(team, actor=actor, given=given)
    except Invalid as refusal:
        for key, texts in refusal.errors.items():
            forms[key].add_error(None, texts)
        faulty = set(refusal.errors)
    except Stale as refusal:
        for key, theirs in refusal.theirs.items():
            forms[key].take_theirs(theirs)
        faulty = set(refusal.theirs)
    else:
        return list(given)
    refused |= {key: forms[key] for key in faulty}
    return _save(team, actor, {key: one for key, one in given.items() if key not in faulty}, forms, refused)
