from hiring.intake.models import JobDescription, JobRating, JobReview, JobReviewRevision
from hiring.readiness.models import ReadinessAnswer, ReadinessOverride, RoleReadiness
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
    "ReadinessAnswer",
    "ReadinessOverride",
    "Role",
    "RoleEvent",
    "RoleReadiness",
    "Stage",
    "StageCriterion",
    "StageWeightChange",
    "Team",
]
