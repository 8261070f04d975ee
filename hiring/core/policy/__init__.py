"""Figures that an administrator may change with a reason: bars, hours, limits."""
