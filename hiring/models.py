from hiring.benchmarks.models import Benchmark, BenchmarkRevision
from hiring.intake.models import JobDescription, JobRating, JobReview, JobReviewRevision
from hiring.planning.models import CostPlan, EngagementPlan, RoleTimeline
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
from hiring.scope.models import Environment, EnvironmentChange

__all__ = [
    "Benchmark",
    "BenchmarkRevision",
    "CostPlan",
    "EngagementPlan",
    "Environment",
    "EnvironmentChange",
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
    "RoleTimeline",
    "Stage",
    "StageCriterion",
    "StageWeightChange",
    "Team",
]
