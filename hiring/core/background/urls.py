from django.urls import path

from hiring.core.background import health_views, views

urlpatterns = [
    path("healthz", health_views.show_alive, name="healthz"),
    path("readyz", health_views.show_ready, name="readyz"),
    path("tasks/", views.list_tasks, name="task-list"),
    path("tasks/watched/", views.show_watched, name="task-watched"),
    path("tasks/<pid:pid>/", views.show_task, name="task-detail"),
    path("tasks/<pid:pid>/retry/", views.retry, name="task-retry"),
    path("tasks/<pid:pid>/cancel/", views.cancel, name="task-cancel"),
]
