"""Addresses of a role's scope."""

from django.urls import path

from hiring.scope import views

SCOPE = "roles/<pid:pid>/scope/"

urlpatterns = [
    path(SCOPE, views.show, name="role-scope"),
    path(f"{SCOPE}write/", views.write, name="role-scope-write"),
]
