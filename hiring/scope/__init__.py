"""What the hire is for and where it will work: why and whom, and the production environment.

The reasons stand on the role (``Role.reasons``, ids of ``hiring/roles/reasons.yaml``): they move weights and floors
while it is a draft, visibly, and are frozen with them. The environment stands beside every scorecard and fills the
blanks of the questions asked, so that interviewers judge against this one and no other; once the role is open it still
changes, with a reason, and what stood before is kept. One verb writes both, against the role's version.
"""
