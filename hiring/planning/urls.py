"""Addresses of a role's plan, and of the picture of a process that no role has yet."""

from django.urls import path

from hiring.planning import cost_views, views

PLAN = "roles/<pid:pid>/plan/"

urlpatterns = [
    path(PLAN, views.show_process, name="role-plan"),
    path(f"{PLAN}expect/", views.show_expectations, name="role-expectations"),
    path(f"{PLAN}expect/text/", views.download_expectations, name="role-expectations-text"),
    path(f"{PLAN}cost/", cost_views.show_cost, name="role-cost"),
    path(f"{PLAN}cost/edit/", cost_views.edit_cost, name="role-cost-edit"),
    path("rubrics/processes/<pid:pid>/plan/", views.show_preset, name="process-plan"),
]
