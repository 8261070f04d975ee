"""The brief of a role: what it says, what it leaves out with which sentence, and to whom."""

from dataclasses import asdict
from decimal import Decimal

import pytest
from django.utils import timezone

from assessments.models import Report
from assessments.reports import making
from assessments.reports.contents import show_role_brief
from assessments.reports.contents.brief_parts import ProcessPart, ReadinessPart, TextPart
from assessments.reports.contents.brief_planning import CostPart, EngagementPart, TimelinePart
from assessments.reports.contents.brief_scope import ScopePart
from assessments.reports.digest import digest_of
from assessments.reports.printing import print_pdf, write_html
from assessments.reports.standing import mark_of
from hiring.core.errors import NotAllowed
from hiring.core.files import read_file
from hiring.core.models import User
from hiring.intake.descriptions import write_description
from hiring.intake.reviews import start_review
from hiring.models import Role
from hiring.planning.costing import enter_cost
from hiring.planning.engaging import choose_engagement, state_facts
from hiring.planning.schedules import save_timeline
from hiring.readiness.copies import keep_copy
from hiring.readiness.overriding import override_readiness
from hiring.readiness.standing import read_standing
from hiring.roles.members import add_member
from hiring.scope.models import Environment
from hiring.scope.verbs import describe_scope
from tests.assessments.reports.made_up import IMPRINT
from tests.factories.benchmarks import load_own_benchmarks
from tests.factories.core import UserFactory
from tests.factories.intake import TEXT, make_member, make_open, make_ready
from tests.factories.readiness import make_answers, make_unready
from tests.factories.roles import make_library, make_role
from tests.tagged_pdf import TaggedPdf

WHY = "The data owner is named on Monday."


@pytest.fixture
def draft(db: None) -> Role:
    return make_role(make_library(), ready=False)


def part_of(role: Role, kind: type, reader: User | None = None):
    content = show_role_brief(role, reader or role.created_by)
    return next(part for part in content.parts if isinstance(part, kind))


def gaps_of(role: Role) -> dict[str, str]:
    return {gap.title: gap.text for gap in show_role_brief(role, role.created_by).gaps}


def test_a_new_role_says_what_it_is_and_what_is_not_settled(draft):
    content = show_role_brief(draft, draft.created_by)
    assert (content.role, content.state, content.opened_at) == (draft.title, "Draft", None)
    assert (content.managers, content.recruiters) == (("Hiring Manager",), ())
    assert [(gap.title, gap.text) for gap in content.gaps] == [
        ("Readiness", "Nobody has said yet whether the team is ready."),
        ("Job description", "The job description is not written yet."),
        ("Engagement model", "Nobody has said yet what the work is, nor chosen a model."),
        ("Cost", "Nobody has entered yet what is known about the cost."),
        ("Timeline", "Nobody has entered numbers for the timeline yet."),
    ]


def test_a_draft_tells_where_its_team_stands_and_who_overrode_it(draft):
    make_unready(draft.team)
    override_readiness(draft, actor=draft.created_by, reason=WHY)
    part = part_of(draft, ReadinessPart)
    assert (part.outcome, part.blocked, part.taken_at, part.unclear) == ("Prepare first", True, None, 3)
    assert [reason.rule for reason in part.reasons] == ["R1"]
    assert [answer.value for answer in part.answers] == ["Unclear"] * 3 + ["Yes"] * 2
    assert [answer.is_open for answer in part.answers] == [True] * 3 + [False] * 2
    assert (part.override.name, part.override.reason) == ("Hiring Manager", WHY)
    assert len(part.first) == 3


def test_an_open_role_tells_what_it_took_along(draft):
    make_answers(draft.team)
    role = make_open(draft)
    copy = keep_copy(role, read_standing(role.team), None)
    make_unready(draft.team)
    part = part_of(role, ReadinessPart)
    assert (part.outcome, part.taken_at, part.first) == ("Go", copy.at, ())


def test_a_role_that_opened_before_teams_were_asked_says_so(role, manager):
    gap = show_role_brief(role, manager).gaps[0]
    assert gap.text == "The role opened before teams were asked whether they are ready."


