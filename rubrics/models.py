from rubrics.library.models import (
    Checklist,
    Criterion,
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
