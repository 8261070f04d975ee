"""What the hire is for and where it will work: why and whom, and the production environment.

The reasons set weights and floors of a role while it is a draft, visibly; the environment stands beside every
scorecard, so that interviewers judge against this one and no other.
"""
