"""Scorecards: one interviewer, one application, one stage, one rubric version. The seal lives here."""
