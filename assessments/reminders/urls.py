from django.urls import path

from assessments.reminders import views

urlpatterns = [
    path("reminders/", views.list_reminders, name="reminder-list"),
    path("applications/<pid:pid>/reminders/", views.show_nearest, name="application-reminders"),
    path("reminders/<pid:pid>/send-again/", views.send_again, name="reminder-send-again"),
    path("scorecards/<pid:pid>/remind/", views.remind, name="scorecard-remind"),
    path("roles/<pid:pid>/reminders/", views.show_rungs, name="role-reminders"),
]
