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
    WeightChange,
)

__all__ = [
    "Checklist",
    "Criterion",
    "Library",
    "Process",
    "ProcessStep",
    "Profile",
    "Rubric",
    "RubricCriterion",
    "RubricVersion",
    "Seniority",
    "Source",
    "WeightChange",
]
