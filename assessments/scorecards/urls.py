from django.urls import path

from assessments.scorecards import panel_views, views

CARD = "scorecards/<pid:pid>/"

urlpatterns = [
    path(CARD, views.show_card, name="scorecard"),
    path(f"{CARD}draft/", views.save_draft, name="scorecard-draft"),
    path(f"{CARD}resume/", views.show_resume, name="scorecard-resume"),
    path(f"{CARD}amend/", views.amend, name="scorecard-amend"),
    path(f"{CARD}decline/", views.decline_card, name="scorecard-decline"),
    path("interviews/<pid:pid>/missed/", panel_views.mark_missed, name="interview-missed"),
    path("interviews/<pid:pid>/held/", panel_views.mark_held, name="interview-held"),
    path("applications/<pid:pid>/stages/<pid:stage>/panel/", panel_views.plan_panel, name="panel-assign"),
]
