"""Verbs that make a role and change what it is."""

from django.db import transaction
from django.utils.translation import gettext as _

from hiring.core.accounts.models import User
from hiring.core.audit.trail import record
from hiring.core.calendar.models import Place
from hiring.core.errors import Invalid, NotAllowed, Refused
from hiring.core.text import clean_line
from hiring.roles.copying import take_over_stages
from hiring.roles.drafts import count_change, hold_role
from hiring.roles.models import HiringTeamMember, Role, Team, TeamRight
from hiring.roles.permissions import require
from hiring.roles.stages import lay_process, weigh_again
from rubrics.library.models import Process, Profile, ProfileKind, Seniority

JUDGED_BY = ("process", "role_type", "specialism", "seniority")  # frozen once the role opens
PLAIN = ("title", "team", "place", "confidential")


@transaction.atomic
def create_role(
    *,
    actor: User,
    title: str,
    team: Team,
    place: Place,
    process: Process,
    role_type: Profile,
    seniority: Seniority,
    specialism: Profile | None = None,
    confidential: bool = False,
    manager: User | None = None,
    copied_from: Role | None = None,
) -> Role:
    """Make a role in draft with the stages of its process.

    ``copied_from`` is an earlier role that the actor sees, of which the steps are taken over (``take_over_stages``).

    A recruiter who creates it becomes its recruiter, anybody else its hiring manager; ``manager`` names a (further)
    hiring manager. Raises ``NotAllowed`` for a team that is not the actor's to hire for, ``Invalid`` for choices that
    are not offered.
    """
    require(
        Team.objects.may_ask(actor).filter(pk=team.pk).exists(),
        _("Recruiters, administrators and the managers of a team create its roles."),
    )
    values = {
        "title": clean_line(title),
        "team": team,
        "place": place,
        "process": process,
        "role_type": role_type,
        "specialism": specialism,
        "seniority": seniority,
        "confidential": confidential,
    }
    check_role(values)
    if manager is not None and not manager.is_active:
        text = _("This person's account is closed.")
        raise Invalid(text, errors={"manager": [text]})
    role = Role.objects.create(created_by=actor, **values)
    lay_process(role)
    if copied_from is not None:
        take_over_stages(role, copied_from, actor=actor)
    _staff(role, actor, manager)
    record("role.created", actor=actor, obj=role, role=role, fields=values)
    return role


def _staff(role: Role, actor: User, manager: User | None) -> None:
    rights = {(actor, TeamRight.RECRUITER if actor.is_recruiter else TeamRight.MANAGER)}
    if manager is not None:
        rights.add((manager, TeamRight.MANAGER))
    HiringTeamMember.objects.bulk_create(
        HiringTeamMember(role=role, user=user, right=right, added_by=actor) for user, right in rights
    )


@transaction.atomic
def edit_role(role: Role, *, actor: User, version: int | None = None, **changes: object) -> Role:
    """Change a role: title, team, place and confidentiality at any time, what it judges by only in draft.

    In draft its weights follow at once; another process replaces the steps. Raises ``Invalid``, ``Refused``,
    ``NotAllowed`` and ``Stale``.
    """
    role = hold_role(role, actor=actor, version=version)
    unknown = set(changes) - {*PLAIN, *JUDGED_BY}
    if unknown:
        raise TypeError(f"A role has no {', '.join(sorted(unknown))}.")
    if "title" in changes:
        changes["title"] = clean_line(str(changes["title"]))
    changed = [name for name, value in changes.items() if getattr(role, name) != value]
    if not changed:
        return role
    if not role.is_draft and set(changed) & set(JUDGED_BY):
        raise Refused(_("This role has opened. What it judges by is frozen, so that all candidates meet the same."))
    for name in changed:
        setattr(role, name, changes[name])
    check_role({name: getattr(role, name) for name in changed})
    _check_still_theirs(role, actor, changed)
    role.save(update_fields=changed)
    _follow(role, changed)
    count_change(role)
    record("role.edited", actor=actor, obj=role, role=role, fields=changed)
    return role


def _follow(role: Role, changed: list[str]) -> None:
    """Bring stages and weights after a change of what the role judges by."""
    if "process" in changed:
        lay_process(role)
    if set(changed) & set(JUDGED_BY):
        weigh_again(role)


def _check_still_theirs(role: Role, actor: User, changed: list[str]) -> None:
    """Refuse what would shut its own author out."""
    if "confidential" in changed and not Role.objects.on_team(actor).filter(role=role).exists():
        raise Refused(_("Only the hiring team sees a confidential role. Join the hiring team first."))
    if "team" in changed and not Team.objects.may_ask(actor).filter(pk=role.team_id).exists():
        raise NotAllowed(_("This team is not yours to hire for."))


def check_role(values: dict[str, object]) -> None:
    """What form and API both ask of a role, for the given fields. Raises ``Invalid``."""
    faults = {
        "title": "title" in values and not values["title"] and _("Give the role a title."),
        "team": _is_off(values.get("team")) and _("This team is not offered for new roles."),
        "place": _is_off(values.get("place")) and _("This place is not offered for new roles."),
        "process": _is_retired(values.get("process")) and _("This process is not offered any more."),
        "role_type": _is_other_kind(values.get("role_type"), ProfileKind.ROLE) and _("This is not a role type."),
        "specialism": _is_other_kind(values.get("specialism"), ProfileKind.SPECIALISM)
        and _("This is not a specialism."),
    }
    errors = {name: [text] for name, text in faults.items() if text}
    if errors:
        raise Invalid(" ".join(text for [text] in errors.values()), errors=errors)


def _is_off(item: object) -> bool:
    return isinstance(item, Team | Place) and not item.is_active


def _is_retired(process: object) -> bool:
    return isinstance(process, Process) and process.retired_at is not None


def _is_other_kind(profile: object, kind: ProfileKind) -> bool:
    return isinstance(profile, Profile) and profile.kind != kind
