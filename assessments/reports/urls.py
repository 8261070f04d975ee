from django.urls import path

from assessments.reports import views

REPORT = "reports/<pid:pid>/"

urlpatterns = [
    path("reports/", views.list_all, name="report-list"),
    path("reports/export/", views.export, name="report-export"),
    path(REPORT, views.show, name="report"),
    path(f"{REPORT}open/", views.open_file, name="report-open"),
    path(f"{REPORT}file/", views.save_file, name="report-file"),
    path(f"{REPORT}again/", views.again, name="report-again"),
    path(f"{REPORT}cancel/", views.cancel, name="report-cancel"),
    path(f"{REPORT}resume/", views.resume, name="report-resume"),
    path(f"{REPORT}delete/", views.delete, name="report-delete"),
    path("roles/<pid:pid>/reports/", views.list_of_role, name="role-reports"),
    path("roles/<pid:pid>/description/print/", views.print_description, name="description-print"),
    path("roles/<pid:pid>/brief/print/", views.print_brief, name="brief-print"),
    path("applications/<pid:pid>/reports/", views.list_of_application, name="application-reports"),
    path("scorecards/<pid:pid>/print/", views.print_card, name="scorecard-print"),
]