def test_why_and_where_as_far_as_it_is_said(draft):
    environment = {"serving": "real_time", "latency": 80, "rows_today": 10_000_000}
    describe_scope(draft, actor=draft.created_by, environment=environment, reasons=[])
    part = part_of(draft, ScopePart)
    assert part.reasons == ()
    assert ("Latency target", "80 ms at the 95th percentile") in part.environment
    assert "Say why this role is hired for." in part.missing


def test_what_nobody_said_of_why_and_where_is_told(draft):
    Environment.objects.filter(role=draft).delete()
    Role.objects.filter(pk=draft.pk).update(reasons=[])
    said = "Nobody has said yet why the role is hired for and where it will work."
    assert gaps_of(draft)["Why and where"] == said


def test_the_text_with_its_reviews_and_what_its_words_say(draft):
    make_ready(draft)
    part = part_of(draft, TextPart)
    assert part.description.findings.score == "3.60"
    assert (part.description.findings.findings.evidence, part.description.people) == ((), ())
    assert part.description.version.number == 1
    assert part.describes == "The text names too few duties and tools to tell which role it describes."
    assert "Business outcome after 90 days" in [line.title for line in part.missing]


def test_reviews_are_sealed_and_nothing_else_is(draft):
    make_ready(draft)
    author = make_member(draft, right="recruiter")
    start_review(draft, actor=author)
    content = show_role_brief(draft, author)
    assert content.is_sealed
    assert part_of(draft, TextPart, author).description.findings is None
    assert "3.60" not in str(asdict(content))
    assert "3.60" in str(asdict(show_role_brief(draft, draft.created_by)))


def test_the_process_with_its_hours_and_its_map(draft):
    part = part_of(draft, ProcessPart)
    assert [(step.number, step.title, step.weight, step.candidate) for step in part.steps] == [
        (1, "Job text", 0, 0),
        (2, "Screen", 40, 30),
        (3, "Production", 60, 75),
    ]
    assert part.candidate == 105
    rows = {row.title: row for section in part.sections for row in section.rows}
    # 70 of the 100 points of a step that weighs 40 per cent: 28 per cent of the process
    assert [cell.share for cell in rows["Shipped"].cells] == ["28.0", ""]
    assert [cell.must_have for cell in rows["Monitoring"].cells] == [False, True]
    assert sum(float(row.share) for row in rows.values()) == 100


def test_without_a_step_for_candidates_there_is_no_process(draft):
    draft.stages.exclude(is_gate=True).delete()
    assert gaps_of(draft)["Process"] == "No step judges candidates yet."


def test_the_engagement_model_that_a_person_chose(draft):
    state_facts(draft, actor=draft.created_by, facts={"core": "core", "work": "ongoing"})
    part = part_of(draft, EngagementPart)
    assert (part.chosen, part.advised) == ("", ("Full-time hire",))
    assert part.facts[0] == ("Machine learning in this product is", "core, what sets it apart")
    choose_engagement(draft, actor=draft.created_by, engagement="full_time", reason="It is our product.")
    part = part_of(draft, EngagementPart)
    assert (part.chosen, part.reason, part.name) == ("Full-time hire", "It is our product.", "Hiring Manager")


@pytest.fixture
def priced(draft):
    """A draft in dollars, with the figures that come along and a salary of its own."""
    load_own_benchmarks()
    draft.place.currency = "USD"
    draft.place.save(update_fields=["currency"])
    band = {"salary_low": Decimal(150000), "salary_high": Decimal(180000), "budget": Decimal(250000)}
    enter_cost(draft, actor=draft.created_by, **band)
    return draft


def test_what_it_costs_in_ranges_against_the_budget(priced):
    part = part_of(priced, CostPart)
    # 150,000 x 1.3 to 180,000 x 1.5
    lines = {line.title: line.text for line in part.lines}
    assert lines["With on-costs"] == "USD 195,000 to 270,000 a year"
    full_time = part.models[0]
    assert (full_time.title, full_time.totals[0]) == ("Full-time hire", "USD 195,000 to 270,000")
    assert full_time.verdict == "may exceed the budget"
    assert (part.budget, part.needs_rate) == ("USD 250,000", "")
    assert part.sources


