from django.urls import path

from assessments.reminders import views

urlpatterns = [
    path("reminders/", views.list_reminders, name="reminder-list"),
    path("reminders/<pid:pid>/send-again/", views.send_again, name="reminder-send-again"),
    path("scorecards/<pid:pid>/remind/", views.remind, name="scorecard-remind"),
    path("roles/<pid:pid>/reminders/", views.show_rungs, name="role-reminders"),
]
