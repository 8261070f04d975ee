"""Addresses of a role's own page, its job description and its job reviews."""

from django.urls import path

from hiring.intake import builder_views, description_views, review_views, sheet_views, views

ROLE = "roles/<pid:pid>/"
TEXT = f"{ROLE}description/"
REVIEW = "job-reviews/<pid:pid>/"

urlpatterns = [
    path(ROLE, views.show_role, name="role-detail"),
    path(f"{ROLE}open/", views.open_draft, name="role-open"),
    path(f"{ROLE}reopen/", views.reopen, name="role-reopen"),
    path(TEXT, description_views.show, name="job-description"),
    path(f"{TEXT}<int:number>/", description_views.show, name="job-description-version"),
    path(f"{TEXT}<int:number>/markdown/", builder_views.download, name="job-description-markdown"),
    path(f"{TEXT}build/", builder_views.build, name="job-description-build"),
    path(f"{TEXT}compare/", description_views.compare, name="job-description-compare"),
    path(f"{TEXT}write/", description_views.write, name="job-description-write"),
    path(f"{TEXT}preview/", description_views.preview, name="job-description-preview"),
    path(f"{ROLE}reviews/", review_views.show_results, name="job-results"),
    path(f"{ROLE}reviews/start/", review_views.start, name="job-review-start"),
    path(REVIEW, sheet_views.show_review, name="job-review"),
    path(f"{REVIEW}draft/", sheet_views.save_draft, name="job-review-draft"),
    path(f"{REVIEW}amend/", sheet_views.amend, name="job-review-amend"),
    path(f"{REVIEW}leave/", review_views.leave, name="job-review-leave"),
]
