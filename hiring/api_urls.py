"""Everything under ``/api/``. Each room's ``api.py`` registers its collections; one list says which rooms there are."""

from importlib import import_module
from importlib.util import find_spec

from django.urls import include, path
from rest_framework.routers import SimpleRouter

from hiring.core.api import views

ROOMS = (
    "hiring.core.api",
    "rubrics.library",
    "hiring.roles",
    "hiring.intake",
    "candidates.people",
    "candidates.documents",
    "candidates.applications",
    "assessments.interviews",
    "assessments.scorecards",
    "assessments.debriefs",
    "assessments.pipeline",
)

router = SimpleRouter(use_regex_path=False)
for room in ROOMS:
    if find_spec(f"{room}.api"):
        import_module(f"{room}.api").register(router)

app_name = "api"
urlpatterns = [
    path("v1/", include(router.urls)),
    path("v1/schema/", views.show_schema, name="schema"),
    path("v1/docs/", views.show_docs, name="docs"),
    path("<path:path>", views.show_unknown),
]
