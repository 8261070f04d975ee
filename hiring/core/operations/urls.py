from django.urls import path

from hiring.core.operations import views

urlpatterns = [
    path("status/", views.show_status, name="status"),
    path("metrics", views.show_metrics, name="metrics"),
]
