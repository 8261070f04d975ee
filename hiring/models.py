from hiring.intake.models import JobDescription, JobRating, JobReview, JobReviewRevision
from hiring.roles.models import HiringTeamMember, Role, Stage, StageCriterion, Team

__all__ = [
    "HiringTeamMember",
    "JobDescription",
    "JobRating",
    "JobReview",
    "JobReviewRevision",
    "Role",
    "Stage",
    "StageCriterion",
    "Team",
]
