"""The addresses of ``make dev``."""

from django.urls import path

from hiring.core.components import components
from hiring.urls import urlpatterns as pages

urlpatterns = [*pages, path("components/", components, name="components")]
