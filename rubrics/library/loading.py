"""Loading a pack: an upsert by key, whole or not at all, and nothing the second time."""

from collections.abc import Mapping
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from hiring.core.audit.trail import record
from hiring.core.models import User
from rubrics.library import pack_rows
from rubrics.library.models import (
    Checklist,
    Criterion,
    Library,
    Process,
    ProcessStep,
    Profile,
    Rubric,
    RubricCriterion,
    RubricVersion,
    Seniority,
    Source,
)
from rubrics.library.pack import LibraryPack
from rubrics.library.pack import Rubric as PackRubric
from rubrics.library.problems import PackError, Problem
from rubrics.library.reader import Packs
from rubrics.library.results import Loaded
from rubrics.library.weight_changes import write_weight_changes


@transaction.atomic
def load_library(packs: Packs, *, actor: User | None = None) -> Loaded:
    """Store what the packs hold. What a person made or published since stands, and is named in ``Loaded.kept``.

    Raises ``PackError`` when a rubric would change from judging candidates to judging the job, or back.
    """
    done = Loaded()
    if packs.library:
        _load_pack(packs.library, done, actor)
    if packs.checklist:
        _upsert(Checklist, "key", {packs.checklist.key: pack_rows.checklist_values(packs.checklist)}, done)
    if not done.is_unchanged:
        record("library.loaded", actor=actor, fields={name.split()[0] for name in done.made + done.changed})
    return done


def _load_pack(pack: LibraryPack, done: Loaded, actor: User | None) -> None:
    _upsert(Library, "key", {pack.library: pack_rows.library_values(pack)}, done)
    _upsert(Source, "tag", {source.tag: {"what": source.what} for source in pack.sources}, done)
    criteria = _upsert(Criterion, "key", {criterion.key: {} for criterion in pack.criteria}, done)
    rubrics = _load_rubrics(pack, criteria, done, actor)
    _load_processes(pack, rubrics, done)
    profiles = {
        profile.key: pack_rows.profile_values(profile, number) for number, profile in enumerate(pack.profiles, 1)
    }
    _upsert(Profile, "key", profiles, done)
    bars = {bar.key: pack_rows.seniority_values(bar, number) for number, bar in enumerate(pack.seniority, 1)}
    _upsert(Seniority, "key", bars, done)


def _upsert(
    model: type[models.Model], key_name: str, wanted: Mapping[str, Mapping[str, Any]], done: Loaded
) -> dict[str, Any]:
    """Make the rows that are missing, change those that differ, and answer all of them by key."""
    rows = {getattr(row, key_name): row for row in model._default_manager.filter(**{f"{key_name}__in": wanted})}
    for key, values in wanted.items():
        name = f"{model._meta.verbose_name} {key}"
        if key not in rows:
            rows[key] = model._default_manager.create(**{key_name: key}, **values)
            done.made.append(name)
            continue
        changed = [field for field, value in values.items() if getattr(rows[key], field) != value]
        if changed:
            for field in changed:
                setattr(rows[key], field, values[field])
            rows[key].save(update_fields=changed)
            done.changed.append(name)
    return rows


def _load_rubrics(
    pack: LibraryPack, criteria: Mapping[str, Criterion], done: Loaded, actor: User | None
) -> dict[str, Rubric]:
    known = Rubric.objects.in_bulk([rubric.key for rubric in pack.rubrics], field_name="key")
    versions: dict[int, list[RubricVersion]] = {}
    for version in RubricVersion.objects.filter(rubric__in=known.values()).order_by("-number"):
        versions.setdefault(version.rubric_id, []).append(version)
    for index, content in enumerate(pack.rubrics):
        rubric = known.get(content.key)
        if rubric is None:
            rubric = known[content.key] = Rubric.objects.create(
                key=content.key, title=content.title, subject=content.subject, from_library=True
            )
        elif rubric.subject != content.subject:
            reason = f"The rubric here judges the {rubric.subject}; that never changes. Use another key."
            raise PackError([Problem(pack.file, f"rubrics[{index}].subject", reason)])
        _load_rubric(rubric, content, pack, versions.get(rubric.pk, []), criteria, done, actor)
    return known


def _load_rubric(
    rubric: Rubric,
    content: PackRubric,
    pack: LibraryPack,
    versions: list[RubricVersion],
    criteria: Mapping[str, Criterion],
    done: Loaded,
    actor: User | None,
) -> None:
    """Publish the pack's content as a new version, unless it has been one before or a person has gone on from it."""
    values, rows = pack_rows.version_values(content, pack), pack_rows.criterion_rows(content, pack)
    digest = pack_rows.digest_content(values, rows)
    if any(version.content_digest == digest for version in versions):
        return
    latest = next((version for version in versions if not version.is_draft), None)
    if any(version.is_draft for version in versions):
        done.kept.append(f"{rubric.key}: a draft is open, so the library's new version was not published")
    elif latest and not latest.content_digest:
        done.kept.append(f"{rubric.key}: version {latest.number} was published here and stands")
    elif not rubric.from_library:
        done.kept.append(f"{rubric.key}: it was made here and stands")
    else:
        number = latest.number + 1 if latest else 1
        version = RubricVersion.objects.create(
            rubric=rubric, number=number, content_digest=digest, made_by=actor, **values
        )
        RubricCriterion.objects.bulk_create(
            RubricCriterion(version=version, criterion=criteria[key], **row) for key, row in rows
        )
        _publish(version, latest, pack, actor)
        (done.changed if latest else done.made).append(f"rubric {rubric.key}, version {number}")


def _publish(version: RubricVersion, previous: RubricVersion | None, pack: LibraryPack, actor: User | None) -> None:
    reason = f"Library {pack.library}, from {pack.file}."
    if previous:
        write_weight_changes(version, previous, reason=reason, actor=actor)
    version.reason, version.published_by, version.published_at = reason, actor, timezone.now()
    version.save(update_fields=["reason", "published_by", "published_at"])
    Rubric.objects.filter(pk=version.rubric_id).update(title=version.title)
    record("rubric.published", actor=actor, obj=version)


def _load_processes(pack: LibraryPack, rubrics: Mapping[str, Rubric], done: Loaded) -> None:
    own = set(Process.objects.filter(from_library=False).values_list("key", flat=True))
    wanted = {process.key: process for process in pack.processes if process.key not in own}
    done.kept += [
        f"{process.key}: the process was made here and stands" for process in pack.processes if process.key in own
    ]
    values = {key: pack_rows.process_values(process) | {"from_library": True} for key, process in wanted.items()}
    rows = _upsert(Process, "key", values, done)
    steps: dict[int, list[tuple[int, int]]] = {}
    for step in ProcessStep.objects.filter(process__in=rows.values()).order_by("position"):
        steps.setdefault(step.process_id, []).append((step.rubric_id, step.weight))
    for key, process in wanted.items():
        ordered = [(rubrics[step.rubric].pk, step.weight) for step in process.steps]
        if steps.get(rows[key].pk) != ordered:
            _replace_steps(rows[key], ordered)
            if rows[key].pk in steps:
                done.changed.append(f"process {key}, steps")


def _replace_steps(process: Process, ordered: list[tuple[int, int]]) -> None:
    process.steps.all().delete()
    ProcessStep.objects.bulk_create(
        ProcessStep(process=process, rubric_id=rubric, position=position, weight=weight)
        for position, (rubric, weight) in enumerate(ordered, 1)
    )
