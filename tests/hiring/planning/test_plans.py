"""The picture of roles and processes of the library that Plumbline comes with."""

from decimal import Decimal

import pytest

from hiring.benchmarks.editing import edit_benchmark
from hiring.models import Benchmark
from hiring.planning.checks import RuleId
from hiring.planning.plans import plan_processes, plan_role
from hiring.planning.process import StepKind
from hiring.roles.stages import edit_stage, weigh_criteria
from rubrics.models import Process
from tests.factories.rubrics import ProcessFactory, ProcessStepFactory, RubricFactory


def section(plan, name):
    return next(item for item in plan.coverage.sections if item.part and item.part.id == name)


def owners(plan):
    return {item.part.id: [step.title for step in item.owners] for item in plan.coverage.sections if item.part}


def test_the_seven_steps_cover_everything_once_and_break_no_limit(role, django_assert_num_queries):
    with django_assert_num_queries(4):
        plan = plan_role(role)
    assert [(step.kind, step.minutes, step.panel) for step in plan.steps] == [
        (StepKind.GATE, 60, 2),
        (StepKind.SCREEN, 30, 1),
        (StepKind.TASK, 180, 2),
        (StepKind.INTERVIEW, 75, 2),
        (StepKind.INTERVIEW, 60, 2),
        (StepKind.INTERVIEW, 45, 2),
        (StepKind.INTERVIEW, 45, 2),
    ]
    assert plan.faults == []
    assert (plan.coverage.twice, plan.coverage.nowhere, plan.coverage.percent) == ([], [], 100)
    assert (plan.effort.candidate, plan.effort.panel) == (435, 765)
    assert owners(plan) == {
        "pipelines": [
            "Resume screening beyond buzzwords",
            "Technical assessment",
            "ML system design",
            "MLOps and production readiness",
        ],
        "algorithms": ["Technical assessment"],
        "serving": ["ML system design"],
        "cicd": ["Technical assessment", "MLOps and production readiness"],
        "monitoring": ["ML system design", "MLOps and production readiness"],
    }


def test_the_five_steps_judge_nobody_s_speech_nor_ethics(make):
    plan = plan_role(make("production_five_step"))
    assert [(said.finding.rule.value, said.finding.words) for said in plan.faults] == [
        ("heading_missing", "communication"),
        ("heading_missing", "ethics"),
    ]
    assert plan.owned == 5
    assert "sd_serving" in {row.key for row in plan.coverage.twice}
    assert "cc_explain" in {row.key for row in plan.coverage.nowhere}


def test_the_weights_of_the_role_count_and_not_those_of_the_library(role, recruiter):
    stage = role.stages.get(title="ML system design")
    weights = dict.fromkeys(stage.criteria.values_list("key", flat=True), 0) | {"sd_framing": 100}
    weigh_criteria(stage, actor=recruiter, weights=weights, reason="Only framing matters here.")
    plan = plan_role(role)
    assert owners(plan)["serving"] == []
    [said] = plan.faults
    assert said.text == "No step owns “Serve by API”: nobody will know whether a candidate can do it."


def test_longer_and_fuller_steps_are_told(role, recruiter):
    stage = role.stages.get(title="Technical assessment")
    edit_stage(stage, actor=recruiter, panel_size=4, panel_reason="", minutes=240, due_hours=24, evidence_characters=40)
    assert [said.text for said in plan_role(role).faults] == [
        "“Technical assessment” takes 240 minutes. A task takes at most 180.",
        "“Technical assessment” has 4 interviewers. More than 3 is a tribunal.",
    ]


def test_limits_are_the_benchmarks_as_they_stand(role, administrator):
    task = Benchmark.objects.get(key="take_home_hours")
    edit_benchmark(task, actor=administrator, reason="Ours get two hours.", low=Decimal(1), high=Decimal(2))
    [said] = plan_role(role).faults
    assert said.text == "“Technical assessment” takes 180 minutes. A task takes at most 120."
    assert said.finding.backing.address == task.public_id
    edit_benchmark(task, actor=administrator, reason="We set no such limit.", is_used=False)
    plan = plan_role(role)
    assert plan.faults == []
    assert "task" not in plan.rules.limits


def test_processes_are_planned_together_with_the_librarys_weights(make, django_assert_num_queries):
    role = make()
    processes = list(Process.objects.all())
    with django_assert_num_queries(5):
        plans = plan_processes(processes)
    assert set(plans) == {process.pk for process in processes}
    of_role, of_process = plan_role(role), plans[role.process_id]
    assert of_process.effort.candidate == of_role.effort.candidate
    assert [step.panel for step in of_process.steps] == [step.panel for step in of_role.steps]
    assert [row.share for row in of_process.coverage.rows] == [row.share for row in of_role.coverage.rows]


def test_the_short_process_owns_every_part(make):
    make()
    process = Process.objects.get(key="short_four_step")
    plan = plan_processes([process])[process.pk]
    assert [step.kind for step in plan.steps] == [
        StepKind.SCREEN,
        StepKind.TASK,
        StepKind.INTERVIEW,
        StepKind.INTERVIEW,
    ]
    assert plan.owned == 5
    assert {said.finding.rule for said in plan.faults} == {RuleId.HEADING_MISSING}  # of production


def test_a_step_without_a_published_rubric_is_left_out(db):
    process = ProcessFactory()
    ProcessStepFactory(process=process, rubric=RubricFactory(), position=1, weight=100)
    assert plan_processes([process])[process.pk].steps == []


@pytest.mark.parametrize("seniority", ["junior", "staff"])
def test_must_haves_are_those_of_the_role(make, seniority):
    plan = plan_role(make(seniority=seniority))
    row = next(row for row in plan.coverage.rows if row.key == "po_deployment")
    assert any(cell.must_have for cell in row.cells) == (seniority == "staff")
