from django.urls import path

from hiring.core.policy import views

urlpatterns = [
    path("policy/", views.show_policy, name="policy"),
    path("policy/<str:key>/", views.show_figure, name="policy-figure"),
]
