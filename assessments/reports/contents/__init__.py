"""What a report says, for one reader: frozen values that need no database any more."""

from assessments.reports.contents.applications import ApplicationContent, show_application
from assessments.reports.contents.job_descriptions import JobDescriptionContent, show_job_description
from assessments.reports.contents.role_briefs import RoleBriefContent, show_role_brief
from assessments.reports.contents.scorecards import ScorecardContent, show_scorecard

Content = ScorecardContent | ApplicationContent | JobDescriptionContent | RoleBriefContent

__all__ = [
    "ApplicationContent",
    "Content",
    "JobDescriptionContent",
    "RoleBriefContent",
    "ScorecardContent",
    "show_application",
    "show_job_description",
    "show_role_brief",
    "show_scorecard",
]
