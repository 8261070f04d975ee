"""Addresses of a role's plan, and of the picture of a process that no role has yet."""

from django.urls import path

from hiring.planning import cost_views, engagement_views, views

PLAN = "roles/<pid:pid>/plan/"

urlpatterns = [
    path(PLAN, views.show_process, name="role-plan"),
    path(f"{PLAN}timeline/", views.show_timeline, name="role-timeline"),
    path(f"{PLAN}timeline/edit/", views.edit_timeline, name="role-timeline-edit"),
    path(f"{PLAN}expect/", views.show_expectations, name="role-expectations"),
    path(f"{PLAN}expect/text/", views.download_expectations, name="role-expectations-text"),
    path(f"{PLAN}cost/", cost_views.show_cost, name="role-cost"),
    path(f"{PLAN}cost/edit/", cost_views.edit_cost, name="role-cost-edit"),
    path(f"{PLAN}engagement/", engagement_views.show_engagement, name="role-engagement"),
    path(f"{PLAN}engagement/facts/", engagement_views.edit_facts, name="role-engagement-facts"),
    path(f"{PLAN}engagement/choose/", engagement_views.choose, name="role-engagement-choose"),
    path(f"{PLAN}engagement/transfer/", engagement_views.transfer, name="role-engagement-transfer"),
    path("rubrics/processes/<pid:pid>/plan/", views.show_preset, name="process-plan"),
]
