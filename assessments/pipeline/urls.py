from django.urls import path

from assessments.pipeline import closing_views, reading_views, reason_views, search_views, triage_views, views

urlpatterns = [
    path("roles/<pid:pid>/board/", views.show_board, name="board"),
    path("roles/<pid:pid>/board/<str:column>/", views.show_more, name="board-more"),
    path("roles/<pid:pid>/close/", closing_views.close, name="role-close"),
    path("roles/<pid:pid>/new/", triage_views.triage, name="triage"),
    path("roles/<pid:pid>/new/undo/", triage_views.undo_last, name="triage-undo"),
    path("candidates/", reading_views.show_list, name="candidate-list"),
    path("search/", search_views.search, name="search"),
    path("applications/<pid:pid>/", reading_views.show_application, name="application"),
    path("applications/<pid:pid>/move/", views.move, name="application-move"),
    path("applications/<pid:pid>/undo/", views.undo, name="application-undo"),
    path("reasons/", reason_views.show_reasons, name="reason-list"),
    path("reasons/<pid:pid>/raise/", reason_views.raise_up, name="reason-raise"),
    path("reasons/<pid:pid>/retire/", reason_views.retire, name="reason-retire"),
]
