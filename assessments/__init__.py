"""Judging: all that needs a candidate and a rubric.

Floor 5, the top: panels, scorecards, debriefs and decisions, and the pages on which an application moves.
"""
