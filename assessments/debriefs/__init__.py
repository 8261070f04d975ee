"""Debriefs and decisions: the panel's evidence side by side, a suggestion in words, a named person's decision."""
