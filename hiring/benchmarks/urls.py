from django.urls import path

from hiring.benchmarks import views

urlpatterns = [
    path("benchmarks/", views.show_list, name="benchmark-list"),
    path("benchmarks/<pid:pid>/", views.show_one, name="benchmark"),
]
