import pytest

from hiring.core.errors import Invalid, NotAllowed
from hiring.core.models import AuditEntry
from hiring.roles.processes import role_steps, save_process, save_role_as_process
from hiring.roles.stages import set_steps
from hiring.roles.steps import Step, find_step_faults, steps_of
from rubrics.models import Process
from tests.factories.roles import make_role


def test_a_built_process_is_offered_and_makes_roles(library, manager):
    steps = [Step(library.gate, 0), Step(library.production, 100)]
    process = save_process(actor=manager, title="Production only", steps=steps)
    assert (process.key, process.from_library, process.made_by) == ("production_only", False, manager)
    assert steps_of(process) == steps
    assert process in Process.objects.offered()
    role = make_role(library, process=process)
    assert list(role.stages.values_list("title", "weight")) == [("Job text", 0), ("Production", 100)]
    assert AuditEntry.objects.get(action="process.saved").object_id == process.public_id


def test_the_steps_of_a_role_become_a_preset(library, role, manager):
    steps = [Step(library.screen, 20), Step(library.production, 80)]
    set_steps(role, actor=manager, steps=steps, reason="No gate.")
    process = save_role_as_process(role, actor=manager, title="Two talks")
    assert steps_of(process) == role_steps(role) == steps


def test_titles_are_taken_once_and_keys_never_clash(library, manager):
    steps = [Step(library.screen, 100)]
    for title, key in (("Short", "short"), ("Short!", "short_2"), ("短い", "process"), ("短", "process_2")):
        assert save_process(actor=manager, title=title, steps=steps).key == key
    for title in ("", "  ", "SHORT"):
        with pytest.raises(Invalid) as caught:
            save_process(actor=manager, title=title, steps=steps)
        assert list(caught.value.errors) == ["title"]


def test_steps_that_are_no_process_are_not_kept(library, manager):
    with pytest.raises(Invalid) as caught:
        save_process(actor=manager, title="Half", steps=[Step(library.screen, 50)])
    assert caught.value.errors == {"steps": ["The weights of the steps sum to 50. Make it 100."]}


def test_who_may_keep_a_process(library, role, interviewer, auditor, member, recruiter, administrator):
    steps = [Step(library.screen, 100)]
    for actor in (interviewer, auditor, member):
        with pytest.raises(NotAllowed):
            save_process(actor=actor, title="Mine", steps=steps)
    for number, actor in enumerate((recruiter, administrator)):
        save_process(actor=actor, title=f"Ours {number}", steps=steps)


def test_the_processes_of_the_library_have_no_fault(db):
    from rubrics.library.loading import load_library
    from rubrics.library.reader import read_own_packs

    load_library(read_own_packs())
    assert {process.key: find_step_faults(steps_of(process)) for process in Process.objects.all()} == {
        "seven_step": [],
        "production_five_step": [],
        "short_four_step": [],
    }
