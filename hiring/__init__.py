"""What we hire for: roles and their stages, the intake that must come before a role opens.

This package is two things, by the project's fixed layout: floor 3 of the house (the app ``hiring``, rooms ``roles`` and
``intake``), and the home of settings, root URLs and the Celery application, which belong to no floor and name the
floors by string. ``hiring.core`` is floor 1, an app of its own.
"""

from hiring.celery import app as celery_app

__all__ = ["celery_app"]
