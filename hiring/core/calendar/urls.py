from django.urls import path

from hiring.core.calendar import holiday_views, views

urlpatterns = [
    path("places/", views.list_places, name="place-list"),
    path("places/add/", views.add, name="place-add"),
    path("places/<pid:pid>/", views.change, name="place-edit"),
    path("places/<pid:pid>/holidays/", holiday_views.show_holidays, name="place-holidays"),
]
