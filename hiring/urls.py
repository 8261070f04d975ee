"""The root of all addresses. Each room brings its own; the API is gathered in ``hiring.api_urls``."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import include, path, register_converter

from hiring.core.base import PublicIdConverter
from hiring.core.components import components

register_converter(PublicIdConverter, "pid")

ROOMS = (
    "hiring.core.background",
    "hiring.core.accounts",
    "hiring.core.audit",
    "hiring.core.policy",
    "rubrics.library",
    "hiring.roles",
    "hiring.intake",
    "candidates.documents",
    "assessments.inbox",
    "assessments.pipeline",
    "assessments.scorecards",
    "assessments.debriefs",
)

urlpatterns = [
    path("accounts/", include("allauth.account.urls")),
    path("api/", include("hiring.api_urls")),
    *(path("", include(f"{room}.urls")) for room in ROOMS if find_spec(f"{room}.urls")),
]

if settings.DEBUG:
    urlpatterns.append(path("components/", components, name="components"))
