"""Addresses of roles, their stages and hiring teams, and of the teams and processes that roles are made of."""

from django.urls import path

from hiring.roles import process_views, stage_views, team_views, views

ROLE = "roles/<pid:pid>/"
STAGE = f"{ROLE}stages/<pid:stage>/"

urlpatterns = [
    path("roles/", views.show_list, name="role-list"),
    path("roles/new/", views.create, name="role-create"),
    path("roles/new/preview/", views.preview, name="role-preview"),
    path(f"{ROLE}edit/", views.edit, name="role-edit"),
    path(f"{ROLE}stages/", stage_views.show_stages, name="role-stages"),
    path(f"{ROLE}stages/refresh/", stage_views.refresh, name="role-stages-refresh"),
    path(STAGE, stage_views.edit, name="stage-edit"),
    path(f"{STAGE}weights/", stage_views.weigh, name="stage-weights"),
    path(f"{STAGE}weights/reset/", stage_views.unweigh, name="stage-weights-reset"),
    path(f"{ROLE}steps/", process_views.edit_steps, name="role-steps"),
    path(f"{ROLE}steps/reset/", stage_views.reset_steps, name="role-steps-reset"),
    path(f"{ROLE}steps/save/", process_views.save_steps, name="role-steps-save"),
    path(f"{ROLE}team/", team_views.show_team, name="role-team"),
    path(f"{ROLE}team/<pid:member>/remove/", team_views.remove, name="role-team-remove"),
    path("teams/", team_views.list_teams, name="team-list"),
    path("teams/new/", team_views.create_team, name="team-create"),
    path("teams/<pid:pid>/", team_views.change_team, name="team-edit"),
    path("processes/new/", process_views.create, name="process-create"),
]