def test_when_it_is_filled(priced):
    start = timezone.localdate()
    numbers = {"interviewers": 3, "hours_a_week": 5, "candidates": 10, "pass_percent": 50}
    save_timeline(priced, actor=priced.created_by, start_on=start, **numbers)
    part = part_of(priced, TimelinePart)
    assert [phase.title for phase in part.phases] == ["Screen", "Production", "Decision and offer"]
    assert (part.start, part.name) == (start, "Hiring Manager")
    assert start < part.early <= part.likely <= part.late == part.phases[-1].late
    assert all(0 <= phase.begins_at < phase.ends_at <= 100 for phase in part.phases)


def test_who_reads_no_pay_is_told_so(priced):
    gaps = {gap.title: gap.text for gap in show_role_brief(priced, make_member(priced)).gaps}
    assert gaps["Cost"] == "What a role costs is read by those who lead it, administrators and auditors."


def test_a_stranger_gets_nothing(draft, member):
    with pytest.raises(Role.DoesNotExist):
        show_role_brief(draft, member)


def test_the_same_role_is_the_same_bytes_and_a_change_another_hash(draft):
    make_unready(draft.team)
    make_ready(draft)
    first, again = (show_role_brief(draft, draft.created_by) for _copy in range(2))
    assert first == again
    pages = [print_pdf(write_html(content, IMPRINT)).pdf for content in (first, again)]
    assert pages[0] == pages[1]
    make_answers(draft.team)
    assert digest_of(show_role_brief(draft, draft.created_by)) != digest_of(first)


def test_it_is_for_who_leads_administrators_and_auditors(draft, recruiter, administrator, auditor, member):
    for actor in (draft.created_by, recruiter, administrator, auditor):
        assert making.print_role_brief(draft, actor=actor).kind == "role_brief"
    for actor in (make_member(draft), member):
        with pytest.raises(NotAllowed):
            making.print_role_brief(draft, actor=actor)


def test_who_does_not_lead_any_more_does_not_open_their_brief(draft, carry_out_due):
    lead = make_member(draft, right="recruiter")
    report = making.print_role_brief(draft, actor=lead)
    carry_out_due()
    assert Report.objects.open_to(lead).filter(pk=report.pk).exists()
    draft.members.filter(user=lead).update(left_at=report.created_at.replace(year=2100))
    add_member(draft, actor=draft.created_by, user=lead, right="interviewer")
    assert Report.objects.visible_to(lead).filter(pk=report.pk).exists()
    assert not Report.objects.open_to(lead).filter(pk=report.pk).exists()


def test_it_is_made_and_sealed_as_the_reviews_are(draft, carry_out_due):
    make_ready(draft)
    lead = UserFactory(is_recruiter=True)
    report = making.print_role_brief(draft, actor=lead)
    carry_out_due()
    report.refresh_from_db()
    assert report.holds_reviews
    text = TaggedPdf(read_file(report.file)).text
    assert "Role brief" in text
    assert "The fraud score of every card payment." in text


@pytest.mark.parametrize("change", ["text", "answer", "override", "member", "role", "cost", "engagement"])
def test_a_change_of_what_it_tells_makes_it_out_of_date(draft, change):
    make_unready(draft.team)
    report = making.print_role_brief(draft, actor=draft.created_by)
    assert mark_of(report) == report.standing
    match change:
        case "text":
            write_description(draft, actor=draft.created_by, text=TEXT)
        case "answer":
            make_answers(draft.team)
        case "override":
            override_readiness(draft, actor=draft.created_by, reason=WHY)
        case "member":
            make_member(draft)
        case "cost":
            enter_cost(draft, actor=draft.created_by, budget=Decimal(1))
        case "engagement":
            state_facts(draft, actor=draft.created_by, facts={"core": "core"})
        case "role":
            Role.objects.filter(pk=draft.pk).update(version=draft.version + 1)
    assert mark_of(report) != report.standing


def test_once_open_the_answers_of_the_team_change_nothing(draft):
    make_answers(draft.team)
    role = make_open(draft)
    report = making.print_role_brief(role, actor=role.created_by)
    make_unready(draft.team)
    assert mark_of(report) == report.standing
    longest = ".".join(f"{letter}{10**10}x{10**5}" for letter in "tvwRhayokgl")
    assert len(longest) <= Report._meta.get_field("standing").max_length
