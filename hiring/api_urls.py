"""Everything under ``/api/``. Each room's ``api.py`` registers its collections."""

from django.urls import include, path
from rest_framework.routers import SimpleRouter

from hiring.core.api import views
from hiring.rooms import import_parts

router = SimpleRouter(use_regex_path=False)
for api in import_parts("api"):
    api.register(router)

app_name = "api"
urlpatterns = [
    path("v1/", include(router.urls)),
    path("v1/schema/", views.show_schema, name="schema"),
    path("v1/docs/", views.show_docs, name="docs"),
    path("<path:path>", views.show_unknown, name="unknown"),
]
