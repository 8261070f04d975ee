from django.urls import path

from assessments.debriefs import views

urlpatterns = [
    path("applications/<pid:pid>/stages/<pid:stage>/debrief/", views.show_debrief, name="debrief"),
    path("applications/<pid:pid>/decision/", views.decide_final, name="decide-final"),
    path("decisions/<pid:pid>/dissent/", views.add_dissent, name="decision-dissent"),
]
