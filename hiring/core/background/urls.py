from django.urls import path

from hiring.core.background import views

urlpatterns = [
    path("healthz", views.show_alive, name="healthz"),
    path("readyz", views.show_ready, name="readyz"),
]
