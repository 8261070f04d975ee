from django.urls import path

from assessments.pipeline import views

urlpatterns = [
    path("roles/<pid:pid>/board/", views.show_board, name="board"),
    path("roles/<pid:pid>/board/<str:column>/", views.show_more, name="board-more"),
    path("applications/<pid:pid>/move/", views.move, name="application-move"),
    path("applications/<pid:pid>/undo/", views.undo, name="application-undo"),
]
