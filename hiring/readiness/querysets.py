"""Reads of overrides."""

from typing import Self

from hiring.roles.querysets import ByRoleQuerySet


class OverrideQuerySet(ByRoleQuerySet):
    def standing(self) -> Self:
        """Those that no opening has used."""
        return self.filter(copies=None)
