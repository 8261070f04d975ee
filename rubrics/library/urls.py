"""Addresses of the library."""

from django.urls import path

from rubrics.library import criterion_views, draft_views, views

DRAFT = "rubrics/<pid:rubric_id>/draft/"

urlpatterns = [
    path("rubrics/", views.list_rubrics, name="rubric-list"),
    path("rubrics/processes/", views.list_processes, name="process-list"),
    path("rubrics/processes/<pid:process_id>/", views.show_process, name="process"),
    path("rubrics/profiles/", views.list_profiles, name="profile-list"),
    path("rubrics/profiles/<pid:profile_id>/", views.show_profile, name="profile"),
    path("rubrics/seniority/", views.list_bars, name="seniority-list"),
    path("rubrics/checklists/", views.list_checklists, name="checklist-list"),
    path("rubrics/sources/", views.list_sources, name="source-list"),
    path("rubrics/versions/<pid:version_id>/", views.show_version, name="rubric-version"),
    path("rubrics/<pid:rubric_id>/", views.show_rubric, name="rubric"),
    path("rubrics/<pid:rubric_id>/versions/", views.list_versions, name="rubric-versions"),
    path("rubrics/<pid:rubric_id>/compare/", views.compare, name="rubric-compare"),
    path("rubrics/<pid:rubric_id>/copy/", draft_views.copy, name="rubric-copy"),
    path(DRAFT, draft_views.show_draft, name="rubric-draft"),
    path(f"{DRAFT}start/", draft_views.start, name="rubric-draft-start"),
    path(f"{DRAFT}discard/", draft_views.discard, name="rubric-draft-discard"),
    path(f"{DRAFT}publish/", draft_views.publish, name="rubric-draft-publish"),
    path(f"{DRAFT}basics/", draft_views.edit_basics, name="rubric-draft-basics"),
    path(f"{DRAFT}weights/", criterion_views.set_weights, name="rubric-draft-weights"),
    path(f"{DRAFT}order/", draft_views.move, name="rubric-draft-order"),
    path(f"{DRAFT}add/", criterion_views.add, name="rubric-draft-add"),
    path(f"{DRAFT}write/", criterion_views.write, name="rubric-draft-write"),
    path(f"{DRAFT}criteria/<pid:criterion_id>/", criterion_views.edit_criterion, name="rubric-draft-criterion"),
    path(f"{DRAFT}criteria/<pid:criterion_id>/remove/", criterion_views.remove, name="rubric-draft-remove"),
]
