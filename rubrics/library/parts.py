"""Reading the parts of a library pack: keys, types, bounds. What they say about each other is for ``references``."""

from dataclasses import dataclass

from rubrics.library.blanks import find_blank_faults
from rubrics.library.citations import Citations
from rubrics.library.fields import Field
from rubrics.library.pack import (
    GATE_ONLY,
    GROUPS,
    Criterion,
    Exercise,
    ExpectedWeeks,
    Heading,
    Process,
    ProcessStep,
    Profile,
    Question,
    Rubric,
    RubricItem,
    ScalePoint,
    ScoringRules,
    Seniority,
    Source,
    Weeks,
)

LEVELS = ("1", "2", "3", "4", "5")
CRITERIA_PER_RUBRIC = (4, 7)
QUESTIONS_PER_CRITERION = (3, 5)
MAX_MINUTES = 600
MAX_RATERS = 10


def read_source(field: Field) -> Source:
    parts = field.parts(["tag", "what"])
    return Source(parts["tag"].text(40), parts["what"].text())


def read_scale_point(field: Field) -> ScalePoint:
    parts = field.parts(["level", "label", "meaning"])
    return ScalePoint(parts["level"].whole(1, 5), parts["label"].title(), parts["meaning"].text())


def read_groups(field: Field) -> dict[str, tuple[str, ...]]:
    return {name: part.keys(least=0) for name, part in field.parts([*GROUPS, GATE_ONLY]).items()}


