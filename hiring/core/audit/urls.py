from django.urls import path

from hiring.core.audit import views

urlpatterns = [path("audit/", views.list_entries, name="audit-list")]
