"""Roles, their stages and hiring teams, and the teams of the organisation.

A stage holds its own copy of what it judges by: the rubric version, and the weight, must-have and floor of each
criterion after specialism, role type and seniority, each with where it comes from. Verbs compute them anew while the
role is a draft; the database freezes them when it opens. A role may leave its process (``own_steps``): then its steps
and their weights are its own, and the decision has no headings of the process.

Every verb locks the role first (``drafts``): it is what changes as a whole, counted by ``Role.version``. Opening a role
asks the job reviews and lives one room higher, in ``intake``; closing it ends scorecards and lives in
``assessments.pipeline``.
"""
