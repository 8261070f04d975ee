"""Roles, their stages and hiring teams. What a stage judges by is frozen when the role opens."""
