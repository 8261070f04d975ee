"""Addresses of the readiness of teams, and of what roles took of it."""

from django.urls import path

from hiring.readiness import role_views, team_views

urlpatterns = [
    path("readiness/", team_views.list_teams, name="readiness-list"),
    path("teams/<pid:pid>/readiness/", team_views.show_team, name="team-readiness"),
    path("roles/<pid:pid>/readiness/", role_views.show_role, name="role-readiness"),
    path("roles/<pid:pid>/readiness/override/", role_views.override, name="role-readiness-override"),
]
