from assessments.debriefs.models import Decision, Dissent
from assessments.interviews.models import Interview
from assessments.reminders.models import Reminder, ReminderPlan, RungChange
from assessments.reports.models import Report, ReportPart
from assessments.scorecards.models import CardRead, Rating, Scorecard, ScorecardRevision

__all__ = [
    "CardRead",
    "Decision",
    "Dissent",
    "Interview",
    "Rating",
    "Reminder",
    "ReminderPlan",
    "Report",
    "ReportPart",
    "RungChange",
    "Scorecard",
    "ScorecardRevision",
]
