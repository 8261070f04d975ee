from django.urls import path

from assessments.inbox import views

urlpatterns = [
    path("", views.show_inbox, name="inbox"),
    path("inbox/<slug:name>/", views.show_list, name="inbox-list"),
]
