"""A small valid pack as plain data: two rubrics of four criteria, one process, two profiles, one seniority bar."""

from typing import Any

import yaml

from rubrics.library.reader import Packs, read_packs

Data = dict[str, Any]


def question(number: int) -> Data:
    return {"ask": f"Question {number}?", "follow_ups": ["How do you know?"], "source": ["book"]}


def criterion(key: str, stage: str, floor: int | None = None) -> Data:
    return {
        "key": key,
        "stage": stage,
        "title": f"Title of {key}",
        "measures": "What it measures.",
        "must_have": floor is not None,
        **({"must_have_floor": floor} if floor is not None else {}),
        "levels": {level: f"Anchor {level} of {key}." for level in range(1, 6)},
        "questions": [question(number) for number in range(3)],
        "strong_signals": ["Gives numbers."],
        "red_flags": ["Gives none."],
        "source": ["book", "breck2017 Data 1"],
    }


def rubric(key: str, step: int, subject: str, criteria: list[str]) -> Data:
    return {
        "key": key,
        "process": "short",
        "step": step,
        "title": f"Title of {key}",
        "subject": subject,
        "asked_of": "candidate",
        "purpose": "Its purpose.",
        "minutes": 45,
        "raters": {"min": 2, "max": 3},
        "criteria": [{"criterion": name, "weight": 25} for name in criteria],
        "source": ["book"],
    }


def profile(key: str, kind: str) -> Data:
    return {
        "key": key,
        "kind": kind,
        "title": f"Title of {key}",
        "summary": "What it is.",
        "overrides": {"talk": {"c1": 40, "c2": 30, "c3": 20, "c4": 10}},
        "must_have_off": ["c1"],
        "step_weights": {"short": {"gate": 0, "talk": 60, "task": 40}},
        "look_for": ["Numbers"],
        "extra_questions": [question(9)],
        "source": ["book"],
    }


def scoring() -> Data:
    rules = ["rubric_score", "must_have_rule", "process_score", "independence", "combination"]
    return {
        "allowed_scores": [1, 2, 3, 4, 5],
        "not_assessed": True,
        "evidence_required": True,
        "evidence_min_characters": 40,
        **{name: f"The rule {name}." for name in rules},
        "source": ["book"],
    }


def library() -> Data:
    jobs, talks, tasks = ([f"{letter}{number}" for number in range(1, 5)] for letter in "jct")
    exercise = {
        "max_hours": 3,
        "format": "take-home",
        "avoid": ["puzzles"],
        "planted_faults": ["a wrong unit"],
        "source": ["book"],
    }
    return {
        "schema_version": 1,
        "library": "small",
        "language": "en",
        "licence_note": "Written for the tests.",
        "sources": [
            {"tag": "book", "what": "A book; with a note"},
            {"tag": "breck2017", "what": "The ML Test Score"},
            {"tag": "law 7", "what": "A law"},
        ],
        "scale": [{"level": n, "label": f"Label {n}", "meaning": f"Meaning {n}"} for n in range(1, 6)],
        "scoring": scoring(),
        "groups": {
            "technical": ["talking", "working"],
            "production": [],
            "communication": [],
            "ethics": [],
            "gate_only": ["job"],
        },
        "criteria": [
            *(criterion(name, "job") for name in jobs),
            *(criterion(name, "talking", 3 if name == "c1" else None) for name in talks),
            *(criterion(name, "working") for name in tasks),
        ],
        "rubrics": [
            rubric("gate", 1, "job", jobs) | {"gate": {"rule": "Every must-have averages 3."}},
            rubric("talk", 2, "candidate", talks) | {"exercise_from": "task"},
            rubric("task", 3, "candidate", tasks) | {"exercise": exercise},
        ],
        "processes": [
            {
                "key": "short",
                "title": "Short process",
                "source": ["book"],
                "steps": [
                    {"rubric": "gate", "step_weight": 0},
                    {"rubric": "talk", "step_weight": 50},
                    {"rubric": "task", "step_weight": 50},
                ],
                "decision_view": [{"heading": "Skill", "rubrics": ["talk", "task"]}],
                "expected_weeks": {"standard": [2, 4], "source": ["book"], "note": "A guess."},
            }
        ],
        "profiles": [profile("language", "specialism"), profile("engineer", "role")],
        "seniority": [
            {
                "key": "mid",
                "expected_level": {"technical": 3.0, "production": 3.5, "communication": 3.0, "ethics": 3.0},
                "must_have_off": ["c1"],
                "note": "The default bar.",
                "source": ["law 7 Art. 14"],
            }
        ],
    }


def checklist() -> Data:
    tests = [{"id": f"Data {n}", "test": f"test {n}", "criteria": ["c1", "t1"]} for n in range(1, 8)]
    return {
        "schema_version": 1,
        "scoring": {
            "per_test": {"not_done": 0, "manual_and_documented": 0.5, "automated_and_repeated": 1},
            "section_score": "sum",
            "final_score": "minimum",
            "bands": [
                {"over": None, "up_to": 0, "reading": "nothing"},
                {"over": 0, "up_to": 7, "reading": "something"},
            ],
            "band_note": "note",
            "version_trap": "trap",
            "worked_example": {"data": 4.0, "final": 4.0},
        },
        "sections": [{"key": "data", "title": "Data", "tests": tests}],
    }


def as_text(data: Any) -> str:
    return yaml.dump(data, Dumper=getattr(yaml, "CSafeDumper", yaml.SafeDumper), sort_keys=False, allow_unicode=True)


def read(library_data: Any = None, checklist_data: Any = None) -> Packs:
    """The packs made of this data (or of the valid one), read from their YAML text."""
    return read_packs(
        as_text(library() if library_data is None else library_data),
        as_text(checklist() if checklist_data is None else checklist_data),
        "small.yaml",
        "tests.yaml",
    )
