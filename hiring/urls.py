"""The root of all addresses. Each room brings its own; the API is gathered in ``hiring.api_urls``."""

from django.conf import settings
from django.urls import include, path, register_converter

from hiring.core.base import PublicIdConverter
from hiring.core.components import components
from hiring.rooms import rooms_with

register_converter(PublicIdConverter, "pid")

urlpatterns = [
    path("api/", include("hiring.api_urls")),
    *(path("", include(urls)) for urls in rooms_with("urls")),
]

handler400 = "hiring.core.error_pages.answer_bad_request"
handler500 = "hiring.core.error_pages.answer_failure"

if settings.DEBUG:
    urlpatterns.append(path("components/", components, name="components"))
