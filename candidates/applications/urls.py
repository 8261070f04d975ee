from django.urls import path

from candidates.applications import views

urlpatterns = [
    path("candidates/<pid:candidate_id>/edit/", views.edit, name="candidate-edit"),
]
