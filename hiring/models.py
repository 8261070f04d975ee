from hiring.intake.models import JobDescription, JobRating, JobReview, JobReviewRevision
from hiring.roles.models import (
    HiringTeamMember,
    Role,
    RoleEvent,
    Stage,
    StageCriterion,
    StageWeightChange,
    Team,
)

__all__ = [
    "HiringTeamMember",
    "JobDescription",
    "JobRating",
    "JobReview",
    "JobReviewRevision",
    "Role",
    "RoleEvent",
    "Stage",
    "StageCriterion",
    "StageWeightChange",
    "Team",
]