@dataclass(frozen=True)
class Reader:
    """Reads parts that cite sources."""

    cited: Citations

    def scoring(self, field: Field) -> ScoringRules:
        flags = ["not_assessed", "evidence_required"]
        rules = ["rubric_score", "must_have_rule", "process_score", "independence", "combination"]
        parts = field.parts(["allowed_scores", "evidence_min_characters", "source", *flags, *rules])
        for name in flags:
            if not parts[name].flag():
                parts[name].refuse("Only true can be followed: it is one of the rules that hold everywhere.")
        scores = tuple(item.whole(1, 5) for item in parts["allowed_scores"].items(5, 5))
        if scores != (1, 2, 3, 4, 5):
            parts["allowed_scores"].refuse("Only the five levels 1, 2, 3, 4, 5 can be given.")
        return ScoringRules(
            allowed_scores=scores,
            evidence_min_characters=parts["evidence_min_characters"].whole(1, 500),
            source=self.cited.read(parts["source"]),
            **{name: parts[name].text() for name in rules},
        )

    def question(self, field: Field) -> Question:
        parts = field.parts(["ask", "follow_ups", "source"])
        question = Question(parts["ask"].text(), parts["follow_ups"].texts(), self.cited.read(parts["source"]))
        for name, texts in (("ask", [question.ask]), ("follow_ups", question.follow_ups)):
            for fault in (fault for text in texts for fault in find_blank_faults(text)):
                parts[name].refuse(fault)
        return question

    def questions(self, field: Field, least: int, most: int) -> tuple[Question, ...]:
        questions = tuple(self.question(item) for item in field.items(least, most))
        asked = [question.ask for question in questions if question.ask]
        if len(set(asked)) < len(asked):
            field.refuse("The same question stands twice.")
        return questions

    def criterion(self, field: Field) -> Criterion:
        lists = ["questions", "strong_signals", "red_flags", "source"]
        parts = field.parts(["key", "stage", "title", "measures", "must_have", "levels", *lists], ["must_have_floor"])
        levels = parts["levels"].parts(LEVELS)
        return Criterion(
            key=parts["key"].key(),
            stage=parts["stage"].key(longest=40),
            title=parts["title"].title(),
            measures=parts["measures"].text(),
            must_have=parts["must_have"].value is True,
            floor=self._floor(parts),
            levels=tuple(levels[level].text() for level in LEVELS),
            questions=self.questions(parts["questions"], *QUESTIONS_PER_CRITERION),
            strong_signals=parts["strong_signals"].texts(),
            red_flags=parts["red_flags"].texts(),
            source=self.cited.read(parts["source"]),
        )

    def _floor(self, parts: dict[str, Field]) -> int | None:
        must_have, floor = parts["must_have"].flag(), parts.get("must_have_floor")
        if must_have and floor is None:
            parts["must_have"].refuse("A must-have needs its floor: must_have_floor, 1 to 5.")
        if floor is not None and not must_have:
            floor.refuse("Only a must-have has a floor.")
        return floor.whole(1, 5) if floor is not None and must_have else None

    def rubric(self, field: Field) -> Rubric:
        texts = ["process", "step", "title", "subject", "asked_of", "purpose"]
        parts = field.parts(
            ["key", *texts, "minutes", "raters", "criteria", "source"], ["gate", "exercise", "exercise_from"]
        )
        raters = parts["raters"].parts(["min", "max"])
        least = raters["min"].whole(1, MAX_RATERS)
        if "exercise" in parts and "exercise_from" in parts:
            parts["exercise_from"].refuse("The rubric has its own exercise: leave one of the two out.")
        return Rubric(
            key=parts["key"].key(),
            process=parts["process"].key(),
            step=parts["step"].whole(1, 20),
            title=parts["title"].title(),
            subject=parts["subject"].choice(["job", "candidate"]),
            asked_of=parts["asked_of"].text(40),
            purpose=parts["purpose"].text(),
            minutes=parts["minutes"].whole(5, MAX_MINUTES),
            raters_min=least,
            raters_max=raters["max"].whole(least, MAX_RATERS),
            gate_rule=parts["gate"].parts(["rule"])["rule"].text() if "gate" in parts else "",
            exercise=self.exercise(parts["exercise"]) if "exercise" in parts else None,
            exercise_from=parts["exercise_from"].key() if "exercise_from" in parts else "",
            criteria=tuple(self.rubric_item(item) for item in parts["criteria"].items(*CRITERIA_PER_RUBRIC)),
            source=self.cited.read(parts["source"]),
        )

    def rubric_item(self, field: Field) -> RubricItem:
        parts = field.parts(["criterion", "weight"])
        return RubricItem(parts["criterion"].key(), parts["weight"].whole(1, 100))

    def exercise(self, field: Field) -> Exercise:
        parts = field.parts(["max_hours", "format", "avoid", "planted_faults", "source"])
        return Exercise(
            max_hours=parts["max_hours"].whole(1, 40),
            format=parts["format"].text(),
            avoid=parts["avoid"].texts(),
            planted_faults=parts["planted_faults"].texts(),
            source=self.cited.read(parts["source"]),
        )

    def process(self, field: Field) -> Process:
        parts = field.parts(["key", "title", "steps", "source"], ["decision_view", "expected_weeks"])
        headings = parts["decision_view"].items(1) if "decision_view" in parts else ()
        return Process(
            key=parts["key"].key(),
            title=parts["title"].title(),
            steps=tuple(self.process_step(item) for item in parts["steps"].items(1, 20)),
            headings=tuple(self.heading(item) for item in headings),
            expected_weeks=self.weeks(parts["expected_weeks"]) if "expected_weeks" in parts else None,
            source=self.cited.read(parts["source"]),
        )

    def process_step(self, field: Field) -> ProcessStep:
        parts = field.parts(["rubric", "step_weight"])
        return ProcessStep(parts["rubric"].key(), parts["step_weight"].whole(0, 100))

    def heading(self, field: Field) -> Heading:
        parts = field.parts(["heading", "rubrics"])
        return Heading(parts["heading"].title(), parts["rubrics"].keys())

    def weeks(self, field: Field) -> ExpectedWeeks:
        parts = field.parts(["standard", "source"], ["senior_or_specialised", "note"])
        return ExpectedWeeks(
            standard=_range(parts["standard"]),
            senior=_range(parts["senior_or_specialised"]) if "senior_or_specialised" in parts else None,
            note=parts["note"].text() if "note" in parts else "",
            source=self.cited.read(parts["source"]),
        )

    def profile(self, field: Field) -> Profile:
        parts = field.parts(
            ["key", "kind", "title", "summary", "overrides", "look_for", "extra_questions", "source"],
            ["must_have_off", "step_weights"],
        )
        step_weights = parts["step_weights"].named() if "step_weights" in parts else {}
        return Profile(
            key=parts["key"].key(),
            kind=parts["kind"].choice(["specialism", "role"]),
            title=parts["title"].title(),
            summary=parts["summary"].text(),
            overrides={name: part.weights(1) for name, part in parts["overrides"].named().items()},
            must_have_off=parts["must_have_off"].keys() if "must_have_off" in parts else (),
            step_weights={name: part.weights(0) for name, part in step_weights.items()},
            look_for=parts["look_for"].texts(),
            extra_questions=self.questions(parts["extra_questions"], 1, 10),
            source=self.cited.read(parts["source"]),
        )

    def seniority(self, field: Field) -> Seniority:
        parts = field.parts(["key", "expected_level", "note", "source"], ["must_have_off"])
        levels = parts["expected_level"].parts(GROUPS)
        return Seniority(
            key=parts["key"].key(longest=20),
            expected_level={name: part.tenths(1, 5) for name, part in levels.items()},
            must_have_off=parts["must_have_off"].keys() if "must_have_off" in parts else (),
            note=parts["note"].text(),
            source=self.cited.read(parts["source"]),
        )


def _range(field: Field) -> Weeks:
    numbers = [item.whole(1, 104) for item in field.items(2, 2)]
    if len(numbers) == 2 and numbers[0] > numbers[1]:
        field.refuse("The first number of weeks is above the second.")
    return Weeks(numbers[0], numbers[-1]) if numbers else Weeks(1, 1)
