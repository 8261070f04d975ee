"""Contents made up without a database: as long, as wide and as foreign as a test wants them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from assessments.reports.contents import (
    ApplicationContent,
    JobDescriptionContent,
    RoleBriefContent,
    ScorecardContent,
)
from assessments.reports.contents.applications import HeadingText, HistoryLine, MustHave, Scorer, Seat
from assessments.reports.contents.brief_parts import (
    AnswerLine,
    Fault,
    Gap,
    HeatCell,
    HeatRow,
    HeatSection,
    HintLine,
    Override,
    PeoplePart,
    ProcessPart,
    ProcessStep,
    ReadinessPart,
    RuleLine,
    TextPart,
    WrittenLine,
)
from assessments.reports.contents.brief_planning import (
    CostPart,
    EngagementPart,
    ModelLine,
    MoneyLine,
    PhaseLine,
    TimelinePart,
)
from assessments.reports.contents.brief_scope import ScopePart
from assessments.reports.contents.decisions import DecisionText, DissentText
from assessments.reports.contents.job_descriptions import OpenedOn, Person, ReviewFindings, StepLine, TextVersion
from assessments.reports.contents.parts import Evidence, Findings, Flag, Given, Line, Matrix, Rater, Said, SheetLine
from assessments.reports.contents.scorecards import AnswerText, Judged, RatingText
from assessments.reports.contents.steps import DONE, GATE, HERE, GateLine, Judgement, Meeting, StepContent, Word
from assessments.reports.printing import Imprint

AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
IMPRINT = Imprint("Tomás Abreu", datetime(2026, 11, 29, 16, 0, tzinfo=UTC), "Europe/Berlin")
NAMES = (
    "Runa Achterberg",
    "Семён Королёв",
    "Divya Mallikar",
    "ليلى حداد",
    "Bartholomew Featherstonehaugh-Cholmondeley",
    "Yamada Haruka",
    "Đặng Thị Hằng",
)
TITLES = (
    "Models taken to production",
    "Monitoring and drift detection",
    "Versioning, lineage and reproducibility of every model",
    "Deployment, release and rollback",
    "Running cost and capacity",
    "Incidents and failed models",
    "Testing and CI/CD for machine learning",
    "Bias and fairness in practice",
)
STEPS = ("Resume screen", "Technical assessment", "ML system design", "MLOps", "Communication", "Culture and ethics")
SENTENCE = "Described the alert that woke them, the threshold, and what was changed after the third time. "


def words(characters: int) -> str:
    return (SENTENCE * (characters // len(SENTENCE) + 1))[:characters].strip()


def make_matrix(raters: int, criteria: int = 8) -> Matrix:
    lines = []
    for number in range(criteria):
        levels = [1 + (number + 2 * rater) % 5 for rater in range(raters)]
        mean = sum(levels) / raters
        floor = 3 if number % 4 == 0 else None
        lines.append(
            Line(
                title=TITLES[number % len(TITLES)],
                weight=100 // criteria,
                floor=floor,
                given=tuple(Given(level, amended=number == rater == 1) for rater, level in enumerate(levels)),
                mean=f"{mean:.1f}",
                at=mean,
                lowest=min(levels),
                highest=max(levels),
                spread=max(levels) - min(levels),
                is_below=floor is not None and mean < floor,
            )
        )
    return Matrix(
        raters=tuple(Rater(NAMES[rater % len(NAMES)], "3.10", "Strong yes") for rater in range(raters)),
        lines=tuple(lines),
        score="3.12",
        at=3.12,
        bar="3.50",
        bar_at=3.5,
        spread="0.90",
        reached=False,
    )


def make_findings(raters: int, *, characters: int = 120, criteria: int = 8, text: str = "") -> Findings:
    matrix = make_matrix(raters, criteria)
    evidence = tuple(
        Evidence(
            line.title,
            tuple(
                Said(rater.name, given.level, text or words(characters))
                for rater, given in zip(matrix.raters, line.given, strict=True)
            ),
        )
        for line in matrix.lines
    )
    written = sum(len(item.said) for item in evidence)
    flag = Flag("Charts without alerts.", text or words(90), NAMES[0], TITLES[0])
    return Findings(matrix, evidence, written, written, (flag,))


def make_sheet(name: str, state: str = "submitted") -> SheetLine:
    return SheetLine(name, state, AT + timedelta(days=2), AT + timedelta(days=1) if state == "submitted" else None)


def make_step(
    number: int, title: str, raters: int, *, characters: int = 120, text: str = "", last: bool = False
) -> StepContent:
    findings = make_findings(raters, characters=characters, text=text)
    decision = DecisionText(
        step=number,
        outcome="Advance",
        reason=text or words(200),
        actor="Solveig Aderin",
        at=AT + timedelta(days=number),
        is_undone=False,
        score="3.12",
        expected="3.50",
        notes=(),
        dissents=(DissentText(NAMES[1], text or words(120), AT),),
    )
    return StepContent(
        number=number,
        title=title,
        weight=16,
        state=HERE if last else DONE,
        rubric_number=3,
        rubric_at=AT - timedelta(days=90),
        panel_size=raters,
        panel=tuple(make_sheet(NAMES[rater]) for rater in range(raters)),
        meetings=(Meeting(AT, AT + timedelta(hours=1)),),
        judgement=Judgement(
            outcome="Hold",
            reasons=("Monitoring and drift detection stands at 2.6, below its floor of 3.0.",),
            remarks=("The score of 3.12 is below the 3.50 that this seniority expects.",),
            score="3.12",
            expected="3.50",
            coverage="97",
            by_interviewer="2.90 – 3.80",
            findings=findings,
            words=tuple(Word(NAMES[rater], text or words(150), rater != 1) for rater in range(raters)),
        ),
        decisions=() if last else (decision,),
    )


def make_application(
    *, steps: int = 2, raters: int = 2, characters: int = 120, name: str = "Zofia Łukaszewicz", text: str = ""
) -> ApplicationContent:
    """A report of ``steps`` judged steps; ``text`` stands wherever somebody typed something."""
    gate = StepContent(1, "Job description", 0, GATE, 2, AT, 2, gate=GateLine(AT, 2, 3, "3.60"))
    judged = [
        make_step(number + 2, STEPS[number % 6], raters, characters=characters, text=text, last=number == steps - 1)
        for number in range(steps)
    ]
    return ApplicationContent(
        candidate=name,
        headline="Engineer for machine learning",
        role="Senior machine-learning engineer",
        team="Payment Risk",
        place="Berlin",
        seniority="Senior",
        process="Seven-step structured hiring process",
        managers=("Solveig Aderin",),
        state="In progress",
        standing=judged[-1].title if judged else "",
        is_open=True,
        applied_at=AT - timedelta(days=20),
        source="Careers page",
        is_sealed=False,
        shows_colleagues=True,
        score="3.41" if judged else "",
        finished="84" if judged else "",
        headings=tuple(
            HeadingText(title, (number + 2,), "3.41", 3.41, "3.50", 3.5, False, "97", ())
            for number, title in enumerate(("Technical competence", "Production readiness", "Communication"))
        )
        if judged
        else (),
        must_haves=tuple(
            MustHave(step.number, line.title, line.floor, line)
            for step in judged
            for line in step.judgement.findings.matrix.lines
            if line.floor is not None
        ),
        scorers=tuple(
            Scorer(NAMES[rater], tuple(Seat(make_sheet(NAMES[rater]), 7, 8) for _step in judged))
            for rater in range(raters if judged else 0)
        ),
        steps=(gate, *judged),
        decisions=tuple(decision for step in reversed(judged) for decision in step.decisions),
        history=tuple(
            HistoryLine(AT + timedelta(days=n), NAMES[n % 5], "handed in a scorecard", "") for n in range(12)
        ),
    )


def make_sealed() -> ApplicationContent:
    """What somebody gets who holds an open card: authors, states and due times."""
    whole = make_application(raters=2)
    steps = tuple(
        replace(step, judgement=None, decisions=(), panel=(*step.panel, make_sheet("Kaja Brandvold", "open")))
        for step in whole.steps
    )
    return replace(
        whole,
        is_sealed=True,
        shows_colleagues=False,
        score="",
        finished="",
        headings=(),
        must_haves=tuple(replace(must, line=None) for must in whole.must_haves),
        scorers=tuple(
            replace(scorer, seats=tuple(replace(seat, assessed=None) for seat in scorer.seats if seat))
            for scorer in whole.scorers
        ),
        steps=steps,
        decisions=(),
    )


def make_scorecard(*, characters: int = 200, text: str = "", name: str = "Zofia Łukaszewicz") -> ScorecardContent:
    def answer(level: int | None) -> AnswerText:
        said = (text or words(characters)) if level else ""
        flags = (("Charts without alerts.", text or words(80)),) if level == 2 else ()
        return AnswerText(level, level is None, said, words(110) if level else "", flags, AT)

    levels = (4, 4, 5, 2, 3, None, 1, 3)
    ratings = tuple(
        RatingText(title, 12, 3 if level == 2 else None, level == 2, answer(level), (answer(4),) if level == 3 else ())
        for title, level in zip(TITLES, levels, strict=True)
    )
    judged = Judged(
        recommendation="No",
        hint="I would not support it",
        summary=text or words(220),
        first_recommendation="Yes",
        first_summary=text or words(100),
        score="3.14",
        bar="3.50",
        bar_at=3.5,
        coverage="88",
        is_independent=True,
        ratings=ratings,
        amendments=(),
        checklist=None,
    )
    return ScorecardContent(
        candidate=name,
        role="Senior machine-learning engineer",
        team="Payment Risk",
        step=5,
        step_title="MLOps and production readiness",
        sheet=make_sheet("Declan Moroney"),
        meeting=Meeting(AT, AT + timedelta(hours=1)),
        rubric_number=4,
        rubric_at=AT - timedelta(days=120),
        is_sealed=False,
        sealed_words="",
        shows_colleagues=True,
        judged=judged,
    )


def make_job_description(*, html: str = "<h3>What you will run</h3><p>The fraud score.</p>") -> JobDescriptionContent:
    return JobDescriptionContent(
        role="Senior machine-learning engineer",
        team="Payment Risk",
        place="Berlin",
        role_type="Machine-learning engineer",
        specialism="",
        seniority="Senior",
        process="Seven-step structured hiring process",
        state="Open",
        number=2,
        newest=2,
        html=html,
        versions=(TextVersion(2, "Solveig Aderin", AT, "Named the latency."), TextVersion(1, "Solveig Aderin", AT, "")),
        people=(Person("Solveig Aderin", ("Hiring manager",)),),
        steps=(StepLine(1, "Job description", 0, 2, 60, True), StepLine(2, "Resume screen", 10, 1, 30, False)),
        events=(OpenedOn("Opened", AT, "Solveig Aderin", "", 2, 3, "3.60"),),
        has_gate=True,
        reviews=(make_sheet("Runa Achterberg"), make_sheet("Jonas Tveitane", "open")),
        is_sealed=False,
        sealed_words="",
        shows_colleagues=True,
        findings=ReviewFindings("3.60", "3.00", "100", True, (), make_findings(2, criteria=6)),
    )


def make_role_brief(*, text: str = "", name: str = "Solveig Aderin") -> RoleBriefContent:
    """A brief with all of its parts; ``text`` stands wherever somebody typed something."""
    role = "Senior machine-learning engineer"
    return RoleBriefContent(
        role=role,
        team=text or "Payment Risk",
        place="Berlin",
        role_type="Machine-learning engineer",
        specialism="Language models",
        seniority="Senior",
        process="Seven-step structured hiring process",
        state="Draft",
        opened_at=None,
        managers=(name,),
        recruiters=(NAMES[0], NAMES[3]),
        parts=(
            make_readiness(text=text, name=name),
            ScopePart(("The last prototype never ran",), (("Tools", text or "Airflow"),), ("Say how many rows.",)),
            make_text(text=text),
            make_process(text=text),
            make_engagement(text=text, name=name),
            make_cost(name=name),
            make_timeline(name=name),
            PeoplePart((Person(name, ("Hiring manager", "Recruiter")), Person(NAMES[3], ("Interviewer",)))),
        ),
        gaps=(Gap("Cost", "Nobody has entered a cost yet."),),
    )


def make_readiness(*, text: str = "", name: str = "Solveig Aderin") -> ReadinessPart:
    values = ("Yes", "Partly", "Unclear", "Not answered", "Yes")
    return ReadinessPart(
        outcome="Prepare first",
        is_go=False,
        blocked=True,
        taken_at=None,
        unclear=3,
        limit=3,
        reasons=(RuleLine("R1", "3 of 5 key questions are unclear; from 3 on no role opens."),),
        first=tuple(f"Name who decides, part {number}." for number in range(9)),
        answers=tuple(
            AnswerLine("Is there one problem, with a number?", value, value == "Unclear", text or words(90), NAMES[3])
            for value in values
        ),
        override=Override(name, AT, text or words(200)),
        source="Guide to hiring machine learning engineers",
    )


def make_text(*, text: str = "") -> TextPart:
    description = make_job_description()
    found = replace(description.findings, findings=replace(description.findings.findings, evidence=(), flags=()))
    return TextPart(
        description=replace(description, findings=found, events=(), people=(), steps=()),
        describes="The text describes an ML engineer: somebody who brings models to production.",
        written=(
            WrittenLine("Type of ML work", True, "Names what the models do."),
            WrittenLine("Outcome after 90 days", False, "No number is named."),
        ),
        hints=(HintLine("buzzword", "A word that says nothing", (text or "rockstar",), ""),),
    )


def make_engagement(*, text: str = "", name: str = "Solveig Aderin") -> EngagementPart:
    return EngagementPart(
        chosen="Full-time hire",
        reason=text or words(150),
        name=name,
        at=AT,
        review_on=AT.date(),
        advised=("Full-time hire", "Hybrid"),
        facts=(("The work is", "ongoing, without an end"), ("Somebody is needed", "within weeks")),
    )


def make_cost(*, name: str = "Solveig Aderin") -> CostPart:
    totals = tuple(f"USD {years}95,000 to {years}370,000 and more" for years in (1, 2, 3))
    return CostPart(
        currency="USD",
        needs_rate="",
        lines=(MoneyLine("Base salary", "USD 150,000 to 180,000 a year"),),
        months=(12, 24, 36),
        models=(
            ModelLine("Full-time hire", totals, 40.0, 88.0, True, "may exceed the budget", False),
            ModelLine("Contract", totals, 60.0, 60.0, False, "over the budget", True),
        ),
        budget="USD 250,000",
        budget_at=55.5,
        entered=(MoneyLine("Budget", "USD 250,000"),),
        name=name,
        at=AT,
        sources=("Guide to hiring machine learning engineers",),
    )


def make_timeline(*, name: str = "Solveig Aderin") -> TimelinePart:
    day = AT.date()
    return TimelinePart(
        start=day,
        early=day + timedelta(days=40),
        likely=day + timedelta(days=60),
        late=day + timedelta(days=80),
        days=42,
        phases=tuple(
            PhaseLine(title, "8", day, day, day, 10.0 * number, 10.0 * number + 15, 10.0 * number, 10.0 * number + 30)
            for number, title in enumerate(STEPS)
        ),
        weeks="6 to 12 weeks",
        source="Guide to hiring machine learning engineers",
        name=name,
        at=AT,
    )


def make_process(*, text: str = "") -> ProcessPart:
    steps = (
        ProcessStep(1, "Job description", "our own step", 0, 2, 0, 0, True),
        *(ProcessStep(n, text or title, "interview", 16, 2, 60, 150, False) for n, title in enumerate(STEPS, 2)),
    )
    rows = tuple(
        HeatRow(title, tuple(HeatCell(f"{band}.5", band, band == 5) for band in (0, 1, 2, 3, 4, 5)), "15.0")
        for title in TITLES
    )
    return ProcessPart(
        title="Seven-step structured hiring process",
        steps=steps,
        candidate=360,
        ours=900,
        interviews=5,
        owned=1,
        parts=2,
        faults=(Fault("No step owns “Data”: nobody will know whether a candidate can do it.", "Arora 2026"),),
        sections=(HeatSection("Deployment", True, "MLOps", rows), HeatSection("Data", True, "", ())),
        nowhere=12,
    )
