from django.urls import path

from hiring.core.invitations import accepting, views

urlpatterns = [
    path("people/", views.list_people, name="people-list"),
    path("people/invite/", views.invite, name="invite"),
    path("people/invitations/<pid:pid>/resend/", views.send_again, name="invitation-resend"),
    path("people/invitations/<pid:pid>/revoke/", views.revoke, name="invitation-revoke"),
    path("invitations/accept/", accepting.accept, name="invitation-accept"),
    path("invitations/<str:secret>/", accepting.open_link, name="invitation-open"),
]
