"""Loading: all of it, once, and never over what a person published."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from hiring.core.models import AuditEntry
from rubrics.library.loading import load_library
from rubrics.library.pack_rows import (
    checklist_values,
    criterion_rows,
    process_values,
    profile_values,
    seniority_values,
    version_values,
)
from rubrics.library.problems import PackError
from rubrics.library.reader import Packs, read_own_packs
from rubrics.models import (
    Checklist,
    Criterion,
    Library,
    Process,
    Profile,
    Rubric,
    RubricCriterion,
    RubricVersion,
    Seniority,
    Source,
    WeightChange,
)
from tests.factories.rubrics import ProcessFactory, RubricFactory, RubricVersionFactory
from tests.rubrics.library import small_pack
from tests.rubrics.library.tables import differing, snapshot

pytestmark = pytest.mark.django_db


def changed_pack(**weights: int) -> Packs:
    """The small library with other weights of the rubric "talk" and another first anchor of "c1"."""
    data = small_pack.library()
    data["criteria"][4]["levels"][1] = "Another anchor."
    data["rubrics"][1]["title"] = "Another title"
    for item in data["rubrics"][1]["criteria"]:
        item["weight"] = weights.get(item["criterion"], item["weight"])
    return small_pack.read(data)


def values_of(row: Any, names: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def test_own_library_is_stored_as_the_packs_say() -> None:
    packs = read_own_packs()
    done = load_library(packs, actor=None)
    assert (done.changed, done.kept) == ([], [])
    pack = packs.library
    for rubric in pack.rubrics:
        version = RubricVersion.objects.get(rubric__key=rubric.key)
        wanted = version_values(rubric, pack)
        assert values_of(version, wanted) == wanted
        rows = {row.criterion.key: row for row in version.criteria.select_related("criterion")}
        found = [(key, values_of(rows[key], values)) for key, values in criterion_rows(rubric, pack)]
        assert found == criterion_rows(rubric, pack)
        assert (version.rubric.title, version.rubric.subject) == (rubric.title, rubric.subject)
    for process in pack.processes:
        row = Process.objects.get(key=process.key)
        assert values_of(row, process_values(process)) == process_values(process)
        steps = [(step.rubric.key, step.weight) for step in row.steps.select_related("rubric")]
        assert steps == [(step.rubric, step.weight) for step in process.steps]
    for number, profile in enumerate(pack.profiles, 1):
        wanted = profile_values(profile, number)
        assert values_of(Profile.objects.get(key=profile.key), wanted) == wanted
    for number, bar in enumerate(pack.seniority, 1):
        wanted = seniority_values(bar, number)
        assert values_of(Seniority.objects.get(key=bar.key), wanted) == wanted
    wanted = checklist_values(packs.checklist)
    assert values_of(Checklist.objects.get(key="ml_test_score"), wanted) == wanted
    assert [Criterion.objects.count(), Source.objects.count(), Library.objects.count()] == [43, 12, 1]


def test_loading_twice_changes_no_table() -> None:
    load_library(read_own_packs(), actor=None)
    before = snapshot()
    assert load_library(read_own_packs(), actor=None).is_unchanged
    assert differing(before) == set()


def test_the_exercise_of_another_rubric_is_written_out() -> None:
    load_library(small_pack.read(), actor=None)
    talk, task = (RubricVersion.objects.get(rubric__key=key) for key in ("talk", "task"))
    assert talk.exercise == task.exercise
    assert talk.exercise["planted_faults"] == ["a wrong unit"]


def test_a_newer_pack_publishes_a_new_version_and_leaves_the_old_one() -> None:
    load_library(small_pack.read(), actor=None)
    old = RubricVersion.objects.filter(rubric__key="talk").values()[0]
    old_rows = list(RubricCriterion.objects.filter(version=old["id"]).values())
    done = load_library(changed_pack(c1=30, c2=20), actor=None)
    assert done.changed == ["rubric talk, version 2"]
    assert RubricVersion.objects.filter(pk=old["id"]).values()[0] == old
    assert list(RubricCriterion.objects.filter(version=old["id"]).values()) == old_rows
    new = RubricVersion.objects.get(rubric__key="talk", number=2)
    assert new.reason == "Library small, from small.yaml."
    assert new.criteria.get(criterion__key="c1").level_1 == "Another anchor."
    assert Rubric.objects.get(key="talk").title == "Another title"
    changes = WeightChange.objects.filter(version=new).order_by("id")
    assert [(change.criterion.key, change.old, change.new, change.author) for change in changes] == [
        ("c1", 25, 30, None),
        ("c2", 25, 20, None),
    ]


def test_an_older_pack_after_a_newer_one_changes_nothing() -> None:
    load_library(small_pack.read(), actor=None)
    load_library(changed_pack(), actor=None)
    before = snapshot()
    load_library(small_pack.read(), actor=None)
    load_library(changed_pack(), actor=None)
    assert differing(before) == set()


def test_what_a_person_published_stands(recruiter: Any) -> None:
    load_library(small_pack.read(), actor=None)
    talk = Rubric.objects.get(key="talk")
    RubricVersionFactory(rubric=talk, number=2, title="Ours", published_by=recruiter)
    before = snapshot()
    assert load_library(small_pack.read(), actor=None).kept == []
    done = load_library(changed_pack(c1=30, c2=20), actor=None)
    assert done.kept == ["talk: version 2 was published here and stands"]
    assert differing(before) == set()


def test_an_open_draft_is_not_overtaken() -> None:
    load_library(small_pack.read(), actor=None)
    RubricVersionFactory(rubric=Rubric.objects.get(key="talk"), number=2, reason="", published_at=None)
    before = snapshot()
    done = load_library(changed_pack(), actor=None)
    assert done.kept == ["talk: a draft is open, so the library's new version was not published"]
    assert differing(before) == set()


def test_a_rubric_and_a_process_made_here_stand() -> None:
    RubricVersionFactory(rubric=RubricFactory(key="talk"), published_at=None)
    Rubric.objects.filter(key="talk").update(from_library=False)
    RubricVersion.objects.update(published_at=timezone.now())
    process = ProcessFactory(key="short", title="Ours")
    done = load_library(small_pack.read(), actor=None)
    assert done.kept == [
        "talk: version 1 was published here and stands",
        "short: the process was made here and stands",
    ]
    process.refresh_from_db()
    assert process.title == "Ours"


def test_changed_steps_profiles_and_sources_are_stored() -> None:
    load_library(small_pack.read(), actor=None)
    data = small_pack.library()
    data["sources"][0]["what"] = "A better book"
    data["processes"][0]["steps"][1]["step_weight"], data["processes"][0]["steps"][2]["step_weight"] = 70, 30
    data["profiles"][0]["look_for"] = ["Proof"]
    data["seniority"][0]["expected_level"]["technical"] = 3.5
    done = load_library(small_pack.read(data), actor=None)
    assert done.changed == [
        "source book",
        "process short, steps",
        "profile language",
        "seniority mid",
    ]
    steps = Process.objects.get(key="short").steps.values_list("rubric__key", "weight")
    assert list(steps) == [("gate", 0), ("talk", 70), ("task", 30)]


def test_a_rubric_never_changes_what_it_judges() -> None:
    load_library(small_pack.read(), actor=None)
    data = small_pack.library()
    data["rubrics"][0]["subject"] = "candidate"
    data["processes"][0]["steps"] = [
        {"rubric": key, "step_weight": weight} for key, weight in (("gate", 20), ("talk", 40), ("task", 40))
    ]
    data["processes"][0]["decision_view"][0]["rubrics"].append("gate")
    for profile in data["profiles"]:
        profile["step_weights"] = {}
    before = snapshot()
    with pytest.raises(PackError) as caught:
        load_library(small_pack.read(data), actor=None)
    assert [problem.path for problem in caught.value.problems] == ["rubrics[0].subject"]
    assert differing(before) == set()


def test_the_trail_says_what_was_loaded_and_published(administrator: Any) -> None:
    load_library(small_pack.read(), actor=administrator)
    entries = AuditEntry.objects.order_by("id").values_list("action", "actor", "object_type")
    assert list(entries) == [
        *[("rubric.published", administrator.pk, "rubricversion")] * 3,
        ("library.loaded", administrator.pk, ""),
    ]


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("load_rubrics", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_loads_the_own_packs_and_a_file(tmp_path: Path) -> None:
    assert run() == "88 new, 0 changed.\n"
    assert run() == "Nothing to change.\n"
    path = tmp_path / "mine.yaml"
    path.write_text(small_pack.as_text(small_pack.library()))
    run(str(path))
    assert Rubric.objects.filter(key__in=["gate", "talk", "task"]).count() == 3


def test_the_command_refuses_a_broken_pack_whole(tmp_path: Path) -> None:
    data = small_pack.library()
    data["criteria"][0]["title"] = ""
    path = tmp_path / "mine.yaml"
    path.write_text(small_pack.as_text(data))
    before = snapshot()
    with pytest.raises(CommandError) as caught:
        run(str(path))
    lines = str(caught.value).splitlines()
    assert lines[0] == "Nothing was loaded. The pack has 1 fault(s):"
    assert lines[1].startswith("mine.yaml, line ")
    assert lines[1].endswith(": criteria[0].title: The text is empty.")
    assert differing(before) == set()
