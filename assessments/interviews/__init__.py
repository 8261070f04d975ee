"""Interviews and panels: who judges which application at which stage, when, and by when the card is due."""
